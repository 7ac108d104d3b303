"""Cards of things by name: `/character`, `/weapon`, `/artifact`, `/material`, `/food`, `/enemy`, `/domain`."""

from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.client import KatheryneBot
from bot.commands.names import EntityName, NameQuery, when_known
from bot.commands.pictures import drawn
from bot.presentation.card_view import CardView, Side
from bot.presentation.catalogue import MessageId
from bot.presentation.reply import send_reply
from bot.presentation.translation import localised
from bot.presentation.views import Press
from katheryne_models.answer.answer import Entity
from katheryne_models.lookup import Lookup

GROWTH = "growth.png"


@dataclass(frozen=True, slots=True)
class Tab:
    """One side of a card.

    Attributes:
        label: What it is called.
        plan: What is looked up; `{}` stands for the thing.
        levels: The levels to choose from, where it is about one.
        level: The one that is shown at first, or None for what the plan takes where none is said.
        growth: Whether the growth of stats is drawn below.
    """

    label: MessageId
    plan: str
    levels: tuple[int, ...] = ()
    level: int | None = None
    growth: bool = False


_TALENT_LEVELS = tuple(range(1, 16))
_CHARACTER_LEVELS = (1, 20, 40, 50, 60, 70, 80, 90, 95, 100)
_WEAPON_LEVELS = _CHARACTER_LEVELS[:8]

# What a card of each kind shows, the first tab at once.
CARDS: dict[str, dict[str, Tab]] = {
    "character": {
        "overview": Tab("tab-overview", "about {}"),
        "stats": Tab("tab-stats", "stat {}", _CHARACTER_LEVELS, growth=True),
        "talents": Tab("tab-talents", "talent.all {}"),
        "numbers": Tab("tab-numbers", "talent.multiplier {}", _TALENT_LEVELS, 10),
        "constellations": Tab("tab-constellations", "constellation.all {}"),
        "ascension": Tab("tab-ascension", "ascension.materials {}"),
        "training": Tab("tab-training", "talents.materials {} ; talents.days {}"),
    },
    "weapon": {
        "overview": Tab("tab-overview", "about {}"),
        "stats": Tab("tab-stats", "stat {}", _WEAPON_LEVELS, growth=True),
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


NAMES: dict[str, MessageId] = {
    "character": "name-character", "weapon": "name-weapon", "artifact": "name-artifact", "material": "name-material",
    "food": "name-food", "enemy": "name-enemy", "domain": "name-domain",
}  # fmt: skip
DESCRIPTIONS: dict[str, MessageId] = {
    "character": "card-character", "weapon": "card-weapon", "artifact": "card-artifact", "material": "card-material",
    "food": "card-food", "enemy": "card-enemy", "domain": "card-domain",
}  # fmt: skip


def card_command(kind: str) -> app_commands.Command[Any, ..., None]:
    """The command that shows the card of a thing of a kind."""

    @app_commands.describe(name=localised("card-name"))
    async def show(
        interaction: discord.Interaction[KatheryneBot],
        name: app_commands.Transform[NameQuery, EntityName(kind)],
    ) -> None:
        await show_card(interaction, kind, name)

    return app_commands.Command(name=localised(NAMES[kind]), description=localised(DESCRIPTIONS[kind]), callback=show)


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


async def _first(interaction: discord.Interaction[KatheryneBot], kind: str, query: NameQuery) -> tuple[Entity, Side]:
    """The thing that is meant, and what its first tab shows."""
    entity = await interaction.client.worker.entity(query.name, user_id=interaction.user.id, kind=kind)
    return entity, await _side(interaction, entity, next(iter(CARDS[kind])))


async def _side(interaction: discord.Interaction[Any], entity: Entity, name: str, level: int | None = None) -> Side:
    """What a tab of a thing's card shows, at a level where it is about one."""
    worker, tab = interaction.client.worker, CARDS[entity.kind][name]
    shown = level or tab.level
    plan, about = tab.plan.replace("{}", f"<{entity.kind}:0>"), [entity]
    if shown:
        plan, about = f"{plan} <level:0>", [entity, Entity("level", str(shown), str(shown))]
    answer = await worker.look_up(Lookup(worker.called(entity).name, plan, tuple(about)), user_id=interaction.user.id)
    picture = await drawn(worker.growth_picture(entity), GROWTH) if tab.growth else None
    return Side(name, answer, tab.levels, shown, picture)


def _view(interaction: discord.Interaction[Any], entity: Entity, side: Side) -> CardView:
    async def open_tab(name: str, level: int | None) -> Side:
        return await _side(interaction, entity, name, level)

    return CardView(
        side,
        {name: tab.label for name, tab in CARDS[entity.kind].items()},
        interaction.client.worker.versions,
        asker_id=interaction.user.id,
        session=interaction.client.session,
        open_tab=open_tab,
    )


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    for kind in CARDS:
        bot.tree.add_command(card_command(kind))
