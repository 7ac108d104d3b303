"""The store: settings of servers and people, feedback, the audit of admin actions."""

import json
from datetime import UTC, datetime, timedelta
from typing import Self

from bot.store.database import Database, moment, pages
from bot.store.records import AuditEntry, Feedback, GuildSettings, UserSettings


class Store:
    """What the bot remembers, in whichever database.

    Each write is one statement, so it is whole, and it is durable when the call returns. Every method raises StoreError
    where the database fails.
    """

    def __init__(self, database: Database) -> None:
        """Keep everything in an open database; `open_store` opens the configured one."""
        self._database = database

    @property
    def name(self) -> str:
        """The file, or the address without its password."""
        return self._database.name

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()

    async def __aenter__(self) -> Self:
        """The store itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the database."""
        await self.close()

    async def admin_role(self, guild_id: int) -> int | None:
        """The id of the role that may use the admin commands in a server, or None."""
        rows = await self._database.run("SELECT admin_role_id FROM guild_settings WHERE guild_id = $1", guild_id)
        return rows[0][0] if rows else None

    async def set_admin_role(self, guild_id: int, role_id: int | None) -> None:
        """Choose the role that may use the admin commands in a server; None for no role."""
        await self._database.run(
            "INSERT INTO guild_settings (guild_id, admin_role_id) VALUES ($1, $2) "
            "ON CONFLICT (guild_id) DO UPDATE SET admin_role_id = excluded.admin_role_id",
            guild_id,
            role_id,
        )

    async def settings_for(self, user_id: int, guild_id: int | None) -> tuple[UserSettings, GuildSettings]:
        """What somebody chose for themselves, and what the managers of a server chose, in one look."""
        [row] = await self._database.run(
            "SELECT user_settings.private, user_settings.language, name, keep_questions, guild_settings.private, "
            "guild_settings.language, channel_ids, digest_channel_id FROM (SELECT 1) AS one_row "
            "LEFT JOIN user_settings ON user_id = $1 LEFT JOIN guild_settings ON guild_id = $2",
            user_id,
            guild_id,
        )
        private, language, name, keep_questions, guild_private, guild_language, channel_ids, digest_channel_id = row
        user = UserSettings(None if private is None else bool(private), language, name, keep_questions != 0)
        channels = frozenset(json.loads(channel_ids or "[]"))
        return user, GuildSettings(bool(guild_private), guild_language, channels, digest_channel_id)

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        """What a server's managers chose."""
        return (await self.settings_for(0, guild_id))[1]

    async def set_guild_settings(self, guild_id: int, chosen: GuildSettings) -> None:
        """Keep what a server's managers chose."""
        await self._database.run(
            "INSERT INTO guild_settings (guild_id, private, language, channel_ids, digest_channel_id) "
            "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (guild_id) DO UPDATE SET private = excluded.private, "
            "language = excluded.language, channel_ids = excluded.channel_ids, "
            "digest_channel_id = excluded.digest_channel_id",
            guild_id,
            chosen.private,
            chosen.language,
            json.dumps(sorted(chosen.channel_ids)),
            chosen.digest_channel_id,
        )

    async def user_settings(self, user_id: int) -> UserSettings:
        """What somebody chose for themselves."""
        return (await self.settings_for(user_id, None))[0]

    async def set_user_settings(self, user_id: int, chosen: UserSettings) -> None:
        """Keep what somebody chose for themselves."""
        await self._database.run(
            "INSERT INTO user_settings (user_id, private, language, name, keep_questions) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (user_id) DO UPDATE SET private = excluded.private, language = excluded.language, "
            "name = excluded.name, keep_questions = excluded.keep_questions",
            user_id,
            chosen.private,
            chosen.language,
            chosen.name,
            chosen.keep_questions,
        )

    async def forget_user(self, user_id: int) -> None:
        """Delete somebody's settings, and their id from the audit of admin actions, which is kept without it."""
        await self._database.run("DELETE FROM user_settings WHERE user_id = $1", user_id)
        await self._database.run("UPDATE audit SET actor_id = 0 WHERE actor_id = $1", user_id)

    async def audit_of(self, user_id: int) -> list[AuditEntry]:
        """Somebody's admin actions, the oldest first."""
        return [entry for entry in await self.audit() if entry.actor_id == user_id]

    async def due_digests(self) -> list[int]:
        """The servers that want a list of unanswered questions and have new ones."""
        rows = await self._database.run_long(
            "SELECT DISTINCT feedback.guild_id FROM feedback "
            "JOIN guild_settings ON guild_settings.guild_id = feedback.guild_id "
            "WHERE digest_channel_id IS NOT NULL AND verdict <> 'right' AND feedback.id > digest_feedback_id "
            "ORDER BY feedback.guild_id"
        )
        return [row[0] for row in rows]

    async def digest(self, guild_id: int) -> tuple[list[Feedback], int]:
        """What a server asked since its last list and got no right answer to, and the number of the last of it."""
        rows = await self._database.run_long(
            "SELECT id, question, plan, verdict, model_version, data_version, guild_id FROM feedback "
            "WHERE id IN (SELECT max(feedback.id) FROM feedback "
            "JOIN guild_settings ON guild_settings.guild_id = feedback.guild_id "
            "WHERE feedback.guild_id = $1 AND verdict <> 'right' AND feedback.id > digest_feedback_id "
            "GROUP BY question) ORDER BY id",
            guild_id,
        )
        return [Feedback(*row[1:]) for row in rows], rows[-1][0] if rows else 0

    async def end_digest(self, guild_id: int, last: int) -> None:
        """Keep up to which entry a server has had its list."""
        await self._database.run(
            "UPDATE guild_settings SET digest_feedback_id = $1 WHERE guild_id = $2", last, guild_id
        )

    async def add_feedback(self, feedback: Feedback) -> None:
        """Keep a judgement of an answer."""
        await self._database.run(
            "INSERT INTO feedback (question, plan, verdict, model_version, data_version, guild_id, created_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            feedback.question,
            feedback.plan,
            feedback.verdict,
            feedback.model_version,
            feedback.data_version,
            feedback.guild_id,
            datetime.now(UTC),
        )

    async def feedback(self) -> list[Feedback]:
        """All judgements kept, the oldest first."""
        columns = ("id", "question", "plan", "verdict", "model_version", "data_version", "guild_id")
        return [Feedback(*row[1:]) async for page in pages(self._database, "feedback", columns) for row in page]

    async def unanswered(self, most: int) -> list[Feedback]:
        """The last questions that were declined or answered wrongly, the newest first, each once."""
        rows = await self._database.run(
            "SELECT question, plan, verdict, model_version, data_version, guild_id FROM feedback "
            "WHERE id IN (SELECT max(id) FROM feedback WHERE verdict <> 'right' GROUP BY question) "
            "ORDER BY id DESC LIMIT $1",
            most,
        )
        return [Feedback(*row) for row in rows]

    async def begin_audit(self, *, actor_id: int, guild_id: int, action: str, argument: str) -> int:
        """Write down that an admin's action begins.

        Returns:
            The entry's number, for `end_audit`.
        """
        [(entry,)] = await self._database.run(
            "INSERT INTO audit (actor_id, guild_id, action, argument, outcome, created_at) "
            "VALUES ($1, $2, $3, $4, 'started', $5) RETURNING id",
            actor_id,
            guild_id,
            action,
            argument,
            datetime.now(UTC),
        )
        return int(entry)

    async def end_audit(self, entry: int, outcome: str) -> None:
        """Write down how an admin's action ended."""
        await self._database.run("UPDATE audit SET outcome = $1 WHERE id = $2", outcome, entry)

    async def audit(self) -> list[AuditEntry]:
        """All admin actions kept, the oldest first."""
        columns = ("id", "actor_id", "guild_id", "action", "argument", "outcome", "created_at")
        return [
            AuditEntry(actor, guild, action, argument, outcome, moment(created))
            async for page in pages(self._database, "audit", columns)
            for _, actor, guild, action, argument, outcome, created in page
        ]

    async def synced_tree(self, scope: str) -> str | None:
        """The hash of the commands that Discord was last told for a scope, or None."""
        rows = await self._database.run("SELECT tree_hash FROM command_sync WHERE scope = $1", scope)
        return rows[0][0] if rows else None

    async def set_synced_tree(self, scope: str, tree_hash: str) -> None:
        """Keep the hash of the commands that Discord was told for a scope."""
        await self._database.run(
            "INSERT INTO command_sync (scope, tree_hash) VALUES ($1, $2) "
            "ON CONFLICT (scope) DO UPDATE SET tree_hash = excluded.tree_hash",
            scope,
            tree_hash,
        )

    async def purge(self, retention_days: int) -> None:
        """Delete feedback and audit entries older than so many days."""
        oldest = datetime.now(UTC) - timedelta(days=retention_days)
        await self._database.run_long("DELETE FROM feedback WHERE created_at < $1", oldest)
        await self._database.run_long("DELETE FROM audit WHERE created_at < $1", oldest)
