-- What one process at a time has the right to. fence is raised each time that another takes it, beat
-- as long as its holder lives.
CREATE TABLE leases (name text PRIMARY KEY, fence bigint NOT NULL, beat bigint NOT NULL);
