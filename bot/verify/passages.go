package verify

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Passages are the passages a model was given, read once: number 1 is the first.
// They are never changed, so they are shared freely.
type Passages struct {
	lang  *text.Language
	texts []string
	days  []time.Time
	facts []*source
}

// ReadPassages reads numbered passages. What a reader may say of a passage by
// its heading alone (outlet, date, title) should be part of its text; the day
// in its first lines is the one from which its "Tuesday" counts.
func ReadPassages(l *text.Language, texts ...string) *Passages {
	days := make([]time.Time, len(texts))
	for i, t := range texts {
		days[i] = headingDay(l, t)
	}
	return readPassages(l, texts, days)
}

func readPassages(l *text.Language, texts []string, days []time.Time) *Passages {
	p := &Passages{lang: l, texts: texts, days: days, facts: make([]*source, len(texts))}
	for i, t := range texts {
		p.facts[i] = newSourceOf(l, []string{t}, days[i:i+1])
	}
	return p
}

// Check judges a claim by the passages that it cites, by their numbers. Where
// it does not hold since they lack something, other is the number of another
// passage that bears it out, or 0.
func (p *Passages) Check(claim string, cited []int) (v Verdict, other int) {
	v, f := p.checkCited(claim, cited)
	if v.Holds || !f.lacking() {
		return v, 0
	}
	best := 0.0
	for i, facts := range p.facts {
		if slices.Equal(cited, []int{i + 1}) {
			continue
		}
		if w, _ := facts.verifyIn(claim, "", p.facts); w.Holds && w.Score > best && facts.tells(claim) {
			best, other = w.Score, i+1
		}
	}
	return v, other
}

func (p *Passages) checkCited(claim string, cited []int) (Verdict, fault) {
	if len(cited) == 0 {
		return citationFault("it cites no passage")
	}
	var texts, names []string
	var days []time.Time
	for _, n := range cited {
		if n < 1 || n > len(p.texts) {
			return citationFault(fmt.Sprintf("there is no passage [%d]", n))
		}
		texts, days = append(texts, p.texts[n-1]), append(days, p.days[n-1])
		names = append(names, fmt.Sprintf("[%d]", n))
	}
	if len(cited) == 1 {
		return p.facts[cited[0]-1].verifyIn(claim, names[0], p.facts)
	}
	return newSourceOf(p.lang, texts, days).verifyIn(claim, strings.Join(names, " or "), p.facts)
}

func citationFault(why string) (Verdict, fault) {
	f := fault{KindCitation, "citation", why}
	return Verdict{Kind: f.kind, Why: f.why}, f
}

// tells reports whether the source has most of what a claim says in a few
// sentences, so that it may be cited for it.
func (s *source) tells(claim string) bool {
	return alignWords(annotate(s.Lang, bare(claim), factsMaxSentence), s).zone() >= tellsLeast
}

const tellsLeast = 0.5
