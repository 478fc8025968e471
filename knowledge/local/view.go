package local

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"sync/atomic"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// View returns the present state.
func (x *Index) View(ctx context.Context) (knowledge.View, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("open a view: %w", err)
	}
	var damaged *DamagedError
	if why := x.trouble.Load(); why != nil && errors.As(*why, &damaged) {
		return nil, *why
	}
	return x.open(), nil
}

func (x *Index) open() *view {
	last := x.lastVector.Load()
	for {
		if s := x.now.Load(); s.retain() {
			return &view{snapshot: s, x: x, lastVector: last}
		}
	}
}

// view is a counted reference to a snapshot.
type view struct {
	*snapshot
	x          *Index
	closed     atomic.Bool
	lastVector int64 // later ones are not seen
}

// Close gives the view back. A second call does nothing.
func (v *view) Close() {
	if v.closed.CompareAndSwap(false, true) {
		v.release()
	}
}

// Info returns the counts of what the view holds.
func (v *view) Info(ctx context.Context) (knowledge.Info, error) {
	if err := ctx.Err(); err != nil {
		return knowledge.Info{}, fmt.Errorf("count the stories: %w", err)
	}
	return v.info, nil
}

// Documents returns the stories with these IDs as ranking needs them.
func (v *view) Documents(ctx context.Context, ids []string) ([]*knowledge.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read the terms of stories: %w", err)
	}
	docs := make([]*knowledge.Document, len(ids))
	for n, id := range ids {
		i := v.find(id)
		if i < 0 {
			return nil, fmt.Errorf("%s: %w", id, knowledge.ErrNotFound)
		}
		docs[n] = v.docs[i]
	}
	return docs, nil
}

// checkEvery is after how many steps a long loop asks whether it was cancelled.
const checkEvery = 64

// Stories yields every story, in the order of their IDs.
func (v *view) Stories(ctx context.Context) iter.Seq2[*knowledge.StoryInfo, error] {
	return func(yield func(*knowledge.StoryInfo, error) bool) {
		for i, d := range v.docs {
			if i%checkEvery == 0 && ctx.Err() != nil {
				yield(nil, fmt.Errorf("list the stories: %w", ctx.Err()))
				return
			}
			if !yield(&d.StoryInfo, nil) {
				return
			}
		}
	}
}

// Story returns one story without its Text.
func (v *view) Story(ctx context.Context, id string) (*knowledge.StoryInfo, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("open %s: %w", id, err)
	}
	if i := v.find(id); i >= 0 {
		return &v.docs[i].StoryInfo, nil
	}
	return nil, fmt.Errorf("%s: %w", id, knowledge.ErrNotFound)
}

// Text returns the Text of a version of a story.
func (v *view) Text(ctx context.Context, id, hash string) (string, error) {
	i := v.find(id)
	if i < 0 || v.docs[i].Story.Hash != hash {
		return v.versionText(ctx, id, hash)
	}
	if v.x.hurt.Has(id) && v.x.isPresent(id, v.records[i].key) { // whatever else is in memory of it
		return "", &DamagedError{File: v.x.db.path, Err: fmt.Errorf("the text of %s was damaged when it was last read", id)}
	}
	body, err := v.x.db.textOf(ctx, id, v.records[i].text)
	if err == nil && !v.records[i].isOf(v.docs[i], body) {
		err = &DamagedError{File: v.x.db.path, Err: fmt.Errorf("the text of %s is another story's", id)}
	}
	if errors.Is(err, sql.ErrNoRows) { // a load that may not be swapped in yet has replaced and moved it, or it is lost
		moved, no := v.versionText(ctx, id, hash)
		if no == nil || !v.x.isPresent(id, v.records[i].key) {
			return moved, no
		}
	}
	if v.x.isPresent(id, v.records[i].key) { // else it has been put anew since
		v.x.told(ctx, id, err)
	}
	return body, err
}

// versionText finds the text of a version by the version, wherever it is kept now.
func (v *view) versionText(ctx context.Context, id, hash string) (body string, err error) {
	for range 3 { // it may be moved again while it is looked for
		// A text is of one story; what names another's is damaged.
		var text int64
		err = v.x.db.readers.QueryRowContext(ctx, `SELECT text FROM versions v WHERE story = ? AND hash = ? AND id <= ?
			AND NOT EXISTS (SELECT 1 FROM versions w WHERE w.text = v.text AND w.story <> v.story) LIMIT 1`,
			id, hash, v.version).Scan(&text)
		if errors.Is(err, sql.ErrNoRows) {
			return "", fmt.Errorf("version %s of %s: %w", hash, id, knowledge.ErrNotFound)
		}
		if err != nil {
			return "", fmt.Errorf("read the versions of %s: %w", id, v.x.db.asDamage(err))
		}
		if body, err = v.x.db.textOf(ctx, id, text); !errors.Is(err, sql.ErrNoRows) {
			break
		}
	}
	return body, err
}

// isPresent reports whether a story is still the one with that key.
func (x *Index) isPresent(id string, key int64) bool {
	s := x.now.Load()
	i := s.find(id)
	return i >= 0 && s.records[i].key == key
}

// isOf reports whether a text is the one that the passages of d were cut from.
func (r *record) isOf(d *knowledge.Document, body string) bool {
	s := knowledge.Story{Title: d.Story.Title, Text: body}
	for _, p := range d.Passages {
		if p.Start < 0 || p.End < p.Start || p.End > len(body) {
			return false
		}
	}
	return bytes.Equal(packed.Fingerprints(&s, d.Passages), r.fingerprints)
}

// textOf reads a text of story id and verifies it.
func (d *database) textOf(ctx context.Context, id string, text int64) (string, error) {
	t, err := d.stored(ctx, id, text)
	if err != nil {
		return "", err
	}
	var base []byte
	if t.By > packed.Alone {
		b, err := d.stored(ctx, id, t.By-packed.Alone)
		if err != nil {
			return "", err
		}
		if base, err = b.Unpack(nil); err != nil {
			return "", &DamagedError{File: d.path, Err: fmt.Errorf("read what the text of %s is packed by: %w", id, err)}
		}
	}
	body, err := t.Unpack(base)
	if err != nil {
		return "", &DamagedError{File: d.path, Err: fmt.Errorf("the text of %s %w", id, err)}
	}
	return string(body), nil
}

// stored reads a text as it is kept.
func (d *database) stored(ctx context.Context, id string, text int64) (packed.Text, error) {
	var t packed.Text
	var sum int64
	if err := ctx.Err(); err != nil {
		return t, fmt.Errorf("read the text of %s: %w", id, err)
	}
	// One row is read sooner than its reading could be broken off.
	if err := d.text.QueryRowContext(context.WithoutCancel(ctx), text).Scan(&t.Body, &sum); err != nil {
		return t, fmt.Errorf("read the text of %s: %w", id, d.unreadable(ctx, err)) // a text that is named is there, else the file is damaged
	}
	t.By, t.Sum = sum>>32, uint32(sum) //nolint:gosec // its halves
	return t, nil
}

// Versions returns the versions of a story, oldest first.
func (v *view) Versions(ctx context.Context, id string) ([]knowledge.Version, error) {
	rows, err := v.x.db.readers.QueryContext(ctx,
		"SELECT hash, seen, text_changed FROM versions WHERE story = ? AND id <= ? ORDER BY id", id, v.version)
	if err != nil {
		return nil, fmt.Errorf("read the versions of %s: %w", id, v.x.db.asDamage(err))
	}
	defer func() { _ = rows.Close() }()
	var versions []knowledge.Version
	for rows.Next() {
		var one knowledge.Version
		var seen string
		if err := rows.Scan(&one.Hash, &seen, &one.TextChanged); err != nil {
			return nil, fmt.Errorf("read the versions of %s: %w", id, err)
		}
		if one.Seen, err = packed.ReadTime(seen); err != nil {
			return nil, fmt.Errorf("read the versions of %s: %w", id, err)
		}
		versions = append(versions, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the versions of %s: %w", id, v.x.db.asDamage(err))
	}
	if versions == nil {
		return nil, fmt.Errorf("%s: %w", id, knowledge.ErrNotFound)
	}
	versions[0].TextChanged = true // what was before it may be pruned
	return versions, nil
}
