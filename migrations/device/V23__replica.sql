-- What a device keeps of one person besides the rows: what is to be sent, what the server has where the person changed
-- something meanwhile, how far it is. New tables only: an older binary refuses the file, as it does every newer one.

-- Whose part of the data this file holds, and how it is known to the server.
CREATE TABLE replica (
    -- Always 1.
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    -- The person.
    person_id TEXT NOT NULL,
    -- The installation's id.
    client_id TEXT NOT NULL,
    -- The server's history that the rows are of; none before the first pull.
    epoch TEXT,
    -- The number of the next command that is sent.
    next_n BIGINT NOT NULL,
    -- How far the server's clock is ahead of this one; ms.
    ahead BIGINT NOT NULL,
    -- When the server was last heard; UTC ms of this clock.
    heard_at BIGINT,
    -- When everything had been received once; UTC ms of this clock.
    complete_at BIGINT
);

-- For each bucket of the person, the number of the newest change that is known.
CREATE TABLE cursor (
    -- The bucket.
    bucket TEXT NOT NULL PRIMARY KEY,
    -- The number.
    seq BIGINT NOT NULL,
    -- 1 until all of the bucket was received once.
    fresh BIGINT NOT NULL CHECK (fresh IN (0, 1))
);

-- The server's image of each row that a queued command touched.
CREATE TABLE base_row (
    -- The table.
    tbl TEXT NOT NULL,
    -- The row's id.
    pk TEXT NOT NULL,
    -- Its columns as JSON; none when the server has no such row.
    img TEXT,
    PRIMARY KEY (tbl, pk)
);

-- Commands on their way, in their order.
CREATE TABLE outbox (
    -- Its place.
    place BIGINT NOT NULL PRIMARY KEY,
    -- The command.
    mid TEXT NOT NULL,
    -- Its number, from when it is sent on. Until then it may be replaced by a later save of the same text.
    n BIGINT,
    -- The command in its envelope, as JSON.
    envelope TEXT NOT NULL,
    -- The time at which it was applied here; UTC ms, of the server as far as it is known.
    now BIGINT NOT NULL,
    -- The text that it saves, where a later save replaces it.
    save_of TEXT,
    -- When the first of the saves was made that it stands for; UTC ms.
    first_at BIGINT NOT NULL,
    -- Why it can't be applied here; none when it could.
    doubt TEXT
);
CREATE UNIQUE INDEX outbox_mid ON outbox (mid);

-- Commands that the server decided, for a server that loses its memory.
CREATE TABLE outbox_history (
    -- The command.
    mid TEXT NOT NULL PRIMARY KEY,
    -- The order in which they were settled.
    place BIGINT NOT NULL,
    -- The installation's id under which it was sent.
    client_id TEXT NOT NULL,
    -- Its number.
    n BIGINT NOT NULL,
    -- The command in its envelope, as JSON.
    envelope TEXT NOT NULL,
    -- The time at which it was applied here; UTC ms.
    now BIGINT NOT NULL,
    -- When the server's decision came; UTC ms.
    settled_at BIGINT NOT NULL
);
CREATE INDEX outbox_history_place ON outbox_history (place);

-- Commands that the server refused, until their author has dealt with them.
CREATE TABLE attention (
    -- The command.
    mid TEXT NOT NULL PRIMARY KEY,
    -- The command in its envelope, as JSON.
    envelope TEXT NOT NULL,
    -- The refusal, as JSON.
    refusal TEXT NOT NULL,
    -- When the refusal came; UTC ms.
    at BIGINT NOT NULL,
    -- How its author dealt with it; none while it waits.
    resolution TEXT,
    -- When; UTC ms.
    resolved_at BIGINT
);

-- Pages of an answer that is not complete yet.
CREATE TABLE inbox_page (
    -- Its place.
    place BIGINT NOT NULL PRIMARY KEY,
    -- The page, as JSON lines.
    page TEXT NOT NULL
);
