"""Cards of things by name: `/character`, `/weapon`, `/artifact`, `/material`, `/food`, `/enemy`, `/domain`."""

from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.client import KatheryneBot
from bot.commands.names import EntityName, NameQuery, when_known
from bot.presentation.card_view import CardView
from bot.presentation.catalogue import MessageId, text
from bot.presentation.reply import send_reply
from bot.presentation.views import Press
from katheryne_models.answer.answer import Answer, Entity
from katheryne_models.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Tab:
    """One side of a card.

    Attributes:
        label: What it is called.
        plan: What is looked up; `{}` stands for the thing.
    """

    label: MessageId
    plan: str


# What a card of each kind shows, the first tab at once.
CARDS: dict[str, dict[str, Tab]] = {
    "character": {
        "overview": Tab("tab-overview", "about {}"),
        "stats": Tab("tab-stats", "stat {}"),
        "talents": Tab("tab-talents", "talent.all {}"),
        "numbers": Tab("tab-numbers", "talent.multiplier {}"),
        "constellations": Tab("tab-constellations", "constellation.all {}"),
        "ascension": Tab("tab-ascension", "ascension.materials {}"),
        "training": Tab("tab-training", "talents.materials {} ; talents.days {}"),
    },
    "weapon": {
        "overview": Tab("tab-overview", "about {}"),
        "stats": Tab("tab-stats", "stat {}"),
        "passive": Tab("tab-passive", "weapon.passive {}"),
        "ascension": Tab("tab-ascension", "ascension.materials {}"),
    },
    "artifact": {
        "bonus": Tab("tab-bonus", "artifact.bonus {}"),
        "pieces": Tab("tab-pieces", "artifact.pieces {}"),
        "source": Tab("tab-source", "artifact.source {}"),
    },
    "material": {
        "overview": Tab("tab-overview", "about {}"),
        "source": Tab("tab-source", "material.source {}"),
        "use": Tab("tab-use", "material.use {}"),
        "recipe": Tab("tab-recipe", "material.recipe {}"),
    },
    "food": {
        "effect": Tab("tab-effect", "food.effect {}"),
        "ingredients": Tab("tab-recipe", "food.ingredients {}"),
        "overview": Tab("tab-overview", "about {}"),
    },
    "enemy": {
        "overview": Tab("tab-overview", "about {}"),
        "drops": Tab("tab-drops", "enemy.drops {}"),
        "resistances": Tab("tab-resistances", "enemy.resistance {}"),
        "stats": Tab("tab-stats", "stat {}"),
    },
    "domain": {
        "overview": Tab("tab-overview", "about {}"),
        "rewards": Tab("tab-rewards", "domain.rewards {}"),
        "enemies": Tab("tab-enemies", "domain.monsters {}"),
        "level": Tab("tab-level", "domain.level {} ; domain.elements {} ; domain.effect {}"),
    },
}


DESCRIPTIONS: dict[str, MessageId] = {
    "character": "card-character", "weapon": "card-weapon", "artifact": "card-artifact", "material": "card-material",
    "food": "card-food", "enemy": "card-enemy", "domain": "card-domain",
}  # fmt: skip


def card_command(kind: str) -> app_commands.Command[Any, ..., None]:
    """The command that shows the card of a thing of a kind."""

    @app_commands.describe(name=text("card-name"))
    async def show(
        interaction: discord.Interaction[KatheryneBot],
        name: app_commands.Transform[NameQuery, EntityName(kind)],
    ) -> None:
        await show_card(interaction, kind, name)

    return app_commands.Command(name=kind, description=text(DESCRIPTIONS[kind]), callback=show)


async def show_card(interaction: discord.Interaction[KatheryneBot], kind: str, query: NameQuery) -> None:
    """Reply with a thing's card, or with names that come near an unknown one.

    Raises:
        KatheryneError: A known failure.
        discord.HTTPException: Discord refuses the reply.
    """

    async def show(press: Press, name: str) -> None:
        await show_card(press, kind, NameQuery(name, kind))

    with interaction.client.replying():
        found = await when_known(interaction, _first(interaction, kind, query), show)
        if found:
            view = _view(interaction, *found)
            await send_reply(interaction, view.embed(), view=view)


async def _first(interaction: discord.Interaction[KatheryneBot], kind: str, query: NameQuery) -> tuple[Entity, Answer]:
    """The thing that is meant, and what its first tab says."""
    worker, user = interaction.client.worker, interaction.user.id
    entity = await worker.entity(query.name, user_id=user, kind=kind)
    return entity, await worker.look_up(_lookup(entity, next(iter(CARDS[kind]))), user_id=user)


def _lookup(entity: Entity, tab: str) -> Lookup:
    return Lookup(entity.name, CARDS[entity.kind][tab].plan.replace("{}", f"<{entity.kind}:0>"), (entity,))


def _view(interaction: discord.Interaction[Any], entity: Entity, answer: Answer) -> CardView:
    worker = interaction.client.worker

    async def open_tab(tab: str) -> Answer:
        opened: Answer = await worker.look_up(_lookup(entity, tab), user_id=interaction.user.id)
        return opened

    return CardView(
        answer,
        {tab: side.label for tab, side in CARDS[entity.kind].items()},
        worker.versions,
        asker_id=interaction.user.id,
        session=interaction.client.session,
        open_tab=open_tab,
    )


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    for kind in CARDS:
        bot.tree.add_command(card_command(kind))
