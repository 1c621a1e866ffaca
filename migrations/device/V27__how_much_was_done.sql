-- A number that shows, held against one that is kept beside the file, whether the file lost its newest part. A new column only: an older binary refuses the file, as it does every newer one.

-- How many commands were queued in this file in all, those included that a later save replaced.
ALTER TABLE replica ADD COLUMN made BIGINT NOT NULL DEFAULT 0;
