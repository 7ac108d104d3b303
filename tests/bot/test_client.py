import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands

import bot.commands
from bot.client import EXTENSIONS, KatheryneBot
from bot.commands.cards import CARDS
from bot.presentation.catalogue import LANGUAGES
from bot.sync import told
from tests.bot.conftest import World

# Discord's rule, as far as the languages here go: letters of any script, and digits
NAME = re.compile(r"[-_\w]{1,32}")


def options(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for option in command.get("options", ()):
        yield option
        yield from options(option)


def in_all_languages(item: dict[str, Any], field: str) -> list[str]:
    return [item[field], *item.get(f"{field}_localizations", {}).values()]


def size(item: dict[str, Any]) -> int:
    """The characters that Discord counts: of names, descriptions and values, each in its longest language."""
    own = [max(map(len, in_all_languages(item, field))) for field in ("name", "description") if field in item]
    parts = [*item.get("options", ()), *item.get("choices", ())]
    return sum(own) + len(str(item.get("value", ""))) + sum(map(size, parts))


def test_every_command_file_is_an_extension() -> None:
    files = Path(next(iter(bot.commands.__path__))).glob("*.py")
    with_setup = {f"bot.commands.{file.stem}" for file in files if "async def setup(" in file.read_text("utf-8")}
    assert with_setup == set(EXTENSIONS)


async def test_everything_that_discord_is_told_is_within_its_limits(offline_bot: KatheryneBot) -> None:
    await offline_bot.prepare()
    everything = await told(offline_bot.tree)
    menus = [command for command in everything if command["type"] == discord.AppCommandType.message.value]
    assert [menu["name"] for menu in menus] == ["Ask Katheryne"]
    assert all(1 <= len(name) <= 32 for menu in menus for name in in_all_languages(menu, "name"))
    commands = [command for command in everything if command not in menus]
    assert sorted(command["name"] for command in commands) == sorted(
        ["about", "admin", "ask", "birthdays", "compare", "farm", "help", "privacy", "settings", "similar", *CARDS]
    )
    for item in (part for command in commands for part in (command, *options(command))):
        assert all(NAME.fullmatch(name) and name == name.lower() for name in in_all_languages(item, "name"))
        assert all(1 <= len(description) <= 100 for description in in_all_languages(item, "description"))
        assert len(item.get("options", ())) <= 25
        assert len(item.get("choices", ())) <= 25
        for choice in item.get("choices", ()):
            assert all(1 <= len(name) <= 100 for name in in_all_languages(choice, "name"))
    assert all(size(command) <= 8000 for command in commands)


async def test_commands_of_one_level_have_different_names_in_each_language(offline_bot: KatheryneBot) -> None:
    await offline_bot.prepare()
    everything = [command for command in await told(offline_bot.tree) if "description" in command]
    levels = [everything, *(command["options"] for command in everything if command.get("options"))]
    for language, level in itertools.product(LANGUAGES, levels):
        names = [item.get("name_localizations", {}).get(language, item["name"]) for item in level]
        assert len(names) == len(set(names)), (language, names)


async def test_the_client_asks_for_no_more_than_it_needs(offline_bot: KatheryneBot) -> None:
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.dm_messages = True
    assert offline_bot.intents == wanted
    assert offline_bot.allowed_mentions is not None
    mentions: object = offline_bot.allowed_mentions.to_dict()
    assert mentions == {"parse": []}
    await offline_bot.close()


async def test_commands_are_registered_only_when_they_have_changed(world: World) -> None:
    def registrations() -> int:
        return sum(entry.method == "PUT" for entry in world.env.http_requests)

    def successor() -> KatheryneBot:
        return KatheryneBot(world.bot.settings, world.bot.worker, world.bot.store)

    assert registrations() == 1
    await world.env.restart_bot(successor())
    assert registrations() == 1

    changed = successor()

    @changed.tree.command(name="new", description="One more")
    async def new(_interaction: discord.Interaction[KatheryneBot]) -> None: ...

    await world.env.restart_bot(changed)
    assert registrations() == 2


async def test_commands_can_be_registered_in_one_server(offline_bot: KatheryneBot) -> None:
    settings = offline_bot.settings
    in_one = settings.discord.model_copy(update={"sync_guild": 1 << 60})
    offline_bot.settings = settings.model_copy(update={"discord": in_one})
    async with simcord.run(offline_bot) as env:
        guild = env.create_guild(id=1 << 60)
        member = guild.add_member(env.create_user("alice"))
        assert "about" in member.available_commands(guild.create_text_channel("general"))
        elsewhere = env.create_guild("Elsewhere")
        stranger = elsewhere.add_member(env.create_user("bob"))
        assert not stranger.available_commands(elsewhere.create_text_channel("general"))


async def test_refused_commands_do_not_keep_the_bot_from_starting(
    offline_bot: KatheryneBot, caplog: pytest.LogCaptureFixture
) -> None:
    env = simcord.Env(offline_bot)
    env.inject_error("PUT", "/applications/*/commands", status=403, code=50001)
    await env.start()
    assert offline_bot.is_ready()
    assert "Discord refused the commands" in caplog.text
    assert await offline_bot.store.synced_tree(f"{offline_bot.application_id}:0") is None
    await env.shutdown()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (app_commands.NoPrivateMessage(), "works in a server only"),
        (app_commands.CheckFailure(), "Only the owner of this bot"),
        (app_commands.CommandNotFound("gone", []), "My commands have changed"),
    ],
)
async def test_errors_of_discord_py_are_explained(
    world: World, error: app_commands.AppCommandError, words: str
) -> None:
    @world.bot.tree.command(name="failing", description="Fails")
    async def failing(_interaction: discord.Interaction[KatheryneBot]) -> None:
        raise error

    await world.bot.tree.sync()
    result = await world.bob.slash(world.channel, "failing")
    assert result.response is not None
    assert result.response.ephemeral
    assert words in result.response.content
    assert len(world.env.errors) == 1


async def test_old_entries_are_deleted_daily(world: World) -> None:
    store = world.bot.store
    await store.begin_audit(actor_id=1, guild_id=1, action="reload", argument="old")
    await store._database.run("UPDATE audit SET created_at = '2020-01-01'")
    await world.env.advance_time(25 * 3600)
    assert await store.audit() == []


async def test_housekeeping_outlives_a_failing_store(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await world.bot.store._database.run("ALTER TABLE audit RENAME TO hidden")
    await world.env.advance_time(25 * 3600)
    assert "old entries were not deleted" in caplog.text
    await world.bot.store._database.run("ALTER TABLE hidden RENAME TO audit")
    assert world.bot.keep_house.is_running()
