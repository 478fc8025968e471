package bot

import (
	"context"
	"slices"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/bot/event"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
)

const (
	digestNamed = 7   // a digest tells of so many events at most
	digestRead  = 300 // which are made out among so many stories, the newest
	digestDays  = 7   // of the last so many days, where the question names no time,
	digestLeast = 5   // or of more, until there are so many stories,
	digestMonth = 31  // and of at most so many days
)

// digestTopic is what a digest is asked of: the words of p without a frame ("the
// latest on") and without those of time.
func (p *plan) digestTopic() string {
	if in := intent.Read(p.lang, p.question.Text, p.window.Words); in.Kind == intent.Digest {
		return in.Topic
	}
	return p.untimedTopic(p.question.Text)
}

// digest makes a digest of a topic, or of everything. It has no Text where
// there is nothing.
func (b *Bot) digest(ctx context.Context, p plan, topic string) (a Answer, found knowledge.Found, err error) {
	var stories []knowledge.Story
	var lead say.Message
	if topic == "" {
		if found, err = b.Stories.Search(ctx, knowledge.Query{Limit: 1}); err != nil { // for its Info
			return a, found, err //nolint:wrapcheck // a search says itself what was searched
		}
		stories, lead, err = b.recent(ctx, &p)
	} else {
		p = p.about(topic)
		p.query.Limit, p.query.PerStory = digestRead, 1
		if found, err = b.ofTopic(ctx, &p); err == nil {
			topic = p.text
			for _, h := range p.mainHits(found.Hits) {
				stories = append(append(stories, h.Story), h.Copies...)
			}
		}
	}
	if err != nil || len(stories) == 0 {
		if topic == "" && found.Info.Stories > 0 && !p.window.Event {
			a.Mode = ModeNone
			p.refuse(&a, say.Tell(say.NotSaidThen, nil), "")
		}
		return a, found, err
	}
	all := len(stories)
	if stories, err = b.readable(ctx, stories); err != nil {
		return a, found, err
	}
	if len(stories) < digestRead { // all that tell news
		all = len(stories)
	}
	clusters, stems := event.Clusters(b.language(), stories), []string(nil)
	if topic != "" {
		stems = intent.Stems(p.lang, topic)
		clusters = event.Of(b.language(), stories, event.Texts(stories), stems)
	}
	items := event.Items(stories, clusters, digestNamed)
	if len(items) == 0 {
		return a, found, nil
	}
	a = Answer{Mode: ModeList, Confidence: 1}
	var t quoted
	t.ruled("", event.Head(topic, len(items), len(clusters), [2]int{event.StoriesOf(clusters), all - len(stories) + event.StoriesOf(clusters)}, lead))
	for i := range items {
		b.tell(&t, &stories[items[i].Lead], stems, items[i].Told())
	}
	t.fill(&a)
	e := evidence{lang: b.language(), stories: stories, scores: make([]float64, len(stories))}
	for i := range items {
		e.read(items[i].Lead)
	}
	a.Notes = e.supersede(&a)
	if k := p.query.Prefer; k != nil {
		k.Names, k.Lately = nil, "" // what is new is of these days alone
	}
	a.Notes = append(append(append(a.Notes, p.windowNote(nil, found.Info)...), p.readNotes()...), append(e.labelNotes(a.Citations), e.aheadNotes(a.Citations, p.question.At)...)...)
	return a, found, nil
}

// read adds the sentences of a story.
func (e *evidence) read(story int) {
	s := &e.stories[story]
	for _, span := range e.lang.Sentences(s.Text) {
		e.lines = append(e.lines, choose.Line{Text: span.Of(s.Text)})
		e.places = append(e.places, placed{story: story, Span: span})
	}
}

// supersede marks the claims whose figures another of the stories has replaced, and says by which.
func (e *evidence) supersede(a *Answer) []Note {
	for _, c := range compare.Changes(e.lang, e.stories, e.compared()) {
		at := e.places[c.Was.Line]
		for i := range a.Claims {
			for _, n := range a.Claims[i].Citations {
				if o := &a.Citations[n-1]; !c.Disputed && o.Story == e.stories[at.story].ID && at.Start < o.End && o.Start < at.End {
					a.Claims[i].State = State(compare.Superseded)
					e.changes = append(e.changes, c)
				}
			}
		}
	}
	return e.changed(a.Citations)
}

// recent are the stories, without Text, of the time that is asked for, or of
// the last week that has any; newest first. lead says so, where those asked for are none.
func (b *Bot) recent(ctx context.Context, p *plan) (stories []knowledge.Story, lead say.Message, err error) {
	asked := p.hard()
	if stories, err = b.allowed(ctx, &asked.query); err != nil {
		return nil, lead, err
	}
	timed := !asked.query.Since.IsZero() || !asked.query.Until.IsZero()
	if len(stories) == 0 && p.query.Prefer != nil && !p.window.Event {
		lead = say.Tell(say.NoneThen, say.With{"of": naming.DaysOf(asked.query.Since, asked.query.Until)})
		asked.query.Until, asked.query.Since, timed = asked.query.Since, time.Time{}, false
		if stories, err = b.allowed(ctx, &asked.query); err != nil {
			return nil, lead, err
		}
	}
	stories = slices.DeleteFunc(stories, func(s knowledge.Story) bool { return s.Published.IsZero() })
	if !timed && len(stories) > 0 {
		newest := knowledge.Midnight(stories[0].Published)
		since, least := newest.AddDate(0, 0, 1-digestDays), newest.AddDate(0, 0, 1-digestMonth)
		if fifth := stories[min(len(stories), digestLeast)-1].Published; fifth.Before(since) {
			since = fifth
		}
		stories = slices.DeleteFunc(stories, func(s knowledge.Story) bool { return s.Published.Before(since) || s.Published.Before(least) })
	}
	return stories, lead, nil
}

// readable are the newest of the stories that tell news, with their Text.
func (b *Bot) readable(ctx context.Context, stories []knowledge.Story) ([]knowledge.Story, error) {
	slices.SortStableFunc(stories, func(a, b knowledge.Story) int { return b.Published.Compare(a.Published) })
	var read []knowledge.Story
	for i := range stories {
		s := &stories[i]
		if s.Label == knowledge.Opinion || s.Label == knowledge.Sponsored || s.Label == knowledge.Retracted {
			continue
		}
		if len(read) == digestRead {
			break
		}
		whole, err := b.Stories.Story(ctx, s.ID)
		if err != nil {
			return nil, err //nolint:wrapcheck // it names the story
		}
		if !event.Walled(b.language(), &whole) {
			read = append(read, whole)
		}
	}
	return read, nil
}

// tell adds the line of an item: its day, what it tells first of a topic, and how many tell of it.
func (b *Bot) tell(t *quoted, s *knowledge.Story, topic []string, told say.Message) {
	span, ok := event.Lead(b.language(), s, topic)
	if !ok {
		all := b.language().Sentences(s.Text)
		if len(all) == 0 {
			return
		}
		span = all[0]
	}
	var lead say.Message
	if !s.Published.IsZero() {
		lead = say.When(say.Day, s.Published)
	}
	t.row(s, event.Plain(s, span), "\n- ", lead, told)
}
