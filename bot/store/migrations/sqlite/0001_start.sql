CREATE TABLE guild_settings (
    guild_id INTEGER PRIMARY KEY,
    admin_role_id INTEGER
) STRICT;

-- Who asked or judged is never stored.
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    plan TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
    model_version TEXT NOT NULL,
    data_version TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX feedback_created_at ON feedback (created_at);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    actor_id INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    action TEXT NOT NULL,
    argument TEXT NOT NULL,
    outcome TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX audit_created_at ON audit (created_at);

-- What Discord was last told about the commands, an application and server each.
CREATE TABLE command_sync (
    scope TEXT PRIMARY KEY,
    tree_hash TEXT NOT NULL
) STRICT;
