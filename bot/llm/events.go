package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	maxLine   = 1 << 20  // bytes of one event
	maxStream = 16 << 20 // bytes of a whole stream, reasoning and all
)

// events makes of a server's reply the stream that go-openai reads right. The
// library (as of v1.43.0) loses a last line without a newline; counts blank
// lines and keep-alive comments as faults and mixes the latter into the text of
// an error, which it then cannot read; knows an error only where the event
// starts with exactly {"error": and its message is in an object; takes
// "error":null for one; holds a line of any length in memory; and gives up a
// stream for one id that is a number or one content that is a list. So every
// event is read here (see [chunk]) and written anew. A completion in one piece,
// from a server that does not stream, becomes a stream of one event.
type events struct {
	lines  *bufio.Reader
	body   io.Closer
	scrub  scrub
	status int

	out      []byte // what the library has still to read
	kind     string // the event: field of the present event
	open     []byte // the beginning of an event's JSON that goes on in its next line
	seen     bool   // an event has come
	told     bool   // text has come
	finished bool   // a finish reason has come
	stray    []byte // what was no event, from its start
	err      error
}

func newEvents(body io.ReadCloser, status int, s scrub) *events {
	limited := io.LimitReader(body, maxStream)
	return &events{lines: bufio.NewReaderSize(limited, 16<<10), body: body, status: status, scrub: s}
}

func (e *events) Close() error { return e.body.Close() } //nolint:wrapcheck // timedBody.Close says it all

func (e *events) Read(p []byte) (int, error) {
	for len(e.out) == 0 {
		if e.err != nil {
			return 0, e.err
		}
		line, err := e.line()
		e.err = err
		e.give(e.take(bytes.TrimSpace(line)))
		if errors.Is(e.err, io.EOF) {
			e.give(e.ended())
		}
	}
	n := copy(p, e.out)
	e.out = e.out[n:]
	return n, nil
}

// give adds to what the library shall read, or has it fail.
func (e *events) give(out []byte, failed error) {
	e.out = append(e.out, out...)
	if failed != nil {
		e.err = failed
	}
}

// line returns the next line, be it ended by a newline or by the stream.
func (e *events) line() ([]byte, error) {
	var line []byte
	for {
		part, err := e.lines.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, tooLongLine()
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err //nolint:wrapcheck // io.EOF must stay what it is; the rest is timedBody's own
		}
	}
}

// take returns what the library shall read of a line: nothing, or one data
// line; or the failure that the line tells of.
func (e *events) take(line []byte) ([]byte, error) {
	line = bytes.TrimPrefix(line, []byte("\ufeff"))
	field, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimSpace(value)
	switch strings.ToLower(string(field)) {
	case "":
		if len(line) == 0 {
			e.kind = ""
			return nil, e.broken()
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
		if line[0] == '{' && len(e.stray) == 0 && json.Valid(line) { // one JSON document a line
			return e.document(line)
		}
		e.stray = append(e.stray, line...)
		e.stray = e.stray[:min(len(e.stray), maxLine)]
	}
	return nil, nil
}

// data passes on the value of a data: line unless it is an error, or no JSON at
// all: some servers send their keep-alive comments as data.
func (e *events) data(value []byte) ([]byte, error) {
	switch {
	case len(value) == 0:
		return nil, nil
	case e.kind == "error":
		return nil, e.failure(value)
	case isDone(value):
		return e.done(), nil
	case len(e.open) > 0:
		value = append(append(e.open, '\n'), value...)
	case value[0] != '{':
		return nil, nil
	}
	if e.open = nil; !json.Valid(value) {
		if len(value) > maxLine {
			return nil, tooLongLine()
		}
		e.open = bytes.Clone(value)
		return nil, nil
	}
	return e.chunk(value)
}

// chunk passes on one part of the stream.
func (e *events) chunk(value []byte) ([]byte, error) {
	if bytes.Contains(value, []byte(`"error"`)) {
		if reply, ok := parseReply(value, e.scrub); ok {
			return nil, reply
		}
	}
	out, finished, says, err := normal(value, e.told)
	if err != nil {
		return nil, err
	}
	e.finished, e.told = e.finished || finished, e.told || says
	return append(append([]byte("data: "), out...), '\n'), nil
}

// broken returns why an event that has ended is none: its JSON is not whole.
func (e *events) broken() error {
	if len(e.open) == 0 {
		return nil
	}
	var any json.RawMessage
	err := json.Unmarshal(e.open, &any)
	e.open = nil
	return fmt.Errorf("%w: %w", ErrMalformed, err)
}

// done ends the stream for the library. Where no finish reason came, the marker
// stands for one.
func (e *events) done() []byte {
	out := []byte("data: [DONE]\n")
	if !e.finished {
		e.finished = true
		out = append([]byte(`data: {"choices":[{"index":0,"delta":{},"finish_reason":"`+doneMarker+`"}]}`+"\n"), out...)
	}
	return out
}

// document passes on JSON that is no event: a completion in one piece, or a
// failure with a status of success.
func (e *events) document(body []byte) ([]byte, error) {
	var c chunk
	reply, failed := parseReply(body, e.scrub)
	if !failed && json.Unmarshal(body, &c) == nil && len(c.Choices) > 0 {
		e.seen = true
		return e.chunk(body)
	}
	if reply.Status == 0 {
		reply.Status = e.status
	}
	if !failed {
		reply.hint = "this is no event stream: is OPENAI_BASE_URL right?"
	}
	return nil, reply
}

// ended judges what is left when no more comes: a document over several lines, or
// a page of some other server.
func (e *events) ended() ([]byte, error) {
	if e.seen || len(e.stray) == 0 {
		return nil, e.broken()
	}
	stray := e.stray
	e.stray = nil
	out, err := e.document(stray)
	if err == nil {
		err = io.EOF
	}
	return out, err
}

func (e *events) failure(value []byte) error {
	reply, _ := parseReply(value, e.scrub)
	return reply
}

func tooLongLine() error {
	return fmt.Errorf("an event of the stream is longer than %d bytes: %w", maxLine, ErrTooLong)
}
