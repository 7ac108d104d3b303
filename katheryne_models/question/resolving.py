"""From a name as people write it to the one thing that it means."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import say
from katheryne_models.errors import UnknownNameError
from katheryne_models.question.completion import Completion
from katheryne_models.question.linked import EQUAL
from katheryne_models.question.linker import Linker

COMPARED_KINDS = ("character", "weapon", "artifact")
_MOST_SUGGESTED = 5


def resolve_name(name: str, kind: str | None, linker: Linker, completion: Completion) -> Entity:
    """The thing that a name means.

    Args:
        name: A name, nickname or part of a name, slips of spelling included, or the thing's key.
        kind: A kind of things that are completed, or None for any of character, weapon and artifact.
        linker: Reads the name as `/ask` does.
        completion: Finds names that come near.

    Raises:
        UnknownNameError: If nothing bears the name, or several things do equally; it carries up to five names.
    """
    kinds = (kind,) if kind else COMPARED_KINDS
    keyed = completion.keyed(name, kinds)
    if keyed:
        return keyed
    near: list[Entity] = []
    for link in linker.link(name).links.values():
        exact = [reading.entity for reading in link.readings if reading.kind in kinds and reading.name == name]
        if exact:
            return exact[0]
        readings = [reading for reading in link.readings if reading.kind in kinds]
        equal = [reading.entity for reading in readings if reading.weight >= readings[0].weight - EQUAL]
        # "Pyro" is an element before it is a part of "Traveler (Pyro)".
        if readings and readings[0].weight < link.readings[0].weight - EQUAL:
            raise UnknownNameError(_of_other_kind(link.readings[0].name, kind), ())
        if len(equal) == 1:
            return equal[0]
        near = equal or near
    near = near or completion.complete(name, kinds, _MOST_SUGGESTED)
    names = tuple(entity.name for entity in near[:_MOST_SUGGESTED])
    if names:
        raise UnknownNameError(say("similar-did-you-mean", names=", ".join(names)), names)
    nothing = say("name-nothing", kind=say(f"kind-{kind}", count=1)) if kind else say("similar-nothing")
    raise UnknownNameError(nothing, ())


def _of_other_kind(name: str, kind: str | None) -> str:
    if kind:
        return say("name-other-kind", name=name, kind=say(f"kind-{kind}", count=1))
    return say("similar-other-kind", name=name)
