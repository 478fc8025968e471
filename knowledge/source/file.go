package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// kind is what a file holds.
type kind string

const (
	unknownKind  kind = ""
	textKind     kind = "text"
	markdownKind kind = "markdown"
	htmlKind     kind = "html"
	jsonlKind    kind = "jsonl"
	pdfKind      kind = "pdf"
	zipKind      kind = "zip"
	docxKind     kind = "docx"
	odtKind      kind = "odt"
	epubKind     kind = "epub"
	rtfKind      kind = "rtf"
	mailKind     kind = "mail"
)

// kindOf tells by its name what a file holds, and whether it is packed.
func kindOf(name string) (k kind, packed bool) {
	name = strings.ToLower(path.Base(name))
	name, packed = strings.CutSuffix(name, ".gz")
	switch path.Ext(name) {
	case ".txt", ".text":
		return textKind, packed
	case ".md", ".markdown", ".mdown":
		return markdownKind, packed
	case ".html", ".htm", ".xhtml":
		return htmlKind, packed
	case ".jsonl", ".ndjson":
		return jsonlKind, packed
	case ".pdf":
		return pdfKind, packed
	case ".rtf":
		return rtfKind, packed
	case ".eml":
		return mailKind, packed
	case ".docx":
		return docxKind, packed
	case ".odt":
		return odtKind, packed
	case ".epub":
		return epubKind, packed
	case ".zip":
		if !packed {
			return zipKind, false
		}
	}
	return unknownKind, packed
}

// ending is what a file's name ends with, as people call its kind: ".xlsx", ".csv.gz".
func ending(name string) string {
	name = strings.ToLower(path.Base(name))
	short, packed := strings.CutSuffix(name, ".gz")
	end := path.Ext(short)
	if len(end) < 2 || len(end) > 16 {
		end = ""
	}
	if packed {
		end += ".gz"
	}
	return plain.First(end, "no ending")
}

// isKnown reports whether a file of that name is of a kind that is read.
func isKnown(name string) bool {
	k, _ := kindOf(name)
	return k != unknownKind
}

// mailHead is how a mail begins that was on its way.
var mailHead = regexp.MustCompile(`^(?:return-path|received|delivered-to|mime-version|message-id|x-[a-z-]+): .*\r?\n(?:.*\r?\n)*(?:from|subject): `)

// sniffZip tells by its first file what a zip is.
func sniffZip(low string) kind {
	switch {
	case strings.Contains(low, "mimetypeapplication/vnd.oasis.opendocument.text"):
		return odtKind
	case strings.Contains(low, "mimetypeapplication/epub+zip"):
		return epubKind
	case strings.Contains(low[:min(len(low), 100)], "[content_types].xml"), strings.Contains(low[:min(len(low), 100)], "word/"):
		return docxKind
	}
	return zipKind
}

// sniff tells by its beginning what a file holds.
func sniff(head []byte) kind {
	s := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n")
	low := strings.ToLower(s[:min(len(s), 1024)])
	switch {
	case strings.HasPrefix(low, "%pdf-"):
		return pdfKind
	case strings.HasPrefix(low, "pk\x03\x04"):
		return sniffZip(low)
	case strings.HasPrefix(low, `{\rtf`):
		return rtfKind
	case mailHead.MatchString(low):
		return mailKind
	case strings.HasPrefix(low, "{"):
		return jsonlKind
	case strings.HasPrefix(low, "<!doctype html"), strings.HasPrefix(low, "<html"), strings.HasPrefix(low, "<head"),
		strings.HasPrefix(low, "<") && (strings.Contains(low, "<html") || strings.Contains(low, "<body")):
		return htmlKind
	case strings.HasPrefix(low, "---\n"), strings.HasPrefix(low, "---\r\n"), strings.HasPrefix(low, "# "):
		return markdownKind
	}
	return textKind
}

// file reads one file, unless it is as it was, and reports whether to go on.
// named: it was asked for by name, so what it holds may be sniffed.
func (w *walk) file(name string, named bool) bool {
	info, err := fs.Stat(w.fsys, name)
	if err != nil {
		return w.fail(name, fmt.Errorf("look at it: %w; it may have just been removed", plain.WithoutPath(err)))
	}
	if !info.Mode().IsRegular() {
		return w.fail(name, errors.New("is not an ordinary file but a pipe, socket or device; remove it"))
	}
	mark := fmt.Sprintf("%d-%d-%d", plain.Format, info.Size(), info.ModTime().UnixNano()) + w.folder.options.spec().Signature()
	if w.same != nil && w.same(name, mark) {
		w.passedBefore(name)
		return w.emit(knowledge.Item{Name: name, File: name, Mark: mark, Same: true})
	}
	if info.Size() == 0 {
		return w.fail(name, errors.New("is empty; remove it or write the story"))
	}
	if w.startAhead(name, mark, info.Size()) {
		return !w.done
	}
	f, err := w.fsys.Open(name)
	if err != nil {
		return w.fail(name, fmt.Errorf("open it: %w; check that it may be read", plain.WithoutPath(err)))
	}
	r := &fileReader{walk: w, name: name, mark: mark}
	err = r.read(f, named)
	if cerr := f.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("close it: %w", plain.WithoutPath(cerr))
	}
	if err != nil {
		return w.fail(name, err)
	}
	return !w.done
}

// fileReader is one file being read.
type fileReader struct {
	*walk
	name, mark string
}

// read reads the file's stories. Its error means that the file as a whole
// could not be read to its end.
func (r *fileReader) read(f io.Reader, named bool) error {
	k, packed := kindOf(r.name)
	in, err := unpack(f, packed)
	if err != nil {
		return err
	}
	if k == unknownKind && named {
		head, _ := in.Peek(plain.SniffBytes)
		k = sniff(head)
	}
	switch k {
	case jsonlKind:
		return r.lines(in)
	case pdfKind:
		return r.document(f, in, packed)
	case zipKind:
		return r.archive(r.name, f, in, r.mark)
	case docxKind, odtKind, epubKind, rtfKind, mailKind:
		return r.written(k, f, in, packed)
	}
	story, err := r.single(k, in)
	if err != nil {
		return err
	}
	r.deliver(story, r.name, knowledge.ByName)
	return nil
}

// unpack gives what a file holds: unpacked, where its name or its first bytes
// say that it is packed.
func unpack(f io.Reader, packed bool) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(f, 64<<10)
	if head, _ := in.Peek(2); !packed && !plain.IsGzip(head) {
		return in, nil
	}
	unpacked, err := plain.Gunzip(in)
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(unpacked, 64<<10), nil
}

// single makes the story of a file that holds one.
func (r *fileReader) single(k kind, in *bufio.Reader) (s *knowledge.Story, err error) {
	defer plain.Recover(&err)
	raw, err := r.readText(k, in)
	if err != nil {
		return nil, err
	}
	declared := ""
	if k == htmlKind {
		declared = "text/html"
	}
	text, err := plain.Decode(raw, declared)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("is empty; remove it or write the story")
	}
	switch k {
	case htmlKind:
		return page.FromHTML(text)
	case markdownKind:
		return plain.FromMarkdown(text, page.FlatText)
	default:
		return plain.FromText(text, usual(r.common(path.Dir(r.name))))
	}
}
