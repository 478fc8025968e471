package llm

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

const (
	maxLine   = 1 << 20  // bytes of one event
	maxStream = 16 << 20 // bytes of a whole stream, reasoning and all
)

// events makes of a server's event stream the one that go-openai reads right.
// The library (as of v1.43.0) loses a last line without a newline; counts blank
// lines and keep-alive comments as faults and mixes the latter into the text of
// an error, which it then cannot read; knows an error only where the event
// starts with exactly {"error": and its message is in an object; takes
// "error":null for one; and holds a line of any length in memory.
type events struct {
	lines  *bufio.Reader
	body   io.Closer
	scrub  scrub
	status int

	out   []byte // what the library has still to read
	kind  string // the event: field of the present event
	seen  bool   // a data: line has come
	stray []byte // the start of what was no event at all
	err   error
}

func newEvents(body io.ReadCloser, status int, s scrub) *events {
	limited := io.LimitReader(body, maxStream)
	return &events{lines: bufio.NewReaderSize(limited, 16<<10), body: body, status: status, scrub: s}
}

func (e *events) Close() error { return e.body.Close() } //nolint:wrapcheck // watched.Close says it all

func (e *events) Read(p []byte) (int, error) {
	for len(e.out) == 0 {
		if e.err != nil {
			return 0, e.err
		}
		line, err := e.line()
		e.err = err
		if out, failed := e.take(bytes.TrimSpace(line)); failed != nil {
			e.err = failed
		} else {
			e.out = out
		}
		if errors.Is(e.err, io.EOF) && !e.seen && len(e.stray) > 0 {
			e.err = e.noStream()
		}
	}
	n := copy(p, e.out)
	e.out = e.out[n:]
	return n, nil
}

// line returns the next line, be it ended by a newline or by the stream.
func (e *events) line() ([]byte, error) {
	var line []byte
	for {
		part, err := e.lines.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, fmt.Errorf("an event of the stream is longer than %d bytes: %w", maxLine, ErrTooLong)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err //nolint:wrapcheck // io.EOF must stay what it is; the rest is watched's own
		}
	}
}

// take returns what the library shall read of a line: nothing, or one data
// line; or the failure that the line tells of.
func (e *events) take(line []byte) ([]byte, error) {
	field, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimSpace(value)
	switch string(field) {
	case "":
		if len(line) == 0 {
			e.kind = ""
		}
	case "event":
		e.kind = string(value)
	case "id", "retry":
	case "error": // llama.cpp until late 2025
		return nil, e.failure(value)
	case "data":
		e.seen = true
		return e.data(value)
	default:
		e.stray = append(e.stray, line...)
		e.stray = e.stray[:min(len(e.stray), maxFailure)]
	}
	return nil, nil
}

// data passes on the value of a data: line unless it is an error.
func (e *events) data(value []byte) ([]byte, error) {
	switch {
	case len(value) == 0:
		return nil, nil
	case e.kind == "error":
		return nil, e.failure(value)
	case bytes.Contains(value, []byte(`"error"`)):
		if reply, ok := parseReply(value, e.scrub); ok {
			return nil, reply
		}
	}
	if value[0] == '{' { // the space keeps the library from taking "error":null for an error
		value = append([]byte("{ "), value[1:]...)
	}
	return append(append([]byte("data: "), value...), '\n'), nil
}

func (e *events) failure(value []byte) error {
	reply, _ := parseReply(value, e.scrub)
	return reply
}

// noStream says what came in place of a stream: a page of some other server, or
// a failure sent with a status of success.
func (e *events) noStream() error {
	reply, ok := parseReply(e.stray, e.scrub)
	if reply.Status == 0 {
		reply.Status = e.status
	}
	if !ok {
		reply.hint = "this is no event stream: is OPENAI_BASE_URL right?"
	}
	return reply
}
