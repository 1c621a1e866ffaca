-- What is looked up by the end of a lease, by a role, and by an author. Indexes only, which an older binary would not notice; it refuses the
-- file all the same, as it does every newer one.

-- The claims that have not ended, by the end of their lease: asked every minute, however many there ever were.
CREATE INDEX claims_ended_at_expires_at ON claims (ended_at, expires_at);
-- Who has a role: whether somebody else runs the platform.
CREATE INDEX role_grants_role ON role_grants (role);
-- The unsent texts of an author: asked for when their account is deleted.
CREATE INDEX unsent_texts_author_id ON unsent_texts (author_id);
