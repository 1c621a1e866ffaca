-- Gives changes their numbers as they come, and not in the order in which they can be seen.
CREATE SEQUENCE numbers;
SELECT setval('numbers', (SELECT seq FROM sync_head));
ALTER TABLE sync_head RENAME TO head_before;
CREATE FUNCTION head() RETURNS BIGINT LANGUAGE sql AS 'SELECT last_value FROM numbers';
CREATE VIEW sync_head AS SELECT CAST(1 AS BIGINT) AS pid, head() AS seq;
CREATE FUNCTION take() RETURNS TRIGGER LANGUAGE plpgsql AS
    'BEGIN NEW.seq := nextval(''numbers''); RETURN NEW; END';
CREATE TRIGGER take INSTEAD OF UPDATE ON sync_head FOR EACH ROW EXECUTE FUNCTION take();
