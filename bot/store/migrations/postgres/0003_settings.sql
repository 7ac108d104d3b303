-- What a server's managers chose; NULL where they chose nothing.
ALTER TABLE guild_settings
    ADD COLUMN private BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN language TEXT,
    ADD COLUMN channel_ids TEXT NOT NULL DEFAULT '[]',
    ADD COLUMN digest_channel_id BIGINT,
    ADD COLUMN digest_feedback_id BIGINT NOT NULL DEFAULT 0;

CREATE TABLE user_settings (
    user_id BIGINT PRIMARY KEY,
    private BOOLEAN,
    language TEXT,
    name TEXT,
    keep_questions BOOLEAN NOT NULL DEFAULT TRUE
);

-- Where a question was asked, for that server's own list of what was not answered; NULL for direct messages.
ALTER TABLE feedback ADD COLUMN guild_id BIGINT;
