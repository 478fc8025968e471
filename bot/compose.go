package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/once"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
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
	a.noteFirst([]Note{{Kind: "fallback", Text: FaultOf(ctx.Err()).Words() + ", so the stories' own sentences are quoted."}})
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
		Asked: p.text + "\n" + p.question.Into, Time: p.window.words, Unread: p.window.unread, Ahead: p.window.ahead,
		Day: p.question.At.Format("2006-01-02 -0700"), Query: p.query, Turns: conversation(p.lang, p.turns), Info: found.Info, Degraded: found.Degraded,
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
	e := gather(p.lang, found.Hits)
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
		if fallback == "" {
			a.Confidence = max(a.Confidence, w.Claim(sure.First))
			p.wordNothing(&a, b.Check != nil)
			a.Notes = append(a.Notes, e.mark(&a)...)
			a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
			return a
		}
		x := b.extract(p, found, e, w, sure, show)
		x.Dropped, x.Usage = a.Dropped, a.Usage
		x.Notes = append(x.Notes, Note{Kind: "fallback", Text: fallback})
		return x
	}
	return b.extract(p, found, e, w, sure, show)
}

// wordNothing words an answer that the stories do not say in the reader's language:
// what the model wrote in it stands only where a checker has read it.
func (p *plan) wordNothing(a *Answer, checked bool) {
	if a.Mode == ModeNone && p.foreign && !(checked && p.lang.Foreign(a.Text)) {
		a.say(cmp.Or(p.nothing, "The stories do not say."))
	}
}

// extract quotes the sentences that answer.
func (b *Bot) extract(p plan, found knowledge.Found, e *evidence, w *choose.Weights, sure choose.Sure, show Show) Answer {
	premise, wrong := e.premise(p.asked, sure.First < w.Doubt)
	if wrong || w.Refuses(sure) {
		a := none(p, found, e)
		a.Confidence = w.Claim(min(sure.First, w.Doubt))
		if wrong {
			a.Notes = append(a.Notes, premiseNote(premise))
		}
		return a
	}
	a := Answer{Mode: ModeExtract, Confidence: w.Claim(sure.First)}
	t := quoted{show: show}
	for _, pick := range e.chosen(p.asked, w, sure.First) {
		t.state = e.state(e.stories[pick.story].ID, pick.Span)
		t.quote(&e.stories[pick.story], pick.Span, "\n", "")
	}
	t.fill(&a)
	a.Notes = append(e.differences(a.Citations), e.elsewhere(p.asked)...)
	if sure.First < w.Doubt {
		a.Notes = append(a.Notes, Note{Kind: "fallback", Text: "No sentence of the stories answers this for certain; these come nearest."})
	}
	if verb := p.asked.Untold(e.ranked); verb != "" {
		a.Notes = append(a.Notes, Note{Kind: "premise", Text: fmt.Sprintf("None of the stories found speaks of “%s”.", verb)})
	}
	a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
	return a
}

// premise finds what q wrongly takes for granted; doubted is whether what answers it
// best is more likely wrong than right.
func (e *evidence) premise(q choose.Question, doubted bool) (p choose.Premise, wrong bool) {
	best := e.order[0]
	if p, wrong = q.Premise(e.lines, e.ranked, best); wrong || e.settled() {
		return p, wrong
	}
	s := &e.stories[e.places[best].story]
	return q.Absent(e.lines, e.ranked, best, s.Text+s.Published.Format(" 2006"), doubted)
}

// elsewhere notes that no story found has the place of q, where comparing them has found the answer all the same.
func (e *evidence) elsewhere(q choose.Question) []Note {
	if !e.settled() {
		return nil
	}
	var all strings.Builder
	for i := range e.stories {
		all.WriteString(e.stories[i].Title + "\n" + e.stories[i].Text + "\n")
	}
	if p, ok := q.AbsentPlace(e.lines, e.ranked, e.order[0], all.String()); ok {
		return []Note{premiseNote(p)}
	}
	return nil
}

// premiseNote says what the stories speak of, and what they do not.
func premiseNote(p choose.Premise) Note {
	if p.Told == "" {
		return Note{Kind: "premise", Text: fmt.Sprintf("The stories found do not speak of %s.", p.Asked)}
	}
	return Note{Kind: "premise", Text: fmt.Sprintf("The stories speak of %s, not of %s.", p.Told, p.Asked)}
}

// none says that the stories do not say, and which come nearest.
func none(p plan, found knowledge.Found, e *evidence) Answer {
	a := Answer{Mode: ModeNone, Nearest: e.stories[:min(len(e.stories), 3)]}
	switch {
	case found.Info.Stories == 0:
		a.Text = "No stories are loaded, so there is nothing to answer from."
	case len(p.asked.Terms) == 0:
		a.Text = "There is nothing in that to look for. Ask about people, places or events in the stories, in a few words."
	case p.nothing != "":
		a.Text = strings.TrimSpace(p.nothing + " " + nearest(a.Nearest))
	default:
		a.Text = "The stories do not say."
		if p.window.known() && p.window.Absolute {
			a.Text = "The stories " + spellOf(day(p.window.Since), day(p.window.Until)) + " do not say."
		}
		if near := nearest(a.Nearest); near != "" {
			a.Text += " The nearest are " + near + "."
		}
	}
	a.Notes = append(p.windowNote(nil, found.Info), p.spellingNotes()...)
	if found.Degraded != "" {
		a.Notes = append(a.Notes, Note{Kind: "fallback", Text: "Searched by words only: " + found.Degraded + "."})
	}
	return a
}

// nearest names stories.
func nearest(stories []knowledge.Story) string {
	var titles []string
	for i := range stories {
		titles = append(titles, headline(&stories[i]))
	}
	if len(titles) < 2 {
		return strings.Join(titles, "")
	}
	return strings.Join(titles[:len(titles)-1], ", ") + " and " + titles[len(titles)-1]
}

// headline is a story as people name it: “Title” (Outlet, 3 January 2019).
func headline(s *knowledge.Story) string {
	var about []string
	if s.Outlet != "" {
		about = append(about, s.Outlet)
	}
	if !s.Published.IsZero() {
		about = append(about, s.Published.Format("2 January 2006"))
	}
	name := "“" + text.OneLine(s.Title) + "”"
	if len(about) > 0 {
		name += " (" + strings.Join(about, ", ") + ")"
	}
	return name
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
