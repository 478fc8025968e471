package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/eval"
)

const evalHelp = `Measures the bot on questions with known answers, or a part of it alone. What it
was given is told by the fields of the file (JSON lines, .gz too):

  question, at, answers, urls      finding, answering and saying "the stories do not
                                   say", on the stories that are loaded; with kind and
                                   truth (what corrects a false premise) by kind, too; with
                                   before (earlier questions) after those
  source, sentence, supported      the verifier alone; with class by class, too
  question, sentences, selected    the choice of sentences alone
  text, at, since, until           the reading of times; until is the first day after,
                                   phrase the part that names the time, lang its language
  text, attributions               who says the direct quotations of a text: source and content
                                   are lists of places, [from, to) in characters
  input, contexts                  follow-ups: is a passage that answers found first, among those
                                   of all conversations, by the last question and after those before it
  conversation, rewrite            is what is found first for a person's rewrite, among the
                                   passages of the conversations in a file beside it
  question, at, passages, claims   recorded answers of a model, through writing and
                                   checking: what of the true claims is shown (near-copies
                                   of the wording apart), what of the false ones; answer
                                   names the claims that make it up, weak is the same as
                                   a weak model writes it; and how many answers read broken
                                   (broken; broken_fell where any one claim is taken out)
  question, documents, altered     documents that disagree: are both sides shown (answers
                                   and others name them), is it noted
  stories, asks                    an event told by several stories, in which a value changes: is
                                   the latest told, what it was before, at first and by a past
                                   day (of: latest, first, window)
  stories, question, values, outlets   outlets that disagree: are both quoted, is it noted; with
                                   answers instead of values what only seems to differ
  cluster, title, text             which stories are copies of one text: B-cubed
  a folder with corpus.jsonl(.gz), queries.jsonl and qrels.tsv
                                   search alone, every document a story
  another folder                   each of its files

Shares are of 1; what could not be measured, as there was nothing to measure it on,
is "-" and in JSON null.`

func (a *app) evalCommand() *cobra.Command {
	var asJSON, verbose bool
	c := &cobra.Command{
		Use: "eval [flags] FILE|FOLDER", Short: "Measure on questions with known answers",
		Long: evalHelp,
		Example: `  storybot --stories news.jsonl.gz eval questions.jsonl
  storybot eval --json verify.jsonl.gz
  storybot eval -v questions.jsonl 2>rows.txt`,
		Args: wants(1, 1, "a file or a folder"),
		RunE: func(c *cobra.Command, args []string) error {
			e, leave := a.evaluator(verbose)
			defer leave()
			results, err := e.Measure(c.Context(), args[0])
			if err != nil {
				return err //nolint:wrapcheck // it names the file
			}
			if !asJSON {
				return a.paper().printMeasures(results)
			}
			return a.printMeasuresJSON(results)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVarP(&verbose, "verbose", "v", false, "tell of each row on standard error")
	return c
}

// evaluator measures through a session, which the first file that needs the
// stories opens; leave closes it.
func (a *app) evaluator(verbose bool) (e *eval.Evaluator, leave func()) {
	var o *session
	e = &eval.Evaluator{
		Stories: func(ctx context.Context) (eval.Asker, error) {
			var err error
			if o == nil {
				o, err = a.open(ctx)
			}
			return asker{o}, err
		},
		Engine: emptyBase, Moment: desk.At, Warn: a.say,
		Progress: func(title string, total int) (func(string, int), func()) {
			p := a.progress(title)
			p.total = total
			return p.report, p.end
		},
	}
	if verbose {
		e.Row = func(format string, args ...any) { _, _ = fmt.Fprintf(a.errs, format+"\n", args...) }
	}
	return e, func() {
		if o != nil {
			_ = o.leave()
		}
	}
}

// asker asks in the session.
type asker struct{ *session }

// Find searches there.
func (a asker) Find(ctx context.Context, q bot.Question, limit int) ([]eval.Found, error) {
	results, err := a.Search(ctx, q, limit, 1)
	found := make([]eval.Found, len(results.Hits))
	for i := range results.Hits {
		found[i] = eval.Found{Story: results.Hits[i].Story, URL: results.Hits[i].URL}
	}
	return found, err //nolint:wrapcheck // both desks say what was tried
}

// printMeasures prints one table for each result.
func (p paper) printMeasures(results []eval.Result) error {
	var b strings.Builder
	for i, r := range results {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p.in(bold, r.Name) + "\n")
		figures := r.Measures.Figures()
		width := 0
		for _, f := range figures {
			width = max(width, len(f.Name))
		}
		for _, f := range figures {
			fmt.Fprintf(&b, "  %-*s  %8s\n", width, f.Name, f.Value)
		}
	}
	return p.print(b.String())
}

// printMeasuresJSON prints the measures of one file, or of several by their names.
func (a *app) printMeasuresJSON(results []eval.Result) error {
	if len(results) == 1 {
		return a.printJSON(results[0].Measures)
	}
	byName := make(map[string]eval.Measures, len(results))
	for _, r := range results {
		byName[r.Name] = r.Measures
	}
	return a.printJSON(byName)
}
