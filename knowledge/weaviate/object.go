package weaviate

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// forever is the generation in which nothing is: what is not gone is gone in it. GraphQL's integers have 32 bits.
const forever = 1<<31 - 1

// undated is when a story is published that has no date, in Unix seconds.
const undated = -1e15

// object is a passage as Weaviate keeps it.
type object struct {
	Class      string     `json:"class"`
	ID         string     `json:"id"`
	Properties properties `json:"properties"`
}

// properties are what is kept of a passage, and, in the one object without a story, of the marker.
type properties struct {
	Terms      string  `json:"terms,omitempty"` // what has none must not count for the average length
	Story      string  `json:"story"`
	Hash       string  `json:"hash"`
	Source     string  `json:"source"`
	Collection string  `json:"collection"`
	At         float64 `json:"at"`  // published, in Unix seconds
	Own        float64 `json:"own"` // the same by the clock of the outlet
	Sum        string  `json:"sum"` // of all before; of the marker: see recent
	Born       int     `json:"born"`
	Gone       int     `json:"gone"`

	Generation int    `json:"generation,omitempty"` // of the marker
	Loaded     string `json:"loaded,omitempty"`
	Cut        string `json:"cut,omitempty"`
	Written    int    `json:"written,omitempty"`
}

// name writes any string as one that is kept as it is, whatever bytes it has.
func name(s string) string { return "_" + base64.RawURLEncoding.EncodeToString([]byte(s)) }

// named reads what name wrote.
func named(s string) (string, bool) {
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(s, "_"))
	return string(b), err == nil && strings.HasPrefix(s, "_")
}

// token writes a term.
func token(t knowledge.Term) string { return strconv.FormatUint(uint64(t), 36) }

// passages makes the objects of a story, but for when they are born and gone.
func passages(d *knowledge.Document) []properties {
	list := make([]properties, len(d.Passages))
	title := tokens(d.Title)
	for n := range d.Passages {
		p := &list[n]
		*p = properties{Story: name(d.Story.ID), Hash: name(d.Story.Hash), Source: name(d.Story.Source), Collection: name(d.Story.Collection), At: undated, Own: undated}
		if at := d.Story.Published; !at.IsZero() {
			_, offset := at.Zone()
			p.At, p.Own = float64(at.Unix()), float64(at.Unix()+int64(offset))
		}
		p.Terms = strings.TrimSpace(title + " " + tokens(d.Terms[n]))
		p.Sum = p.sum(n)
	}
	return list
}

func tokens(terms []knowledge.Term) string {
	var b strings.Builder
	for i, t := range terms {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(token(t))
	}
	return b.String()
}

// sum is a fingerprint of what a passage is and where it is.
func (p *properties) sum(n int) string {
	h := sha256.New()
	for _, s := range []string{p.Story, p.Hash, strconv.Itoa(n), p.Source, p.Collection, fmt.Sprint(p.At, " ", p.Own), p.Terms} {
		_, _ = h.Write([]byte(s + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// marker says which state of the truth is there.
type marker struct {
	Generation int
	Loaded     string // when the truth was loaded, which tells one load from another; empty: there is none yet
	Cut        string // how texts become terms
	Written    int    // how many passages were ever written
	Recent     string // how many of the last generations are there: see recent; empty: none is counted
}

// stamp writes when the truth was loaded.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
