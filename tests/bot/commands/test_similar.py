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
