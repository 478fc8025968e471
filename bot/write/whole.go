package write

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge/text"
)

// Whole looks at what is left of an answer as a whole. A claim that lost the
// one its pronoun means, or the one that it counts on from ("Another ..."), falls with
// it; what only leads on from one that fell ("Also, ...") is cut off; where a
// claim fell that sets itself against one which stays, or denies it, or where what
// answers fell, the sentences that it cited are quoted in its place, so that
// no side goes unheard. Of a list one item is left as a sentence. It reports whether what is
// left still answers.
func (w *Writer) Whole() bool {
	p := &w.Given.Lang.Patterns
	named := true // the one that a pronoun would mean is shown
	for i, j := range w.claims {
		points := text.OpensWithPronoun(w.Given.Lang.Words(j.Text))
		alone := i > 0 && !w.claims[i-1].Verdict.Holds // what it goes on from fell
		if !j.Verdict.Holds && (w.opposes(i) || i == 0 && w.answering(j)) {
			w.quoteInstead(j)
		}
		if j.Verdict.Holds && !j.Not && j.Instead == nil {
			if alone && p.Contrast.MatchString(j.Text) {
				w.quoteInstead(w.claims[i-1])
				alone = !w.claims[i-1].Verdict.Holds
				named = named || !alone
			}
			switch {
			case points && !named:
				j.Verdict = verify.Verdict{Kind: verify.KindSupport, Why: "the sentence that says who or what it is about does not hold"}
			case alone && p.OneMore.MatchString(j.Text):
				j.Verdict = verify.Verdict{Kind: verify.KindSupport, Why: "the sentence that it goes on from does not hold"}
			case alone:
				w.startAnew(j)
			}
		}
		if !points && !j.Not {
			named = j.Verdict.Holds
		}
	}
	w.unlist()
	answers := w.answers()
	if answers {
		w.late()
	}
	return answers
}

// startAnew cuts off the words with which a claim leads on from the one before it.
func (w *Writer) startAnew(j *Claim) {
	if lead := w.Given.Lang.Patterns.GoesOn.FindString(j.Text); lead != "" && len(lead) < len(j.Text) {
		j.Text = upperFirst(j.Text[len(lead):])
	}
}

// unlist makes a sentence of the only item of a list that is left.
func (w *Writer) unlist() {
	if w.Bullets {
		return
	}
	item := func(j *Claim) bool { return strings.Contains(j.Opens, "- ") }
	for from := 0; from < len(w.claims); from++ {
		to, left := from, []*Claim(nil)
		for ; to < len(w.claims) && item(w.claims[to]); to++ {
			if w.claims[to].Verdict.Holds {
				left = append(left, w.claims[to])
			}
		}
		if to > from+1 && len(left) == 1 {
			left[0].Opens = "\n\n"
		}
		from = max(from, to-1)
	}
}

// opposes reports whether claim i sets itself against one before it that holds, or denies it.
func (w *Writer) opposes(i int) bool {
	p := &w.Given.Lang.Patterns
	return i > 0 && w.claims[i-1].Verdict.Holds && (p.Contrast.MatchString(w.claims[i].Text) || p.Rejoinder.MatchString(w.claims[i].Text))
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
		line := text.OneLine(w.Given.of(r))
		if r.m == 0 || strings.HasSuffix(strings.TrimRight(line, ` "'”’)`), "?") {
			continue // what asks tells nothing
		}
		said = append(said, line)
	}
	quote := strings.Join(said, " ")
	if quote == "" || w.seen[quote] || w.leans(quote, j.before) {
		return
	}
	w.seen[quote] = true
	why := j.Verdict
	j.Instead = &why
	j.Text, j.Verdict, j.Checked = quote, verify.Verdict{Holds: true, Score: 1}, CheckedQuote
}

// leans reports whether a quotation goes on from something that is not shown before it.
func (w *Writer) leans(quote string, before *Claim) bool {
	p := &w.Given.Lang.Patterns
	lost := before == nil || !before.Verdict.Holds
	return p.OneMore.MatchString(quote) || lost && (text.OpensWithPronoun(w.Given.Lang.Words(quote)) || p.GoesOn.MatchString(quote) || p.Contrast.MatchString(quote))
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
