"""Files that state their own checksum, which is taken of them with the checksum left blank."""

import hashlib
from typing import TypeVar

from pydantic import BaseModel

Stated = TypeVar("Stated", bound=BaseModel)


def with_checksum(stated: Stated) -> Stated:
    """A model with its field `checksum` filled in."""
    blank = stated.model_copy(update={"checksum": ""})
    return stated.model_copy(update={"checksum": hashlib.sha256(to_file(blank)).hexdigest()})


def to_file(stated: BaseModel) -> bytes:
    """A model as the content of its file."""
    return (stated.model_dump_json(indent=2) + "\n").encode()


def is_whole(content: bytes, checksum: str) -> bool:
    """Whether a file's content is what was written; one that states no checksum, as an older program wrote it, is."""
    return not checksum or hashlib.sha256(content.replace(checksum.encode(), b"")).hexdigest() == checksum
