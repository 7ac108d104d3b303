"""What stands below a card: menus of its tabs and of levels, and pages where a tab is long."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord

from bot.presentation.catalogue import MessageId, text
from bot.presentation.embeds import answer_embed
from bot.presentation.paged_view import PagedView
from bot.presentation.views import Press
from katheryne_models.answer.answer import Answer
from katheryne_models.versions import Versions


@dataclass(frozen=True, slots=True)
class Side:
    """What a card shows at one tab.

    Attributes:
        tab: The tab.
        answer: What it says.
        levels: The levels to choose from; none where it says nothing by level.
        level: The level that is shown, or None.
        picture: What is drawn below, or None.
    """

    tab: str
    answer: Answer
    levels: tuple[int, ...] = ()
    level: int | None = None
    picture: discord.File | None = None


OpenTab = Callable[[str, int | None], Awaitable[Side]]


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


class LevelMenu(discord.ui.Select["CardView"]):
    """The levels that a tab can be shown at."""

    def __init__(self, side: Side, *, custom_id: str) -> None:
        """List a side's levels."""
        options = [
            discord.SelectOption(label=text("card-level", level=level), value=str(level), default=level == side.level)
            for level in side.levels
        ]
        super().__init__(placeholder=text("card-levels"), options=options, custom_id=custom_id, row=1)
        self._tab = side.tab

    async def callback(self, interaction: Press) -> None:
        """Show the tab at the chosen level."""
        if self.view:
            await self.view.open(interaction, self._tab, int(self.values[0]))


class CardView(PagedView):
    """A card's tabs and pages."""

    def __init__(
        self,
        side: Side,
        tabs: dict[str, MessageId],
        versions: Versions | None,
        *,
        asker_id: int,
        session: str,
        open_tab: OpenTab,
    ) -> None:
        """Lay out the menu.

        Args:
            side: What the first tab shows.
            tabs: What each tab is called.
            versions: Where the answers come from.
            asker_id: Who may press.
            session: The running bot's mark.
            open_tab: Looks a tab up.
        """
        super().__init__(asker_id, session, row=2)
        self._versions = versions
        self._open_tab = open_tab
        self._menu = TabMenu(tabs, custom_id=self.new_id())
        self.add_item(self._menu)
        self._levels: LevelMenu | None = None
        self._side = side
        self._show(side)

    def embed(self) -> discord.Embed:
        """The page that is shown."""
        embed = answer_embed(self._side.answer, self.page, self._versions, self.place)
        if self._side.picture:
            embed.set_image(url=f"attachment://{self._side.picture.filename}")
        return embed

    async def open(self, interaction: Press, tab: str, level: int | None = None) -> None:
        """Show another tab in the place of this one, or this one at another level."""
        side = await self._open_tab(tab, level)
        self._show(side)
        await self.refresh(interaction, self.embed(), [side.picture] if side.picture else [])

    def _show(self, side: Side) -> None:
        self._side = side
        for option in self._menu.options:
            option.default = option.value == side.tab
        if self._levels:
            self.remove_item(self._levels)
            self._levels = None
        if side.levels:
            self._levels = LevelMenu(side, custom_id=self.new_id())
            self.add_item(self._levels)
        self.show(side.answer.text)
