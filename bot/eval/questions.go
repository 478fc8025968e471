package eval

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
)

// rankedStories is how many stories are asked for, with one passage each.
const rankedStories = 10

// questionMeasures are the measures of questions with known answers. Finding
// and answering are measured on those that have an answer.
type questionMeasures struct {
	Questions    int     `json:"questions"`
	Answerable   int     `json:"answerable"`
	Hit1         share   `json:"hit@1"`
	Hit5         share   `json:"hit@5"`
	Hit10        share   `json:"hit@10"`
	MRR10        share   `json:"mrr@10"`
	Answered     share   `json:"answered"`
	First        share   `json:"answer_first"`
	Sentence     share   `json:"answer_first_sentence"` // in the very first sentence of the first claim
	InText       share   `json:"answer_in_text"`
	InQuote      share   `json:"answer_in_quote"`
	Wrongly      share   `json:"answered_unanswerable"`
	AnswerableAt share   `json:"answerable_auc"`
	Disagreeing  share   `json:"disagreement_noted"` // of all questions
	Changed      share   `json:"change_noted"`       // of all questions
	P50          float64 `json:"p50_ms"`
	P95          float64 `json:"p95_ms"`

	Bands  []band                 `json:"bands,omitempty"`   // of the confidence, those with answers
	ByKind map[string]kindFigures `json:"by_kind,omitempty"` // where the questions are of kinds
}

func (m *questionMeasures) Figures() []Figure {
	list := []Figure{
		{"questions", strconv.Itoa(m.Questions)}, {"answerable", strconv.Itoa(m.Answerable)},
		{"Hit@1", number(m.Hit1)}, {"Hit@5", number(m.Hit5)}, {"Hit@10", number(m.Hit10)}, {"MRR@10", number(m.MRR10)},
		{"answered", number(m.Answered)}, {"answer in the first claim", number(m.First)}, {"answer in the first sentence", number(m.Sentence)},
		{"answer in the text", number(m.InText)}, {"answer in a quote", number(m.InQuote)},
		{"answered though unanswerable", number(m.Wrongly)}, {"AUC of the confidence", number(m.AnswerableAt)},
		{"disagreement noted", number(m.Disagreeing)}, {"change noted", number(m.Changed)},
		{"p50 ms", fmt.Sprint(m.P50)}, {"p95 ms", fmt.Sprint(m.P95)},
	}
	list = append(list, bandFigures(m.Bands)...)
	for _, kind := range slices.Sorted(maps.Keys(m.ByKind)) {
		list = append(list, m.ByKind[kind].figures(kind)...)
	}
	return list
}

// tally collects what the questions came to.
type tally struct {
	hit1, hit5, hit10, mrr           []float64
	answered, inText, inQuote, wrong []float64
	first, sentence, sureYes, sureNo []float64
	disagreeing, changed             []float64
	times                            []time.Duration
	answerable                       int
	bands                            [bands]band // of sums
	kinds                            map[string]*kindTally
}

// questions asks every question as of its moment.
func (e *Evaluator) questions(ctx context.Context, rows []Question, step stepFunc) (Measures, error) {
	asker, err := e.Stories(ctx)
	if err != nil {
		return nil, err
	}
	t := tally{kinds: make(map[string]*kindTally)}
	for i := range rows {
		if err := e.question(ctx, asker, &rows[i], &t); err != nil {
			return nil, err
		}
		step(rows[i].ID, i+1)
	}
	return &questionMeasures{
		Questions: len(rows), Answerable: t.answerable,
		Hit1: mean(t.hit1), Hit5: mean(t.hit5), Hit10: mean(t.hit10), MRR10: mean(t.mrr),
		Answered: mean(t.answered), First: mean(t.first), Sentence: mean(t.sentence), InText: mean(t.inText), InQuote: mean(t.inQuote),
		Wrongly: mean(t.wrong), AnswerableAt: auc(t.sureYes, t.sureNo),
		Disagreeing: mean(t.disagreeing), Changed: mean(t.changed),
		P50: quantile(t.times, 0.50), P95: quantile(t.times, 0.95), Bands: bandsOf(t.bands), ByKind: kindsOf(t.kinds),
	}, nil
}

// question searches and asks one question.
func (e *Evaluator) question(ctx context.Context, asker Asker, row *Question, t *tally) error {
	at, err := e.Moment(row.At)
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	q := bot.Question{Text: row.Question, At: at, Surface: bot.Measuring}
	if q.Turns, err = turnsBefore(ctx, asker, row, at); err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	found, err := asker.Find(ctx, q, rankedStories)
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	start := time.Now()
	a, err := asker.Answer(ctx, q, nil)
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	t.times = append(t.times, time.Since(start))
	t.count(row, found, &a)
	e.tellQuestion(row, found, &a)
	return nil
}

// turnsBefore asks what was asked before the question, each after those before it.
func turnsBefore(ctx context.Context, asker Asker, row *Question, at time.Time) (turns []bot.Turn, err error) {
	for _, before := range row.Before {
		a, err := asker.Answer(ctx, bot.Question{Text: before, At: at, Surface: bot.Measuring, Turns: turns}, nil)
		if err != nil {
			return nil, err //nolint:wrapcheck // the question names it
		}
		turns = append(turns, bot.Turn{Question: before, Standalone: a.Standalone, Answer: a.Text, Mode: a.Mode, Confidence: a.Confidence, Stories: bot.FirstOfEach(a.Citations), At: at})
	}
	return turns, nil
}

// count adds one question to the tally.
func (t *tally) count(row *Question, found []Found, a *bot.Answer) {
	answered := one(a.Mode != bot.ModeNone)
	t.disagreeing, t.changed = append(t.disagreeing, one(hasNote(a, "disagreement"))), append(t.changed, one(hasNote(a, "superseded")))
	t.sure(row, a)
	if row.Kind != "" {
		t.kind(row, a)
	}
	if len(row.URLs) > 0 {
		r := placed(found, row.URLs)
		t.hit1 = append(t.hit1, r.within(1))
		t.hit5 = append(t.hit5, r.within(5))
		t.hit10 = append(t.hit10, r.within(10))
		t.mrr = append(t.mrr, r.reciprocal(10))
	}
	if row.premise() {
		return
	}
	if row.unanswerable() {
		t.wrong = append(t.wrong, answered)
		t.sureNo = append(t.sureNo, a.Confidence)
		return
	}
	t.answerable++
	t.answered = append(t.answered, answered)
	t.sureYes = append(t.sureYes, a.Confidence)
	if len(row.Answers) > 0 {
		first := row.firstClaim(a)
		t.first = append(t.first, one(answered == 1 && says(first, row.Answers)))
		t.sentence = append(t.sentence, one(answered == 1 && says(firstSentence(first), row.Answers)))
		t.inText = append(t.inText, one(says(a.Text, row.Answers)))
		t.inQuote = append(t.inQuote, one(quotes(a, row.Answers)))
	}
}

// firstClaim is the first claim of an answer; a digest's is its first line, under the head that only counts them.
func (q *Question) firstClaim(a *bot.Answer) string {
	if head, lines, cut := strings.Cut(a.Text, "\n"); cut && q.Kind == "digest" && !citation.MatchString(head) {
		return firstClaim(lines)
	}
	return firstClaim(a.Text)
}

// tellQuestion tells what came of one question.
func (e *Evaluator) tellQuestion(row *Question, found []Found, a *bot.Answer) {
	if e.Row == nil {
		return
	}
	rank := "-"
	if r := placed(found, row.URLs).reciprocal(rankedStories); r > 0 {
		rank = strconv.Itoa(int(1/r + 0.5))
	}
	outcome := "MISS "
	switch {
	case row.premise() && row.Right(a.Text):
		outcome = "truth"
	case row.premise():
	case len(row.Answers) == 0 && a.Mode == bot.ModeNone:
		outcome = "right"
	case len(row.Answers) == 0:
		outcome = "WRONG"
	case a.Mode == bot.ModeNone:
		outcome = "NONE "
	case quotes(a, row.Answers):
		outcome = "quote"
	case says(a.Text, row.Answers):
		outcome = "text "
	}
	e.row("%s\trank %s\t%s\tconfidence %.3f\tQ: %s\tWANT: %s\tGOT: %s%s", row.ID, rank, outcome, a.Confidence,
		row.Question, strings.Join(row.Answers, " | "), strings.Join(strings.Fields(a.Text), " "), differing(a))
}

// differing is what the notes say of a change or a disagreement.
func differing(a *bot.Answer) string {
	var b strings.Builder
	for _, n := range a.Notes {
		if n.Kind == "disagreement" || n.Kind == "superseded" {
			b.WriteString("\tNOTE: " + n.Kind + ": " + n.Text)
		}
	}
	return b.String()
}
