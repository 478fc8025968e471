package office

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const mostChapters = 2000

// EPUB reads a book or an issue as one story, its chapters in their order; flatten reads each.
// What it says of itself, and neither the cover nor the contents, is of it.
func EPUB(open Parts, flatten plain.Flattener) (*knowledge.Story, error) {
	b := &epub{document: &document{}, files: map[string]string{}}
	name, err := packageOf(open)
	if err == nil {
		b.dir = path.Dir(name)
		err = elements(open, name, b.token)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("is no EPUB, or a damaged one; make it anew")
	case err != nil:
		return nil, err
	case isProtected(open):
		return nil, errors.New("is protected against copying; it is not read")
	}
	for _, file := range b.spine {
		if err := b.chapter(open, file, flatten); err != nil {
			return nil, err
		}
	}
	return b.story()
}

// packageOf finds the part that lists the others.
func packageOf(open Parts) (name string, err error) {
	err = elements(open, "META-INF/container.xml", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "rootfile" && name == "" {
			name = strings.TrimPrefix(path.Clean("/"+attr(e, "full-path")), "/")
		}
		return nil
	})
	if err == nil && name == "" {
		err = fs.ErrNotExist
	}
	return name, err
}

// isProtected reports whether chapters are encrypted. Fonts may be.
func isProtected(open Parts) (locked bool) {
	_ = elements(open, "META-INF/encryption.xml", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "CipherReference" && isChapter(attr(e, "URI")) {
			locked = true
		}
		return nil
	})
	return locked
}

// isChapter reports whether a file is one of text, by its name.
func isChapter(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xhtml", ".html", ".htm", ".xml":
		return true
	}
	return false
}

// epub is a book that is being read.
type epub struct {
	*document
	dir   string
	in    string
	files map[string]string // the ID of a chapter to its file
	spine []string          // the files in their order
}

func (b *epub) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		b.in = t.Name.Local
		switch t.Name.Local {
		case "item":
			if kind := attr(t, "media-type"); (strings.Contains(kind, "html") || kind == "") && !strings.Contains(" "+attr(t, "properties")+" ", " nav ") {
				b.files[attr(t, "id")] = b.within(attr(t, "href"))
			}
		case "itemref":
			if file := b.files[attr(t, "idref")]; file != "" && attr(t, "linear") != "no" && len(b.spine) < mostChapters && !slices.Contains(b.spine, file) {
				b.spine = append(b.spine, file)
			}
		}
	case xml.EndElement:
		b.in = ""
	case xml.CharData:
		b.metadata(string(t))
	}
	return nil
}

func (b *epub) metadata(value string) {
	switch b.in {
	case "title":
		if strings.TrimSpace(b.title) == "" {
			b.title = value
		}
	case "creator":
		b.authors = append(b.authors, value)
	case "publisher":
		b.outlet = plain.First(b.outlet, plain.OneLine(value))
	case "language":
		b.lang = plain.First(b.lang, value)
	case "date":
		b.said(value)
	}
}

// within is a file of the zip to which a reference leads. One that leads elsewhere leads
// nowhere.
func (b *epub) within(ref string) string {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return ""
	}
	return strings.TrimPrefix(path.Clean(path.Join("/", b.dir, u.Path)), "/")
}

// chapter adds the text of a chapter, its heading first.
func (b *epub) chapter(open Parts, file string, flatten plain.Flattener) error {
	in, err := open(file)
	if err != nil {
		return fmt.Errorf("open its part %s: %w; make it anew", file, err)
	}
	defer in.Close() //nolint:errcheck // only read
	raw, err := io.ReadAll(io.LimitReader(in, mostText+1))
	switch {
	case err != nil:
		return plain.ReadError(err)
	case len(raw) > mostText:
		return errLong
	}
	page, err := plain.Decode(raw, "text/html")
	if err != nil {
		return fmt.Errorf("read its part %s: %w", file, err)
	}
	_, lines := flatten(page)
	for _, l := range lines {
		if err := b.write(l); err != nil {
			return err
		}
		b.end()
	}
	return nil
}
