"""The training that makes the release, from wordings to a checkpoint, in small."""

import re
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from bot.cli import app
from katheryne_models.network_files import load_network
from training.word_vectors import DIMENSIONS, word_vectors

PROJECT = Path(__file__).parents[2]


@pytest.mark.timeout(300)
def test_a_dry_run_goes_from_wordings_to_a_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("KATHERYNE_ASSISTANT__MODELS", str(tmp_path))
    own = tmp_path / "own.toml"
    own.write_text('"fact.birthday {character}" = """\nzzyzx day of {character}\n"""\n', encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text(f'run_folder = "{tmp_path / "runs"}"\nminimum_count = 1\n', encoding="utf-8")
    arguments = ["train", "assistant", "--dry-run", "--config", str(settings), "--with", str(own), "--name", "small"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.stderr
    _, vocabulary, config = load_network(tmp_path / "runs" / "dry_run")
    assert config.data == "genshin-db 5.2.12"
    assert "zzyzx" in vocabulary
    assert not (tmp_path / "small").exists()
    card = (tmp_path / "runs" / "dry_run" / "README.md").read_text(encoding="utf-8")
    assert re.search(r"ONNX, int8 \(dynamic\) \| 0\.\d MB \|", card)
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", card):
        with Image.open(tmp_path / "runs" / "dry_run" / picture) as image:
            image.verify()


def test_an_unknown_setting_is_refused_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    settings = tmp_path / "settings.toml"
    settings.write_text("epoch = 3\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["train", "assistant", "--config", str(settings), "--name", "never"])
    assert result.exit_code == 69
    assert "epoch" in result.stderr
    assert not (PROJECT / "data" / "models" / "never").exists()


def test_words_start_from_vectors_of_one_size() -> None:
    vectors = word_vectors(frozenset({"birthday", "qwertyuiop"}), 100)
    assert "birthday" in vectors
    assert "qwertyuiop" not in vectors
    assert "the" in vectors
    assert 100 <= len(vectors) <= 101
    assert {len(vector) for vector in vectors.values()} == {DIMENSIONS}
