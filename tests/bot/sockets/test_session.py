"""Logging in, and what goes over the wire when people use the bot."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.presentation.catalogue import Language, text_in
from bot.run import register_commands
from bot.settings import Settings
from tests.bot.conftest import Models
from tests.bot.sockets.conftest import Connect, run_program
from tests.bot.sockets.local_discord import TOKEN, LocalDiscord
from tests.bot.sockets.openapi import DiscordContract
from tests.bot.waiting import until

LOCALES: dict[str, Language] = {
    "en-GB": "en", "de": "de", "fr": "fr", "es-419": "es-ES", "ja": "ja", "zh-CN": "zh-CN", "pt-BR": "en",
}  # fmt: skip
REGISTRATIONS = "PUT /applications/{id}/commands"


def embed_of(body: dict[str, object]) -> dict[str, object]:
    data = body["data"]
    assert isinstance(data, dict)
    embed = data["embeds"][0]
    assert isinstance(embed, dict)
    return embed


def test_the_document_forbids_what_discord_forbids(contract: DiscordContract | None) -> None:
    if contract is None:
        pytest.skip("Discord's OpenAPI document is not on this machine (DISCORD_OPENAPI names it)")
    assert contract.faults_of_request("POST", "/channels/1/messages", {"content": 5})
    assert contract.faults_of_request("POST", "/no/such/path", None)
    assert not contract.faults_of_request("POST", "/channels/1/messages", {"content": "hello"})


async def test_commands_are_registered_once(connect: Connect, server: LocalDiscord) -> None:
    first = await connect()
    assert server.requests[REGISTRATIONS] == 1
    await first.close()
    await connect()
    assert server.requests[REGISTRATIONS] == 1
    assert server.gateway.identifies == [0, 0]


async def test_commands_can_be_registered_without_staying(
    settings: Settings, models: Models, server: LocalDiscord
) -> None:
    with_token = settings.model_copy(update={"token": SecretStr(TOKEN)})
    guild = server.add_channel().guild_id
    await register_commands(with_token, models.load, guild)
    assert server.requests["PUT /applications/{id}/guilds/{id}/commands"] == 1
    assert not server.gateway.identifies
    assert {name for name, _ in server.backend.commands[guild]} >= {"ask", "similar", "settings"}


async def test_everybody_is_answered_in_their_own_language(connect: Connect, server: LocalDiscord) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    for locale, language in LOCALES.items():
        reply = await server.command(alice, channel, "ask", locale=locale, question="birthday of hu tao").reply()
        first_button = reply["data"]["components"][0]["components"][0]
        assert first_button["label"] == text_in(language, "button-right")


async def test_an_answer_in_time_is_one_request(connect: Connect, server: LocalDiscord) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    before = server.requests.total()
    reply = await server.command(alice, channel, "ask", question="birthday of hu tao").reply()
    assert reply["type"] == 4
    assert embed_of(reply)["description"] == "first answers 'birthday of hu tao'."
    assert server.requests.total() == before + 1


async def test_a_slow_answer_takes_the_place_of_its_announcement(
    connect: Connect, server: LocalDiscord, models: Models
) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    asked = server.command(alice, channel, "ask", question="gate")
    assert (await asked.reply())["type"] == 5
    models.first.gate.set()
    await until(lambda: server.reply_of(asked).embeds)
    assert server.reply_of(asked).embeds[0]["description"] == "first answers 'gate'."
    assert len(server.messages(channel)) == 1


async def test_names_are_completed_while_typing(connect: Connect, server: LocalDiscord) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    reply = await server.complete(alice, channel, "similar", "name", name="hu").reply()
    assert reply["type"] == 8
    assert [choice["name"] for choice in reply["data"]["choices"]] == ["Hu Tao (character)"]


async def test_a_picture_is_uploaded_with_its_embed(connect: Connect, server: LocalDiscord) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    asked = server.command(alice, channel, "similar", name="Hu Tao")
    await asked.reply()
    await until(lambda: server.reply_of(asked))
    message = server.reply_of(asked)
    [attachment] = message.attachments
    assert attachment["filename"].endswith(".png")
    assert message.embeds[0]["image"]["url"]


async def test_a_press_is_answered(connect: Connect, server: LocalDiscord) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    bot = await connect()
    asked = server.command(alice, channel, "ask", question="birthday of hu tao")
    await asked.reply()
    reply = await server.press(alice, channel, server.reply_of(asked), "Right").reply()
    assert reply["type"] in (4, 7)
    assert [feedback.verdict for feedback in await bot.store.feedback()] == ["right"]


async def test_a_mention_is_answered_by_a_reply(connect: Connect, server: LocalDiscord) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    bot = await connect()
    assert bot.user is not None
    server.say(alice, channel, f"<@{bot.user.id}> birthday of hu tao")
    await until(lambda: len(server.messages(channel)) == 2)
    assert server.messages(channel)[1].embeds[0]["description"] == "first answers 'birthday of hu tao'."


async def test_a_program_connects_answers_and_leaves(server: LocalDiscord, tmp_path: Path) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    async with run_program(server, tmp_path) as program:
        await program.loaded()
        reply = await server.command(alice, channel, "ask", question="what is hu taos birthday").reply()
        assert "July 15" in str(embed_of(reply)["description"])
        assert await program.leave() == 0
