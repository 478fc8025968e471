package page

import "io"

// pictureStripper reads a page without what its addresses hold as base64, which may
// be most of it: "data:image/png;base64,iVBOR...".
type pictureStripper struct {
	in     io.Reader
	at     int  // how much of base64Mark was just read
	inside bool // what is read is base64
}

const base64Mark = ";base64,"

// Read reads on, past what is base64.
func (p *pictureStripper) Read(out []byte) (int, error) {
	for {
		n, err := p.in.Read(out)
		if kept := p.strip(out[:n]); kept > 0 || err != nil || n == 0 {
			return kept, err //nolint:wrapcheck // a reader passes on what it reads from
		}
	}
}

// strip takes the base64 out of b and says how much is left.
func (p *pictureStripper) strip(b []byte) int {
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

// base64Byte reports whether a byte may be part of base64, as addresses have it.
func base64Byte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' || c == '-' || c == '_' || c == '%'
}

// WithoutPictures reads a page without the pictures that are written into it.
func WithoutPictures(in io.Reader) io.Reader { return &pictureStripper{in: in} }
