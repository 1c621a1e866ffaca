-- Fills the copy. $1 is a list of rows as JSON, each a list in the order of the columns.
INSERT INTO past_reviews (id, viewer, client, journey, section, round, asked_at, claimed_at, finished_at, turnaround,
                          outcome, comments)
SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, r.value ->> 6,
       r.value ->> 7, r.value ->> 8, r.value ->> 9, r.value ->> 10, r.value ->> 11
FROM json_each($1) r
