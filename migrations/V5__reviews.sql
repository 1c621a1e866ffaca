-- Reviews from the request to what follows them. New tables only: an older binary refuses the file, as it does every newer one.

-- A section sent for review: one round. Its answers are frozen in rows of their own. Seen by the client and by the mentor who holds or completed it.
CREATE TABLE section_reviews (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client's enrolment.
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id) DEFERRABLE INITIALLY DEFERRED,
    -- The section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who sent it.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who holds it, or completed it.
    holder_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The round, from 1.
    round BIGINT NOT NULL,
    -- The round before.
    previous_id TEXT REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- What the section said when it was sent; see fingerprint.
    content TEXT NOT NULL,
    -- What the client wrote to the mentor.
    message TEXT NOT NULL,
    -- How urgent it is.
    priority TEXT NOT NULL,
    -- Where it stands.
    state TEXT NOT NULL,
    -- When it was sent; UTC ms.
    requested_at BIGINT NOT NULL,
    -- When it was completed or cancelled; UTC ms.
    ended_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX section_reviews_enrolment_id_section_id ON section_reviews (enrolment_id, section_id);

-- An answer as it was sent. A private one has no value here: the mentor learns only that it is there. Seen by the client and the holder.
CREATE TABLE submission_answers (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The round.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who sent it.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who holds it.
    holder_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The field.
    field_id TEXT NOT NULL REFERENCES fields (id) DEFERRABLE INITIALLY DEFERRED,
    -- The entry, in a repeatable section.
    item_id TEXT,
    -- The entry's place when it was sent.
    item_position BIGINT NOT NULL,
    -- The answer; none for a private field, as JSON.
    value TEXT,
    -- Whether a private answer differs from the round before. Always 0 for others, which are compared.
    hidden_change BIGINT NOT NULL CHECK (hidden_change IN (0, 1)),
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX submission_answers_submission_id ON submission_answers (submission_id);

-- A private answer as it was sent, so that the client can see what a round said. Seen by the client.
CREATE TABLE submission_privates (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The round.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- Whose it is.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The field.
    field_id TEXT NOT NULL REFERENCES fields (id) DEFERRABLE INITIALLY DEFERRED,
    -- The entry, in a repeatable section.
    item_id TEXT,
    -- The answer, as JSON.
    value TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX submission_privates_submission_id ON submission_privates (submission_id);

-- What mentors of the journey see of an open review: no identity, no answers. Its id is the round's.
CREATE TABLE queue_items (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- The section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- The round, from 1.
    round BIGINT NOT NULL,
    -- How urgent it is.
    priority TEXT NOT NULL,
    -- How many words the answers have, as a measure of the work.
    words BIGINT NOT NULL,
    -- When it was sent; UTC ms.
    requested_at BIGINT NOT NULL,
    -- The mentor who may claim it first: the one of the round before, or the one the client asked for.
    reserved_for TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Until when nobody else may; UTC ms.
    reserved_until BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX queue_items_journey_id ON queue_items (journey_id);

-- A claim on a review. Seen by the mentors of the journey.
CREATE TABLE claims (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The review.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who holds it.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Given by the authority, one more than the claim before: a later claim always has a greater one.
    token BIGINT NOT NULL,
    -- Since when; UTC ms.
    claimed_at BIGINT NOT NULL,
    -- Until when nobody else may claim; UTC ms.
    expires_at BIGINT NOT NULL,
    -- When it ended, if it did; UTC ms.
    ended_at BIGINT,
    -- How it ended.
    ending TEXT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX claims_submission_id ON claims (submission_id);
CREATE INDEX claims_mentor_id ON claims (mentor_id);

-- The overall note that a mentor is writing. It belongs to mentor and round, so it survives the loss of a claim. Seen by the mentor.
CREATE TABLE review_drafts (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The review.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who writes.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The note, rich text as JSON.
    body TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX review_drafts_mentor_id ON review_drafts (mentor_id);

-- A comment that a mentor is writing. Seen by the mentor.
CREATE TABLE draft_comments (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The review.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who writes.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The field it is about; none for the whole section.
    field_id TEXT REFERENCES fields (id) DEFERRABLE INITIALLY DEFERRED,
    -- The entry of a repeatable section.
    item_id TEXT,
    -- What it is for.
    kind TEXT NOT NULL,
    -- The text, plain.
    body TEXT NOT NULL,
    -- When it was begun; comments are shown in this order; UTC ms.
    created_at BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX draft_comments_submission_id ON draft_comments (submission_id);

-- A line of the checklist that a mentor ticked. Seen by the mentor.
CREATE TABLE checklist_marks (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The review.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who ticked.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The line.
    checklist_item_id TEXT NOT NULL REFERENCES checklist_items (id) DEFERRABLE INITIALLY DEFERRED,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX checklist_marks_submission_id ON checklist_marks (submission_id);

-- A completed review: one for each round, never changed. Seen by client and mentor.
CREATE TABLE reviews (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The round it answers.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client's enrolment.
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id) DEFERRABLE INITIALLY DEFERRED,
    -- The section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- The round, from 1.
    round BIGINT NOT NULL,
    -- Who asked.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who answered.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Under which claim.
    claim_id TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
    -- What was decided.
    outcome TEXT NOT NULL,
    -- The overall note, rich text as JSON.
    note TEXT NOT NULL,
    -- The checklist as it stood, as JSON.
    checklist TEXT NOT NULL,
    -- When; UTC ms.
    completed_at BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX reviews_submission_id ON reviews (submission_id);
CREATE INDEX reviews_enrolment_id_section_id ON reviews (enrolment_id, section_id);

-- A comment of a completed review. Seen by client and mentor.
CREATE TABLE review_comments (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The review.
    review_id TEXT NOT NULL REFERENCES reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The round.
    submission_id TEXT NOT NULL REFERENCES section_reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client's enrolment.
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id) DEFERRABLE INITIALLY DEFERRED,
    -- The section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who asked.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who wrote it.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The field it is about; none for the whole section.
    field_id TEXT REFERENCES fields (id) DEFERRABLE INITIALLY DEFERRED,
    -- The entry of a repeatable section.
    item_id TEXT,
    -- What it is for.
    kind TEXT NOT NULL,
    -- The text, plain.
    body TEXT NOT NULL,
    -- When it was begun; comments are shown in this order; UTC ms.
    created_at BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX review_comments_enrolment_id_section_id ON review_comments (enrolment_id, section_id);

-- A reply to a comment. Seen by client and mentor.
CREATE TABLE comment_replies (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The comment.
    comment_id TEXT NOT NULL REFERENCES review_comments (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client of the review.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The mentor of the review.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Which of them wrote it.
    author_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The text, plain.
    body TEXT NOT NULL,
    -- When; UTC ms.
    created_at BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX comment_replies_comment_id ON comment_replies (comment_id);

-- Whether a comment is settled; its id is the comment's. Seen by client and mentor.
CREATE TABLE comment_resolutions (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY REFERENCES review_comments (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client of the review.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The mentor of the review.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who settled or reopened it last.
    person_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Whether it is settled now.
    resolved BIGINT NOT NULL CHECK (resolved IN (0, 1)),
    -- When that was said; UTC ms.
    at BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);

-- Something added to a completed review. Seen by client and mentor.
CREATE TABLE review_amendments (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The review.
    review_id TEXT NOT NULL REFERENCES reviews (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client of the review.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who added it.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The text, rich text as JSON.
    body TEXT NOT NULL,
    -- When; UTC ms.
    created_at BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX review_amendments_review_id ON review_amendments (review_id);

-- A text whose command was refused, exactly as it was sent. Seen by its author.
CREATE TABLE kept_texts (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Who wrote it.
    author_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- What it was meant for.
    purpose TEXT NOT NULL,
    -- The review it was written about.
    submission_id TEXT,
    -- The text: rich text as JSON, or plain.
    body TEXT NOT NULL,
    -- Why it was refused, in plain words.
    reason TEXT NOT NULL,
    -- When; UTC ms.
    kept_at BIGINT NOT NULL,
    -- When its author put it away; UTC ms.
    dismissed_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX kept_texts_author_id ON kept_texts (author_id);
