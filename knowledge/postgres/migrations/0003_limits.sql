-- What all processes together let be asked and spent: see package bot/limit. The server's clock
-- counts, so that those of the processes may differ.

-- Buckets that fill again with time. Names are sealed: nobody is named here.
CREATE TABLE allowances (
	name text PRIMARY KEY,
	level double precision NOT NULL, -- at that moment
	at timestamptz NOT NULL,
	until timestamptz NOT NULL); -- then it is as if it were not there
CREATE INDEX allowances_until ON allowances (until);

-- Takes one out of each bucket, or out of none: then it returns the number of the first that is
-- empty, else 0. A bucket holds so many and fills in so many seconds; 0: never, it is for a day.
CREATE FUNCTION take_allowances(names text[], most double precision[], seconds double precision[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	moment timestamptz;
	n int;
	have double precision;
BEGIN
	IF random() < 0.01 THEN
		DELETE FROM allowances WHERE name IN (SELECT name FROM allowances WHERE until < clock_timestamp() ORDER BY until LIMIT 1000 FOR UPDATE SKIP LOCKED);
	END IF;
	-- In one order, so that no two wait for each other.
	INSERT INTO allowances SELECT a.name, a.most, clock_timestamp(), clock_timestamp() FROM unnest(names, most) AS a (name, most)
		ORDER BY a.name ON CONFLICT DO NOTHING;
	PERFORM 1 FROM allowances WHERE name = ANY (names) ORDER BY name FOR UPDATE;
	moment := clock_timestamp();
	FOR n IN 1..cardinality(names) LOOP
		SELECT least(most[n], level + CASE WHEN seconds[n] > 0 THEN greatest(0, extract(epoch FROM moment - at)) * most[n] / seconds[n] ELSE 0 END)
			INTO have FROM allowances WHERE name = names[n];
		IF have < 1 THEN
			RETURN n;
		END IF;
	END LOOP;
	FOR n IN 1..cardinality(names) LOOP
		UPDATE allowances SET
			level = least(most[n], level + CASE WHEN seconds[n] > 0 THEN greatest(0, extract(epoch FROM moment - at)) * most[n] / seconds[n] ELSE 0 END) - 1,
			at = moment, until = moment + CASE WHEN seconds[n] > 0 THEN make_interval(secs => seconds[n]) ELSE interval '2 days' END
			WHERE name = names[n];
	END LOOP;
	RETURN 0;
END $$;

CREATE TABLE budget (day text PRIMARY KEY, spent bigint NOT NULL);
-- Tokens that are held for answers under way.
CREATE TABLE held (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	day text NOT NULL, tokens bigint NOT NULL, until timestamptz NOT NULL);
CREATE INDEX held_day ON held (day);

-- Holds tokens of a day for one answer and returns a number to settle it by; 0: none are left.
CREATE FUNCTION hold_tokens(today text, share bigint, most bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	number bigint;
BEGIN
	INSERT INTO budget SELECT today, coalesce((SELECT prompt_tokens + completion_tokens FROM spending WHERE day = today), 0) ON CONFLICT DO NOTHING;
	PERFORM 1 FROM budget WHERE day = today FOR UPDATE;
	-- Whoever ended without settling may have spent it.
	WITH gone AS (DELETE FROM held WHERE day = today AND until < clock_timestamp() RETURNING tokens)
		UPDATE budget SET spent = spent + (SELECT coalesce(sum(tokens), 0) FROM gone) WHERE day = today;
	IF (SELECT spent FROM budget WHERE day = today) + (SELECT coalesce(sum(tokens), 0) FROM held WHERE day = today) >= most THEN
		RETURN 0;
	END IF;
	DELETE FROM held WHERE day < today AND until < clock_timestamp() - interval '1 day';
	INSERT INTO held (day, tokens, until) VALUES (today, share, clock_timestamp() + interval '10 minutes') RETURNING id INTO number;
	RETURN number;
END $$;

-- Ends a hold with what the answer cost. One that was taken to be spent is corrected.
CREATE FUNCTION settle_tokens(number bigint, of_day text, share bigint, cost bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM budget WHERE day = of_day FOR UPDATE;
	DELETE FROM held WHERE id = number;
	IF FOUND THEN
		UPDATE budget SET spent = spent + cost WHERE day = of_day;
	ELSE
		UPDATE budget SET spent = greatest(0, spent + cost - share) WHERE day = of_day;
	END IF;
END $$;
