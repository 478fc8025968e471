// Package zapfile is how passages become files of bleve's segment format (zap) and how
// these are read: the words of passages as that library takes them, and the bytes of a
// file as a segment.
package zapfile

import (
	"encoding/binary"
	"errors"
	"fmt"

	index "github.com/blevesearch/bleve_index_api"
	zapsegment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// Field is the one field of a segment: the terms of title and passage together.
const Field = "t"

// passage is one as bleve's segments take it: terms counted, nothing
// stored. Its number in the segment is all the identity it has.
type passage struct {
	freqs  index.TokenFrequencies
	length int
}

// Passage counts the terms of a passage and of its story's title.
func Passage(title, terms []string) index.Document {
	p := &passage{freqs: make(index.TokenFrequencies, len(title)+len(terms)), length: len(title) + len(terms)}
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
func (p *passage) ID() string { return "" }

// Size is not used by segments.
func (p *passage) Size() int { return 0 }

// VisitFields shows the empty identity that segments ask for, and the terms.
func (p *passage) VisitFields(visit index.FieldVisitor) {
	visit(noID{})
	visit(p)
}

// VisitComposite has nothing to show.
func (p *passage) VisitComposite(index.CompositeFieldVisitor) {}

// HasComposite is false.
func (p *passage) HasComposite() bool { return false }

// NumPlainTextBytes is not counted.
func (p *passage) NumPlainTextBytes() uint64 { return 0 }

// AddIDField has nothing to add.
func (p *passage) AddIDField() {}

// StoredFieldsBytes is nought.
func (p *passage) StoredFieldsBytes() uint64 { return 0 }

// Indexed is true.
func (p *passage) Indexed() bool { return true }

// Name is the field's.
func (p *passage) Name() string { return Field }

// Value is nil: nothing is stored.
func (p *passage) Value() []byte { return nil }

// ArrayPositions is nil.
func (p *passage) ArrayPositions() []uint64 { return nil }

// EncodedFieldType says text.
func (p *passage) EncodedFieldType() byte { return 't' }

// Analyze has been done by knowledge.Terms.
func (p *passage) Analyze() {}

// Options says indexed, and no more.
func (p *passage) Options() index.FieldIndexingOptions { return index.IndexField }

// AnalyzedLength is the number of terms.
func (p *passage) AnalyzedLength() int { return p.length }

// AnalyzedTokenFrequencies are the counted terms.
func (p *passage) AnalyzedTokenFrequencies() index.TokenFrequencies { return p.freqs }

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

// Recovered runs do and turns a panic in the segment library, which damaged bytes can cause,
// into an error.
func Recovered(what string, do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: %v", what, r)
		}
	}()
	return do()
}

// Parse is a segment of the bytes of a file, as the library itself would
// read them from a map: the numbers of the footer, all big-endian, last to first.
func Parse(data []byte) (zapsegment.Segment, error) {
	const footer = zap.FooterSize // counts, addresses, versions and sums
	if len(data) < footer {
		return nil, errors.New("it is too short")
	}
	end := data[len(data)-footer:]
	idLength, end := binary.BigEndian.Uint32(end), end[4:]
	documents, stored, sections := binary.BigEndian.Uint64(end), binary.BigEndian.Uint64(end[8:]), binary.BigEndian.Uint64(end[16:])
	chunks, version, sum := binary.BigEndian.Uint32(end[24:]), binary.BigEndian.Uint32(end[28:]), binary.BigEndian.Uint32(end[32:])
	if version != zap.Version || idLength != 0 { // we name no writer
		return nil, fmt.Errorf("it is of version %d, not %d", version, zap.Version)
	}
	z, err := zap.InitSegmentBase(data[:len(data)-footer], sum, chunks, documents, stored, sections, nil, new(zapsegment.Stats))
	if err != nil {
		return nil, err //nolint:wrapcheck // the caller names the file
	}
	return z, nil
}
