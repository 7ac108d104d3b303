"""A text of several pages, with buttons to turn them."""

from abc import abstractmethod
from functools import partial

import discord

from bot.presentation.catalogue import text
from bot.presentation.pages import split_pages
from bot.presentation.views import ActionButton, AskerView, Press


class PagedView(AskerView):
    """Shows one page of a text, with buttons to turn pages where there are several."""

    def __init__(self, asker_id: int, session: str, *, row: int) -> None:
        """Make a view without a text.

        Args:
            asker_id: Who may press.
            session: The running bot's mark.
            row: Where the buttons go.
        """
        super().__init__(asker_id, session)
        self._row = row
        self._pages = [""]
        self._page = 0
        self._turning: tuple[ActionButton, ...] = ()

    @abstractmethod
    def embed(self) -> discord.Embed:
        """The page that is shown."""

    @property
    def page(self) -> str:
        """The part of the text that is shown."""
        return self._pages[self._page]

    @property
    def place(self) -> tuple[int, int]:
        """The page's number, from 1, and how many there are."""
        return self._page + 1, len(self._pages)

    def show(self, content: str) -> None:
        """Show a text from its first page on."""
        self._pages = split_pages(content)
        self._page = 0
        for button in self._turning:
            self.remove_item(button)
        self._turning = ()
        if len(self._pages) > 1:
            self._turning = (
                self.add_button(text("button-previous"), partial(self._turn, -1), row=self._row),
                self.add_button(text("button-next"), partial(self._turn, 1), row=self._row),
            )
            self._enable_turning()

    def _enable_turning(self) -> None:
        back, more = self._turning
        back.disabled = self._page == 0
        more.disabled = self._page == len(self._pages) - 1

    async def _turn(self, step: int, interaction: Press) -> None:
        # two quick presses may both have been on their way
        self._page = min(max(self._page + step, 0), len(self._pages) - 1)
        self._enable_turning()
        await self.refresh(interaction, self.embed())
