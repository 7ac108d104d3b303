"""Brings a PostgreSQL database to the schema that this program knows."""

import asyncpg

from bot.store.schema import known_migrations, refuse_newer

# Any number that no other program is likely to lock.
_MIGRATION_LOCK = 0x4B61_7468_6572


async def migrate(connection: asyncpg.pool.PoolConnectionProxy, name: str) -> None:
    """Apply the pending migrations in one transaction.

    Args:
        connection: Outside a transaction.
        name: The database's address, for the error's text.

    Raises:
        StoreError: A newer program changed the database.
        asyncpg.PostgresError: The user lacks a right, or the database can't be written.
    """
    migrations = known_migrations("postgres")
    async with connection.transaction():
        # the version is read under a lock: two programs may start at once
        await connection.execute("SELECT pg_advisory_xact_lock($1)", _MIGRATION_LOCK)
        version = await _schema_version(connection)
        refuse_newer(version, len(migrations), name, "name another database in KATHERYNE_STORE__URL")
        if version == len(migrations):
            return
        if version == 0:
            await connection.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
            await connection.execute("INSERT INTO schema_version VALUES (0)")
        for script in migrations[version:]:
            await connection.execute(script)
        await connection.execute("UPDATE schema_version SET version = $1", len(migrations))


async def _schema_version(connection: asyncpg.pool.PoolConnectionProxy) -> int:
    """The number of the last migration that was applied; 0 for an empty database."""
    if await connection.fetchval("SELECT to_regclass('schema_version')") is None:
        return 0
    return int(await connection.fetchval("SELECT version FROM schema_version"))
