-- A completed review is never changed; corrections are additions. An older binary would not notice.
CREATE TRIGGER reviews_are_final BEFORE UPDATE ON reviews
BEGIN
    SELECT RAISE(ABORT, 'a completed review is never changed');
END;
