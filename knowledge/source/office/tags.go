package office

import (
	"errors"
	"io"
)

// mostAttributes is how many attributes an element may have. The reader of XML holds all of
// those of one element at once.
const mostAttributes = 5000

var errAttributes = errors.New("has an element of more attributes than one has; save it anew")

// tagGuard passes on XML, and fails at an element with too many attributes.
type tagGuard struct {
	in    io.Reader
	inTag bool
	count int // of what looks like attributes
}

// Read reads on.
func (g *tagGuard) Read(p []byte) (int, error) {
	n, err := g.in.Read(p)
	for _, c := range p[:n] {
		switch {
		case c == '<':
			g.inTag, g.count = true, 0
		case c == '>':
			g.inTag = false
		case c == '=' && g.inTag:
			if g.count++; g.count > mostAttributes {
				return 0, errAttributes
			}
		}
	}
	return n, err //nolint:wrapcheck // a reader passes on what it reads from
}
