-- Drafts of lost reviews that their authors send to the mentor who has the review now. A new table, which an older binary
-- would not fill or show; it refuses the file, as it does every newer one.

-- A draft offered to the mentor who holds the review, for as long as they hold it. Seen by its author and that mentor.
CREATE TABLE draft_offers (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The review.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The claim that it was offered to.
    claim_id TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who wrote it.
    author_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who holds the claim.
    holder_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Which of their texts it is, as JSON.
    text TEXT NOT NULL,
    -- What it was meant for: a note or a comment.
    purpose TEXT NOT NULL,
    -- The field that a comment is about, where that is known.
    field_id TEXT REFERENCES fields (id) DEFERRABLE INITIALLY DEFERRED,
    -- The entry of a repeatable section.
    item_id TEXT,
    -- The text: rich text as JSON for a note, else plain.
    body TEXT NOT NULL,
    -- When; UTC ms.
    offered_at BIGINT NOT NULL,
    -- What became of it: taken or put_away.
    answer TEXT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX draft_offers_submission_id ON draft_offers (submission_id);
