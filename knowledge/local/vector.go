package local

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// fingerprintSize is the length of a fingerprint: the first bytes of the SHA-256
// of the text that is embedded for a passage. Passages with the same fingerprint
// share one vector.
const fingerprintSize = 16

type fingerprint [fingerprintSize]byte

// embeddingText is the text that is embedded for a passage: the title says what
// its pronouns refer to.
func embeddingText(title, passage string) string { return title + "\n\n" + passage }

func fingerprintOf(text string) fingerprint {
	sum := sha256.Sum256([]byte(text))
	return fingerprint(sum[:fingerprintSize])
}

// fingerprintsOf returns the fingerprints of a story's passages, one after the other.
func fingerprintsOf(s *knowledge.Story, passages []text.Span) []byte {
	b := make([]byte, 0, fingerprintSize*len(passages))
	for _, p := range passages {
		one := fingerprintOf(embeddingText(s.Title, p.Of(s.Text)))
		b = append(b, one[:]...)
	}
	return b
}

// place is a passage of a snapshot.
type place struct {
	doc *knowledge.Document
	n   int
}

// places maps a fingerprint to its passages. It is made when first used.
type places struct {
	once sync.Once
	m    map[fingerprint][]place
}

func (s *snapshot) at(p fingerprint) []place {
	s.places.once.Do(func() {
		s.places.m = make(map[fingerprint][]place, s.info.Passages)
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
func (s *snapshot) fingerprintAt(i, n int) fingerprint {
	return fingerprint(s.records[i].fingerprints[n*fingerprintSize:])
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

// checkVectors refuses vectors that cannot be compared: of several dimensions,
// of nothing but zeros, or with something that is not a number.
func checkVectors(name string, texts []string, vectors [][]float32) error {
	if len(texts) != len(vectors) {
		return fmt.Errorf("%s: %d vectors for %d texts", name, len(vectors), len(texts))
	}
	for _, v := range vectors {
		if len(v) != len(vectors[0]) {
			return fmt.Errorf("%s: vectors of %d and of %d numbers", name, len(vectors[0]), len(v))
		}
		if l := length(v); l == 0 || math.IsNaN(l) || math.IsInf(l, 0) {
			return fmt.Errorf("%s: a vector of length %g", name, l)
		}
	}
	return nil
}

func length(v []float32) float64 {
	sum := 0.0
	for _, f := range v {
		sum += float64(f) * float64(f)
	}
	return math.Sqrt(sum)
}

func packVector(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, f := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

// PutVectors keeps the vectors of texts for a model; see [knowledge.Index]. A
// text that has one already keeps it.
func (x *Index) PutVectors(ctx context.Context, name string, texts []string, vectors [][]float32) error {
	if err := checkVectors(name, texts, vectors); err != nil || len(texts) == 0 {
		return err
	}
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	last := x.lastVector.Load()
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		m, err := makeModel(ctx, c, name, len(vectors[0]))
		if err != nil {
			return err
		}
		for i, text := range texts {
			p := fingerprintOf(text)
			r, err := c.ExecContext(ctx, "INSERT OR IGNORE INTO vectors (model, text) VALUES (?,?)", m.number, p[:])
			if err != nil {
				return fmt.Errorf("keep vectors of %s: %w", name, err)
			}
			if n, err := r.RowsAffected(); err != nil || n == 0 {
				continue
			}
			if last, err = r.LastInsertId(); err != nil {
				return fmt.Errorf("keep vectors of %s: %w", name, err)
			}
			_, err = c.ExecContext(ctx, "INSERT INTO "+m.table()+" (rowid, vector) VALUES (?,?)", last, packVector(vectors[i])) //nolint:gosec // a number
			if err != nil {
				return fmt.Errorf("keep vectors of %s: %w", name, err)
			}
		}
		return nil
	})
	if err != nil {
		x.db.truncateLog(ctx)
		return diskError(x.dir, err)
	}
	x.lastVector.Store(last)
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
			if !yield(embeddingText(d.Story.Title, span.Of(text))) {
				return nil
			}
		}
	}
	return nil
}

// knownFingerprints returns the fingerprints that have a vector of the model.
func (x *Index) knownFingerprints(ctx context.Context, name string) (map[fingerprint]bool, error) {
	known := make(map[fingerprint]bool)
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
		if len(p) == fingerprintSize {
			known[fingerprint(p)] = true
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the vectors of %s: %w", name, x.db.asDamage(err))
	}
	return known, nil
}
