"""The written training data: whole, by split, and open to further wordings."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from katheryne_models.game.game import Game
from katheryne_models.plan.grammar import placeholder_kind
from katheryne_models.plan.reading import canonical
from training.dataset import GenshinAssistantDataset
from training.generation.training_data import Counts, write_training_data

PROJECT = Path(__file__).parents[3]
FURTHER = '"fact.birthday {character}" = """\nzorp cake party of {character}\n"""'


class Written:
    """One small run, with a further wording file."""

    def __init__(self, game: Game, folder: Path) -> None:
        further = folder / "further.toml"
        further.write_text(FURTHER, encoding="utf-8")
        self.folder = folder
        self.counts: Counts = write_training_data(game, folder, seed=5, size=600, further=[further], share=0.08)
        path = folder / "training_data" / "training_data.json"
        self.entries: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data(game: Game, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return Written(game, tmp_path_factory.mktemp("training"))


def test_the_data_is_what_the_counts_say(data: Written) -> None:
    assert Counter(entry["split"] for entry in data.entries) == data.counts.examples
    heads = Counter(entry["response"].split()[0] for entry in data.entries if entry["split"] == "train")
    assert heads == data.counts.heads
    assert set(data.counts.wordings) == {"train", "validation", "test"}


def test_nearly_every_wording_gives_an_example(data: Written) -> None:
    assert len(data.counts.dropped) < 0.005 * sum(data.counts.wordings.values())


def test_plans_are_canonical_and_need_nothing_that_the_question_lacks(data: Written) -> None:
    for entry in data.entries:
        needed = {token for token in entry["response"].split() if placeholder_kind(token)}
        assert needed <= set(entry["query"].split()), entry
        assert canonical(entry["response"]) == entry["response"]


def test_hardly_any_question_stands_in_two_splits(data: Written) -> None:
    """Wordings are parted; two of them may still link alike ("is {x} on {day}" and "{x} on {day}")."""
    splits: dict[str, set[str]] = {}
    for entry in data.entries:
        splits.setdefault(entry["query"], set()).add(entry["split"])
    assert sum(len(found) > 1 for found in splits.values()) < 0.004 * len(splits)


def test_a_wording_of_a_further_file_is_used(data: Written) -> None:
    plans = {entry["response"] for entry in data.entries if "zorp cake party" in entry["query"]}
    assert "fact.birthday <character:0>" in plans


def test_several_questions_and_unheard_names_are_among_them(data: Written) -> None:
    types = Counter(entry["type"] for entry in data.entries)
    assert types["several"] > 0
    assert any(entry["response"] == "unknown" for entry in data.entries if entry["split"] == "test")


def test_the_dataset_reads_it(data: Written) -> None:
    dataset = GenshinAssistantDataset(data.folder)
    assert len(dataset.raw_data) == len(data.entries)


def test_another_process_makes_the_same_data(tmp_path: Path) -> None:
    """Sets of words stand in another order in each process; no choice may rest on it."""
    program = (
        "import sys; from pathlib import Path; from katheryne_models.game.game import Game\n"
        "from training.generation.training_data import write_training_data\n"
        "write_training_data(Game(Path(sys.argv[1])), Path(sys.argv[2]), seed=0, size=100, share=0.005)"
    )
    running = []
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT), "PATH": ""}
        command = [sys.executable, "-c", program, str(PROJECT / "data" / "game"), str(tmp_path / seed)]
        running.append(subprocess.Popen(command, env=environment))
    assert [process.wait() for process in running] == [0, 0]
    first, second = ((tmp_path / seed / "training_data" / "training_data.json").read_bytes() for seed in ("1", "2"))
    assert first == second
