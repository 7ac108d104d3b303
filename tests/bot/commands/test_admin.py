import pytest
import simcord

from bot.client import KatheryneBot
from bot.settings import DiscordSettings, Settings
from tests.bot.commands.test_ask import reply_of
from tests.bot.conftest import Models, World, build_world


async def outcomes(world: World) -> list[tuple[int, str, str, str]]:
    return [(entry.actor_id, entry.action, entry.argument, entry.outcome) for entry in await world.bot.store.audit()]


async def test_the_owner_reloads(world: World) -> None:
    reply = reply_of(await world.alice.slash(world.channel, "admin reload", name="second"))
    assert reply.ephemeral
    assert "second answers from now on" in str(reply.embeds[0].description)
    answer = reply_of(await world.bob.slash(world.channel, "ask", question="hello"))
    assert answer.embeds[0].description == "second answers 'hello'."
    assert answer.embeds[0].footer.text == "Source: genshin-db 5.2.12, game version 6.7 · Model: second"
    assert await outcomes(world) == [(world.alice.id, "reload", "second", "done")]


async def test_a_broken_checkpoint_changes_nothing_and_is_audited(world: World) -> None:
    reply = reply_of(await world.alice.slash(world.channel, "admin reload", name="broken"))
    assert reply.content == "broken/model.safetensors is damaged."
    answer = reply_of(await world.bob.slash(world.channel, "ask", question="hello"))
    assert answer.embeds[0].description == "first answers 'hello'."
    assert await outcomes(world) == [
        (world.alice.id, "reload", "broken", "failed: broken/model.safetensors is damaged.")
    ]
    assert len(world.env.errors) == 1


@pytest.mark.parametrize("name", ["third", "../first", "/etc", "first/../second", ""])
async def test_only_installed_names_are_loaded(world: World, name: str) -> None:
    reply = reply_of(await world.alice.slash(world.channel, "admin reload", name=name))
    assert "Installed: broken, first, second." in reply.content
    assert await outcomes(world) == []
    assert len(world.env.errors) == 1


async def test_a_member_without_the_right_is_refused(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "admin reload", name="second"))
    assert reply.ephemeral
    assert "Only the owner of this bot and its admin role" in reply.content
    assert world.bot.worker.status.checkpoint == "first"
    assert await world.bob.autocomplete(world.channel, "admin reload", "name", "") == []
    assert await outcomes(world) == []
    assert len(world.env.errors) == 1


async def test_checkpoints_are_completed(world: World) -> None:
    choices = await world.alice.autocomplete(world.channel, "admin reload", "name", "SE")
    assert choices == [{"name": "second", "value": "second"}]


async def test_the_owner_lends_the_right_to_a_role_of_one_server(world: World) -> None:
    keepers = world.guild.create_role("Keepers")
    carol = world.guild.add_member(world.env.create_user("carol"), roles=[keepers])
    other = world.env.create_guild("Elsewhere")
    elsewhere = other.create_text_channel("general")
    stranger = other.add_member(world.env.create_user("dan"), roles=[other.create_role("Keepers")])

    refused = await carol.slash(world.channel, "admin role", role=keepers)
    assert "Only the owner" in reply_of(refused).content
    await world.alice.slash(world.channel, "admin role", role=keepers)
    done = await carol.slash(world.channel, "admin reload", name="second")
    assert "second answers" in str(reply_of(done).embeds[0].description)
    refused = await stranger.slash(elsewhere, "admin reload", name="first")
    assert "Only the owner" in reply_of(refused).content
    await world.alice.slash(world.channel, "admin role")
    refused = await carol.slash(world.channel, "admin reload", name="first")
    assert "Only the owner" in reply_of(refused).content

    assert [(action, argument) for _, action, argument, _ in await outcomes(world)] == [
        ("role", str(keepers.id)),
        ("reload", "second"),
        ("role", "none"),
    ]
    assert len(world.env.errors) == 3


async def test_configured_roles_count_by_id_and_at_home_by_name(
    settings: Settings, offline_bot: KatheryneBot, models: Models
) -> None:
    home_id = 1 << 60
    async with simcord.run(offline_bot, check_errors=False) as env:
        world = build_world(env, offline_bot, models)
        home = env.create_guild("Home", id=home_id)
        by_id = world.guild.create_role("Anything")
        members = {
            "by id": world.guild.add_member(env.create_user("a"), roles=[by_id]),
            "by name at home": home.add_member(env.create_user("b"), roles=[home.create_role("Keepers")]),
            "by name elsewhere": world.guild.add_member(
                env.create_user("c"), roles=[world.guild.create_role("Keepers")]
            ),
        }
        channels = {world.guild.id: world.channel, home.id: home.create_text_channel("general")}
        discord_settings = DiscordSettings(admin_roles=(by_id.id, "Keepers"), home_guild=home_id)
        world.bot.settings = settings.model_copy(update={"discord": discord_settings})
        allowed = {}
        for who, member in members.items():
            result = await member.slash(channels[member.guild.id], "admin reload", name="first")
            allowed[who] = bool(reply_of(result).embeds)
    assert allowed == {"by id": True, "by name at home": True, "by name elsewhere": False}


async def test_admin_commands_are_not_offered_in_direct_messages(world: World) -> None:
    assert "admin reload" not in world.alice.user.available_commands()
    assert "ask" in world.alice.user.available_commands()


async def test_an_action_that_cannot_be_audited_is_not_begun(world: World) -> None:
    await world.bot.store._database.run("DROP TABLE audit")
    reply = reply_of(await world.alice.slash(world.channel, "admin reload", name="second"))
    assert "memory can't be reached" in reply.content
    assert world.bot.worker.status.checkpoint == "first"
    assert len(world.env.errors) == 1


async def test_a_rollback_goes_back_to_what_answered_before(world: World) -> None:
    nothing = reply_of(await world.alice.slash(world.channel, "admin rollback"))
    assert "nothing to go back to" in nothing.content
    await world.alice.slash(world.channel, "admin reload", name="second")
    reply = reply_of(await world.alice.slash(world.channel, "admin rollback"))
    assert "first answers from now on" in str(reply.embeds[0].description)
    assert world.bot.worker.status.checkpoint == "first"
    assert [entry[1:] for entry in await outcomes(world)] == [
        ("reload", "second", "done"), ("rollback", "first", "done"),
    ]  # fmt: skip
    assert len(world.env.errors) == 1


async def test_the_status_says_how_the_worker_fares(world: World) -> None:
    (world.models.folder / "first" / "metrics.json").write_text('{"test_accuracy": 0.8312}', encoding="utf-8")
    await world.bob.slash(world.channel, "ask", question="hello")
    reply = reply_of(await world.alice.slash(world.channel, "admin status"))
    assert reply.ephemeral
    fields = {field.name: field.value for field in reply.embeds[0].fields}
    assert fields["Health"] == "Ready"
    assert fields["Checkpoint"] == "first"
    assert fields["Right plans, test split"] == "83.1%"
    assert fields["Waiting"] == "0"
    assert fields["Answered"] == "1, and 0 failed"
    assert str(fields["Half / 95 % / 99 % within"]).count(" ms") == 3
    assert await outcomes(world) == [(world.alice.id, "status", "", "done")]


async def test_what_was_not_answered_is_listed_once_without_names(world: World) -> None:
    empty = reply_of(await world.alice.slash(world.channel, "admin unanswered"))
    assert "Nothing was declined" in str(empty.embeds[0].description)
    for question in ("unsure", "hello", "unsure"):
        await world.bob.slash(world.channel, "ask", question=question)
    reply = reply_of(await world.alice.slash(world.channel, "admin unanswered"))
    assert reply.ephemeral
    assert reply.embeds[0].description == "• unsure — `unknown`"


async def test_commands_are_registered_again_at_the_owners_wish(world: World) -> None:
    def registrations() -> int:
        return sum(entry.method == "PUT" for entry in world.env.http_requests)

    before = registrations()
    reply = reply_of(await world.alice.slash(world.channel, "admin sync"))
    assert "Discord knows my commands anew" in str(reply.embeds[0].description)
    assert registrations() == before + 1


@pytest.mark.parametrize("command", ["status", "unanswered", "sync", "rollback"])
async def test_no_member_uses_the_others_either(world: World, command: str) -> None:
    reply = reply_of(await world.bob.slash(world.channel, f"admin {command}"))
    assert reply.ephemeral
    assert "Only the owner of this bot" in reply.content
    assert await outcomes(world) == []
    assert len(world.env.errors) == 1
