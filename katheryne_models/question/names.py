"""Every name that a question may hold, and the ways in which people write it.

The catalogue is derived from the game tables, `nicknames.toml` and `lexicon.toml` at load, so the characters of the
next patch are known as soon as the tables hold them.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations

from katheryne_models.answer.answer import Entity
from katheryne_models.game.game import TABLE_OF_KIND, Game
from katheryne_models.question.labels import labels_by_owner
from katheryne_models.question.normalise import closed_up, plain
from katheryne_models.question.spelling import SpellingIndex

# How strongly a name of a kind is meant when the same words name several things.
KIND_WEIGHT = {
    "character": 1.0, "weapon": 0.97, "artifact": 0.97, "material_group": 0.95, "material": 0.94, "enemy": 0.93,
    "food": 0.92, "domain": 0.92, "talent": 0.9, "constellation": 0.89, "title": 0.88, "sign": 0.88,
    "affiliation": 0.88, "piece": 0.88, "outfit": 0.86, "person": 0.86, "geography": 0.85, "namecard": 0.84,
    "animal": 0.84, "glider": 0.84, "passive": 0.89, "achievement": 0.8,
}  # fmt: skip
# Kinds that people name by a part of the name ("homa", "emblem"); the others are named in full or nearly so.
_SHORTENED = {"character", "weapon", "artifact", "material", "material_group", "enemy", "domain", "talent"}
_VERSIONED = ("characters", "weapons", "artifacts")
# Kinds whose names are whole phrases of everyday English often enough ("Level Up!").
_PHRASES = {"achievement", "outfit", "geography", "namecard"}
CLOSED_CLASSES = (
    "element", "weapon_type", "region", "stat", "slot", "ability", "day", "month", "language", "gender", "term",
)  # fmt: skip
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "s", "the", "to", "with"}
)
_NICKNAME, _WITHOUT_SMALL_WORDS, _PART, _PART_RANGE, _INITIALS = 0.98, 0.99, 0.6, 0.35, 0.7
_LONGEST_JOINED, _LEAST_INITIALS, _LONGEST_CUT = 3, 3, 6
_CHOSEN_VARIANTS = {"food", "material_group"}
_LONG_PARTS, _LONG_SHARE = {"talent", "domain"}, 0.55  # kinds of which a part must be the better part of the name
# Kinds of which a single English word names nothing by itself: the "fighter" of "Hilichurl Fighter".
_LONG_NAMED = {"material", "enemy", "domain", "talent"}
_MOST_FREQUENT = 500  # words of English so frequent that in small letters they are never a name
_MOST_SHARING = 6  # a part of a name that more things of a kind share ("gemstone") names none of them


def _data(name: str) -> str:
    return files("katheryne_models.question").joinpath(name).read_text(encoding="utf-8")


def context_words() -> frozenset[str]:
    """Words that show that a question is about the game."""
    return frozenset(_data("context_words.txt").split())


def hint_words() -> frozenset[str]:
    """Words of everyday English that two together show the same, or one beside a character's name."""
    return frozenset(_data("hint_words.txt").split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of some words.

    Attributes:
        kind: The kind of thing, or a closed class such as `element`.
        key: The thing's key, or the closed class's value.
        name: How the game writes it.
        weight: How sure the words mean it, 0 to 1.
        weak: Whether the words are ordinary English too, so that the rest of the question must speak of the game.
        capitals: Whether the words mean it only when typed in capitals.
        chosen: Whether it is a whole name or a curated nickname, not a part of a name.
    """

    kind: str
    key: str
    name: str
    weight: float
    weak: bool = False
    capitals: bool = False
    chosen: bool = False

    @property
    def entity(self) -> Entity:
        """What is meant, without how sure it is."""
        return Entity(self.kind, self.key, self.name)


def common_words_by_frequency() -> list[str]:
    """The most frequent words of English, the most frequent first; at the end a few ways of writing them in chats."""
    return _data("common_words.txt").split()


def common_words() -> frozenset[str]:
    """The most frequent words of English; a name that is one of them needs the question to speak of the game."""
    return frozenset(common_words_by_frequency())


def english_words() -> frozenset[str]:
    """Further words of English, less frequent than the common ones: rightly spelt, so no slip of a name."""
    return frozenset(_data("english_words.txt").split())


class Catalogue:
    """The phrases that name things, with what each may mean.

    Attributes:
        readings: Words, joined by a space, to their readings, the likeliest first.
        beginnings: Every beginning of a phrase, so that a search can stop early.
        spelling: The words that names are made of.
        entities: Every thing that has a name, by kind and key.
        versions: The game versions in which something was released.
        english: Words of English that are rightly spelt, though they may be names too.
        labels: The lines of the talents' tables, as words, by whose talents they are.
        kits: The talents and constellations, with their names as words, by whose they are.
        owners: Whose a special dish or an outfit is, by kind and key.
    """

    def __init__(self, game: Game) -> None:
        self._context = context_words() | hint_words()
        self._common = common_words() | self._context
        self.english = english_words()
        self._words = self._common | self.english
        self._most_frequent = frozenset(common_words_by_frequency()[:_MOST_FREQUENT])
        self.lexicon: dict[str, dict[str, list[str]]] = tomllib.loads(_data("lexicon.toml"))
        self.readings: dict[str, list[Reading]] = {}
        self.entities: dict[tuple[str, str], Entity] = {}
        for entity in self._named(game):
            first = self.entities.setdefault((entity.kind, entity.key), entity)
            whole = entity.kind == "material" and entity.key not in game.table("materials")  # potions: "heat shield"
            self._add_name(entity, parts=first is entity and not whole)
        self.versions = frozenset(
            version for table in _VERSIONED for row in game.table(table).rows if (version := row.text("version"))
        )
        self.labels = labels_by_owner(game)
        self.kits = self._kits()
        self.owners = _owners(game)
        self._add_nicknames()
        self._add_closed_classes()
        self._settle()

    def _named(self, game: Game) -> Iterable[Entity]:
        """The things whose names are known."""
        return named_entities(game)

    def _add_name(self, entity: Entity, *, parts: bool) -> None:
        """Add a name as people write it; of a thing's further names, parts mean nothing."""
        weight = KIND_WEIGHT[entity.kind]
        full, closed = plain(entity.name), closed_up(entity.name)
        for phrase in {full, closed}:
            self._add(phrase, entity, weight, chosen=True)
        for phrase, share in self._variants(entity, full):
            self._add(phrase, entity, weight * share, chosen=entity.kind in _CHOSEN_VARIANTS)
        words = [word for word in full.split() if word not in _SMALL_WORDS]
        if 1 < len(words) < len(full.split()):
            self._add(" ".join(words), entity, weight * _WITHOUT_SMALL_WORDS, chosen=True)
        if entity.kind not in _SHORTENED or not parts:
            return
        if 1 < len(full.split()) <= _LONGEST_JOINED:
            self._add(closed.replace(" ", ""), entity, weight * _WITHOUT_SMALL_WORDS, chosen=True)
        for phrase, share in _parts(closed):
            if self._tells(phrase, entity.kind) and (entity.kind not in _LONG_PARTS or share > _LONG_SHARE):
                self._add(phrase, entity, weight * (_PART + _PART_RANGE * share))
        if entity.kind in {"weapon", "artifact"}:
            self._add_initials(entity, closed.split(), words)

    def _variants(self, entity: Entity, full: str) -> Iterator[tuple[str, float]]:
        """Other ways to say the whole name, each with its share of the name's weight."""
        if entity.kind == "food" and entity.name.endswith(")"):  # "Der Weisheit Letzter Schluss (Life)"
            yield plain(entity.name.partition(" (")[0]), _NICKNAME
        elif entity.kind == "material_group" and full in self._common:
            yield f"{full} books", 1.0
        elif entity.kind in {"talent", "constellation"} and ": " in entity.name:
            yield plain(entity.name.partition(": ")[2]), _NICKNAME

    def _add_initials(self, entity: Entity, *spellings: list[str]) -> None:
        """Add "eosf" and the like, with and without the small words."""
        for initials in {"".join(word[0] for word in words) for words in spellings}:
            if len(initials) >= _LEAST_INITIALS and initials not in self._common:
                self._add(initials, entity, KIND_WEIGHT[entity.kind] * _INITIALS)

    def _add_nicknames(self) -> None:
        """Curated nicknames; those under `uppercase` count only in capitals."""
        tables = tomllib.loads(_data("nicknames.toml"))
        for capitals, table in ((False, tables), (True, tables.get("uppercase", {}))):
            for kind, nicknames in table.items():
                if kind in {"uppercase", "ambiguous"}:
                    continue
                for key, phrases in nicknames.items():
                    entity = self.entities.get((kind, key))
                    if entity is None:
                        continue
                    for phrase in phrases:
                        self._add(plain(phrase), entity, KIND_WEIGHT[kind] * _NICKNAME, capitals=capitals, chosen=True)

    def _add_closed_classes(self) -> None:
        for kind in CLOSED_CLASSES:
            for value, phrases in self.lexicon[kind].items():
                for phrase in phrases:
                    self._add(plain(phrase), Entity(kind, value, value), 1.0)

    def _add(self, phrase: str, entity: Entity, weight: float, *, capitals: bool = False, chosen: bool = False) -> None:
        if not phrase:
            return
        content = [word for word in phrase.split() if word not in _SMALL_WORDS]
        # A whole name of a character is a name even where it is a word ("Razor"); anything else must be spoken of.
        known = self._common if entity.kind == "character" else self._words
        ordinary = all(self._is_word(word, known) for word in content)
        if entity.kind == "material_group" and phrase in self._context:
            return  # a family named "Resistance": the word is asked about far more often than the family
        weak = ordinary and (len(content) < 2 or entity.kind in _PHRASES)  # noqa: PLR2004 - one word
        # The enemy "He", the books "Will" and their like are meant only when they are written in capitals.
        capitals = capitals or (entity.kind in KIND_WEIGHT and phrase in self._most_frequent)
        reading = Reading(entity.kind, entity.key, entity.name, weight, weak=weak, capitals=capitals, chosen=chosen)
        self.readings.setdefault(phrase, []).append(reading)

    @staticmethod
    def _is_word(word: str, known: frozenset[str]) -> bool:
        """Whether a word is a known one, as it stands or in the plural."""
        return word in known or word.removesuffix("s") in known or word.removesuffix("es") in known

    def _tells(self, phrase: str, kind: str) -> bool:
        """Whether a part of a name says enough to stand for the whole."""
        words = phrase.split()
        if words[0] in _SMALL_WORDS or words[-1] in _SMALL_WORDS:
            return False
        content = [word for word in words if word not in _SMALL_WORDS]
        if len(content) == 1 and kind in _LONG_NAMED and self._is_word(content[0], self.english):
            return False
        rare = [word for word in content if word not in self._common and len(word) > 2]  # noqa: PLR2004 - "ei", "no"
        return bool(rare) or (len(content) > 1 and kind not in _LONG_PARTS)

    def _settle(self) -> None:
        """Order the readings of each phrase, drop repeated ones, and index words and beginnings."""
        beginnings: set[str] = set()
        words: set[str] = set()
        for phrase, readings in list(self.readings.items()):
            best: dict[tuple[str, str], Reading] = {}
            for reading in readings:
                known = best.get((reading.kind, reading.key))
                if known is None or reading.weight > known.weight or (known.capitals and not reading.capitals):
                    best[reading.kind, reading.key] = reading
            self.readings[phrase] = _settled(list(best.values()))
            if not self.readings[phrase]:
                del self.readings[phrase]
                continue
            parts = phrase.split()
            words.update(parts)
            beginnings.update(" ".join(parts[:count]) for count in range(1, len(parts)))
        self.beginnings = frozenset(beginnings)
        self.spelling = SpellingIndex(words)

    def _kits(self) -> dict[str, list[tuple[str, Reading]]]:
        found: dict[str, list[tuple[str, Reading]]] = {}
        for (kind, key), entity in self.entities.items():
            if kind in {"talent", "constellation"}:
                reading = Reading(kind, key, entity.name, KIND_WEIGHT[kind], chosen=True)
                found.setdefault(key.partition("/")[0], []).append((closed_up(entity.name), reading))
        return found

    @property
    def common(self) -> frozenset[str]:
        """Ordinary English words, which are never misspelt names."""
        return self._common


def _settled(readings: list[Reading]) -> list[Reading]:
    """Readings in order, without those of a kind that shares the words too widely."""
    counts = Counter(reading.kind for reading in readings)
    kept = [reading for reading in readings if reading.chosen or counts[reading.kind] <= _MOST_SHARING]
    return sorted(kept, key=lambda reading: (-reading.weight, reading.name))


def _parts(phrase: str) -> Iterator[tuple[str, float]]:
    """The runs of words within a phrase, each with its share of the letters."""
    words = phrase.split()
    letters = sum(map(len, words))
    if len(words) > _LONGEST_CUT:
        return
    for start, end in combinations(range(len(words) + 1), 2):
        if 0 < end - start < len(words):
            part = words[start:end]
            yield " ".join(part), sum(map(len, part)) / letters


# Names in the characters' table that several characters may bear.
_SHARED_NAMES = (
    ("affiliation", "affiliation"), ("person", "voice_english"), ("person", "voice_japanese"),
    ("person", "voice_chinese"), ("person", "voice_korean"),
)  # fmt: skip


def named_entities(game: Game) -> Iterable[Entity]:
    """Everything in the tables that has a name of its own."""
    for kind, table in TABLE_OF_KIND.items():
        for row in game.table(table).rows:
            yield Entity(kind, row.name("key"), row.name())
    for row in game.table("enemies").rows:
        yield from (Entity("enemy", row.name("key"), name) for name in row.texts("special_names"))
    yield from _crafts(game)
    yield from _domains(game)
    yield from _kits(game)
    yield from _passives(game)
    for row in game.table("characters").rows:
        for kind, field in (("title", "title"), ("sign", "constellation")):
            if held := row.text(field):
                yield Entity(kind, row.name("key"), held)
        for kind, field in _SHARED_NAMES:
            held = row.text(field)
            if held and held != "None":  # the game's word for those who belong to nobody
                name = held.partition(" & ")[0]
                yield Entity(kind, name, name)


def _passives(game: Game) -> Iterable[Entity]:
    """Weapons' passives; several weapons may share one."""
    for row in game.table("weapons").rows:
        if name := row.text("passive_name"):
            yield Entity("passive", name, name)


def _owners(game: Game) -> dict[tuple[str, str], str]:
    """The keys of the characters whose special dishes and outfits there are."""
    return {
        (kind, row.name("key")): owner
        for kind, table in (("food", "foods"), ("outfit", "outfits"))
        for row in game.table(table).rows
        if (owner := row.text("character"))
    }


def _crafts(game: Game) -> Iterable[Entity]:
    """What is crafted and has no row of its own, such as potions: materials that have a recipe alone."""
    for row in game.table("crafts").rows:
        if row.name("key") not in game.table("materials"):
            yield Entity("material", row.name("key"), row.name())


def _domains(game: Game) -> Iterable[Entity]:
    """Domains go by their entrance; the names of their trials lead there too."""
    for row in game.table("domains").rows:
        entrance = row.name("entrance")
        yield Entity("domain", entrance, entrance)
        trial = row.name().rpartition(": ")[2].rstrip("IV ").strip()
        yield Entity("domain", entrance, trial or entrance)


def _kits(game: Game) -> Iterable[Entity]:
    """Talents, constellations, set pieces, and the Traveler of each element as a character of their own."""
    owners: set[str] = set()
    for row in game.table("talents").rows:
        owner = row.name("owner")
        yield Entity("talent", row.id, row.name())
        if row.text("character") is None and owner not in owners:
            owners.add(owner)
            yield Entity("character", owner, row.name("owner_name"))
    for row in game.table("constellations").rows:
        yield Entity("constellation", row.id, row.name())
    for row in game.table("artifact_pieces").rows:
        yield Entity("piece", row.id, row.name())
