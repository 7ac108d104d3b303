-- Questions that were declined are kept too.
ALTER TABLE feedback
    DROP CONSTRAINT feedback_verdict,
    ADD CONSTRAINT feedback_verdict CHECK (verdict IN ('right', 'wrong', 'declined'));
