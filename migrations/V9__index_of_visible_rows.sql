-- Whether somebody may see a row is asked for every row that is read. Without this index it reads the whole change index each
-- time. An index only, which an older binary would not notice; it refuses the file all the same, as it does every newer one.

-- The buckets that a row belongs to, or did.
CREATE INDEX sync_change_row ON sync_change (pid, tbl, pk, gone, bucket);
