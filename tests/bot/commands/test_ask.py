import asyncio

import discord
import pytest
import simcord
from simcord.results import InteractionResult, ResponseMessage

from bot.client import KatheryneBot
from bot.run import leave
from bot.store.records import Feedback
from katheryne_models.answer.answer import Answer, Exchange
from katheryne_models.question.question import Question
from tests.bot.assistants import HU_TAO, PICTURE
from tests.bot.conftest import Models, World, build_world
from tests.bot.waiting import until


def reply_of(result: InteractionResult) -> ResponseMessage:
    assert result.response is not None
    return result.response


def labels(message: ResponseMessage) -> list[str]:
    return [part["label"] for row in message.components for part in row["components"] if "label" in part]


def requests_of(world: World) -> list[str]:
    """What the bot sent for interactions so far: callbacks, edits and further messages."""
    return [
        f"{entry.method} {entry.path.rsplit('/', 1)[-1]}"
        for entry in world.env.http_requests
        if "/interactions/" in entry.path or "/webhooks/" in entry.path
    ]


def hold_answers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the simulation go on while the worker's thread is at an answer."""
    ask = world.bot.worker.ask

    async def ask_aside(question: Question, *, user_id: int) -> Answer:
        answering = ask(question, user_id=user_id)
        answer: Answer = await world.env.external_wait(answering, reason="the thread answers")
        return answer

    monkeypatch.setattr(world.bot.worker, "ask", ask_aside)


async def test_an_answer_in_time_is_the_first_response(world: World) -> None:
    result = await world.bob.slash(world.channel, "ask", question="birthday of hu tao")
    reply = reply_of(result)
    [embed] = reply.embeds

    assert not result.deferred
    assert not reply.ephemeral
    assert requests_of(world) == ["POST callback"]
    assert embed.title == "birthday of hu tao"
    assert embed.description == "first answers 'birthday of hu tao'."
    assert embed.thumbnail.url == PICTURE
    assert embed.footer.text == "Source: genshin-db 5.2.12, game version 6.7 · Model: first"
    assert labels(reply) == ["Right", "Wrong", "Source", "Delete"]


async def test_a_slow_answer_is_announced_and_put_in_its_place(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_answers(world, monkeypatch)
    result = await world.bob.slash(world.channel, "ask", question="gate")
    assert result.deferred
    assert not reply_of(result).embeds
    world.models.first.gate.set()
    await until(lambda: reply_of(result).embeds)

    assert requests_of(world) == ["POST callback", "PATCH @original"]
    assert reply_of(result).embeds[0].description == "first answers 'gate'."
    assert labels(reply_of(result)) == ["Right", "Wrong", "Source", "Delete"]
    assert not result.followups


async def test_private_answers_are_for_the_asker_alone(world: World) -> None:
    result = await world.bob.slash(world.channel, "ask", question="unsure", private=True)
    assert reply_of(result).ephemeral
    chosen = await world.bob.click(reply_of(result), label="Her weapon")
    assert chosen.followups[0].ephemeral


async def test_a_follow_up_gets_the_last_exchange_of_that_asker_there(world: World) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    await world.bob.slash(world.channel, "ask", question="birthday of hu tao")
    await world.bob.slash(world.channel, "ask", question="and her region?")
    await world.alice.slash(world.channel, "ask", question="and her region?")
    await world.bob.slash(elsewhere, "ask", question="and her region?")
    await world.env.advance_time(16 * 60)
    await world.bob.slash(world.channel, "ask", question="and her region?")

    exchange = Exchange("fact.birthday <character:0>", (HU_TAO,))
    assert world.models.first.exchanges == [None, exchange, None, None, None]


async def test_a_verdict_is_stored_without_the_person(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))
    await world.bob.click(reply, label="Wrong")

    assert await world.bot.store.feedback() == [
        Feedback(
            question="birthday of hu tao",
            plan="fact.birthday <character:0>",
            verdict="wrong",
            model_version="first",
            data_version="genshin-db 5.2.12",
            guild_id=world.guild.id,
        )
    ]
    assert labels(reply) == ["Right", "Thank you", "Source", "Delete"]
    with pytest.raises(simcord.SetupError, match="disabled"):
        await world.bob.click(reply, label="Right")


async def test_only_the_asker_may_press(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="unsure"))
    refused = await world.alice.click(reply, label="Her weapon")
    assert reply_of(refused).ephemeral
    assert "Only the person who asked" in reply_of(refused).content
    assert world.models.first.batches == [["unsure"]]


async def test_a_choice_asks_its_question_and_goes(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="unsure"))
    assert labels(reply) == ["Ask differently", "Delete", "Hu Tao's birthday", "Her weapon"]
    chosen = await world.bob.click(reply, label="Hu Tao's birthday")

    assert labels(reply) == ["Ask differently", "Delete"]
    assert chosen.followups[0].embeds[0].title == "birthday of hu tao"
    assert world.models.first.batches == [["unsure"], ["birthday of hu tao"]]


async def test_long_answers_have_pages(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="long"))
    assert labels(reply) == ["Right", "Wrong", "Source", "Delete", "Back", "More"]
    pages = [reply.embeds[0].description]
    with pytest.raises(simcord.SetupError, match="disabled"):
        await world.bob.click(reply, label="Back")
    for _ in range(2):
        await world.bob.click(reply, label="More")
        pages.append(reply.embeds[0].description)
    with pytest.raises(simcord.SetupError, match="disabled"):
        await world.bob.click(reply, label="More")

    assert [page.count("Paragraph") for page in pages if page] == [3, 3, 3]
    assert "Page 3 of 3" in str(reply.embeds[0].footer.text)
    await world.bob.click(reply, label="Back")
    assert reply.embeds[0].description == pages[1]


async def test_buttons_go_when_nobody_presses_them(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))
    await world.env.advance_time(9 * 60)
    await world.bob.click(reply, label="Right")
    await world.env.advance_time(9 * 60)
    assert labels(reply) == ["Thank you", "Wrong", "Source", "Delete"]
    await world.env.advance_time(2 * 60)
    assert labels(reply) == []


async def test_buttons_of_an_earlier_run_are_answered(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))
    await world.env.restart_bot(KatheryneBot(world.bot.settings, world.bot.worker, world.bot.store))
    pressed = await world.bob.click(reply, label="Right")
    assert "before my last restart" in reply_of(pressed).content
    assert await world.bot.store.feedback() == []


async def test_the_askers_text_has_no_effect(world: World) -> None:
    result = await world.bob.slash(world.channel, "ask", question="@everyone **look** https://evil.example")
    title = str(reply_of(result).embeds[0].title)
    assert "@everyone" not in title
    assert "://" not in title
    assert r"\*\*look\*\*" in title
    callback = next(entry for entry in world.env.http_requests if entry.path.endswith("/callback"))
    assert isinstance(callback.json, dict)
    assert callback.json["data"]["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("question", ["", " ", "🦊🦊", "مرحبا", "\u202eolleh\x00", "word " * 1200])
async def test_odd_questions_get_an_answer(world: World, question: str) -> None:
    result = await world.bob.slash(world.channel, "ask", question=question)
    assert reply_of(result).embeds[0].description


async def test_a_known_failure_is_told_to_the_asker_alone(world: World) -> None:
    result = await world.bob.slash(world.channel, "ask", question="declined")
    assert reply_of(result).ephemeral
    assert reply_of(result).content == "I would rather not say."
    assert len(world.env.errors) == 1


async def test_an_unknown_failure_has_a_number(world: World, caplog: pytest.LogCaptureFixture) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="boom"))
    number = reply.content.rsplit(" ", 1)[1].rstrip(".")
    assert reply.ephemeral
    assert any(f"error {number}" in record.getMessage() and record.exc_info for record in caplog.records)
    assert len(world.env.errors) == 1


async def test_a_failure_after_the_announcement_takes_its_place(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_answers(world, monkeypatch)
    result = await world.bob.slash(world.channel, "ask", question="gate")
    assert result.deferred
    await world.env.advance_time(20)
    assert "longer than 20 seconds" in reply_of(result).content
    assert len(world.env.errors) == 1


async def test_a_store_that_fails_is_not_described_to_users(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))
    await world.bot.store._database.run("DROP TABLE feedback")
    pressed = await world.bob.click(reply, label="Right")
    assert "memory can't be reached" in reply_of(pressed).content
    assert "sqlite" not in reply_of(pressed).content
    assert len(world.env.errors) == 1


async def test_an_interaction_that_expired_is_let_go(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    result = await world.bob.slash(world.channel, "ask", question="birthday of hu tao")
    assert not result.acknowledged
    assert len(world.env.errors) == 1


async def test_without_a_model_it_says_so(offline_bot: KatheryneBot, models: Models) -> None:
    async with simcord.run(offline_bot, check_errors=False) as env:
        world = build_world(env, offline_bot, models)
        reply = reply_of(await world.bob.slash(world.channel, "ask", question="hello"))
        assert reply.ephemeral
        assert "katheryne train assistant" in reply.content


async def test_leaving_answers_what_waits(world: World) -> None:
    assistant = world.models.first

    async def leave_meanwhile() -> None:
        await asyncio.to_thread(assistant.gate_reached.wait, 30)
        leaving = asyncio.create_task(leave(world.bot))
        await asyncio.sleep(0)
        assistant.gate.set()
        await leaving

    leaving = asyncio.create_task(leave_meanwhile())
    result = await world.bob.slash(world.channel, "ask", question="gate")
    await leaving
    assert reply_of(result).embeds[0].description == "first answers 'gate'."
    assert world.bot.is_closed()


async def test_a_message_of_somebody_else_is_answered_from_its_menu(world: World) -> None:
    message = await world.alice.send(world.channel, "birthday of hu tao")
    reply = reply_of(await world.bob.context_menu(world.channel, "Ask Katheryne", message))
    assert reply.embeds[0].title == "birthday of hu tao"
    assert reply.embeds[0].description == "first answers 'birthday of hu tao'."


async def test_a_declined_question_is_kept_without_the_asker(world: World) -> None:
    await world.bob.slash(world.channel, "ask", question="unsure")
    await world.bob.slash(world.channel, "ask", question="birthday of hu tao")
    [kept] = await world.bot.store.feedback()
    assert (kept.question, kept.verdict, kept.model_version) == ("unsure", "declined", "first")


async def test_the_source_is_shown_to_who_asks_for_it(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))
    source = reply_of(await world.bob.click(reply, label="Source"))
    assert source.ephemeral
    assert source.embeds[0].description == "• characters, hutao: birthday = 7/15"


async def test_an_answer_is_deleted_by_its_asker_and_by_moderators(world: World) -> None:
    moderators = world.guild.create_role("moderators", permissions=discord.Permissions(manage_messages=True))
    carol = world.guild.add_member(world.env.create_user("carol"), roles=[moderators])
    dave = world.guild.add_member(world.env.create_user("dave"))
    first, second = [
        reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao")) for _ in range(2)
    ]
    refused = await dave.click(first, label="Delete")
    assert "and moderators" in reply_of(refused).content
    await world.bob.click(first, label="Delete")
    assert "Only the person who asked" in reply_of(await carol.click(second, label="Right")).content
    await carol.click(second, label="Delete")
    assert not world.channel.history()


async def test_a_declined_question_can_be_put_differently(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="unsure", private=True))
    form = await world.bob.click(reply, label="Ask differently")
    asked = await world.bob.submit_modal(form, {"question": "birthday of hu tao"})
    assert reply_of(asked).ephemeral
    assert reply_of(asked).embeds[0].description == "first answers 'birthday of hu tao'."
    assert world.models.first.batches == [["unsure"], ["birthday of hu tao"]]


async def test_who_uses_commands_too_often_is_told_to_wait(world: World) -> None:
    for _ in range(world.bot.settings.discord.commands_per_minute):
        await world.bob.slash(world.channel, "about")
    refused = reply_of(await world.bob.slash(world.channel, "about"))
    assert refused.ephemeral
    assert "a lot at once" in refused.content
    assert not reply_of(await world.alice.slash(world.channel, "about")).ephemeral
    await world.env.advance_time(1)


async def test_questions_are_completed_as_far_as_discord_takes_them(world: World) -> None:
    choices = await world.bob.autocomplete(world.channel, "ask", "question", "birthday of hu")
    assert choices == [{"name": "birthday of hu tao", "value": "birthday of hu tao"}]
