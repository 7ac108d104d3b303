"""Numbers as the game writes them."""

from decimal import ROUND_HALF_UP, Decimal

_PERCENT_STATS = frozenset({"HP", "ATK", "DEF"})


def rounded(value: float) -> str:
    """A whole number, halves rounded up as the game does, thousands parted.

    >>> rounded(13397.32)
    '13,397'
    """
    return f"{int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP)):,}"


def percent(fraction: float) -> str:
    """A fraction as a percentage with one decimal.

    >>> percent(0.662)
    '66.2%'
    """
    return f"{Decimal(repr(fraction * 100)).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def short_percent(fraction: float) -> str:
    """A fraction as a percentage, with a decimal only where it has one, as the game writes resistances.

    >>> short_percent(0.7), short_percent(0.105)
    ('70%', '10.5%')
    """
    return percent(fraction).replace(".0%", "%")


def stat_value(stat: str, value: float) -> str:
    """The value of a bonus stat: points for Elemental Mastery, else a percentage."""
    return rounded(value) if stat == "Elemental Mastery" else percent(value)


def stars(rarity: int) -> str:
    """A rarity in words.

    >>> stars(5)
    '5-star'
    """
    return f"{rarity}-star"
