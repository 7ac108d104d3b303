"""How the time for a question grows: with the names that there are, its words, and the letters of the answer."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from katheryne_models.answer.answer import Entity
from katheryne_models.assistant import Assistant
from katheryne_models.game.game import Game
from katheryne_models.plan.execution.run import run
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import KIND_WEIGHT, Catalogue, named_entities
from katheryne_models.question.normalise import plain
from training.evaluation.speed import QUESTIONS, time_each

_SECONDS = 1.5  # each row is repeated for about this long
_ROUNDS = 5
_SEED = 0
_WORDS = (10, 30, 100)
_SHORT, _LONG = "when is hu tao's birthday", "tell me everything hu tao's talents do"
_LEAST_LETTERS = 4  # of a word that is cut in two for a new one


@dataclass(frozen=True, slots=True)
class Growth:
    """One row of the table.

    Attributes:
        what: What was measured.
        size: How much there was of it.
        milliseconds: The mean time a question.
        ratio: How many times that of the smallest size.
    """

    what: str
    size: int
    milliseconds: float
    ratio: float


class _OtherNames(Catalogue):
    """A catalogue with fewer or more names than the game has.

    Args:
        game: The game tables.
        one_in: Of so many names one is there.
        times: How many times as many names there are, invented ones among them.
        kept: The things, by kind and key, that are always there.
    """

    def __init__(self, game: Game, *, one_in: int = 1, times: int = 1, kept: Collection[tuple[str, str]] = ()) -> None:
        self._one_in = one_in
        self._times = times
        self._kept = kept
        super().__init__(game)

    def _named(self, game: Game) -> Iterable[Entity]:
        known = list(named_entities(game))
        yield from (
            entity for place, entity in enumerate(known)
            if place % self._one_in == 0 or (entity.kind, entity.key) in self._kept
        )  # fmt: skip
        yield from _invented(known, (self._times - 1) * len(known))


def _invented(known: list[Entity], count: int) -> Iterator[Entity]:
    """Names of things that do not exist: words that begin as one word of the game does and end as another."""
    random = Random(_SEED)
    words = sorted({word for entity in known for word in plain(entity.name).split() if len(word) >= _LEAST_LETTERS})
    kinds = [entity.kind for entity in known if entity.kind in KIND_WEIGHT]
    for number in range(count):
        name = []
        for _ in range(random.choice((1, 2, 2, 3))):
            begin, end = random.choice(words), random.choice(words)
            name.append((begin[: len(begin) // 2 + 1] + end[len(end) // 2 :]).capitalize())
        yield Entity(random.choice(kinds), f"invented{number}", " ".join(name))


def measure_growth(assistant: Assistant, seconds: float = _SECONDS, times: int = 10) -> list[Growth]:
    """Measure linking with a tenth of the names, all of them and ten times as many, long questions and long answers.

    Args:
        assistant: The assistant.
        seconds: For about how long each row is repeated.
        times: How many times fewer and more names there are.
    """
    game = assistant.game
    asked = {(link.kind, link.value) for text in QUESTIONS for link in assistant.link(text).links.values()}
    catalogues = (
        _OtherNames(game, one_in=times, kept=asked), _OtherNames(game), _OtherNames(game, times=times),
    )  # fmt: skip
    rows = _rows("linking: names", seconds, [
        (len(catalogue.entities), partial(_link_all, Linker(catalogue), QUESTIONS), len(QUESTIONS))
        for catalogue in catalogues
    ])  # fmt: skip
    long = " ".join(QUESTIONS * 2).split()
    rows += _rows("linking: words of the question", seconds, [
        (count, partial(assistant.link, " ".join(long[:count])), 1) for count in _WORDS
    ])  # fmt: skip
    linked = [assistant.link(text) for text in (_SHORT, _LONG)]
    understood = assistant.understanding.read([(one, None) for one in linked])
    said = [partial(run, found.plan, one, game) for one, found in zip(linked, understood, strict=True)]
    return rows + _rows(
        "running and saying: letters of the answer", seconds, [(len(say().text), say, 1) for say in said]
    )


def _link_all(linker: Linker, texts: Iterable[str]) -> None:
    for text in texts:
        linker.link(text)


def _rows(what: str, seconds: float, works: list[tuple[int, Callable[[], object], int]]) -> list[Growth]:
    """Measure works of growing size, each given with its size and the questions that it holds."""
    took = [_time(work, count, seconds) for _, work, count in works]
    return [Growth(what, size, one, one / took[0]) for (size, _, _), one in zip(works, took, strict=True)]


def _time(work: Callable[[], object], count: int, seconds: float) -> float:
    """Milliseconds a question, of the best of several rounds: ratios must not hang on what else the machine did."""
    return min(time_each(work, count, seconds / _ROUNDS) for _ in range(_ROUNDS))
