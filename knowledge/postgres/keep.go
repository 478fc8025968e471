package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/storybot/storybot/knowledge/local/packed"
)

// vectorsAtOnce is how many vectors are taken in in one go.
const vectorsAtOnce = 512

// PutVectors keeps the vectors of texts for a model: see [knowledge.Index].
func (x *Index) PutVectors(ctx context.Context, name string, texts []string, vectors [][]float32) error {
	prints, err := packed.PrintsOf(name, texts, vectors)
	if err != nil || len(texts) == 0 {
		return err //nolint:wrapcheck // it says what is wrong
	}
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	return x.server.with(ctx, "keep vectors", func(c *conn) error {
		err := c.transaction(ctx, writing, func() error {
			// One at a time, so that the ids are committed in their order.
			if err := c.exec(ctx, "LOCK TABLE vectors IN SHARE ROW EXCLUSIVE MODE"); err != nil {
				return err
			}
			var number int64
			var dimension int
			err := c.row(ctx, `INSERT INTO models (name, dimension) VALUES ($1, $2)
				ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING number, dimension`, []any{toText(name), len(vectors[0])}, &number, &dimension)
			if err != nil {
				return err
			}
			if dimension != len(vectors[0]) {
				return other(fmt.Errorf("%s gave vectors of %d numbers before and of %d now: is it another model under the same name?",
					name, dimension, len(vectors[0])))
			}
			var b batch
			for i, p := range prints {
				b.queue("INSERT INTO vectors (model, print, vector) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", number, p, packed.Vector(vectors[i]))
			}
			return c.send(ctx, &b)
		})
		if err != nil {
			return err
		}
		return x.catchUpVectors(ctx, c)
	})
}

// catchUpVectors has the replica take in the vectors that it has not.
func (x *Index) catchUpVectors(ctx context.Context, c *conn) error {
	for {
		done, err := x.someVectors(ctx, c)
		if err != nil || done {
			return err
		}
	}
}

// someVectors takes in some vectors of one model.
func (x *Index) someVectors(ctx context.Context, c *conn) (done bool, err error) {
	var of string
	var last int64
	var prints [][]byte
	var vectors [][]float32
	err = c.rows(ctx, `SELECT v.id, m.name, v.print, v.vector FROM vectors v JOIN models m ON m.number = v.model
		WHERE v.id > $1 ORDER BY v.id LIMIT $2`, []any{x.Followed().Vectors, vectorsAtOnce}, func(scan func(...any) error) (bool, error) {
		var id int64
		var name string
		var print, vector []byte
		if err := scan(&id, &name, &print, &vector); err != nil {
			return false, err
		}
		if len(prints) > 0 && name != of {
			return false, nil
		}
		of, last, prints, vectors = name, id, append(prints, print), append(vectors, packed.ReadVector(vector))
		return true, nil
	})
	if err != nil {
		return false, failed(ctx, "read the vectors", err)
	}
	if len(prints) == 0 {
		return true, nil
	}
	return false, other(x.FollowVectors(ctx, ofText(of), prints, vectors, last))
}

// Prune forgets the versions that were replaced before a moment, in the truth and in the
// replica: see [knowledge.Index].
func (x *Index) Prune(ctx context.Context, before time.Time, keep func(story, hash string) bool) (n int, err error) {
	if !before.IsZero() {
		// Beside no load of this process: were that stopped, another one would wait for both, one after the other.
		if err := x.begin(ctx); err != nil {
			return 0, err
		}
		err = x.server.with(ctx, "prune the versions", func(c *conn) error {
			return c.transaction(ctx, writing, func() error {
				_, give, err := x.server.lease(ctx, c)
				if err != nil {
					return err
				}
				defer give()
				n, err = prune(ctx, c, before, keep)
				return err
			})
		})
		x.end()
		if err != nil {
			return 0, err
		}
	}
	_, err = x.Index.Prune(ctx, before, keep)
	return n, err //nolint:wrapcheck // it says what was tried
}

// prune forgets versions in the truth, and the texts that nothing has any more.
func prune(ctx context.Context, c *conn, before time.Time, keep func(story, hash string) bool) (int, error) {
	var old []int64
	err := c.rows(ctx, `SELECT v.id, v.story, v.hash FROM versions v
		WHERE NOT EXISTS (SELECT FROM stories s WHERE s.id = v.story AND s.hash = v.hash)
		AND coalesce((SELECT w.seen FROM versions w WHERE w.story = v.story AND w.id > v.id ORDER BY w.id LIMIT 1), v.seen)::timestamptz < $1`,
		[]any{before}, func(scan func(...any) error) (bool, error) {
			var id int64
			var story, hash string
			if err := scan(&id, &story, &hash); err != nil {
				return false, err
			}
			if !keep(ofText(story), ofText(hash)) {
				old = append(old, id)
			}
			return true, nil
		})
	if err != nil {
		return 0, err
	}
	if err := c.exec(ctx, "DELETE FROM versions WHERE id = ANY($1)", old); err != nil {
		return 0, err
	}
	return len(old), c.exec(ctx, "DELETE FROM texts t WHERE NOT EXISTS (SELECT FROM versions v WHERE v.text = t.id)")
}
