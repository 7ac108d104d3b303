"""The command line, as a user calls it, with the released checkpoints."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

PROJECT = Path(__file__).parents[2]
runner = CliRunner()


def answer_to(question: str) -> dict[str, object]:
    result = runner.invoke(app, ["ask", question, "--json"])
    assert result.exit_code == 0, result.stderr
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)


def test_an_answer_names_table_row_and_field() -> None:
    answer = answer_to("When is Hu Tao's birthday?")
    assert "July 15" in str(answer["answer"])
    assert answer["answered"] is True
    assert answer["plan"] == "fact.birthday <character:0>"
    assert answer["entities"] == ["Hu Tao"]
    assert answer["facts"] == [{"table": "characters", "row": "hutao", "field": "birthday", "value": "July 15"}]
    assert 0 <= float(str(answer["confidence"])) <= 1
    assert {"id", "question", "latency_ms"} <= set(answer)


README = {
    "whats childes c6 do": ["Havoc: Annihilation"],
    "how much atk does homa have at lvl 90": ["608"],
    "which 5 star pyro polearm characters are there": ["Arlecchino", "Hu Tao"],
    "who has higher base hp at 90, zhongli or hu tao": ["**Hu Tao** has", "15,552", "14,695"],
    "total mora to ascend raiden to 90": ["420,000"],
}
LONG, WHOLE = "all constellations of neuvillette and all constellations of zhongli", "all constellations of bennett"
STRANGE = (
    "", " ", "\x00\x01", "😀🎉" * 100, "مرحبا كيف حالك", "a" * 6000, "word " * 1200, "H̸̡u̷ t̵a̶o̴?" * 50,
)  # fmt: skip


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The answers to many questions, asked in one go: loading takes seconds."""
    path = tmp_path_factory.mktemp("batch") / "questions.jsonl"
    asked = [*README, LONG, WHOLE, *STRANGE]
    path.write_text("\n".join(json.dumps({"id": n, "question": q}) for n, q in enumerate(asked)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        result = runner.invoke(app, ["ask", "--batch", str(path), "--json"])
    assert result.exit_code == 0, result.stderr
    answers = [json.loads(line)["answer"] for line in result.stdout.splitlines()]
    return dict(zip(asked, answers, strict=True))


@pytest.mark.parametrize("question", README)
def test_the_questions_of_the_readme(question: str, texts: dict[str, str]) -> None:
    assert all(part in texts[question] for part in README[question]), texts[question]


def test_a_long_answer_is_cut_at_a_border_and_says_so(texts: dict[str, str]) -> None:
    assert len(texts[LONG]) <= 1900
    assert "page 1 of" in texts[LONG]
    assert len(texts[WHOLE]) <= 1900


@pytest.mark.parametrize("question", STRANGE)
def test_any_text_gets_a_polite_reply(question: str, texts: dict[str, str]) -> None:
    assert texts[question]
    assert len(texts[question]) < 2000


def test_a_batch_answers_in_order_and_names_bad_lines(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "question": "what element is hu tao"}',
        "no json",
        '{"id": "b", "turns": ["what element is zhongli", "and his birthday?"]}',
        '{"id": "c"}',
        '{"id": 4, "question": ""}',
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = runner.invoke(app, ["ask", "--batch", str(path), "--json"])
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [answer["id"] for answer in answers] == ["a", "b", 4]
    assert "Pyro" in answers[0]["answer"]
    assert "December 31" in answers[1]["answer"]
    assert answers[2]["answered"] is False
    assert "line 2" in result.stderr
    assert "line 4" in result.stderr


def test_neighbours_come_with_reasons() -> None:
    result = runner.invoke(app, ["similar", "staff of homa", "--json"])
    assert result.exit_code == 0, result.stderr
    neighbours = json.loads(result.stdout)["neighbours"]
    assert len(neighbours) == 5
    assert all(neighbour["reasons"] for neighbour in neighbours)


def test_neighbours_can_be_narrowed_and_drawn(tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    result = runner.invoke(app, ["similar", "hu tao", "--same", "element", "--picture", str(path), "--json"])
    assert result.exit_code == 0, result.stderr
    pyro = {
        "Amber", "Arlecchino", "Bennett", "Chevreuse", "Dehya", "Diluc", "Durin", "Gaming", "Klee", "Lyney", "Mavuika",
        "Nicole", "Thoma", "Xiangling", "Xinyan", "Yanfei", "Yoimiya",
    }  # fmt: skip
    assert {neighbour["name"] for neighbour in json.loads(result.stdout)["neighbours"]} <= pyro
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size < 200_000
    nowhere = runner.invoke(app, ["similar", "hu tao", "--picture", str(tmp_path / "no" / "map.png")])
    assert nowhere.exit_code == 1
    assert "can't be written" in nowhere.stderr


def test_all_neighbours_of_a_kind() -> None:
    result = runner.invoke(app, ["similar", "--all", "--kind", "characters", "-k", "10", "--json"])
    listed = json.loads(result.stdout)
    assert len(listed["Hu Tao"]) == 10
    assert "Hu Tao" not in listed["Hu Tao"]


def test_an_unknown_name_fails_with_suggestions() -> None:
    result = runner.invoke(app, ["similar", "favonius"])
    assert result.exit_code == 1
    assert "Favonius Sword" in result.stderr
    assert result.stdout == ""
    assert runner.invoke(app, ["similar", "qqqqqq"]).exit_code == 1


@pytest.mark.parametrize("arguments", [["ask"], ["similar"], ["similar", "--all"], ["ask", "--batch", "x"], ["export"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert runner.invoke(app, arguments).exit_code == 2


def test_the_snapshot_is_described() -> None:
    result = runner.invoke(app, ["data", "info", "--json"])
    manifest = json.loads(result.stdout)
    assert manifest["package_version"] == "5.2.12"
    assert manifest["tables"]["characters"]["rows"] == 120
    assert "characters" in runner.invoke(app, ["data", "info"]).stdout


def test_a_missing_checkpoint_is_one_line_and_69(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KATHERYNE_ASSISTANT__MODELS", str(tmp_path))
    result = runner.invoke(app, ["ask", "hello"])
    assert result.exit_code == 69
    assert len(result.stderr.splitlines()) == 1
    assert "katheryne train assistant" in result.stderr


def test_a_damaged_snapshot_is_one_line_and_69(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KATHERYNE_ASSISTANT__DATA", str(tmp_path))
    result = runner.invoke(app, ["ask", "hello"])
    assert result.exit_code == 69
    assert len(result.stderr.splitlines()) == 1
    assert "manifest.json" in result.stderr
    assert "katheryne data build" in result.stderr


def test_run_without_a_token_opens_the_console_and_ends_with_the_input() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "run"],
        input="whats childes c6 do\n/similar Hu Tao\n/about\n/nonsense\n1\n/quit\n",
        capture_output=True, text=True, check=False, cwd=PROJECT, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Havoc: Annihilation" in done.stdout
    assert "Most like Hu Tao" in done.stdout
    assert "genshin-db 5.2.12" in done.stdout
    assert "There is no command /nonsense" in done.stdout
    assert "DISCORD_TOKEN is not set" in done.stderr


def test_judgements_and_the_store_are_written_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KATHERYNE_STORE__PATH", str(tmp_path / "store.sqlite3"))
    early = runner.invoke(app, ["store", "backup", str(tmp_path / "copy.sqlite3")])
    assert early.exit_code != 0
    assert "no store" in early.stderr
    exported = runner.invoke(app, ["feedback", "export", str(tmp_path / "judged.toml")])
    assert exported.exit_code == 0, exported.stderr
    assert "0 judgements" in exported.stdout
    copied = runner.invoke(app, ["store", "backup", str(tmp_path / "copy.sqlite3")])
    assert copied.exit_code == 0, copied.stderr
    assert (tmp_path / "copy.sqlite3").is_file()
    nowhere = runner.invoke(app, ["feedback", "export", str(tmp_path / "no" / "judged.toml")])
    assert nowhere.exit_code == 1
    assert "can't be written" in nowhere.stderr
