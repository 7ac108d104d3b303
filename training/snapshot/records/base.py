"""What all records share."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Positive = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]
Rarity = Annotated[int, Field(ge=1, le=5)]
Days = list[Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]]


class SourceRecord(BaseModel):
    """A record of the package: immutable, camel case in the source, unknown fields ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel)


class NamedRecord(SourceRecord):
    """A record with a number and a name."""

    id: int
    name: Annotated[str, Field(min_length=1)]


class Item(NamedRecord):
    """A number of pieces of something."""

    count: Count


class Reward(NamedRecord):
    """Something that is given out; the number may be unknown, or an average."""

    count: Annotated[float, Field(ge=0)] | None = None
    rarity: Rarity | None = None
