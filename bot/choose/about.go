package choose

import (
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// matter is a noun of the question that says which event or thing it asks about, with what stands before
// it: "the sawmill fire" of "who died in the sawmill fire". They are numbers of terms.
type matter struct {
	head   int
	beside []int // the words before it, and a name behind it
}

// matters are the nouns of q that say what it asks about: those behind an article or a preposition,
// or that begin a few search words. What is asked for is none, nor is a name alone.
func (q *Question) matters() []matter {
	var all []matter
	var run []int
	open := q.bare
	end := func() {
		if m, ok := q.matterOf(run); ok {
			all = append(all, m)
		}
		run = nil
	}
	for _, w := range q.words {
		t := q.term(q.lang.Base(w))
		switch {
		case w == q.lang.Forms.Inflected.Infinitive: // what follows is a verb, or has an article
			end()
			open = false
		case q.lang.Questions.Determiners[w] || q.lang.Questions.Prepositions[w] || q.lang.Questions.Reasons[w] || q.lang.Questions.Auxiliaries[w]:
			end()
			open = true
		case t < 0 || !open || !q.noun(t):
			end()
			open = false
		default:
			run = append(run, t)
		}
	}
	end()
	return all
}

// noun reports whether term t may be a noun or what stands with one.
func (q *Question) noun(t int) bool {
	term := &q.Terms[t]
	return term.main && !term.verb && !term.Number && !term.Time && !shape.Past(q.lang, term.Norm) && !shape.Adverb(q.lang, term.Norm) &&
		(q.Want == Anything || ask.NounType(q.lang, term.Norm) != q.Want)
}

// matterOf is the matter of terms that stand in a row.
func (q *Question) matterOf(run []int) (m matter, ok bool) {
	m.head = -1
	for _, t := range run {
		if term := &q.Terms[t]; !term.Name && !term.Focus && !q.lang.Intents.Events[term.Norm] {
			m.head = t
		}
	}
	for _, t := range run {
		if t != m.head && !q.Terms[t].Focus {
			m.beside = append(m.beside, t)
		}
	}
	return m, m.head >= 0
}

// tells is how far what has the terms as found tells of the matter: a word of like meaning is as good as
// the word, and what stands beside it nearly so.
func (m *matter) tells(found []float64) float64 {
	told := 0.0
	if found[m.head] > 0 {
		told = math.Max(found[m.head], matchFamily)
	}
	for _, t := range m.beside {
		told = math.Max(told, besideMatter*found[t])
	}
	return told
}

// told reports whether what has the terms as found tells of the matter. A word of like meaning alone does not where
// something stands beside the noun that is not told: the power cuts are no cut in pay.
func (m *matter) told(found []float64) bool {
	return m.tells(found) > 0 && (len(m.beside) == 0 || found[m.head] >= matchFamily || m.tells(found) != matchFamily)
}

// besideMatter is what a word beside the noun counts for it: a bus crash may be told of as the fall of a bus.
const besideMatter = 0.7

// sinkOthers puts the lines of stories that do not tell of what is asked about behind those of stories
// that do, tell as much of the question, and have something of the kind that is asked for and what is done. It does
// so where the best line is of such a story.
func (w *Weights) sinkOthers(c *context, r []Ranked) {
	matters := c.q.matters()
	if len(matters) == 0 || len(r) == 0 {
		return
	}
	stories := make(map[int]storyTold)
	for i := range r {
		if g := c.lines[i].group; stories[g].found == nil {
			found := c.storyOf(i)
			stories[g] = storyTold{found: found, about: c.q.about(matters, found), cover: c.share(found), answerable: c.answerable(i, r)}
		}
	}
	top := BestFirst(r)[0]
	best := stories[c.lines[top].group]
	most := best.about
	for i := range r {
		if s := stories[c.lines[i].group]; s.answerable && s.cover >= best.cover && r[i].Score >= r[top].Score-w.Beside {
			most = math.Max(most, s.about)
		}
	}
	if most-best.about < leastBeside {
		return
	}
	for i := range r {
		if less := most - stories[c.lines[i].group].about; less > 0 {
			r[i].Score -= w.Beside * less
		}
	}
}

// storyTold is what a story tells of a question.
type storyTold struct {
	found      []float64 // for each term, the worth of its best match
	about      float64   // share of what is asked about
	cover      float64   // share of the question
	answerable bool      // has something of the kind that is asked for, and what is done
}

// leastBeside is how much more another story must tell of what is asked about.
const leastBeside = 0.3

// share is the share of the question that what has the terms as found has, a word of like meaning being as good.
func (c *context) share(found []float64) float64 {
	var all termShare
	for t, worth := range found {
		if worth > 0 {
			worth = math.Max(worth, matchFamily)
		}
		all.Add(c.weight[t], worth)
	}
	return all.Share()
}

// about is the share, by weight, of the matters that what has the terms as found tells of.
func (q *Question) about(matters []matter, found []float64) float64 {
	var all termShare
	for i := range matters {
		all.Add(q.Terms[matters[i].head].weight, matters[i].tells(found))
	}
	return all.Share()
}

// storyOf is, for each term, the worth of its best match in the lines of line i's story and its title.
func (c *context) storyOf(i int) []float64 {
	found := make([]float64, len(c.q.Terms))
	for k := range c.lines {
		if l := &c.lines[k]; l.group == c.lines[i].group {
			for t := range found {
				found[t] = math.Max(found[t], l.best[t])
				if l.title != nil {
					found[t] = math.Max(found[t], l.title[t])
				}
			}
		}
	}
	return found
}

// verbTerm is the term of the verb of q, -1 where it has none.
func (q *Question) verbTerm() int {
	return slices.IndexFunc(q.Terms, func(t Term) bool { return t.verb && !t.Name })
}

// countsPeople reports whether it is asked of how many people something is told.
func (q *Question) countsPeople() bool {
	return q.manner == ask.HowMany && (q.lang.Questions.Plurals[q.focus] || ask.NounType(q.lang, q.focus) == Person)
}

// named reports whether q has a name in the sentence that asks.
func (q *Question) named() bool {
	return slices.ContainsFunc(q.Terms, func(t Term) bool { return t.Name && t.main })
}

// hasName reports whether what has the terms as found has a name of q, worth at least that.
func (q *Question) hasName(found []float64, least float64) bool {
	for t := range q.Terms {
		if q.Terms[t].Name && q.Terms[t].main && found[t] >= least {
			return true
		}
	}
	return false
}

// answerable reports whether a line of line i's story has something of the kind that is asked for and tells
// what is done.
func (c *context) answerable(i int, r []Ranked) bool {
	verb := c.q.verbTerm()
	for k := range r {
		l := &c.lines[k]
		if l.group == c.lines[i].group && (c.q.Want == Anything || r[k].HasKind()) && (verb < 0 || l.best[verb] > 0) {
			return true
		}
	}
	return false
}

// AbsentMatter is what q asks about, a number or a cause, where a text of which words are all does not tell of
// it; empty where there is none. Where several things are asked about, one
// will do; a common word need not be told.
func (q *Question) AbsentMatter(words []text.Word) (absent string) {
	if q.manner == ask.YesNo || q.manner == ask.Said {
		return ""
	}
	hits, whole := newMatcher(q).match(words)
	rare := rareSort
	switch named := slices.ContainsFunc(q.Terms, func(t Term) bool { return t.Name && t.main && whole[q.term(t.Stem)] > 0 }); {
	case q.asksCause() && !named:
		rare = rareCause
	case q.asksCause():
	case !q.Want.Measured() || named:
		return ""
	}
	for _, m := range q.matters() {
		head := &q.Terms[m.head]
		if q.lang.Rarity(head.Norm, head.Stem) < rare || m.told(whole) && (!q.asksCause() || q.together(m, words, hits)) || rare == rareSort && alike.Misspelt(head.Norm, words) {
			return ""
		}
		absent = q.nameOf(m)
	}
	return absent
}

// together reports whether the words of a matter stand together somewhere, or its noun does as one, as they must where all
// of them are common: what stores power and cuts a bill is no power cut.
func (q *Question) together(m matter, words []text.Word, hits []hit) bool {
	for _, t := range append(slices.Clone(m.beside), m.head) {
		if term := &q.Terms[t]; len(m.beside) == 0 || term.Name || q.lang.Rarity(term.Norm, term.Stem) >= rareSort {
			return true
		}
	}
	for i := range hits {
		if hits[i].Term != m.head {
			continue
		}
		if i > 0 && q.lang.Questions.Determiners[words[i-1].Norm] {
			return true
		}
		of := false // "power cuts", "a cut in power", but not "cuts your bill: the power"
		for k := max(0, i-togetherWithin); k < min(len(hits), i+togetherWithin+1); k++ {
			of = of || k > i && q.lang.Questions.Prepositions[words[k].Norm]
			if (k < i || of) && slices.Contains(m.beside, hits[k].Term) {
				return true
			}
		}
	}
	return false
}

// togetherWithin is how far apart, in words, words that stand together are at most.
const togetherWithin = 3

// rareCause is rareSort of that of which a cause is asked for: what is caused must be told.
const rareCause = 1.6

// nameOf is the matter as it is asked about, in normal words.
func (q *Question) nameOf(m matter) string {
	var name []string
	for _, t := range append(slices.Clone(m.beside), m.head) {
		name = append(name, q.Terms[t].Norm)
	}
	return strings.Join(name, " ")
}
