"""Pictures as attachments."""

import logging
from collections.abc import Awaitable
from io import BytesIO

import discord

logger = logging.getLogger(__name__)


async def drawn(picture: Awaitable[bytes], name: str) -> discord.File | None:
    """A picture as a file to attach, or None where it can't be drawn: the reply is worth sending without it."""
    try:
        return discord.File(BytesIO(await picture), name)
    except Exception:  # drawing has many ways to fail, none of which is worth the reply
        logger.exception("a picture could not be drawn")
        return None
