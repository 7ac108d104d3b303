"""Writes `training_data/training_data.json` from the wordings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from katheryne_models.game.game import Game
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from training.dataset import write_entries
from training.generation.examples import ExampleMaker, pairable
from training.generation.surfaces import Surfaces
from training.generation.wordings import Wording, read_wording_file, read_wordings

_ONE_IN = 12  # so many examples for one that asks several things at once, besides the wordings that do
_DECLINED = 1.4  # a wrong answer costs more than none, so what is to be declined is seen more often


@dataclass(frozen=True, slots=True)
class Counts:
    """What was made.

    Attributes:
        wordings: Wordings by split.
        examples: Examples by split.
        heads: Training examples by head, for the class balance.
        dropped: Wordings of which no filling linked as meant.
    """

    wordings: dict[str, int]
    examples: dict[str, int]
    heads: dict[str, int]
    dropped: list[str]


def write_training_data(
    game: Game, folder: Path, *, seed: int = 0, size: int = 60_000, further: Sequence[Path] = (), share: float = 1.0
) -> Counts:
    """Make the training data.

    Every wording gives at least one example to its split. Training wordings give more, the more the fewer wordings
    their head has, so that rare heads are learnt too.

    Args:
        game: The tables that names are taken from.
        folder: Where `training_data/training_data.json` goes.
        seed: The start of every random choice.
        size: About how many training examples to make.
        further: More wording files.
        share: How much of the project's own wordings to use, for a trial; at least one of every head.

    Raises:
        TrainingDataError: If a wording file is malformed.
    """
    catalogue = Catalogue(game)
    maker = ExampleMaker(Linker(catalogue), Surfaces(catalogue))
    random = Random(seed)
    added = [wording for path in further for wording in read_wording_file(path)]
    wordings = [*_some(read_wordings(), share, Random(seed)), *added]
    splits = {id(wording): wording.split(seed) for wording in wordings}
    training = [wording for wording in wordings if splits[id(wording)] == "train"]
    shares = _shares(training, size)
    entries: list[dict[str, object]] = []
    dropped: list[str] = []
    for wording in wordings:
        split = splits[id(wording)]
        wanted = shares[id(wording)] if split == "train" else 1
        made = [maker.make(wording, random, noise=split == "train" and number > 0) for number in range(wanted)]
        found = {(example.query, example.plan) for example in made if example}
        entries += [_entry(query, plan, wording.topic, split) for query, plan in sorted(found)]
        if not found:
            dropped.append(f"{wording.plan}: {wording.text}")
    entries += _several(maker, training, random, size // _ONE_IN)
    entries += _unheard(maker, training, random, size // 24)
    write_entries(folder, entries)
    heads = Counter(str(entry["response"]).split()[0] for entry in entries if entry["split"] == "train")
    return Counts(
        dict(Counter(splits.values())), dict(Counter(str(entry["split"]) for entry in entries)), dict(heads), dropped
    )


def _some(wordings: Sequence[Wording], share: float, random: Random) -> list[Wording]:
    """A share of the wordings, and the first of every head."""
    first = {id(wording) for wording in {wording.plan.split()[0]: wording for wording in wordings[::-1]}.values()}
    return [wording for wording in wordings if share >= 1 or id(wording) in first or random.random() < share]


def _entry(query: str, plan: str, topic: str, split: str) -> dict[str, object]:
    return {"query": query, "response": plan, "type": topic, "split": split}


def _shares(wordings: Sequence[Wording], size: int) -> dict[int, int]:
    """How many examples each training wording gives: a head's share grows with the square root of its wordings."""
    heads = Counter(wording.plan.split()[0] for wording in wordings)
    weights = {
        id(wording): heads[wording.plan.split()[0]] ** -0.5 * (_DECLINED if wording.plan == "unknown" else 1)
        for wording in wordings
    }
    scale = size / sum(weights.values())
    return {key: max(1, round(scale * weight)) for key, weight in weights.items()}


def _unheard(maker: ExampleMaker, training: Sequence[Wording], random: Random, count: int) -> list[dict[str, object]]:
    """Questions about names that nothing carries."""
    alone = [wording for wording in training if "{previous" not in wording.plan]
    made = (maker.unheard(random.choice(alone), random) for _ in range(count))
    return [_entry(example.query, example.plan, "unknown", "train") for example in made if example]


def _several(maker: ExampleMaker, training: Sequence[Wording], random: Random, count: int) -> list[dict[str, object]]:
    """Two wordings in one question, now and then three."""
    single = [wording for wording in training if pairable(wording)]
    made = (
        maker.together([random.choice(single) for _ in range(random.choice((2, 2, 2, 3)))], random)
        for _ in range(count)
    )
    return [_entry(example.query, example.plan, "several", "train") for example in made if example]
