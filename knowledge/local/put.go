package local

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// Put adds a story or replaces the one with its ID.
func (t *update) Put(p knowledge.Prepared) error {
	return t.step("keep", p.Story.ID, func() error {
		if err := check(&p); err != nil {
			return err
		}
		if p.Story.Hash == "" {
			p.Story.Hash = p.Story.Fingerprint()
		}
		d := p.Document()
		if sameDocument(t.current(p.Story.ID), d) && !t.x.hurt.Has(p.Story.ID) {
			return nil
		}
		text, err := t.addVersion(&p.Story, packed.Time(t.at))
		if err != nil {
			return err
		}
		e := entry{t.next, d, packed.Fingerprints(&p.Story, p.Passages), text}
		t.next++
		columns, err := e.values()
		if err != nil {
			return err
		}
		if err := t.insertRow(columns); err != nil {
			return err
		}
		t.put[p.Story.ID] = e
		return t.words.add(t.ctx, e.key, p.Title, p.Terms)
	})
}

// insertRow writes a row of stories in place of the one with its ID.
func (t *update) insertRow(columns []any) error {
	return t.exec("REPLACE INTO stories ("+storyColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", columns...)
}

// check refuses what would break the engine later.
func check(p *knowledge.Prepared) error {
	if p.Story.ID == "" {
		return errors.New("a story without an ID")
	}
	if len(p.Passages) != len(p.Terms) {
		return fmt.Errorf("%d passages with %d lists of terms", len(p.Passages), len(p.Terms))
	}
	for _, s := range p.Passages {
		if s.Start < 0 || s.End < s.Start || s.End > len(p.Story.Text) {
			return fmt.Errorf("passage [%d, %d) is not within the %d bytes of the text", s.Start, s.End, len(p.Story.Text))
		}
	}
	return nil
}

// current is the story as the load has it so far, or nil.
func (t *update) current(id string) *knowledge.Document {
	if e, ok := t.put[id]; ok {
		return e.doc
	}
	if i := t.old.find(id); i >= 0 && !t.removed[id] {
		return t.old.docs[i]
	}
	return nil
}

// sameDocument reports whether a story is there already, cut and stemmed the same way.
func sameDocument(a, b *knowledge.Document) bool {
	return a != nil && a.Story.Hash == b.Story.Hash && a.Story.Source == b.Story.Source && a.Story.Item == b.Story.Item && slices.Equal(a.Title, b.Title) &&
		slices.Equal(a.Passages, b.Passages) && slices.EqualFunc(a.Terms, b.Terms, slices.Equal[[]knowledge.Term])
}

// addVersion records the text of s, unless it is the story's last version, and
// returns the text's id.
func (t *update) addVersion(s *knowledge.Story, seen string) (text int64, err error) {
	var hash string
	q, err := t.prepared("SELECT hash, text FROM versions WHERE story = ? ORDER BY id DESC LIMIT 1")
	if err != nil {
		return 0, err
	}
	err = q.QueryRowContext(t.ctx, s.ID).Scan(&hash, &text)
	first := errors.Is(err, sql.ErrNoRows)
	if err != nil && !first {
		return 0, err //nolint:wrapcheck // wrapped by step
	}
	changed := first || t.x.hurt.Has(s.ID) || !t.hasText(text, s.Text)
	before := text
	if changed {
		if text, err = t.insert("INSERT INTO texts (body, sum) VALUES (?,?)", []byte(s.Text), int64(packed.Checksum([]byte(s.Text)))); err != nil {
			return 0, err
		}
	}
	if !first && hash == s.Hash {
		if changed { // the text that was kept is damaged
			err = t.exec("UPDATE versions SET text = ? WHERE story = ? AND text = ?", text, s.ID, before)
		}
		return text, err
	}
	t.version, err = t.insert("INSERT INTO versions (story, hash, seen, text_changed, title, text) VALUES (?,?,?,?,?,?)",
		s.ID, s.Hash, seen, changed, s.Title, text)
	return text, err
}

// hasText reports whether the text of that number is so and can be read.
func (t *update) hasText(number int64, want string) bool {
	q, err := t.prepared("SELECT body, sum FROM texts WHERE id = ?")
	if err != nil {
		return false
	}
	var body []byte
	var sum int64
	err = q.QueryRowContext(t.ctx, number).Scan(&body, &sum)
	return err == nil && bytes.Equal(body, []byte(want)) && sum == int64(packed.Checksum(body))
}

// insert runs an INSERT and returns the new row's id.
func (t *update) insert(query string, args ...any) (int64, error) {
	s, err := t.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(context.WithoutCancel(t.ctx), args...)
	if err != nil {
		return 0, err //nolint:wrapcheck // wrapped by step
	}
	return r.LastInsertId() //nolint:wrapcheck // as above
}

// Remove takes a story out of what can be found.
func (t *update) Remove(id string) error {
	return t.step("remove", id, func() error {
		if t.current(id) == nil {
			return nil
		}
		delete(t.put, id)
		t.removed[id] = true
		return t.exec("DELETE FROM stories WHERE id = ?", id)
	})
}

// Mark remembers the mark of an item of a source.
func (t *update) Mark(source, item, mark string) error {
	return t.step("mark", item, func() error {
		if mark == "" {
			return t.exec("DELETE FROM marks WHERE source = ? AND item = ?", source, item)
		}
		return t.exec(`INSERT INTO marks (source, item, mark) VALUES (?,?,?)
			ON CONFLICT DO UPDATE SET mark = excluded.mark WHERE mark <> excluded.mark`, source, item, mark)
	})
}
