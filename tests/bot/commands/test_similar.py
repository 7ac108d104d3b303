from katheryne_models.similarity.similar import Wish
from tests.bot.assistants import PICTURE
from tests.bot.commands.test_ask import labels, reply_of
from tests.bot.conftest import World


async def test_neighbours_come_with_their_reasons(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "similar", name="hu tao", count=2))
    [embed] = reply.embeds

    assert embed.title == "What resembles Hu Tao"
    assert embed.thumbnail.url == PICTURE
    assert [field.name for field in embed.fields] == ["1. Yoimiya · 90 %", "2. Staff of Homa · 90 %"]
    assert embed.fields[0].value == "• both are strong\nDiffers: the name"
    assert embed.footer.text == "Source: genshin-db 5.2.12, game version 6.7 · Model: first"


async def test_names_of_all_kinds_are_completed(world: World) -> None:
    everything = await world.bob.autocomplete(world.channel, "similar", "name", "")
    assert everything == [
        {"name": "Hu Tao (character)", "value": "character:hutao"},
        {"name": "Yoimiya (character)", "value": "character:yoimiya"},
        {"name": "Staff of Homa (weapon)", "value": "weapon:staffofhoma"},
        {"name": "Emblem of Severed Fate (artifact set)", "value": "artifact:emblemofseveredfate"},
    ]
    weapons = await world.bob.autocomplete(world.channel, "similar", "name", "", kind="weapon")
    assert [choice["value"] for choice in weapons] == ["weapon:staffofhoma"]
    assert await world.bob.autocomplete(world.channel, "similar", "name", "zzz") == []


async def test_a_chosen_completion_and_free_text_find_the_same(world: World) -> None:
    chosen = await world.bob.slash(world.channel, "similar", name="character:hutao")
    typed = await world.bob.slash(world.channel, "similar", name="Hu Tao", kind="character")
    assert reply_of(chosen).embeds == reply_of(typed).embeds


async def test_an_unknown_name_is_answered_with_near_ones(world: World) -> None:
    result = await world.bob.slash(world.channel, "similar", name="hutoa")
    reply = reply_of(result)
    assert reply.ephemeral
    assert reply.embeds[0].description == "I know nothing of that name."
    assert labels(reply) == ["Hu Tao", "Yoimiya"]
    chosen = await world.bob.click(reply, label="Hu Tao")
    assert chosen.followups[0].embeds[0].title == "What resembles Hu Tao"


async def test_the_map_is_attached_and_shown(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "similar", name="hu tao"))
    assert [attachment.filename for attachment in reply.attachments] == ["map.png"]
    assert reply.embeds[0].image.url


async def test_a_picture_that_cannot_be_drawn_costs_no_reply(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "similar", name="staff of homa"))
    assert reply.embeds[0].title == "What resembles Staff of Homa"
    assert not reply.attachments
    assert reply.embeds[0].image.url is None


async def test_a_picture_is_drawn_once(world: World) -> None:
    for _ in range(3):
        await world.bob.slash(world.channel, "similar", name="hu tao")
    assert world.models.first.drawn == ["Hu Tao"]


async def test_wishes_reach_the_search(world: World) -> None:
    await world.bob.slash(world.channel, "similar", name="hu tao", only="rarity", same_element_first=True)
    assert world.models.first.wishes == [Wish(("rarity",), prefer_element=True)]


async def test_the_asker_walks_to_a_neighbour_and_compares_it_with_where_they_came_from(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "similar", name="hu tao"))
    assert "Compare with Yoimiya" in labels(reply)
    [menu] = [part for row in reply.components for part in row["components"] if "options" in part]
    assert [option["label"] for option in menu["options"]][:2] == ["Yoimiya", "Staff of Homa"]
    assert menu["options"][0]["description"] == "both are strong"

    walked = reply_of(await world.bob.select(reply, ["0"]))
    assert walked.id == reply.id
    assert walked.embeds[0].title == "What resembles Yoimiya"
    assert "Compare with Hu Tao" in labels(walked)

    beside = reply_of(await world.bob.click(walked, label="Compare with Hu Tao"))
    assert beside.embeds[0].title == "Yoimiya beside Hu Tao"
    assert [attachment.filename for attachment in beside.attachments] == ["comparison.png"]
