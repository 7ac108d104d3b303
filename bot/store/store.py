"""The store: settings of servers and people, feedback, the audit of admin actions."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import aiosqlite

from bot.failures import StoreError
from bot.store.migrate import migrate
from bot.store.records import AuditEntry, Feedback, GuildSettings, UserSettings

# shorter than the 3 seconds that Discord allows for a reply
BUSY_SECONDS = 2.0


class Store:
    """One connection to the SQLite file; its thread runs one statement after the other.

    Each write is one statement in autocommit mode, so it is whole, and with `synchronous=FULL` it is
    on the disk when the call returns. Every method raises StoreError where the file fails.
    """

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        """Wrap an open, migrated connection; use `Store.open`."""
        self._connection = connection
        self._path = path

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open or make the file and bring it to the current schema.

        Raises:
            StoreError: The file is damaged, locked, not writable, or of a newer schema.
        """
        # aiosqlite leaves a stray thread behind where its own opening fails
        opened = await asyncio.to_thread(_open, path)
        return cls(await aiosqlite.Connection(lambda: opened, iter_chunk_size=64), path)

    async def close(self) -> None:
        """Close the file."""
        await self._connection.close()

    async def __aenter__(self) -> Self:
        """The store itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the file."""
        await self.close()

    async def admin_role(self, guild_id: int) -> int | None:
        """The id of the role that may use the admin commands in a server, or None."""
        row = await self._row("SELECT admin_role_id FROM guild_settings WHERE guild_id = ?", (guild_id,))
        return None if row is None or row[0] is None else int(row[0])

    async def set_admin_role(self, guild_id: int, role_id: int | None) -> None:
        """Choose the role that may use the admin commands in a server; None for no role."""
        await self._write(
            "INSERT INTO guild_settings (guild_id, admin_role_id) VALUES (?, ?) "
            "ON CONFLICT (guild_id) DO UPDATE SET admin_role_id = excluded.admin_role_id",
            (guild_id, role_id),
        )

    async def settings_for(self, user_id: int, guild_id: int | None) -> tuple[UserSettings, GuildSettings]:
        """What somebody chose for themselves, and what the managers of a server chose, in one look at the file."""
        row = await self._row(
            "SELECT user_settings.private, user_settings.language, name, keep_questions, guild_settings.private, "
            "guild_settings.language, channel_ids, digest_channel_id FROM (SELECT 1) "
            "LEFT JOIN user_settings ON user_id = ? LEFT JOIN guild_settings ON guild_id = ?",
            (user_id, guild_id),
        )
        assert row is not None  # noqa: S101 - outer joins with one row give one row
        private, language, name, keep_questions, guild_private, guild_language, channel_ids, digest_channel_id = row
        user = UserSettings(None if private is None else bool(private), language, name, keep_questions != 0)
        channels = frozenset(json.loads(channel_ids or "[]"))
        return user, GuildSettings(bool(guild_private), guild_language, channels, digest_channel_id)

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        """What a server's managers chose."""
        return (await self.settings_for(0, guild_id))[1]

    async def set_guild_settings(self, guild_id: int, chosen: GuildSettings) -> None:
        """Keep what a server's managers chose."""
        await self._write(
            "INSERT INTO guild_settings (guild_id, private, language, channel_ids, digest_channel_id) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (guild_id) DO UPDATE SET private = excluded.private, "
            "language = excluded.language, channel_ids = excluded.channel_ids, "
            "digest_channel_id = excluded.digest_channel_id",
            (
                guild_id,
                chosen.private,
                chosen.language,
                json.dumps(sorted(chosen.channel_ids)),
                chosen.digest_channel_id,
            ),
        )

    async def user_settings(self, user_id: int) -> UserSettings:
        """What somebody chose for themselves."""
        return (await self.settings_for(user_id, None))[0]

    async def set_user_settings(self, user_id: int, chosen: UserSettings) -> None:
        """Keep what somebody chose for themselves."""
        await self._write(
            "INSERT INTO user_settings (user_id, private, language, name, keep_questions) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (user_id) DO UPDATE SET private = excluded.private, language = excluded.language, "
            "name = excluded.name, keep_questions = excluded.keep_questions",
            (user_id, chosen.private, chosen.language, chosen.name, chosen.keep_questions),
        )

    async def forget_user(self, user_id: int) -> None:
        """Delete somebody's settings, and their id from the audit of admin actions, which is kept without it."""
        await self._write("DELETE FROM user_settings WHERE user_id = ?", (user_id,))
        await self._write("UPDATE audit SET actor_id = 0 WHERE actor_id = ?", (user_id,))

    async def audit_of(self, user_id: int) -> list[AuditEntry]:
        """Somebody's admin actions, the oldest first."""
        return [entry for entry in await self.audit() if entry.actor_id == user_id]

    async def due_digests(self) -> list[int]:
        """The servers that want a list of unanswered questions and have new ones."""
        async with self._cursor(
            "SELECT guild_id FROM guild_settings WHERE digest_channel_id IS NOT NULL "
            "AND EXISTS (SELECT 1 FROM feedback WHERE feedback.guild_id = guild_settings.guild_id "
            "AND verdict <> 'right' AND id > digest_feedback_id)"
        ) as cursor:
            return [int(row[0]) for row in await cursor.fetchall()]

    async def digest(self, guild_id: int) -> tuple[list[Feedback], int]:
        """What a server asked since its last list and got no right answer to, and the number of the last of it."""
        async with self._cursor(
            "SELECT max(feedback.id), question, plan, verdict, model_version, data_version, feedback.guild_id "
            "FROM feedback JOIN guild_settings ON guild_settings.guild_id = feedback.guild_id "
            "WHERE feedback.guild_id = ? AND verdict <> 'right' AND feedback.id > digest_feedback_id "
            "GROUP BY question ORDER BY max(feedback.id)",
            (guild_id,),
        ) as cursor:
            rows = list(await cursor.fetchall())
        return [Feedback(*row[1:]) for row in rows], max((int(row[0]) for row in rows), default=0)

    async def end_digest(self, guild_id: int, last: int) -> None:
        """Keep up to which entry a server has had its list."""
        await self._write("UPDATE guild_settings SET digest_feedback_id = ? WHERE guild_id = ?", (last, guild_id))

    async def add_feedback(self, feedback: Feedback) -> None:
        """Keep a judgement of an answer."""
        await self._write(
            "INSERT INTO feedback (question, plan, verdict, model_version, data_version, guild_id, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                feedback.question,
                feedback.plan,
                feedback.verdict,
                feedback.model_version,
                feedback.data_version,
                feedback.guild_id,
                _now(),
            ),
        )

    async def feedback(self) -> list[Feedback]:
        """All judgements kept, the oldest first."""
        async with self._cursor(
            "SELECT question, plan, verdict, model_version, data_version, guild_id FROM feedback ORDER BY id"
        ) as cursor:
            return [Feedback(*row) for row in await cursor.fetchall()]

    async def unanswered(self, most: int) -> list[Feedback]:
        """The last questions that were declined or answered wrongly, the newest first, each once."""
        async with self._cursor(
            "SELECT question, plan, verdict, model_version, data_version, guild_id FROM feedback "
            "WHERE verdict <> 'right' "
            "GROUP BY question ORDER BY max(id) DESC LIMIT ?",
            (most,),
        ) as cursor:
            return [Feedback(*row) for row in await cursor.fetchall()]

    async def begin_audit(self, *, actor_id: int, guild_id: int, action: str, argument: str) -> int:
        """Write down that an admin's action begins.

        Returns:
            The entry's number, for `end_audit`.
        """
        return await self._write(
            "INSERT INTO audit (actor_id, guild_id, action, argument, outcome, created_at) "
            "VALUES (?, ?, ?, ?, 'started', ?)",
            (actor_id, guild_id, action, argument, _now()),
        )

    async def end_audit(self, entry: int, outcome: str) -> None:
        """Write down how an admin's action ended."""
        await self._write("UPDATE audit SET outcome = ? WHERE id = ?", (outcome, entry))

    async def audit(self) -> list[AuditEntry]:
        """All admin actions kept, the oldest first."""
        async with self._cursor(
            "SELECT actor_id, guild_id, action, argument, outcome, created_at FROM audit ORDER BY id"
        ) as cursor:
            rows = await cursor.fetchall()
        return [
            AuditEntry(actor, guild, action, argument, outcome, datetime.fromisoformat(created))
            for actor, guild, action, argument, outcome, created in rows
        ]

    async def synced_tree(self, scope: str) -> str | None:
        """The hash of the commands that Discord was last told for a scope, or None."""
        row = await self._row("SELECT tree_hash FROM command_sync WHERE scope = ?", (scope,))
        return None if row is None else str(row[0])

    async def set_synced_tree(self, scope: str, tree_hash: str) -> None:
        """Keep the hash of the commands that Discord was told for a scope."""
        await self._write(
            "INSERT INTO command_sync (scope, tree_hash) VALUES (?, ?) "
            "ON CONFLICT (scope) DO UPDATE SET tree_hash = excluded.tree_hash",
            (scope, tree_hash),
        )

    async def purge(self, retention_days: int) -> None:
        """Delete feedback and audit entries older than so many days."""
        oldest = _stamp(datetime.now(UTC) - timedelta(days=retention_days))
        await self._write("DELETE FROM feedback WHERE created_at < ?", (oldest,))
        await self._write("DELETE FROM audit WHERE created_at < ?", (oldest,))

    async def _write(self, statement: str, values: Iterable[object]) -> int:
        async with self._cursor(statement, values) as cursor:
            return cursor.lastrowid or 0

    async def _row(self, query: str, values: Iterable[object]) -> sqlite3.Row | None:
        async with self._cursor(query, values) as cursor:
            return await cursor.fetchone()

    @asynccontextmanager
    async def _cursor(self, statement: str, values: Iterable[object] = ()) -> AsyncIterator[aiosqlite.Cursor]:
        try:
            async with self._connection.execute(statement, tuple(values)) as cursor:
                yield cursor
        except sqlite3.Error as error:
            raise _store_error(self._path, error) from error


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait by itself where another program is switching the same new file."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise _store_error(path, error) from error
    try:
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        _check(connection)
        migrate(connection, str(path))
    except sqlite3.Error as error:
        connection.close()
        raise _store_error(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        raise sqlite3.DatabaseError(finding)


def _now() -> str:
    return _stamp(datetime.now(UTC))


def _stamp(moment: datetime) -> str:
    """A time as text that sorts by time."""
    return moment.isoformat(timespec="milliseconds")


def _store_error(path: Path, error: Exception) -> StoreError:
    return StoreError(f"The store {path} can't be used ({error}). {_mend(error)}")


def _mend(error: Exception) -> str:
    """What the operator can do about a failure, by SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "Another program holds it: stop the other Katheryne or the tool that has the file open."
    if primary == sqlite3.SQLITE_FULL:
        return "The disk is full: make room."
    if isinstance(error, OSError) or primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        return "Give the bot's user the right to write the file and its folder."
    if primary == sqlite3.SQLITE_IOERR:
        return "The disk reports an error: check it and the room on it."
    return "It is damaged: put a backup in its place, or move it away to start with an empty one."
