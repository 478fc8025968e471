package local

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// storyColumns are the columns of a row of stories, in the order of values and scan.
const storyColumns = "key, id, title, outlet, authors, published, updated, url, collection, label, lang, source, item, hash, text, sum, words, prints, words_sum"

// row is a row of stories on its way out of SQLite.
type row struct {
	key                         int64
	s                           knowledge.Story
	authors, published, updated string
	text, sum                   int64
	words, fingerprints         []byte
	wordsSum                    int64
}

func (r *row) targets() []any {
	s := &r.s
	return []any{&r.key, &s.ID, &s.Title, &s.Outlet, &r.authors, &r.published, &r.updated, &s.URL, &s.Collection,
		(*string)(&s.Label), &s.Lang, &s.Source, &s.Item, &s.Hash, &r.text, &r.sum, &r.words, &r.fingerprints, &r.wordsSum}
}

// values gives the columns of a story.
func (e entry) values() ([]any, error) {
	d := e.doc
	s := &d.Story
	authors := ""
	if len(s.Authors) > 0 {
		list, err := json.Marshal(s.Authors)
		if err != nil {
			return nil, fmt.Errorf("write the authors of %s: %w", s.ID, err)
		}
		authors = string(list)
	}
	r := row{s: *s, authors: authors, published: writeTime(s.Published), updated: writeTime(s.Updated), text: e.text}
	words := packWords(d)
	return []any{e.key, s.ID, s.Title, s.Outlet, authors, r.published, r.updated, s.URL, s.Collection,
		string(s.Label), s.Lang, s.Source, s.Item, s.Hash, e.text, r.fieldsSum(), words, e.fingerprints, wordsSum(words, e.fingerprints)}, nil
}

// fieldsSum is the checksum of what a story's row says beside its words.
func (r *row) fieldsSum() int64 {
	s := &r.s
	return int64(checksum([]byte(strings.Join([]string{s.ID, s.Title, s.Outlet, r.authors, r.published, r.updated, s.URL,
		s.Collection, string(s.Label), s.Lang, s.Source, s.Item, s.Hash, strconv.FormatInt(r.text, 10)}, "\x00"))))
}

// wordsSum is the checksum of what is made from a story's text.
func wordsSum(words, prints []byte) int64 {
	return int64(crc32.Update(checksum(words), crc32.MakeTable(crc32.Castagnoli), prints))
}

// document makes the Document of a row. damaged is true when the words do not
// match their checksum; then only the story's fields are filled in.
func (r *row) document() (d *knowledge.Document, damaged bool, err error) {
	if r.fieldsSum() != r.sum {
		return nil, false, fmt.Errorf("story %s does not match its checksum", r.s.ID)
	}
	d = &knowledge.Document{StoryInfo: knowledge.StoryInfo{Story: r.s}}
	if r.authors != "" {
		if err := json.Unmarshal([]byte(r.authors), &d.Story.Authors); err != nil {
			return nil, false, fmt.Errorf("read the authors of %s: %w", r.s.ID, err)
		}
	}
	if d.Story.Published, err = readTime(r.published); err == nil {
		d.Story.Updated, err = readTime(r.updated)
	}
	if err != nil {
		return nil, false, fmt.Errorf("read the dates of %s: %w", r.s.ID, err)
	}
	damaged = wordsSum(r.words, r.fingerprints) != r.wordsSum || unpackWords(r.words, d) != nil
	return d, damaged, nil
}

func writeTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func readTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return t, fmt.Errorf("read a time: %w", err)
	}
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset)), nil // time.Parse may name the zone of this machine
	}
	return t.UTC(), nil
}

// checksum is CRC-32C: it finds every error of up to three bits, and every burst of 32.
func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// packWords writes what ranking and lists need of a story: counts and spans as varints,
// then every term in four bytes.
func packWords(d *knowledge.Document) []byte {
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

// unpackWords reads what packWords wrote into d. All terms share one array.
func unpackWords(b []byte, d *knowledge.Document) error {
	r := reader{b: b}
	counted, title, passages := r.count(), r.count(), r.count()
	d.Counted = counted
	if r.failed || passages > len(b) {
		return errWords
	}
	d.Passages = make([]text.Span, passages)
	d.Terms = make([][]knowledge.Term, passages)
	counts := make([]int, passages)
	d.Words = 0
	last := 0
	for i := range d.Passages {
		start := last + r.delta()
		last = start + r.count()
		d.Passages[i] = text.Span{Start: start, End: last}
		counts[i] = r.count()
		d.Words += counts[i]
	}
	if r.failed || len(r.b) != 4*(title+d.Words) {
		return errWords
	}
	terms := make([]knowledge.Term, title+d.Words)
	for i := range terms {
		terms[i] = knowledge.Term(binary.LittleEndian.Uint32(r.b[4*i:]))
	}
	d.Title, terms = terms[:title:title], terms[title:]
	for i, n := range counts {
		d.Terms[i], terms = terms[:n:n], terms[n:]
	}
	return nil
}

// reader takes varints from the front of b until it has failed.
type reader struct {
	b      []byte
	failed bool
}

func (r *reader) count() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > 1<<40 {
		r.failed = true
		return 0
	}
	r.b = r.b[n:]
	return int(v) //nolint:gosec // bounded above
}

func (r *reader) delta() int {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}
