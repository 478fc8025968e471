package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// Sources are the names of the sources.
func (l *Local) Sources() []string {
	var names []string
	for _, s := range l.Catalogue.Known() {
		names = append(names, s.Name())
	}
	return names
}

// minuteLayout is how Status writes a moment.
const minuteLayout = "2006-01-02 15:04 UTC"

// Status returns how the bot is doing, a line each, in the language of w.
func (l *Local) Status(ctx context.Context, w *words.Words) ([]string, error) {
	info, err := l.Base.Info(ctx)
	if err != nil {
		return nil, fmt.Errorf("tell the status: %w", err)
	}
	says := &w.Chat.Operate
	lines := []string{
		words.Fill(says.Stock, "n", strconv.Itoa(info.Stories), "m", strconv.Itoa(info.Passages)),
		words.Fill(says.Running, "when", l.Began.UTC().Format(minuteLayout)),
	}
	if !info.Loaded.IsZero() {
		lines = append(lines, words.Fill(says.LastLoaded, "when", info.Loaded.UTC().Format(minuteLayout)))
	}
	if info.Stories > 0 && !info.Newest.IsZero() {
		lines = append(lines, words.Fill(says.Span, "since", knowledge.Day(info.Oldest), "until", knowledge.Day(info.Newest)))
	}
	lines = append(lines, l.Warnings(ctx, w)...)
	lines = append(lines, l.passedOver(ctx, w)...)
	if err := l.Ready(ctx); err != nil {
		lines = append(lines, unreadyIn(w, err))
	}
	if l.Model == "" {
		lines = append(lines, says.NoModel)
	} else {
		lines = append(lines, words.Fill(says.Model, "model", l.Model))
	}
	if l.Bot.Limits == nil || l.Bot.Limits.Spent == nil {
		return append(lines, says.NoJournal), nil
	}
	spent, err := l.Bot.Limits.Spent(ctx, time.Now())
	if err != nil {
		return nil, fmt.Errorf("tell the status: %w", err)
	}
	lines = append(lines, words.Fill(says.Spent, "n", strconv.Itoa(spent), "m", strconv.Itoa(l.Bot.Limits.Tokens)))
	if l.Week == nil {
		return lines, nil
	}
	week, err := l.Week(ctx)
	return append(lines, week.lines(says)...), err //nolint:wrapcheck // it says what was tried
}

// Week is what was asked and spent in the last seven days.
type Week struct {
	Days               []Spent    // oldest first, those on which something was asked or spent
	Unanswered         []Repeated // which the stories did not say, the most often asked first
	Unhelpful          []Repeated // whose answers did not help, the latest first
	Helpful, NotHelped int        // how many said so
}

// Spent is what was asked, answered and spent on one day.
type Spent struct {
	Day                         string // 2006-01-02
	Questions, Answered, Tokens int
}

// Repeated is a question, and how often it was asked.
type Repeated struct {
	Question string
	Times    int
}

// lines tell of the week, a line each.
func (k *Week) lines(says *words.Operate) []string {
	if len(k.Days) == 0 {
		return []string{says.NothingAsked}
	}
	var costs []string
	questions, answered := 0, 0
	for _, d := range k.Days {
		questions, answered = questions+d.Questions, answered+d.Answered
		costs = append(costs, fmt.Sprintf("%s: %d", d.Day, d.Tokens))
	}
	lines := []string{
		words.Fill(says.SpentByDay, "list", strings.Join(costs, ", ")),
		words.Fill(says.Asked, "n", strconv.Itoa(questions), "m", strconv.Itoa(answered), "yes", strconv.Itoa(k.Helpful), "no", strconv.Itoa(k.NotHelped)),
	}
	for _, a := range k.Unanswered {
		lines = append(lines, words.Fill(says.NotAnswered, "n", strconv.Itoa(a.Times), "question", a.Question))
	}
	for _, a := range k.Unhelpful {
		lines = append(lines, words.Fill(says.DidNotHelp, "n", strconv.Itoa(a.Times), "question", a.Question))
	}
	return lines
}
