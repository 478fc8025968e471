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
)

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
func (r *errorReader) Read(b []byte) (int, error) {
	n, err := r.in.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
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
