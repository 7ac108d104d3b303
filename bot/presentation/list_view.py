"""A list that may take several pages."""

import discord

from bot.presentation.embeds import ANSWERED_COLOUR
from bot.presentation.paged_view import PagedView


class ListView(PagedView):
    """A title with a list below, on as many pages as it takes."""

    def __init__(self, title: str, content: str, *, asker_id: int, session: str) -> None:
        """Lay out the pages.

        Args:
            title: What stands above each page.
            content: The list, a line an item.
            asker_id: Who may press.
            session: The running bot's mark.
        """
        super().__init__(asker_id, session, row=0)
        self._title = title
        self.show(content)

    def embed(self) -> discord.Embed:
        """The page that is shown."""
        return discord.Embed(title=self._title, description=self.page, colour=ANSWERED_COLOUR)
