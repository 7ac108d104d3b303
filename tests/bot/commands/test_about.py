import simcord

from bot.client import KatheryneBot
from tests.bot.commands.test_ask import reply_of
from tests.bot.conftest import Models, World, build_world


async def about(world: World) -> dict[str | None, str | None]:
    [embed] = reply_of(await world.bob.slash(world.channel, "about")).embeds
    return {field.name: field.value for field in embed.fields}


async def test_about_tells_versions_health_and_speed(world: World) -> None:
    before = await about(world)
    assert before["Versions"] == "Source: genshin-db 5.2.12, game version 6.7 · Model: first"
    assert before["Health"] == "Ready"
    assert before["Questions answered"] == "0"
    assert before["Time to answer"] == "Nothing answered yet"
    await world.bob.slash(world.channel, "ask", question="hello")
    after = await about(world)
    assert after["Questions answered"] == "1"
    assert "half within" in str(after["Time to answer"])


async def test_about_works_without_a_model(offline_bot: KatheryneBot, models: Models) -> None:
    async with simcord.run(offline_bot) as env:
        fields = await about(build_world(env, offline_bot, models))
    assert fields["Versions"] == "No model is loaded."
    assert str(fields["Health"]).startswith("No model. ")
