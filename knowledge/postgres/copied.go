package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// taker takes all that an engine holds: each story after its versions, each vector after its model.
type taker interface {
	takeVersion(s *knowledge.Story, seen string) error
	takeStory(s *knowledge.Story) error
	takeMark(source, item, mark string) error
	takeModel(name string, dimension int) error
	takeVector(model string, print, vector []byte) error
}

// nothing takes nothing.
type nothing struct{}

func (nothing) takeVersion(*knowledge.Story, string) error { return nil }
func (nothing) takeStory(*knowledge.Story) error           { return nil }
func (nothing) takeMark(string, string, string) error      { return nil }
func (nothing) takeModel(string, int) error                { return nil }
func (nothing) takeVector(string, []byte, []byte) error    { return nil }

// copied is a copy of the database of an embedded engine at one moment, and the engine, which
// reads its texts.
type copied struct {
	engine *local.Index
	view   knowledge.View
	info   knowledge.Info
	db     *sql.DB
}

// openCopy copies the database of an engine, of which nobody changes anything meanwhile, to a new
// file.
func openCopy(ctx context.Context, x *local.Index, file string) (*copied, error) {
	if err := x.Backup(ctx, file); err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	view, err := x.View(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // as above
	}
	info, err := view.Info(ctx)
	if err != nil {
		view.Close()
		return nil, err //nolint:wrapcheck // as above
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: "mode=ro&immutable=1"}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		view.Close()
		return nil, fmt.Errorf("read a copy of the stories: %w", err)
	}
	return &copied{x, view, info, db}, nil
}

func (c *copied) close() {
	c.view.Close()
	_ = c.db.Close()
}

// each gives all to a taker and returns what it was.
func (c *copied) each(ctx context.Context, to taker) (Sums, error) {
	s := &summing{to: to, sums: newSums()}
	for _, part := range []func(context.Context, taker) error{c.versions, c.stories, c.marks, c.vectors} {
		if err := part(ctx, s); err != nil {
			return nil, err
		}
	}
	return s.sums, nil
}

func (c *copied) versions(ctx context.Context, to taker) error {
	return c.rows(ctx, "versions", "SELECT story, hash, title, seen FROM versions ORDER BY id", func(rows *sql.Rows) error {
		var s knowledge.Story
		var seen string
		err := rows.Scan(&s.ID, &s.Hash, &s.Title, &seen)
		if err == nil {
			s.Text, err = c.view.Text(ctx, s.ID, s.Hash)
		}
		if err != nil {
			return err //nolint:wrapcheck // by rows
		}
		return to.takeVersion(&s, seen)
	})
}

func (c *copied) stories(ctx context.Context, to taker) error {
	for s, err := range c.view.Stories(ctx) {
		if err == nil {
			err = to.takeStory(&s.Story)
		}
		if err != nil {
			return err //nolint:wrapcheck // it says what was tried
		}
	}
	return nil
}

func (c *copied) marks(ctx context.Context, to taker) error {
	return c.rows(ctx, "marks", "SELECT source, item, mark FROM marks", func(rows *sql.Rows) error {
		var source, item, mark string
		if err := rows.Scan(&source, &item, &mark); err != nil {
			return err //nolint:wrapcheck // by rows
		}
		return to.takeMark(source, item, mark)
	})
}

func (c *copied) vectors(ctx context.Context, to taker) error {
	type model struct {
		name              string
		number, dimension int
	}
	var models []model
	err := c.rows(ctx, "models", "SELECT name, number, dimension FROM models ORDER BY number", func(rows *sql.Rows) error {
		var m model
		err := rows.Scan(&m.name, &m.number, &m.dimension)
		models = append(models, m)
		return err //nolint:wrapcheck // by rows
	})
	if err != nil {
		return err
	}
	for _, m := range models {
		if err := to.takeModel(m.name, m.dimension); err != nil {
			return err
		}
		query := fmt.Sprintf("SELECT v.text, t.vector FROM vectors v JOIN vectors_%d t ON t.rowid = v.id WHERE v.model = %[1]d ORDER BY v.id", m.number)
		err := c.rows(ctx, "vectors", query, func(rows *sql.Rows) error {
			var print, vector []byte
			if err := rows.Scan(&print, &vector); err != nil {
				return err //nolint:wrapcheck // by rows
			}
			return to.takeVector(m.name, print, vector)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *copied) rows(ctx context.Context, what, query string, do func(*sql.Rows) error) error {
	rows, err := c.db.QueryContext(ctx, query)
	if err != nil {
		return fmt.Errorf("read the %s: %w", what, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := do(rows); err != nil {
			return fmt.Errorf("read the %s: %w", what, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the %s: %w", what, err)
	}
	return nil
}

// release makes a replica that nobody has open an engine of its own.
func release(ctx context.Context, file string) error {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: "mode=rw&_pragma=synchronous(FULL)"}
	db, err := sql.Open("sqlite", u.String())
	if err == nil {
		_, err = db.ExecContext(ctx, "UPDATE meta SET value = '' WHERE name = 'followed'; PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if err != nil {
		return fmt.Errorf("make the stories in %s its own: %w", filepath.Dir(file), err)
	}
	return db.Close() //nolint:wrapcheck // nothing is left to do
}

// sumsOf reads all that a database has, as copied.each does.
func sumsOf(ctx context.Context, c *conn) (Sums, error) {
	s := &summing{to: nothing{}, sums: newSums()}
	d := &delta{ctx: ctx, conn: c}
	err := d.each("versions", "SELECT v.story, v.hash, v.title, v.seen, t.body FROM versions v JOIN texts t ON t.id = v.text WHERE v.born > $1", func(scan func(...any) error) error {
		var one knowledge.Story
		var seen string
		var body []byte
		if err := scan(&one.ID, &one.Hash, &one.Title, &seen, &body); err != nil {
			return err
		}
		one.ID, one.Hash, one.Title, one.Text = ofText(one.ID), ofText(one.Hash), ofText(one.Title), string(body)
		return s.takeVersion(&one, seen)
	})
	if err != nil {
		return nil, err
	}
	err = d.each("stories", `SELECT s.id, s.title, s.outlet, s.authors, s.published, s.updated, s.url, s.collection, s.label, s.lang,
		s.source, s.item, s.hash, t.body, v.seen FROM stories s JOIN versions v ON v.id = s.version JOIN texts t ON t.id = v.text
		WHERE s.born > $1`, func(scan func(...any) error) error {
		one, _, err := scanStory(scan)
		if err != nil {
			return err
		}
		return s.takeStory(&one)
	})
	if err != nil {
		return nil, err
	}
	err = d.each("marks", "SELECT source, item, mark FROM marks WHERE born > $1 AND mark <> ''", func(scan func(...any) error) error {
		var source, item, mark string
		if err := scan(&source, &item, &mark); err != nil {
			return err
		}
		return s.takeMark(ofText(source), ofText(item), ofText(mark))
	})
	if err != nil {
		return nil, err
	}
	err = d.each("vectors", "SELECT m.name, v.print, v.vector FROM vectors v JOIN models m ON m.number = v.model WHERE v.id > $1", func(scan func(...any) error) error {
		var model string
		var print, vector []byte
		if err := scan(&model, &print, &vector); err != nil {
			return err
		}
		return s.takeVector(ofText(model), print, vector)
	})
	return s.sums, err
}

// summing adds up what goes through it.
type summing struct {
	to   taker
	sums Sums
}

func (s *summing) takeVersion(v *knowledge.Story, seen string) error {
	s.sums.add("versions", v.ID, v.Hash, v.Title, seen, v.Text)
	return s.to.takeVersion(v, seen)
}

func (s *summing) takeStory(v *knowledge.Story) error {
	fields := []string{v.ID, v.Title, v.Outlet, packed.Time(v.Published), packed.Time(v.Updated), v.URL, v.Collection, string(v.Label), v.Lang,
		v.Source, v.Item, v.Hash}
	s.sums.add("stories", append(fields, v.Authors...)...)
	return s.to.takeStory(v)
}

func (s *summing) takeMark(source, item, mark string) error {
	s.sums.add("marks", source, item, mark)
	return s.to.takeMark(source, item, mark)
}

func (s *summing) takeModel(name string, dimension int) error { return s.to.takeModel(name, dimension) }

func (s *summing) takeVector(model string, print, vector []byte) error {
	s.sums.add("vectors", model, string(print), string(vector))
	return s.to.takeVector(model, print, vector)
}
