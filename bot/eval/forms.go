package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// form is what a file measures, told by the fields of its rows.
type form int

const (
	formUnknown form = iota
	formQuestions
	formVerifier
	formChoice
	formTimes
	formRecorded
	formDisagreement
	formEvents
	formCopies
	formSpeakers
	formTurns
	formRewrites
)

// forms are the fields that tell each form, the most telling first: a row is of
// the first form of which it has every field; one with a question mark
// may be empty.
func forms() []struct {
	form   form
	fields []string
} {
	return []struct {
		form   form
		fields []string
	}{
		{formRecorded, []string{"question", "passages", "claims"}},
		{formDisagreement, []string{"question", "documents", "altered"}},
		{formTurns, []string{"input", "contexts"}},
		{formRewrites, []string{"conversation", "rewrite"}},
		{formSpeakers, []string{"text", "attributions"}},
		{formCopies, []string{"cluster?", "title", "text"}},
		{formEvents, []string{"stories", "asks"}},
		{formEvents, []string{"stories", "question"}},
		{formVerifier, []string{"sentence", "supported"}},
		{formChoice, []string{"question", "sentences"}},
		{formQuestions, []string{"question"}},
		{formTimes, []string{"text", "at", "since"}},
		{formTimes, []string{"text", "at", "until"}},
	}
}

// errNoForm is a file of which the fields tell nothing to measure.
var errNoForm = errors.New("its fields are of no kind that can be measured; `storybot eval --help` tells them")

// formOf is the form of a row with these fields. A field that is null or an
// empty string is none.
func formOf(fields map[string]json.RawMessage) form {
	for _, f := range forms() {
		has := true
		for _, name := range f.fields {
			name, mayBeEmpty := strings.CutSuffix(name, "?")
			value := string(fields[name])
			if mayBeEmpty && value == `""` {
				continue
			}
			has = has && value != "" && value != "null" && value != `""`
		}
		if has {
			return f.form
		}
	}
	return formUnknown
}

// dataset is a file to measure on: its lines, all of one form.
type dataset struct {
	path  string
	form  form
	lines []line
	step  stepFunc // told how far the measuring is
}

// line is a line of a dataset, and its number in the file.
type line struct {
	n    int
	text []byte
}

// readDataset reads a file and tells its form, which all its rows must be of.
func readDataset(path string) (*dataset, error) {
	s := &dataset{path: path}
	err := readLines(path, func(n int, text []byte) error {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(text, &fields); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		switch f := formOf(fields); {
		case f == formUnknown:
			return fmt.Errorf("%s:%d: %w", path, n, errNoForm)
		case s.form != formUnknown && f != s.form:
			return fmt.Errorf("%s:%d: this line is of another kind than those before", path, n)
		default:
			s.form = f
		}
		s.lines = append(s.lines, line{n, text})
		return nil
	})
	if err == nil && len(s.lines) == 0 {
		err = fmt.Errorf("%s is empty", path)
	}
	return s, err
}

// checked is a row that can be wrong in itself.
type checked interface{ check() error }

// dated is a row with a moment of asking.
type dated interface{ asOf() string }

// decode reads the rows of a dataset, and tries their moments of asking where
// moment is not nil; an error names the file and the line.
func decode[T any](s *dataset, moment func(at string) (time.Time, error)) ([]T, error) {
	rows := make([]T, len(s.lines))
	for i, l := range s.lines {
		err := json.Unmarshal(l.text, &rows[i])
		if c, ok := any(&rows[i]).(checked); ok && err == nil {
			err = c.check()
		}
		if d, ok := any(&rows[i]).(dated); ok && err == nil && moment != nil {
			_, err = moment(d.asOf())
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", s.path, l.n, err)
		}
	}
	return rows, nil
}

// readLines gives each line of a file that is not blank to take, unpacking .gz; take may keep it.
func readLines(path string, take func(n int, line []byte) error) error {
	f, err := os.Open(path) // #nosec G304 -- the operator named it
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return fmt.Errorf("unpack %s: %w", path, err)
		}
	}
	lines := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff"))); len(line) > 0 {
			if err := take(n, line); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
	}
}
