package source

import (
	"io"

	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	// mostText is how much text a story may have, in bytes, and how large a file
	// of text, Markdown or HTML may be without its pictures: what is longer is no
	// article, and would take many times its size in memory. Options may have it
	// less.
	mostText = 4 << 20
)

// textBytes is how large a file of one story may be that is not a PDF.
func (o *Options) textBytes() int { return min(o.MaxStoryBytes, mostText) }

// readText reads all of a file of one story, but for the pictures that a saved
// page may have in it.
func (r *fileReader) readText(k kind, in io.Reader) ([]byte, error) {
	most := r.folder.options.textBytes()
	if k == htmlKind {
		in = page.WithoutPictures(plain.Limit(in, int64(r.folder.options.MaxStoryBytes)))
	}
	return plain.ReadAll(in, most)
}

// lineBytes is how long a line of a file of many stories may be.
func (o *Options) lineBytes() int { return 2 * o.textBytes() }
