"""The buttons below an answer: pages, right and wrong, other readings."""

from collections.abc import Awaitable, Callable
from functools import partial

import discord

from bot.presentation.catalogue import text
from bot.presentation.embeds import answer_embed
from bot.presentation.paged_view import PagedView
from bot.presentation.views import Action, ActionButton, Press
from bot.store.records import Verdict
from katheryne_models.answer.answer import Answer, Choice
from katheryne_models.versions import Versions

JudgeAnswer = Callable[[Verdict], Awaitable[None]]
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
        judge: JudgeAnswer,
        ask_again: AskAgain,
    ) -> None:
        """Lay out the buttons.

        Args:
            answer: The answer.
            versions: Where it comes from.
            asker_id: Who may press.
            session: The running bot's mark.
            judge: Stores a verdict.
            ask_again: Asks another question in reply to a press.
        """
        super().__init__(asker_id, session, row=1)
        self._answer = answer
        self._versions = versions
        self._judge = judge
        self._judged = False
        self._feedback: list[ActionButton] = []
        if answer.answered:
            self._add_feedback()
        self.show(answer.text)
        self.add_choices([(choice.label, _asking(choice, ask_again)) for choice in answer.alternatives], row=2)

    def embed(self) -> discord.Embed:
        """The page that is shown."""
        return answer_embed(self._answer, self.page, self._versions, self.place)

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


def _asking(choice: Choice, ask_again: AskAgain) -> Action:
    async def ask(interaction: Press) -> None:
        await ask_again(interaction, choice.question)

    return ask
