// Package pdf makes stories of PDFs. A PDF is read by PDFium in a child process,
// which can be ended whatever the PDF does to it; what it prints is then put
// together to paragraphs by how it is laid out.
//
// The door: a [Reader] reads PDFs, and [Serve] is what the child does.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	startTimeout = 5 * time.Minute // so long may the child take to make itself ready; the first one ever compiles
	answerBytes  = 64 << 20        // so long may its answer be
	perChild     = 64              // so many PDFs are read by one child
)

// DocumentError is a fault of the PDF itself: it will fail in the same way the
// next time.
type DocumentError struct{ error }

// Unwrap returns the fault.
func (f DocumentError) Unwrap() error { return f.error }

// Reader reads PDFs in a child process. The child is started when the first PDF
// comes, and anew after one that it did not survive. A Reader is used by one
// goroutine at a time.
type Reader struct {
	command []string // empty: this program
	timeout time.Duration
	child   *child
}

// New makes a Reader. command starts its child; empty: this program with Command.
// patience is how long it waits for one PDF, at most twenty seconds; zero: ten.
func New(command []string, patience time.Duration) *Reader {
	p := &Reader{command: command, timeout: patience}
	if p.timeout <= 0 {
		p.timeout = usualTimeout
	}
	return p
}

// Story reads a PDF of length bytes. A DocumentError means that the PDF is at
// fault, any other error that it could not be read this time.
func (r *Reader) Story(ctx context.Context, in io.Reader, length int64) (*knowledge.Story, error) {
	if length > MaxBytes {
		return nil, DocumentError{fmt.Errorf("is larger than %s, which is the most for a PDF; print it with smaller pictures", plain.Size(MaxBytes))}
	}
	used := r.child != nil
	document, err := r.read(ctx, in, length)
	if again, ok := in.(io.Seeker); ok && used && errors.Is(err, errBroke) && ctx.Err() == nil {
		if _, serr := again.Seek(0, io.SeekStart); serr == nil { // what it had read before may have worn it out
			document, err = r.read(ctx, in, length)
		}
	}
	if err != nil {
		return nil, err
	}
	return storyOf(document)
}

var errBroke = errors.New("needs too much memory or breaks the reader of PDFs; print it to a new PDF or remove it")

// read hands a PDF to the child and waits for what it tells of it.
func (r *Reader) read(ctx context.Context, in io.Reader, length int64) (*content, error) {
	if r.child == nil {
		c, err := startChild(ctx, r.command)
		if err != nil {
			return nil, err
		}
		r.child = c
	}
	c := r.child
	late := c.limit(ctx, r.timeout)
	document, err := c.ask(in, length)
	gone := late()
	if err == nil && !gone {
		if c.served++; c.served >= perChild {
			r.Close()
		}
		return document, nil
	}
	c.kill()
	r.child = nil
	var bad *inputError
	switch {
	case errors.As(err, &bad):
		return nil, plain.ReadError(bad.error)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("read it: %w", ctx.Err())
	case gone:
		return nil, DocumentError{fmt.Errorf("could not be read within %s; print it to a new PDF or remove it", r.timeout)}
	}
	return nil, DocumentError{errBroke}
}

// Close ends the child, if there is one. The Reader can still be used.
func (r *Reader) Close() {
	if r.child != nil {
		r.child.end()
		r.child = nil
	}
}
