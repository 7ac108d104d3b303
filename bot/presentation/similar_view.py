"""What stands below an item's neighbours: a menu to walk to one, and a button to compare two."""

from collections.abc import Awaitable, Callable

import discord

from bot.presentation.catalogue import text
from bot.presentation.views import AskerView, Press
from katheryne_models.answer.answer import Entity
from katheryne_models.similarity.similar import Similar

Choose = Callable[[Press, Entity], Awaitable[None]]
OPTION_LIMIT = 100
MOST_OPTIONS = 25


class NeighbourMenu(discord.ui.Select["SimilarView"]):
    """The neighbours, each with what it shares."""

    def __init__(self, similar: Similar, walk: Choose, *, custom_id: str) -> None:
        """List the neighbours, the nearest first."""
        options = [
            discord.SelectOption(
                label=neighbour.entity.name[:OPTION_LIMIT],
                value=str(place),
                description="; ".join(neighbour.reasons)[:OPTION_LIMIT] or None,
            )
            for place, neighbour in enumerate(similar.neighbours[:MOST_OPTIONS])
        ]
        super().__init__(placeholder=text("similar-walk"), options=options, custom_id=custom_id, row=0)
        self._similar = similar
        self._walk = walk

    async def callback(self, interaction: Press) -> None:
        """Walk to the chosen neighbour."""
        await self._walk(interaction, self._similar.neighbours[int(self.values[0])].entity)
        if self.view:
            self.view.stop()  # another view took its place


class SimilarView(AskerView):
    """The menu and the button below an item's neighbours."""

    def __init__(
        self, similar: Similar, beside: Entity | None, *, asker_id: int, session: str, walk: Choose, compare: Choose
    ) -> None:
        """Lay out menu and button; there are none below an item without neighbours.

        Args:
            similar: The item and its neighbours.
            beside: What the item is compared with, or None for the nearest neighbour.
            asker_id: Who may press.
            session: The running bot's mark.
            walk: Shows a neighbour's neighbours in the place of these.
            compare: Shows the item beside another.
        """
        super().__init__(asker_id, session)
        if not similar.neighbours:
            return
        self.add_item(NeighbourMenu(similar, walk, custom_id=self.new_id()))
        other = beside or similar.neighbours[0].entity
        self.add_button(text("similar-compare", name=other.name), lambda press: compare(press, other), row=1)
