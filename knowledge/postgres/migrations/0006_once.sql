-- What tells an answer from all others before it has a number: one whose commit was not heard of is recorded again,
-- and that must change nothing.
ALTER TABLE answers ADD COLUMN once text UNIQUE;
