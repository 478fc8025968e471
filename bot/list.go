package bot

import (
	"context"
	"slices"

	"github.com/storybot/storybot/bot/event"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	listNamed  = 10  // a list names so many stories, outlets or people at most
	listLooked = 500 // and counts so many at most
)

// list answers a question about the stories themselves: how many and which
// there are, of which outlets, and who is quoted in them. The answer has no Text
// where no story is of its topic, and that may be because it is none.
func (b *Bot) list(ctx context.Context, p plan, in intent.Intent) (a Answer, found knowledge.Found, err error) {
	in.Topic = intent.Bare(p.lang, in.Topic)
	p = p.hard().about(in.Topic)
	p.query.Limit, p.query.PerStory, p.query.Dated = listLooked, 1, true
	if found, err = b.search(ctx, p); err != nil {
		return a, found, err
	}
	p.respell(found.Respelled)
	in.Topic = p.text
	stories, err := b.mentioning(ctx, p.query, in.Topic, found.Hits)
	if err != nil {
		return a, found, err
	}
	if len(stories) == 0 {
		if few := len(p.asked.Terms); few > 0 && few <= 3 {
			a = Answer{Mode: ModeNone, Notes: append(p.windowNote(nil, found.Info), p.readNotes()...)}
			p.refuse(&a, say.Tell(say.NoneMentions, say.With{"topic": say.Text(in.Topic), "when": p.when()}), "")
		}
		return a, found, nil
	}
	a = Answer{Mode: ModeList, Confidence: 1, Notes: append(p.windowNote(nil, found.Info), p.readNotes()...)}
	var t quoted
	switch in.Kind {
	case intent.Outlets:
		err = b.listOutlets(ctx, &t, &p, in.Topic, stories)
	case intent.Quoted:
		err = b.listQuoted(ctx, &t, &p, in.Topic, stories)
	default:
		t.head(len(stories), countOf(len(stories), say.Stories, say.StoriesMention, in.Topic), p.when(), say.TheNewest)
		for i := range stories[:min(len(stories), listNamed)] {
			if err = b.listStory(ctx, &t, stories[i].ID, storyRow); err != nil {
				break
			}
		}
	}
	t.fill(&a)
	return a, found, err
}

// hard is p with the time that its words name as a wall: a list is exact.
func (p plan) hard() plan {
	if w := p.query.Prefer; w != nil {
		p.query.Since, p.query.Until, p.query.Prefer = w.Since, w.Until, nil
	}
	return p
}

// mentioning are the stories that have every word of the topic, copies
// too, or all that the query allows where there is none; newest first.
func (b *Bot) mentioning(ctx context.Context, q knowledge.Query, topic string, hits []knowledge.Hit) ([]knowledge.Story, error) {
	if topic == "" {
		return b.allowed(ctx, &q)
	}
	var stories []knowledge.Story
	add := func(s knowledge.Story) {
		if !slices.ContainsFunc(stories, func(o knowledge.Story) bool { return o.ID == s.ID }) {
			stories = append(stories, s)
		}
	}
	for _, h := range hits {
		if h.Why.Coverage <= .99 {
			continue
		}
		add(h.Story)
		for _, c := range h.Copies {
			add(c)
		}
	}
	slices.SortStableFunc(stories, func(a, b knowledge.Story) int { return b.Published.Compare(a.Published) })
	return stories, nil
}

// allowed are all stories that the query allows, without Text, newest first.
func (b *Bot) allowed(ctx context.Context, q *knowledge.Query) ([]knowledge.Story, error) {
	all, err := b.Stories.Stories(ctx, "")
	if err != nil {
		return nil, err //nolint:wrapcheck // the stories say themselves what was tried
	}
	var stories []knowledge.Story
	for _, s := range all {
		if q.Allows(&s.Story) {
			stories = append(stories, s.Story)
		}
	}
	return stories, nil
}

// when is the time that a list is of, after what it counts; nothing: any.
func (p *plan) when() say.Message {
	if !p.window.Known() {
		return say.Message{}
	}
	return say.Tell(say.InTime, say.With{"span": naming.Days(p.query.Since, p.query.Until)})
}

// countOf is a number of things, of all or of those that mention the topic.
func countOf(n int, all, mention say.Key, topic string) say.Message {
	if topic == "" {
		return say.Count(all, n, nil)
	}
	return say.Count(mention, n, say.With{"topic": say.Text(topic)})
}

// head adds the first line of a list of n things, which says what is left out.
func (t *quoted) head(n int, what, when say.Message, longer say.Key) {
	if n == listLooked {
		what = say.Tell(say.AtLeast, say.With{"what": what})
	}
	key, with := say.All, say.With{"what": what, "when": when}
	if n > listNamed {
		key, with["m"] = longer, say.Number(listNamed)
	}
	t.ruled("", say.Tell(key, with))
}

// listStory adds a story to a list, cited by its first sentence; as is the row, of the story and its mark.
func (b *Bot) listStory(ctx context.Context, t *quoted, id string, as func(*knowledge.Story, say.With) say.Message) error {
	s, err := b.Stories.Story(ctx, id)
	if err != nil {
		return err //nolint:wrapcheck // it names the story
	}
	if first := b.language().Sentences(s.Text); len(first) > 0 {
		n := t.cite(&s, first[0])
		t.ruled("\n- ", as(&s, say.With{"mark": naming.Mark(n)}), n)
	}
	return nil
}

// storyRow is the row of a story.
func storyRow(s *knowledge.Story, with say.With) say.Message {
	with["story"] = naming.Story(s)
	return say.Tell(say.StoryRow, with)
}

// listOutlets lists whose stories they are, each with how many and the newest.
func (b *Bot) listOutlets(ctx context.Context, t *quoted, p *plan, topic string, stories []knowledge.Story) error {
	var outlets []string
	of := make(map[string][]knowledge.Story)
	for _, s := range stories {
		if of[s.Outlet] == nil {
			outlets = append(outlets, s.Outlet)
		}
		of[s.Outlet] = append(of[s.Outlet], s)
	}
	slices.SortStableFunc(outlets, func(a, b string) int { return len(of[b]) - len(of[a]) })
	t.head(len(outlets), countOf(len(outlets), say.Outlets, say.OutletsMention, topic), p.when(), say.TheFirst)
	for _, o := range outlets[:min(len(outlets), listNamed)] {
		named := say.Text(o)
		if o == "" {
			named = say.Tell(say.Nameless, nil)
		}
		if err := b.listStory(ctx, t, of[o][0].ID, func(s *knowledge.Story, with say.With) say.Message {
			s.Outlet = "" // it is named
			with["outlet"], with["story"] = named, naming.Story(s)
			return say.Count(say.OutletRow, len(of[o]), with)
		}); err != nil {
			return err
		}
	}
	return nil
}

// listQuoted lists who is quoted word for word in sentences of the stories, each by
// the first such sentence.
func (b *Bot) listQuoted(ctx context.Context, t *quoted, p *plan, topic string, stories []knowledge.Story) error {
	type quotation struct {
		speaker string
		story   knowledge.Story
		span    text.Span
	}
	var all []quotation
	for i := range stories {
		var err error
		if stories[i], err = b.Stories.Story(ctx, stories[i].ID); err != nil {
			return err //nolint:wrapcheck // it names the story
		}
	}
	on, how := p.mainly(stories)
	for _, s := range on {
		sentences := b.language().Sentences(s.Text)
		for i, span := range sentences {
			name := event.Speaker(b.language(), &s, sentences, i)
			if name == "" || slices.ContainsFunc(all, func(q quotation) bool { return event.SameSpeaker(q.speaker, name) }) {
				continue
			}
			all = append(all, quotation{name, s, span})
		}
	}
	where := say.Count(how, len(on), say.With{"topic": say.Text(topic)})
	t.head(len(all), say.Count(say.QuotedOn, len(all), say.With{"where": where}), say.Message{}, say.TheFirst)
	for _, q := range all[:min(len(all), listNamed)] {
		t.quote(&q.story, q.span, "\n- ", q.speaker+": "+q.span.Of(q.story.Text))
	}
	return nil
}

// mainly are those of the stories, which have their Text, that begin with the topic, where
// there are any, else all; how says which.
func (p *plan) mainly(stories []knowledge.Story) (on []knowledge.Story, how say.Key) {
	for i := range stories {
		if event.LeadsWith(p.lang, &stories[i], intent.Stems(p.lang, p.search)) {
			on = append(on, stories[i])
		}
	}
	if len(on) == 0 {
		return stories, say.InStoriesWith
	}
	return on, say.InStoriesOn
}
