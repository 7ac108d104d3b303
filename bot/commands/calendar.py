"""What depends on the day: `/farm` and `/birthdays`."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import format_dt

from bot.client import KatheryneBot
from bot.presentation.catalogue import MessageId, text
from bot.presentation.lookup_view import LookupView
from bot.presentation.reply import send_reply, when_ready
from bot.presentation.translation import localised
from katheryne_models.answer.answer import Entity
from katheryne_models.lookup import Lookup

DAYS: dict[str, MessageId] = {
    "today": "day-today", "tomorrow": "day-tomorrow", "monday": "day-monday", "tuesday": "day-tuesday",
    "wednesday": "day-wednesday", "thursday": "day-thursday", "friday": "day-friday", "saturday": "day-saturday",
    "sunday": "day-sunday",
}  # fmt: skip
MONTHS: dict[str, MessageId] = {
    "january": "month-january", "february": "month-february", "march": "month-march", "april": "month-april",
    "may": "month-may", "june": "month-june", "july": "month-july", "august": "month-august",
    "september": "month-september", "october": "month-october", "november": "month-november",
    "december": "month-december",
}  # fmt: skip
# The regions with domains that change by the day, as the tables name them.
REGIONS = ("Mondstadt", "Liyue", "Inazuma", "Sumeru", "Fontaine", "Natlan", "Nod-Krai")
# A day of the game ends at 04:00 on each server's own clock: UTC-5, UTC+1 and UTC+8.
RESETS: dict[MessageId, time] = {
    "reset-america": time(9, tzinfo=UTC), "reset-europe": time(3, tzinfo=UTC), "reset-asia": time(20, tzinfo=UTC),
}  # fmt: skip
DAY_CHOICES = [app_commands.Choice(name=localised(label), value=day) for day, label in DAYS.items()]
MONTH_CHOICES = [app_commands.Choice(name=localised(label), value=month) for month, label in MONTHS.items()]
REGION_CHOICES = [app_commands.Choice(name=region, value=region) for region in REGIONS]


class CalendarCommands(commands.Cog):
    """Days and months."""

    @app_commands.command(name=localised("name-farm"), description=localised("farm-description"))
    @app_commands.describe(day=localised("farm-day"), region=localised("farm-region"))
    @app_commands.choices(day=DAY_CHOICES, region=REGION_CHOICES)
    async def farm(
        self, interaction: discord.Interaction[KatheryneBot], day: str = "today", region: str | None = None
    ) -> None:
        """Show what the domains give on a day."""
        named = [Entity("day", day, day)] + ([Entity("region", region, region)] if region else [])
        title = text("farm-title", day=text(DAYS[day]), region=region or text("farm-everywhere"))
        plan = "farm <day:0> <region:0>" if region else "farm <day:0>"
        await show_lookup(interaction, Lookup(title, plan, tuple(named)), note=resets(datetime.now(UTC)))

    @app_commands.command(name=localised("name-birthdays"), description=localised("birthdays-description"))
    @app_commands.describe(month=localised("birthdays-month"))
    @app_commands.choices(month=MONTH_CHOICES)
    async def birthdays(self, interaction: discord.Interaction[KatheryneBot], month: str | None = None) -> None:
        """Show whose birthday is in a month."""
        chosen = month or list(MONTHS)[datetime.now(UTC).month - 1]
        lookup = Lookup(
            text("birthdays-title", month=text(MONTHS[chosen])),
            "list.character <month:0> | fact.birthday",
            (Entity("month", chosen, chosen),),
        )
        await show_lookup(interaction, lookup)


def resets(now: datetime) -> str:
    """When the day ends on each server, as Discord shows times in everybody's own zone."""
    said = []
    for server, clock in RESETS.items():
        end = datetime.combine(now.date(), clock)
        said.append(f"{text(server)} {format_dt(end if end > now else end + timedelta(days=1), 'R')}")
    return text("farm-resets", servers=", ".join(said))


async def show_lookup(interaction: discord.Interaction[Any], lookup: Lookup, *, note: str = "") -> None:
    """Reply with what a plan says.

    Args:
        interaction: What to reply to.
        lookup: The plan.
        note: What stands below each page.

    Raises:
        KatheryneError: A known failure.
        discord.HTTPException: Discord refuses the reply.
    """
    bot = interaction.client
    with bot.replying():
        work = bot.worker.look_up(lookup, user_id=interaction.user.id)
        within = bot.settings.discord.reply_within_seconds
        answer = await when_ready(interaction, work, within=within)
        view = LookupView(answer, bot.worker.versions, note, asker_id=interaction.user.id, session=bot.session)
        await send_reply(interaction, view.embed(), view=view)


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(CalendarCommands())
