package bot

import (
	"context"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

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
	sure := p.sure(e, w)
	p.question.tellReading(e.stories)
	if b.Model != nil {
		ctx, show, done := b.patient(ctx, p.question, show, func() Answer {
			x := b.extract(p, found, e, w, sure, nil)
			x.seal(p.question, found.Info, p.question.came)
			return x
		})
		defer done()
		a, fallback := b.write(ctx, p, e, show)
		if fallback == "" {
			a.Confidence = max(a.Confidence, sure)
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

// extract quotes the sentences that answer.
func (b *Bot) extract(p plan, found knowledge.Found, e *evidence, w *choose.Weights, sure float64, show Show) Answer {
	if sure < w.Refuse {
		a := none(p, found, e)
		a.Confidence = sure
		return a
	}
	a := Answer{Mode: ModeExtract, Confidence: sure}
	t := quoted{show: show}
	picks, differences := e.differ(p.asked, e.pick(p.asked, w, sure))
	for _, pick := range picks {
		t.quote(&e.stories[pick.story], pick.Span, "\n", "")
	}
	t.fill(&a)
	a.Notes = differences(a.Citations)
	if sure < w.Doubt {
		a.Notes = append(a.Notes, Note{Kind: "fallback", Text: "No sentence of the stories answers this for certain; these come nearest."})
	}
	a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
	return a
}

// none says that the stories do not say, and which come nearest.
func none(p plan, found knowledge.Found, e *evidence) Answer {
	a := Answer{Mode: ModeNone}
	switch {
	case found.Info.Stories == 0:
		a.Text = "No stories are loaded, so there is nothing to answer from."
	case len(p.asked.Terms) == 0:
		a.Text = "There is nothing in that to look for. Ask about people, places or events in the stories, in a few words."
	default:
		a.Text = "The stories do not say."
		if p.window.known() && p.window.Absolute {
			a.Text = "The stories " + spellOf(day(p.window.Since), day(p.window.Until)) + " do not say."
		}
		if near := nearest(e); near != "" {
			a.Text += " The nearest are " + near + "."
		}
	}
	a.Notes = append(p.windowNote(nil, found.Info), p.spellingNotes()...)
	if found.Degraded != "" {
		a.Notes = append(a.Notes, Note{Kind: "fallback", Text: "Searched by words only: " + found.Degraded + "."})
	}
	return a
}

// nearest names up to three stories.
func nearest(e *evidence) string {
	var titles []string
	for i := range e.stories[:min(len(e.stories), 3)] {
		titles = append(titles, headline(&e.stories[i]))
	}
	switch len(titles) {
	case 0:
		return ""
	case 1:
		return titles[0]
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
