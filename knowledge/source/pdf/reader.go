// Package pdf makes stories of PDFs. A PDF is read by PDFium in a child process,
// which can be ended whatever the PDF does to it; what it prints is then put
// together to paragraphs by how it is laid out.
//
// The door: a Reader reads PDFs, and Serve is what the child does.
package pdf

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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
func (p *Reader) Story(ctx context.Context, in io.Reader, length int64) (*knowledge.Story, error) {
	if length > MaxBytes {
		return nil, DocumentError{fmt.Errorf("is larger than %s, which is the most for a PDF; print it with smaller pictures", plain.Size(MaxBytes))}
	}
	used := p.child != nil
	document, err := p.read(ctx, in, length)
	if again, ok := in.(io.Seeker); ok && used && errors.Is(err, errBroke) && ctx.Err() == nil {
		if _, serr := again.Seek(0, io.SeekStart); serr == nil { // what it had read before may have worn it out
			document, err = p.read(ctx, in, length)
		}
	}
	if err != nil {
		return nil, err
	}
	return storyOf(document)
}

var errBroke = errors.New("needs too much memory or breaks the reader of PDFs; print it to a new PDF or remove it")

// read hands a PDF to the child and waits for what it tells of it.
func (p *Reader) read(ctx context.Context, in io.Reader, length int64) (*content, error) {
	if p.child == nil {
		c, err := startChild(ctx, p.command)
		if err != nil {
			return nil, err
		}
		p.child = c
	}
	c := p.child
	late := c.limit(ctx, p.timeout)
	document, err := c.ask(in, length)
	gone := late()
	if err == nil && !gone {
		if c.served++; c.served >= perChild {
			p.Close()
		}
		return document, nil
	}
	c.kill()
	p.child = nil
	var bad *inputError
	switch {
	case errors.As(err, &bad):
		return nil, plain.ReadError(bad.error)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("read it: %w", ctx.Err())
	case gone:
		return nil, DocumentError{fmt.Errorf("could not be read within %s; print it to a new PDF or remove it", p.timeout)}
	}
	return nil, DocumentError{errBroke}
}

// Close ends the child, if there is one. The Reader can still be used.
func (p *Reader) Close() {
	if p.child != nil {
		p.child.end()
		p.child = nil
	}
}

// child is a process that reads PDFs, as Serve makes one.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *io.LimitedReader
	answer *json.Decoder
	served int
}

// startChild starts a child and waits until it is ready. It has no environment.
func startChild(ctx context.Context, command []string) (*child, error) {
	if len(command) == 0 {
		program, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("find this program, which reads PDFs: %w", err)
		}
		command = []string{program, Command, cacheFolder()}
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), command[0], command[1:]...) //nolint:gosec // it is this program
	cmd.Env, cmd.Dir, cmd.WaitDelay = []string{}, string(filepath.Separator), time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start the reader of PDFs: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the reader of PDFs: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the reader of PDFs: %w", err)
	}
	c := &child{cmd: cmd, in: in, out: &io.LimitedReader{R: out, N: answerBytes}}
	c.answer = json.NewDecoder(c.out)
	late := c.limit(ctx, startTimeout)
	var ready content
	err = c.answer.Decode(&ready)
	if late() || err != nil {
		c.kill()
		if ctx.Err() != nil {
			return nil, fmt.Errorf("start the reader of PDFs: %w", ctx.Err())
		}
		return nil, fmt.Errorf("start the reader of PDFs: it ended at once (%s)", cmd.ProcessState)
	}
	return c, nil
}

// cacheFolder is the folder in which a child keeps what it has compiled, or "" where
// there is no place for it.
func cacheFolder() string {
	user, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	if _, err := os.Stat(filepath.Dir(user)); err != nil { // there is no such user here
		return ""
	}
	dir := filepath.Join(user, "storybot")
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return dir
}

// limit kills the child after a time, or when nobody waits any more. The
// function it returns ends that, and reports whether it was too late.
func (c *child) limit(ctx context.Context, patience time.Duration) (late func() bool) {
	kill := func() { _ = c.cmd.Process.Kill() } // it may have ended
	timer := time.AfterFunc(patience, kill)
	stop := context.AfterFunc(ctx, kill)
	return func() bool {
		inTime, waited := timer.Stop(), stop()
		return !inTime || !waited
	}
}

// inputError is a PDF that could not be read from where it is.
type inputError struct{ error }

// ask sends a PDF and takes the answer.
func (c *child) ask(in io.Reader, length int64) (*content, error) {
	c.out.N = answerBytes
	w := bufio.NewWriter(c.in)
	if _, err := fmt.Fprintf(w, "%016x", length); err != nil {
		return nil, fmt.Errorf("send its length: %w", err)
	}
	source := &errorReader{in: in}
	n, err := io.Copy(w, io.LimitReader(source, length))
	if source.err != nil {
		return nil, &inputError{source.err}
	}
	if err == nil && n < length {
		return nil, &inputError{io.ErrUnexpectedEOF}
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return nil, fmt.Errorf("send it: %w", err)
	}
	var p content
	if err := c.answer.Decode(&p); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return &p, nil
}

// errorReader remembers why it could not be read.
type errorReader struct {
	in  io.Reader
	err error
}

// Read reads on.
func (w *errorReader) Read(b []byte) (int, error) {
	n, err := w.in.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err //nolint:wrapcheck // a reader's error is its own
}

// end lets the child end, and makes it if it does not.
func (c *child) end() {
	_ = c.in.Close()
	timer := time.AfterFunc(time.Second, func() { _ = c.cmd.Process.Kill() })
	_ = c.cmd.Wait() // how it ended is of no interest
	timer.Stop()
}

// kill ends the child at once.
func (c *child) kill() {
	_ = c.cmd.Process.Kill() // it may have ended
	_ = c.in.Close()
	_ = c.cmd.Wait() // how it ended is of no interest
}
