INSERT INTO people (id, name, email, zone, rev, updated_at)
VALUES ('018f0000-0000-7000-8000-000000000001', 'Leïla', 'leila@example.org', 'UTC', '018f0000-0000-7000-8000-000000000002', 1)
