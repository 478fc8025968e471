package postgres

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// ErrFull means that a database has stories already.
var ErrFull = errors.New("the database has stories already")

// Fill puts all that an engine holds into the database at url, in one load: its stories, every
// version that any story had, marks and vectors; scratch is an empty folder for what is needed
// meanwhile. What it wrote is read back and held against what it read before the load is kept.
// Whoever follows the database has it then, as one that was put back. Without replace, a database
// that has stories is ErrFull and stays as it is.
func Fill(ctx context.Context, url string, from *local.Index, scratch string, replace bool) (Sums, error) {
	s, err := newServer(url)
	if err != nil {
		return nil, err
	}
	if err := s.with(ctx, "prepare the database", func(c *conn) error { return migrate(ctx, c, migrations) }); err != nil {
		return nil, setup(ctx, err)
	}
	read, err := openCopy(ctx, from, filepath.Join(scratch, local.DatabaseName))
	if err != nil {
		return nil, err
	}
	defer read.close()
	var sums Sums
	err = s.with(ctx, "write the stories", func(c *conn) error {
		return c.transaction(ctx, writing, func() error {
			t, give, err := s.lease(ctx, c)
			if err != nil {
				return err
			}
			defer give()
			if t.stories > 0 && !replace {
				return other(ErrFull)
			}
			sums, err = fill(ctx, c, read, t.generation+1)
			return err
		})
	})
	return sums, err
}

// fill replaces the truth by what was read, as a truth of its own.
func fill(ctx context.Context, c *conn, read *copied, generation int64) (Sums, error) {
	err := c.exec(ctx, `DELETE FROM stories; DELETE FROM versions; DELETE FROM texts; DELETE FROM marks; DELETE FROM removed;
		DELETE FROM loads; DELETE FROM vectors; DELETE FROM models`)
	if err != nil {
		return nil, err
	}
	w := &filler{ctx: ctx, conn: c, generation: generation, batch: &batch{}, texts: make(map[string]kept)}
	there, err := read.each(ctx, w)
	if err != nil {
		return nil, err
	}
	w.batch.queue("INSERT INTO loads (generation, loaded, stories) SELECT $1, $2, count(*) FROM stories", generation, packed.Time(read.info.Loaded))
	w.batch.queue("UPDATE truth SET id = gen_random_uuid()::text, generation = $1", generation)
	for _, table := range []string{"texts", "versions", "vectors"} {
		w.batch.queue(fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%[1]s', 'id'), (SELECT greatest(1, max(id)) FROM %[1]s))", table))
	}
	w.batch.queue("SELECT setval(pg_get_serial_sequence('models', 'number'), (SELECT greatest(1, max(number)) FROM models))")
	w.batch.queue("NOTIFY " + channel)
	if err := w.flush(); err != nil {
		return nil, err
	}
	here, err := sumsOf(ctx, c)
	if err == nil {
		err = other(there.same(here))
	}
	return here, err
}

// filler writes what is read into the database.
type filler struct {
	ctx           context.Context //nolint:containedctx // lives as long as the one call of Fill
	conn          *conn
	generation    int64
	batch         *batch
	size          int
	text, version int64
	texts         map[string]kept // by story: its last version
	models        int64
}

// kept is the last version of a story.
type kept struct {
	text, version int64
	hash          string
	body          [sumSize]byte
}

// queue sends a statement with the next batch.
func (w *filler) queue(size int, query string, args ...any) error {
	w.batch.queue(query, args...)
	if w.size += size; w.batch.length < batchMost && w.size < batchSize {
		return nil
	}
	return w.flush()
}

func (w *filler) flush() error {
	b := w.batch
	w.batch, w.size = &batch{}, 0
	if b.length == 0 {
		return nil
	}
	return failed(w.ctx, "write the stories", w.conn.send(w.ctx, b))
}

// takeVersion is of taker: versions of a story come in their order.
func (w *filler) takeVersion(s *knowledge.Story, seen string) error {
	last, known := w.texts[s.ID]
	body := sumText(s.Text)
	if !known || last.body != body {
		w.text++
		last.text, last.body = w.text, body
		if err := w.queue(len(s.Text), "INSERT INTO texts (id, body) OVERRIDING SYSTEM VALUE VALUES ($1, $2)", w.text, []byte(s.Text)); err != nil {
			return err
		}
	}
	w.version++
	last.version, last.hash = w.version, s.Hash
	w.texts[s.ID] = last
	return w.queue(0, "INSERT INTO versions (id, story, hash, seen, title, text, born) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $6, $7)",
		w.version, toText(s.ID), toText(s.Hash), seen, toText(s.Title), last.text, w.generation)
}

// takeStory is of taker: after its versions.
func (w *filler) takeStory(s *knowledge.Story) error {
	authors := make([]string, len(s.Authors))
	for i, a := range s.Authors {
		authors[i] = toText(a)
	}
	last, known := w.texts[s.ID]
	if !known || last.hash != s.Hash {
		return other(fmt.Errorf("the last version of %s is not the story", s.ID))
	}
	return w.queue(0, `INSERT INTO stories (id, title, outlet, authors, published, updated, url, collection, label, lang, source, item, hash, version, born)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		toText(s.ID), toText(s.Title), toText(s.Outlet), authors, packed.Time(s.Published), packed.Time(s.Updated), toText(s.URL),
		toText(s.Collection), toText(string(s.Label)), toText(s.Lang), toText(s.Source), toText(s.Item), toText(s.Hash), last.version, w.generation)
}

// takeMark is of taker.
func (w *filler) takeMark(source, item, mark string) error {
	return w.queue(0, "INSERT INTO marks (source, item, mark, born) VALUES ($1, $2, $3, $4)", toText(source), toText(item), toText(mark), w.generation)
}

// takeModel is of taker: its vectors come next.
func (w *filler) takeModel(name string, dimension int) error {
	w.models++
	return w.queue(0, "INSERT INTO models (number, name, dimension) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3)", w.models, toText(name), dimension)
}

// takeVector is of taker.
func (w *filler) takeVector(_ string, print, vector []byte) error {
	return w.queue(len(vector), "INSERT INTO vectors (model, print, vector) VALUES ($1, $2, $3)", w.models, print, vector)
}

// Take copies all that the database at url has into dir, a folder of no stories, as one of its own:
// what a process has there without DATABASE_URL. It is read back and held against the database.
func Take(ctx context.Context, url, dir, scratch string) (Sums, error) {
	x, err := Open(ctx, url, dir, local.Options{})
	if err != nil {
		return nil, err
	}
	x.stop() // what is loaded from now on is not wanted
	x.following.Wait()
	var there Sums
	at := x.Followed()
	err = x.server.with(ctx, "read the stories", func(c *conn) error {
		return c.transaction(ctx, reading, func() error {
			t, err := readTruth(ctx, c)
			if err == nil && (t.id != at.Truth || t.generation != at.Generation) {
				err = other(errors.New("the stories were loaded meanwhile: try again"))
			}
			if err == nil {
				there, err = sumsOf(ctx, c)
			}
			return err
		})
	})
	if err == nil {
		var read *copied
		if read, err = openCopy(ctx, x.Index, filepath.Join(scratch, local.DatabaseName)); err == nil {
			var here Sums
			if here, err = read.each(ctx, nothing{}); err == nil {
				err = there.same(here)
			}
			read.close()
		}
	}
	if err := errors.Join(err, x.Index.Close()); err != nil {
		return nil, err
	}
	return there, release(ctx, filepath.Join(dir, local.DatabaseName))
}

// Holds makes or migrates the tables in the database at url, and returns how many stories it has.
func Holds(ctx context.Context, url string) (stories int, err error) {
	s, err := newServer(url)
	if err != nil {
		return 0, err
	}
	err = s.with(ctx, "prepare the database", func(c *conn) error {
		if err := migrate(ctx, c, migrations); err != nil {
			return err
		}
		return c.row(ctx, "SELECT count(*) FROM stories", nil, &stories)
	})
	return stories, setup(ctx, err)
}
