package office

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// Docx reads a document of Word (Office Open XML). Text that was deleted or is hidden,
// comments, notes, page heads and tables of contents are not of the story.
func Docx(open Parts) (*knowledge.Story, error) {
	d := &docx{document: &document{}}
	name, err := mainPart(open)
	if err != nil {
		return nil, err
	}
	d.styles = headlineStyles(open, path.Join(path.Dir(name), "styles.xml"))
	switch err := elements(open, name, d.token); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("is no document of Word, or a damaged one; save it anew as .docx")
	case err != nil:
		return nil, err
	}
	d.flush()
	coreProperties(open, d.document)
	return d.story()
}

// mainPart finds the part that has the text.
func mainPart(open Parts) (name string, err error) {
	name = "word/document.xml"
	err = elements(open, "_rels/.rels", func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Local == "Relationship" && strings.HasSuffix(attr(e, "Type"), "/officeDocument") && attr(e, "TargetMode") != "External" {
			name = strings.TrimPrefix(path.Clean("/"+attr(e, "Target")), "/")
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return name, err
}

// coreProperties reads what a document says of itself. It may say nothing.
func coreProperties(open Parts, d *document) {
	modified, in := "", ""
	_ = elements(open, "docProps/core.xml", func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local
		case xml.EndElement:
			in = ""
		case xml.CharData:
			switch in {
			case "title":
				d.title += string(t)
			case "creator":
				d.authors = append(d.authors, string(t))
			case "language":
				d.lang = string(t)
			case "created":
				d.said(string(t))
			case "modified":
				modified = string(t)
			}
		}
		return nil
	})
	d.said(modified)
}

// headlineStyles are the IDs of the styles that a headline is set in. A document may have
// none.
func headlineStyles(open Parts, name string) map[string]bool {
	styles, id := map[string]bool{}, ""
	_ = elements(open, name, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok {
			switch e.Name.Local {
			case "style":
				id = attr(e, "styleId")
			case "name":
				if isHeadlineStyle(attr(e, "val")) {
					styles[id] = true
				}
			}
		}
		return nil
	})
	return styles
}

// isHeadlineStyle reports whether a style is that of headlines. Programs keep the names of
// their own styles in English, whatever they show.
func isHeadlineStyle(name string) bool {
	switch strings.ReplaceAll(strings.ToLower(name), " ", "") {
	case "title", "heading1", "heading":
		return true
	}
	return false
}

// docx is a text of Word that is being read.
type docx struct {
	*document
	styles  map[string]bool
	skip    int        // so many elements deep in what is not read; 0: we are not
	open    []*wording // the paragraphs begun, one within the other
	in      string     // the element that text stands in
	hidden  bool       // the run is
	isStyle bool       // within the properties of a run
	row     int        // so many tables deep in rows

}

// wording is a paragraph that another one may interrupt, as a box of text does.
type wording struct {
	text     strings.Builder
	headline bool
	contents bool // it is a line of a table of contents
}

func (d *docx) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if d.skip > 0 || isAsideOfWord(t) {
			d.skip++
			return nil
		}
		d.start(t)
	case xml.EndElement:
		if d.skip > 0 {
			d.skip--
			return nil
		}
		return d.end(t.Name.Local)
	case xml.CharData:
		if d.skip == 0 && !d.hidden && d.in == "t" && len(d.open) > 0 {
			if d.bytes += len(t); d.bytes > mostText {
				return errLong
			}
			d.open[len(d.open)-1].text.Write(t)
		}
	}
	return nil
}

// isAsideOfWord reports whether an element holds nothing of the text as it is shown.
func isAsideOfWord(e xml.StartElement) bool {
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange":
		return true
	}
	return false
}

func (d *docx) start(e xml.StartElement) {
	last := &wording{}
	if len(d.open) > 0 {
		last = d.open[len(d.open)-1]
	}
	switch name := e.Name.Local; name {
	case "p":
		if strings.HasSuffix(e.Name.Space, "drawingml/2006/main") { // a line of a drawing
			return
		}
		d.open = append(d.open, &wording{})
	case "pStyle":
		style := attr(e, "val")
		last.headline = last.headline || d.styles[style] || isHeadlineStyle(style)
		last.contents = strings.HasPrefix(strings.ToLower(style), "toc")
	case "t":
		d.in = "t"
	case "rPr":
		d.isStyle = true
	case "r":
		d.hidden = false
	case "vanish":
		if off := attr(e, "val"); d.isStyle && off != "0" && off != "false" && off != "off" {
			d.hidden = true
		}
	case "tab", "br", "cr", "ptab":
		if !d.isStyle && !d.hidden {
			last.text.WriteByte(' ')
		}
	case "noBreakHyphen":
		last.text.WriteByte('-')
	case "tr":
		d.row++
	}
}

func (d *docx) end(name string) error {
	switch name {
	case "t":
		d.in = ""
	case "rPr":
		d.isStyle = false
	case "p":
		return d.paragraph()
	case "tc":
		d.now.WriteByte('\t')
	case "tr":
		if d.row--; d.row == 0 {
			d.endRow()
		}
	}
	return nil
}

// paragraph ends a paragraph. In a table it goes on with its row.
func (d *docx) paragraph() error {
	if len(d.open) == 0 {
		return nil
	}
	p := d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
	if p.contents {
		return nil
	}
	if d.now.WriteString(p.text.String()); d.row > 0 {
		d.now.WriteByte(' ')
		return nil
	}
	if d.paragraphs.end() && p.headline && d.headline == 0 && len(d.list) <= topLines {
		d.headline = len(d.list)
	}
	return nil
}

// flush ends what a damaged document leaves open.
func (d *docx) flush() {
	for len(d.open) > 0 {
		_ = d.paragraph()
	}
	d.paragraphs.end()
}
