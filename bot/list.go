package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/event"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/bot/write"
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
			a = Answer{Mode: ModeNone, Notes: append(p.windowNote(nil, found.Info), p.spellingNotes()...)}
			a.say("No story " + p.counted(0, in.Topic) + ".")
		}
		return a, found, nil
	}
	a = Answer{Mode: ModeList, Confidence: 1, Notes: append(p.windowNote(nil, found.Info), p.spellingNotes()...)}
	var t quoted
	switch in.Kind {
	case intent.Outlets:
		err = b.listOutlets(ctx, &t, &p, in.Topic, stories)
	case intent.Quoted:
		err = b.listQuoted(ctx, &t, &p, in.Topic, stories)
	default:
		t.add("", Claim{Text: listHead(len(stories), "story", "stories", p.counted(len(stories), in.Topic), "newest"), Checked: write.CheckedRules})
		for i := range stories[:min(len(stories), listNamed)] {
			if err = b.listStory(ctx, &t, stories[i].ID, ""); err != nil {
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

// counted is how the first line of a list goes on after the number of stories.
func (p *plan) counted(n int, topic string) string {
	line := ""
	switch {
	case topic != "" && n > 1:
		line = "mention “" + topic + "”"
	case topic != "":
		line = "mentions “" + topic + "”"
	}
	if p.window.known() {
		line += ", " + spell(p.query.Since, p.query.Until)
	}
	return strings.TrimSpace(line)
}

// listHead is the first line of a list of n things, which says what is left out.
func listHead(n int, one, more, about, first string) string {
	line := fmt.Sprintf("%d %s", n, more)
	if n == 1 {
		line = "1 " + one
	}
	if n == listLooked {
		line = "At least " + line
	}
	if about != "" && !strings.HasPrefix(about, ",") {
		about = " " + about
	}
	if line += about; n > listNamed {
		return line + fmt.Sprintf(". The %s %d:", first, listNamed)
	}
	return line + ":"
}

// listStory adds a story to a list, cited by its first sentence.
func (b *Bot) listStory(ctx context.Context, t *quoted, id, before string) error {
	s, err := b.Stories.Story(ctx, id)
	if err != nil {
		return err //nolint:wrapcheck // it names the story
	}
	if first := b.language().Sentences(s.Text); len(first) > 0 {
		n := t.cite(&s, first[0])
		if before != "" { // which names the outlet
			s.Outlet = ""
		}
		t.add("\n- ", Claim{Text: fmt.Sprintf("%s%s [%d]", before, headline(&s), n), Citations: []int{n}, Checked: write.CheckedRules})
	}
	return nil
}

// listOutlets lists whose stories they are, each with how many and the newest.
func (b *Bot) listOutlets(ctx context.Context, t *quoted, p *plan, topic string, stories []knowledge.Story) error {
	var outlets []string
	of := make(map[string][]knowledge.Story)
	for _, s := range stories {
		if s.Outlet == "" {
			s.Outlet = "an outlet without a name"
		}
		if of[s.Outlet] == nil {
			outlets = append(outlets, s.Outlet)
		}
		of[s.Outlet] = append(of[s.Outlet], s)
	}
	slices.SortStableFunc(outlets, func(a, b string) int { return len(of[b]) - len(of[a]) })
	what := strings.Replace(p.counted(2, topic), "mention", "have stories that mention", 1)
	if len(outlets) == 1 {
		what = strings.Replace(what, "have", "has", 1)
	}
	t.add("", Claim{Text: listHead(len(outlets), "outlet", "outlets", what, "first"), Checked: write.CheckedRules})
	for _, o := range outlets[:min(len(outlets), listNamed)] {
		before := o + ": " + event.Plural(len(of[o]), "story") + ", "
		if len(of[o]) > 1 {
			before += "the newest "
		}
		if err := b.listStory(ctx, t, of[o][0].ID, before); err != nil {
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
	what := "in " + event.Plural(len(on), "story") + " " + how + " “" + topic + "”"
	t.add("", Claim{Text: listHead(len(all), "person is quoted", "people are quoted", what, "first"), Checked: write.CheckedRules})
	for _, q := range all[:min(len(all), listNamed)] {
		t.quote(&q.story, q.span, "\n- ", q.speaker+": ")
	}
	return nil
}

// mainly are those of the stories, which have their Text, that begin with the topic, where
// there are any, else all; how says which.
func (p *plan) mainly(stories []knowledge.Story) (on []knowledge.Story, how string) {
	for i := range stories {
		if event.LeadsWith(p.lang, &stories[i], intent.Stems(p.lang, p.search)) {
			on = append(on, stories[i])
		}
	}
	if len(on) == 0 {
		return stories, "with"
	}
	return on, "on"
}
