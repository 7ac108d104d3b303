"""The numbers of a talent at a level, written as the game writes them."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from katheryne_models.errors import SnapshotError
from training.snapshot.rows import Row

_PLACEHOLDER = re.compile(r"\{(param\d+):(F1P|F2P|P|F1|F2|I)\}")
_DECIMALS = {"F1P": 1, "F2P": 2, "P": 0, "F1": 1, "F2": 2, "I": 0}


def multiplier_rows(owner: str, slot: str, labels: list[str], parameters: dict[str, list[float]]) -> Iterator[Row]:
    """Yield a row a label and level.

    Args:
        owner: The talent's owner.
        slot: The talent's slot.
        labels: "Label|template", such as "1-Hit DMG|{param1:F1P}".
        parameters: A value a level for each parameter.

    Raises:
        SnapshotError: The parameters differ in their levels, or a template uses an unknown one.
    """
    levels = {len(values) for values in parameters.values()}
    if len(levels) > 1:
        raise _off(owner, slot, f"its parameters have {sorted(levels)} levels")
    for position, labelled in enumerate(labels, start=1):
        label, _, template = labelled.partition("|")
        names = [name for name, _ in _PLACEHOLDER.findall(template)]
        if "{" in _PLACEHOLDER.sub("", template) or any(name not in parameters for name in names):
            raise _off(owner, slot, f"{labelled!r} cannot be filled in")
        for level in range(1, max(levels, default=0) + 1):
            at_level = {name: values[level - 1] for name, values in parameters.items()}
            yield {
                "owner": owner,
                "slot": slot,
                "position": position,
                "label": label,
                "level": level,
                "text": fill_in(template, at_level),
                "values": [at_level[name] for name in names],
            }


def _off(owner: str, slot: str, problem: str) -> SnapshotError:
    return SnapshotError(f"The package's record talents/{owner} is off at {slot}: {problem}.")


def fill_in(template: str, parameters: dict[str, float]) -> str:
    """Put the parameters into a template: "{param1:F1P}" of 0.46461 becomes "46.5%".

    F1 and F2 keep one and two decimals, I none; a P after them, or alone, makes a percentage. Halves are
    rounded up, from the number as it is written and not as it is stored in binary.
    """

    def written(found: re.Match[str]) -> str:
        number, style = Decimal(repr(parameters[found[1]])), found[2]
        if style.endswith("P"):
            number *= 100
        rounded = number.quantize(Decimal(1).scaleb(-_DECIMALS[style]), ROUND_HALF_UP)
        return f"{rounded:f}{'%' if style.endswith('P') else ''}"

    return _PLACEHOLDER.sub(written, template).strip()
