package office

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// ODT reads a text of LibreOffice and its like (OpenDocument). What was deleted, is
// hidden or only noted, and tables of contents are not of the story.
func ODT(open Parts) (*knowledge.Story, error) {
	if isEncrypted(open) {
		return nil, errLocked
	}
	d := &odt{document: &document{}, styles: map[string]bool{}}
	switch err := elements(open, "content.xml", d.token); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("is no text of OpenDocument, or a damaged one; save it anew as .odt")
	case err != nil:
		return nil, err
	}
	d.end()
	d.meta(open)
	return d.story()
}

// isEncrypted reports whether a document says that its parts are.
func isEncrypted(open Parts) (locked bool) {
	_ = elements(open, "META-INF/manifest.xml", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "encryption-data" {
			locked = true
		}
		return nil
	})
	return locked
}

// odt is a text of OpenDocument that is being read.
type odt struct {
	*document
	styles   map[string]bool // that a headline is set in
	skip     int             // so many elements deep in what is not read; 0: we are not
	inBody   bool
	depth    int  // of paragraphs, one within the other
	headline bool // the paragraph is one
	row      int
}

func (d *odt) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if d.skip > 0 || isAsideOfODT(t) {
			d.skip++
			return nil
		}
		return d.start(t)
	case xml.EndElement:
		if d.skip > 0 {
			d.skip--
			return nil
		}
		d.close(t.Name.Local)
	case xml.CharData:
		if d.skip == 0 && d.inBody && d.depth > 0 {
			return d.write(string(t))
		}
	}
	return nil
}

// isAsideOfODT reports whether an element holds nothing of the text as it is shown.
func isAsideOfODT(e xml.StartElement) bool {
	switch e.Name.Local {
	case "annotation", "tracked-changes", "note", "table-of-content", "hidden-text", "hidden-paragraph", "forms", "scripts", "ruby-text":
		return true
	case "section":
		return attr(e, "display") == "none"
	}
	return false
}

func (d *odt) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "style":
		if isHeadlineStyle(odtStyle(attr(e, "parent-style-name"))) {
			d.styles[attr(e, "name")] = true
		}
	case "body":
		d.inBody = true
	case "p", "h":
		if d.row == 0 && d.depth > 0 { // a box within a paragraph
			d.paragraphs.end()
		}
		d.depth++
		style := attr(e, "style-name")
		d.headline = d.styles[style] || isHeadlineStyle(odtStyle(style)) || e.Name.Local == "h" && attr(e, "outline-level") == "1"
	case "s":
		n, _ := strconv.Atoi(attr(e, "c"))
		return d.write(strings.Repeat(" ", min(max(n, 1), 8)))
	case "tab", "line-break":
		return d.write(" ")
	case "table-row":
		d.row++
	}
	return nil
}

// odtStyle is a style's name as people write it: Heading_20_1 is "Heading 1".
func odtStyle(name string) string { return strings.ReplaceAll(name, "_20_", " ") }

func (d *odt) close(name string) {
	switch name {
	case "body":
		d.inBody = false
	case "p", "h":
		d.depth = max(d.depth-1, 0)
		if d.row > 0 {
			d.now.WriteByte(' ')
			return
		}
		if d.paragraphs.end() && d.headline && d.document.headline == 0 && len(d.list) <= topLines {
			d.document.headline = len(d.list)
		}
	case "table-cell":
		d.now.WriteByte('\t')
	case "table-row":
		if d.row--; d.row == 0 {
			d.endRow()
		}
	}
}

// meta reads what a document says of itself. It may say nothing.
func (d *odt) meta(open Parts) {
	in, changed := "", ""
	_ = elements(open, "meta.xml", func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local
		case xml.EndElement:
			in = ""
		case xml.CharData:
			switch in {
			case "title":
				d.title += string(t)
			case "initial-creator", "creator":
				d.authors = append(d.authors, string(t))
			case "language":
				d.lang = string(t)
			case "creation-date":
				d.said(string(t))
			case "date":
				changed = string(t)
			}
		}
		return nil
	})
	d.said(changed)
}
