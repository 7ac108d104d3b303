"""Makes a stranger's text harmless where it is echoed."""

import re
import unicodedata

from discord.utils import escape_markdown, escape_mentions

ELLIPSIS = "…"
_LINK = re.compile(r"(?<=\w)://", re.ASCII)
_BRACKET = re.compile(r"(?<!\\)([\[\]<>])")
_ZERO_WIDTH_SPACE = "\u200b"


def neutralise(written: str, limit: int) -> str:
    """A stranger's text on one line, without effect in Discord.

    Markdown, mentions and links are shown as they were typed; control and direction characters are dropped.

    Args:
        written: The text.
        limit: The most characters of the result; more are cut at a word where that is possible.
    """
    plain = "".join(" " if ch.isspace() else ch for ch in written if not _is_unseen(ch))
    harmless = _disarm(" ".join(plain.split()))
    return harmless if len(harmless) <= limit else _cut(harmless, limit)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} and not character.isspace()


def _disarm(line: str) -> str:
    # an unseen character in "://" is what keeps Discord from making a link of it
    unlinked = _LINK.sub(f":{_ZERO_WIDTH_SPACE}//", line)
    return _BRACKET.sub(r"\\\1", escape_mentions(escape_markdown(unlinked, ignore_links=False)))


def _cut(line: str, limit: int) -> str:
    room = line[: limit - len(ELLIPSIS)]
    kept = room.rsplit(" ", 1)[0] if " " in room else room
    # an odd number of backslashes at the end would escape the ellipsis
    return kept.rstrip("\\") + ELLIPSIS
