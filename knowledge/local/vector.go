package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// place is a passage of a snapshot.
type place struct {
	doc *knowledge.Document
	n   int
}

// places maps a fingerprint to its passages. It is made when first used.
type places struct {
	once sync.Once
	m    map[packed.Fingerprint][]place
}

func (s *snapshot) at(p packed.Fingerprint) []place {
	s.places.once.Do(func() {
		s.places.m = make(map[packed.Fingerprint][]place, s.info.Passages)
		for i, d := range s.docs {
			for n := range d.Passages {
				p := s.fingerprintAt(i, n)
				s.places.m[p] = append(s.places.m[p], place{d, n})
			}
		}
	})
	return s.places.m[p]
}

// fingerprintAt is the fingerprint of passage n of docs[i].
func (s *snapshot) fingerprintAt(i, n int) packed.Fingerprint {
	return packed.Fingerprint(s.records[i].fingerprints[n*packed.FingerprintSize:])
}

// model is a row of models.
type model struct {
	number    int64
	dimension int
}

// table is the vec0 table of the model's vectors.
func (m model) table() string { return fmt.Sprintf("vectors_%d", m.number) }

func findModel(ctx context.Context, q interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, name string,
) (m model, found bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT number, dimension FROM models WHERE name = ?", name).Scan(&m.number, &m.dimension)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, nil
	}
	if err != nil {
		return m, false, fmt.Errorf("read the vectors of %s: %w", name, err)
	}
	return m, true, nil
}

// PutVectors keeps the vectors of texts for a model; see [knowledge.Index]. A
// text that has one already keeps it.
func (x *Index) PutVectors(ctx context.Context, name string, texts []string, vectors [][]float32) error {
	prints, err := packed.PrintsOf(name, texts, vectors)
	if err != nil || len(texts) == 0 {
		return err //nolint:wrapcheck // it names the model
	}
	return x.putVectors(ctx, name, prints, vectors, 0)
}

// putVectors keeps vectors by the fingerprints of their texts; followed, unless it is 0, is
// how far the index has then followed those of the truth.
func (x *Index) putVectors(ctx context.Context, name string, prints [][]byte, vectors [][]float32, followed int64) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	last, to := x.lastVector.Load(), x.Followed()
	if followed != 0 {
		to.Vectors = followed
	}
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		m, err := makeModel(ctx, c, name, len(vectors[0]))
		if err != nil {
			return err
		}
		for i, p := range prints {
			r, err := c.ExecContext(ctx, "INSERT OR IGNORE INTO vectors (model, text) VALUES (?,?)", m.number, p)
			if err != nil {
				return fmt.Errorf("keep vectors of %s: %w", name, err)
			}
			if n, err := r.RowsAffected(); err != nil || n == 0 {
				continue
			}
			if last, err = r.LastInsertId(); err != nil {
				return fmt.Errorf("keep vectors of %s: %w", name, err)
			}
			_, err = c.ExecContext(ctx, "INSERT INTO "+m.table()+" (rowid, vector) VALUES (?,?)", last, packed.Vector(vectors[i])) //nolint:gosec // a number
			if err != nil {
				return fmt.Errorf("keep vectors of %s: %w", name, err)
			}
		}
		if to == x.Followed() {
			return nil
		}
		_, err = c.ExecContext(ctx, "REPLACE INTO meta (name, value) VALUES ('followed', ?)", to.String())
		return err //nolint:wrapcheck // wrapped by FollowVectors
	})
	if err != nil {
		x.db.truncateLog(ctx)
		return disk.Explain(x.dir, err) //nolint:wrapcheck // it says what was tried
	}
	x.lastVector.Store(last)
	x.followed.Store(&to)
	return nil
}

// makeModel finds the model or makes its table.
func makeModel(ctx context.Context, c *sql.Conn, name string, dimension int) (model, error) {
	m, found, err := findModel(ctx, c, name)
	if err != nil {
		return m, err
	}
	if found {
		if m.dimension != dimension {
			return m, fmt.Errorf("%s gave vectors of %d numbers before and of %d now: is it another model under the same name?",
				name, m.dimension, dimension)
		}
		return m, nil
	}
	r, err := c.ExecContext(ctx, "INSERT INTO models (name, dimension) VALUES (?,?)", name, dimension)
	if err == nil {
		m.number, err = r.LastInsertId()
	}
	if err == nil {
		m.dimension = dimension
		_, err = c.ExecContext(ctx, fmt.Sprintf("CREATE VIRTUAL TABLE %s USING vec0(vector float[%d] distance_metric=cosine)", m.table(), dimension))
	}
	if err != nil {
		return m, fmt.Errorf("make a table for %s: %w", name, err)
	}
	return m, nil
}

// Unembedded calls yield for passages that have no vector of that model.
func (x *Index) Unembedded(ctx context.Context, name string, yield func(text string) bool) error {
	v := x.open()
	defer v.Close()
	known, err := x.knownFingerprints(ctx, name)
	if err != nil {
		return err
	}
	for i, d := range v.docs {
		if err := ctx.Err(); i%checkEvery == 0 && err != nil {
			return fmt.Errorf("list the passages without vectors: %w", err)
		}
		text := ""
		for n, span := range d.Passages {
			p := v.fingerprintAt(i, n)
			if known[p] {
				continue
			}
			known[p] = true // another passage with the same words needs no second vector
			if text == "" {
				if text, err = v.Text(ctx, d.Story.ID, d.Story.Hash); err != nil {
					return err
				}
			}
			if !yield(packed.EmbeddingText(d.Story.Title, span.Of(text))) {
				return nil
			}
		}
	}
	return nil
}

// knownFingerprints returns the fingerprints that have a vector of the model.
func (x *Index) knownFingerprints(ctx context.Context, name string) (map[packed.Fingerprint]bool, error) {
	known := make(map[packed.Fingerprint]bool)
	rows, err := x.db.readers.QueryContext(ctx,
		"SELECT v.text FROM vectors v JOIN models m ON m.number = v.model WHERE m.name = ?", name)
	if err != nil {
		return nil, fmt.Errorf("read the vectors of %s: %w", name, x.db.asDamage(err))
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var p []byte
		if err := rows.Scan(&p); err != nil {
			return nil, fmt.Errorf("read the vectors of %s: %w", name, err)
		}
		if len(p) == packed.FingerprintSize {
			known[packed.Fingerprint(p)] = true
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the vectors of %s: %w", name, x.db.asDamage(err))
	}
	return known, nil
}
