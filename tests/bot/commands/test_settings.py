import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import ResponseMessage

from bot.presentation.catalogue import text_in
from bot.store.records import GuildSettings, UserSettings
from tests.bot.commands.test_ask import labels, reply_of
from tests.bot.conftest import World


def fields(message: ResponseMessage) -> list[str | None]:
    return [field.value for field in message.embeds[0].fields]


@pytest.fixture
def manager(world: World) -> MemberActor:
    role = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


def menus(message: ResponseMessage) -> list[str]:
    return [part["custom_id"] for row in message.components for part in row["components"]]


async def ask(world: World) -> ResponseMessage:
    return reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))


async def test_people_choose_for_themselves(world: World) -> None:
    shown = reply_of(await world.bob.slash(world.channel, "settings mine"))
    assert shown.ephemeral
    assert fields(shown) == ["as each server decides", "as Discord says", "nothing"]

    changed = await world.bob.slash(
        world.channel, "settings mine", shown="asker", language="de", name=" Lumine  the *star* "
    )
    assert reply_of(changed).embeds[0].title == text_in("de", "settings-mine-title")
    assert await world.bot.store.user_settings(world.bob.id) == UserSettings(
        private=True, language="de", name="Lumine the *star*"
    )
    answer = await ask(world)
    assert answer.ephemeral
    assert answer.embeds[0].author.name == text_in("de", "answer-for", name=r"Lumine the \*star\*")
    assert labels(answer)[0] == text_in("de", "button-right")

    alices = reply_of(await world.alice.slash(world.channel, "ask", question="birthday of hu tao"))
    assert not alices.ephemeral
    assert alices.embeds[0].author.name is None


async def test_a_choice_can_be_taken_back(world: World) -> None:
    await world.bob.slash(world.channel, "settings mine", shown="asker", language="de", name="Lumine")
    await world.bob.slash(world.channel, "settings mine", shown="default", language="automatic", name="-")
    assert await world.bot.store.user_settings(world.bob.id) == UserSettings()


async def test_one_answer_may_be_shown_otherwise_than_chosen(world: World) -> None:
    await world.bob.slash(world.channel, "settings mine", shown="asker")
    shown = await world.bob.slash(world.channel, "ask", question="birthday of hu tao", private=False)
    assert not reply_of(shown).ephemeral


@pytest.mark.parametrize("command", ["ask", "similar", "character", "farm", "birthdays"])
async def test_a_server_can_make_answers_private_unless_people_choose(
    world: World, manager: MemberActor, command: str
) -> None:
    arguments = {
        "ask": {"question": "birthday of hu tao"},
        "similar": {"name": "Hu Tao"},
        "character": {"name": "Hu Tao"},
    }
    await manager.slash(world.channel, "settings server", shown="asker")
    given = arguments.get(command, {})
    assert reply_of(await world.bob.slash(world.channel, command, **given)).ephemeral
    await world.bob.slash(world.channel, "settings mine", shown="all")
    assert not reply_of(await world.bob.slash(world.channel, command, **given)).ephemeral


async def test_a_server_chooses_where_answers_are_for_all(world: World, manager: MemberActor) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    shown = reply_of(await manager.slash(world.channel, "settings server"))
    assert fields(shown) == ["to everybody", "as Discord says", "all", "none"]
    await manager.select(shown, [elsewhere], custom_id=menus(shown)[0])
    assert (await world.bot.store.guild_settings(world.guild.id)).channel_ids == {elsewhere.id}
    assert str(fields(shown)[2]).startswith(f"<#{elsewhere.id}>")

    assert (await ask(world)).ephemeral
    open_answer = await world.bob.slash(elsewhere, "ask", question="birthday of hu tao", private=False)
    assert not reply_of(open_answer).ephemeral
    hidden = await world.bob.slash(world.channel, "ask", question="birthday of hu tao", private=False)
    assert reply_of(hidden).ephemeral

    await manager.select(shown, [], custom_id=menus(shown)[0])
    assert not (await ask(world)).ephemeral


async def test_messages_are_not_answered_where_the_server_wants_none(world: World) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    await world.bot.store.set_guild_settings(world.guild.id, GuildSettings(channel_ids=frozenset({elsewhere.id})))
    assert world.bot.user is not None
    await world.bob.send(world.channel, f"{world.bot.user.mention} birthday of hu tao")
    await world.bob.send(elsewhere, f"{world.bot.user.mention} birthday of hu tao")
    assert world.models.first.batches == [["birthday of hu tao"]]


async def test_only_managers_change_a_server(world: World) -> None:
    refused = reply_of(await world.bob.slash(world.channel, "settings server", shown="asker"))
    assert "manage this server" in refused.content
    assert await world.bot.store.guild_settings(world.guild.id) == GuildSettings()
    assert len(world.env.errors) == 1


async def test_who_manages_no_more_changes_nothing(world: World, manager: MemberActor) -> None:
    shown = reply_of(await manager.slash(world.channel, "settings server"))
    world.env.backend.get_guild(world.guild.id).members[manager.id].role_ids.clear()
    refused = await manager.select(shown, [world.channel], custom_id=menus(shown)[0])
    assert "manage this server" in reply_of(refused).content
    assert await world.bot.store.guild_settings(world.guild.id) == GuildSettings()
    assert len(world.env.errors) == 1


async def test_a_server_has_no_settings_in_direct_messages(world: World) -> None:
    refused = reply_of(await world.alice.user.slash("settings server", shown="asker"))
    assert "in a server only" in refused.content
    assert len(world.env.errors) == 1


async def test_settings_that_cannot_be_read_stop_no_answer(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await world.bot.store._database.run("DROP TABLE user_settings")
    answer = await ask(world)
    assert answer.embeds[0].description == "first answers 'birthday of hu tao'."
    assert "settings could not be read" in caplog.text


async def test_names_are_completed_shown_and_understood_in_the_askers_language(world: World) -> None:
    await world.bob.slash(world.channel, "settings mine", language="ja")
    choices = await world.bob.autocomplete(world.channel, "character", "name", "hu")
    assert [choice["name"] for choice in choices] == ["Hu Tao (ja)"]
    for typed in (choices[0]["value"], "hu tao (JA)", "hu tao"):
        card = reply_of(await world.bob.slash(world.channel, "character", name=typed))
        assert card.embeds[0].title == "Hu Tao (ja)"
    similar = reply_of(await world.bob.slash(world.channel, "similar", name="hu tao"))
    assert similar.embeds[0].title == text_in("ja", "similar-title", name="Hu Tao (ja)")
