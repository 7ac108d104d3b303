"""What stands below a card: a menu of its tabs, and pages where a tab is long."""

import secrets
from collections.abc import Awaitable, Callable

import discord

from bot.presentation.catalogue import MessageId, text
from bot.presentation.embeds import answer_embed
from bot.presentation.paged_view import PagedView
from bot.presentation.views import Press
from katheryne_models.answer.answer import Answer
from katheryne_models.versions import Versions

OpenTab = Callable[[str], Awaitable[Answer]]


class TabMenu(discord.ui.Select["CardView"]):
    """The tabs of a card."""

    def __init__(self, tabs: dict[str, MessageId], *, custom_id: str) -> None:
        """List the tabs, each by what it is called."""
        options = [discord.SelectOption(label=text(label), value=tab) for tab, label in tabs.items()]
        super().__init__(placeholder=text("card-tabs"), options=options, custom_id=custom_id, row=0)

    async def callback(self, interaction: Press) -> None:
        """Open the chosen tab."""
        if self.view:
            await self.view.open(interaction, self.values[0])


class CardView(PagedView):
    """A card's tabs and pages."""

    def __init__(
        self,
        answer: Answer,
        tabs: dict[str, MessageId],
        versions: Versions | None,
        *,
        asker_id: int,
        session: str,
        open_tab: OpenTab,
    ) -> None:
        """Lay out the menu.

        Args:
            answer: What the first tab says.
            tabs: What each tab is called.
            versions: Where the answers come from.
            asker_id: Who may press.
            session: The running bot's mark.
            open_tab: Looks a tab up.
        """
        super().__init__(asker_id, session, row=1)
        self._versions = versions
        self._open_tab = open_tab
        self._menu = TabMenu(tabs, custom_id=f"{session}:{secrets.token_hex(8)}")
        self.add_item(self._menu)
        self._answer = answer
        self.show(answer.text)

    def embed(self) -> discord.Embed:
        """The page that is shown."""
        return answer_embed(self._answer, self.page, self._versions, self.place)

    async def open(self, interaction: Press, tab: str) -> None:
        """Show another tab in the place of this one."""
        self._answer = await self._open_tab(tab)
        self.show(self._answer.text)
        for option in self._menu.options:
            option.default = option.value == tab
        await self.refresh(interaction, self.embed())
