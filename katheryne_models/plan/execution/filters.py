"""Which conditions a request sets on things of a kind."""

from collections.abc import Callable, Sequence

from katheryne_models.plan.execution import conditions, relations
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.filter import Filter, cannot

_Builder = Callable[[Asked, str, bool], Filter | None]
# Placeholders that only say more about another condition.
_PART_OF_OTHERS = {"level", "language", "pieces"}


def filters_of(asked: Asked, kind: str, *, without: Sequence[str] = ()) -> list[Filter]:
    """The conditions of a request on things of a kind.

    Args:
        asked: The request.
        kind: What is searched or checked.
        without: Kinds of placeholders that are no conditions here.

    Raises:
        DeclinedError: If a condition can't be set on this kind.
    """
    made: dict[tuple[str, bool], Filter] = {}
    for term in asked.request.terms:
        group = (term.kind, term.negated)
        if term.kind in _PART_OF_OTHERS or term.kind in without or group in made or term.token.startswith("<previous:"):
            continue
        build = _BUILDERS.get(term.kind, {}).get(kind)
        if build is None:
            raise cannot(kind)
        condition = build(asked, kind, term.negated)
        if condition:
            made[group] = condition.negated() if term.negated else condition
    return list(made.values())


def _column(name: str) -> _Builder:
    return lambda asked, _kind, negated: conditions.own_column(asked, name, negated=negated)


def _number(asked: Asked, kind: str, negated: bool) -> Filter | None:
    """A number belongs to a month or an effect; alone, it means nothing."""
    said = asked.values("month") if kind == "character" else asked.values("stat")
    if not said or negated:
        raise cannot(kind)
    return None


def _of(build: Callable[..., Filter]) -> _Builder:
    """A builder that is the same for every kind."""
    return lambda asked, _kind, negated: build(asked, negated=negated)


def _for(build: Callable[..., Filter], *kinds: str) -> dict[str, _Builder]:
    """A builder for some kinds that looks at the kind."""
    return dict.fromkeys(kinds, lambda asked, kind, negated: build(asked, kind, negated=negated))


# kind of placeholder → kind of thing → the condition that it sets
_BUILDERS: dict[str, dict[str, _Builder]] = {
    "element": {
        "character": _of(conditions.element), "artifact": _of(conditions.set_element),
        "enemy": _of(conditions.enemy_element), "domain": _of(relations.advised),
    },
    "weapon_type": {"character": _column("weapon_type"), "weapon": _column("weapon_type")},
    "region": {
        "character": _column("region"), "domain": _column("region"), "material": _of(conditions.material_region),
        "artifact": _of(relations.set_region),
    },
    "gender": {"character": _column("gender")},
    "affiliation": {"character": _column("affiliation")},
    "rarity": _for(conditions.rarity, "character", "weapon", "artifact", "material", "food"),
    "stat": _for(conditions.stat, "character", "weapon", "artifact", "food"),
    "version": dict.fromkeys(
        ("character", "weapon", "artifact", "material", "food", "enemy"), _of(conditions.version)
    ),
    "month": {"character": _of(conditions.month)},
    "person": {"character": _of(conditions.person)},
    "number": dict.fromkeys(("character", "weapon", "artifact", "food"), _number),
    "material": _for(relations.material, "character", "weapon", "domain", "food", "enemy")
    | _for(relations.named, "material"),
    "character": _for(relations.named, "character")
    | {"food": _of(relations.cook), "weapon": _of(relations.wielder)},
    "weapon": _for(relations.named, "weapon") | _for(relations.weapon, "character", "material"),
    "artifact": _for(relations.named, "artifact"),
    "food": _for(relations.named, "food")
    | {"material": _of(relations.food), "character": _of(relations.cooked)},
    "domain": _for(relations.named, "domain") | _for(relations.domain, "artifact", "material"),
    "enemy": _for(relations.named, "enemy")
    | _for(relations.enemy, "artifact", "material") | {"domain": _of(relations.fought)},
    "day": _for(relations.day, "character", "weapon", "material", "domain"),
}  # fmt: skip
