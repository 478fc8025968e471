package pdf

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"
)

// What one PDF may cost.
const (
	engineBytes  = 48 << 20         // so much memory may PDFium have for one PDF, besides the file itself
	roomBytes    = 64 << 20         // and so much what is around it: stacks, the answer, what is yet to be collected
	MaxBytes     = 64 << 20         // so large may one be
	maxText      = 4 << 20          // so long its text, which is of some 700,000 words
	maxRows      = 200_000          // and in so many lines
	usualTimeout = 10 * time.Second // so long is waited for one
)

// Command is the argument by which a program reads PDFs in a process of its own:
// it then calls Serve.
const Command = "read-pdfs"

var errTooMuchText = errors.New("has too much text")

// content is what a child process tells of a PDF. The first line of all that it
// writes is a printed without pages: it is ready.
type content struct {
	Title    string     `json:"title,omitempty"`
	Author   string     `json:"author,omitempty"`
	Created  string     `json:"created,omitempty"`
	Modified string     `json:"modified,omitempty"`
	Lang     string     `json:"lang,omitempty"`
	Pages    []textPage `json:"pages,omitempty"`
	Fault    fault      `json:"fault,omitempty"`
}

// textPage is one page. Its measures are points, from its lower left corner.
type textPage struct {
	Width  float64    `json:"w"`
	Height float64    `json:"h"`
	Lines  []textLine `json:"rows,omitempty"`
}

// textLine is one line of print, in the order of reading.
type textLine struct {
	Text  string  `json:"t"`
	Left  float64 `json:"l"`
	Right float64 `json:"r"`
	Base  float64 `json:"b"`
	Size  float64 `json:"s"`
}

// fault is why a PDF was not read.
type fault string

const (
	faultLocked  fault = "locked"
	faultDamaged fault = "damaged"
	faultLong    fault = "long"
)

// Serve is the work of the child process. It takes one PDF after the other from
// in, each behind its length in sixteen hexadecimal digits, and writes a line of
// JSON for each to out, until in ends or a PDF has broken something. What it has
// compiled is kept for the next time in the folder cache, unless that is empty.
// It sets limits on this process, which can do nothing else afterwards.
func Serve(in io.Reader, out io.Writer, cache string) error {
	debug.SetGCPercent(50)
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0))) // a loop in PDFium holds one of them for as long as it takes
	engine, err := newEngine(cache)
	if err != nil {
		return fmt.Errorf("make the reader ready: %w", err)
	}
	debug.FreeOSMemory()
	answer := json.NewEncoder(out)
	if err := answer.Encode(content{}); err != nil {
		return fmt.Errorf("say that it is ready: %w", err)
	}
	for {
		raw, err := next(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := confine(int64(len(raw))); err != nil {
			return fmt.Errorf("limit itself: %w", err)
		}
		late := time.AfterFunc(2*usualTimeout, func() { os.Exit(1) }) // whoever waited may have been ended before he could end this
		p, err := engine.read(raw)
		if err != nil {
			return err
		}
		late.Stop()
		if err := answer.Encode(p); err != nil {
			return fmt.Errorf("tell of it: %w", err)
		}
	}
}

func next(in io.Reader) ([]byte, error) {
	var digits [16]byte
	if _, err := io.ReadFull(in, digits[:]); err != nil {
		return nil, fmt.Errorf("read the length: %w", err)
	}
	length, err := strconv.ParseUint(string(digits[:]), 16, 64)
	if err != nil || length > MaxBytes {
		return nil, errors.New("is of no length that is read")
	}
	raw := make([]byte, length)
	if _, err := io.ReadFull(in, raw); err != nil {
		return nil, fmt.Errorf("read the PDF: %w", err)
	}
	return raw, nil
}
