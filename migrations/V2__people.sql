-- People, their roles, and what others may know of them. New tables only: an older binary refuses the file, as it does every newer one.

-- A person with an account. Seen by that person and by admins.
CREATE TABLE people (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Their name, as they write it.
    name TEXT NOT NULL,
    -- Their e-mail address.
    email TEXT NOT NULL,
    -- Where they live, as far as clocks go.
    zone TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);

-- A role given to a person. Seen by that person and by admins.
CREATE TABLE role_grants (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Who has it.
    person_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The role.
    role TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX role_grants_person_id ON role_grants (person_id);

-- What everybody may know of a mentor; its id is the person's.
CREATE TABLE mentor_profiles (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Their name.
    name TEXT NOT NULL,
    -- Their time zone.
    zone TEXT NOT NULL,
    -- A few lines about them.
    bio TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);

-- What one mentor may know of one client, written when the mentor claims that client's review.
CREATE TABLE client_cards (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The client.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The mentor.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client's name.
    name TEXT NOT NULL,
    -- The client's time zone.
    zone TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX client_cards_mentor_id ON client_cards (mentor_id);
