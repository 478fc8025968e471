package bot

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/once"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// together is compose, once for all who ask the same at one time. An error is a
// panic that was caught.
func (b *Bot) together(ctx context.Context, p plan, found knowledge.Found, show Show) (Answer, error) {
	if b.Model == nil || b.Shared == nil {
		return b.compose(ctx, p, found, show), nil
	}
	f, seat, composing := b.Shared.group.Join(ctx, sameAs(&p, &found))
	if composing != nil {
		go b.lead(composing, f, p, found)
	}
	a, stayed, err := follow(ctx, f, seat, &p.question, show)
	if stayed {
		return a, err
	}
	alone := *b
	alone.Model = nil
	p.question.Reading = nil
	a = alone.compose(ctx, p, found, nil)
	a.noteFirst([]Note{noteOf("fallback", FaultOf(ctx.Err()).quotedSince())})
	return a, nil
}

// lead composes the answer for all who wait for it.
func (b *Bot) lead(ctx context.Context, f *once.Flight[telling, Answer], p plan, found knowledge.Found) {
	var a Answer
	var err error
	defer func() { end(f, a, err) }()
	defer b.rescue(p.question, &err)
	p.question.Reading = func(r []Reading) { f.Tell(telling{reading: r}) }
	p.question.Interim = func(a Answer) {
		a.Citations = standing(a.Citations)
		f.Tell(telling{interim: &a})
	}
	a = b.compose(ctx, p, found, func(s Shown) {
		s.Added = standing(s.Added)
		f.Tell(telling{sentence: &s})
	})
}

// sameAs is what p has in common with the questions that have the same answer: what
// is asked, on which day, after which turns, of whom, and the evidence in these
// stories. What cannot be compared has nothing in common with any other.
func sameAs(p *plan, found *knowledge.Found) once.Key {
	type place struct {
		Story, Version string
		Start, End     int
	}
	of := struct {
		Asked, Time, Day, Degraded string
		Unread                     []string
		Ahead                      bool
		Query                      knowledge.Query
		Turns                      []prompts.Turn
		Info                       knowledge.Info
		Evidence                   []place
	}{
		Asked: p.text + "\n" + p.question.Into, Time: p.window.Words, Unread: p.window.Unread, Ahead: p.window.Ahead,
		Day: p.question.At.Format("2006-01-02 -0700"), Query: p.query, Turns: conversation(p.lang, p.turns), Info: found.Info, Degraded: string(found.Degraded),
	}
	of.Query.Collections = slices.Sorted(slices.Values(p.query.Collections))
	of.Query.At = time.Time{} // the day and the evidence tell
	for i := range found.Hits {
		h := &found.Hits[i]
		of.Evidence = append(of.Evidence, place{h.Story.ID, h.Story.Hash, h.Start, h.End})
	}
	all, err := json.Marshal(of)
	if err != nil { // a time beyond the year 9999
		return sha256.Sum256([]byte(rand.Text()))
	}
	return sha256.Sum256(all)
}

// compose makes the answer: by the model where there is one, else from the
// stories' own sentences, and says plainly when the stories do not say.
func (b *Bot) compose(ctx context.Context, p plan, found knowledge.Found, show Show) Answer {
	p.respell(found.Respelled)
	e := gather(p.lang, found.Hits, p.query.Prefer)
	if len(p.asked.Terms) == 0 || len(e.lines) == 0 {
		return none(p, found, e)
	}
	w := choose.Fitted()
	e.rank(p.asked, w)
	e.compare(&p, w)
	sure := p.sure(e, w)
	if len(e.changes) > 0 {
		sure.First = max(sure.First, w.Doubt)
	}
	p.question.tellReading(e.stories)
	if b.Model != nil {
		ctx, show, done := b.patient(ctx, p.question, show, func() Answer {
			x := b.extract(p, found, e, w, sure, nil)
			x.seal(p.question, found.Info, p.question.came)
			return x
		})
		defer done()
		a, fallback := b.write(ctx, p, e, sure.First, show)
		if fallback.Silent() {
			a.Confidence = max(a.Confidence, w.Claim(sure.First))
			p.wordNothing(&a, b.Check != nil)
			a.Notes = append(a.Notes, e.mark(&a)...)
			a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
			return a
		}
		x := b.extract(p, found, e, w, sure, show)
		x.Dropped, x.Usage = a.Dropped, a.Usage
		x.Notes = append(x.Notes, noteOf("fallback", fallback))
		return x
	}
	return b.extract(p, found, e, w, sure, show)
}

// wordNothing words an answer that the stories do not say in the reader's language:
// what the model wrote in it stands only where a checker has read it.
func (p *plan) wordNothing(a *Answer, checked bool) {
	if a.Mode == ModeNone && p.foreign && !(checked && p.lang.Foreign(a.Text)) {
		p.refuse(a, say.Tell(say.NotSaid, nil), p.nothing)
	}
}

// extract quotes the sentences that answer.
func (b *Bot) extract(p plan, found knowledge.Found, e *evidence, w *choose.Weights, sure choose.Sure, show Show) Answer {
	premise, wrong := e.premise(p.asked, sure.First < w.Doubt)
	if wrong || w.Refuses(sure) {
		a := none(p, found, e)
		a.Confidence = w.Claim(min(sure.First, w.Doubt))
		if wrong && (premise.Told != "" || !alike.Spelt(e.lang, premise.Asked, textOf(e.stories))) {
			a.Notes = append(a.Notes, premiseNote(premise))
		}
		return a
	}
	a := Answer{Mode: ModeExtract, Confidence: w.Claim(sure.First)}
	t := quoted{show: show}
	for _, pick := range e.chosen(p.asked, w, sure.First) {
		t.state = e.state(e.stories[pick.story].ID, pick.Span)
		s := &e.stories[pick.story]
		t.quote(s, pick.cited(), "\n", pick.words(e.lang, s))
	}
	t.fill(&a)
	a.Notes = e.differences(a.Citations)
	if sure.First < w.Doubt {
		a.Notes = append(a.Notes, noteOf("fallback", say.Tell(say.NotCertain, nil)))
	}
	if verb := p.asked.Untold(e.ranked); verb != "" {
		a.Notes = append(a.Notes, noteOf("premise", say.Tell(say.NotTold, say.With{"word": say.Text(verb)})))
	}
	a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
	return a
}

// premise finds what q wrongly takes for granted; doubted is whether what answers it
// best is more likely wrong than right.
func (e *evidence) premise(q choose.Question, doubted bool) (p choose.Premise, wrong bool) {
	best := e.order[0]
	if p, wrong = q.Premise(e.lines, e.ranked, best); wrong {
		return p, wrong
	}
	if e.settled() {
		if p, wrong = q.AbsentPlace(e.lines, e.ranked, best, textOf(e.stories)); !wrong {
			p.Asked = q.AbsentMatter(e.lang.Words(textOf(e.toldOf())))
		}
		return p, p.Asked != ""
	}
	s := &e.stories[e.places[best].story]
	p, wrong = q.Absent(e.lines, e.ranked, best, s.Text+s.Published.Format(" 2006"), doubted)
	return p, wrong && (p.Told != "" || !alike.Spelt(e.lang, p.Asked, s.Title+"\n"+s.Text))
}

// toldOf is the stories that were compared.
func (e *evidence) toldOf() (stories []knowledge.Story) {
	for _, t := range e.told {
		stories = append(stories, e.stories[t.Story])
	}
	return stories
}

// textOf is all of these stories.
func textOf(stories []knowledge.Story) string {
	var all []string
	for i := range stories {
		all = append(all, stories[i].Title, stories[i].Text)
	}
	return strings.Join(all, "\n")
}

// premiseNote says what the stories speak of, and what they do not.
func premiseNote(p choose.Premise) Note {
	if p.Told == "" {
		return noteOf("premise", say.Tell(say.NotSpokenOf, say.With{"asked": say.Text(p.Asked)}))
	}
	return noteOf("premise", say.Tell(say.SpeakOfOther, say.With{"told": say.Text(p.Told), "asked": say.Text(p.Asked)}))
}

// none says that the stories do not say, and which come nearest.
func none(p plan, found knowledge.Found, e *evidence) Answer {
	reader := p.asked.Reader()
	bear := slices.DeleteFunc(slices.Clone(e.stories), func(s knowledge.Story) bool { return !reader.Bears(s.Title + "\n" + s.Text) })
	a := Answer{Mode: ModeNone, Nearest: bear[:min(len(bear), 3)]}
	near := naming.Stories(a.Nearest)
	var ends say.Message
	if !near.Silent() {
		ends = say.Tell(say.Nearest, say.With{"stories": near})
	}
	switch {
	case found.Info.Stories == 0:
		p.refuse(&a, say.Tell(say.NothingLoaded, nil), "")
	case len(p.asked.Terms) == 0:
		p.refuse(&a, say.Tell(say.NothingAsked, nil), "")
	case p.nothing != "":
		p.refuse(&a, say.Tell(say.NotSaid, say.With{"nearest": ends}), strings.TrimSpace(p.nothing+" "+near.In(english)))
	case p.window.Known() && p.window.Absolute:
		p.refuse(&a, say.Tell(say.NotSaidOf, say.With{"of": naming.DaysOf(knowledge.Midnight(p.window.Since), knowledge.Midnight(p.window.Until)), "nearest": ends}), "")
	default:
		p.refuse(&a, say.Tell(say.NotSaid, say.With{"nearest": ends}), "")
	}
	a.Notes = slices.Concat(p.windowNote(nil, found.Info), p.readNotes(), degradedNotes(found.Degraded))
	return a
}

// refuse says that the stories do not say: in these words, where a model has found some in the
// reader's language, else in that of the question, if it is spoken here.
func (p *plan) refuse(a *Answer, m say.Message, words string) {
	a.say(m)
	if asked := say.LanguageOf(p.question.Text); words == "" && asked != "" {
		words = m.In(asked)
	}
	if words != "" {
		a.Text, a.Claims[0].Text = words, words
	}
}

// noteFirst puts notes on why an answer is an extract before its others.
func (a *Answer) noteFirst(why []Note) {
	if a.Mode == ModeExtract {
		a.Notes = append(why, a.Notes...)
	}
}

// AnswerFrom answers q from passages that are given instead of searched for,
// best first, through the same writing and checking as Answer. Limits, journal,
// earlier turns and the freshness of sources play no part, and Stories is not
// used. show may be nil. An error is a panic that was caught.
func (b *Bot) AnswerFrom(ctx context.Context, q Question, found knowledge.Found, show Show) (a Answer, err error) {
	defer b.rescue(q, &err)
	began := time.Now()
	q = b.complete(q)
	p := b.plan(ctx, q, nil)
	p.allGiven = true
	a = b.compose(ctx, p, found, show)
	a.seal(q, found.Info, began)
	return a, nil
}

// Hedged reports whether the answer itself says that the sentences it quotes
// are only the nearest and none of them answers for certain.
func (a *Answer) Hedged() bool { return a.Mode == ModeExtract && a.Confidence < doubted() }

// doubted is the confidence below which an extract says that it is only the nearest there is.
func doubted() float64 { return choose.Fitted().Claim(choose.Fitted().Doubt) }
