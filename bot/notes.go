package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// notes is what the reader should know beside the answer.
func (p *plan) notes(e *evidence, citations []Citation, found knowledge.Found) []Note {
	notes := p.windowNote()
	notes = append(notes, e.labelNotes(citations)...)
	if found.Degraded != "" {
		notes = append(notes, Note{Kind: "fallback", Text: "Searched by words only: " + found.Degraded + "."})
	}
	return notes
}

// windowNote tells the window that the question's own words gave.
func (p *plan) windowNote() []Note {
	if p.window == nil {
		return nil
	}
	text := fmt.Sprintf("“%s” was taken as stories %s", p.windowWords, spellOf(p.query.Since, p.query.Until))
	if names := p.windowNames(); len(names) > 0 {
		text += ", or passages that name " + strings.Join(names, ", ")
	}
	return []Note{{Kind: "window", Text: text + "."}}
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
