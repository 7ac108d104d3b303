-- Questions that were declined are kept too. A check can't be changed, so the table is made anew.
CREATE TABLE feedback_with_declined (
    id INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    plan TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'declined')),
    model_version TEXT NOT NULL,
    data_version TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

INSERT INTO feedback_with_declined SELECT * FROM feedback;

DROP TABLE feedback;

ALTER TABLE feedback_with_declined RENAME TO feedback;

CREATE INDEX feedback_created_at ON feedback (created_at);
