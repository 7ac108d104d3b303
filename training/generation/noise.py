"""How people disturb a question: words dropped, swapped, said otherwise, chatter before and after."""

from random import Random

from training.generation.wordings import SLOT

_BEFORE = (
    "hey", "hi", "yo", "pls", "please", "quick question", "ok so", "um", "hey katheryne", "hello", "sorry but",
    "does anyone know", "can someone tell me", "so", "also", "btw", "i was wondering", "just curious",
)  # fmt: skip
_AFTER = (
    "in short", "quick summary", "short version", "thats it", "just curious", "asking for a friend", "pls", "please",
    "thx", "thanks", "ty", "lol", "in genshin", "in genshin impact", "in the game", "again", "btw", "right now", "rn",
    "plz", "exactly", "i forgot", "?",
)  # fmt: skip
_THE_NUMBER = (
    "and how much", "and by how much", "give the number", "the exact value", "both values please", "show both",
    "with numbers", "in numbers", "how many exactly", "what is the value", "altogether", "in total", "overall",
)  # fmt: skip
_OTHERWISE = {
    "what is": ("whats", "what s", "what's", "wat is"), "who is": ("whos", "who's"),
    "how much": ("how many", "hw much"),
    "which": ("what", "wich"), "what": ("which", "wat", "wht"), "does": ("do", "dose"), "the": ("da", "teh"),
    "materials": ("mats", "items", "stuff", "material"), "mats": ("materials",), "need": ("require", "needs", "want"),
    "tell me": ("give me", "show me"), "you": ("u",), "are": ("r",), "character": ("char", "unit"),
    "characters": ("chars", "units", "people"), "where": ("wher", "where do"), "when": ("wen",), "please": ("pls",),
    "damage": ("dmg",), "get": ("obtain", "find"), "ascension": ("asc", "ascend"), "weapon": ("wep", "weap"),
    "birthday": ("bday", "birth day"), "talent": ("talents",), "talents": ("talent",), "to": ("2",), "for": ("4",),
    "many": ("much",), "has": ("have",), "have": ("has",), "gives": ("give",), "give": ("gives",),
}  # fmt: skip
_DROPPABLE = frozenset(
    {"the", "a", "an", "is", "do", "does", "of", "for", "me", "in", "at", "to", "are", "s", "i", "can"}
)


def disturb(text: str, random: Random, *, of_numbers: bool = False) -> str:
    """A wording, slots in place, as a hurried player would write it.

    Args:
        text: The wording.
        random: Draws what is disturbed.
        of_numbers: Whether a number answers it, so that people ask to be given it.
    """
    words = text.split()
    if random.random() < 0.3:  # noqa: PLR2004 - shares of each habit, set by eye
        words = [word for word in words if word not in _DROPPABLE or random.random() < 0.5]  # noqa: PLR2004
    if random.random() < 0.3:  # noqa: PLR2004
        words = _otherwise(words, random)
    if random.random() < 0.12 and len(words) > 3:  # noqa: PLR2004
        at = random.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    if random.random() < 0.03 and len(words) > 5:  # noqa: PLR2004
        plain = [place for place, word in enumerate(words) if not SLOT.search(word)]
        if plain:
            del words[random.choice(plain)]
    if random.random() < 0.12:  # noqa: PLR2004
        words = [random.choice(_BEFORE), *words]
    if random.random() < 0.12:  # noqa: PLR2004
        words = [*words, random.choice(_AFTER)]
    if of_numbers and random.random() < 0.12:  # noqa: PLR2004
        words = [*words, random.choice(_THE_NUMBER)]
    return " ".join(words)


def _otherwise(words: list[str], random: Random) -> list[str]:
    text = f" {' '.join(words)} "
    for phrase, others in _OTHERWISE.items():
        if f" {phrase} " in text and random.random() < 0.4:  # noqa: PLR2004 - set by eye
            text = text.replace(f" {phrase} ", f" {random.choice(others)} ", 1)
    return text.split()
