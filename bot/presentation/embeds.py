"""The embeds of answers, neighbours and the bot itself."""

from datetime import datetime

import discord
from discord.utils import format_dt

from bot.presentation.catalogue import MessageId, text
from bot.presentation.escaping import neutralise
from bot.presentation.pages import split_pages
from bot.store.records import Feedback
from bot.worker.status import Health, Status
from katheryne_models.answer.answer import Answer, Entity, Fact
from katheryne_models.similarity.similar import Neighbour, Similar
from katheryne_models.versions import Versions

TITLE_LIMIT = 256
FIELD_LIMIT = 1024
AUTHOR_LIMIT = 100
_SHORT = 200  # characters of a question in a list
ANSWERED_COLOUR = discord.Colour(0x4FA98C)
DECLINED_COLOUR = discord.Colour(0x8A8D93)
ELEMENT_COLOURS = {
    "Pyro": discord.Colour(0xEF7938), "Hydro": discord.Colour(0x4CC2F1), "Electro": discord.Colour(0xB07FC2),
    "Cryo": discord.Colour(0x9FD6E3), "Anemo": discord.Colour(0x74C2A8), "Geo": discord.Colour(0xFAB632),
    "Dendro": discord.Colour(0xA5C83B),
}  # fmt: skip
HEALTH_TEXTS: dict[Health, MessageId] = {
    Health.READY: "about-health-ready",
    Health.LOADING: "about-health-loading",
    Health.OFFLINE: "about-health-offline",
    Health.RESTARTING: "about-health-restarting",
    Health.STOPPED: "about-health-stopped",
}


def answer_embed(
    answer: Answer, page: str, versions: Versions | None, place: tuple[int, int], called: str | None = None
) -> discord.Embed:
    """One page of an answer.

    Args:
        answer: The answer.
        page: The part of its text to show.
        versions: Where it comes from.
        place: The page's number, from 1, and how many there are.
        called: What the asker is called, or None.
    """
    answered = ELEMENT_COLOURS.get(answer.element or "", ANSWERED_COLOUR)
    colour = answered if answer.answered else DECLINED_COLOUR
    embed = discord.Embed(title=neutralise(answer.question, TITLE_LIMIT), description=page, colour=colour)
    if answer.picture:
        embed.set_thumbnail(url=answer.picture)
    if called:
        embed.set_author(name=text("answer-for", name=neutralise(called, AUTHOR_LIMIT)))
    number, count = place
    where = text("answer-page", page=number, pages=count) if count > 1 else ""
    _set_footer(embed, versions, where)
    return embed


def source_embed(answer: Answer, versions: Versions | None) -> discord.Embed:
    """The rows and values that an answer rests on, as many as fit."""
    lines = [
        text("source-line", table=one.table, row=one.row, field=one.field, value=_value(one)) for one in answer.facts
    ]
    shown = split_pages("\n".join(dict.fromkeys(lines)) or text("source-none"))
    embed = discord.Embed(title=text("source-title"), colour=ANSWERED_COLOUR)
    embed.description = shown[0] + ("\n…" if len(shown) > 1 else "")
    _set_footer(embed, versions)
    return embed


def similar_embed(similar: Similar, versions: Versions | None, picture: str | None = None) -> discord.Embed:
    """An item's neighbours, a field each.

    Args:
        similar: The item and its neighbours.
        versions: Where they come from.
        picture: The file name of the map that is attached, or None.
    """
    title = text("similar-title", name=similar.query.name)[:TITLE_LIMIT]
    embed = discord.Embed(title=title, colour=ANSWERED_COLOUR)
    if similar.picture:
        embed.set_thumbnail(url=similar.picture)
    for rank, neighbour in enumerate(similar.neighbours, start=1):
        embed.add_field(
            name=text("similar-neighbour", rank=rank, name=neighbour.entity.name, score=round(neighbour.score * 100)),
            value=_why(neighbour),
            inline=False,
        )
    if not similar.neighbours:
        embed.description = text("similar-none")
    elif similar.on_little:
        embed.description = text("similar-on-little", name=similar.query.name)
    if picture:
        embed.set_image(url=f"attachment://{picture}")
    _set_footer(embed, versions)
    return embed


def comparison_embed(
    first: Entity, second: Entity, content: str, versions: Versions | None, picture: str | None
) -> discord.Embed:
    """Two items side by side.

    Args:
        first: The first item.
        second: The second item.
        content: The two in words.
        versions: Where they come from.
        picture: The file name of the comparison that is attached, or None.
    """
    title = text("compare-title", first=first.name, second=second.name)[:TITLE_LIMIT]
    embed = discord.Embed(title=title, description=split_pages(content)[0], colour=ANSWERED_COLOUR)
    if picture:
        embed.set_image(url=f"attachment://{picture}")
    _set_footer(embed, versions)
    return embed


def about_embed(status: Status, versions: Versions | None, started_at: datetime) -> discord.Embed:
    """Versions, health and speed of the bot."""
    origin = _origin(versions) if versions else text("about-versions-unknown")
    median, p95 = status.latency_ms(50), status.latency_ms(95)
    if median is None or p95 is None:
        latency = text("about-latency-unknown")
    else:
        latency = text("about-latency-value", median=round(median), p95=round(p95))
    health = text(HEALTH_TEXTS[status.health])
    embed = discord.Embed(title=text("about-title"), colour=ANSWERED_COLOUR)
    embed.add_field(name=text("about-versions"), value=origin, inline=False)
    embed.add_field(
        name=text("about-health"),
        value=f"{health}. {status.reason}" if status.reason else health,
        inline=False,
    )
    embed.add_field(name=text("about-uptime"), value=format_dt(started_at, "R"))
    embed.add_field(name=text("about-answered"), value=f"{status.served:,}")
    embed.add_field(name=text("about-latency"), value=latency, inline=False)
    embed.set_footer(text=text("about-notice"))
    return embed


def status_embed(status: Status, measured: float | None, started_at: datetime) -> discord.Embed:
    """The worker at this moment, for those who run the bot.

    Args:
        status: The worker.
        measured: The share of right plans that the checkpoint's training measured, or None where it says nothing.
        started_at: When the bot was started.
    """
    health = text(HEALTH_TEXTS[status.health])
    latencies = [status.latency_ms(percentile) for percentile in (50, 95, 99)]
    embed = discord.Embed(title=text("admin-status-title"), colour=ANSWERED_COLOUR)
    fields: dict[MessageId, str] = {
        "about-health": f"{health}. {status.reason}" if status.reason else health,
        "admin-status-checkpoint": status.checkpoint or text("about-versions-unknown"),
        "admin-status-accuracy": f"{measured:.1%}" if measured is not None else "—",
        "admin-status-queue": f"{status.queue_depth:,}",
        "admin-status-batches": text("admin-status-batches-value", count=status.batches, last=status.last_batch),
        "admin-status-served": text("admin-status-served-value", served=status.served, failed=status.failed),
        "admin-status-latency": " / ".join(f"{one:,.0f} ms" if one is not None else "—" for one in latencies),
        "admin-status-restarts": f"{status.restarts:,}",
        "about-uptime": format_dt(started_at, "R"),
    }
    for name, value in fields.items():
        embed.add_field(name=text(name), value=value)
    return embed


def unanswered_line(entry: Feedback) -> str:
    """A question that was declined or answered wrongly, as a line of a list."""
    return text("admin-unanswered-line", question=neutralise(entry.question, _SHORT), plan=entry.plan)


def _value(fact: Fact) -> str:
    return neutralise(str(fact.value), _SHORT)


def question_line(entry: Feedback) -> str:
    """A question as a line of a list."""
    return f"• {neutralise(entry.question, _SHORT)}"


def _why(neighbour: Neighbour) -> str:
    lines = [f"• {reason}" for reason in neighbour.reasons]
    if neighbour.difference:
        lines.append(text("similar-difference", difference=neighbour.difference))
    return split_pages("\n".join(lines) or "—", FIELD_LIMIT)[0]


def _set_footer(embed: discord.Embed, versions: Versions | None, where: str = "") -> None:
    parts = [_origin(versions) if versions else "", where]
    embed.set_footer(text=" · ".join(filter(None, parts)) or None)


def _origin(versions: Versions) -> str:
    return text("answer-footer", data=versions.data, game=versions.game, model=versions.model)
