package web

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// mark is what is remembered of a page or of a list of pages, written as the
// Mark of its items.
type mark struct {
	Format   int    `json:"v"`
	Kind     string `json:"k,omitempty"` // of a source's own address: page, feed or sitemap
	ETag     string `json:"e,omitempty"`
	Modified string `json:"m,omitempty"`
	Entry    string `json:"h,omitempty"` // the hash of what a list says of the page
	Story    string `json:"s,omitempty"` // the ID of its story
	Else     bool   `json:"o,omitempty"` // which is told from elsewhere
	Off      bool   `json:"x,omitempty"` // its list does not name it any more
	Full     bool   `json:"f,omitempty"` // its text stood in the list
	Start    bool   `json:"b,omitempty"` // only its beginning stood there, and its page could not be had
	Looked   int64  `json:"l,omitempty"` // when the page was last fetched, in Unix seconds
	ID       string `json:"i,omitempty"` // the hash of the ID that its feed gives it

	Label knowledge.Label `json:"a,omitempty"` // what its list announces of it
}

// String is the mark as it is kept; it is never empty.
func (m mark) String() string {
	m.Format = plain.Format
	b, err := json.Marshal(m)
	if err != nil {
		return "{}"
	}
	return string(b)
}

// parseMark reads a mark. One that an earlier way of reading made still tells
// that the page was there, but nothing of whether it has changed.
func parseMark(s string) mark {
	var m mark
	if json.Unmarshal([]byte(s), &m) != nil {
		return mark{}
	}
	if m.Format != plain.Format {
		return mark{Kind: m.Kind}
	}
	return m
}

// since adds what a reply says of itself to what is remembered.
func (m mark) since(r *reply, now time.Time) mark {
	m.Looked = now.Unix()
	if !r.same() {
		m.ETag, m.Modified = r.etag, r.modified
	}
	return m
}

// withoutValidators forgets what would let a server say that nothing has changed.
func (m mark) withoutValidators() mark {
	m.ETag, m.Modified = "", ""
	return m
}

// refusal is the status with which a server refused; 0 for another error or none.
func refusal(err error) int {
	var s *statusError
	if errors.As(err, &s) {
		return s.status
	}
	return 0
}
