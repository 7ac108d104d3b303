"""Which shards a process serves."""

import re
import socket
from dataclasses import dataclass
from typing import Self

EXPECTED = '"FIRST-LAST/COUNT" such as "0-7/64", or one shard such as "3/64"'

_WRITTEN = re.compile(r"(?P<first>\d{1,6})(?:-(?P<last>\d{1,6}))?/(?P<count>\d{1,6})", re.ASCII)
_NUMBERED = re.compile(r"-(\d+)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shards:
    """A run of shards.

    Attributes:
        first: The first one's number, from 0.
        last: The last one's number.
        count: How many shards there are in all processes together.
    """

    first: int
    last: int
    count: int

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read `FIRST-LAST/COUNT` or `ID/COUNT`.

        Raises:
            ValueError: It is written otherwise, or there are no such shards.
        """
        match = _WRITTEN.fullmatch(written.strip())
        if match is None:
            message = f"{written!r} names no shards"
            raise ValueError(message)
        first, count = int(match["first"]), int(match["count"])
        last = first if match["last"] is None else int(match["last"])
        if not first <= last < count:
            message = f"{written!r} names no shards: those of {count} are 0 to {count - 1}, and the first comes first"
            raise ValueError(message)
        return cls(first, last, count)

    @property
    def ids(self) -> range:
        """Their numbers."""
        return range(self.first, self.last + 1)

    def part(self, ordinal: int, size: int) -> Self:
        """The shards of one of several processes that serve these.

        Args:
            ordinal: The process's number, from 0.
            size: How many shards a process serves; the last one may have fewer.

        Raises:
            ValueError: The processes before that one serve all.
        """
        first = self.first + ordinal * size
        if first > self.last:
            most = (self.last - self.first) // size
            message = f"process {ordinal} has no shards: at {size} for each, the processes are 0 to {most}"
            raise ValueError(message)
        return type(self)(first, min(first + size - 1, self.last), self.count)

    def __contains__(self, shard_id: object) -> bool:
        return shard_id in self.ids

    def __str__(self) -> str:
        return f"{self.first}/{self.count}" if self.first == self.last else f"{self.first}-{self.last}/{self.count}"


def ordinal_of_host() -> int:
    """The number at the end of this machine's name, as the pods of a StatefulSet have it: 3 of `katheryne-3`.

    Raises:
        ValueError: The name ends otherwise.
    """
    name = socket.gethostname()
    match = _NUMBERED.search(name)
    if match is None:
        message = f"the machine's name, {name!r}, does not end in a number such as katheryne-3"
        raise ValueError(message)
    return int(match[1])
