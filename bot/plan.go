package bot

import (
	"context"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/outlet"
	"github.com/storybot/storybot/bot/period"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// plan is what is to be searched for a question, and why.
type plan struct {
	wording
	lang      *text.Language // of the stories
	question  Question
	asked     choose.Question
	untimed   choose.Question // without the words that name the time
	query     knowledge.Query
	window    period.Asked // the time that the question's own words name
	turns     []Turn
	respelled []knowledge.Respelling
	cited     []string // the stories cited just before, of which it may be
	allGiven  bool     // the model is given all that was found
	told      outlet.Asked
	outlet    string // whose word is asked for: its stories alone are searched; empty: all are
}

// How much evidence an answer is composed from.
const (
	evidencePassages = 24
	evidencePerStory = 5
)

// plan reads the question: what it stands for after the turns before it, and
// the time it names.
func (b *Bot) plan(ctx context.Context, q Question, turns []Turn) plan {
	return b.planned(q, turns, b.standalone(ctx, q, turns, false))
}

// understand is plan, and has the model translate what is not in the language of the
// stories and what they cannot be searched by as it stands.
func (b *Bot) understand(ctx context.Context, q Question, turns []Turn) plan {
	foreign := b.Model != nil && foreignAfter(b.language(), q.Text, turns)
	if foreign && len(turns) == 0 && b.covered(ctx, q, q.Text) >= understood {
		foreign = false // the stories are in its language
	}
	w := b.standalone(ctx, q, turns, foreign)
	if w.search != w.text && b.covered(ctx, q, w.search) <= b.covered(ctx, q, w.text) {
		w.search = w.text
	}
	return b.planned(q, turns, w)
}

// understood is the share of a question's words that a story has which is in its language.
const understood = 0.75

// covered is the greatest share of the words that a story has which q may be answered from.
func (b *Bot) covered(ctx context.Context, q Question, words string) float64 {
	found, err := b.Stories.Search(ctx, knowledge.Query{Text: text.Cut(words, choose.MaxQuestion), Filter: filterOf(&q), Limit: 3, PerStory: 1})
	if err != nil {
		return 0 // the search itself will say so
	}
	best := 0.0
	for i := range found.Hits {
		best = max(best, found.Hits[i].Why.Coverage)
	}
	n := len(b.language().Words(words)) // those taken for others are not there
	return best * float64(n-len(found.Respelled)) / float64(max(1, n))
}

// filterOf is which stories q may be answered from.
func filterOf(q *Question) knowledge.Filter {
	return knowledge.Filter{Since: q.Since, Until: q.Until, At: q.At, Ahead: q.now, Story: q.Story, Collections: q.Collections}
}

// planned is the plan of a question in these words.
func (b *Bot) planned(q Question, turns []Turn, w wording) plan {
	p := plan{lang: b.language(), question: q, turns: turns, wording: w}
	if q.Story == "" {
		p.cited = justCited(p.lang, q.Text, turns, w.foreign)
	}
	p.asked = choose.Read(b.language(), p.search)
	if own := choose.Read(b.language(), q.Text); p.text != q.Text && b.Model == nil && own.Tells() {
		p.asked = own
	}
	p.query = knowledge.Query{
		Text: text.Cut(p.search, choose.MaxQuestion), Filter: filterOf(&q),
		Limit: evidencePassages, PerStory: evidencePerStory,
	}
	if q.Story != "" {
		p.query.PerStory = evidencePassages
	}
	if !q.Since.IsZero() || !q.Until.IsZero() {
		p.query.Dated = !q.Until.IsZero() && q.Until.Before(q.At)
		return p
	}
	timed := q.Text
	if p.search != p.text {
		timed = p.search
	}
	p.timed(period.Read(b.language(), text.Cut(timed, choose.MaxQuestion), q.At))
	return p
}

// timed has p ask for what is of that time.
func (p *plan) timed(window period.Asked) {
	p.window, p.query.Dated = window, p.asked.Defines()
	p.query.Prefer = p.prefer()
	w := p.query.Prefer
	if w == nil {
		return
	}
	until := w.Until
	if w.Until.Sub(w.Since) < longest {
		until = until.AddDate(0, 0, afterwards)
	}
	p.query.Dated = !w.Until.IsZero() && !until.After(p.question.At)
	p.untimed = choose.Read(p.lang, strings.Replace(p.search, p.window.Words, " ", 1))
	if len(w.Names) == 0 { // sentences do not repeat it
		p.asked = p.untimed
	}
}

// date has a day that the question names without its year be of the one that the stories tell of.
func (b *Bot) date(ctx context.Context, p *plan) error {
	if p.query.Prefer == nil || !p.window.YearOpen() {
		return nil
	}
	found, err := b.search(ctx, *p)
	if err != nil {
		return err
	}
	in := p.wants()
	p.timed(p.window.In(p.lang, found.Hits, found.Info.Newest, in.Kind == intent.Digest && in.Topic == ""))
	return nil
}

// narrow has a question for the word of an outlet be searched in the stories of that outlet, if it has any, by what else it
// asks.
func (b *Bot) narrow(ctx context.Context, p *plan) error {
	told := outlet.Read(p.lang, text.Cut(p.search, choose.MaxQuestion))
	lists := []intent.Kind{intent.Digest, intent.Stories, intent.Outlets, intent.Quoted} // of all outlets
	if !told.Somebody() || p.question.Story != "" || slices.Contains(lists, p.wants().Kind) {
		return nil
	}
	wide := p.query
	wide.Limit *= widely
	found, err := b.Stories.Search(ctx, wide)
	if err != nil {
		return err //nolint:wrapcheck // a search says itself what was searched
	}
	for i := range found.Hits {
		name := found.Hits[i].Story.Outlet
		rest, ok := told.Of(name)
		if !ok {
			continue
		}
		w := p.wording
		w.search = rest
		*p = b.planned(p.question, p.turns, w)
		p.asked, p.told, p.outlet = choose.Read(p.lang, strings.Replace(rest, p.window.Words, " ", 1)), told, name
		return nil
	}
	return nil
}

// widely is how many times as much is searched where only what is of one outlet is kept.
const widely = 4

// ofOutlet keeps what is of the outlet whose word is asked for, or what that carries, too.
func (p *plan) ofOutlet(hits []knowledge.Hit) []knowledge.Hit {
	if p.outlet == "" {
		return hits
	}
	is := func(s knowledge.Story) bool { _, ok := p.told.Of(s.Outlet); return ok }
	hits = slices.DeleteFunc(hits, func(h knowledge.Hit) bool { return !is(h.Story) && !slices.ContainsFunc(h.Copies, is) })
	return hits[:min(len(hits), p.query.Limit)]
}

// respell has the question read with the words that its own were taken for.
func (p *plan) respell(words []knowledge.Respelling) {
	for _, w := range words {
		p.respelled = append(p.respelled, w)
		if p.text == p.search {
			p.text = w.In(p.text)
		}
		p.search = w.In(p.search)
	}
	if len(words) > 0 {
		p.asked = choose.Read(p.lang, strings.Replace(p.search, p.window.Words, " ", 1))
	}
}

// search finds the evidence. Stories that were cited just before go first, as long
// as the question can be of them.
func (b *Bot) search(ctx context.Context, p plan) (knowledge.Found, error) {
	wide := p.query
	if p.outlet != "" {
		wide.Limit *= widely
	}
	found, err := b.Stories.Search(ctx, wide)
	if err != nil {
		return found, err //nolint:wrapcheck // a search says itself what was searched
	}
	if also := p.asked.Sought(); also != "" && len(found.Hits) == 0 {
		q := wide
		q.Text += " " + also
		if found, err = b.Stories.Search(ctx, q); err != nil {
			return found, err //nolint:wrapcheck // as above
		}
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
	found.Hits = p.ofOutlet(stayWith(stay, found.Hits, wide.Limit))
	return found, nil
}

// wanted makes what the question wants, where that is anything else than an
// answer. The answer has no Text where it is not, or where there is nothing
// of that: then it is a question like any other.
func (b *Bot) wanted(ctx context.Context, p plan, show Show) (a Answer, found knowledge.Found, err error) {
	in := p.wants()
	switch in.Kind {
	case intent.Answer:
		return a, found, nil
	case intent.Digest:
		return b.digest(ctx, p, in.Topic)
	case intent.Stories, intent.Outlets, intent.Quoted:
		return b.list(ctx, p, in)
	case intent.Summary:
		p = p.about(in.Topic)
		return b.summary(ctx, &p, [...]Style{intent.Brief: Brief, intent.Points: Bullets, intent.Long: Long}[in.Length], show)
	case intent.Timeline:
		p = p.about(in.Topic)
		return b.timeline(ctx, &p)
	}
	return b.talk(ctx, &p, in.Kind)
}

// talks reports whether a question is only talk.
func talks(l *text.Language, question string) bool {
	return intent.Read(l, text.Cut(question, choose.MaxQuestion), "").Kind.Talk()
}

// wants reads what the question wants, and what of: of what was talked about
// before where it says no more than "it".
func (p *plan) wants() intent.Intent {
	asked := text.Cut(p.question.Text, choose.MaxQuestion)
	if p.foreign { // and translated
		asked = p.search
	}
	w := p.window
	if w.Question != asked {
		w = period.Read(p.lang, asked, p.question.At)
	}
	in := intent.Read(p.lang, asked, w.Words)
	if in.Leans {
		in.Leans = false
		if alone := intent.Read(p.lang, p.text, w.Words); alone.Kind == in.Kind && alone.Topic != "" { // a model wrote it out
			return alone
		}
		in.Topic = p.before()
	}
	if in.Topic == "" && (in.Kind == intent.Summary || in.Kind == intent.Timeline || in.Kind == intent.Outlets || in.Kind == intent.Quoted) {
		return intent.Intent{}
	}
	return in
}

// before is what was talked about before: the one story that the last answer cites,
// or the words that the question takes over.
func (p *plan) before() string {
	if len(p.turns) == 0 {
		return ""
	}
	if stories := p.turns[len(p.turns)-1].Stories; len(stories) == 1 {
		return stories[0].Story
	}
	taken, _ := strings.CutSuffix(p.text, p.question.Text)
	var words []string
	for _, w := range p.lang.Words(taken) {
		if !w.Stop() {
			words = append(words, w.Of(taken))
		}
	}
	return strings.Join(words, " ")
}

// talk replies to what asks for nothing of the stories. It is an answer of
// ModeList: it rests on what is loaded, and cites nothing.
func (b *Bot) talk(ctx context.Context, p *plan, kind intent.Kind) (a Answer, found knowledge.Found, err error) {
	loaded, err := b.loaded(ctx, p)
	if err != nil {
		return a, found, err
	}
	if found, err = b.Stories.Search(ctx, knowledge.Query{Limit: 1}); err != nil { // for its Info
		return a, found, err //nolint:wrapcheck // a search says itself what was searched
	}
	a = Answer{Mode: ModeList, Confidence: 1, Talk: Talk(kind.String())}
	key := say.OnlyKnow
	switch kind {
	case intent.Thanks:
		key = say.Thanks
	case intent.Greeting:
		key = say.Greeting
	case intent.Help:
		key = say.Help
	}
	with := say.With{"stories": loaded}
	if key == say.Thanks {
		with = nil
	}
	a.say(say.Tell(key, with))
	return a, found, nil
}

// loaded tells which stories there are to ask about.
func (b *Bot) loaded(ctx context.Context, p *plan) (say.Message, error) {
	stories, err := b.allowed(ctx, &knowledge.Query{Filter: knowledge.Filter{At: p.question.At, Ahead: p.question.now, Collections: p.question.Collections}})
	if err != nil {
		return say.Message{}, err
	}
	switch {
	case len(stories) == 0:
		return say.Tell(say.OnceLoaded, nil), nil
	case len(stories) == 1:
		return say.Tell(say.OneStory, say.With{"story": naming.Story(&stories[0])}), nil
	case stories[0].Published.IsZero():
		return say.Count(say.Some, len(stories), nil), nil
	}
	return say.Count(say.SomeOf, len(stories), say.With{"day": say.When(say.Day, stories[0].Published)}), nil
}
