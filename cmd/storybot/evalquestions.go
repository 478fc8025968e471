package main

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
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
	InText       share   `json:"answer_in_text"`
	InQuote      share   `json:"answer_in_quote"`
	Wrongly      share   `json:"answered_unanswerable"`
	AnswerableAt share   `json:"answerable_auc"`
	P50          float64 `json:"p50_ms"`
	P95          float64 `json:"p95_ms"`
}

func (m *questionMeasures) rows() []measure {
	return []measure{
		{"questions", strconv.Itoa(m.Questions)}, {"answerable", strconv.Itoa(m.Answerable)},
		{"Hit@1", number(m.Hit1)}, {"Hit@5", number(m.Hit5)}, {"Hit@10", number(m.Hit10)}, {"MRR@10", number(m.MRR10)},
		{"answered", number(m.Answered)}, {"answer in the text", number(m.InText)}, {"answer in a quote", number(m.InQuote)},
		{"answered though unanswerable", number(m.Wrongly)}, {"AUC of the confidence", number(m.AnswerableAt)},
		{"p50 ms", fmt.Sprint(m.P50)}, {"p95 ms", fmt.Sprint(m.P95)},
	}
}

// tally collects what the questions came to.
type tally struct {
	hit1, hit5, hit10, mrr           []float64
	answered, inText, inQuote, wrong []float64
	sureYes, sureNo                  []float64
	times                            []time.Duration
	answerable                       int
}

// questions asks every question as of its moment.
func (e *evaluation) questions(ctx context.Context, rows []evalRow, p *progress) (measures, error) {
	o, err := e.stories(ctx)
	if err != nil {
		return nil, err
	}
	var t tally
	for i := range rows {
		if err := e.question(ctx, o, &rows[i], &t); err != nil {
			return nil, err
		}
		p.tell(rows[i].ID, i+1)
	}
	return &questionMeasures{
		Questions: len(rows), Answerable: t.answerable,
		Hit1: mean(t.hit1), Hit5: mean(t.hit5), Hit10: mean(t.hit10), MRR10: mean(t.mrr),
		Answered: mean(t.answered), InText: mean(t.inText), InQuote: mean(t.inQuote),
		Wrongly: mean(t.wrong), AnswerableAt: auc(t.sureYes, t.sureNo),
		P50: quantile(t.times, 0.50), P95: quantile(t.times, 0.95),
	}, nil
}

// question searches and asks one question.
func (e *evaluation) question(ctx context.Context, o *session, row *evalRow, t *tally) error {
	at, err := desk.At(row.At)
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	q := bot.Question{Text: row.Question, At: at, Surface: desk.Measuring}
	found, err := o.Search(ctx, q, rankedStories, 1)
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	start := time.Now()
	a, err := o.Answer(ctx, q, nil)
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	t.times = append(t.times, time.Since(start))
	t.count(row, &found, &a)
	e.tellQuestion(row, &found, &a)
	return nil
}

// count adds one question to the tally.
func (t *tally) count(row *evalRow, found *desk.Results, a *bot.Answer) {
	answered := one(a.Mode != bot.ModeNone)
	if len(row.Answers) == 0 && len(row.URLs) == 0 {
		t.wrong = append(t.wrong, answered)
		t.sureNo = append(t.sureNo, a.Confidence)
		return
	}
	t.answerable++
	t.answered = append(t.answered, answered)
	t.sureYes = append(t.sureYes, a.Confidence)
	if len(row.Answers) > 0 {
		t.inText = append(t.inText, one(says(a.Text, row.Answers)))
		t.inQuote = append(t.inQuote, one(quotes(a, row.Answers)))
	}
	if len(row.URLs) > 0 {
		r := placed(found, row.URLs)
		t.hit1 = append(t.hit1, r.within(1))
		t.hit5 = append(t.hit5, r.within(5))
		t.hit10 = append(t.hit10, r.within(10))
		t.mrr = append(t.mrr, r.reciprocal(10))
	}
}

// placed is which of the stories found, each counted once, are among urls.
func placed(found *desk.Results, urls []string) ranking {
	var r ranking
	seen := make(map[string]bool)
	for i := range found.Hits {
		h := &found.Hits[i]
		if seen[h.Story] {
			continue
		}
		seen[h.Story] = true
		ok := false
		for _, u := range urls {
			ok = ok || sameAddress(u, h.URL)
		}
		r.right = append(r.right, ok)
	}
	return r
}

// sameAddress compares two addresses of a story, aside from what leads to the
// same page: the scheme, www., a fragment, the page that stands for a folder, a slash at the end.
func sameAddress(a, b string) bool { return a == b || plainAddress(a) == plainAddress(b) }

func plainAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	plain := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(knowledge.WithoutIndex(u.EscapedPath()), "/")
	if u.RawQuery != "" {
		plain += "?" + u.RawQuery
	}
	return plain
}

// quotes says whether a citation of a has one of the answers.
func quotes(a *bot.Answer, answers []string) bool {
	for i := range a.Citations {
		if says(a.Citations[i].Quote, answers) {
			return true
		}
	}
	return false
}

// says says whether one of the answers stands in text as whole words, case,
// curly quotes and line breaks aside.
func says(text string, answers []string) bool {
	text = plainText(text)
	for _, answer := range answers {
		answer = plainText(answer)
		for from := 0; answer != ""; {
			i := strings.Index(text[from:], answer)
			if i < 0 {
				break
			}
			start := from + i
			if !wordBefore.MatchString(text[:start]) && !wordAfter.MatchString(text[start+len(answer):]) {
				return true
			}
			from = start + 1
		}
	}
	return false
}

var (
	wordBefore = regexp.MustCompile(`[\pL\pN_]$`)
	wordAfter  = regexp.MustCompile(`^[\pL\pN_]`)
	straight   = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)
)

func plainText(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(straight.Replace(text)), " "))
}

// tellQuestion tells what came of one question.
func (e *evaluation) tellQuestion(row *evalRow, found *desk.Results, a *bot.Answer) {
	if !e.verbose {
		return
	}
	rank := "-"
	if r := placed(found, row.URLs).reciprocal(rankedStories); r > 0 {
		rank = strconv.Itoa(int(1/r + 0.5))
	}
	outcome := "MISS "
	switch {
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
	e.tell("%s\trank %s\t%s\tconfidence %.3f\tQ: %s\tWANT: %s\tGOT: %s", row.ID, rank, outcome, a.Confidence,
		row.Question, strings.Join(row.Answers, " | "), strings.Join(strings.Fields(a.Text), " "))
}
