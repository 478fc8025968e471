// Package eval measures the bot on data with known answers: the whole of it,
// or one part alone. What a file measures is told by the fields of its rows
// (see [Evaluator.Measure]); each form has a file here that runs the measure
// and computes its figures. What is measured is the code that answers: the
// calls into it stand in parts.go.
package eval

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Asker answers questions from the loaded stories. It is an interface because
// another process may own them.
type Asker interface {
	Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error)
	// Find returns the passages found for q, best first: limit at most, of one story each.
	Find(ctx context.Context, q bot.Question, limit int) ([]Found, error)
}

// Found is the story of a passage that was found.
type Found struct{ Story, URL string }

// Progress is told that work of so many steps begins, 0 where that is not
// known. It returns what is called after each step and at the end.
type Progress func(title string, total int) (step func(what string, done int), end func())

// Evaluator measures files and folders. Progress and Moment are required, and
// what the forms measured need of the rest; nothing is called concurrently.
type Evaluator struct {
	// Stories opens the loaded stories. It is called for each file of questions.
	Stories func(ctx context.Context) (Asker, error)
	// Engine makes an empty engine in dir, and how to close it.
	Engine func(ctx context.Context, dir string) (base *knowledge.Base, end func() error, err error)
	// Moment reads the moment of asking as every surface does.
	Moment   func(at string) (time.Time, error)
	Progress Progress
	Warn     func(format string, args ...any) // what could not be read; nil: not told
	Row      func(format string, args ...any) // what came of each row; nil: not told
}

// Result is what was measured on one file or folder.
type Result struct {
	Name     string // of the file or folder, without its path
	Measures Measures
}

// Measures are the measures of one form. Their JSON is the contract of
// `storybot eval --json`; Figures are the same for people.
type Measures interface{ Figures() []Figure }

// Figure is one row of the table of measures.
type Figure struct{ Name, Value string }

// Measure measures a file, a folder of one collection, or each file of a
// folder, in the order of their names. A file of a folder whose fields are of
// no form is passed over; a folder without any other is an error.
func (e *Evaluator) Measure(ctx context.Context, path string) ([]Result, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	if !info.IsDir() {
		m, err := e.file(ctx, path)
		return []Result{{filepath.Base(path), m}}, err
	}
	if corpus := corpusOf(path); corpus != "" {
		m, err := e.collection(ctx, path, corpus)
		return []Result{{filepath.Base(path), m}}, err
	}
	return e.folder(ctx, path)
}

func (e *Evaluator) folder(ctx context.Context, path string) ([]Result, error) {
	var files []string
	for _, pattern := range []string{"*.jsonl", "*.jsonl.gz"} {
		found, err := filepath.Glob(filepath.Join(path, pattern))
		if err != nil {
			return nil, fmt.Errorf("look into %s: %w", path, err)
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	var list []Result
	for _, f := range files {
		m, err := e.file(ctx, f)
		if errors.Is(err, errNoForm) {
			continue // the stories beside the questions
		}
		if err != nil {
			return nil, err
		}
		list = append(list, Result{filepath.Base(f), m})
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s holds nothing to measure on; `storybot eval --help` tells the forms", path)
	}
	return list, nil
}

// file measures one file by its form.
func (e *Evaluator) file(ctx context.Context, path string) (Measures, error) {
	s, err := readDataset(path)
	if err != nil {
		return nil, err
	}
	var end func()
	s.step, end = e.Progress("measuring "+filepath.Base(path), len(s.lines))
	defer end()
	switch s.form {
	case formVerifier:
		return measure(ctx, e, s, e.verify)
	case formChoice:
		return measure(ctx, e, s, e.choose)
	case formTimes:
		return measure(ctx, e, s, e.times)
	case formRecorded:
		return measure(ctx, e, s, e.recorded)
	case formDisagreement:
		return measure(ctx, e, s, e.disagreements)
	case formCopies:
		return measure(ctx, e, s, e.copies)
	case formEvents:
		return measure(ctx, e, s, e.events)
	default:
		return measure(ctx, e, s, e.questions)
	}
}

// measure reads the rows of a file as those of one form and runs its measure.
func measure[T any](ctx context.Context, e *Evaluator, s *dataset, run func(context.Context, []T, stepFunc) (Measures, error)) (Measures, error) {
	rows, err := decode[T](s, e.Moment)
	if err != nil {
		return nil, err
	}
	return run(ctx, rows, s.step)
}

// stepFunc is told what was measured last, and how many rows are done.
type stepFunc = func(what string, done int)

func (e *Evaluator) warn(format string, args ...any) {
	if e.Warn != nil {
		e.Warn(format, args...)
	}
}

// row tells what came of one row, where that is wanted.
func (e *Evaluator) row(format string, args ...any) {
	if e.Row != nil {
		e.Row(format, args...)
	}
}
