-- Texts that are being written in a box and were not sent yet, so that a crash does not take them. A new table, which an
-- older binary would not fill or show; it refuses the file, as it does every newer one.

-- A text that was not sent yet. Seen by its author.
CREATE TABLE unsent_texts (
    -- Its identity: one for each author and place.
    id TEXT NOT NULL PRIMARY KEY,
    -- Who writes.
    author_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Where, as JSON: a reply, an addition or a message.
    place TEXT NOT NULL,
    -- The text: rich text as JSON for an addition, else plain.
    body TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
