package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/bot/compare/current"
	"github.com/storybot/storybot/bot/event"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/period"
	"github.com/storybot/storybot/bot/stray"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Style is the form of a summary.
type Style string

// The styles of a summary.
const (
	Brief   Style = "brief"   // two or three sentences
	Bullets Style = "bullets" // up to seven points
	Long    Style = "long"    // a dozen sentences
)

// sentences is how many a summary of that style has at most.
func (s Style) sentences() int {
	switch s {
	case Bullets:
		return 7
	case Long:
		return 12
	case Brief:
	}
	return 3
}

// summary makes a summary of what p names. It has no Text where there is nothing.
func (b *Bot) summary(ctx context.Context, p *plan, style Style, show Show) (a Answer, found knowledge.Found, err error) {
	p.query.Limit = topicPassages
	if p.foreign && p.search != "" {
		p.text = p.search // titles and topics are in the stories' language
	}
	found, e, err := b.summed(ctx, p)
	if err != nil || len(e.lines) == 0 {
		return a, found, err
	}
	a, err = b.summarise(ctx, *p, found, e, style, show)
	return a, found, err
}

// topicPassages is how many passages a summary or timeline of a topic is made from.
const topicPassages = 40

// summed finds what is to be summarised: one story whole, by its ID or title, or
// a topic's passages.
func (b *Bot) summed(ctx context.Context, p *plan) (knowledge.Found, *evidence, error) {
	named := p.text
	s, err := b.named(ctx, p)
	if err != nil && !errors.Is(err, knowledge.ErrNotFound) {
		return knowledge.Found{}, nil, err
	}
	if err == nil { // a date within its title is no time that is asked for
		p.window, p.query.Prefer = period.Asked{}, nil
		found, err := b.search(ctx, *p)
		return found, wholeStory(b.language(), s), err
	}
	*p = p.about(p.untimedTopic(named))
	found, err := b.ofTopic(ctx, p)
	if err != nil {
		return found, nil, err
	}
	main := p.mainHits(found.Hits)
	if len(main) > 0 && titled(b.language(), named, main[0].Story.Title) {
		return found, wholeStory(b.language(), main[0].Story), nil
	}
	return found, gather(p.lang, main, nil), nil
}

// named is the story that has the words of p as its ID or its whole title, or
// knowledge.ErrNotFound.
func (b *Bot) named(ctx context.Context, p *plan) (knowledge.Story, error) {
	s, err := b.Stories.Story(ctx, p.text)
	if !errors.Is(err, knowledge.ErrNotFound) {
		if err == nil && !p.query.Allows(&s) {
			err = knowledge.ErrNotFound
		}
		return s, err //nolint:wrapcheck // it names the story
	}
	all, err := b.Stories.Stories(ctx, p.text)
	if err != nil {
		return s, err //nolint:wrapcheck // the stories say themselves what was tried
	}
	for _, one := range all {
		if sameTitle(p.text, one.Story.Title) && p.query.Allows(&one.Story) {
			return b.Stories.Story(ctx, one.Story.ID) //nolint:wrapcheck // it names the story
		}
	}
	return s, knowledge.ErrNotFound
}

// sameTitle reports whether the words are the title, letter for letter but for
// case, spaces and the marks at its ends.
func sameTitle(words, title string) bool {
	const marks = " .,:;!?\"'“”‘’"
	return title != "" && strings.EqualFold(strings.Trim(text.OneLine(words), marks), strings.Trim(text.OneLine(title), marks))
}

// titled reports whether the words are nearly the whole title.
func titled(l *text.Language, words, title string) bool {
	have := l.TermSet(words)
	want := l.TermSet(title)
	both := 0
	for w := range want {
		if have[w] {
			both++
		}
	}
	return len(want) > 0 && 10*both >= 8*len(want)
}

// wholeStory is the evidence of one story, all of it.
func wholeStory(l *text.Language, s knowledge.Story) *evidence {
	stray.Headed(l, &s)
	e := &evidence{lang: l, whole: true, stories: []knowledge.Story{s}, scores: []float64{1}, why: make([]knowledge.Why, 1)}
	for _, span := range l.Sentences(s.Text) {
		e.lines = append(e.lines, choose.Line{Text: span.Of(s.Text), Title: s.Title, Weight: 1})
		e.places = append(e.places, placed{Span: span})
	}
	e.silence()
	return e
}

// summarise writes the summary by the model, or quotes the sentences that
// carry most.
func (b *Bot) summarise(ctx context.Context, p plan, found knowledge.Found, e *evidence, style Style, show Show) (Answer, error) {
	var fallback []Note
	var spent Answer
	p.question.tellReading(e.stories)
	if b.Model != nil {
		var done func()
		ctx, show, done = b.patient(ctx, p.question, show, func() Answer {
			x := quoteAll(e, e.central(p.asked, style.sentences()), style == Bullets, nil)
			x.Confidence, x.Notes = 1, append(e.changed(x.Citations), p.notes(e, x.Citations, found)...)
			x.seal(p.question, found.Info, p.question.came)
			return x
		})
		defer done()
		a, why := b.writeSummary(ctx, p, e, style, show)
		if why.Silent() {
			a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
			return a, nil
		}
		fallback = []Note{noteOf("fallback", why)}
		spent = a
	}
	a := quoteAll(e, e.central(p.asked, style.sentences()), style == Bullets, show)
	a.Confidence, a.Dropped, a.Usage = 1, spent.Dropped, spent.Usage
	a.Notes = append(fallback, e.changed(a.Citations)...)
	a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
	return a, nil
}

// quoteAll quotes the lines with these numbers, in that order.
func quoteAll(e *evidence, numbers []int, bullets bool, show Show) Answer {
	a := Answer{Mode: ModeExtract}
	states := current.Holding(e.changes)
	t := quoted{show: show}
	opens := "\n"
	if bullets {
		opens = "\n- "
	}
	for _, i := range numbers {
		s := &e.stories[e.places[i].story]
		t.state = State(states[i])
		span := event.Plain(s, e.places[i].Span)
		t.quote(s, span, opens, span.Of(s.Text))
	}
	t.fill(&a)
	return a
}

// central are the numbers of the n lines that carry most of what all say
// ([event.Telling.Central]). A line whose figures no longer hold is left out, and where
// it would have been one of them, the lines with what has replaced them are told instead.
func (e *evidence) central(q choose.Question, n int) []int {
	changes := compare.Changes(e.lang, e.stories, e.compared())
	old := make(map[int]bool)
	chosen := e.most(q, n, nil)
	for _, c := range changes {
		if !c.Disputed {
			old[c.Was.Line] = true
		} else if slices.Contains(chosen, c.Was.Line) || slices.Contains(chosen, c.Is.Line) {
			e.changes = append(e.changes, c)
		}
	}
	if !slices.ContainsFunc(chosen, func(i int) bool { return old[i] }) {
		return chosen
	}
	changes = slices.DeleteFunc(changes, func(c compare.Change) bool { return c.Disputed })
	e.changes = append(e.changes, changes...)
	now := current.Newest(changes)
	now = now[:min(len(now), n)]
	for _, i := range now {
		old[i] = true
	}
	chosen = append(now, e.most(q, n-len(now), old)...)
	slices.SortStableFunc(chosen, func(a, b int) int {
		x, y := e.places[a], e.places[b]
		return cmp.Or(e.stories[x.story].Published.Compare(e.stories[y.story].Published), cmp.Compare(x.story, y.story), cmp.Compare(x.Start, y.Start))
	})
	return chosen
}

// most are the numbers of the n lines, without those of the set, that carry most.
func (e *evidence) most(q choose.Question, n int, without map[int]bool) []int {
	t := event.Telling{Lang: e.lang, Stories: e.stories, Scores: e.scores}
	var lines []int
	for i, p := range e.places {
		if !without[i] {
			lines = append(lines, i)
			t.Sentences = append(t.Sentences, event.Told{Story: p.story, Span: p.Span})
		}
	}
	for i := range q.Terms {
		t.Topic = append(t.Topic, q.Terms[i].Stem)
	}
	chosen := t.Central(n)
	for k, i := range chosen {
		chosen[k] = lines[i]
	}
	return chosen
}

// topicShare is the share of a topic's words that a story must have to be of it.
const topicShare = 0.6

// about is p for a topic instead of the question: what a summary, a timeline or
// a digest of it is made from.
func (p plan) about(topic string) plan {
	p.text, p.search, p.cited = topic, topic, nil
	p.asked = choose.Read(p.lang, topic)
	p.query.Text = text.Cut(topic, choose.MaxQuestion)
	return p
}

// untimedTopic is a topic without the words that name a time, unless there is
// nothing else.
func (p *plan) untimedTopic(topic string) string {
	if rest := intent.Untimed(p.lang, topic, p.window.Words); p.window.Known() && rest != "" {
		return rest
	}
	return topic
}

// ofTopic finds the passages of a topic, in stories that have most of its words.
// Words for what kind of event it was ("the ferry disaster") are left out where
// nothing is found with them that tells of the rest.
func (b *Bot) ofTopic(ctx context.Context, p *plan) (knowledge.Found, error) {
	found, err := b.search(ctx, *p)
	if err != nil {
		return found, err
	}
	bare := intent.Subject(p.lang, p.text)
	of := func(h knowledge.Hit) bool {
		return h.Why.Coverage >= topicShare && (bare == "" || event.Has(p.lang, &h.Story, intent.Stems(p.lang, bare)))
	}
	if bare != "" && !slices.ContainsFunc(found.Hits, of) {
		*p = p.about(bare)
		if found, err = b.search(ctx, *p); err != nil {
			return found, err
		}
	}
	p.respell(found.Respelled)
	found.Hits = slices.DeleteFunc(p.ofThen(found.Hits), func(h knowledge.Hit) bool { return !of(h) })
	return found, nil
}

// mainHits are the hits in stories whose title or beginning has the topic, where there are
// any, else all.
func (p *plan) mainHits(hits []knowledge.Hit) []knowledge.Hit {
	var main []knowledge.Hit
	for _, h := range hits {
		if event.LeadsWith(p.lang, &h.Story, intent.Stems(p.lang, p.search)) {
			main = append(main, h)
		}
	}
	if len(main) == 0 {
		return hits
	}
	return main
}

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
		t.row(s, rows[i].Span, "\n", naming.Days(rows[i].Since, rows[i].Until), rows[i].AlsoTold(stories))
	}
	t.fill(&a)
	e.stories, e.scores = stories, make([]float64, len(stories))
	a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
	return a, found, nil
}
