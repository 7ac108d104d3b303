"""`/ask`: a question in plain words."""

import logging
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.commands.names import CHOICE_LIMIT, MOST_CHOICES
from bot.failures import StoreError
from bot.manners import Manner, manner_of
from bot.presentation.answer_view import AnswerView
from bot.presentation.reply import send_reply, when_ready
from bot.presentation.translation import localised
from bot.store.records import Feedback, Verdict
from katheryne_models.answer.answer import Answer
from katheryne_models.question.question import Question

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks.

    Attributes:
        user_id: Their Discord id, which is never stored with what they ask.
        guild_id: The server where they ask, or None.
        manner: How they are answered there.
    """

    user_id: int
    guild_id: int | None
    manner: Manner


class AskCommands(commands.Cog):
    """Questions."""

    @app_commands.command(name=localised("name-ask"), description=localised("ask-description"))
    @app_commands.describe(question=localised("ask-question"), private=localised("ask-private"))
    async def ask(
        self, interaction: discord.Interaction[KatheryneBot], question: str, private: bool | None = None
    ) -> None:
        """Answer a question."""
        await answer_question(interaction, question, private=private)

    @ask.autocomplete("question")
    async def complete(
        self, interaction: discord.Interaction[KatheryneBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Complete names in a question, and offer questions that are often asked."""
        found = interaction.client.worker.complete_question(typed, MOST_CHOICES)
        return [
            app_commands.Choice(name=question, value=question) for question in found if len(question) <= CHOICE_LIMIT
        ]


@app_commands.context_menu(name=localised("ask-menu"))
async def ask_about_message(interaction: discord.Interaction[KatheryneBot], message: discord.Message) -> None:
    """Answer what somebody wrote."""
    await answer_question(interaction, message.content)


async def answer_question(
    interaction: discord.Interaction[KatheryneBot], asked: str, *, private: bool | None = None
) -> None:
    """Ask the assistant, remember the exchange, and reply with the answer and its buttons.

    Args:
        interaction: What to reply to.
        asked: The question.
        private: Whether the answer is for the asker alone; None for what the settings say.

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
        asker = Asker(interaction.user.id, interaction.guild_id, manner_of(interaction))
        view = answer_view(bot, answer, asker, private=private)
        await send_reply(interaction, view.embed(), view=view, private=private)
        await keep_decline(bot, answer, asker)


async def keep_decline(bot: KatheryneBot, answer: Answer, asker: Asker) -> None:
    """Keep a question that was declined, without who asked it; nobody waits for that, so a failure is only logged."""
    if answer.answered:
        return
    try:
        await _keep_feedback(bot, answer, asker, "declined")
    except StoreError as error:
        logger.error("a declined question was not kept: %s", error.user_text)  # noqa: TRY400 - the text says all


async def ask_in(bot: KatheryneBot, asked: str, user_id: int, channel_id: int | None) -> Answer:
    """Ask the assistant in a channel, where follow-ups lean on the asker's last exchange there.

    Raises:
        KatheryneError: A known failure.
    """
    place = (user_id, channel_id)
    answer = await bot.worker.ask(Question(asked, await bot.conversations.last(place)), user_id=user_id)
    if answer.exchange is not None:
        await bot.conversations.remember(place, answer.exchange)
    return answer


def answer_view(bot: KatheryneBot, answer: Answer, asker: Asker, *, private: bool | None = None) -> AnswerView:
    """An answer with its buttons, of which further questions are answered as privately as this one."""

    async def ask_again(press: discord.Interaction[Any], asked: str) -> None:
        await answer_question(press, asked, private=private)

    return AnswerView(
        answer,
        bot.worker.versions,
        asker_id=asker.user_id,
        session=bot.session,
        called=asker.manner.name,
        judge=partial(_keep_feedback, bot, answer, asker),
        ask_again=ask_again,
    )


async def _keep_feedback(bot: KatheryneBot, answer: Answer, asker: Asker, verdict: Verdict) -> None:
    """Keep a question and what came of it, unless the asker wants none kept."""
    if not asker.manner.keep_questions:
        return
    versions = bot.worker.versions
    await bot.store.add_feedback(
        Feedback(
            question=answer.question,
            plan=answer.plan,
            verdict=verdict,
            model_version=versions.model if versions else "",
            data_version=versions.data if versions else "",
            guild_id=asker.guild_id,
        )
    )


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(AskCommands())
    bot.tree.add_command(ask_about_message)
