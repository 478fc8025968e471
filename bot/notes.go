package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
)

// notes is what the reader should know beside the answer.
func (p *plan) notes(e *evidence, citations []Citation, found knowledge.Found) []Note {
	notes := append(p.windowNote(citations, found.Info), p.readNotes()...)
	notes = append(notes, e.labelNotes(citations)...)
	notes = append(notes, e.aheadNotes(citations, p.question.At)...)
	notes = append(notes, copyNotes(citations, found.Hits)...)
	return append(notes, degradedNotes(found.Degraded)...)
}

// degradedNotes say why a search was by words only, where it was.
func degradedNotes(why knowledge.Degraded) []Note {
	if why == "" {
		return nil
	}
	return []Note{noteOf("fallback", naming.Degraded(why))}
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
		outlets := []say.Message{naming.Outlet(&hits[i].Story)}
		known := func(o say.Message) bool {
			return slices.ContainsFunc(outlets, func(k say.Message) bool { return k.In(english) == o.In(english) })
		}
		for k := range hits[i].Copies {
			if o := naming.Outlet(&hits[i].Copies[k]); !known(o) {
				outlets = append(outlets, o)
			}
		}
		if len(outlets) > 1 {
			notes = append(notes, noteOf("copies", say.Count(say.Copied, len(outlets), say.With{"mark": naming.Mark(c.N), "outlets": say.Join(say.Commas, outlets)})))
		}
	}
	return notes
}

// readNotes say of which outlet the question was taken to ask, and which words were taken for others.
func (p *plan) readNotes() (notes []Note) {
	if p.outlet != "" {
		notes = append(notes, noteOf("window", say.Tell(say.OnlyOutlet, say.With{"outlet": say.Text(p.outlet)})))
	}
	if len(p.respelled) == 0 {
		return notes
	}
	var from, to []say.Message
	for _, w := range p.respelled {
		from = append(from, say.Tell(say.Word, say.With{"word": say.Text(w.From)}))
		to = append(to, say.Tell(say.Word, say.With{"word": say.Text(w.To)}))
	}
	return append(notes, noteOf("spelling", say.Tell(say.Respelled, say.With{"words": say.Join(say.Or, from), "others": say.Join(say.Commas, to)})))
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
		notice := strings.HasPrefix(strings.ToLower(c.Title), "correction")
		notes = append(notes, noteOf("label", naming.Label(c.N, c.Label, notice)))
	}
	for i := range e.stories {
		if s := &e.stories[i]; s.Label == knowledge.Retracted && !announces(e.lang, s) && e.scores[i] > .7 {
			notes = append(notes, noteOf("label", say.Tell(say.NotUsed, say.With{"story": naming.Story(s)})))
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
			notes = append(notes, noteOf("freshness", say.Tell(say.DatedAhead, say.With{
				"mark": naming.Mark(c.N), "moment": say.When(say.Moment, e.stories[i].Published.In(at.Location())),
			})))
		}
	}
	return notes
}

// windowNote tells how the question's words of time were taken, and that none
// of the stories cited is of that time, where none is.
func (p *plan) windowNote(citations []Citation, info knowledge.Info) []Note {
	var notes []Note
	for _, words := range p.window.Unread {
		notes = append(notes, noteOf("window", say.Tell(say.Unread, say.With{"words": say.Text(words)})))
	}
	if p.window.Words == "" {
		return notes
	}
	with := say.With{"words": say.Text(p.window.Words), "of": naming.DaysOf(knowledge.Midnight(p.window.Since), knowledge.Midnight(p.window.Until))}
	key, k := say.Taken, p.query.Prefer
	switch {
	case p.window.Ahead:
		key = say.Ahead
	case k == nil:
	case !k.Until.IsZero() && !k.Until.After(info.Oldest):
		key, with["span"] = say.TooOld, naming.Days(k.Since, k.Until)
	default:
		var names []say.Message
		for _, name := range k.Names {
			names = append(names, say.Tell(say.Naming, say.With{"name": say.Text(name)}))
		}
		if len(names) == 0 && k.Lately != "" {
			names = append(names, say.Tell(say.Naming, say.With{"name": say.Text(k.Lately)}))
		}
		if len(names) > 0 {
			with["names"] = say.Tell(say.OrNaming, say.With{"names": say.Join(say.Commas, names)})
		}
		if len(citations) > 0 && !slices.ContainsFunc(citations, func(c Citation) bool { return p.timely(&c) }) {
			with["nothing"] = say.Tell(say.NothingThen, nil)
		}
	}
	return append(notes, noteOf("window", say.Tell(key, with)))
}

// timely reports whether what is cited is of the time that the question names,
// of its days of grace, or names it.
func (p *plan) timely(c *Citation) bool {
	t, err := time.Parse(time.DateOnly, c.Published)
	return err == nil && p.query.Prefer.Holds(t, p.question.At, true) ||
		slices.ContainsFunc(append(slices.Clone(p.query.Prefer.Names), p.query.Prefer.Lately), func(name string) bool {
			return name != "" && !slices.ContainsFunc(strings.Fields(name), func(word string) bool { return !strings.Contains(c.Quote, word) })
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
	cited := make(map[string][]say.Message) // their marks, by source
	var order []string
	for _, c := range a.Citations {
		if cited[c.Source] == nil {
			order = append(order, c.Source)
		}
		cited[c.Source] = append(cited[c.Source], naming.Mark(c.N))
	}
	for _, source := range order {
		state := states[source]
		if why := naming.Stale(&state, now); !why.Silent() {
			a.Notes = append(a.Notes, noteOf("freshness", say.Tell(say.MayBeOld, say.With{"marks": say.Join(say.And, cited[source]), "why": why})))
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
	if failing > 0 {
		a.Notes = append(a.Notes, noteOf("freshness", say.Count(say.Failing, failing, nil)))
	}
}
