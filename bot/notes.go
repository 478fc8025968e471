package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// notes is what the reader should know beside the answer.
func (p *plan) notes(e *evidence, citations []Citation, found knowledge.Found) []Note {
	notes := append(p.windowNote(citations, found.Info), p.spellingNotes()...)
	notes = append(notes, e.labelNotes(citations)...)
	notes = append(notes, e.aheadNotes(citations, p.question.At)...)
	notes = append(notes, copyNotes(citations, found.Hits)...)
	if found.Degraded != "" {
		notes = append(notes, Note{Kind: "fallback", Text: "Searched by words only: " + found.Degraded + "."})
	}
	return notes
}

// copyNotes say which of the cited stories other outlets carry too, as copies of one text.
func copyNotes(citations []Citation, hits []knowledge.Hit) []Note {
	var notes []Note
	told := make(map[string]bool)
	for _, c := range citations {
		i := slices.IndexFunc(hits, func(h knowledge.Hit) bool { return h.Story.ID == c.Story })
		if i < 0 || told[c.Story] {
			continue
		}
		told[c.Story] = true
		outlets := []string{outlet(&hits[i].Story)}
		for k := range hits[i].Copies {
			if o := outlet(&hits[i].Copies[k]); !slices.Contains(outlets, o) {
				outlets = append(outlets, o)
			}
		}
		if len(outlets) > 1 {
			notes = append(notes, Note{Kind: "copies", Text: fmt.Sprintf("%d outlets carry [%d], from one origin: %s.", len(outlets), c.N, strings.Join(outlets, ", "))})
		}
	}
	return notes
}

// spellingNotes say which words were taken for others.
func (p *plan) spellingNotes() []Note {
	if len(p.respelled) == 0 {
		return nil
	}
	var from, to []string
	for _, w := range p.respelled {
		from, to = append(from, "“"+w.From+"”"), append(to, "“"+w.To+"”")
	}
	return []Note{{Kind: "spelling", Text: fmt.Sprintf("No story has %s: read as %s.", strings.Join(from, " or "), strings.Join(to, ", "))}}
}

// spell writes the days [since, until) as a person would.
func spell(since, until time.Time) string {
	const day = "2 January 2006"
	last := until.AddDate(0, 0, -1)
	switch {
	case until.IsZero():
		return "since " + since.Format(day)
	case since.IsZero():
		return "before " + until.Format(day)
	case since.Equal(last):
		return since.Format(day)
	case since.AddDate(1, 0, 0).Equal(until) && since.YearDay() == 1:
		return since.Format("2006")
	case since.AddDate(0, 1, 0).Equal(until) && since.Day() == 1:
		return since.Format("January 2006")
	}
	return since.Format(day) + " to " + last.Format(day)
}

// spellOf is spell as it goes on after "stories": of 2018, since 3 May 2018.
func spellOf(since, until time.Time) string {
	if since.IsZero() || until.IsZero() {
		return spell(since, until)
	}
	return "of " + spell(since, until)
}

// labelNotes say what is not plain news among the cited stories, and which
// retracted stories were left out.
func (e *evidence) labelNotes(citations []Citation) []Note {
	var notes []Note
	told := make(map[string]bool)
	for _, c := range citations {
		if c.Label == knowledge.News || c.Label == knowledge.Wire || told[c.Story] {
			continue
		}
		told[c.Story] = true
		words := labelWords(c.Label)
		if c.Label == knowledge.Correction && strings.HasPrefix(strings.ToLower(c.Title), "correction") {
			words = "is a correction"
		}
		notes = append(notes, Note{Kind: "label", Text: fmt.Sprintf("[%d] %s.", c.N, words)})
	}
	for i := range e.stories {
		if s := &e.stories[i]; s.Label == knowledge.Retracted && !announces(e.lang, s) && e.scores[i] > .7 {
			notes = append(notes, Note{Kind: "label", Text: headline(s) + " was retracted and is not used."})
		}
	}
	return notes
}

// aheadNotes say which of the cited stories are dated ahead of the moment of asking.
func (e *evidence) aheadNotes(citations []Citation, at time.Time) []Note {
	var notes []Note
	told := make(map[string]bool)
	for _, c := range citations {
		i := slices.IndexFunc(e.stories, func(s knowledge.Story) bool { return s.ID == c.Story })
		if i >= 0 && !told[c.Story] && knowledge.Ahead(e.stories[i].Published, at) {
			told[c.Story] = true
			notes = append(notes, Note{Kind: "freshness", Text: fmt.Sprintf("[%d] is dated ahead of the clock, %s, and counts as of now.",
				c.N, e.stories[i].Published.In(at.Location()).Format("2 January 2006 15:04"))})
		}
	}
	return notes
}

func labelWords(l knowledge.Label) string {
	switch l {
	case knowledge.Opinion:
		return "is an opinion piece"
	case knowledge.Sponsored:
		return "is sponsored content"
	case knowledge.Live:
		return "is a live page, written while it happened"
	case knowledge.Correction:
		return "has been corrected by its outlet"
	case knowledge.Retracted:
		return "is about a retraction"
	}
	return "is labelled " + strings.ToLower(string(l))
}

// windowNote tells how the question's words of time were taken, and that none
// of the stories cited is of that time, where none is.
func (p *plan) windowNote(citations []Citation, info knowledge.Info) []Note {
	var notes []Note
	for _, words := range p.window.unread {
		notes = append(notes, Note{Kind: "window", Text: fmt.Sprintf("“%s” was not understood as a time: stories of any day were searched.", words)})
	}
	if p.window.words == "" {
		return notes
	}
	text := fmt.Sprintf("“%s” was taken as stories %s", p.window.words, spellOf(day(p.window.Since), day(p.window.Until)))
	k := p.query.Prefer
	switch {
	case p.window.ahead:
		text = fmt.Sprintf("“%s” lies ahead of the moment of asking: stories of any day were searched", p.window.words)
	case k == nil:
	case !k.Until.IsZero() && !k.Until.After(info.Oldest):
		text = fmt.Sprintf("“%s” was taken as %s, and no story is as old as that: those of later days were searched", p.window.words, spell(k.Since, k.Until))
	default:
		if len(k.Names) > 0 {
			text += ", or passages that name " + strings.Join(k.Names, ", ")
		}
		if len(citations) > 0 && !slices.ContainsFunc(citations, func(c Citation) bool { return p.timely(&c) }) {
			text += "; nothing of then was found to quote, only of other days"
		}
	}
	return append(notes, Note{Kind: "window", Text: text + "."})
}

// timely reports whether what is cited is of the time that the question names,
// of its days of grace, or names it.
func (p *plan) timely(c *Citation) bool {
	t, err := time.Parse(time.DateOnly, c.Published)
	return err == nil && p.query.Prefer.Holds(t, p.question.At, true) ||
		slices.ContainsFunc(p.query.Prefer.Names, func(name string) bool {
			return !slices.ContainsFunc(strings.Fields(name), func(word string) bool { return !strings.Contains(c.Quote, word) })
		})
}

// freshness notes of which sources the answer may be out of date: those that
// could not be read, that have fallen silent, or that have let go of stories
// which nobody has confirmed yet. That the stories do not say may be for want
// of any source that is to be read. A source that is well gives no note.
func (b *Bot) freshness(ctx context.Context, a *Answer, q Question) {
	states, err := b.Stories.SourceStatus(ctx)
	if err != nil {
		b.log().Warn("it is not known how fresh the stories are", "error", err)
		return
	}
	now := time.Now()
	if b.Now != nil {
		now = b.Now()
	}
	if a.Mode == ModeNone {
		a.freshNone(states, now, q)
		return
	}
	cited := make(map[string][]string) // by source
	var order []string
	for _, c := range a.Citations {
		if cited[c.Source] == nil {
			order = append(order, c.Source)
		}
		cited[c.Source] = append(cited[c.Source], fmt.Sprintf("[%d]", c.N))
	}
	for _, source := range order {
		state := states[source]
		if why := stale(&state, now); why != "" {
			a.Notes = append(a.Notes, Note{Kind: "freshness", Text: and(cited[source]) + " may be out of date: the source " + why + "."})
		}
	}
}

// freshNone notes that a source which might have said it is not well. Who may
// not be answered from everything is not told of sources that are none of theirs.
func (a *Answer) freshNone(states map[string]knowledge.SourceStatus, now time.Time, q Question) {
	if len(q.Collections) > 0 {
		return
	}
	failing := 0
	for name := range states {
		if state := states[name]; state.Failing() {
			failing++
		}
	}
	switch failing {
	case 0:
	case 1:
		a.Notes = append(a.Notes, Note{Kind: "freshness", Text: "One source could not be read of late: what it has brought since is not among the stories."})
	default:
		a.Notes = append(a.Notes, Note{Kind: "freshness", Text: fmt.Sprintf("%d sources could not be read of late: what they have brought since is not among the stories.", failing)})
	}
}

// stale says in a reader's words why a source may be out of date; empty: it is
// not. Its name stays with the operator: it may be a path.
func stale(s *knowledge.SourceStatus, now time.Time) string {
	const moment = "2 January 2006, 15:04 UTC"
	switch {
	case s.Failing() && !s.Read.IsZero():
		return "could not be read since " + s.Read.UTC().Format(moment)
	case s.Failing():
		return "cannot be read"
	case s.Held > 0:
		return "has let go of most of its stories at once, which an operator has yet to confirm"
	case s.Silent():
		return "has brought nothing new since " + s.Latest.UTC().Format("2 January 2006") + ", longer than ever before"
	case s.Overdue(now):
		return "was last read on " + s.Read.UTC().Format(moment)
	}
	return ""
}

// and joins a list as one would say it.
func and(list []string) string {
	list = slices.Compact(list)
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return list[0]
}
