"""`/ask`: a question in plain words."""

import logging
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.failures import StoreError
from bot.presentation.answer_view import AnswerView
from bot.presentation.catalogue import text
from bot.presentation.reply import send_reply, when_ready
from bot.store.records import Feedback, Verdict
from bot.store.store import Store
from katheryne_models.answer.answer import Answer
from katheryne_models.question.question import Question
from katheryne_models.versions import Versions

logger = logging.getLogger(__name__)


class AskCommands(commands.Cog):
    """Questions."""

    @app_commands.command(name="ask", description=text("ask-description"))
    @app_commands.describe(question=text("ask-question"), private=text("ask-private"))
    async def ask(self, interaction: discord.Interaction[KatheryneBot], question: str, private: bool = False) -> None:
        """Answer a question."""
        await answer_question(interaction, question, private=private)


@app_commands.context_menu(name=text("ask-menu"))
async def ask_about_message(interaction: discord.Interaction[KatheryneBot], message: discord.Message) -> None:
    """Answer what somebody wrote."""
    await answer_question(interaction, message.content, private=False)


async def answer_question(interaction: discord.Interaction[KatheryneBot], asked: str, *, private: bool) -> None:
    """Ask the assistant, remember the exchange, and reply with the answer and its buttons.

    Raises:
        KatheryneError: A known failure.
        discord.HTTPException: Discord refuses the reply.
    """
    bot = interaction.client
    with bot.replying():
        answer = await when_ready(
            interaction,
            ask_in(bot, asked, interaction.user.id, interaction.channel_id),
            within=bot.settings.discord.reply_within_seconds,
            private=private,
        )
        view = answer_view(bot, answer, interaction.user.id, private=private)
        await send_reply(interaction, view.embed(), view=view, private=private)
        await keep_decline(bot, answer)


async def keep_decline(bot: KatheryneBot, answer: Answer) -> None:
    """Keep a question that was declined, without who asked it; nobody waits for that, so a failure is only logged."""
    if answer.answered:
        return
    try:
        await _keep_feedback(bot.store, answer, bot.worker.versions, "declined")
    except StoreError as error:
        logger.error("a declined question was not kept: %s", error.user_text)  # noqa: TRY400 - the text says all


async def ask_in(bot: KatheryneBot, asked: str, user_id: int, channel_id: int | None) -> Answer:
    """Ask the assistant in a channel, where follow-ups lean on the asker's last exchange there.

    Raises:
        KatheryneError: A known failure.
    """
    place = (user_id, channel_id)
    answer = await bot.worker.ask(Question(asked, bot.conversations.last(place)), user_id=user_id)
    if answer.exchange is not None:
        bot.conversations.remember(place, answer.exchange)
    return answer


def answer_view(bot: KatheryneBot, answer: Answer, asker_id: int, *, private: bool) -> AnswerView:
    """An answer with its buttons, of which further questions are answered as privately as this one."""
    versions = bot.worker.versions

    async def ask_again(press: discord.Interaction[Any], asked: str) -> None:
        await answer_question(press, asked, private=private)

    return AnswerView(
        answer,
        versions,
        asker_id=asker_id,
        session=bot.session,
        judge=partial(_keep_feedback, bot.store, answer, versions),
        ask_again=ask_again,
    )


async def _keep_feedback(store: Store, answer: Answer, versions: Versions | None, verdict: Verdict) -> None:
    await store.add_feedback(
        Feedback(
            question=answer.question,
            plan=answer.plan,
            verdict=verdict,
            model_version=versions.model if versions else "",
            data_version=versions.data if versions else "",
        )
    )


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(AskCommands())
    bot.tree.add_command(ask_about_message)
