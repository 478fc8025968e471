package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

const evalHelp = `Measures the bot on questions with known answers, or a part of it alone. What it
was given is told by the fields of the file (JSON lines, .gz too):

  question, at, answers, urls      finding, answering and saying "the stories do not
                                   say", on the stories that are loaded
  source, sentence, supported      the verifier alone
  question, sentences, selected    the choice of sentences alone
  a folder with corpus.jsonl(.gz), queries.jsonl and qrels.tsv
                                   search alone, every document a story
  another folder                   each of its files

Shares are of 1; what could not be measured, as there was nothing to measure it on,
is "-" and in JSON null.`

func (a *app) evalCommand() *cobra.Command {
	var e evaluation
	var asJSON bool
	c := &cobra.Command{
		Use: "eval [flags] FILE|FOLDER", Short: "Measure on questions with known answers",
		Long: evalHelp,
		Example: `  storybot --stories news.jsonl.gz eval questions.jsonl
  storybot eval --json verify.jsonl.gz
  storybot eval -v questions.jsonl 2>rows.txt`,
		Args: wants(1, 1, "a file or a folder"),
		RunE: func(c *cobra.Command, args []string) error {
			e.app = a
			defer e.leave()
			results, err := e.place(c.Context(), args[0])
			if err != nil {
				return err
			}
			if !asJSON {
				return a.paper().printMeasures(results)
			}
			return a.printMeasuresJSON(results)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVarP(&e.verbose, "verbose", "v", false, "tell of each row on standard error")
	return c
}

// evaluation is one run of eval.
type evaluation struct {
	app     *app
	verbose bool
	office  *session // opened by the first file that needs the stories
}

// measured is what was measured on one file or folder.
type measured struct {
	name     string
	measures measures
}

// measures are the measures of one kind, as its JSON, and as rows of a table.
type measures interface{ rows() []measure }

// measure is one row of the table.
type measure struct{ name, value string }

// place measures a file, a folder of one collection or a folder of files.
func (e *evaluation) place(ctx context.Context, path string) ([]measured, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	if !info.IsDir() {
		m, err := e.file(ctx, path)
		return []measured{{filepath.Base(path), m}}, err
	}
	if corpus := corpusOf(path); corpus != "" {
		m, err := e.collection(ctx, path, corpus)
		return []measured{{filepath.Base(path), m}}, err
	}
	var files []string
	for _, pattern := range []string{"*.jsonl", "*.jsonl.gz"} {
		found, err := filepath.Glob(filepath.Join(path, pattern))
		if err != nil {
			return nil, fmt.Errorf("look into %s: %w", path, err)
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	var list []measured
	for _, f := range files {
		m, err := e.file(ctx, f)
		if errors.Is(err, errNoKind) {
			continue // the stories beside the questions
		}
		if err != nil {
			return nil, err
		}
		list = append(list, measured{filepath.Base(f), m})
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s holds nothing to measure on; `storybot eval --help` tells the forms", path)
	}
	return list, nil
}

// file measures one file by what its fields are.
func (e *evaluation) file(ctx context.Context, path string) (measures, error) {
	rows, kind, err := readRows(path)
	if err != nil {
		return nil, err
	}
	p := e.app.progress("measuring " + filepath.Base(path))
	p.total = len(rows)
	defer p.end()
	switch kind {
	case verifying:
		return e.verify(ctx, rows, p)
	case choosing:
		return e.choose(ctx, rows, p)
	default:
		return e.questions(ctx, rows, p)
	}
}

// stories opens the stories once.
func (e *evaluation) stories(ctx context.Context) (*session, error) {
	if e.office == nil {
		o, err := e.app.open(ctx)
		if err != nil {
			return nil, err
		}
		e.office = o
	}
	return e.office, nil
}

func (e *evaluation) leave() {
	if e.office != nil {
		_ = e.office.leave()
	}
}

// tell says what came of one row, if that is wanted.
func (e *evaluation) tell(format string, args ...any) {
	if e.verbose {
		_, _ = fmt.Fprintf(e.app.errs, format+"\n", args...)
	}
}

// printMeasures prints one table for each result.
func (p paper) printMeasures(results []measured) error {
	var b strings.Builder
	for i, r := range results {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p.in(bold, r.name) + "\n")
		rows := r.measures.rows()
		width := 0
		for _, m := range rows {
			width = max(width, len(m.name))
		}
		for _, m := range rows {
			fmt.Fprintf(&b, "  %-*s  %8s\n", width, m.name, m.value)
		}
	}
	return p.print(b.String())
}

// printMeasuresJSON prints the measures of one file, or of several by their names.
func (a *app) printMeasuresJSON(results []measured) error {
	if len(results) == 1 {
		return a.printJSON(results[0].measures)
	}
	byName := make(map[string]measures, len(results))
	for _, r := range results {
		byName[r.name] = r.measures
	}
	return a.printJSON(byName)
}
