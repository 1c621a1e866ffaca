-- A completed review is never changed; corrections are additions. An older binary would not notice.
CREATE FUNCTION reviews_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a completed review is never changed';
END;
$$;
CREATE TRIGGER reviews_are_final BEFORE UPDATE ON reviews
    FOR EACH ROW EXECUTE FUNCTION reviews_are_final();
