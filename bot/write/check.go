package write

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// Checked says what judged a claim.
type Checked string

// What judges claims.
const (
	CheckedQuote Checked = "quote" // it stands word for word in the sentences cited
	CheckedRules Checked = "rules" // by rules alone
	CheckedModel Checked = "model" // by rules, then a model
	CheckedNone  Checked = "none"  // it tells what the stories do not say
)

// judge finds out whether a claim holds.
func (w *Writer) judge(ctx context.Context, j *Claim) {
	if j.Not {
		j.Verdict, j.Checked = w.silences(j), CheckedNone
		return
	}
	if j.Checked = CheckedRules; len(j.Text) > longestClaim {
		j.Verdict = verify.Verdict{Kind: verify.KindSupport, Why: "it is too long to be checked"}
		return
	}
	if w.refuses(ctx, j) {
		j.Not, j.Verdict, j.Checked = true, verify.Verdict{Holds: true, Score: 1}, CheckedNone
		return
	}
	j.Refs = w.resolve(j)
	j.Verdict = w.rules(j)
	switch {
	case !j.Verdict.Holds && (w.Check == nil || !j.Verdict.Arguable):
		return
	case j.Verdict.Holds && w.verbatim(j):
		j.Checked = CheckedQuote
		return
	case w.Check == nil:
		return
	}
	w.slots <- struct{}{}
	defer func() { <-w.slots }()
	yes, err := w.Check(ctx, w.document(j))
	switch {
	case err != nil:
		w.mu.Lock()
		w.unchecked = true
		w.mu.Unlock()
		w.Log.Warn("a claim could not be checked", "error", err)
	case yes:
		j.Checked = CheckedModel
		j.Verdict = verify.Verdict{Holds: true, Score: max(j.Verdict.Score, 0.5)}
	default:
		j.Checked = CheckedModel
		j.Verdict = verify.Verdict{Kind: verify.KindSupport, Why: "the checking model does not find it in " + names(j.Refs)}
	}
}

// refuses reports whether a sentence without marks, in a language whose words for
// it are not known here, says no more than that the stories do not say: the
// checker is asked. Without one it is taken for that where the answer is to be in
// such a language, and must not be shown.
func (w *Writer) refuses(ctx context.Context, j *Claim) bool {
	if w.Asked == nil || len(j.Refs) > 0 || strings.ContainsAny(j.Text, "0123456789") || !w.foreign(j.Text) {
		return false
	}
	if w.Check == nil {
		return w.Foreign
	}
	w.slots <- struct{}{}
	defer func() { <-w.slots }()
	yes, err := w.Check(ctx, prompts.Check{Heading: "A reader asked: " + w.Asked.Text, Text: "The stories do not say.", Claim: j.Text})
	if err != nil {
		w.Log.Warn("a claim could not be checked", "error", err)
	}
	return yes
}

// longestClaim is how long a claim may be, in bytes: people write no such sentences.
const longestClaim = 1500

// names writes refs as a reader of "dropped" sees them.
func names(refs []Ref) string {
	parts := make([]string, len(refs))
	for i, r := range refs {
		parts[i] = "[" + r.String() + "]"
	}
	return strings.Join(parts, " or ")
}

// rules judges a claim by rules alone.
func (w *Writer) rules(j *Claim) verify.Verdict {
	l := w.Given.Lang
	if len(j.Refs) == 0 {
		return verify.Verdict{Kind: verify.KindCitation, Why: "nothing that was given is near it"}
	}
	if w.withdrawn(j.Refs) && !(l.Patterns.Retracts.MatchString(j.Text) && l.Patterns.Published.MatchString(j.Text)) {
		return verify.Verdict{Kind: verify.KindSupport, Why: "the story was retracted; only that may be told of it"}
	}
	away, claim := w.foreign(j.Text), stated(l, j.Text)
	if away {
		claim = pointed(claim)
	}
	v := verify.Check(l, claim, w.evidence(j.Refs))
	if !v.Holds && away && v.Kind != verify.KindNumber && (w.Foreign || w.Check != nil) {
		v = verify.Verdict{Holds: true, Score: max(v.Score, 0.5)} // rules of this language do not say
	}
	switch {
	case v.Holds && strings.HasSuffix(strings.TrimSpace(j.Text), "?"):
		return verify.Verdict{Kind: verify.KindSupport, Why: "it only asks"}
	case v.Holds && w.echoes(j.Text):
		return verify.Verdict{Kind: verify.KindSupport, Why: "it only repeats words of the question, which no sentence has"}
	case v.Holds && !w.bears(j):
		return verify.Verdict{Kind: verify.KindSupport, Why: "it does not bear on the question"}
	}
	return v
}

// echoes reports whether all telling words of a claim are the question's, and nothing that
// was given has one of them: a question can bid a model say so, too.
func (w *Writer) echoes(claim string) bool {
	if w.Asked == nil {
		return false
	}
	terms := w.Given.Lang.TermSet(claim)
	return len(terms) > 1 && common(terms, w.Given.Lang.TermSet(w.Asked.Text)) == len(terms) && common(terms, w.terms(w.everything())) == 0
}

var (
	thousandsPoint = regexp.MustCompile(`(\d)\.(\d{3})\b`)
	dayPoint       = regexp.MustCompile(`(^|\s)\d{1,2}\.\s`)
	decimalComma   = regexp.MustCompile(`(\d),(\d{1,2})\b`)
)

// pointed writes the numbers of a sentence as English does: 2.75 for 2,75, and
// 48,310 for 48.310. Days of a month, as in 12. November, are left out: the rules do
// not know the months of its language.
func pointed(sentence string) string {
	sentence = dayPoint.ReplaceAllString(sentence, "$1")
	sentence = decimalComma.ReplaceAllString(sentence, "$1\x00$2")
	for range 2 { // the groups of 1.234.567 overlap
		sentence = thousandsPoint.ReplaceAllString(sentence, "$1,$2")
	}
	return strings.ReplaceAll(sentence, "\x00", ".")
}

// stated is what a claim states beside what the stories do not say: "The stories
// tell of no strike: the drivers had a day off." states the day off.
func stated(l *text.Language, claim string) string {
	more := l.Patterns.SaysMore.FindStringSubmatchIndex(claim)
	if more == nil || !l.Patterns.SaysNot.MatchString(claim[:more[0]]) {
		return claim
	}
	if rest := strings.TrimSpace(claim[more[1]:]); len(l.Words(rest)) > 2 {
		return upperFirst(rest)
	}
	return claim
}

// silences judges a sentence that tells what the stories do not say: it is shown if
// all its names and numbers, in digits or in words, are the question's or the stories'.
func (w *Writer) silences(j *Claim) verify.Verdict {
	said, names, amounts := w.Given.Lang.Annotate(j.Text, longestClaim), make(map[string]bool), make(map[string]bool)
	w.known(names, amounts)
	fault := func(span text.Span) verify.Verdict {
		return verify.Verdict{Kind: verify.KindSupport, Why: span.Of(j.Text) + " is in nothing that was given"}
	}
	for i := range said.Amounts {
		a := &said.Amounts[i]
		if key := w.Given.Lang.AmountKey(a); !a.Loose && !a.Torn && !amounts[key] {
			return fault(text.Span{Start: said.Words[a.From].At.Start, End: said.Words[a.To-1].At.End})
		}
	}
	words := w.Given.Lang.Words(j.Text)
	for i := range words {
		word := &words[i]
		if word.Upper && i > 0 && !word.Stop() && !names[word.Norm] && !numbered(said, word.Span) {
			return fault(word.Span)
		}
	}
	return verify.Verdict{Holds: true, Score: 1}
}

// numbered reports whether a word is part of a number.
func numbered(f *text.Annotated, word text.Span) bool {
	return slices.ContainsFunc(f.Amounts, func(a text.Amount) bool {
		return f.Words[a.From].At.Start <= word.Start && word.End <= f.Words[a.To-1].At.End
	})
}

// known adds the words and the numbers of the question and of all that was given, and
// how many stories that is.
func (w *Writer) known(names, amounts map[string]bool) {
	l := w.Given.Lang
	add := func(s string) {
		f := l.Annotate(s, len(s))
		for i := range f.Words {
			names[f.Words[i].Norm] = true
		}
		for i := range f.Amounts {
			amounts[l.AmountKey(&f.Amounts[i])] = true
		}
	}
	if w.Asked != nil {
		add(w.Asked.Text)
	}
	for i := range w.Given.Stories {
		g := &w.Given.Stories[i]
		add(g.heading() + ". " + prompts.Day(g.Story.Updated))
		for _, s := range g.Sentences {
			add(s.Of(g.Story.Text))
		}
	}
	amounts[l.AmountKey(&text.Amount{Value: float64(len(w.Given.Stories))})] = true
}

// withdrawn reports whether all of these sentences are of retracted stories, and
// none of the notice of a retraction.
func (w *Writer) withdrawn(refs []Ref) bool {
	for _, r := range refs {
		if g := &w.Given.Stories[r.n-1]; g.Notice || g.Story.Label != knowledge.Retracted {
			return false
		}
	}
	return true
}

// foreign reports whether a claim is in another language than its stories: its
// words say so, and where that is not expected, they are, but for names, not those of
// the stories.
func (w *Writer) foreign(claim string) bool {
	if away := w.Given.Lang.Foreign(claim); !away || w.Foreign {
		return away
	}
	terms := w.Given.Lang.TermSet(claim)
	return 2*common(terms, w.terms(w.everything())) < len(terms)
}

// evidence is what a claim is judged by: all that was given, with what it cites.
func (w *Writer) evidence(refs []Ref) []verify.Evidence {
	all := make([]verify.Evidence, len(w.Given.Stories))
	for i := range w.Given.Stories {
		g := &w.Given.Stories[i]
		lines := []string{g.heading() + "."}
		for k := range g.Sentences {
			lines = append(lines, g.Sentences[k].Of(g.Story.Text))
		}
		all[i] = verify.Evidence{Story: strings.Join(lines, "\n\n"), Day: g.Story.Published}
	}
	for _, r := range refs {
		e := &all[r.n-1]
		if r.m == 0 {
			e.Sentences = append(e.Sentences, w.Given.Stories[r.n-1].heading()+".")
			continue
		}
		e.Sentences = append(e.Sentences, w.Given.of(r))
	}
	return all
}

// bears reports whether a claim has to do with the question: it, or a sentence
// that it cites, has a telling word of it, or it has words in common with the claim
// before it or with what the stories say of the question. Where nothing that was given has to do with the
// question, that is in another language, and everything bears on it.
func (w *Writer) bears(j *Claim) bool {
	if w.Asked == nil || w.Asked.Shares(j.Text) {
		return true
	}
	refs := j.Refs
	if !j.exact {
		refs = w.nearest(j.Text, refs, 1)
	}
	for _, r := range refs {
		g := &w.Given.Stories[r.n-1]
		if r.m == 0 && w.Asked.Shares(g.Story.Title) || r.m > 0 && w.Asked.SharesIn(g.Story.Text, g.Sentences[r.m-1].Span) {
			return true
		}
	}
	about := w.subject()
	words := w.Given.Lang.TermSet(j.Text)
	if j.before != nil && common(words, w.Given.Lang.TermSet(j.before.Text)) > 0 {
		return true
	}
	both := common(words, about)
	return len(about) == 0 || both >= 2 && 4*both >= len(words)
}

// subject is what the sentences say that have to do with the question.
func (w *Writer) subject() map[string]bool {
	w.once.Do(func() {
		w.about = make(map[string]bool)
		for n := range w.Given.Stories {
			for _, r := range append(w.Given.all(n+1), Ref{n + 1, 0}) {
				if said := w.Given.of(r); w.Asked.Shares(said) {
					for t := range w.Given.Lang.TermSet(said) {
						w.about[t] = true
					}
				}
			}
		}
	})
	return w.about
}

// verbatim reports whether a claim stands word for word in a sentence it cites.
func (w *Writer) verbatim(j *Claim) bool {
	claim := strings.Trim(strings.ToLower(text.OneLine(j.Text)), " .\"“”")
	for _, r := range j.Refs {
		if said := strings.ToLower(text.OneLine(w.Given.of(r))); claim != "" && strings.Contains(said, claim) && 10*len(claim) >= 6*len(said) {
			return true
		}
	}
	return false
}

// document is what a checker is shown of a claim: the cited sentences with
// their heading, each after the one that its pronoun leans on.
func (w *Writer) document(j *Claim) prompts.Check {
	var heading string
	var lines []string
	last := 0
	for _, r := range j.Refs {
		g := &w.Given.Stories[r.n-1]
		if r.n != last {
			if last == 0 {
				heading = g.heading()
			} else {
				lines = append(lines, g.heading()+".")
			}
			last = r.n
		}
		if r.m == 0 {
			continue
		}
		if r.m > 1 && !slices.Contains(j.Refs, Ref{r.n, r.m - 1}) && text.OpensWithPronoun(w.Given.Lang.Words(w.Given.of(r))) {
			lines = append(lines, w.Given.of(Ref{r.n, r.m - 1}))
		}
		lines = append(lines, w.Given.of(r))
	}
	return prompts.Check{Heading: heading, Text: strings.Join(lines, " "), Claim: stated(w.Given.Lang, j.Text)}
}
