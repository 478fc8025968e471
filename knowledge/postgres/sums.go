package postgres

import (
	"crypto/sha256"
	"fmt"
)

// sumSize is the length of a sum.
const sumSize = sha256.Size

// Sum tells of the rows of one kind: how many there are, and a hash of all of them that does not
// depend on their order.
type Sum struct {
	Kind string
	Rows int
	Hash [sumSize]byte
}

// Sums are those of stories, versions, marks and vectors.
type Sums []Sum

func newSums() Sums {
	return Sums{{Kind: "stories"}, {Kind: "versions"}, {Kind: "marks"}, {Kind: "vectors"}}
}

// add adds a row of a kind.
func (s Sums) add(kind string, fields ...string) {
	row := sha256.New()
	for _, f := range fields {
		_, _ = fmt.Fprintf(row, "%d %s", len(f), f)
	}
	for i := range s {
		if s[i].Kind == kind {
			s[i].Rows++
			for n, b := range row.Sum(nil) {
				s[i].Hash[n] ^= b
			}
		}
	}
}

// same returns an error where others are not the same.
func (s Sums) same(others Sums) error {
	for i, one := range s {
		if one != others[i] {
			return fmt.Errorf("of the %s %d were read and %d written (%x, %x)", one.Kind, one.Rows, others[i].Rows, one.Hash[:4], others[i].Hash[:4])
		}
	}
	return nil
}

func sumText(text string) [sumSize]byte { return sha256.Sum256([]byte(text)) }
