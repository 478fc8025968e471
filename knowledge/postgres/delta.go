package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// errEnough ends the reading of stories.
var errEnough = errors.New("no more stories are wanted")

// delta is what a truth has that is newer than a generation.
type delta struct {
	x           *Index
	ctx         context.Context //nolint:containedctx // lives as long as the one call of apply
	conn        *conn
	from        int64 // 0: all of it, and what else the replica has goes
	total, done int   // of stories
	local.Replay
}

// read takes the delta into the replica.
func (d *delta) read(r local.Replay) error {
	d.Replay = r
	if d.from == 0 {
		if err := d.dropForeign(); err != nil {
			return err
		}
	}
	for _, part := range []func() error{d.replaced, d.marks, d.removed} {
		if err := part(); err != nil {
			return err
		}
	}
	return putAll(d, d.stories())
}

// each calls do for each row; scan reads it.
func (d *delta) each(what, query string, do func(scan func(...any) error) error) error {
	var own error
	err := d.conn.rows(d.ctx, query, []any{d.from}, func(scan func(...any) error) (bool, error) {
		var fault error
		own = do(func(targets ...any) error {
			fault = scan(targets...)
			return fault
		})
		if fault != nil {
			own = nil
		}
		return own == nil, fault
	})
	if own != nil {
		return own
	}
	return failed(d.ctx, "read the "+what, err)
}

// replaced adds the versions that stories had and have no more.
func (d *delta) replaced() error {
	return d.each("versions", `SELECT v.story, v.hash, v.seen, v.title, t.body FROM versions v JOIN texts t ON t.id = v.text
		WHERE v.born > $1 AND NOT EXISTS (SELECT FROM stories s WHERE s.version = v.id) ORDER BY v.id`, func(scan func(...any) error) error {
		var s knowledge.Story
		var seen string
		var body []byte
		if err := scan(&s.ID, &s.Hash, &seen, &s.Title, &body); err != nil {
			return err
		}
		s.ID, s.Hash, s.Title, s.Text = ofText(s.ID), ofText(s.Hash), ofText(s.Title), string(body)
		return d.version(s, seen)
	})
}

func (d *delta) version(s knowledge.Story, seen string) error {
	at, err := packed.ReadTime(seen)
	if err != nil {
		return fmt.Errorf("read a version of %s: %w", s.ID, err)
	}
	return d.Version(s, at) //nolint:wrapcheck // it says what was tried
}

func (d *delta) marks() error {
	return d.each("marks", "SELECT source, item, mark FROM marks WHERE born > $1", func(scan func(...any) error) error {
		var source, item, mark string
		if err := scan(&source, &item, &mark); err != nil {
			return err
		}
		return d.Mark(ofText(source), ofText(item), ofText(mark)) //nolint:wrapcheck // it says what was tried
	})
}

func (d *delta) removed() error {
	return d.each("removed stories", "SELECT id FROM removed WHERE gone > $1", func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return err
		}
		return d.Remove(ofText(id)) //nolint:wrapcheck // it says what was tried
	})
}

// stories yields the stories that were put, each after its present version was added.
func (d *delta) stories() iter.Seq2[knowledge.Story, error] {
	return func(yield func(knowledge.Story, error) bool) {
		err := d.each("stories", `SELECT s.id, s.title, s.outlet, s.authors, s.published, s.updated, s.url, s.collection, s.label, s.lang,
			s.source, s.item, s.hash, t.body, v.seen FROM stories s JOIN versions v ON v.id = s.version JOIN texts t ON t.id = v.text
			WHERE s.born > $1 ORDER BY s.version`, func(scan func(...any) error) error {
			s, seen, err := scanStory(scan)
			if err == nil {
				err = d.version(s, seen)
			}
			if err != nil {
				return err
			}
			if d.x.progress != nil && (d.done%256 == 0 || d.done+1 == d.total) {
				d.x.progress("copying the stories from the database", d.done+1, d.total)
			}
			d.done++
			if !yield(s, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && err != errEnough { //nolint:errorlint // it is returned as it is
			yield(knowledge.Story{}, err)
		}
	}
}

// scanStory reads a row of stories.
func scanStory(scan func(...any) error) (s knowledge.Story, seen string, err error) {
	var published, updated string
	var body []byte
	if err := scan(&s.ID, &s.Title, &s.Outlet, &s.Authors, &published, &updated, &s.URL, &s.Collection, (*string)(&s.Label), &s.Lang,
		&s.Source, &s.Item, &s.Hash, &body, &seen); err != nil {
		return s, "", err
	}
	for _, field := range []*string{&s.ID, &s.Title, &s.Outlet, &s.URL, &s.Collection, (*string)(&s.Label), &s.Lang, &s.Source, &s.Item, &s.Hash} {
		*field = ofText(*field)
	}
	for i, a := range s.Authors {
		s.Authors[i] = ofText(a)
	}
	s.Text = string(body)
	if s.Published, err = packed.ReadTime(published); err == nil {
		s.Updated, err = packed.ReadTime(updated)
	}
	if err != nil {
		return s, "", fmt.Errorf("read the dates of %s: %w", s.ID, err)
	}
	return s, seen, nil
}

// dropForeign takes out of the replica what the truth does not have. Versions stay: they can be
// read by who cites them.
func (d *delta) dropForeign() error {
	there := make(map[string]bool)
	err := d.each("stories", "SELECT id FROM stories WHERE born > $1", func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return err
		}
		there[ofText(id)] = true
		return nil
	})
	if err != nil {
		return err
	}
	view, err := d.x.View(d.ctx)
	if err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	defer view.Close()
	for s, err := range view.Stories(d.ctx) {
		if err == nil && !there[s.Story.ID] {
			err = d.Remove(s.Story.ID)
		}
		if err != nil {
			return err //nolint:wrapcheck // as above
		}
	}
	sources, err := d.x.Sources(d.ctx)
	for _, source := range sources {
		marks, err := d.x.Marks(d.ctx, source)
		if err != nil {
			return err //nolint:wrapcheck // as above
		}
		for item := range marks { // those that the truth has come next
			if err := d.Mark(source, item, ""); err != nil {
				return err //nolint:wrapcheck // as above
			}
		}
	}
	return err //nolint:wrapcheck // as above
}
