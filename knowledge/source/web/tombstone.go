package web

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// tombstones is the namespace of what a feed says of entries that it has
// withdrawn (RFC 6721).
const tombstones = "http://purl.org/atompub/tombstones/1.0"

// tombstone is an entry that a feed has withdrawn.
type tombstone struct {
	id    string   // the hash of the entry's ID
	files []string // its page, as far as it is known
	when  time.Time
}

// deleted is the element that tells of it.
type deleted struct {
	Ref   string `xml:"ref,attr"`
	When  string `xml:"when,attr"`
	Links []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
}

// readTombstones reads what a feed says that it has withdrawn. The feed is
// known to be of a bearable size and depth.
func readTombstones(body []byte, found *url.URL) (list []tombstone) {
	if !bytes.Contains(body, []byte("deleted-entry")) {
		return nil
	}
	d := decoderOf(bytes.NewReader(body))
	for {
		token, err := d.Token()
		if err != nil {
			return list // the feed's own reader reports what is wrong with it
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "deleted-entry" || start.Name.Space != tombstones {
			continue
		}
		var e deleted
		if d.DecodeElement(&e, &start) != nil || strings.TrimSpace(e.Ref) == "" {
			continue
		}
		t := tombstone{id: idOf(e.Ref), files: []string{plain.Canonical(e.Ref), "#" + plain.Shorten(plain.OneLine(e.Ref), 200)}}
		t.when, _ = plain.ParseDate(e.When)
		for _, l := range e.Links {
			if at, err := found.Parse(strings.TrimSpace(l.Href)); err == nil && (l.Rel == "" || l.Rel == "alternate") && l.Href != "" {
				t.files = append(t.files, plain.Canonical(at.String()))
			}
		}
		list = append(list, t)
	}
}

// idOf is what is kept of the ID that a feed gives an entry.
func idOf(guid string) string {
	if guid = strings.TrimSpace(guid); guid == "" {
		return ""
	}
	return plain.Hash(guid)
}

// withdraw notes the pages that a feed has withdrawn: those of its tombstones, but
// for the entries that it names again, changed since.
func (c *crawl) withdraw(list []entry, stones []tombstone) {
	c.withdrawn = make(map[string]bool)
	for _, t := range stones {
		is := func(file, id string) bool {
			return id != "" && id == t.id || file != "" && slices.Contains(t.files, file)
		}
		again := slices.ContainsFunc(list, func(e entry) bool {
			changed := e.said.Updated
			if changed.IsZero() {
				changed = e.said.Published
			}
			return is(e.file, e.id) && !t.when.IsZero() && changed.After(t.when)
		})
		if again {
			continue
		}
		for _, e := range list {
			if is(e.file, e.id) {
				c.withdrawn[e.file] = true
			}
		}
		for file, m := range c.marks {
			if is(file, m.ID) {
				c.withdrawn[file] = true
			}
		}
	}
	delete(c.withdrawn, rootFile)
}

// wants reports whether a page is one to be read: neither withdrawn, nor shut out
// by the options.
func (c *crawl) wants(file string) bool { return !c.withdrawn[file] && c.options.WantedAt(file) }
