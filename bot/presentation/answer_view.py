"""The buttons below an answer: pages, right and wrong, other readings."""

from collections.abc import Awaitable, Callable
from functools import partial

import discord

from bot.errors import report_error
from bot.manners import attune
from bot.presentation.catalogue import text
from bot.presentation.embeds import answer_embed, source_embed
from bot.presentation.paged_view import PagedView
from bot.presentation.views import Action, ActionButton, Press
from bot.store.records import Verdict
from katheryne_models.answer.answer import Answer, Choice
from katheryne_models.versions import Versions

JudgeAnswer = Callable[[Verdict], Awaitable[None]]
MOST_ASKED = 500  # characters of a question that are offered for a second try

AskAgain = Callable[[Press, str], Awaitable[None]]


class AnswerView(PagedView):
    """An answer's pages and buttons."""

    def __init__(
        self,
        answer: Answer,
        versions: Versions | None,
        *,
        asker_id: int,
        session: str,
        called: str | None,
        judge: JudgeAnswer,
        ask_again: AskAgain,
    ) -> None:
        """Lay out the buttons.

        Args:
            answer: The answer.
            versions: Where it comes from.
            asker_id: Who may press.
            session: The running bot's mark.
            called: What the asker is called, or None.
            judge: Stores a verdict.
            ask_again: Asks another question in reply to a press.
        """
        super().__init__(asker_id, session, row=1)
        self._answer = answer
        self._versions = versions
        self._judge = judge
        self._judged = False
        self._called = called
        self._ask_again = ask_again
        self._feedback: list[ActionButton] = []
        if answer.answered:
            self._add_feedback()
            self.add_button(text("button-source"), self._show_source, row=0)
        else:
            self.add_button(text("button-retry"), self._retry, row=0, style=discord.ButtonStyle.primary)
        self._delete = self.add_button(text("button-delete"), self._delete_message, row=0)
        self.show(answer.text)
        self.add_choices([(choice.label, _asking(choice, ask_again)) for choice in answer.alternatives], row=2)

    def embed(self) -> discord.Embed:
        """The page that is shown."""
        return answer_embed(self._answer, self.page, self._versions, self.place, self._called)

    def may_press(self, interaction: Press) -> bool:
        """The asker may press everything; who may delete messages in the channel, that button."""
        if super().may_press(interaction):
            return True
        return self._is_delete(interaction) and interaction.permissions.manage_messages

    def refusal(self, interaction: Press) -> str:
        """What somebody reads who may not press."""
        return text("error-not-your-message") if self._is_delete(interaction) else super().refusal(interaction)

    def _is_delete(self, interaction: Press) -> bool:
        return interaction.data is not None and interaction.data.get("custom_id") == self._delete.custom_id

    async def _show_source(self, interaction: Press) -> None:
        await interaction.response.send_message(embed=source_embed(self._answer, self._versions), ephemeral=True)

    async def _retry(self, interaction: Press) -> None:
        await interaction.response.send_modal(RetryModal(self._answer.question, self._ask_again))

    async def _delete_message(self, interaction: Press) -> None:
        self.stop()
        await interaction.response.defer()
        await interaction.delete_original_response()

    def _add_feedback(self) -> None:
        self._feedback = [
            self.add_button(
                text("button-right"), partial(self._keep, "right"), row=0, style=discord.ButtonStyle.success
            ),
            self.add_button(
                text("button-wrong"), partial(self._keep, "wrong"), row=0, style=discord.ButtonStyle.danger
            ),
        ]

    async def _keep(self, verdict: Verdict, interaction: Press) -> None:
        if not self._judged:
            self._judged = True
            try:
                await self._judge(verdict)
            except BaseException:
                self._judged = False
                raise
            for button in self._feedback:
                button.disabled = True
            chosen = self._feedback[0 if verdict == "right" else 1]
            chosen.label = text("button-thanks")
        await self.refresh(interaction)


class RetryModal(discord.ui.Modal):
    """A form with a question to put differently."""

    def __init__(self, question: str, ask_again: AskAgain) -> None:
        """Show the question as it was asked."""
        super().__init__(title=text("retry-title"))
        self._ask_again = ask_again
        self._question = discord.ui.TextInput["RetryModal"](
            label=text("retry-question"), custom_id="question", default=question[:MOST_ASKED], max_length=MOST_ASKED
        )
        self.add_item(self._question)

    async def interaction_check(self, interaction: Press) -> bool:
        """Attune to the person, as for every interaction."""
        await attune(interaction)
        return True

    async def on_submit(self, interaction: Press) -> None:
        """Ask what is written now."""
        await self._ask_again(interaction, self._question.value)

    async def on_error(self, interaction: Press, error: Exception) -> None:  # type: ignore[override]  # as in discord.py's own
        """Treat it as a command's error."""
        await report_error(interaction, error)


def _asking(choice: Choice, ask_again: AskAgain) -> Action:
    async def ask(interaction: Press) -> None:
        await ask_again(interaction, choice.question)

    return ask
