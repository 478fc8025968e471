package source

import (
	"crypto/sha256"
	"fmt"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// delivered is a story that was given already.
type delivered struct {
	item string
	file string
	text [8]byte // the beginning of its text's hash
}

// deliver completes a story and emits it, and reports whether to go on. One without an
// ID and an address is known by the path of its file.
func (r *fileReader) deliver(s *knowledge.Story, item string, known knowledge.Identity) bool {
	if plain.Identity(s.ID, s.URL) == "" {
		known = knowledge.ByPath
	}
	file := r.name
	if r.inside != "" {
		file = r.inside
	}
	page.Complete(s, page.Origin{Source: r.folder.name, File: file, Key: r.fullPath(r.name)}, r.folder.options.spec())
	sum := sha256.Sum256([]byte(s.Text))
	mine := delivered{item: r.fullPath(item), file: r.fullPath(r.name), text: [8]byte(sum[:8])}
	first, again := r.seen[s.ID]
	if !again {
		r.seen[s.ID] = mine
		return r.emit(knowledge.Item{Name: item, File: r.name, Mark: r.mark, Story: s, Known: known})
	}
	refuse := r.refuse // its file is read again, and takes over when the first one goes
	if first.file == mine.file {
		refuse = r.refuseSurely
	}
	switch {
	case known == knowledge.ByContent:
		return refuse(item, twice(fmt.Sprintf("has the same title and text as %s, which is kept; remove one of the two", first.item)))
	case first.text == mine.text:
		return refuse(item, sameError(s.ID, s.URL, first.item))
	}
	return refuse(item, duplicateError(s.ID, s.URL, first.item+", which is kept"))
}

// fullPath is the path of what is read, from the top of its source.
func (w *walk) fullPath(name string) string {
	if w.inside == "" {
		return name
	}
	return w.inside + "/" + name
}

// twice is the error of an item that has the address or ID of another.
type twice string

// Error tells what it has in common with which.
func (t twice) Error() string { return string(t) }

// Is makes it a knowledge.ErrTwice.
func (t twice) Is(target error) bool { return target == knowledge.ErrTwice }

func duplicateError(id, url, first string) error {
	if url != "" {
		return twice(fmt.Sprintf("has the same address (%s) as %s; remove one of the two", url, first))
	}
	return twice(fmt.Sprintf("has the same ID (%s) as %s; remove one of the two", id, first))
}

// sameError is duplicateError for two that are one text.
func sameError(id, url, first string) error {
	if url != "" {
		return twice(fmt.Sprintf("has the same address (%s) and text as %s, which is kept; remove one of the two", url, first))
	}
	return twice(fmt.Sprintf("has the same ID (%s) and text as %s, which is kept; remove one of the two", id, first))
}

// refuse reports an item of a file that is otherwise read.
func (r *fileReader) refuse(item string, err error) bool {
	return r.emit(knowledge.Item{Name: item, File: r.name, Mark: r.mark, Err: err})
}

// refuseSurely is refuse for what no other file can help: it need not be read again.
func (r *fileReader) refuseSurely(item string, err error) bool {
	return r.emit(knowledge.Item{Name: item, File: r.name, Mark: r.mark, Err: err, Sure: true})
}
