-- What three kinds of rows say besides, so that the one who reads them need not see another row for it. An older binary
-- would leave these columns empty; it refuses the file, as it does every newer one.

-- The section, so that a mentor who lost the review still knows what their words are about.
ALTER TABLE claims ADD COLUMN section_id TEXT NOT NULL DEFAULT '';
-- The mentor who may claim it first, as the queue says it too: the client reads whom it waits for.
ALTER TABLE section_reviews ADD COLUMN reserved_for TEXT;
-- Until when nobody else may; UTC ms.
ALTER TABLE section_reviews ADD COLUMN reserved_until BIGINT;
-- The creator who made it; none for what ships with the product.
ALTER TABLE journeys ADD COLUMN owner_id TEXT;
