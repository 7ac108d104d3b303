"""Days of the week as the game counts them: a day starts at 04:00 server time."""

from datetime import UTC, datetime, timedelta

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The daily reset is at 04:00 on each server's clock; without knowing the server, its middle one (Europe, UTC+1) counts.
_RESET = timedelta(hours=4) - timedelta(hours=1)


def weekday(day: str | None, now: datetime | None = None) -> str:
    """The weekday that a word means: "friday", "today" or "tomorrow"."""
    moment = (now or datetime.now(UTC)) - _RESET
    if day == "today" or day is None:
        return DAYS[moment.weekday()]
    if day == "tomorrow":
        return DAYS[(moment.weekday() + 1) % len(DAYS)]
    return day.title()
