package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

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
	return x.server.with(ctx, "keep vectors", func(c *pgx.Conn) error {
		err := pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
			// One at a time, so that the ids are committed in their order.
			if _, err := tx.Exec(ctx, "LOCK TABLE vectors IN SHARE ROW EXCLUSIVE MODE"); err != nil {
				return err //nolint:wrapcheck // by with
			}
			var number int64
			var dimension int
			err := tx.QueryRow(ctx, `INSERT INTO models (name, dimension) VALUES ($1, $2)
				ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING number, dimension`, toText(name), len(vectors[0])).Scan(&number, &dimension)
			if err != nil {
				return err //nolint:wrapcheck // as above
			}
			if dimension != len(vectors[0]) {
				return other(fmt.Errorf("%s gave vectors of %d numbers before and of %d now: is it another model under the same name?",
					name, dimension, len(vectors[0])))
			}
			var batch pgx.Batch
			for i, p := range prints {
				batch.Queue("INSERT INTO vectors (model, print, vector) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", number, p, packed.Vector(vectors[i]))
			}
			return tx.SendBatch(ctx, &batch).Close() //nolint:wrapcheck // as above
		})
		if err != nil {
			return err //nolint:wrapcheck // as above
		}
		return x.catchUpVectors(ctx, c)
	})
}

// catchUpVectors has the replica take in the vectors that it has not.
func (x *Index) catchUpVectors(ctx context.Context, c *pgx.Conn) error {
	for {
		done, err := x.someVectors(ctx, c)
		if err != nil || done {
			return err
		}
	}
}

// someVectors takes in some vectors of one model.
func (x *Index) someVectors(ctx context.Context, c *pgx.Conn) (done bool, err error) {
	rows, err := c.Query(ctx, `SELECT v.id, m.name, v.print, v.vector FROM vectors v JOIN models m ON m.number = v.model
		WHERE v.id > $1 ORDER BY v.id LIMIT $2`, x.Followed().Vectors, vectorsAtOnce)
	if err != nil {
		return false, failed(ctx, "read the vectors", err)
	}
	defer rows.Close()
	var of string
	var last int64
	var prints [][]byte
	var vectors [][]float32
	for rows.Next() {
		var id int64
		var name string
		var print, vector []byte
		if err := rows.Scan(&id, &name, &print, &vector); err != nil {
			return false, failed(ctx, "read the vectors", err)
		}
		if len(prints) > 0 && name != of {
			break
		}
		of, last, prints, vectors = name, id, append(prints, print), append(vectors, packed.ReadVector(vector))
	}
	rows.Close()
	if err := rows.Err(); err != nil {
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
		err = x.server.with(ctx, "prune the versions", func(c *pgx.Conn) error {
			return pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error { //nolint:wrapcheck // by with
				if _, err := lease(ctx, tx); err != nil {
					return err
				}
				n, err = prune(ctx, tx, before, keep)
				return err
			})
		})
		if err != nil {
			return 0, err
		}
	}
	_, err = x.Index.Prune(ctx, before, keep)
	return n, err //nolint:wrapcheck // it says what was tried
}

// prune forgets versions in the truth, and the texts that nothing has any more.
func prune(ctx context.Context, tx pgx.Tx, before time.Time, keep func(story, hash string) bool) (int, error) {
	rows, err := tx.Query(ctx, `SELECT v.id, v.story, v.hash FROM versions v
		WHERE NOT EXISTS (SELECT FROM stories s WHERE s.id = v.story AND s.hash = v.hash)
		AND coalesce((SELECT w.seen FROM versions w WHERE w.story = v.story AND w.id > v.id ORDER BY w.id LIMIT 1), v.seen)::timestamptz < $1`, before)
	if err != nil {
		return 0, err //nolint:wrapcheck // by with
	}
	defer rows.Close()
	var old []int64
	for rows.Next() {
		var id int64
		var story, hash string
		if err := rows.Scan(&id, &story, &hash); err != nil {
			return 0, err //nolint:wrapcheck // as above
		}
		if !keep(ofText(story), ofText(hash)) {
			old = append(old, id)
		}
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return 0, err //nolint:wrapcheck // as above
	}
	if _, err := tx.Exec(ctx, "DELETE FROM versions WHERE id = ANY($1)", old); err != nil {
		return 0, err //nolint:wrapcheck // as above
	}
	_, err = tx.Exec(ctx, "DELETE FROM texts t WHERE NOT EXISTS (SELECT FROM versions v WHERE v.text = t.id)")
	return len(old), err //nolint:wrapcheck // as above
}
