-- What the filtered past reviews of a person come to.
-- $1 the person; $2 and $3 from and before when it was finished, UTC ms; $4 to $7 the client, the journey, the section and
-- the outcome, '' for any; $8 the round, 0 for any; $9 the least number of comments.
SELECT count(*) AS reviews,
       count(DISTINCT p.client) AS clients,
       CAST(COALESCE(sum(CASE WHEN p.outcome = 'approved' THEN 1 ELSE 0 END), 0) AS BIGINT) AS approved,
       CAST(COALESCE(sum(p.comments), 0) AS BIGINT) AS comments,
       CAST(COALESCE(avg(p.turnaround), 0) AS BIGINT) AS turnaround
FROM past_reviews p
WHERE p.viewer = $1
  AND p.finished_at >= CAST($2 AS BIGINT)
  AND p.finished_at < CAST($3 AS BIGINT)
  AND (CAST($4 AS TEXT) = '' OR p.client = $4)
  AND (CAST($5 AS TEXT) = '' OR p.journey = $5)
  AND (CAST($6 AS TEXT) = '' OR p.section = $6)
  AND (CAST($7 AS TEXT) = '' OR p.outcome = $7)
  AND (CAST($8 AS BIGINT) = 0 OR p.round = CAST($8 AS BIGINT))
  AND p.comments >= CAST($9 AS BIGINT)
