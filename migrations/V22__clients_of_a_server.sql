-- What an authority keeps for devices that pull from it and push to it. New tables only: an older binary refuses the file,
-- as it does every newer one.

-- The history of this authority. Every restore from a backup begins another.
CREATE TABLE sync_meta (
    -- The partition; always 1 today.
    pid BIGINT NOT NULL PRIMARY KEY,
    -- The history's id: random bits.
    epoch TEXT NOT NULL
);

-- What a bucket holds, in short.
CREATE TABLE sync_bucket (
    -- The partition; always 1 today.
    pid BIGINT NOT NULL,
    -- The bucket.
    bucket TEXT NOT NULL,
    -- Up to this number it is forgotten what left the bucket: who knows no more has to begin anew.
    horizon BIGINT NOT NULL,
    -- A digest of the rows in it.
    digest BIGINT NOT NULL,
    -- How many rows are in it.
    held BIGINT NOT NULL,
    PRIMARY KEY (pid, bucket)
);

-- Installations that push.
CREATE TABLE sync_client (
    -- Its id; it takes another one when numbers do not fit.
    client_id TEXT NOT NULL PRIMARY KEY,
    -- Whose it is.
    person_id TEXT NOT NULL,
    -- What its person calls the device.
    device TEXT NOT NULL,
    -- The number of the newest command that was decided.
    last_n BIGINT NOT NULL,
    -- That command.
    last_id TEXT,
    -- The schema that it speaks.
    schema BIGINT NOT NULL,
    -- When it was last heard of; UTC ms.
    seen_at BIGINT NOT NULL,
    -- A command under which this program broke down.
    poison_id TEXT,
    -- How often.
    poison_tries BIGINT NOT NULL
);

-- Which command an installation sent under which number.
CREATE TABLE sync_entry (
    -- The installation.
    client_id TEXT NOT NULL,
    -- The number.
    n BIGINT NOT NULL,
    -- The command.
    mid TEXT NOT NULL,
    PRIMARY KEY (client_id, n)
);
