package local

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
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
	r := row{s: *s, authors: authors, published: packed.Time(s.Published), updated: packed.Time(s.Updated), text: e.text}
	words := packed.Words(d)
	return []any{e.key, s.ID, s.Title, s.Outlet, authors, r.published, r.updated, s.URL, s.Collection,
		string(s.Label), s.Lang, s.Source, s.Item, s.Hash, e.text, r.fieldsSum(), words, e.fingerprints, wordsSum(words, e.fingerprints)}, nil
}

// fieldsSum is the checksum of what a story's row says beside its words.
func (r *row) fieldsSum() int64 {
	s := &r.s
	return int64(packed.Checksum([]byte(strings.Join([]string{s.ID, s.Title, s.Outlet, r.authors, r.published, r.updated, s.URL,
		s.Collection, string(s.Label), s.Lang, s.Source, s.Item, s.Hash, strconv.FormatInt(r.text, 10)}, "\x00"))))
}

// wordsSum is the checksum of what is made from a story's text.
func wordsSum(words, prints []byte) int64 {
	return int64(crc32.Update(packed.Checksum(words), crc32.MakeTable(crc32.Castagnoli), prints))
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
	if d.Story.Published, err = packed.ReadTime(r.published); err == nil {
		d.Story.Updated, err = packed.ReadTime(r.updated)
	}
	if err != nil {
		return nil, false, fmt.Errorf("read the dates of %s: %w", r.s.ID, err)
	}
	damaged = wordsSum(r.words, r.fingerprints) != r.wordsSum || packed.ReadWords(r.words, d) != nil
	return d, damaged, nil
}
