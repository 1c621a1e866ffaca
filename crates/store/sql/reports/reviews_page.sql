-- Some of a person's past reviews, filtered and in order. Only the columns named here can be ordered by; by anything else,
-- the order is that of the ids.
-- $1 the person; $2 the column; $3 and $4 from and before when it was finished, UTC ms; $5 to $8 the client, the journey,
-- the section and the outcome, '' for any; $9 the round, 0 for any; $10 the least number of comments; $11 'down' for the
-- greatest first; $12 how many rows, $13 after how many.
SELECT t.id, t.client, t.journey, t.section, t.round, t.asked_at, t.claimed_at, t.finished_at, t.turnaround, t.outcome,
       t.comments
FROM (
    SELECT p.id, p.client, p.journey, p.section, p.round, p.asked_at, p.claimed_at, p.finished_at, p.turnaround,
           p.outcome, p.comments,
           CASE CAST($2 AS TEXT)
               WHEN 'client' THEN lower(p.client)
               WHEN 'journey' THEN lower(p.journey)
               WHEN 'section' THEN lower(p.section)
               WHEN 'outcome' THEN p.outcome
           END AS word,
           CASE CAST($2 AS TEXT)
               WHEN 'round' THEN p.round
               WHEN 'asked' THEN p.asked_at
               WHEN 'claimed' THEN p.claimed_at
               WHEN 'finished' THEN p.finished_at
               WHEN 'turnaround' THEN p.turnaround
               WHEN 'comments' THEN p.comments
           END AS figure
    FROM past_reviews p
    WHERE p.viewer = $1
      AND p.finished_at >= CAST($3 AS BIGINT)
      AND p.finished_at < CAST($4 AS BIGINT)
      AND (CAST($5 AS TEXT) = '' OR p.client = $5)
      AND (CAST($6 AS TEXT) = '' OR p.journey = $6)
      AND (CAST($7 AS TEXT) = '' OR p.section = $7)
      AND (CAST($8 AS TEXT) = '' OR p.outcome = $8)
      AND (CAST($9 AS BIGINT) = 0 OR p.round = CAST($9 AS BIGINT))
      AND p.comments >= CAST($10 AS BIGINT)
) t
ORDER BY CASE WHEN CAST($11 AS TEXT) = 'down' THEN t.word END DESC NULLS LAST,
         CASE WHEN CAST($11 AS TEXT) <> 'down' THEN t.word END ASC NULLS LAST,
         CASE WHEN CAST($11 AS TEXT) = 'down' THEN t.figure END DESC NULLS LAST,
         CASE WHEN CAST($11 AS TEXT) <> 'down' THEN t.figure END ASC NULLS LAST,
         t.id
LIMIT CAST($12 AS BIGINT) OFFSET CAST($13 AS BIGINT)
