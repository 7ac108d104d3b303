"""Where discord.py looks for Discord."""

from collections.abc import Callable

import discord.asset
import discord.gateway
import discord.http
import yarl


def use_local_discord(base: str, set_attribute: Callable[[object, str, object], object]) -> None:
    """Point discord.py at a server of this machine; nothing else is changed.

    Args:
        base: The server's address, such as `http://127.0.0.1:4000`.
        set_attribute: `setattr`, or a test's own, which takes the changes back.
    """
    gateway = yarl.URL(base.replace("http", "ws", 1) + "/gateway")
    set_attribute(discord.http.Route, "BASE", base + "/api/v10")
    set_attribute(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    set_attribute(discord.asset.Asset, "BASE", base)
