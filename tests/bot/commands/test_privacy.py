import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr
from simcord.results import ResponseMessage

from bot.client import KatheryneBot
from bot.commands.privacy import PrivacyView
from bot.presentation.catalogue import LANGUAGES, Language, speak
from bot.store.backup import back_up
from bot.store.records import UserSettings
from tests.bot.commands.test_ask import labels, reply_of
from tests.bot.conftest import World


async def open_privacy(world: World) -> ResponseMessage:
    return reply_of(await world.bob.slash(world.channel, "privacy"))


async def live(world: World) -> None:
    """Leave whatever a person can leave behind."""
    await world.bob.slash(world.channel, "settings mine", name="Lumine", language="fr")
    await world.bob.slash(world.channel, "settings mine", language="en")
    await world.bob.slash(world.channel, "ask", question="birthday of hu tao")
    await world.bob.slash(world.channel, "ask", question="unsure")
    entry = await world.bot.store.begin_audit(
        actor_id=world.bob.id, guild_id=world.guild.id, action="reload", argument="second"
    )
    await world.bot.store.end_audit(entry, "done")


async def test_it_says_what_is_kept(world: World) -> None:
    shown = await open_privacy(world)
    assert shown.ephemeral
    assert "for 365 days" in str(shown.embeds[0].description)
    assert "Your questions may be kept." in str(shown.embeds[0].description)
    assert labels(shown) == ["Export my data", "Keep none of my questions", "Delete my data"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_says_so_where_questions_lie_in_a_database(offline_bot: KatheryneBot, language: Language) -> None:
    speak(language)
    in_file = str(PrivacyView(offline_bot, UserSettings(), 1).embed().description)
    settings = offline_bot.settings
    shared = settings.store.model_copy(update={"url": SecretStr("postgresql://katheryne@host/katheryne")})
    offline_bot.settings = settings.model_copy(update={"store": shared})
    in_database = str(PrivacyView(offline_bot, UserSettings(), 1).embed().description)
    speak("en")
    lines = list(zip(in_file.splitlines(), in_database.splitlines(), strict=True))
    assert [number for number, (one, other) in enumerate(lines) if one != other] == [2, 5]


async def test_all_of_it_is_exported(world: World) -> None:
    await live(world)
    exported = reply_of(await world.bob.click(await open_privacy(world), label="Export my data"))
    assert exported.ephemeral
    [file] = exported.attachments
    assert file.filename == "katheryne.json"
    data = json.loads(await file.read())
    assert data["settings"]["name"] == "Lumine"
    assert [one["plan"] for one in data["last_questions"]] == ["fact.birthday <character:0>"]
    assert [one["action"] for one in data["admin_actions"]] == ["reload"]


async def test_no_trace_is_left_after_deletion(world: World, tmp_path: Path) -> None:
    await live(world)
    shown = await open_privacy(world)
    deleted = await world.bob.click(shown, label="Delete my data")
    assert deleted.followups[0].content == "I have deleted what I kept about you."

    assert not await world.bot.conversations.of(world.bob.id)
    copy = tmp_path / "backup.sqlite3"
    back_up(world.bot.settings.store, copy)
    with closing(sqlite3.connect(copy)) as backup:
        tables = [row[0] for row in backup.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in backup.execute(f"SELECT * FROM {table}")]  # noqa: S608 - its own tables
    cells = [cell for row in rows for cell in row]
    assert len(tables) >= 5
    assert world.bob.id not in cells
    assert "Lumine" not in cells
    # what is known of no person stays
    assert [entry.action for entry in await world.bot.store.audit()] == ["reload"]


async def test_nothing_is_kept_of_who_opts_out(world: World) -> None:
    shown = await open_privacy(world)
    await world.bob.click(shown, label="Keep none of my questions")
    assert "Your questions are not kept." in str(shown.embeds[0].description)
    await world.bob.slash(world.channel, "ask", question="unsure")
    answer = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))
    await world.bob.click(answer, label="Wrong")
    assert await world.bot.store.feedback() == []

    await world.bob.click(shown, label="My questions may be kept")
    await world.bob.slash(world.channel, "ask", question="unsure")
    assert [entry.question for entry in await world.bot.store.feedback()] == ["unsure"]
