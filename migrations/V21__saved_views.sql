-- What people wished to see of the reviews, kept under a name. A new table, which an older binary would not fill or show; it
-- refuses the file, as it does every newer one.

-- A saved view. Seen by the person whose it is.
CREATE TABLE saved_views (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Whose it is.
    person_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- What they call it.
    name TEXT NOT NULL,
    -- Of which list: queue, mine or done.
    list TEXT NOT NULL,
    -- In which order: due, newest, oldest, longest, title or client.
    sorted TEXT NOT NULL,
    -- Only of the journey with this title; of any when empty.
    journey TEXT NOT NULL,
    -- Only what has all these words.
    words TEXT NOT NULL,
    -- Whether the reviews open with it; 0 or 1.
    opens_first BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX saved_views_person_id ON saved_views (person_id);
