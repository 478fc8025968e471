package write

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge/text"
)

// Whole looks at what is left of an answer as a whole. A claim that lost the
// one its pronoun means, or the one that it sets itself against, falls with it;
// where a claim fell that set itself against one which stays, or where what
// answers fell, the sentences that it cited are quoted in its place, so that
// no side goes unheard. It reports whether what is left still answers.
func (w *Writer) Whole() bool {
	l := w.Given.Lang
	for i, j := range w.claims {
		if !j.Verdict.Holds {
			if w.opposes(i) || i == 0 && w.answering(j) {
				w.quoteInstead(j)
			}
			continue
		}
		if i == 0 || j.Not || w.claims[i-1].Verdict.Holds {
			continue
		}
		switch {
		case text.OpensWithPronoun(l.Words(j.Text)) && !text.OpensWithPronoun(l.Words(w.claims[i-1].Text)):
			j.Verdict = verify.Verdict{Kind: verify.KindSupport, Why: "the sentence that says who or what it is about does not hold"}
		case l.Patterns.Contrast.MatchString(j.Text):
			w.quoteInstead(w.claims[i-1])
		}
	}
	answers := w.answers()
	if answers {
		w.late()
	}
	return answers
}

// opposes reports whether claim i sets itself against one before it that holds.
func (w *Writer) opposes(i int) bool {
	return i > 0 && w.claims[i-1].Verdict.Holds && w.Given.Lang.Patterns.Contrast.MatchString(w.claims[i].Text)
}

// answering reports whether a claim cites one of the sentences that answer best.
func (w *Writer) answering(j *Claim) bool {
	return slices.ContainsFunc(j.Refs, func(r Ref) bool {
		return r.m > 0 && w.Given.Stories[r.n-1].Sentences[r.m-1].Rank < answeringMost
	})
}

// answeringMost is how many of the sentences that answer best may be quoted in the
// place of a claim.
const answeringMost = 5

// quoteInstead puts the sentences that a claim cites in its place, if it
// names few of them and they may be cited.
func (w *Writer) quoteInstead(j *Claim) {
	if !j.exact || len(j.Refs) == 0 || len(j.Refs) > 2 || j.Verdict.Kind == verify.KindCitation || !w.bears(j) {
		return
	}
	var said []string
	for _, r := range j.Refs {
		if r.m == 0 {
			continue
		}
		said = append(said, text.OneLine(w.Given.of(r)))
	}
	quote := strings.Join(said, " ")
	if quote == "" || w.seen[quote] || j.before == nil && w.leans(quote) {
		return
	}
	w.seen[quote] = true
	why := j.Verdict
	j.Instead = &why
	j.Text, j.Verdict, j.Checked = quote, verify.Verdict{Holds: true, Score: 1}, CheckedQuote
}

// leans reports whether a quotation goes on from something that is not there.
func (w *Writer) leans(quote string) bool {
	return text.OpensWithPronoun(w.Given.Lang.Words(quote)) || w.Given.Lang.Patterns.Contrast.MatchString(quote)
}

// answers reports whether the claims that hold have something of the kind that
// is asked for, where those that fell had.
func (w *Writer) answers() bool {
	if w.Asked == nil {
		return true
	}
	var kept, fell []choose.Line
	for _, j := range w.claims {
		line := choose.Line{Text: j.Text}
		switch {
		case j.Not:
		case j.Verdict.Holds:
			kept = append(kept, line)
		default:
			fell = append(fell, line)
		}
	}
	first := slices.IndexFunc(w.claims, func(j *Claim) bool { return j.marked })
	if len(kept) == 0 || first >= 0 && !w.claims[first].Verdict.Holds && w.Asked.Want == choose.Anything {
		return false // the first sentence with marks answers, where nothing of a kind tells
	}
	return len(fell) == 0 || !w.Asked.AnyOfType(fell) || w.Asked.AnyOfType(kept)
}

// late shows what came to hold after it had been written.
func (w *Writer) late() {
	for _, j := range w.claims {
		if j.Verdict.Holds && !j.Not {
			w.present(j)
		}
	}
}
