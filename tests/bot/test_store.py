"""What the bot remembers, in either database."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.database import Database
from bot.store.opening import open_database, open_store
from bot.store.records import AuditEntry, Feedback, GuildSettings, UserSettings
from bot.store.schema import TABLES, known_migrations
from bot.store.store import Store

HOUSE_RULES = GuildSettings(private=True, language="de", channel_ids=frozenset({3, 4}), digest_channel_id=5)
CHOSEN = UserSettings(private=False, language="ja", name="Lumine", keep_questions=False)
WRONG = Feedback("who is paimon", "unknown", "wrong", "assistant", "genshin-db 5.2.12")
LARGEST = 2**63 - 1


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> StoreSettings:
    """Where an empty store lies, in one database and in the other."""
    if request.param == "sqlite":
        return StoreSettings(path=tmp_path / "var" / "katheryne.sqlite3")
    return StoreSettings(url=SecretStr(request.getfixturevalue("postgres_server").new_database()))


def asked(question: str, guild_id: int | None = None) -> Feedback:
    return Feedback(question, "unknown", "declined", "assistant", "genshin-db 5.2.12", guild_id)


async def test_everything_written_is_there_after_reopening(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        await store.set_admin_role(1, 10)
        await store.set_admin_role(2, 20)
        await store.set_admin_role(2, None)
        await store.add_feedback(WRONG)
        entry = await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="second")
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="third")
        await store.end_audit(entry, "done")
        await store.set_guild_settings(1, HOUSE_RULES)
        await store.set_user_settings(7, CHOSEN)
        await store.set_synced_tree("1:0", "abc")
        await store.set_synced_tree("1:0", "def")

    async with await open_store(place) as store:
        assert [await store.admin_role(guild) for guild in (1, 2, 3)] == [10, None, None]
        assert await store.feedback() == [WRONG]
        assert [entry.outcome for entry in await store.audit()] == ["done", "started"]
        assert isinstance((await store.audit())[0], AuditEntry)
        assert [await store.guild_settings(guild) for guild in (1, 2, 3)] == [
            HOUSE_RULES,
            GuildSettings(),
            GuildSettings(),
        ]
        assert [await store.user_settings(user) for user in (7, 8)] == [CHOSEN, UserSettings()]
        assert await store.settings_for(7, 1) == (CHOSEN, HOUSE_RULES)
        assert await store.synced_tree("1:0") == "def"
        assert await store.synced_tree("2:0") is None


async def test_any_id_and_any_text_is_kept(place: StoreSettings) -> None:
    question = "哪里 is \N{PILE OF POO}'s \"; DROP TABLE feedback; -- $1 ? % \\ \r\n"
    async with await open_store(place) as store:
        await store.add_feedback(asked(question, LARGEST))
        await store.set_guild_settings(LARGEST, GuildSettings(channel_ids=frozenset({LARGEST})))
        await store.set_user_settings(LARGEST, UserSettings(private=None, language=None, name=question))
        assert await store.feedback() == [asked(question, LARGEST)]
        assert (await store.guild_settings(LARGEST)).channel_ids == {LARGEST}
        assert (await store.user_settings(LARGEST)).name == question
        await store.add_feedback(asked("before\0behind"))
        assert (await store.feedback())[-1].question.startswith("before")


async def test_times_are_kept_to_the_millisecond(place: StoreSettings) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    async with await open_store(place) as store:
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="second")
        [entry] = await store.audit()
    assert before <= entry.created_at <= datetime.now(UTC) + timedelta(milliseconds=1)
    assert entry.created_at.microsecond % 1000 == 0
    assert entry.created_at.utcoffset() == timedelta(0)


async def test_what_was_not_answered_is_listed_once_and_the_newest_first(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        for question in ("first", "second", "first", "third"):
            await store.add_feedback(asked(question))
        await store.add_feedback(Feedback("second", "greet", "right", "assistant", "genshin-db 5.2.12"))
        await store.add_feedback(Feedback("first", "greet", "wrong", "assistant", "genshin-db 5.2.12"))
        kept = await store.unanswered(2)
        assert [(entry.question, entry.plan) for entry in kept] == [("first", "greet"), ("third", "unknown")]
        assert len(await store.unanswered(9)) == 3


async def test_a_servers_list_has_what_is_new_since_the_last(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        await store.set_guild_settings(1, GuildSettings(digest_channel_id=5))
        await store.set_guild_settings(2, GuildSettings())
        for question, guild_id in (("one", 1), ("two", 1), ("one", 1), ("elsewhere", 2), ("directly", None)):
            await store.add_feedback(asked(question, guild_id))
        assert await store.due_digests() == [1]
        entries, last = await store.digest(1)
        assert entries == [asked("two", 1), asked("one", 1)]
        await store.end_digest(1, last)
        assert await store.due_digests() == []
        assert await store.digest(1) == ([], 0)
        await store.add_feedback(asked("three", 1))
        assert (await store.digest(1))[0] == [asked("three", 1)]


async def test_who_is_forgotten_leaves_no_settings_and_no_id(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        await store.set_user_settings(7, CHOSEN)
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="second")
        assert len(await store.audit_of(7)) == 1
        await store.forget_user(7)
        assert await store.user_settings(7) == UserSettings()
        assert await store.audit_of(7) == []
        assert [entry.actor_id for entry in await store.audit()] == [0]


async def test_purge_deletes_what_is_older_than_the_retention(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        await store.add_feedback(WRONG)
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="old")
        old = datetime.now(UTC) - timedelta(days=31)
        await store._database.run("UPDATE feedback SET created_at = $1", old)
        await store._database.run("UPDATE audit SET created_at = $1", old)
        await store.add_feedback(WRONG)
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="new")

        await store.purge(60)
        assert len(await store.feedback()) == 2
        await store.purge(30)
        assert len(await store.feedback()) == 1
        assert [entry.argument for entry in await store.audit()] == ["new"]


async def test_more_than_a_page_of_feedback_is_read_in_order(
    place: StoreSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.PAGE_ROWS", 3)
    async with await open_store(place) as store:
        for number in range(7):
            await store.add_feedback(asked(str(number)))
        assert [entry.question for entry in await store.feedback()] == list("0123456")


async def test_a_verdict_that_there_is_not_is_refused(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        with pytest.raises(StoreError):
            await store.add_feedback(Feedback("q", "p", "perhaps", "m", "d"))  # type: ignore[arg-type]
        assert await store.feedback() == []


async def test_two_programs_may_start_at_once(place: StoreSettings) -> None:
    first, second = await asyncio.gather(open_store(place), open_store(place))
    await asyncio.gather(
        *(store.add_feedback(WRONG) for store in (first, second) for _ in range(20)),
    )
    assert len(await first.feedback()) == len(await second.feedback()) == 40
    await first.close()
    await second.close()


async def insert(database: Database, *ids: int) -> None:
    row = ("q", "p", "right", "m", "d", datetime.now(UTC), None)
    async with database.transaction(alone=True) as session:
        for number in ids:
            await session.insert_rows("feedback", TABLES["feedback"], [(number, *row)])


async def test_a_failing_transaction_changes_nothing(place: StoreSettings) -> None:
    database = await open_database(place)
    with pytest.raises(StoreError):
        await insert(database, 1, 1)
    assert await database.run("SELECT id FROM feedback") == []
    await database.close()


async def test_ids_go_on_behind_those_that_were_put_in(place: StoreSettings) -> None:
    database = await open_database(place)
    await insert(database, 7, 41)
    await Store(database).add_feedback(WRONG)
    assert await database.run("SELECT id FROM feedback ORDER BY id") == [(7,), (41,), (42,)]
    await database.close()


def test_both_databases_have_the_same_migrations() -> None:
    assert len(known_migrations("sqlite")) == len(known_migrations("postgres")) > 0
