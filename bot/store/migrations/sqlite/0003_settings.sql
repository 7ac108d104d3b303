-- What a server's managers chose; NULL where they chose nothing.
ALTER TABLE guild_settings ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
ALTER TABLE guild_settings ADD COLUMN language TEXT;
ALTER TABLE guild_settings ADD COLUMN channel_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE guild_settings ADD COLUMN digest_channel_id INTEGER;
ALTER TABLE guild_settings ADD COLUMN digest_feedback_id INTEGER NOT NULL DEFAULT 0;

CREATE TABLE user_settings (
    user_id INTEGER PRIMARY KEY,
    private INTEGER CHECK (private IN (0, 1)),
    language TEXT,
    name TEXT,
    keep_questions INTEGER NOT NULL DEFAULT 1 CHECK (keep_questions IN (0, 1))
) STRICT;

-- Where a question was asked, for that server's own list of what was not answered; NULL for direct messages.
ALTER TABLE feedback ADD COLUMN guild_id INTEGER;
