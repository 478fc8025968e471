package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	listNamed  = 10  // a list names so many stories at most
	listLooked = 500 // and counts so many at most
)

// list answers a question about the stories themselves; ok is false where q
// is none, or no story is of its topic.
func (b *Bot) list(ctx context.Context, p plan) (a Answer, found knowledge.Found, ok bool, err error) {
	if !b.language().Patterns.ListAsked.MatchString(p.question.Text) {
		return a, found, false, nil
	}
	topic := p.topic()
	if w := p.query.Prefer; w != nil { // a list is exact
		p.query.Since, p.query.Until, p.query.Prefer = w.Since, w.Until, nil
	}
	p.query.Text, p.query.Limit, p.query.PerStory, p.query.Dated = topic, listLooked, 1, true
	if found, err = b.Stories.Search(ctx, p.query); err != nil {
		return a, found, false, err //nolint:wrapcheck // a search says itself what was searched
	}
	stories, err := b.stories(ctx, p.query, topic, found.Hits)
	if err != nil {
		return a, found, false, err
	}
	if len(stories) == 0 {
		return a, found, false, nil
	}
	a = Answer{Mode: ModeList, Confidence: 1, Notes: p.windowNote(nil, found.Info)}
	var t quoted
	t.add("", Claim{Text: p.counted(len(stories), topic), Checked: write.CheckedRules})
	for _, s := range stories[:min(len(stories), listNamed)] {
		if s, err = b.Stories.Story(ctx, s.ID); err != nil {
			return a, found, false, err //nolint:wrapcheck // it names the story
		}
		if first := b.language().Sentences(s.Text); len(first) > 0 {
			n := t.cite(&s, first[0])
			t.add("\n- ", Claim{Text: fmt.Sprintf("%s [%d]", headline(&s), n), Citations: []int{n}, Checked: write.CheckedRules})
		}
	}
	t.fill(&a)
	return a, found, true, nil
}

// stories are those of the topic, or all that the query allows where there is
// none; newest first.
func (b *Bot) stories(ctx context.Context, q knowledge.Query, topic string, hits []knowledge.Hit) ([]knowledge.Story, error) {
	var stories []knowledge.Story
	if topic == "" {
		all, err := b.Stories.Stories(ctx, "")
		if err != nil {
			return nil, err //nolint:wrapcheck // the stories say themselves what was tried
		}
		for _, s := range all {
			if q.Allows(&s.Story) {
				stories = append(stories, s.Story)
			}
		}
		return stories, nil
	}
	for _, h := range hits {
		if h.Why.Coverage > .99 && !slices.ContainsFunc(stories, func(s knowledge.Story) bool { return s.ID == h.Story.ID }) {
			stories = append(stories, h.Story)
		}
	}
	slices.SortStableFunc(stories, func(a, b knowledge.Story) int { return b.Published.Compare(a.Published) })
	return stories, nil
}

// topic is what the list is to be about: the question without its frame and its time.
func (p *plan) topic() string {
	asked := p.question.Text
	if p.window.known() {
		asked = strings.Replace(asked, p.window.words, " ", 1)
	}
	return strings.Trim(text.OneLine(p.lang.Patterns.ListFrame.ReplaceAllString(asked, " ")), " ?.!,")
}

// counted is the first line of a list.
func (p *plan) counted(n int, topic string) string {
	line := fmt.Sprintf("%d stories", n)
	if n == 1 {
		line = "1 story"
	}
	if topic != "" {
		line += " about “" + topic + "”"
	}
	if p.window.known() {
		line += ", " + spell(p.query.Since, p.query.Until)
	}
	if n > listNamed {
		return line + fmt.Sprintf(". The newest %d:", listNamed)
	}
	return line + ":"
}
