-- What the lists look up by, so that no list reads everybody's rows. Indexes only, which an older binary would not notice; it
-- refuses the file all the same, as it does every newer one.

-- What a client sent.
CREATE INDEX section_reviews_client_id ON section_reviews (client_id);
-- What a mentor completed, and since when.
CREATE INDEX reviews_mentor_id_completed_at ON reviews (mentor_id, completed_at);
-- The comments that a mentor is writing.
CREATE INDEX draft_comments_mentor_id ON draft_comments (mentor_id);
