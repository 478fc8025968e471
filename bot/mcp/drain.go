package mcp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"
)

// drain lets what was asked be answered before the end of the input ends the conversation:
// what is piped into a program is answered, too. It may be used by many goroutines.
type drain struct {
	out  io.Writer
	mu   sync.Mutex
	part []byte              // of a line that is being written
	open map[string]struct{} // the IDs of requests that are not answered yet
	done chan struct{}       // closed, and made anew, whenever one is answered
}

func newDrain(out io.Writer) *drain {
	return &drain{out: out, open: make(map[string]struct{}), done: make(chan struct{})}
}

// line is what of a message tells whether it asks, answers or takes back.
type line struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params struct {
		RequestID json.RawMessage `json:"requestId"`
	} `json:"params"`
}

// from returns the lines of in, whose end comes when all of them are answered or ctx has ended.
func (d *drain) from(ctx context.Context, in io.Reader) io.ReadCloser {
	lines, w := io.Pipe()
	go func() {
		r := bufio.NewReader(in)
		for {
			text, err := r.ReadBytes('\n')
			d.asked(text)
			if _, gone := w.Write(text); gone != nil {
				return
			}
			if err == nil {
				continue
			}
			if errors.Is(err, io.EOF) {
				d.wait(ctx)
				err = io.EOF
			}
			_ = w.CloseWithError(err) // never fails
			return
		}
	}()
	return lines
}

// asked notes the request that a line makes or takes back, if it does.
func (d *drain) asked(text []byte) {
	var l line
	if json.Unmarshal(text, &l) != nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case l.Method == "notifications/cancelled":
		delete(d.open, string(l.Params.RequestID))
	case l.Method != "" && len(l.ID) > 0:
		d.open[string(l.ID)] = struct{}{}
	}
}

// Write passes on what is written and notes the answers in it.
func (d *drain) Write(p []byte) (int, error) {
	n, err := d.out.Write(p)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.part = append(d.part, p[:n]...)
	for {
		text, rest, whole := bytes.Cut(d.part, []byte("\n"))
		if !whole {
			return n, err //nolint:wrapcheck // it stands for what it wraps
		}
		d.part = append(d.part[:0], rest...)
		var l line
		if json.Unmarshal(text, &l) == nil && l.Method == "" {
			delete(d.open, string(l.ID))
			close(d.done)
			d.done = make(chan struct{})
		}
	}
}

// Close does nothing: what is written to is others'.
func (*drain) Close() error { return nil }

// wait returns when nothing is left to be answered, or ctx has ended.
func (d *drain) wait(ctx context.Context) {
	for {
		d.mu.Lock()
		left, done := len(d.open), d.done
		d.mu.Unlock()
		if left == 0 {
			return
		}
		select {
		case <-done:
		case <-ctx.Done():
			return
		}
	}
}
