-- What a row was when it was written, so that one that a disk changed since is found. A new column only, which the program before
-- this one leaves as it is. Whoever changes rows by a script sets it to NULL for them.

-- The change that wrote the row and a digest of its columns; none where the row left, where it was written before there were
-- any, and on a device.
ALTER TABLE sync_change ADD COLUMN sum TEXT;
