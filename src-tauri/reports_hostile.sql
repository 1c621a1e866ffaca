INSERT INTO past_reviews (id) VALUES ('x')
INSERT INTO past_reviews SELECT * FROM past_reviews WHERE 0 RETURNING id
UPDATE past_reviews SET client = 'x'
UPDATE past_reviews SET client = 'x' RETURNING id
DELETE FROM past_reviews
DELETE FROM past_reviews RETURNING id
REPLACE INTO past_reviews (id) VALUES ('x')
CREATE TABLE more (id TEXT)
CREATE TEMP TABLE more (id TEXT)
CREATE VIEW more AS SELECT 1
CREATE TEMP TRIGGER more AFTER INSERT ON past_reviews BEGIN SELECT 1; END
DROP TABLE past_reviews
ALTER TABLE past_reviews RENAME TO gone
ATTACH DATABASE '$FILE' AS other
ATTACH DATABASE ':memory:' AS other
DETACH DATABASE main
SELECT 1; ATTACH DATABASE '$FILE' AS other; SELECT * FROM other.private_answers
VACUUM
VACUUM INTO '$FOLDER/stolen.db'
PRAGMA query_only = OFF
PRAGMA writable_schema = ON
PRAGMA journal_mode = DELETE
PRAGMA user_version = 7
PRAGMA database_list
PRAGMA temp_store_directory = '$FOLDER'
PRAGMA cipher_version
BEGIN
BEGIN IMMEDIATE; DELETE FROM past_reviews; COMMIT
SAVEPOINT s
ANALYZE
REINDEX
SELECT load_extension('$FOLDER/evil.so')
SELECT readfile('$FILE')
SELECT writefile('$FOLDER/stolen', 'x')
SELECT sqlcipher_export('other')
SELECT sqlite_version()
SELECT randomblob(1000000000)
SELECT zeroblob(1000000000)
SELECT printf('%1000000000d', 1)
SELECT * FROM sqlite_schema
SELECT * FROM sqlite_temp_schema
SELECT * FROM pragma_database_list
SELECT * FROM pragma_table_info('past_reviews')
SELECT * FROM json_each('[1]')
SELECT * FROM dbstat
SELECT * FROM people
SELECT * FROM private_answers
SELECT * FROM main.submission_privates
SELECT (SELECT value FROM private_answers LIMIT 1) FROM past_reviews
WITH past_reviews AS (SELECT * FROM private_answers) SELECT * FROM past_reviews
WITH past_reviews AS (SELECT * FROM sqlite_schema) SELECT * FROM past_reviews
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
SELECT count(*) FROM past_reviews a, past_reviews b, past_reviews c, past_reviews d, past_reviews e, past_reviews f, past_reviews g, past_reviews h, past_reviews i, past_reviews j, past_reviews k, past_reviews l, past_reviews m, past_reviews n, past_reviews o, past_reviews p, past_reviews q, past_reviews r, past_reviews s, past_reviews t, past_reviews u, past_reviews v
