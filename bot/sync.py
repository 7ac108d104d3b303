"""Tells Discord about the commands, only when they have changed."""

import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands

from bot.store.store import Store

logger = logging.getLogger(__name__)


async def tree_hash(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    """The SHA-256 of what Discord would be told, in all languages."""
    payload = sorted(await told(tree, guild), key=_identity)
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


async def told(tree: app_commands.CommandTree[Any], guild: discord.Object | None = None) -> list[dict[str, Any]]:
    """What Discord would be told: each command with its translations."""
    commands, translator = tree.get_commands(guild=guild), tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], store: Store, application_id: int, guild_id: int
) -> bool:
    """Register the commands where they differ from those last registered.

    Args:
        tree: The commands.
        store: Where the hash of the last ones is kept.
        application_id: Whose commands they are.
        guild_id: The server to register them in, or 0 for everywhere.

    Returns:
        Whether Discord was told.

    Raises:
        StoreError: The hash can't be read or kept.
        discord.HTTPException: Discord refuses.
    """
    guild, scope = _prepared(tree, application_id, guild_id)
    fresh = await tree_hash(tree, guild)
    if await store.synced_tree(scope) == fresh:
        return False
    await _register(tree, store, guild, scope, fresh)
    logger.info("the commands have changed and were registered")
    return True


async def sync_commands(tree: app_commands.CommandTree[Any], store: Store, application_id: int, guild_id: int) -> None:
    """Register the commands, whether they have changed or not; see `sync_if_changed`.

    Raises:
        StoreError: The hash can't be kept.
        discord.HTTPException: Discord refuses.
    """
    guild, scope = _prepared(tree, application_id, guild_id)
    await _register(tree, store, guild, scope, await tree_hash(tree, guild))


def _prepared(
    tree: app_commands.CommandTree[Any], application_id: int, guild_id: int
) -> tuple[discord.Object | None, str]:
    """The server to register in, with the commands copied to it, and what the store calls the two."""
    guild = discord.Object(guild_id) if guild_id else None
    if guild is not None:
        tree.copy_global_to(guild=guild)
    return guild, f"{application_id}:{guild_id}"


async def _register(
    tree: app_commands.CommandTree[Any], store: Store, guild: discord.Object | None, scope: str, fresh: str
) -> None:
    """Tell Discord the commands, and keep their hash."""
    await tree.sync(guild=guild)
    await store.set_synced_tree(scope, fresh)


def _identity(command: dict[str, Any]) -> tuple[int, str]:
    return int(command.get("type", 1)), str(command["name"])
