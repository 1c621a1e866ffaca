-- The content of journeys, as rows with lasting ids. New tables only: an older binary refuses the file, as it does every newer one.

-- A journey: a big piece of life's paperwork. Seen by everyone once published.
CREATE TABLE journeys (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Its short name in files and links.
    slug TEXT NOT NULL,
    -- Its title.
    title TEXT NOT NULL,
    -- One or two sentences about it.
    summary TEXT NOT NULL,
    -- How long a mentor's claim lasts; ms.
    lease BIGINT NOT NULL,
    -- When it was published, if it was; UTC ms.
    published_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX journeys_slug ON journeys (slug);

-- A category: a chapter of a journey.
CREATE TABLE categories (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Its journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its stable key in the journey's file.
    key TEXT NOT NULL,
    -- Its title.
    title TEXT NOT NULL,
    -- Its place among the journey's categories, from 0.
    position BIGINT NOT NULL,
    -- When it was taken out of the journey; UTC ms.
    removed_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX categories_journey_id ON categories (journey_id);

-- A section: a form, or a list of entries that share a form.
CREATE TABLE sections (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Its journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its category.
    category_id TEXT NOT NULL REFERENCES categories (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its stable key in the journey's file.
    key TEXT NOT NULL,
    -- Its title.
    title TEXT NOT NULL,
    -- What the client reads first.
    intro TEXT NOT NULL,
    -- A form or a list.
    kind TEXT NOT NULL,
    -- For a list: what one entry is called.
    item_label TEXT,
    -- For mentors: what good looks like and how to say it.
    guidance TEXT NOT NULL,
    -- Its place among the category's sections, from 0.
    position BIGINT NOT NULL,
    -- When it was taken out of the journey; UTC ms.
    removed_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX sections_journey_id ON sections (journey_id);

-- A field of a section.
CREATE TABLE fields (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Its journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its section.
    section_id TEXT NOT NULL REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its stable key in the journey's file.
    key TEXT NOT NULL,
    -- Its label, usually a question.
    label TEXT NOT NULL,
    -- A sentence that helps to answer it.
    help TEXT NOT NULL,
    -- What kind of answer it takes.
    kind TEXT NOT NULL,
    -- How much it weighs.
    importance TEXT NOT NULL,
    -- Who may see its answer.
    sensitivity TEXT NOT NULL,
    -- Whether a review can't be asked for without it.
    required BIGINT NOT NULL CHECK (required IN (0, 1)),
    -- The choices, for kinds that have some, as JSON.
    options TEXT NOT NULL,
    -- The longest answer in characters, where it differs from the usual.
    max_length BIGINT,
    -- When it is shown; always, without a condition, as JSON.
    condition TEXT,
    -- An example that shows how an answer may read.
    example TEXT NOT NULL,
    -- Its place among the section's fields, from 0.
    position BIGINT NOT NULL,
    -- When it was taken out of the section; UTC ms.
    removed_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX fields_section_id ON fields (section_id);

-- A line of the checklist that a mentor goes through before sending.
CREATE TABLE checklist_items (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- Its journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its section, or none when it belongs to every section of the journey.
    section_id TEXT REFERENCES sections (id) DEFERRABLE INITIALLY DEFERRED,
    -- Its stable key in the journey's file.
    key TEXT NOT NULL,
    -- What to check.
    text TEXT NOT NULL,
    -- Its place in the list, from 0.
    position BIGINT NOT NULL,
    -- When it was taken off the list; UTC ms.
    removed_at BIGINT,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX checklist_items_journey_id ON checklist_items (journey_id);

-- A mentor's assignment to a journey. Paused or removed, never deleted.
CREATE TABLE mentor_assignments (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- The journey.
    journey_id TEXT NOT NULL REFERENCES journeys (id) DEFERRABLE INITIALLY DEFERRED,
    -- The mentor.
    mentor_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Whether the mentor takes reviews of the journey now.
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX mentor_assignments_mentor_id ON mentor_assignments (mentor_id);
