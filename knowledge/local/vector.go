package local

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
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

// model finds a model.
func (x *Index) model(ctx context.Context, name string) (m vectors.Model, found bool, err error) {
	if m, found, err = vectors.Find(ctx, x.db.readers, name); err != nil {
		err = x.db.asDamage(err)
	}
	return m, found, err
}

// PutVectors keeps the vectors of texts for a model; see [knowledge.Index]. A
// text that has one already keeps it.
func (x *Index) PutVectors(ctx context.Context, name string, texts []string, numbers [][]float32) error {
	prints, err := packed.PrintsOf(name, texts, numbers)
	if err != nil || len(texts) == 0 {
		return err //nolint:wrapcheck // it names the model
	}
	return x.putVectors(ctx, name, prints, numbers, 0)
}

// putVectors keeps vectors by the fingerprints of their texts; followed, unless it is 0, is
// how far the index has then followed those of the truth.
func (x *Index) putVectors(ctx context.Context, name string, prints [][]byte, numbers [][]float32, followed int64) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	last, to := x.lastVector.Load(), x.Followed()
	if followed != 0 {
		to.Vectors = followed
	}
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		m, err := vectors.Make(ctx, c, name, len(numbers[0]))
		if err != nil {
			return err //nolint:wrapcheck // it names the model
		}
		if put, err := m.Put(ctx, c, prints, numbers); err != nil {
			return err //nolint:wrapcheck // as above
		} else if put > 0 {
			last = put
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
	m, found, err := x.model(ctx, name)
	if err != nil || !found {
		return known, err
	}
	if err := m.Known(ctx, x.db.readers, nil, func(one vectors.Kept) bool { known[one.Print] = true; return true }); err != nil {
		return nil, x.db.asDamage(err)
	}
	return known, nil
}
