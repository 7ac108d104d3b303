-- Whose turn it was last to log in.
CREATE TABLE IF NOT EXISTS shared_turns (
    application_id BIGINT NOT NULL,
    bucket INTEGER NOT NULL,
    -- the shard that has the turn, or '' where it has logged in
    holder TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (application_id, bucket)
);

-- The rest may be lost when PostgreSQL crashes, and need not be on a disk before a command goes on.
CREATE UNLOGGED TABLE IF NOT EXISTS shared_limits (
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    held DOUBLE PRECISION NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (kind, id)
) WITH (fillfactor = 50); -- room for a row's next version beside it

CREATE UNLOGGED TABLE IF NOT EXISTS shared_exchanges (
    user_id BIGINT NOT NULL,
    -- 0 for none
    channel_id BIGINT NOT NULL,
    exchange TEXT NOT NULL,
    until TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, channel_id)
) WITH (fillfactor = 50);
CREATE INDEX IF NOT EXISTS shared_exchanges_until ON shared_exchanges (until);
