-- What a claim and its end look up by. Indexes only, which an older binary would not notice; it refuses the file all the
-- same, as it does every newer one.

-- The claims of a mentor that have not ended: at most a few, however many there were.
CREATE INDEX claims_open_mentor_id ON claims (mentor_id) WHERE ended_at IS NULL;
-- Whether a mentor answered a client before.
CREATE INDEX reviews_client_id_mentor_id ON reviews (client_id, mentor_id);
