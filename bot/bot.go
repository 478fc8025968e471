// Package bot answers: it turns a [Question] into an [Answer].
//
// # The way of a question
//
// [Bot.Answer] reads top-down. The turns before the question are recalled from
// the [Journal]; understand fills in what a follow-up leaves to them, has a question
// translated that is in another language than the stories, and plan reads the time
// that the question names and what kind of thing it asks for. What wants no
// answer but a digest, a summary, a timeline, a list, or is only talk
// (bot/intent reads which), is made by wanted: of clusters, copies and events
// that bot/event finds. Else the [Searcher] finds passages, and compose makes the
// answer, once for all who ask the same of the same stories at one time ([Shared]):
//
//   - gather lays the passages out as sentences; bot/choose scores each as an
//     answer and says how sure it is that there is one at all.
//   - With a [Model], write gives it numbered sentences and streams its text
//     through bot/write, which cuts it into claims and has each judged by the
//     sentences it cites: by the rules of bot/verify, then by a [Checker], a
//     model, where one is set. What holds is shown at once and cited to the
//     sentence it rests on; what does not is sent back once, then dropped with
//     the reason.
//   - While a model is slow, the extract stands in (patient); which stories are read
//     is told at once.
//   - Without one, or when nothing of it holds, extract quotes the one to four
//     sentences that answer, each with the sentence that its pronoun leans on.
//   - When nothing bears on the question, none says so, with the nearest stories.
//
// differ puts the later of two figures first and tells where outlets
// contradict each other; notes tell the window used, labels, and fallbacks.
// The answer is recorded and returned. Data only grows on this way, and no step
// calls an earlier one.
//
// [Bot.Summary], [Bot.Timeline] and [Bot.Digest] go the same way to other ends;
// [Bot.Find] goes it as far as the search.
//
// What a story says or a model writes is never trusted: stories reach a model
// inside a fence (package prompts), and its text reaches a person only sentence
// by checked sentence.
package bot

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
)

// Answer answers q, or makes what else it asks for: a digest, a summary, a timeline,
// a list. show may be nil. That the stories do not say is an Answer
// (ModeNone), not an error; an error is ErrLong, ErrBusy, ErrBudget or a failed search.
func (b *Bot) Answer(ctx context.Context, q Question, show Show) (Answer, error) {
	return b.way(ctx, q, (*Bot).inConversation, func(ctx context.Context, b *Bot, p *plan) (Answer, knowledge.Found, error) {
		a, found, err := b.wanted(ctx, *p, show)
		if err == nil && a.Text == "" {
			if found, err = b.search(ctx, *p); err == nil {
				a, err = b.together(ctx, *p, found, show)
			}
		}
		return a, found, err
	})
}

// Summary summarises the story with that ID or title, or else what the stories
// say of a topic. show may be nil. ModeNone: there is neither.
func (b *Bot) Summary(ctx context.Context, q Question, style Style, show Show) (Answer, error) {
	return b.way(ctx, q, (*Bot).alone, func(ctx context.Context, b *Bot, p *plan) (Answer, knowledge.Found, error) {
		return b.summary(ctx, p, style, show)
	})
}

// Timeline lists the dated events of a topic, oldest first (ModeList). An
// event's date is the one its sentence names, understood from the day the
// story was published, else that day. It calls no model. ModeNone: the stories
// have nothing of that topic.
func (b *Bot) Timeline(ctx context.Context, q Question) (Answer, error) {
	return b.way(ctx, q, (*Bot).asItStands, func(ctx context.Context, b *Bot, p *plan) (Answer, knowledge.Found, error) {
		return b.timeline(ctx, p)
	})
}

// Digest tells what is new (ModeList): of the events that the stories of q's
// window tell of, or of the last week that has any, those that most stories
// tell of, each by its lead; the newest first. q.Text is a topic or empty. It
// calls no model. ModeNone: there is no story of that.
func (b *Bot) Digest(ctx context.Context, q Question) (Answer, error) {
	return b.way(ctx, q, (*Bot).asItStands, func(ctx context.Context, b *Bot, p *plan) (Answer, knowledge.Found, error) {
		return b.digest(ctx, *p, p.digestTopic())
	})
}

// way is the way of every question: what is asked is limited, recalled, planned,
// worked on and recorded. Where the work has no Text, the stories do not say.
func (b *Bot) way(ctx context.Context, q Question, read func(*Bot, context.Context, Question) plan, work func(context.Context, *Bot, *plan) (Answer, knowledge.Found, error)) (a Answer, err error) {
	defer b.rescue(q, &err)
	began := time.Now()
	if q.Long() {
		return Answer{}, ErrLong
	}
	q = b.complete(q)
	leave, err := b.Limits.Take(ctx, q.by())
	if err != nil {
		return Answer{}, err //nolint:wrapcheck // it says itself why not
	}
	defer leave()
	b, settle, broke := b.affordable(ctx)
	defer func() { settle(a.Usage.sum()) }()
	p := read(b, ctx, q)
	if err = b.narrow(ctx, &p); err != nil {
		return Answer{}, err
	}
	if err = b.date(ctx, &p); err != nil {
		return Answer{}, err
	}
	a, found, err := work(ctx, b, &p)
	if err != nil {
		return Answer{}, err
	}
	if a.Text == "" {
		a = none(p, found, &evidence{})
		p.wordNothing(&a, false)
	}
	if a.Mode != ModeList {
		a.noteFirst(broke)
	}
	a.Usage = a.Usage.plus(p.spent)
	if found.Standby {
		a.Notes = append(a.Notes, noteOf("fallback", say.Tell(say.OwnCopy, nil)))
	}
	b.freshness(ctx, &a, q)
	a.seal(q, found.Info, began)
	a.Standalone, a.ID = p.text, b.record(ctx, q, p.text, a)
	return a, nil
}

// inConversation plans q after the turns before it, on which it may lean. Of talk
// there is nothing to understand.
func (b *Bot) inConversation(ctx context.Context, q Question) plan {
	if talks(b.language(), q.Text) {
		return b.plan(ctx, q, nil)
	}
	return b.understand(ctx, q, b.recall(ctx, q))
}

// alone plans q by itself, translated where that is needed.
func (b *Bot) alone(ctx context.Context, q Question) plan { return b.understand(ctx, q, nil) }

// asItStands plans q without a model.
func (b *Bot) asItStands(ctx context.Context, q Question) plan { return b.plan(ctx, q, nil) }

// Find searches as Answer does, after the turns of q's conversation and with the window
// that its words name, and returns what was searched with what was found.
func (b *Bot) Find(ctx context.Context, q Question, limit, perStory int) (query knowledge.Query, found knowledge.Found, err error) {
	defer b.rescue(q, &err)
	if q.Long() {
		return knowledge.Query{}, knowledge.Found{}, ErrLong
	}
	q = b.complete(q)
	p := b.plan(ctx, q, b.recall(ctx, q))
	if err = b.narrow(ctx, &p); err != nil {
		return p.query, found, err
	}
	if err = b.date(ctx, &p); err != nil {
		return p.query, found, err
	}
	p.query.Limit, p.query.PerStory = limit, perStory
	found, err = b.search(ctx, p)
	return p.query, found, err
}

// rescue turns a panic into an error, so that one question cannot take the
// bot down or leave its asker without a word.
func (b *Bot) rescue(q Question, err *error) {
	if r := recover(); r != nil {
		b.log().Error("a question broke the bot", "question", cut(q.Text, 200), "panic", r, "stack", string(debug.Stack()))
		*err = fmt.Errorf("answer %q: something broke inside; it is in the log", cut(q.Text, 80))
	}
}

// affordable is b with tokens held for one answer, to settle at its end, or where the
// day has none left, b without its model and the note that says so.
func (b *Bot) affordable(ctx context.Context) (able *Bot, settle func(tokens int), why []Note) {
	if b.Model == nil {
		return b, func(int) {}, nil
	}
	settle, ok := b.Limits.Afford(ctx)
	if ok {
		return b, settle, nil
	}
	without := *b
	without.Model = nil
	return &without, settle, []Note{noteOf("fallback", say.Tell(say.Budget, nil))}
}

// complete fills in what q leaves open.
func (b *Bot) complete(q Question) Question {
	q.came = time.Now()
	q.Text = strings.TrimSpace(strings.ToValidUTF8(q.Text, " "))
	if q.At.IsZero() {
		q.now = true
		q.At = time.Now()
		if b.Now != nil {
			q.At = b.Now()
		}
	}
	if b.Zone != nil {
		q.At = q.At.In(b.Zone)
	} else {
		q.At = q.At.UTC()
	}
	return q
}

// MostTurns is how many turns back a question may reach.
const MostTurns = 6

// recall returns the turns before q. A journal that fails costs the
// connection to them, not the answer.
func (b *Bot) recall(ctx context.Context, q Question) []Turn {
	turns := q.Turns
	if turns == nil && b.Journal != nil && q.Conversation != "" {
		var err error
		if turns, err = b.Journal.Recall(ctx, q.Conversation, MostTurns); err != nil {
			b.log().Warn("the conversation could not be recalled", "error", err)
			return nil
		}
	}
	if len(q.Collections) > 0 {
		b.withhold(ctx, q, turns)
	}
	return turns
}

// withhold takes out of the turns before q the answers from stories that its asker may
// not be answered from, or that are no longer there to tell: others may have
// asked them.
func (b *Bot) withhold(ctx context.Context, q Question, turns []Turn) {
	audience := knowledge.Filter{Collections: q.Collections}
	for i := range turns {
		t := &turns[i]
		if slices.ContainsFunc(t.Stories, func(c Citation) bool {
			s, err := b.Stories.Story(ctx, c.Story)
			return err != nil || !audience.Allows(&s)
		}) {
			t.Answer, t.Mode, t.Stories = "", ModeNone, nil
		}
	}
}

// record keeps the answer and returns its number, 0 where it is not kept. An
// answer whose asker has gone is recorded too.
func (b *Bot) record(ctx context.Context, q Question, standalone string, a Answer) int64 {
	if b.Journal == nil {
		return 0
	}
	id, err := b.Journal.Record(context.WithoutCancel(ctx), q, standalone, a)
	if err != nil {
		b.log().Warn("the answer could not be recorded", "error", err)
		return 0
	}
	return id
}
