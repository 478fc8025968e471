package local

import (
	"context"
	"fmt"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// Followed says how far an Index has followed a truth that is kept elsewhere. Who follows one
// makes all changes by Follow and FollowVectors: an Update makes the Index its own truth.
type Followed struct {
	Truth      string // which one, without spaces; empty: none, the Index is the truth itself
	Generation int64  // of its stories
	Vectors    int64  // the last of its vectors
}

// String writes it as it is kept.
func (f Followed) String() string {
	if f.Truth == "" {
		return ""
	}
	return fmt.Sprint(f.Truth, " ", f.Generation, " ", f.Vectors)
}

// readFollowed reads what String wrote; what cannot be read has followed nothing.
func readFollowed(kept string) (f Followed) {
	if _, err := fmt.Sscan(kept, &f.Truth, &f.Generation, &f.Vectors); err != nil {
		return Followed{}
	}
	return f
}

// Followed tells how far the Index has followed.
func (x *Index) Followed() Followed { return *x.followed.Load() }

// Replay is a load of what a truth elsewhere has.
type Replay interface {
	knowledge.Tx
	// Version adds a version that a story had, seen at that moment, unless it is there. The
	// versions of a story are added in their order, before the story itself is put.
	Version(s knowledge.Story, seen time.Time) error
}

// Follow runs one load, after which the Index has followed a truth to that generation and was
// loaded at that moment. Of another truth than before it has no vectors yet. committing, if set, is called when all is written and nothing of it counts yet: what
// it commits elsewhere and what is kept here are one, but for a process that ends between the
// two. Its error breaks the load off.
func (x *Index) Follow(ctx context.Context, truth string, generation int64, at time.Time, fill func(Replay) error, committing func() error) error {
	return x.load(ctx, &update{at: at, followed: Followed{Truth: truth, Generation: generation}}, func(t *update) error { return fill(t) }, committing)
}

// FollowVectors keeps vectors of a model by the fingerprints of their texts (packed.PrintsOf),
// after which the Index has followed the vectors so far.
func (x *Index) FollowVectors(ctx context.Context, name string, prints [][]byte, vectors [][]float32, last int64) error {
	if err := x.putVectors(ctx, name, prints, vectors, last); err != nil {
		return fmt.Errorf("follow the vectors: %w", err)
	}
	return nil
}

// Version is of Replay.
func (t *update) Version(s knowledge.Story, seen time.Time) error {
	return t.step("keep a version of", s.ID, func() error {
		q, err := t.prepared("SELECT count(*) FROM versions WHERE story = ? AND hash = ? AND seen = ?")
		if err != nil {
			return err
		}
		var there int
		if err := q.QueryRowContext(t.ctx, s.ID, s.Hash, packed.Time(seen)).Scan(&there); err != nil || there > 0 {
			return err //nolint:wrapcheck // wrapped by step
		}
		_, err = t.addVersion(&s, packed.Time(seen))
		return err
	})
}
