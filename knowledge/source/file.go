package source

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// kind is what a file holds.
type kind string

const (
	unknown   kind = ""
	plainText kind = "text"
	markdown  kind = "markdown"
	hypertext kind = "html"
	jsonLines kind = "jsonl"
	paged     kind = "pdf"
	archived  kind = "zip"
)

// kindOf tells by its name what a file holds, and whether it is packed.
func kindOf(name string) (k kind, packed bool) {
	name = strings.ToLower(path.Base(name))
	name, packed = strings.CutSuffix(name, ".gz")
	switch path.Ext(name) {
	case ".txt", ".text":
		return plainText, packed
	case ".md", ".markdown", ".mdown":
		return markdown, packed
	case ".html", ".htm", ".xhtml":
		return hypertext, packed
	case ".jsonl", ".ndjson":
		return jsonLines, packed
	case ".pdf":
		return paged, packed
	case ".zip":
		if !packed {
			return archived, false
		}
	}
	return unknown, packed
}

func known(name string) bool {
	k, _ := kindOf(name)
	return k != unknown
}

// sniff tells by its beginning what a file holds.
func sniff(head []byte) kind {
	s := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n")
	low := strings.ToLower(s[:min(len(s), 1024)])
	switch {
	case strings.HasPrefix(low, "%pdf-"):
		return paged
	case strings.HasPrefix(low, "pk\x03\x04"):
		return archived
	case strings.HasPrefix(low, "{"):
		return jsonLines
	case strings.HasPrefix(low, "<!doctype html"), strings.HasPrefix(low, "<html"), strings.HasPrefix(low, "<head"),
		strings.HasPrefix(low, "<") && (strings.Contains(low, "<html") || strings.Contains(low, "<body")):
		return hypertext
	case strings.HasPrefix(low, "---\n"), strings.HasPrefix(low, "---\r\n"), strings.HasPrefix(low, "# "):
		return markdown
	}
	return plainText
}

// file reads one file, unless it is as it was. named: it was asked for by name,
// so what it holds may be sniffed.
func (w *walk) file(name string, named bool) bool {
	info, err := fs.Stat(w.fsys, name)
	if err != nil {
		return w.fail(name, fmt.Errorf("look at it: %w; it may have just been removed", plain(err)))
	}
	if !info.Mode().IsRegular() {
		return w.fail(name, errors.New("is not an ordinary file but a pipe, socket or device; remove it"))
	}
	mark := fmt.Sprintf("%d-%d-%d", format, info.Size(), info.ModTime().UnixNano()) + w.folder.options.spec().signature()
	if w.same != nil && w.same(name, mark) {
		return w.give(knowledge.Item{Name: name, File: name, Mark: mark, Same: true})
	}
	if info.Size() == 0 {
		return w.fail(name, errors.New("is empty; remove it or write the story"))
	}
	if w.ahead(name, mark, info.Size()) {
		return !w.done
	}
	f, err := w.fsys.Open(name)
	if err != nil {
		return w.fail(name, fmt.Errorf("open it: %w; check that it may be read", plain(err)))
	}
	r := &reading{walk: w, name: name, mark: mark}
	err = r.read(f, named)
	if cerr := f.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("close it: %w", plain(cerr))
	}
	if err != nil {
		return w.fail(name, err)
	}
	return !w.done
}

// reading is one file being read.
type reading struct {
	*walk
	name, mark string
}

// read reads the file's stories. Its error means that the file as a whole
// could not be read to its end.
func (r *reading) read(f io.Reader, named bool) error {
	k, packed := kindOf(r.name)
	in, err := unpack(f, packed)
	if err != nil {
		return err
	}
	if k == unknown && named {
		head, _ := in.Peek(sniffBytes)
		k = sniff(head)
	}
	switch k {
	case jsonLines:
		return r.lines(in)
	case paged:
		return r.paged(f, in, packed)
	case archived:
		return r.archive(r.name, f, in, r.mark)
	}
	story, err := r.one(k, in)
	if err != nil {
		return err
	}
	r.tell(story, r.name, r.name)
	return nil
}

// unpack gives what a file holds: unpacked, where its name or its first bytes
// say that it is packed.
func unpack(f io.Reader, packed bool) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(f, 64<<10)
	if head, _ := in.Peek(2); !packed && string(head) != "\x1f\x8b" {
		return in, nil
	}
	unpacked, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("unpack it: %w; pack it again with gzip", err)
	}
	return bufio.NewReaderSize(unpacked, 64<<10), nil
}

// one makes the story of a file that holds one.
func (r *reading) one(k kind, in *bufio.Reader) (s *knowledge.Story, err error) {
	defer unbroken(&err)
	raw, err := r.readText(k, in)
	if err != nil {
		return nil, err
	}
	declared := ""
	if k == hypertext {
		declared = "text/html"
	}
	text, err := decode(raw, declared)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("is empty; remove it or write the story")
	}
	switch k {
	case hypertext:
		return fromHTML(text)
	case markdown:
		return fromMarkdown(text, flatText)
	default:
		return fromText(text, usualOf(r.common(path.Dir(r.name))))
	}
}
