// Package office makes stories of the documents that people write and send: .docx, .odt,
// .rtf, .epub and .eml. Each reader takes what is shown as text, paragraph by paragraph, and
// what the document says of itself; [document.story] makes the story of the two.
//
// The documents are from strangers. Nothing outside of them is ever opened, whatever they
// refer to; entities are not expanded; a part, a text and the depth of nesting have bounds.
// A zip's parts come by [Parts], behind which its reader holds its own limits.
//
// The door: [Docx], [ODT], [EPUB], [RTF] and [Mail].
package office

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// Parts opens a file within a zip by its name; the error is fs.ErrNotExist where there is
// none of that name.
type Parts func(name string) (io.ReadCloser, error)

const (
	mostText   = 4 << 20 // so much text may a document have, in bytes
	mostLines  = 40000   // and so many paragraphs
	mostNested = 1000    // so deep may its elements or groups be nested
	topLines   = 4       // among so many of its first paragraphs a headline is looked for
)

var (
	errLong   = fmt.Errorf("has more text than %s, which is the most for one story; split it", plain.Size(mostText))
	errMany   = fmt.Errorf("has more than %d paragraphs, which is the most for one story; split it", mostLines)
	errNested = errors.New("is nested deeper than a document is; save it anew")
	errLocked = errors.New("is locked with a password; save it without one")
)

// document is what a reader found.
type document struct {
	title    string   // what it says that it is called
	authors  []string // and by whom it says it is
	outlet   string
	dates    []time.Time // the surest first
	lang     string
	headline int // the paragraph that is set as a headline, from 1; 0: none
	paragraphs
}

// story makes the story of a document: the headline is what is set as one, the document's own
// title where the text shows it or does not begin with a line of its own, or else its first line.
func (d *document) story() (*knowledge.Story, error) {
	switch {
	case len(d.list) == 0:
		return nil, plain.ErrNoText
	case len(d.list) > mostLines:
		return nil, errMany
	}
	lang := plain.LanguageOf(d.lang)
	title, lines := plain.SensibleTitle(&lang.Documents, d.title), d.list
	s := &knowledge.Story{Lang: d.lang, Outlet: d.outlet}
	switch at := d.shownTitle(title); {
	case at > 0 && len(lines) > 1:
		s.Title, lines = lines[at-1], append(append([]string(nil), lines[:at-1]...), lines[at:]...)
	case title != "" && (len(lines) == 1 || len(lines[0]) > plain.LongTitle || plain.EndsSentence(lines[0])):
		s.Title = title
	}
	text := strings.Join(lines, "\n\n")
	if s.Title == "" {
		t, err := plain.FromText(text, nil)
		if err != nil {
			return nil, err //nolint:wrapcheck // it tells of the document
		}
		plain.Fill(s, t)
		s.Text = t.Text
	} else {
		plain.TidyText(s, text)
	}
	if s.Text == "" || s.Title == "" {
		return nil, plain.ErrNoText
	}
	d.fill(s)
	return s, nil
}

// shownTitle finds the paragraph that is the headline: the one set as such or, at the top, the
// document's own title. 0: there is none.
func (d *document) shownTitle(title string) int {
	if d.headline > 0 && len(d.list[d.headline-1]) <= plain.LongTitle {
		return d.headline
	}
	for i, p := range d.list[:min(len(d.list), topLines)] {
		if plain.Alike(p, title) {
			return i + 1
		}
	}
	return 0
}

// fill takes from what the document says of itself what its text does not say.
func (d *document) fill(s *knowledge.Story) {
	lang := plain.LanguageOf(d.lang)
	if s.Published.IsZero() {
		s.Published = plain.DatelineDay(lang, s.Text)
	}
	if len(s.Authors) == 0 {
		s.Authors = plain.DocumentAuthors(lang, d.authors...)
	}
	for _, t := range d.dates {
		if s.Published.IsZero() && t.Year() > 1990 && t.Year() < 2200 { // before there were such documents
			s.Published = t.UTC()
		}
	}
}

// said adds a date that a document says of itself, where it can be read.
func (d *document) said(date string) {
	if t, err := plain.ParseDate(strings.TrimSpace(date)); err == nil {
		d.dates = append(d.dates, t)
	}
}

// paragraphs gathers text.
type paragraphs struct {
	list  []string
	now   strings.Builder
	bytes int
}

// write adds to the paragraph begun.
func (p *paragraphs) write(s string) error {
	if p.bytes += len(s); p.bytes > mostText {
		return errLong
	}
	p.now.WriteString(s)
	return nil
}

// end ends the paragraph begun, and reports whether it has a text.
func (p *paragraphs) end() bool {
	line := plain.OneLine(p.now.String())
	p.now.Reset()
	if line != "" && len(p.list) <= mostLines {
		p.list = append(p.list, line)
	}
	return line != ""
}

// endRow ends a row of a table, which is a paragraph. Its cells end with a tab.
func (p *paragraphs) endRow() {
	var cells []string
	for cell := range strings.SplitSeq(p.now.String(), "\t") {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells = append(cells, cell)
		}
	}
	p.now.Reset()
	p.now.WriteString(strings.Join(cells, " | "))
	p.end()
}

// elements gives the elements and the text of a part of XML, one token after the other, until
// do fails.
func elements(open Parts, name string, do func(xml.Token) error) error {
	in, err := open(name)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	d := xml.NewDecoder(&tagGuard{in: transform.NewReader(in, unicode.BOMOverride(encoding.Nop.NewDecoder()))})
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") { // its mark told, and it is UTF-8 by now
			return in, nil
		}
		return charset.NewReaderLabel(label, in)
	}
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if errors.Is(err, errAttributes) {
			return errAttributes
		}
		if err != nil {
			return fmt.Errorf("read its part %s: %w; save it anew", name, err)
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > mostNested {
			return errNested
		}
		if err := do(token); err != nil {
			return err
		}
	}
}

// attr is an attribute of an element, by its name without its space.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
