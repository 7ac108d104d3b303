"""Names of characters, weapons and artifact sets as command arguments."""

import re
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.presentation.catalogue import MessageId, text
from katheryne_models.answer.answer import Entity

KINDS = ("character", "weapon", "artifact")
KIND_TEXTS: dict[str, MessageId] = {
    "character": "kind-character",
    "weapon": "kind-weapon",
    "artifact": "kind-artifact",
}
CHOICE_LIMIT = 100
MOST_CHOICES = 25
_STABLE_ID = re.compile(rf"({'|'.join(KINDS)}):(.+)", re.DOTALL)


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

    async def transform(self, _interaction: discord.Interaction[Any], value: Any) -> NameQuery:  # noqa: ANN401 - discord.py's signature
        """A chosen completion is an id like `character:hutao`; anything else is a name."""
        found = _STABLE_ID.fullmatch(str(value))
        return NameQuery(found[2], found[1]) if found else NameQuery(str(value), None)

    async def autocomplete(
        self, interaction: discord.Interaction[Any], value: str | float
    ) -> list[app_commands.Choice[str | int | float]]:
        """The best completions, of the kind that is filled in already or of all kinds."""
        chosen = getattr(interaction.namespace, "kind", None)
        kinds = (chosen,) if chosen in KINDS else KINDS
        found = interaction.client.worker.complete(str(value), kinds, MOST_CHOICES)
        return [_choice(entity) for entity in found if len(stable_id(entity)) <= CHOICE_LIMIT]


def stable_id(entity: Entity) -> str:
    """What names an entity across versions of the data: `character:hutao`."""
    return f"{entity.kind}:{entity.key}"


def _choice(entity: Entity) -> app_commands.Choice[str | int | float]:
    label = f"{entity.name} ({text(KIND_TEXTS[entity.kind])})"
    return app_commands.Choice(name=label[:CHOICE_LIMIT], value=stable_id(entity))
