package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

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
	timed := windowIn(p.lang, asked, p.question.At).words
	in := intent.Read(p.lang, asked, timed)
	if in.Leans {
		in.Leans = false
		if alone := intent.Read(p.lang, p.text, timed); alone.Kind == in.Kind && alone.Topic != "" { // a model wrote it out
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
	a = Answer{Mode: ModeList, Confidence: 1}
	a.say(intent.Reply(kind, loaded))
	return a, found, nil
}

// loaded tells which stories there are to ask about.
func (b *Bot) loaded(ctx context.Context, p *plan) (string, error) {
	stories, err := b.allowed(ctx, &knowledge.Query{Filter: knowledge.Filter{At: p.question.At, Ahead: p.question.now, Collections: p.question.Collections}})
	if err != nil {
		return "", err
	}
	switch {
	case len(stories) == 0:
		return "the stories, once some are loaded", nil
	case len(stories) == 1:
		return "one story, " + headline(&stories[0]), nil
	case stories[0].Published.IsZero():
		return fmt.Sprintf("%d stories", len(stories)), nil
	}
	return fmt.Sprintf("%d stories, the newest of %s", len(stories), stories[0].Published.Format("2 January 2006")), nil
}
