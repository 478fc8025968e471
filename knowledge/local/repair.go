package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// repair makes one new segment for the stories at list, from their texts, and
// registers it in place of the segments that are not in segs.
func (x *Index) repair(ctx context.Context, st *storedState, segs []*segment, list []int) ([]*segment, error) {
	t := &update{x: x, ctx: ctx, next: x.next, words: newBuilder(x.folder())}
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		defer t.closeStatements()
		t.conn = c
		if err := t.forget(segs); err != nil {
			return err
		}
		for done, i := range list {
			x.reportProgress(done, len(list))
			if err := t.reanalyze(&st.entries[i]); err != nil {
				if err := st.lose(ctx, i, err); err != nil {
					return err
				}
			}
		}
		st.dropLost()
		if len(st.lost) > 0 {
			if tooMany(len(st.lost), len(st.entries)) {
				return st.lost[0].why
			}
			if err := t.leaveOut(st); err != nil {
				return err
			}
		}
		if len(list) > 0 {
			if err := t.addSegment(); err != nil {
				return err
			}
			x.reportProgress(len(list), len(list))
		}
		if err := t.setMeta("next", strconv.FormatInt(t.next, 10)); err != nil {
			return err
		}
		return t.setMeta("cut", packed.Analyzer())
	})
	if err == nil {
		x.next = t.next
		for _, l := range st.lost {
			x.log.ErrorContext(ctx, "the text of a story is damaged: it is set aside until its source is read again", "story", l.id, "err", l.why)
		}
		if t.segment != nil {
			segs = append(segs, t.segment)
		}
		return segs, nil
	}
	t.discard()
	var damaged *DamagedError
	if errors.As(err, &damaged) || ctx.Err() != nil {
		return nil, fmt.Errorf("mend the word index: %w", err)
	}
	x.log.ErrorContext(ctx, "word index: cannot write what was rebuilt, keeping it in memory", "error", err)
	more, err := x.repairInMemory(ctx, st, list)
	if err != nil {
		return nil, fmt.Errorf("mend the word index: %w", err)
	}
	return append(segs, more...), nil
}

// lose notes that the text of a story is damaged; other errors it returns.
func (st *storedState) lose(ctx context.Context, i int, err error) error {
	var damaged *DamagedError
	if ctx.Err() != nil || !errors.As(err, &damaged) {
		return err
	}
	e := &st.entries[i]
	s := &e.doc.Story
	st.lost = append(st.lost, lost{e.key, s.ID, s.Source, s.Item, err})
	return nil
}

// dropLost takes the stories that are lost out of those there are.
func (st *storedState) dropLost() {
	st.entries = slices.DeleteFunc(st.entries, func(e entry) bool {
		return slices.ContainsFunc(st.lost, func(l lost) bool { return l.key == e.key })
	})
}

// forget removes the segments that are not in use from the database. Their
// files are removed later.
func (t *update) forget(use []*segment) error {
	rows, err := t.conn.QueryContext(t.ctx, "SELECT name FROM segments")
	if err != nil {
		return fmt.Errorf("read the segments: %w", err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			_ = rows.Close()
			return fmt.Errorf("read the segments: %w", err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the segments: %w", err)
	}
	for _, name := range names {
		if slices.ContainsFunc(use, func(s *segment) bool { return s.name == name }) {
			continue
		}
		if err := t.exec("DELETE FROM segments WHERE name = ?", name); err != nil {
			return fmt.Errorf("forget %s: %w", name, err)
		}
	}
	return nil
}

// reanalyze makes the terms of a story again from its text, under a new key, so
// that no older segment seems to have it.
func (t *update) reanalyze(e *entry) error {
	if err := t.analyze(e); err != nil {
		return err
	}
	words := packed.Words(e.doc)
	err := t.exec("UPDATE stories SET key = ?, words = ?, prints = ?, words_sum = ? WHERE id = ?",
		e.key, words, e.fingerprints, wordsSum(words, e.fingerprints), e.doc.Story.ID)
	if err != nil {
		return fmt.Errorf("keep the words of %s: %w", e.doc.Story.ID, err)
	}
	return nil
}

// analyze is reanalyze in memory only.
func (t *update) analyze(e *entry) error {
	s := e.doc.Story
	var err error
	if s.Text, err = t.x.db.textOf(t.ctx, s.ID, e.text); err != nil {
		return err
	}
	p := knowledge.Prepare(s)
	e.doc, e.key, e.fingerprints = p.Document(), t.next, packed.Fingerprints(&s, p.Passages)
	t.next++
	return t.words.add(t.ctx, e.key, p.Title, p.Terms)
}

// repairInMemory makes segments for the stories at list in memory, where there is
// no room for them on disk. The next start tries to repair them again.
func (x *Index) repairInMemory(ctx context.Context, st *storedState, list []int) ([]*segment, error) {
	t := &update{x: x, ctx: ctx, next: x.next, words: newBuilder(x.folder())}
	for done, i := range list {
		x.reportProgress(done, len(list))
		if err := t.analyze(&st.entries[i]); err != nil {
			return nil, errors.Join(err, t.words.stop())
		}
	}
	x.reportProgress(len(list), len(list))
	x.next = t.next
	return t.words.keep(ctx)
}

// reportProgress reports how far a rebuild is, every 256 stories and at its end.
func (x *Index) reportProgress(done, total int) {
	if done%256 == 0 || done == total {
		x.opts.Progress("rebuilding the word index", done, total)
	}
}
