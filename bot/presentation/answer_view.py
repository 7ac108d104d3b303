"""The buttons below an answer: pages, right and wrong, other readings."""

from collections.abc import Awaitable, Callable
from functools import partial

import discord

from bot.presentation.catalogue import text
from bot.presentation.embeds import answer_embed
from bot.presentation.pages import split_pages
from bot.presentation.views import Action, ActionButton, AskerView, Press
from bot.store.records import Verdict
from katheryne_models.answer.answer import Answer, Choice
from katheryne_models.versions import Versions

JudgeAnswer = Callable[[Verdict], Awaitable[None]]
AskAgain = Callable[[Press, str], Awaitable[None]]


class AnswerView(AskerView):
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
        super().__init__(asker_id, session)
        self._answer = answer
        self._versions = versions
        self._pages = split_pages(answer.text)
        self._page = 0
        self._judge = judge
        self._judged = False
        self._feedback: list[ActionButton] = []
        if answer.answered:
            self._add_feedback()
        if len(self._pages) > 1:
            self._back = self.add_button(text("button-previous"), partial(self._turn, -1), row=1)
            self._more = self.add_button(text("button-next"), partial(self._turn, 1), row=1)
            self._enable_turning()
        self.add_choices([(choice.label, _asking(choice, ask_again)) for choice in answer.alternatives], row=2)

    def embed(self) -> discord.Embed:
        """The page that is shown."""
        place = (self._page + 1, len(self._pages))
        return answer_embed(self._answer, self._pages[self._page], self._versions, place)

    def _add_feedback(self) -> None:
        self._feedback = [
            self.add_button(
                text("button-right"), partial(self._keep, "right"), row=0, style=discord.ButtonStyle.success
            ),
            self.add_button(
                text("button-wrong"), partial(self._keep, "wrong"), row=0, style=discord.ButtonStyle.danger
            ),
        ]

    def _enable_turning(self) -> None:
        self._back.disabled = self._page == 0
        self._more.disabled = self._page == len(self._pages) - 1

    async def _turn(self, step: int, interaction: Press) -> None:
        # two quick presses may both have been on their way
        self._page = min(max(self._page + step, 0), len(self._pages) - 1)
        self._enable_turning()
        await self.refresh(interaction, self.embed())

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
