-- What the authority keeps besides the rows: who may see which of them, and what became of each command. New tables
-- only: an older binary refuses the file, as it does every newer one.

-- The number of the newest transaction that changed synced rows.
CREATE TABLE sync_head (
    -- The partition; always 1 today.
    pid BIGINT NOT NULL PRIMARY KEY,
    -- The number, increasing in the order of commits.
    seq BIGINT NOT NULL
);
INSERT INTO sync_head (pid, seq) VALUES (1, 0);

-- Which row belongs to which bucket: one row for each, with its newest change only.
CREATE TABLE sync_change (
    -- The partition; always 1 today.
    pid BIGINT NOT NULL,
    -- The bucket, a group of readers.
    bucket TEXT NOT NULL,
    -- The table of the row.
    tbl TEXT NOT NULL,
    -- The id of the row.
    pk TEXT NOT NULL,
    -- The transaction that changed the row or its audience last.
    seq BIGINT NOT NULL,
    -- 1 when the row left the bucket or was removed.
    gone BIGINT NOT NULL CHECK (gone IN (0, 1)),
    PRIMARY KEY (pid, bucket, tbl, pk)
);
CREATE INDEX sync_change_bucket_seq ON sync_change (pid, bucket, seq);
CREATE INDEX sync_change_seq ON sync_change (pid, seq);

-- Which buckets a person reads.
CREATE TABLE sync_member (
    -- The person.
    person_id TEXT NOT NULL,
    -- The bucket.
    bucket TEXT NOT NULL,
    PRIMARY KEY (person_id, bucket)
);

-- What became of each command: its id makes a repetition harmless.
CREATE TABLE sync_mutation (
    -- The command's id.
    mid TEXT NOT NULL PRIMARY KEY,
    -- Who acted.
    person_id TEXT NOT NULL,
    -- The command's kind.
    kind TEXT NOT NULL,
    -- The version of its arguments.
    v BIGINT NOT NULL,
    -- A digest of kind, version, actor and arguments, to notice another command under the same id.
    payload TEXT NOT NULL,
    -- The refusal as JSON; none when the command was applied.
    refusal TEXT,
    -- The transaction in which it was decided.
    seq BIGINT NOT NULL,
    -- When it was decided; UTC ms.
    at BIGINT NOT NULL
);
