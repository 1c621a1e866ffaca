-- Which queued command saves a text is asked with every save of it, and where the last one is that saves none; what decides when
-- each is sent, at every step of synchronisation. Indexes only.

CREATE INDEX outbox_save_of ON outbox (save_of, place);
CREATE INDEX outbox_heads ON outbox (place, n, save_of, first_at);
