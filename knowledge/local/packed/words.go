package packed

import (
	"encoding/binary"
	"errors"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Words writes what ranking and lists need of a story: counts and spans as varints,
// then every term in four bytes.
func Words(d *knowledge.Document) []byte {
	b := make([]byte, 0, 16+8*len(d.Passages)+4*(len(d.Title)+d.Words))
	b = binary.AppendUvarint(b, uint64(d.Counted)) //nolint:gosec // not negative
	b = binary.AppendUvarint(b, uint64(len(d.Title)))
	b = binary.AppendUvarint(b, uint64(len(d.Passages)))
	last := 0
	for i, p := range d.Passages {
		b = binary.AppendVarint(b, int64(p.Start-last))
		b = binary.AppendUvarint(b, uint64(p.End-p.Start)) //nolint:gosec // End is not before Start
		b = binary.AppendUvarint(b, uint64(len(d.Terms[i])))
		last = p.End
	}
	b = appendTerms(b, d.Title)
	for _, terms := range d.Terms {
		b = appendTerms(b, terms)
	}
	return b
}

func appendTerms(b []byte, terms []knowledge.Term) []byte {
	for _, t := range terms {
		b = binary.LittleEndian.AppendUint32(b, uint32(t))
	}
	return b
}

var errWords = errors.New("the words of a story are cut short")

// ReadWords reads what Words wrote into d. All terms share one array.
func ReadWords(b []byte, d *knowledge.Document) error {
	r := Reader{Left: b}
	counted, title, passages := r.Count(), r.Count(), r.Count()
	d.Counted = counted
	if r.Failed || passages > len(b) {
		return errWords
	}
	d.Passages = make([]text.Span, passages)
	d.Terms = make([][]knowledge.Term, passages)
	counts := make([]int, passages)
	d.Words = 0
	last := 0
	for i := range d.Passages {
		start := last + r.Delta()
		last = start + r.Count()
		d.Passages[i] = text.Span{Start: start, End: last}
		counts[i] = r.Count()
		d.Words += counts[i]
	}
	if r.Failed || len(r.Left) != 4*(title+d.Words) {
		return errWords
	}
	terms := make([]knowledge.Term, title+d.Words)
	for i := range terms {
		terms[i] = knowledge.Term(binary.LittleEndian.Uint32(r.Left[4*i:]))
	}
	d.Title, terms = terms[:title:title], terms[title:]
	for i, n := range counts {
		d.Terms[i], terms = terms[:n:n], terms[n:]
	}
	return nil
}

// Reader takes varints from the front of Left until it has Failed.
type Reader struct {
	Left   []byte
	Failed bool
}

// Count takes a number that is not negative.
func (r *Reader) Count() int {
	v, n := binary.Uvarint(r.Left)
	if n <= 0 || v > 1<<40 {
		r.Failed = true
		return 0
	}
	r.Left = r.Left[n:]
	return int(v) //nolint:gosec // bounded above
}

// Delta takes a number.
func (r *Reader) Delta() int {
	v, n := binary.Varint(r.Left)
	if n <= 0 {
		r.Failed = true
		return 0
	}
	r.Left = r.Left[n:]
	return int(v)
}
