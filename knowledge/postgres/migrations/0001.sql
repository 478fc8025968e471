-- The truth of the stories. What is text here may have been a string that no text of
-- PostgreSQL can be: see text.go. Times are RFC 3339 with the zone of the outlet.

-- One row: which truth this is, and its generation, which is that of the last load.
CREATE TABLE truth (
	one boolean PRIMARY KEY DEFAULT true CHECK (one),
	id text NOT NULL,
	generation bigint NOT NULL);
INSERT INTO truth (id, generation) VALUES (gen_random_uuid()::text, 0);

-- The last loads: who follows one that is here can follow on from there.
CREATE TABLE loads (
	generation bigint PRIMARY KEY,
	loaded text NOT NULL,
	stories bigint NOT NULL);

CREATE TABLE texts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea NOT NULL);

CREATE TABLE versions (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	story text NOT NULL,
	hash text NOT NULL,
	seen text NOT NULL,
	title text NOT NULL,
	text bigint NOT NULL REFERENCES texts (id),
	born bigint NOT NULL); -- the generation that has it first
CREATE INDEX versions_of_story ON versions (story, id);
CREATE INDEX versions_of_text ON versions (text);
CREATE INDEX versions_born ON versions (born);

CREATE TABLE stories (
	id text PRIMARY KEY,
	title text NOT NULL, outlet text NOT NULL, authors text[] NOT NULL, published text NOT NULL, updated text NOT NULL,
	url text NOT NULL, collection text NOT NULL, label text NOT NULL, lang text NOT NULL,
	source text NOT NULL, item text NOT NULL, hash text NOT NULL,
	version bigint NOT NULL REFERENCES versions (id),
	born bigint NOT NULL);
CREATE INDEX stories_born ON stories (born);
CREATE INDEX stories_version ON stories (version);

-- Stories that were taken out, and by which generation.
CREATE TABLE removed (id text PRIMARY KEY, gone bigint NOT NULL);
CREATE INDEX removed_gone ON removed (gone);

-- An empty mark is one that was forgotten.
CREATE TABLE marks (
	source text NOT NULL, item text NOT NULL, mark text NOT NULL, born bigint NOT NULL,
	PRIMARY KEY (source, item));
CREATE INDEX marks_born ON marks (born);

CREATE TABLE models (
	number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE,
	dimension int NOT NULL);

-- Vectors by the fingerprints of their texts, four bytes a number.
CREATE TABLE vectors (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	model bigint NOT NULL REFERENCES models (number),
	print bytea NOT NULL,
	vector bytea NOT NULL,
	UNIQUE (model, print));

-- Puts a story whole, with a version of it where its last one is another.
CREATE FUNCTION put_story(
	s_id text, s_title text, s_outlet text, s_authors text[], s_published text, s_updated text, s_url text,
	s_collection text, s_label text, s_lang text, s_source text, s_item text, s_hash text, s_body bytea,
	s_seen text, s_born bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	before versions%ROWTYPE;
	number bigint;
	known boolean;
BEGIN
	PERFORM 1 FROM stories WHERE id = s_id AND hash = s_hash AND source = s_source AND item = s_item;
	IF FOUND THEN
		RETURN;
	END IF;
	SELECT * INTO before FROM versions WHERE story = s_id ORDER BY id DESC LIMIT 1;
	known := FOUND;
	IF NOT known OR before.hash <> s_hash THEN
		number := before.text;
		IF NOT known OR (SELECT body FROM texts WHERE id = number) <> s_body THEN
			INSERT INTO texts (body) VALUES (s_body) RETURNING id INTO number;
		END IF;
		INSERT INTO versions (story, hash, seen, title, text, born)
			VALUES (s_id, s_hash, s_seen, s_title, number, s_born) RETURNING id INTO before.id;
	END IF;
	INSERT INTO stories (id, title, outlet, authors, published, updated, url, collection, label, lang, source, item, hash, version, born)
		VALUES (s_id, s_title, s_outlet, s_authors, s_published, s_updated, s_url, s_collection, s_label, s_lang, s_source, s_item, s_hash, before.id, s_born)
		ON CONFLICT (id) DO UPDATE SET title = s_title, outlet = s_outlet, authors = s_authors, published = s_published,
			updated = s_updated, url = s_url, collection = s_collection, label = s_label, lang = s_lang, source = s_source,
			item = s_item, hash = s_hash, version = before.id, born = s_born;
	DELETE FROM removed WHERE id = s_id;
END $$;
