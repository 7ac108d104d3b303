from typing import Any

import discord
import pytest
from simcord.results import ResponseMessage

from bot.commands.cards import CARDS
from tests.bot.assistants import PICTURE
from tests.bot.commands.test_ask import labels, reply_of
from tests.bot.conftest import World


def tabs(reply: ResponseMessage) -> list[str]:
    return [option["value"] for option in menus(reply)[0]["options"]]


def menus(reply: ResponseMessage) -> list[dict[str, Any]]:
    return [part for row in reply.components for part in row["components"] if "options" in part]


async def test_a_card_opens_at_its_first_tab(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "character", name="hu tao"))
    [embed] = reply.embeds
    assert embed.title == "Hu Tao"
    assert embed.description == "about <character:0> with Hu Tao."
    assert embed.thumbnail.url == PICTURE
    assert tabs(reply) == list(CARDS["character"])


async def test_a_tab_takes_the_place_of_another_and_a_long_one_has_pages(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "character", name="character:hutao"))
    talents = reply_of(await world.bob.select(reply, ["talents"]))
    assert talents.id == reply.id
    assert str(talents.embeds[0].description).startswith("talent.all <character:0> with Hu Tao.")
    assert labels(talents)[-2:] == ["Back", "More"]

    turned = reply_of(await world.bob.click(talents, label="More"))
    assert str(turned.embeds[0].footer.text).endswith("Page 2 of 2")
    stats = reply_of(await world.bob.select(turned, ["stats"], custom_id=menus(turned)[0]["custom_id"]))
    assert stats.embeds[0].description == "stat <character:0> with Hu Tao."
    assert "More" not in labels(stats)


async def test_only_the_asker_opens_tabs(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "weapon", name="staff of homa"))
    refused = reply_of(await world.alice.select(reply, ["passive"]))
    assert refused.ephemeral
    assert reply.id != refused.id


@pytest.mark.parametrize("kind", CARDS)
async def test_an_unknown_name_is_answered_with_near_ones(world: World, kind: str) -> None:
    reply = reply_of(await world.bob.slash(world.channel, kind, name="zzz"))
    assert reply.ephemeral
    assert reply.embeds[0].description == "I know nothing of that name."
    assert labels(reply) == ["Hu Tao", "Yoimiya"]


async def test_a_near_name_opens_its_card(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "character", name="hutoa"))
    chosen = await world.bob.click(reply, label="Hu Tao")
    assert chosen.followups[0].embeds[0].description == "about <character:0> with Hu Tao."


async def test_names_of_the_kind_alone_are_completed(world: World) -> None:
    found = await world.bob.autocomplete(world.channel, "character", "name", "")
    assert [choice["value"] for choice in found] == ["character:hutao", "character:yoimiya"]
    assert [choice["name"] for choice in found] == ["Hu Tao", "Yoimiya"]
    assert await world.bob.autocomplete(world.channel, "food", "name", "") == []


def test_every_menu_fits_discord() -> None:
    assert all(1 < len(tabs) <= 25 for tabs in CARDS.values())
    assert discord.SelectOption(label="x", value="x")


async def test_stats_are_shown_at_a_level_with_a_picture_of_their_growth(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "character", name="hu tao"))
    stats = reply_of(await world.bob.select(reply, ["stats"]))
    assert [attachment.filename for attachment in stats.attachments] == ["growth.png"]
    assert stats.embeds[0].image.url
    levels = menus(stats)[1]
    assert not [option for option in levels["options"] if option.get("default")]

    lower = reply_of(await world.bob.select(stats, ["40"], custom_id=levels["custom_id"]))
    assert lower.embeds[0].description == "stat <character:0> <level:0> with Hu Tao, 40."
    assert [option["value"] for option in menus(lower)[1]["options"] if option.get("default")] == ["40"]
    assert world.models.first.drawn == ["growth of Hu Tao"]

    overview = reply_of(await world.bob.select(lower, ["overview"], custom_id=menus(lower)[0]["custom_id"]))
    assert not overview.attachments
    assert overview.embeds[0].image.url is None
    assert len(menus(overview)) == 1
