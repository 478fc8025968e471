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
	"github.com/storybot/storybot/knowledge/source/web"
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

// document finds out whether a body that was fetched is a document that people wrote or sent,
// as web.Document has it: by its first bytes and its parts, and else by what the server or the
// address calls it.
func (o Options) document(body []byte, mediaType, name string) web.DocumentReader {
	k, err := documentKind(body, mediaType, name)
	if k == unknownKind && err == nil {
		return nil
	}
	return func() (s *knowledge.Story, passed []knowledge.PassedOver, _ error) {
		if err != nil {
			return nil, nil, err
		}
		in := bytes.NewReader(body)
		s, err := o.writtenStory(k, in, bufio.NewReader(in), false)
		if err == nil && k == mailKind {
			passed = attached(bytes.NewReader(body), name)
		}
		return s, passed, err
	}
}

// documentKind tells which kind of document a body is; unknown: it is none. Its error is of one
// that is not read.
func documentKind(body []byte, mediaType, name string) (kind, error) {
	head := body[:min(len(body), plain.SniffBytes)]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return packedKind(body)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return unknownKind, errors.New("is a document of before 2007 (.doc, .xls, .ppt), or locked with a password, which is not read; save it as .docx or PDF, without one")
	}
	switch k := sniff(head); k {
	case rtfKind, mailKind:
		return k, nil
	case htmlKind, pdfKind:
		return unknownKind, nil
	}
	named, _ := kindOf(name)
	switch strings.ToLower(mediaType) {
	case "message/rfc822":
		return mailKind, nil
	case "application/rtf", "text/rtf", "text/richtext", "application/x-rtf":
		return rtfKind, nil
	case "text/html", "application/xhtml+xml":
	case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return docxKind, nil
	case "application/vnd.oasis.opendocument.text":
		return odtKind, nil
	case "application/epub+zip":
		return epubKind, nil
	default:
		if named == docxKind || named == odtKind || named == epubKind || named == rtfKind || named == mailKind {
			return named, nil
		}
	}
	return unknownKind, nil
}

// packedKind tells by its parts which document a zip is; unknown: it is one of files. Its error
// is of one that is not read.
func packedKind(body []byte) (kind, error) {
	z, err := readDirectory(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return unknownKind, nil //nolint:nilerr // who reads the zip tells
	}
	has := make(map[string]bool)
	for _, f := range z.File {
		has[f.Name] = true
		if f.Name == "mimetype" {
			switch k := sniffZip("mimetype" + firstBytes(f.Open)); k {
			case odtKind, epubKind:
				return k, nil
			}
		}
	}
	refused := func(what, as string) (kind, error) {
		return unknownKind, fmt.Errorf("is a %s, which is not read; save it as %s", what, as)
	}
	switch {
	case has["META-INF/container.xml"]:
		return epubKind, nil
	case has["xl/workbook.xml"], has["xl/workbook.bin"]:
		return refused("table of Excel (.xlsx)", "JSON lines, text or PDF")
	case has["ppt/presentation.xml"]:
		return refused("presentation of PowerPoint (.pptx)", ".docx or PDF")
	case has["[Content_Types].xml"]:
		return docxKind, nil
	case has["mimetype"] && has["content.xml"]:
		return refused("table or drawing of OpenDocument (.ods, .odp, .odg)", ".odt or PDF")
	case has["Index/Document.iwa"], has["Index.zip"]:
		return refused("document of Pages, Numbers or Keynote", ".docx or PDF")
	}
	return unknownKind, nil
}

// firstBytes is what a part begins with, in small letters.
func firstBytes(open func() (io.ReadCloser, error)) string {
	in, err := open()
	if err != nil {
		return ""
	}
	defer in.Close() //nolint:errcheck // only read
	head, _ := io.ReadAll(io.LimitReader(in, 100))
	return strings.ToLower(string(head))
}

// attached counts what is attached to a mail of that name, which is not read.
func attached(in io.Reader, name string) (passed []knowledge.PassedOver) {
	for _, file := range office.Attached(in) {
		passed = knowledge.AddPassedOver(passed, knowledge.PassedOver{Kind: "attached " + ending(file), Count: 1, Example: name + "/" + file})
	}
	return passed
}
