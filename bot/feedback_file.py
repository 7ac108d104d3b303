"""Writes what users judged as a wording file, from which the next training learns."""

import re
from collections.abc import Callable, Sequence

from bot.store.records import Feedback
from katheryne_models.plan.grammar import placeholder_kind
from katheryne_models.question.linked import LinkedQuestion

_NUMBERED = re.compile(r"<[a-z_]+:(\d)>")
_HEADER = """\
# What users of this bot judged, without who they are.
#
# Wordings below a plan were confirmed as rightly understood and are learnt as they are:
#     katheryne train release --with THIS_FILE
# The lines behind '#' were answered wrongly or declined. Move each below the plan that it means, or delete it; behind
# it stands what was understood.
"""


def wording_file(entries: Sequence[Feedback], link: Callable[[str], LinkedQuestion]) -> str:
    """The wordings that users confirmed, by plan, and those to be looked at as comments.

    Args:
        entries: The judgements.
        link: Replaces the names in a question by placeholders.
    """
    confirmed: dict[str, dict[str, None]] = {}
    doubtful: dict[str, None] = {}
    for entry in entries:
        tokens = link(entry.question).tokens
        if not tokens:
            continue
        wording, plan = _with_slots(tokens), _with_slots(entry.plan.split())
        slots = {part for part in plan.split() if part.startswith("{") and not part.startswith("{previous:")}
        if entry.verdict == "right" and slots <= set(wording.split()):
            confirmed.setdefault(plan, {})[wording] = None
        else:
            doubtful[f"# {entry.verdict}: {wording}    ({plan})"] = None
    parts = [_HEADER]
    for plan, wordings in sorted(confirmed.items()):
        lines = "\n".join(wordings)
        parts.append(f'"{plan}" = """\n{lines}\n"""\n')
    return "\n".join([*parts, *doubtful, ""])


def _with_slots(tokens: Sequence[str]) -> str:
    """Tokens as a wording file writes them: `<character:1>` is `{character2}`."""
    return " ".join(_slot(token) for token in tokens)


def _slot(token: str) -> str:
    kind = placeholder_kind(token)
    if kind is None:
        return token
    numbered = _NUMBERED.fullmatch(token)
    if numbered is None:
        return f"{{previous:{kind}}}"
    number = int(numbered[1])
    return f"{{{kind}{number + 1}}}" if number else f"{{{kind}}}"
