"""Buttons that only the asker may press."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.errors import report_error
from bot.manners import attune
from bot.presentation.catalogue import text

logger = logging.getLogger(__name__)

# a message can be edited for 15 minutes after the press or command that it replies to
VIEW_SECONDS = 600.0
LABEL_LIMIT = 80

Press = discord.Interaction[Any]
Action = Callable[[Press], Awaitable[None]]


class ActionButton(discord.ui.Button["AskerView"]):
    """A button that runs an action when it is pressed."""

    def __init__(
        self,
        label: str,
        action: Action,
        *,
        custom_id: str,
        row: int,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        """Name the button and what it does; a label is cut to Discord's 80 characters."""
        super().__init__(label=label[:LABEL_LIMIT], custom_id=custom_id, row=row, style=style)
        self._action = action

    async def callback(self, interaction: Press) -> None:
        """Run the action."""
        await self._action(interaction)


class AskerView(discord.ui.View):
    """A row or more of buttons below a reply, taken away when nobody presses them for ten minutes.

    Attributes:
        message: The message that carries the buttons, once it is sent.
    """

    def __init__(self, asker_id: int, session: str) -> None:
        """Make an empty view.

        Args:
            asker_id: Who may press.
            session: The running bot's mark, by which buttons of an earlier run are told apart.
        """
        super().__init__(timeout=VIEW_SECONDS)
        self.message: discord.Message | None = None
        self._asker_id = asker_id
        self._session = session

    def is_empty(self) -> bool:
        """Whether there is nothing to press."""
        return not self.children

    def new_id(self) -> str:
        """An id for a part of the view, by which it is known as one of this run."""
        return f"{self._session}:{secrets.token_hex(8)}"

    def add_button(
        self,
        label: str,
        action: Action,
        *,
        row: int,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> ActionButton:
        """Append a button."""
        button = ActionButton(label, action, custom_id=self.new_id(), row=row, style=style)
        self.add_item(button)
        return button

    def add_choices(self, choices: list[tuple[str, Action]], row: int) -> None:
        """Append up to five choices, all of which go when one is chosen."""
        buttons: list[ActionButton] = []

        def choosing(action: Action) -> Action:
            async def choose(interaction: Press) -> None:
                for button in buttons:
                    self.remove_item(button)
                await self.refresh(interaction)
                await action(interaction)

            return choose

        for label, action in choices[:5]:
            buttons.append(self.add_button(label, choosing(action), row=row))

    async def refresh(
        self, interaction: Press, embed: discord.Embed | None = None, files: list[discord.File] | None = None
    ) -> None:
        """Show the view as it is now in reply to a press, with a new embed and new files where they are given."""
        response = await interaction.response.edit_message(
            view=None if self.is_empty() else self,
            embed=embed or discord.utils.MISSING,
            attachments=discord.utils.MISSING if files is None else files,
        )
        # the press has a fresh token, good for another 15 minutes
        if isinstance(response, discord.InteractionCallbackResponse) and isinstance(
            response.resource, discord.InteractionMessage
        ):
            self.message = response.resource

    async def interaction_check(self, interaction: Press) -> bool:
        """Let the asker press, not too often; tell anybody else so."""
        await attune(interaction)
        if self.may_press(interaction):
            await interaction.client.limits.take(interaction.user.id, interaction.guild_id)
            return True
        await interaction.response.send_message(self.refusal(interaction), ephemeral=True)
        return False

    def may_press(self, interaction: Press) -> bool:
        """Whether somebody may press what they pressed: the asker may press everything."""
        return interaction.user.id == self._asker_id

    def refusal(self, _interaction: Press) -> str:
        """What somebody reads who may not press."""
        return text("error-not-your-button")

    async def on_timeout(self) -> None:
        """Take the buttons away."""
        if self.message is None:
            return
        try:
            await self.message.edit(view=None)
        except discord.NotFound:
            logger.debug("a message was deleted before its buttons ran out")
        except discord.HTTPException as error:
            logger.warning("buttons could not be taken away: %s", error)

    async def on_error(self, interaction: Press, error: Exception, _item: discord.ui.Item[Any]) -> None:
        """Treat it as a command's error."""
        await report_error(interaction, error)
