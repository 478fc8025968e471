package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/office"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// written reads a document that people wrote or sent. in is what file holds once unpacked.
func (r *fileReader) written(k kind, file io.Reader, in *bufio.Reader, packed bool) error {
	story, err := r.folder.options.writtenStory(k, file, in, packed)
	if err != nil {
		return err
	}
	r.deliver(story, r.name, knowledge.ByName)
	if k == mailKind {
		r.attachedTo(r.name)
	}
	return nil
}

// attachedTo counts what is attached to a mail, which is not read.
func (w *walk) attachedTo(name string) {
	f, err := w.fsys.Open(name)
	if err != nil {
		return // its story is what matters
	}
	defer f.Close() //nolint:errcheck // only read
	_, packed := kindOf(name)
	in, err := unpack(f, packed)
	if err != nil {
		return
	}
	w.passed = knowledge.AddPassedOver(w.passed, attached(plain.Limit(in, int64(w.folder.options.MaxStoryBytes)), name)...)
}

// writtenStory makes the story of a document. in is what file holds once unpacked.
func (o Options) writtenStory(k kind, file io.Reader, in *bufio.Reader, packed bool) (s *knowledge.Story, err error) {
	defer plain.Recover(&err)
	most := o.MaxStoryBytes
	switch k {
	case rtfKind:
		raw, err := plain.ReadAll(in, most)
		if err != nil {
			return nil, err
		}
		return office.RTF(raw)
	case mailKind:
		return office.Mail(plain.Limit(in, int64(most)), page.FlatText)
	}
	if head, _ := in.Peek(8); bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")) {
		return nil, errors.New("is locked with a password, or of a kind before its name; save it anew without one")
	}
	if packed {
		file = in
	}
	at, length, err := readerAt(file, in, most)
	if err != nil {
		return nil, err
	}
	parts, err := openParts(at, length, o)
	if err != nil {
		return nil, err
	}
	switch k {
	case docxKind:
		return office.Docx(parts)
	case odtKind:
		return office.ODT(parts)
	default:
		return office.EPUB(parts, page.FlatText)
	}
}

// openParts opens a zip that is one document. It is held to what holds of every zip; a part that
// is refused is an error once it is asked for.
func openParts(in io.ReaderAt, length int64, o Options) (office.Parts, error) {
	r, err := readDirectory(in, length)
	if err != nil {
		return nil, err
	}
	z := &zipFolder{files: make(map[string]*zip.File), folders: map[string][]fs.DirEntry{".": nil}}
	refused := make(map[string]error)
	var list []*zip.File
	for _, f := range r.File {
		name := strings.ToValidUTF8(f.Name, "\uFFFD")
		if !isSafePath(name) || strings.HasSuffix(name, "/") {
			continue
		}
		list = append(list, f)
		if err := z.fault(name, f); err != nil && z.files[name] == nil {
			refused[name] = err
			continue
		}
		if z.files[name] == nil {
			z.files[name] = f
		}
	}
	if err := checkSize(list, o.MaxFileBytes); err != nil {
		return nil, err
	}
	if err := checkOverlaps(list); err != nil {
		return nil, err
	}
	return func(name string) (io.ReadCloser, error) {
		if err := refused[name]; err != nil {
			return nil, fmt.Errorf("its part %s %w", name, err)
		}
		f, err := z.Open(name)
		if err != nil {
			return nil, err
		}
		return part{plain.Limit(f, int64(o.MaxStoryBytes)), f}, nil
	}, nil
}

// part is a part of a document, of which no more is read than a document has.
type part struct {
	io.Reader
	io.Closer
}
