package source

import (
	"fmt"
	"io"
)

const (
	// mostText is how much text a story may have, in bytes, and how large a file
	// of text, Markdown or HTML may be without its pictures: what is longer is no
	// article, and would take many times its size in memory. Options may have it
	// less.
	mostText = 4 << 20
	// mostShown is how much text a page may show.
	mostShown = 1 << 20
)

// textBytes is how large a file of one story may be that is not a PDF.
func (o *Options) textBytes() int { return min(o.MaxStoryBytes, mostText) }

// readText reads all of a file of one story, but for the pictures that a saved
// page may have in it.
func (r *reading) readText(k kind, in io.Reader) ([]byte, error) {
	most := r.folder.options.textBytes()
	if k == hypertext {
		in = &pictureless{in: &counter{in: in, most: int64(r.folder.options.MaxStoryBytes)}}
	}
	return readAll(in, most)
}

// pictureless reads a page without what its addresses hold as base64, which may
// be most of it: "data:image/png;base64,iVBOR...".
type pictureless struct {
	in     io.Reader
	at     int  // how much of base64Mark was just read
	inside bool // what is read is base64
}

const base64Mark = ";base64,"

func (p *pictureless) Read(out []byte) (int, error) {
	for {
		n, err := p.in.Read(out)
		if kept := p.strip(out[:n]); kept > 0 || err != nil || n == 0 {
			return kept, err //nolint:wrapcheck // a reader passes on what it reads from
		}
	}
}

// strip takes the base64 out of b and says how much is left.
func (p *pictureless) strip(b []byte) int {
	w := 0
	for _, c := range b {
		if p.inside {
			if base64Byte(c) {
				continue
			}
			p.inside = false
		}
		if c == base64Mark[p.at] {
			if p.at++; p.at == len(base64Mark) {
				p.at, p.inside = 0, true
			}
		} else if p.at = 0; c == base64Mark[0] {
			p.at = 1
		}
		b[w] = c
		w++
	}
	return w
}

func base64Byte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' || c == '-' || c == '_' || c == '%'
}

// tooMuchShown says, as an error, whether a page shows more than a story has.
func tooMuchShown(shown int) error {
	if shown > mostShown {
		return fmt.Errorf("shows more than %s of text, which is the most for one story; split it", size(mostShown))
	}
	return nil
}
