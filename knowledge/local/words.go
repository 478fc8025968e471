package local

import (
	"fmt"

	index "github.com/blevesearch/bleve_index_api"
)

// field is the one field of a segment: the terms of title and passage together.
const field = "t"

// passageWords is a passage as bleve's segments take it: terms counted, nothing
// stored. Its number in the segment is all the identity it has.
type passageWords struct {
	freqs  index.TokenFrequencies
	length int
}

// newPassageWords counts the terms of a passage and of its story's title.
func newPassageWords(title, terms []string) *passageWords {
	p := &passageWords{freqs: make(index.TokenFrequencies, len(title)+len(terms)), length: len(title) + len(terms)}
	slab := make([]index.TokenFreq, 0, p.length) // never grows: the map points into it
	for _, list := range [2][]string{title, terms} {
		for _, t := range list {
			if f := p.freqs[t]; f != nil {
				f.SetFrequency(f.Frequency() + 1)
				continue
			}
			slab = append(slab, index.TokenFreq{Term: []byte(t)})
			f := &slab[len(slab)-1]
			f.SetFrequency(1)
			p.freqs[t] = f
		}
	}
	return p
}

// ID is empty: passages are known by number.
func (p *passageWords) ID() string { return "" }

// Size is not used by segments.
func (p *passageWords) Size() int { return 0 }

// VisitFields shows the empty identity that segments ask for, and the terms.
func (p *passageWords) VisitFields(visit index.FieldVisitor) {
	visit(noID{})
	visit(p)
}

// VisitComposite has nothing to show.
func (p *passageWords) VisitComposite(index.CompositeFieldVisitor) {}

// HasComposite is false.
func (p *passageWords) HasComposite() bool { return false }

// NumPlainTextBytes is not counted.
func (p *passageWords) NumPlainTextBytes() uint64 { return 0 }

// AddIDField has nothing to add.
func (p *passageWords) AddIDField() {}

// StoredFieldsBytes is nought.
func (p *passageWords) StoredFieldsBytes() uint64 { return 0 }

// Indexed is true.
func (p *passageWords) Indexed() bool { return true }

// Name is the field's.
func (p *passageWords) Name() string { return field }

// Value is nil: nothing is stored.
func (p *passageWords) Value() []byte { return nil }

// ArrayPositions is nil.
func (p *passageWords) ArrayPositions() []uint64 { return nil }

// EncodedFieldType says text.
func (p *passageWords) EncodedFieldType() byte { return 't' }

// Analyze has been done by knowledge.Terms.
func (p *passageWords) Analyze() {}

// Options says indexed, and no more.
func (p *passageWords) Options() index.FieldIndexingOptions { return index.IndexField }

// AnalyzedLength is the number of terms.
func (p *passageWords) AnalyzedLength() int { return p.length }

// AnalyzedTokenFrequencies are the counted terms.
func (p *passageWords) AnalyzedTokenFrequencies() index.TokenFrequencies { return p.freqs }

// noID is the stored "_id" field that every document of a segment must show.
type noID struct{}

// Name is the one segments look for.
func (noID) Name() string { return "_id" }

// Value is empty.
func (noID) Value() []byte { return []byte{} }

// ArrayPositions is nil.
func (noID) ArrayPositions() []uint64 { return nil }

// EncodedFieldType says text.
func (noID) EncodedFieldType() byte { return 't' }

// Analyze does nothing.
func (noID) Analyze() {}

// Options says stored: segments insist.
func (noID) Options() index.FieldIndexingOptions { return index.StoreField }

// AnalyzedLength is nought.
func (noID) AnalyzedLength() int { return 0 }

// AnalyzedTokenFrequencies is nil: no passage is looked up by identity.
func (noID) AnalyzedTokenFrequencies() index.TokenFrequencies { return nil }

// NumPlainTextBytes is not counted.
func (noID) NumPlainTextBytes() uint64 { return 0 }

// recovered runs do and turns a panic in the segment library, which damaged bytes can cause,
// into an error.
func recovered(what string, do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: %v", what, r)
		}
	}()
	return do()
}
