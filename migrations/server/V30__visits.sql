-- Visits: an admin looks at what somebody sees, for a while and with a reason. A new table only: an older binary refuses the file, as it does every newer one.

-- One visit. It stays when it is over, so that whoever was visited can read who was there.
CREATE TABLE visits (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The token that the visitor's browser shows, hashed (SHA-256, hex).
    token TEXT NOT NULL,
    -- The admin who visits. No reference: the visit outlives the visitor's account.
    visitor_id TEXT NOT NULL,
    -- The sign-in of the visitor, with which the visit ends.
    family TEXT NOT NULL,
    -- Who is visited.
    person_id TEXT NOT NULL REFERENCES accounts (person_id) DEFERRABLE INITIALLY DEFERRED,
    -- Why, in the visitor's words.
    reason TEXT NOT NULL,
    -- When it began; UTC ms.
    began_at BIGINT NOT NULL,
    -- When it is over at the latest; UTC ms.
    until_at BIGINT NOT NULL,
    -- When the visitor ended it; none while it lasts, or when time did; UTC ms.
    ended_at BIGINT
);
CREATE UNIQUE INDEX visits_token ON visits (token);
CREATE INDEX visits_person_id ON visits (person_id, began_at);
CREATE INDEX visits_family ON visits (family) WHERE ended_at IS NULL;
