-- What one process at a time does of all, such as to run a shard: see package bot/lease. fence is
-- raised each time that another gets it; until is by the server's clock.
CREATE TABLE rights (name text PRIMARY KEY, holder text NOT NULL, fence bigint NOT NULL, until timestamptz NOT NULL);
