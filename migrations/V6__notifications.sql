-- What happened that a person should know. New tables only: an older binary refuses the file, as it does every newer one.

-- Something that a person should know. Seen by its recipient alone.
CREATE TABLE notifications (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Whom it is for.
    recipient_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- What happened.
    kind TEXT NOT NULL,
    -- The review it is about.
    submission_id TEXT REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The name of the section or person it is about, for one line of text.
    subject TEXT NOT NULL,
    -- When it happened; UTC ms.
    created_at BIGINT NOT NULL,
    -- When the recipient saw it; UTC ms.
    read_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX notifications_recipient_id ON notifications (recipient_id);
