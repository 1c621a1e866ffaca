-- What people decide about being told: putting a notification off, where they hear of what, and when not. A new column and
-- new tables, which an older binary would not fill or show; it refuses the file, as it does every newer one.

-- Until when the recipient wants to hear nothing of it; UTC ms.
ALTER TABLE notifications ADD COLUMN snoozed_until BIGINT;

-- Whether a person wants to be told of something in one place. Seen by that person.
CREATE TABLE notification_preferences (
    -- Its identity: one for each person, kind and channel.
    id TEXT NOT NULL PRIMARY KEY,
    -- Who decided.
    person_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- What happens.
    kind TEXT NOT NULL,
    -- Where it is told: in_app or desktop.
    channel TEXT NOT NULL,
    -- Whether it is; 0 or 1.
    enabled BIGINT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
CREATE INDEX notification_preferences_person_id ON notification_preferences (person_id);

-- When a person wants to be told nothing outside the window. Seen by that person.
CREATE TABLE quiet_hours (
    -- The person.
    id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- The first quiet minute of the day, from midnight.
    from_minute BIGINT NOT NULL,
    -- The first minute that is not quiet any more.
    until_minute BIGINT NOT NULL,
    -- The time zone of the clock, by its IANA name.
    zone TEXT NOT NULL,
    -- The command that wrote the row.
    rev TEXT NOT NULL,
    -- The authority's time of that command; UTC ms.
    updated_at BIGINT NOT NULL
);
