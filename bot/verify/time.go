package verify

import (
	"github.com/storybot/storybot/bot/verify/when"
	"github.com/storybot/storybot/knowledge/text"
)

// exchangedTime returns the only time of the claim where a cited sentence that
// it follows around it has others, and no other sentence with as much of it has it.
func (a *alignment) exchangedTime() string {
	for i := range a.close {
		f := &a.close[i]
		day := a.source.dayOf(a.source.Sentences[f.t])
		if day.IsZero() || f.close < followShare || len(f.pairs) < namePairs || !a.source.isCited(f.t) {
			continue
		}
		times := a.source.Lang.Whens(a.sentence.Text, day)
		if len(times) != 1 || !a.beside(times[0].Span, f) {
			continue
		}
		said := when.Named(a.source.Lang, times[0].Of(a.sentence.Text), day)
		if len(said) == 0 || a.timesIn(f.t, said) != timeOther {
			continue
		}
		for t := range a.share {
			if t != f.t && a.share[t] >= timeBeside*a.share[f.t] && a.timesIn(t, said) == timeSame {
				return ""
			}
		}
		return times[0].Of(a.sentence.Text)
	}
	return ""
}

const timeBeside = 0.5

// beside reports whether the clause of the claim that a span stands in follows f.
func (a *alignment) beside(at text.Span, f *follow) bool {
	i := 0
	for i+1 < len(a.sentence.Words) && a.sentence.Words[i].At.Start < at.Start {
		i++
	}
	clause, n := a.sentence.clauseAround(text.Run{From: i, To: i + 1}), 0
	for _, p := range f.pairs {
		if k := a.words[p.k]; k >= clause.From && k < clause.To {
			n++
		}
	}
	return n >= followLeast
}

// timesIn tells whether sentence t names one of these times, or another, or none.
func (a *alignment) timesIn(t int, said []when.Days) int {
	times := a.timesOf(t)
	for _, x := range times {
		for _, y := range said {
			if x.Since.Before(y.Until) && y.Since.Before(x.Until) {
				return timeSame
			}
		}
	}
	if len(times) == 0 {
		return timeNone
	}
	return timeOther
}

const (
	timeNone = iota
	timeSame
	timeOther
)
