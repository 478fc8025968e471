package eval

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// recordedFigures are shares of 1 of what of the recordings is shown.
type recordedFigures struct {
	Answers    int                  `json:"answers"`
	Claims     int                  `json:"claims"`
	Kept       share                `json:"kept_supported"`    // of the true claims that are no near-copies
	Shown      share                `json:"shown_unsupported"` // of the false ones
	AnswerKept share                `json:"answer_kept"`       // answers of which the first claim is shown
	WeakKept   share                `json:"weak_kept"`         // the same of the weak ones
	ByKind     map[string]kindShown `json:"by_kind"`

	Broken     share          `json:"broken"`      // of the answers, weak ones too, that are shown: something in them reads broken
	BrokenFell share          `json:"broken_fell"` // the same where one claim of an answer is taken out, each in its turn
	BrokenBy   map[defect]int `json:"broken_by"`   // how many answers of both have the defect
}

// kindShown is how many claims of a kind there are, and the share shown.
type kindShown struct {
	Claims int   `json:"claims"`
	Shown  share `json:"shown"`
}

// recordedMeasures are the measures of recorded answers, with rules alone and
// with the recorded checker, nil where there is none.
type recordedMeasures struct {
	recordedFigures
	Checker *recordedFigures `json:"checker"`
}

// Figures are those with rules alone, then those with the checker.
func (m *recordedMeasures) Figures() []Figure {
	list := []Figure{{"answers", strconv.Itoa(m.Answers)}, {"claims", strconv.Itoa(m.Claims)}}
	list = append(list, m.figures("")...)
	if m.Checker != nil {
		list = append(list, m.Checker.figures("with the checker: ")...)
	}
	return list
}

func (f *recordedFigures) figures(prefix string) []Figure {
	list := []Figure{
		{prefix + "true claims shown, without near-copies", number(f.Kept)}, {prefix + "near-copies shown", number(f.ByKind[nearCopy].Shown)},
		{prefix + "false claims shown", number(f.Shown)},
		{prefix + "first claim of an answer shown", number(f.AnswerKept)}, {prefix + "first claim of a weak answer shown", number(f.WeakKept)},
		{prefix + "answers that read broken", number(f.Broken)}, {prefix + "answers that read broken with a claim taken out", number(f.BrokenFell)},
	}
	for _, kind := range slices.Sorted(maps.Keys(f.ByKind)) {
		if kind != nearCopy {
			list = append(list, Figure{prefix + "shown of " + kind, number(f.ByKind[kind].Shown)})
		}
	}
	return list
}

// recording is what a model wrote, what it was given for it, and the row that
// tells what is true of it.
type recording struct {
	row      *recordedRow
	question bot.Question
	found    knowledge.Found
	writes   func(n numbered) string // of the numbers in the prompt
	without  string                  // a claim that every check refuses; empty: none
}

// replier is the answer of a bot whose model wrote the recording: with rules
// alone, or with the checker that the claims of the row record.
type replier func(ctx context.Context, r *recording) (bot.Answer, error)

// recorded runs each claim and each answer through writing and checking.
func (e *Evaluator) recorded(ctx context.Context, rows []recordedRow, step stepFunc) (Measures, error) {
	f, err := e.replies(ctx, rows, written, step)
	if err != nil {
		return nil, err
	}
	m := &recordedMeasures{recordedFigures: *f}
	m.Checker, err = e.replies(ctx, rows, writtenAndChecked, step)
	return m, err
}

// replies measures what the replier shows.
func (e *Evaluator) replies(ctx context.Context, rows []recordedRow, reply replier, step stepFunc) (*recordedFigures, error) {
	t := recordedTally{byKind: make(map[string][]float64), brokenBy: make(map[defect]int)}
	for i := range rows {
		if err := e.replyTo(ctx, &rows[i], reply, &t); err != nil {
			return nil, err
		}
		step(rows[i].ID, i+1)
	}
	f := &recordedFigures{
		Answers: len(t.answers), Claims: len(t.kept) + len(t.shown) + len(t.byKind[nearCopy]), Kept: mean(t.kept), Shown: mean(t.shown),
		AnswerKept: mean(t.answers), WeakKept: mean(t.weak), ByKind: make(map[string]kindShown),
		Broken: mean(t.broken), BrokenFell: mean(t.brokenFell), BrokenBy: t.brokenBy,
	}
	for kind, list := range t.byKind {
		f.ByKind[kind] = kindShown{len(list), mean(list)}
	}
	return f, nil
}

// recordedTally collects 1 for what is shown and 0 for what is not.
type recordedTally struct {
	kept, shown, answers, weak []float64
	byKind                     map[string][]float64
	broken, brokenFell         []float64
	brokenBy                   map[defect]int
}

// replyTo asks one question once for each of its recordings.
func (e *Evaluator) replyTo(ctx context.Context, row *recordedRow, reply replier, t *recordedTally) error {
	at, err := e.Moment(row.At)
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	ask := func(writes func(numbered) string, without string) (bot.Answer, string, error) {
		if ctx.Err() != nil {
			return bot.Answer{}, "", fmt.Errorf("measure: %w", ctx.Err())
		}
		var wrote string
		a, err := reply(ctx, &recording{row: row, found: foundIn(row.Passages), without: without,
			question: bot.Question{Text: row.Question, At: at, Surface: bot.Measuring},
			writes:   func(n numbered) string { wrote = writes(n); return wrote },
		})
		return a, wrote, err
	}
	shows := func(a *bot.Answer, claim string) float64 {
		shown := a.Mode != bot.ModeExtract && contains(a.Text, claim)
		e.row("%s\tshown %v\t%s\t%s", row.ID, shown, claim, why(a))
		return one(shown)
	}
	reads := func(a *bot.Answer, wrote string, list *[]float64) {
		if a.Mode == bot.ModeNone {
			return
		}
		found := broken(row.Question, wrote, a.Text, row.Passages)
		*list = append(*list, one(len(found) > 0))
		for _, d := range found {
			t.brokenBy[d]++
			e.row("%s\treads broken\t%s\t%s", row.ID, d, strings.ReplaceAll(a.Text, "\n", " "))
		}
	}
	for i := range row.Claims {
		c := &row.Claims[i]
		a, _, err := ask(func(n numbered) string { return c.marked(n, row.Passages) }, "")
		if err != nil {
			return err
		}
		t.count(c, shows(&a, c.Text))
	}
	if len(row.Answer) > 0 {
		a, wrote, err := ask(row.answered, "")
		if err != nil {
			return err
		}
		t.answers = append(t.answers, shows(&a, row.Claims[row.Answer[0]].Text))
		reads(&a, wrote, &t.broken)
		for _, k := range row.Answer {
			if a, wrote, err = ask(row.answered, row.Claims[k].Text); err != nil {
				return err
			}
			reads(&a, wrote, &t.brokenFell)
		}
	}
	if row.Weak != "" {
		a, wrote, err := ask(func(n numbered) string { return n.restore(row.Weak, row.Passages) }, "")
		if err != nil {
			return err
		}
		t.weak = append(t.weak, shows(&a, firstSaid(row.Weak)))
		reads(&a, wrote, &t.broken)
	}
	return nil
}

func (t *recordedTally) count(c *claim, shown float64) {
	t.byKind[c.kind()] = append(t.byKind[c.kind()], shown)
	switch {
	case !c.Supported:
		t.shown = append(t.shown, shown)
	case c.Kind != nearCopy:
		t.kept = append(t.kept, shown)
	}
}

// why is the reason for which the first of the dropped sentences fell.
func why(a *bot.Answer) string {
	if len(a.Dropped) == 0 {
		return ""
	}
	return a.Dropped[0].Why
}
