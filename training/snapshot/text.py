"""Game text, freed of the game's markup and of placeholders."""

import re
from collections.abc import Sequence

_TAG = re.compile(r"</?[a-z]+(=[^<>]*)?>", re.IGNORECASE)
_LINK = re.compile(r"\{/?LINK(#[^{}]*)?\}")
_MALE_FEMALE = re.compile(r"\{M#([^{}]*)\}\{F#([^{}]*)\}")
_FEMALE_MALE = re.compile(r"\{F#([^{}]*)\}\{M#([^{}]*)\}")
# the only player-given name in the texts is the Wanderer's; this is his name until one is given
_REAL_NAME = re.compile(r"\{REALNAME\[[^{}]*\]\}")
# what the game fills in for the player: names, and forms for a male or female Traveler
_FILLED_IN = re.compile(r"\{(NICKNAME|REALNAME|M#|F#)")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNKNOWN = frozenset({"", "???", "——", "—"})


def clean(text: str | None) -> str | None:
    """Return the text as a reader sees it, or None where it says nothing ("", "???", "——", "—").

    Line breaks and paragraphs stay. Forms for a male and a female Traveler become "he/she".
    """
    if text is None:
        return None
    is_template = _FILLED_IN.search(text) is not None
    text = text.replace("\\n", "\n").replace("\u00a0", " ").replace("**", "")
    text = _LINK.sub("", _TAG.sub("", text))
    text = _MALE_FEMALE.sub(r"\1/\2", _FEMALE_MALE.sub(r"\2/\1", text))
    text = _REAL_NAME.sub("Wanderer", text).replace("{NICKNAME}", "Traveler")
    text = _BLANK_LINES.sub("\n\n", text).strip()
    if is_template:  # the game opens such a text with "#"
        text = text.removeprefix("#")
    return None if text in _UNKNOWN else text


def clean_list(texts: Sequence[str | None]) -> list[str]:
    """Return the clean texts in order, without unknown ones, repeats and the package's placeholders."""
    cleaned = (clean(text) for text in texts)
    return list(dict.fromkeys(text for text in cleaned if text and not text.startswith("Placeholder")))
