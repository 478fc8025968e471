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
)

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
	case formSpeakers:
		return measure(ctx, e, s, e.speakers)
	case formTurns:
		return measure(ctx, e, s, e.turns)
	case formRewrites:
		return e.rewrites(ctx, s)
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
