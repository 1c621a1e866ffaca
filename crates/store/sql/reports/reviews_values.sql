-- What a person's past reviews can be filtered by, each with the number of reviews that have it.
-- $1 the person.
SELECT 'client' AS kind, p.client AS value, count(*) AS reviews
FROM past_reviews p
WHERE p.viewer = $1
GROUP BY p.client
UNION ALL
SELECT 'journey', p.journey, count(*)
FROM past_reviews p
WHERE p.viewer = $1
GROUP BY p.journey
UNION ALL
SELECT 'section', p.section, count(*)
FROM past_reviews p
WHERE p.viewer = $1
GROUP BY p.section
UNION ALL
SELECT 'round', CAST(p.round AS TEXT), count(*)
FROM past_reviews p
WHERE p.viewer = $1
GROUP BY p.round
ORDER BY 1, 2
