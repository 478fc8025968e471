package main

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
)

// kind is what a file measures.
type kind int

const (
	unknown kind = iota
	asked
	verifying
	choosing
)

// errNoKind is a file of which the fields tell nothing to measure.
var errNoKind = errors.New("its fields are of no kind that can be measured; `storybot eval --help` tells them")

// evalRow is one line of a file to measure on, whatever its kind.
type evalRow struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	At       string   `json:"at"`
	Answers  []string `json:"answers"`
	URLs     []string `json:"urls"`

	Source    string `json:"source"`
	Sentence  string `json:"sentence"`
	Supported *bool  `json:"supported"`
	Class     string `json:"class"`
	Origin    string `json:"origin"`

	Sentences []string `json:"sentences"`
	Selected  []int    `json:"selected"`
}

func (r *evalRow) kind() kind {
	switch {
	case r.Supported != nil && r.Sentence != "":
		return verifying
	case r.Question != "" && r.Sentences != nil:
		return choosing
	case r.Question != "":
		return asked
	}
	return unknown
}

// readRows reads a file and tells its kind, which all its rows must be of.
func readRows(path string) ([]evalRow, kind, error) {
	var rows []evalRow
	is := unknown
	err := readLines(path, func(n int, line []byte) error {
		var row evalRow
		if err := json.Unmarshal(line, &row); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		switch k := row.kind(); {
		case k == unknown:
			return fmt.Errorf("%s:%d: %w", path, n, errNoKind)
		case is != unknown && k != is:
			return fmt.Errorf("%s:%d: this line is of another kind than those before", path, n)
		default:
			is = k
		}
		for _, i := range row.Selected {
			if i < 0 || i >= len(row.Sentences) {
				return fmt.Errorf("%s:%d: selected names sentence %d of %d", path, n, i, len(row.Sentences))
			}
		}
		rows = append(rows, row)
		return nil
	})
	if err == nil && len(rows) == 0 {
		err = fmt.Errorf("%s is empty", path)
	}
	return rows, is, err
}

// readLines gives every line of a file that is not blank to take, unpacking .gz.
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
