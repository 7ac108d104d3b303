from datetime import UTC, datetime

from bot.commands.calendar import resets
from tests.bot.commands.test_ask import reply_of
from tests.bot.conftest import World


async def test_a_day_and_a_region_are_looked_up(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "farm", day="monday", region="Liyue"))
    [embed] = reply.embeds
    assert embed.title == "Farming Monday: Liyue"
    assert str(embed.description).startswith("farm <day:0> <region:0> with monday, Liyue.")
    assert "The day ends in America <t:" in str(embed.description)


async def test_today_is_meant_where_no_day_is_named(world: World) -> None:
    [embed] = reply_of(await world.bob.slash(world.channel, "farm")).embeds
    assert embed.title == "Farming today: every region"
    assert str(embed.description).startswith("farm <day:0> with today.")


async def test_birthdays_of_a_month(world: World) -> None:
    [embed] = reply_of(await world.bob.slash(world.channel, "birthdays", month="july")).embeds
    assert embed.title == "Birthdays in July"
    assert embed.description == "list.character <month:0> | fact.birthday with july."


async def test_birthdays_of_this_month(world: World) -> None:
    [embed] = reply_of(await world.bob.slash(world.channel, "birthdays")).embeds
    assert str(embed.title).startswith("Birthdays in ")


def test_the_day_ends_at_four_on_each_servers_clock() -> None:
    night = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    europe, asia, america = (datetime(2026, 1, 5, hour, tzinfo=UTC).timestamp() for hour in (3, 20, 9))
    assert all(f"<t:{int(moment)}:R>" in resets(night) for moment in (europe, asia, america))
    morning = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
    assert f"<t:{int(europe) + 24 * 3600}:R>" in resets(morning)
