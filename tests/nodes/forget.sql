-- Begins to change something, and nobody ends it.
BEGIN;
CREATE TEMP TABLE forgotten (n INT);
SELECT pg_current_xact_id() IS NOT NULL
