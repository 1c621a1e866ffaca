-- Holds what every change needs last.
BEGIN;
SELECT pid FROM sync_head FOR UPDATE
