"""Names of things as command arguments."""

import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.presentation.catalogue import MessageId, spoken, text
from bot.presentation.embeds import DECLINED_COLOUR
from bot.presentation.reply import send_reply, when_ready
from bot.presentation.views import Action, AskerView, Press
from katheryne_models.answer.answer import Entity
from katheryne_models.errors import UnknownNameError
from katheryne_models.lookup import LOOKED_UP_KINDS

KINDS = ("character", "weapon", "artifact")
KIND_TEXTS: dict[str, MessageId] = {
    "character": "kind-character",
    "weapon": "kind-weapon",
    "artifact": "kind-artifact",
}
T = TypeVar("T")
Show = Callable[[Press, str], Awaitable[None]]
CHOICE_LIMIT = 100
MOST_CHOICES = 25
_STABLE_ID = re.compile(rf"({'|'.join(LOOKED_UP_KINDS)}):(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name to look up.

    Attributes:
        name: A name in anybody's spelling, or an item's key.
        kind: The kind that a chosen completion carried, or None for free text.
    """

    name: str
    kind: str | None


class EntityName(app_commands.Transformer):
    """Completes names while they are typed, and reads both a chosen completion and free text."""

    def __init__(self, *kinds: str) -> None:
        """Complete names of some kinds; by default, of those that are compared."""
        self._kinds = kinds or KINDS

    async def transform(self, interaction: discord.Interaction[Any], value: Any) -> NameQuery:  # noqa: ANN401 - discord.py's signature
        """A chosen completion is an id like `character:hutao`; anything else is a name in English or their language."""
        found = _STABLE_ID.fullmatch(str(value))
        if found:
            return NameQuery(found[2], found[1])
        # English names, with their nicknames and slips, are read where they are looked up
        named = interaction.client.worker.complete(str(value), self._kinds, 1) if spoken() != "en" else []
        if named and named[0].name.casefold() == str(value).strip().casefold():
            return NameQuery(named[0].key, named[0].kind)
        return NameQuery(str(value), None)

    async def autocomplete(
        self, interaction: discord.Interaction[Any], value: str | float
    ) -> list[app_commands.Choice[str | int | float]]:
        """The best completions, of the kind that is filled in already or of all kinds."""
        chosen = getattr(interaction.namespace, "kind", None)
        kinds = (chosen,) if chosen in self._kinds else self._kinds
        found = interaction.client.worker.complete(str(value), kinds, MOST_CHOICES)
        several = len(self._kinds) > 1
        return [_choice(entity, with_kind=several) for entity in found if len(stable_id(entity)) <= CHOICE_LIMIT]


def stable_id(entity: Entity) -> str:
    """What names an entity across versions of the data: `character:hutao`."""
    return f"{entity.kind}:{entity.key}"


def _choice(entity: Entity, *, with_kind: bool) -> app_commands.Choice[str | int | float]:
    label = f"{entity.name} ({text(KIND_TEXTS[entity.kind])})" if with_kind else entity.name
    return app_commands.Choice(name=label[:CHOICE_LIMIT], value=stable_id(entity))


async def when_known(interaction: discord.Interaction[Any], work: Coroutine[Any, Any, T], show: Show) -> T | None:
    """Await work that looks a name up; where nothing bears it, reply with names that come near, and give None.

    Args:
        interaction: What is replied to.
        work: Looks the name up.
        show: What is done with a near name that is chosen.

    Raises:
        KatheryneError: Another known failure.
        discord.HTTPException: Discord refuses the reply.
    """
    try:
        within = interaction.client.settings.discord.reply_within_seconds
        return await when_ready(interaction, work, within=within)
    except UnknownNameError as error:
        await _offer_names(interaction, error, show)
        return None


async def _offer_names(interaction: discord.Interaction[Any], error: UnknownNameError, show: Show) -> None:
    """Reply to an unknown name with names that come near it, a button each.

    Args:
        interaction: What to reply to.
        error: What is unknown, with the near names.
        show: What a button does with its name.
    """

    def showing(name: str) -> Action:
        async def chosen(press: Press) -> None:
            await show(press, name)

        return chosen

    view = AskerView(interaction.user.id, interaction.client.session)
    view.add_choices([(name, showing(name)) for name in error.suggestions], row=0)
    embed = discord.Embed(description=error.user_text, colour=DECLINED_COLOUR)
    await send_reply(interaction, embed, view=view, private=True)
