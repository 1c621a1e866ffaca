-- For how long a device that hears nothing of the server goes on showing a mentor what clients answered; ms. Every journey that
-- was made before shows it for fourteen days.
ALTER TABLE journeys ADD COLUMN away BIGINT NOT NULL DEFAULT 1209600000;
