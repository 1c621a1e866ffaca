-- Which queued command saves a text is asked with every save of it, and where the last one is that saves none. An index only.

CREATE INDEX outbox_save_of ON outbox (save_of, place);
