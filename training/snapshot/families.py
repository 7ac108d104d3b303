"""Families of materials: those that the crafting bench turns into each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from katheryne_models.errors import SnapshotError
from training.snapshot.records.items import CraftRecord, MaterialRecord

# the types of materials that come in families, with the kind of the family
_KINDS = {
    "Character Talent Material": "talent_book",
    "Weapon Ascension Material": "weapon_material",
    "Character Ascension Material": "gem",
    "Character and Weapon Enhancement Material": "common",
}
_MEMBERS_MIN = 3
_COMMON_RARITY = 1
_LINKING_WORDS = frozenset({"a", "an", "and", "from", "in", "of", "the", "to"})


@dataclass(frozen=True, slots=True)
class Family:
    """Materials of one kind, from the lowest rarity up.

    Attributes:
        name: The words that the members' names share, or the lowest member's name.
        kind: talent_book, weapon_material, gem, common or elite.
        members: Material keys.
    """

    name: str
    kind: str
    members: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name's letters and digits in lower case, as genshin-db forms its keys."""
        return re.sub(r"[^a-z0-9]", "", self.name.lower())


def find_families(materials: Mapping[str, MaterialRecord], crafts: Mapping[str, CraftRecord]) -> list[Family]:
    """Find the families among talent books, weapon materials, gems and enemy drops.

    A recipe of one material that makes one of the same type joins the two. Materials without such a recipe
    (the Traveler's gems) are joined where their names differ in the last word alone. Materials that stay
    alone, such as the drops of bosses, are in no family.

    Raises:
        SnapshotError: Two families would carry one key.
    """
    chains = _by_recipe(materials, crafts)
    chained = {member for chain in chains for member in chain}
    chains += _by_name({key: record for key, record in materials.items() if key not in chained})
    found = [_ordered(chain, materials) for chain in chains]
    names = [_shared_words([materials[key].name for key in members]) for members in found]
    families = []
    for members, shared in zip(found, names, strict=True):
        lowest = materials[members[0]]
        kind = _KINDS[lowest.type_text or ""]
        if kind == "common" and lowest.rarity != _COMMON_RARITY:
            kind = "elite"
        name = shared if shared is not None and names.count(shared) == 1 else lowest.name
        families.append(Family(name, kind, members))
    keys = [family.key for family in families]
    if repeated := sorted({key for key in keys if keys.count(key) > 1}):
        message = f"The package's crafts make several families of materials named {', '.join(repeated)}."
        raise SnapshotError(message)
    return families


def _by_recipe(materials: Mapping[str, MaterialRecord], crafts: Mapping[str, CraftRecord]) -> list[set[str]]:
    key_of_name = {record.name: key for key, record in materials.items()}
    key_of_id = {record.id: key for key, record in materials.items()}
    chain_of: dict[str, set[str]] = {}
    for craft in crafts.values():
        made = key_of_name.get(craft.name)
        used = key_of_id.get(craft.recipe[0].id)
        if made is None or used is None or len(craft.recipe) > 1:
            continue
        kind = materials[made].type_text
        if kind not in _KINDS or kind != materials[used].type_text:
            continue
        chain = chain_of.get(made, {made}) | chain_of.get(used, {used})
        chain_of |= dict.fromkeys(chain, chain)
    return list({id(chain): chain for chain in chain_of.values()}.values())


def _by_name(materials: Mapping[str, MaterialRecord]) -> list[set[str]]:
    chains: dict[tuple[str, str], set[str]] = {}
    for key, record in materials.items():
        if record.type_text in _KINDS:
            stem = record.name.rpartition(" ")[0]
            chains.setdefault((record.type_text, stem), set()).add(key)
    return [chain for chain in chains.values() if len(chain) >= _MEMBERS_MIN]


def _ordered(chain: set[str], materials: Mapping[str, MaterialRecord]) -> tuple[str, ...]:
    return tuple(sorted(chain, key=lambda key: (materials[key].rarity or 0, key)))


def _shared_words(names: list[str]) -> str | None:
    """Return the longest run of words that all names share, without linking words and a possessive's end."""
    first, *others = [name.split() for name in names]
    runs = [first[start:end] for start in range(len(first)) for end in range(start + 1, len(first) + 1)]
    for run in sorted(runs, key=len, reverse=True):
        if all(_contains(other, run) for other in others) and (words := _without_linking_ends(run)):
            return " ".join(words).removesuffix("'s").strip("\"'")
    return None


def _without_linking_ends(words: list[str]) -> list[str]:
    telling = [place for place, word in enumerate(words) if word.lower() not in _LINKING_WORDS]
    return words[telling[0] : telling[-1] + 1] if telling else []


def _contains(words: list[str], run: list[str]) -> bool:
    return any(words[start : start + len(run)] == run for start in range(len(words)))
