-- Fills the columns of the step before from the rows that already say it.

UPDATE claims
SET section_id = (SELECT s.section_id FROM section_reviews s WHERE s.id = claims.submission_id);
UPDATE section_reviews
SET reserved_for = (SELECT q.reserved_for FROM queue_items q WHERE q.id = section_reviews.id),
    reserved_until = (SELECT q.reserved_until FROM queue_items q WHERE q.id = section_reviews.id);
