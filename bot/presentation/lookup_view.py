"""What a command looked up, on as many pages as it takes."""

import discord

from bot.presentation.embeds import answer_embed
from bot.presentation.paged_view import PagedView
from katheryne_models.answer.answer import Answer
from katheryne_models.versions import Versions


class LookupView(PagedView):
    """An answer's pages, with a note below each."""

    def __init__(
        self, answer: Answer, versions: Versions | None, note: str = "", *, asker_id: int, session: str
    ) -> None:
        """Lay out the pages.

        Args:
            answer: The answer.
            versions: Where it comes from.
            note: What stands below each page; may be empty.
            asker_id: Who may press.
            session: The running bot's mark.
        """
        super().__init__(asker_id, session, row=0)
        self._answer = answer
        self._versions = versions
        self._note = note
        self.show(answer.text)

    def embed(self) -> discord.Embed:
        """The page that is shown."""
        content = f"{self.page}\n\n{self._note}" if self._note else self.page
        return answer_embed(self._answer, content, self._versions, self.place)
