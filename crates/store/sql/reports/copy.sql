-- The copy that the window reads: one person's past reviews and nothing else. It lives in memory, and its columns are
-- those of the store's own past_reviews.
CREATE TABLE past_reviews (
    -- The round.
    id TEXT NOT NULL PRIMARY KEY,
    -- Whose copy it is.
    viewer TEXT NOT NULL,
    -- What the client is called.
    client TEXT NOT NULL,
    -- The title of the journey.
    journey TEXT NOT NULL,
    -- The title of the section.
    section TEXT NOT NULL,
    -- The round, from 1.
    round BIGINT NOT NULL,
    -- When the client asked; UTC ms.
    asked_at BIGINT NOT NULL,
    -- When the mentor claimed it; UTC ms.
    claimed_at BIGINT,
    -- When the mentor finished it; UTC ms.
    finished_at BIGINT NOT NULL,
    -- From asked to finished; ms.
    turnaround BIGINT NOT NULL,
    -- What was decided.
    outcome TEXT NOT NULL,
    -- How many comments it has.
    comments BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX past_reviews_finished_at ON past_reviews (viewer, finished_at);
