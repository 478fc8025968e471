package verify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Passages are the passages a model was given, read once: number 1 is the first.
type Passages struct {
	lang  *text.Language
	texts []string
	facts []*source
}

// ReadPassages reads numbered passages. What a reader may say of a passage by
// its heading alone (outlet, date, title) should be part of its text.
func ReadPassages(l *text.Language, texts ...string) *Passages {
	p := &Passages{lang: l, texts: texts, facts: make([]*source, len(texts))}
	for i, t := range texts {
		p.facts[i] = newSource(l, t)
	}
	return p
}

// Check judges a claim by the passages that it cites, by their numbers. Where
// it does not hold, other is the number of another passage that bears it out, or 0.
func (p *Passages) Check(claim string, cited []int) (v Verdict, other int) {
	v = p.checkCited(claim, cited)
	if v.Holds {
		return v, 0
	}
	best := 0.0
	for i, facts := range p.facts {
		if slices.Equal(cited, []int{i + 1}) {
			continue
		}
		if w := facts.verifyIn(claim, ""); w.Holds && w.Score > best {
			best, other = w.Score, i+1
		}
	}
	return v, other
}

// One judges a claim by passage number n alone.
func (p *Passages) One(claim string, n int) Verdict { return p.facts[n-1].verify(claim) }

func (p *Passages) checkCited(claim string, cited []int) Verdict {
	if len(cited) == 0 {
		return Verdict{Kind: KindCitation, Why: "it cites no passage"}
	}
	var texts, names []string
	for _, n := range cited {
		if n < 1 || n > len(p.texts) {
			return Verdict{Kind: KindCitation, Why: fmt.Sprintf("there is no passage [%d]", n)}
		}
		texts = append(texts, p.texts[n-1])
		names = append(names, fmt.Sprintf("[%d]", n))
	}
	if len(cited) == 1 {
		return p.facts[cited[0]-1].verifyIn(claim, names[0])
	}
	return newSource(p.lang, texts...).verifyIn(claim, strings.Join(names, " or "))
}
