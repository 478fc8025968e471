package bot

import (
	"context"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// plan is what is to be searched for a question, and why.
type plan struct {
	lang      *text.Language // of the question
	question  Question
	text      string // the question standing for itself
	asked     choose.Question
	untimed   choose.Question // without the words that name the time
	query     knowledge.Query
	window    window // the time that the question's own words name
	turns     []Turn
	respelled []knowledge.Respelling
	spent     Usage    // what reading it has cost
	cited     []string // the stories cited just before, of which it may be
	allGiven  bool     // the model is given all that was found
}

// How much evidence an answer is composed from.
const (
	evidencePassages = 24
	evidencePerStory = 5
)

// plan reads the question: what it stands for after the turns before it, and
// the time it names.
func (b *Bot) plan(ctx context.Context, q Question, turns []Turn) plan {
	p := plan{lang: b.language(), question: q, turns: turns}
	p.text, p.spent = b.standalone(ctx, q, turns)
	if q.Story == "" {
		p.cited = justCited(p.lang, q.Text, turns)
	}
	p.asked = choose.Read(b.language(), p.text)
	if own := choose.Read(b.language(), q.Text); p.text != q.Text && b.Model == nil && own.Tells() {
		p.asked = own
	}
	p.query = knowledge.Query{
		Text: text.Cut(p.text, choose.MaxQuestion),
		Filter: knowledge.Filter{
			Since: q.Since, Until: q.Until, At: q.At, Ahead: q.now, Story: q.Story, Collections: q.Collections,
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
	p.window = windowIn(b.language(), text.Cut(q.Text, choose.MaxQuestion), q.At)
	p.query.Prefer = p.prefer()
	if w := p.query.Prefer; w != nil {
		until := w.Until
		if w.Until.Sub(w.Since) < longest {
			until = until.AddDate(0, 0, afterwards)
		}
		p.query.Dated = !w.Until.IsZero() && !until.After(q.At)
		p.untimed = choose.Read(b.language(), strings.Replace(p.text, p.window.words, " ", 1))
		if len(w.Names) == 0 { // sentences do not repeat it
			p.asked = p.untimed
		}
	}
	return p
}

// respell has the question read with the words that its own were taken for.
func (p *plan) respell(words []knowledge.Respelling) {
	for _, w := range words {
		p.respelled = append(p.respelled, w)
		p.text = strings.ReplaceAll(p.text, w.From, w.To)
	}
	if len(words) > 0 {
		p.asked = choose.Read(p.lang, strings.Replace(p.text, p.window.words, " ", 1))
	}
}

// search finds the evidence. Stories that were cited just before go first, as long
// as the question can be of them.
func (b *Bot) search(ctx context.Context, p plan) (knowledge.Found, error) {
	found, err := b.Stories.Search(ctx, p.query)
	if err != nil {
		return found, err //nolint:wrapcheck // a search says itself what was searched
	}
	var stay []knowledge.Hit
	for _, id := range p.cited {
		q := p.query
		q.Story = id
		of, err := b.Stories.Search(ctx, q)
		if err != nil {
			return found, err //nolint:wrapcheck // as above
		}
		stay = append(stay, of.Hits...)
	}
	found.Hits = stayWith(stay, found.Hits, p.query.Limit)
	return found, nil
}
