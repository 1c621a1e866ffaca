-- Beside which text another one is kept, so that its author can decide between the two. An older binary refuses the file, as it does
-- every newer one.

-- Of a text that another device changed meanwhile: which one it is, as JSON; none of a text whose command was refused.
ALTER TABLE kept_texts ADD COLUMN beside TEXT;
