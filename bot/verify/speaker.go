package verify

import "github.com/storybot/storybot/knowledge/text"

// otherSpeaker returns the name of who says it in the claim, where the text has
// it of another.
func (a *alignment) otherSpeaker() (text.Run, bool) {
	for i := range a.sentence.Sentences {
		r := a.sentence.Sentences[i]
		run, at, ok := a.sentence.speaker(r)
		if !ok {
			continue
		}
		t, share := a.saidIn(a.sentence.saidPart(run, at, a.sentence.clauseAround(run)))
		if share >= saidShare && a.saidByOther(run, t) {
			return run, true
		}
	}
	return text.Run{}, false
}

const (
	saidShare    = 0.6 // of what is said must stand in one sentence to tell who says it
	speakerReach = 3   // sentences before that may name who speaks
)

// saidPart is what the name at run says by the verb at word at.
func (f *annotated) saidPart(run text.Run, at int, r text.Run) text.Run {
	after := text.Run{From: max(run.To, at+1), To: r.To}
	before := text.Run{From: r.From, To: min(run.From, at)}
	if after.To-after.From >= before.To-before.From {
		return after
	}
	return before
}

// saidIn is the source sentence that has most of words r of the claim, and the share it has.
func (a *alignment) saidIn(r text.Run) (int, float64) {
	sum, all := a.standIn(func(i int) bool { return i >= r.From && i < r.To })
	if all < saidLeast {
		return 0, 0
	}
	t := mostOf(sum)
	return t, sum[t] / all
}

const saidLeast = 4 // content words

// saidByOther reports whether in source sentence t somebody else speaks than the name of the claim.
func (a *alignment) saidByOther(run text.Run, t int) bool {
	r := a.source.Sentences[t]
	if a.sameName(run, r) || !a.source.saysIn(r) {
		return false
	}
	if other, _, ok := a.source.speaker(r); ok {
		return !a.sameName(run, other)
	}
	for u := max(0, t-speakerReach); u <= min(t+1, len(a.source.Sentences)-1); u++ {
		if a.sameName(run, a.source.Sentences[u]) {
			return false
		}
	}
	return true
}

// sameName reports whether a name of the claim and one of the source share a word.
func (a *alignment) sameName(run, other text.Run) bool {
	for i := run.From; i < run.To; i++ {
		if w := &a.sentence.Words[i]; w.Content && a.source.likeIn(w, other) {
			return true
		}
	}
	return false
}

// speaker finds in words r a name beside a verb of saying, and that verb.
func (f *annotated) speaker(r text.Run) (run text.Run, at int, ok bool) {
	for i := r.From; i < r.To; i++ {
		if !f.Lang.Meaning.Saying[f.Words[i].Norm] {
			continue
		}
		if run, ok := f.nameBefore(i, r); ok {
			return run, i, true
		}
		if run, ok := f.nameBefore(f.appositionStart(i, r), r); ok {
			return run, i, true
		}
		if run, ok := f.nameAfter(i, r); ok {
			return run, i, true
		}
	}
	return text.Run{}, 0, false
}

// saysIn reports whether somebody says something in words r.
func (f *annotated) saysIn(r text.Run) bool {
	for i := r.From; i < r.To; i++ {
		if f.Lang.Meaning.Saying[f.Words[i].Norm] {
			return true
		}
	}
	return false
}

// nameBefore is the name right before word i, at most a word between.
func (f *annotated) nameBefore(i int, r text.Run) (text.Run, bool) {
	to := i
	for to > r.From && i-to < 2 && !f.Words[to-1].Name {
		if f.Words[to].Clause {
			return text.Run{}, false
		}
		to--
	}
	from := to
	for from > r.From && f.Words[from-1].Name {
		from--
		if f.Words[from].Clause {
			break
		}
	}
	return text.Run{From: from, To: to}, from < to
}

// appositionStart is where the clause before word i begins, if it only tells who
// somebody is: "Piet Orla, a union leader, said".
func (f *annotated) appositionStart(i int, r text.Run) int {
	if !f.Words[i].Clause {
		return i
	}
	j := i - 1
	for j > r.From && i-j <= appositionMost && !f.Words[j].Clause {
		j--
	}
	if i-j > appositionMost || f.Lang.Clauses.Begin[f.Words[j].Norm] {
		return i
	}
	return j
}

const appositionMost = 9 // words

// nameAfter is the name right behind word i, with what titles stand before it.
func (f *annotated) nameAfter(i int, r text.Run) (text.Run, bool) {
	from := i + 1
	for from < r.To && from-i <= 3 && !f.Words[from].Name && !f.Words[from].Clause {
		from++
	}
	to := from
	for to < r.To && f.Words[to].Name && (to == from || !f.Words[to].Clause) {
		to++
	}
	return text.Run{From: from, To: to}, from < to && f.endsAt(to, r)
}

// endsAt reports whether a clause ends before word i.
func (f *annotated) endsAt(i int, r text.Run) bool { return i >= r.To || f.Words[i].Clause }
