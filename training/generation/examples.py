"""Fills wordings and links them as the assistant would: the network trains on what it will read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from katheryne_models.answer.answer import Entity
from katheryne_models.plan.grammar import AND, placeholder_kind, previous
from katheryne_models.plan.heads import NAMED
from katheryne_models.plan.reading import PlanSyntaxError, canonical
from katheryne_models.question.linked import Link, LinkedQuestion
from katheryne_models.question.linker import Linker
from katheryne_models.question.normalise import words_of
from katheryne_models.understanding import EARLIER_KINDS
from training.generation.noise import disturb
from training.generation.surfaces import Surface, Surfaces, made_up
from training.generation.wordings import SLOT, Wording

_TRIES = 6
_OF_NUMBERS = frozenset({"stat", "compare", "best", "worst", "count", "materials", "ascension", "talents"})
_ALIKE = {"level": {"number"}, "number": {"level", "constellation_level", "refinement", "phase", "pieces", "rarity"},
          "constellation_level": {"number"}, "refinement": {"number"}, "pieces": {"number"}}  # fmt: skip
_EARLIER_IN_PLAN = re.compile(r"\{previous:([a-z_]+)\}")
_RANDOM_EARLIER = 0.15
_JOINERS = (" and ", " and also ", ", ", "? ", ", and ", ". also ", " + ", " plus ", "; ", " also ", ", then ", " & ",
            " oh and ", ". and ", " as well as ", ", plus ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One training example.

    Attributes:
        query: The placeholder question; before it, what an earlier question was about.
        plan: The plan.
        text: The question before linking.
        link: Its links.
    """

    query: str
    plan: str
    text: str
    link: LinkedQuestion


class ExampleMaker:
    """Makes training examples from wordings."""

    def __init__(self, linker: Linker, surfaces: Surfaces) -> None:
        self._linker = linker
        self._surfaces = surfaces

    def make(self, wording: Wording, random: Random, *, noise: bool) -> Example | None:
        """One example, or None where the linker reads what is filled in as something else."""
        for _ in range(_TRIES):
            text = wording.choose(random)
            if noise:
                text = disturb(text, random, of_numbers=wording.plan.split(".")[0].split()[0] in _OF_NUMBERS)
            example = self._fill(wording.plan, text, random, typos=0.1 if noise else 0.0)
            if example:
                return example
        return None

    def unheard(self, wording: Wording, random: Random) -> Example | None:
        """A question about something that does not exist: a made-up name in the place of a real one."""
        text = wording.choose(random)
        slots = [match for match in SLOT.finditer(text) if match.group(1) in NAMED]
        if not slots:
            return None
        slot = random.choice(slots)
        name = made_up(random)
        if self._linker.link(name).links:
            return None
        text = f"{text[: slot.start()]}{name}{text[slot.end() :]}"
        filled, _, _ = self._filled(text, random, 0.0)
        linked = self._linker.link(filled)
        return Example(" ".join(linked.tokens), "unknown", filled, linked)

    def together(self, wordings: Sequence[Wording], random: Random) -> Example | None:
        """Several questions in one: "… and …"."""
        examples = [self.make(wording, random, noise=False) for wording in wordings]
        text, ends = "", []
        for example in examples:
            if example is None:
                return None
            text += f"{random.choice(_JOINERS) if text else ''}{example.text}"
            ends.append(len(words_of(text)))
        linked = self._linker.link(text)
        plans = []
        for example, end in zip(examples, ends, strict=True):
            plan = _renamed(example, linked, end - len(example.link.words)) if example else None
            if plan is None:
                return None
            plans.append(plan)
        try:
            plan = canonical(f" {AND} ".join(plans))
        except PlanSyntaxError:
            return None
        return Example(" ".join(linked.tokens), plan, text, linked)

    def _fill(self, plan: str, text: str, random: Random, typos: float) -> Example | None:
        filled, spans, earlier = self._filled(text, random, typos)
        linked = self._linker.link(filled, earlier if _follows_up(plan) else ())
        tokens: dict[str, str] = {}
        for slot, (start, end, key) in spans.items():
            token = _token_at(linked, start, end, _kind_of(slot), key)
            if token is None and slot in plan:
                return None
            if token:
                tokens[slot] = token
        needed = _EARLIER_IN_PLAN.findall(plan)
        written = _EARLIER_IN_PLAN.sub(r"<previous:\1>", SLOT.sub(lambda match: tokens.get(match.group(), ""), plan))
        try:
            target = canonical(written)
        except PlanSyntaxError:
            return None
        target = _one_of_equals(target, linked)
        query = " ".join([*_earlier(needed, plan, random), *linked.tokens])
        return Example(query, target, filled, linked) if linked.tokens else None

    def _filled(
        self, text: str, random: Random, typos: float
    ) -> tuple[str, dict[str, tuple[int, int, str | None]], tuple[Entity, ...]]:
        """The filled text, for each slot its words' places and the key meant, and whom one asked about before."""
        surfaces, owner = self._drawn([match.group() for match in SLOT.finditer(text)], random, typos)
        written = ""
        spans: dict[str, tuple[int, int, str | None]] = {}
        end = 0
        for match in SLOT.finditer(text):
            surface = surfaces[match.group()]
            written += text[end : match.start()]
            start = len(words_of(written))
            written += surface.text
            # of a thing that is named twice, the first mention counts
            spans.setdefault(match.group(), (start, len(words_of(written)), surface.key))
            end = match.end()
        return written + text[end:], spans, (Entity("character", owner, owner),)

    def _drawn(self, slots: Sequence[str], random: Random, typos: float) -> tuple[dict[str, Surface], str]:
        """A surface for every slot, none of them twice, and whose labels were drawn: the first one's that is named."""
        kinds = {slot: _kind_of(slot) for slot in slots}
        owner = next((slot for slot, kind in kinds.items() if kind in {"character", "talent"}), None)
        of_labels = "label" in kinds.values()
        drawn: dict[str, Surface] = {}
        for slot, kind in kinds.items():
            if kind == "label":
                continue
            draw = self._surfaces.labelled if of_labels and slot == owner else self._surfaces.draw
            used = {surface.key for surface in drawn.values()}
            surface = draw(kind, random, typos)
            for _ in range(_TRIES):
                if surface.key is None or surface.key not in used:
                    break
                surface = draw(kind, random, typos)
            drawn[slot] = surface
        key = (drawn[owner].key if owner else None) or random.choice(self._surfaces.owners)
        for slot, kind in kinds.items():
            if kind == "label":
                drawn[slot] = self._surfaces.label(key, random)
        return drawn, key


def _kind_of(slot: str) -> str:
    match = SLOT.fullmatch(slot)
    assert match is not None  # noqa: S101 - slots are what the pattern found
    return match.group(1)


def _token_at(linked: LinkedQuestion, start: int, end: int, kind: str, key: str | None) -> str | None:
    """The placeholder of what stands at some words, if it is what was filled in."""
    for token, link in linked.links.items():
        if link.first <= start and link.last >= end:
            found = placeholder_kind(token) or ""
            right = found == kind or found in _ALIKE.get(kind, ())
            return token if right and (key is None or link.value == key) and len(link.equals()) == 1 else None
    return None


def _one_of_equals(plan: str, linked: LinkedQuestion) -> str:
    """Of two plans that come to the same, the one that says what the question says.

    All passives of a character are asked for with the word "passives", which is linked as an ability.
    """
    passives = next((token for token, link in linked.links.items() if link.value == "passive"), None)
    if passives and re.fullmatch(r"talent\.passives <character:0>", plan):
        return f"talent <character:0> {passives}"
    return plan


def _earlier(needed: list[str], plan: str, random: Random) -> list[str]:
    """Tokens for what an earlier question was about: what the plan needs, and now and then something besides."""
    kinds = set(needed)
    if plan.startswith("again"):
        kinds |= {random.choice(EARLIER_KINDS)}
    if kinds or random.random() < _RANDOM_EARLIER:
        kinds |= {random.choice(EARLIER_KINDS) for _ in range(random.choice((0, 0, 1, 2) if kinds else (1, 1, 2)))}
    return [previous(kind) for kind in sorted(kinds)]


def _renamed(example: Example, linked: LinkedQuestion, offset: int) -> str | None:
    """An example's plan with the placeholders that its words have in a longer question."""
    names: dict[str, str] = {}
    for token, link in example.link.links.items():
        other = next((name for name, found in linked.links.items() if _stands_for(found, link, offset)), None)
        if other is None or placeholder_kind(other) != placeholder_kind(token):
            return None
        names[token] = other
    return " ".join(names.get(token, token) for token in example.plan.split())


def _stands_for(found: Link, link: Link, offset: int) -> bool:
    """Whether a link of the longer question is one of the shorter's, or an earlier mention of the same thing."""
    return found.readings[:1] == link.readings[:1] and found.first <= link.first + offset


def _follows_up(plan: str) -> bool:
    return plan.startswith("again") or "{previous:" in plan


def pairable(wording: Wording) -> bool:
    """Whether a wording may be joined with another: one plain request that stands alone."""
    plan = wording.plan
    alone = plan.split()[0] in {"greet", "thanks", "help", "unknown", "again"}
    return not alone and "{previous" not in plan and " ; " not in plan and " | " not in plan
