package bot

import (
	"context"

	"github.com/storybot/storybot/bot/event"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/knowledge"
)

const (
	timelineMost = 15 // a timeline has so many events at most
	timelineRead = 50 // out of so many stories
)

// timeline makes a timeline of what p names: one story, by its ID or title, or a
// topic. It has no Text where there is nothing.
func (b *Bot) timeline(ctx context.Context, p *plan) (a Answer, found knowledge.Found, err error) {
	p.query.Limit, p.query.PerStory, p.query.Dated = timelineRead, 1, true
	found, e, err := b.summed(ctx, p)
	if err != nil || len(e.stories) == 0 {
		return a, found, err
	}
	stories, topic := e.stories, []string(nil)
	if !e.whole {
		stories, topic = nil, intent.Stems(p.lang, p.search)
		for i := range found.Hits { // one of each story
			stories = append(stories, found.Hits[i].Story)
		}
	}
	rows := event.Rows(b.language(), stories, topic, timelineMost)
	if len(rows) == 0 {
		return a, found, nil
	}
	a = Answer{Mode: ModeList, Confidence: 1}
	var t quoted
	for i := range rows {
		s := &stories[rows[i].Story]
		t.quoteWith(s, rows[i].Span, "\n", spell(rows[i].Since, rows[i].Until)+": ", rows[i].AlsoTold(stories))
	}
	t.fill(&a)
	e.stories, e.scores = stories, make([]float64, len(stories))
	a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
	return a, found, nil
}
