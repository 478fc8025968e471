package bot

import (
	"context"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// plan is what is to be searched for a question, and why.
type plan struct {
	lang     *text.Language // of the question
	question Question
	text     string // the question standing for itself
	asked    choose.Question
	query    knowledge.Query
	window   *text.When // the time that the question's own words name

	windowWords string // these words
	turns       []Turn
	allGiven    bool // the model is given all that was found
}

// How much evidence an answer is composed from.
const (
	evidencePassages = 24
	evidencePerStory = 5
)

// afterwards is how many days after an event stories still report it.
const afterwards = 3

// plan reads the question: what it stands for after the turns before it, and
// the time it names.
func (b *Bot) plan(ctx context.Context, q Question, turns []Turn) plan {
	p := plan{lang: b.language(), question: q, turns: turns, text: b.standalone(ctx, q, turns)}
	p.asked = choose.Read(b.language(), p.text)
	if own := choose.Read(b.language(), q.Text); p.text != q.Text && b.Model == nil && own.Tells() {
		p.asked = own
	}
	p.query = knowledge.Query{
		Text: text.Cut(p.text, choose.MaxQuestion),
		Filter: knowledge.Filter{
			Since: q.Since, Until: q.Until, At: q.At, Story: q.Story, Collections: q.Collections,
		},
		Limit: evidencePassages, PerStory: evidencePerStory,
	}
	if q.Story != "" {
		p.query.PerStory = evidencePassages
	}
	if !q.Since.IsZero() || !q.Until.IsZero() {
		p.query.Dated = !q.Until.IsZero() && q.Until.Before(q.At)
		return p
	}
	own := text.Cut(q.Text, choose.MaxQuestion)
	if w := windowIn(b.language(), own, q.At); w != nil {
		p.window, p.windowWords = w, w.Of(own)
		p.query.Since, p.query.Until = day(p.window.Since), day(p.window.Until)
		if !p.query.Until.IsZero() && p.query.Until.Sub(p.query.Since) < 32*24*time.Hour {
			p.query.Until = p.query.Until.AddDate(0, 0, afterwards)
		}
		p.query.Dated = !p.query.Until.IsZero() && !p.query.Until.After(q.At)
	}
	return p
}

// windowIn is the last time that a question names, other than to compare with
// it ("higher than a year ago"), or nil.
func windowIn(l *text.Language, question string, at time.Time) *text.When {
	whens := l.Whens(question, at)
	for i := len(whens) - 1; i >= 0; i-- {
		if !l.Patterns.Compares.MatchString(question[:whens[i].Start]) {
			return &whens[i]
		}
	}
	return nil
}

// day is the moment in UTC at which stories of that day are dated; the zero
// time stays zero.
func day(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// search finds the evidence. Where the question names a year or a month, what
// happened then may be told later: stories from outside the window count if
// the passage names it too.
func (b *Bot) search(ctx context.Context, p plan) (knowledge.Found, error) {
	found, err := b.Stories.Search(ctx, p.query)
	if err != nil || p.window == nil {
		return found, err //nolint:wrapcheck // a search says itself what was searched
	}
	names := p.windowNames()
	if len(names) == 0 {
		return found, nil
	}
	wide := p.query
	wide.Since, wide.Until = time.Time{}, time.Time{}
	wide.Dated = p.window.Absolute
	later, err := b.Stories.Search(ctx, wide)
	if err != nil {
		return found, err //nolint:wrapcheck // as above
	}
	for _, h := range later.Hits {
		if !p.inWindow(h.Story.Published) && namesOne(h.Text(), names) {
			found.Hits = append(found.Hits, h)
		}
	}
	sortHits(found.Hits)
	found.Hits = found.Hits[:min(len(found.Hits), p.query.Limit)]
	return found, nil
}

// windowNames is how a later story would name the window: by its years, or by
// its month; nothing where the question counts from today ("last week").
func (p *plan) windowNames() []string {
	if p.window.Absolute {
		return yearsOf(p.window)
	}
	for _, w := range p.lang.Words(p.windowWords) {
		if p.lang.Month(w.Norm) {
			return []string{p.window.First.Month().String()}
		}
	}
	return nil
}

func (p *plan) inWindow(t time.Time) bool {
	f := knowledge.Filter{Since: p.query.Since, Until: p.query.Until}
	return f.Allows(&knowledge.Story{Published: t})
}

// yearsOf writes the years that a window touches, five at most.
func yearsOf(w *text.When) []string {
	from, to := w.Since, w.Until.Add(-time.Second)
	if from.IsZero() {
		from = to
	}
	if w.Until.IsZero() {
		to = from
	}
	var years []string
	for y := from.Year(); y <= to.Year() && len(years) < 5; y++ {
		years = append(years, time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006"))
	}
	return years
}

func namesOne(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
