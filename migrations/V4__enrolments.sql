-- Clients in journeys, one row for each answer. New tables only: an older binary refuses the file, as it does every newer one.

-- A client in a journey. Seen by the client.
CREATE TABLE enrolments (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- The client.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- What the client has booked.
    tier TEXT NOT NULL,
    -- When; UTC ms.
    enrolled_at BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX enrolments_client_id ON enrolments (client_id);

-- An entry of a repeatable section, such as one guest. Seen by the client.
CREATE TABLE section_items (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The enrolment.
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id) DEFERRABLE INITIALLY DEFERRED,
    -- Whose it is.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its place; entries are ordered by it, then by id.
    position BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX section_items_enrolment_id_section_id ON section_items (enrolment_id, section_id);

-- The answer to one field. Seen by the client; a mentor sees the copy that was sent for review.
CREATE TABLE answers (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The enrolment.
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id) DEFERRABLE INITIALLY DEFERRED,
    -- Whose it is.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- The field.
    field_id TEXT NOT NULL REFERENCES fields (id) DEFERRABLE INITIALLY DEFERRED,
    -- The entry, in a repeatable section.
    item_id TEXT,
    -- The answer, in the shape of the field's kind, as JSON.
    value TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX answers_enrolment_id ON answers (enrolment_id);
CREATE INDEX answers_enrolment_id_section_id ON answers (enrolment_id, section_id);

-- The answer to a private field. Seen by the client and nobody else, ever.
CREATE TABLE private_answers (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The enrolment.
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id) DEFERRABLE INITIALLY DEFERRED,
    -- Whose it is.
    client_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- The field.
    field_id TEXT NOT NULL REFERENCES fields (id) DEFERRABLE INITIALLY DEFERRED,
    -- The entry, in a repeatable section.
    item_id TEXT,
    -- The answer, in the shape of the field's kind, as JSON.
    value TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX private_answers_enrolment_id ON private_answers (enrolment_id);
CREATE INDEX private_answers_enrolment_id_section_id ON private_answers (enrolment_id, section_id);
