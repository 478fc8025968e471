package source

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
)

const (
	pdfStart    = 5 * time.Minute // so long may the child take to make itself ready; the first one ever compiles
	pdfAnswer   = 64 << 20        // so long may its answer be
	pdfsOfChild = 64              // so many PDFs are read by one child
)

// pdfFault is what is wrong with a PDF itself: it will fail in the same way the
// next time.
type pdfFault struct{ error }

// Unwrap returns what it is.
func (f pdfFault) Unwrap() error { return f.error }

// pdfs reads PDFs in a child process, which is started when the first one comes,
// and anew after one that it did not survive.
type pdfs struct {
	command  []string // empty: this program
	patience time.Duration
	child    *child
}

// newPDFs makes a reader of PDFs whose child is started by a command, which is
// this program with ReadPDFsCommand where it is empty. patience is how long is
// waited for one PDF, at most twenty seconds; zero: ten.
func newPDFs(command []string, patience time.Duration) *pdfs {
	p := &pdfs{command: command, patience: patience}
	if p.patience <= 0 {
		p.patience = pdfPatience
	}
	return p
}

// story reads the story of a PDF of so many bytes.
func (p *pdfs) story(ctx context.Context, in io.Reader, length int64) (*knowledge.Story, error) {
	if length > pdfBytes {
		return nil, pdfFault{fmt.Errorf("is larger than %s, which is the most for a PDF; print it with smaller pictures", size(pdfBytes))}
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
	return fromPDF(document)
}

var errBroke = errors.New("needs too much memory or breaks the reader of PDFs; print it to a new PDF or remove it")

// read hands a PDF to the child and waits for what it tells of it.
func (p *pdfs) read(ctx context.Context, in io.Reader, length int64) (*printed, error) {
	if p.child == nil {
		c, err := startChild(ctx, p.command)
		if err != nil {
			return nil, err
		}
		p.child = c
	}
	c := p.child
	late := c.limit(ctx, p.patience)
	document, err := c.ask(in, length)
	gone := late()
	if err == nil && !gone {
		if c.served++; c.served >= pdfsOfChild {
			p.close()
		}
		return document, nil
	}
	c.kill()
	p.child = nil
	var bad *readFault
	switch {
	case errors.As(err, &bad):
		return nil, readError(bad.error)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("read it: %w", ctx.Err())
	case gone:
		return nil, pdfFault{fmt.Errorf("could not be read within %s; print it to a new PDF or remove it", p.patience)}
	}
	return nil, pdfFault{errBroke}
}

// close ends the child, if there is one.
func (p *pdfs) close() {
	if p.child != nil {
		p.child.end()
		p.child = nil
	}
}

// child is a process that reads PDFs, as ReadPDFs does.
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
		command = []string{program, ReadPDFsCommand, pdfCache()}
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
	c := &child{cmd: cmd, in: in, out: &io.LimitedReader{R: out, N: pdfAnswer}}
	c.answer = json.NewDecoder(c.out)
	late := c.limit(ctx, pdfStart)
	var ready printed
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

// pdfCache is the folder in which a child keeps what it has compiled, or "" where
// there is no place for it.
func pdfCache() string {
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
// function it returns ends that, and says whether it was too late.
func (c *child) limit(ctx context.Context, patience time.Duration) (late func() bool) {
	kill := func() { _ = c.cmd.Process.Kill() } // it may have ended
	timer := time.AfterFunc(patience, kill)
	stop := context.AfterFunc(ctx, kill)
	return func() bool {
		inTime, waited := timer.Stop(), stop()
		return !inTime || !waited
	}
}

// readFault is a PDF that could not be read from where it is.
type readFault struct{ error }

// ask sends a PDF and takes the answer.
func (c *child) ask(in io.Reader, length int64) (*printed, error) {
	c.out.N = pdfAnswer
	w := bufio.NewWriter(c.in)
	if _, err := fmt.Fprintf(w, "%016x", length); err != nil {
		return nil, fmt.Errorf("send its length: %w", err)
	}
	source := &tapped{in: in}
	n, err := io.Copy(w, io.LimitReader(source, length))
	if source.err != nil {
		return nil, &readFault{source.err}
	}
	if err == nil && n < length {
		return nil, &readFault{io.ErrUnexpectedEOF}
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return nil, fmt.Errorf("send it: %w", err)
	}
	var p printed
	if err := c.answer.Decode(&p); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return &p, nil
}

// tapped remembers why it could not be read.
type tapped struct {
	in  io.Reader
	err error
}

// Read reads on.
func (w *tapped) Read(b []byte) (int, error) {
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
