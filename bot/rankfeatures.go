package bot

import (
	"math"
	"strconv"
	"strings"
)

// rankFeature is one ground for a sentence to be the answer.
type rankFeature int

// The features. Shares are of the weight of the question's terms; where no
// other line has more of something, that is a feature of its own.
const (
	featCover       rankFeature = iota // share of the terms it has
	featLocal                          // the same, terms weighed by how few of the lines have them
	featSame                           // share it has as the very same word
	featFamily                         // share it has as a word of the same family
	featSynonym                        // share it has as a synonym
	featVerb                           // has the verb of the question
	featRun                            // share of neighbouring words of the question that stand together in it
	featPairs                          // share of neighbouring terms near each other in it, in order
	featClose                          // how close together the terms stand
	featNames                          // share of the question's names
	featNumbers                        // share of its numbers
	featQuoted                         // share of its quoted words
	featBefore                         // share it lacks but the lines before it have, as far as it leans on them
	featAround                         // share it lacks but its neighbours have
	featTitle                          // share it lacks but the story's title has
	featKind                           // something of the wanted kind that is not in the question
	featKindPlace                      // the same where a place is wanted
	featKindDate                       // where a date is wanted
	featKindNumber                     // where a number is wanted
	featKindText                       // where it shows by single words only: a reason, a manner
	featKindNear                       // something of the wanted kind near the question's terms
	featNearMost                       // no other line has it nearer
	featStale                          // of the wanted kind it has only what the question has
	featFocus                          // has the noun that is asked for
	featDefines                        // says what the thing asked about is
	featLead                           // is the first of its story
	featEarly                          // stands near the beginning
	featLength                         // logarithm of its words
	featShort                          // too short to say something
	featAsks                           // is a question itself
	featLeans                          // leans on what is before it
	featNew                            // says something that the question does not
	featMost                           // no other line has more of the terms
	featCloseMost                      // none has them closer together
	featRunMost                        // none has more of its neighbouring words
	featLongest                        // longest run of the question's words
	featOrder                          // longest sequence of its terms in their order
	featModified                       // the noun asked for stands there with a new word before it
	featTerseEarly                     // stands near the beginning, and the question is a few search words
	featInherit                        // share of the terms it has or takes over from the lines before it
	featInheritMost                    // none has more of that
	featByName                         // who is asked, and it says "by" and a name
	featPrecise                        // share of its own telling words that the question has
	featCosine                         // geometric mean of that and featLocal
	featWindow                         // largest share of the terms within a dozen words
	featDateHere                       // a date is wanted, and it has both a date and the terms
	featStub                           // is a heading, a name or another stub
	rankFeatureCount
)

// String names the feature.
func (f rankFeature) String() string {
	names := [rankFeatureCount]string{
		"cover", "local", "same", "family", "synonym", "verb", "run", "pairs", "close", "names", "numbers", "quoted", "before", "around", "title",
		"kind", "kind-place", "kind-date", "kind-number", "kind-text", "kind-near", "near-most", "stale", "focus", "defines", "lead", "early", "length", "short", "asks", "leans", "new", "most", "close-most", "run-most", "longest", "order", "modified", "terse-early", "inherit", "inherit-most", "by-name", "precise", "cosine", "window", "date-here", "stub",
	}
	if f < 0 || f >= rankFeatureCount {
		return "unknown"
	}
	return names[f]
}

// features tells what speaks for line i.
func (c *rankContext) features(i int) [rankFeatureCount]float64 {
	var f [rankFeatureCount]float64
	l := &c.lines[i]
	c.coverage(l, &f)
	f[featRun] = c.runs(l)
	f[featPairs], f[featClose] = c.proximity(l)
	c.neighbours(i, &f)
	c.kinds(l, &f)
	c.form(l, &f)
	f[featLongest], f[featOrder] = c.longest(l)
	f[featModified] = c.modified(l)
	f[featPrecise], f[featCosine] = c.precision(l, f[featLocal])
	f[featWindow] = c.window(l)
	return f
}

// longest is the longest run of words of the question in the line, as a share
// of the question, and the longest sequence of its terms in order.
func (c *rankContext) longest(l *rankLine) (run, order float64) {
	best, cur := 0, 0
	for i := range l.hits {
		w := l.hits[i].word
		switch {
		case w >= 0 && i > 0 && l.hits[i-1].word == w-1 && cur > 0:
			cur++
		case w >= 0:
			cur = 1
		default:
			cur = 0
		}
		best = max(best, cur)
	}
	seq := make([]float64, len(c.q.terms)) // best weight of a sequence that ends in the term
	for _, h := range l.hits {
		if h.term < 0 {
			continue
		}
		top := 0.0
		for t := 0; t < h.term; t++ {
			top = math.Max(top, seq[t])
		}
		seq[h.term] = math.Max(seq[h.term], top+c.weight[h.term]*h.worth)
	}
	top := 0.0
	for _, v := range seq {
		top = math.Max(top, v)
	}
	return float64(best) / float64(len(c.q.words)+1), top / c.total
}

// modified tells whether the noun that is asked for stands there with a word
// before it that the question has not: "binary notation" for "which notation".
func (c *rankContext) modified(l *rankLine) float64 {
	for i, h := range l.hits {
		if i == 0 || h.term < 0 || !c.q.terms[h.term].focus {
			continue
		}
		if b := l.hits[i-1]; b.term < 0 && !b.stop && strings.TrimSpace(gapBefore(l.text, l.words, i)) == "" {
			return 1
		}
	}
	return 0
}

// precision is the share of the line's telling words that the question has,
// and its geometric mean with the share of the question that the line has.
func (c *rankContext) precision(l *rankLine, cover float64) (share, cosine float64) {
	matched, total := 0.0, 1e-9
	for i, h := range l.hits {
		if h.stop {
			continue
		}
		w := 1.6
		if l.words[i].Upper || l.words[i].Number {
			w = 2.4
		}
		total += w
		if h.term >= 0 {
			matched += w * h.worth
		}
	}
	share = matched / total
	return share, math.Sqrt(share * cover)
}

// window is the largest share of the terms within a dozen words.
func (c *rankContext) window(l *rankLine) float64 {
	const width = 12
	top := 0.0
	for i, h := range l.hits {
		if h.term < 0 {
			continue
		}
		sum := 0.0
		var seen uint64
		for j := i; j < len(l.hits) && j < i+width; j++ {
			if t := l.hits[j].term; t >= 0 && seen&(1<<(t%64)) == 0 {
				seen |= 1 << (t % 64)
				sum += c.local[t] * l.hits[j].worth
			}
		}
		top = math.Max(top, sum)
	}
	return top / c.totalL
}

// coverage measures how much of the question the line has.
func (c *rankContext) coverage(l *rankLine, f *[rankFeatureCount]float64) {
	var names, numbers, quoted, focus, verb termShare
	for t := range c.q.terms {
		term, best, w := &c.q.terms[t], l.best[t], c.weight[t]
		f[featCover] += w * best / c.total
		f[featLocal] += c.local[t] * best / c.totalL
		switch {
		case best >= matchPeople:
			f[featSame] += w / c.total
		case best >= matchFamily:
			f[featFamily] += w / c.total
		case best > 0:
			f[featSynonym] += w / c.total
		}
		if term.verb {
			verb.add(w, best)
		}
		if term.name {
			names.add(w, best)
		}
		if term.number {
			numbers.add(w, best)
		}
		if term.quoted {
			quoted.add(w, best)
		}
		if term.focus {
			focus.add(w, best)
		}
	}
	f[featNames], f[featNumbers] = names.share(), numbers.share()
	f[featQuoted], f[featFocus], f[featVerb] = quoted.share(), focus.share(), verb.share()
}

type termShare struct{ part, whole float64 }

func (r *termShare) add(weight, share float64) {
	r.part += weight * share
	r.whole += weight
}

func (r *termShare) share() float64 {
	if r.whole == 0 {
		return 0
	}
	return r.part / r.whole
}

// runs is the share of the question's neighbouring words, common ones too,
// that are neighbours in the line.
func (c *rankContext) runs(l *rankLine) float64 {
	if len(c.q.words) < 2 {
		return 0
	}
	seen := make(map[int]bool)
	for i := 1; i < len(l.hits); i++ {
		a, b := l.hits[i-1].word, l.hits[i].word
		if a >= 0 && b == a+1 {
			seen[a] = true
		}
	}
	return float64(len(seen)) / float64(len(c.q.words)-1)
}

// proximity measures neighbouring terms of the question that stand near each
// other in the line, in order, and how close the found terms stand.
func (c *rankContext) proximity(l *rankLine) (pairs, closeness float64) {
	last := -1
	found := make(map[[2]int]float64)
	for i, h := range l.hits {
		if h.term < 0 {
			continue
		}
		if last >= 0 && l.hits[last].term != h.term {
			p := l.hits[last]
			worth := p.worth * h.worth
			near := worth / math.Sqrt(float64(i-last))
			key := [2]int{p.term, h.term}
			found[key] = math.Max(found[key], near)
		}
		last = i
	}
	var order, any termShare
	for t := 1; t < len(c.q.terms); t++ {
		w := c.weight[t-1] + c.weight[t]
		order.add(w, math.Min(1, found[[2]int{t - 1, t}]+0.6*found[[2]int{t, t - 1}]))
	}
	for key, near := range found {
		any.part += near * (c.weight[key[0]] + c.weight[key[1]])
	}
	return order.share(), any.part / (2 * c.total)
}

// neighbours measures what the line lacks and those around it have.
func (c *rankContext) neighbours(i int, f *[rankFeatureCount]float64) {
	l := &c.lines[i]
	for t := range c.q.terms {
		lack := 1 - l.best[t]
		if lack <= 0 {
			f[featInherit] += c.local[t] / c.totalL
			continue
		}
		w := c.weight[t] / c.total
		before, after := 0.0, 0.0
		for d := 1; d <= 3 && i-d >= 0 && c.lines[i-d].group == l.group; d++ {
			before = math.Max(before, c.lines[i-d].best[t]/float64(d))
		}
		if i+1 < len(c.lines) && c.lines[i+1].group == l.group {
			after = c.lines[i+1].best[t]
		}
		pass := 0.3
		if c.q.terms[t].name {
			pass = 0.6
		}
		f[featInherit] += c.local[t] / c.totalL * math.Max(l.best[t], before*pass*(0.3+0.7*l.leans))
		f[featBefore] += w * math.Min(lack, before) * l.leans
		f[featAround] += w * math.Min(lack, math.Max(before, after*0.7))
		if l.title != nil {
			f[featTitle] += w * math.Min(lack, l.title[t])
		}
	}
}

// kinds measures what of the wanted kind the line has.
func (c *rankContext) kinds(l *rankLine, f *[rankFeatureCount]float64) {
	stale := 0.0
	for _, th := range l.things {
		if !c.fresh(l, th) {
			stale = math.Max(stale, th.sure)
			continue
		}
		f[featKind] = math.Max(f[featKind], th.sure)
		if c.q.manner == askWho && th.from > 0 && l.words[th.from-1].Norm == "by" {
			f[featByName] = 1
		}
		near := 0.0
		for i, h := range l.hits {
			if h.term < 0 || i >= th.from && i < th.to {
				continue
			}
			d := th.from - i
			if i >= th.to {
				d = i - th.to + 1
			}
			near += c.weight[h.term] / c.total * h.worth * 2 / float64(2+d)
		}
		f[featKindNear] = math.Max(f[featKindNear], th.sure*math.Min(near, 1))
	}
	if f[featKind] == 0 {
		f[featStale] = stale
	}
	switch c.q.want {
	case wantDate:
		f[featKindDate] = f[featKind]
	case wantNumber, wantMoney, wantPercent, wantDuration, wantAge:
		f[featKindNumber] = f[featKind]
	case wantPlace, wantCountry, wantState, wantCity:
		f[featKindPlace] = f[featKind]
	case wantReason, wantManner, wantSaid, wantMember:
		f[featKindText] = f[featKind]
	}
}

// fresh says whether the thing has a word that the question has not.
func (c *rankContext) fresh(l *rankLine, th rankThing) bool {
	for i := th.from; i < th.to && i < len(l.hits); i++ {
		h := l.hits[i]
		if h.worth < matchFamily && (!h.stop || c.q.want == wantReason || c.q.want == wantManner) && h.word < 0 {
			return true
		}
	}
	return th.to-th.from > 12
}

// form measures what the line is in itself.
func (c *rankContext) form(l *rankLine, f *[rankFeatureCount]float64) {
	n := len(l.words)
	f[featLength] = math.Log(float64(n + 1))
	if n < 6 {
		f[featShort] = float64(6-n) / 6
	}
	if n < 4 {
		f[featStub] = 1
	}
	if strings.HasSuffix(strings.TrimRight(l.text, " \"”'"), "?") {
		f[featAsks] = 1
	}
	f[featLeans] = l.leans
	if l.at == 0 {
		f[featLead] = 1
	}
	f[featEarly] = 1 / (1 + float64(l.at)/3)
	if c.q.terse {
		f[featTerseEarly] = f[featEarly]
	}
	fresh := 0
	for _, h := range l.hits {
		if h.term < 0 && !h.stop {
			fresh++
		}
	}
	f[featNew] = math.Min(1, float64(fresh)/8)
	if c.q.define {
		f[featDefines] = c.defines(l)
	}
}

// defines tells whether the line says what the term asked about is: the term,
// then "is", "was", "means" or a comma, near its beginning.
func (c *rankContext) defines(l *rankLine) float64 {
	for i, h := range l.hits {
		if h.term < 0 || !c.q.terms[h.term].main {
			continue
		}
		for j := i + 1; j < len(l.words) && j <= i+4; j++ {
			if n := l.words[j].Norm; isForm(n) || defineVerbs[n] {
				return 1 / (1 + float64(i)/8)
			}
		}
	}
	return 0
}

var defineVerbs = askSet("means refers describes denotes became called known")

// compare marks the lines that no other line outdoes.
func compare(r []ranked) {
	for _, p := range [...][2]rankFeature{
		{featMost, featLocal}, {featCloseMost, featClose}, {featRunMost, featRun}, {featNearMost, featKindNear}, {featInheritMost, featInherit},
	} {
		top := 0.0
		for i := range r {
			top = math.Max(top, r[i].features[p[1]])
		}
		for i := range r {
			if top > 0 && r[i].features[p[1]] >= top-1e-9 {
				r[i].features[p[0]] = 1
			}
		}
	}
	for i := range r {
		f := &r[i].features
		f[featDateHere] = f[featKindDate] * f[featWindow]
	}
}

func rankFloat(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }
