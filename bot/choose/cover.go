package choose

import "math"

// longest is the longest run of words of the question in the line, as a share
// of the question, and the longest sequence of its terms in order.
func (c *context) longest(l *line) (run, order float64) {
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
	seq := make([]float64, len(c.q.Terms)) // best weight of a sequence that ends in the term
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

// precision is the share of the line's telling words that the question has,
// and its geometric mean with the share of the question that the line has.
func (c *context) precision(l *line, cover float64) (share, cosine float64) {
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
func (c *context) window(l *line) float64 {
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
func (c *context) coverage(l *line, f *[featureCount]float64) {
	var names, numbers, quoted, focus, verb termShare
	for t := range c.q.Terms {
		term, best, w := &c.q.Terms[t], l.best[t], c.weight[t]
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
		if term.Name {
			names.add(w, best)
		}
		if term.Number {
			numbers.add(w, best)
		}
		if term.quoted {
			quoted.add(w, best)
		}
		if term.Focus {
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
func (c *context) runs(l *line) float64 {
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
func (c *context) proximity(l *line) (pairs, closeness float64) {
	last := -1
	found := make(map[[2]int]float64)
	var keys [][2]int // of found, in order: sums must not depend on a map's
	for i, h := range l.hits {
		if h.term < 0 {
			continue
		}
		if last >= 0 && l.hits[last].term != h.term {
			p := l.hits[last]
			worth := p.worth * h.worth
			near := worth / math.Sqrt(float64(i-last))
			key := [2]int{p.term, h.term}
			if _, known := found[key]; !known {
				keys = append(keys, key)
			}
			found[key] = math.Max(found[key], near)
		}
		last = i
	}
	var order, any termShare
	for t := 1; t < len(c.q.Terms); t++ {
		w := c.weight[t-1] + c.weight[t]
		order.add(w, math.Min(1, found[[2]int{t - 1, t}]+0.6*found[[2]int{t, t - 1}]))
	}
	for _, key := range keys {
		any.part += found[key] * (c.weight[key[0]] + c.weight[key[1]])
	}
	return order.share(), any.part / (2 * c.total)
}

// neighbours measures what the line lacks and those around it have.
func (c *context) neighbours(i int, f *[featureCount]float64) {
	l := &c.lines[i]
	for t := range c.q.Terms {
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
		if c.q.Terms[t].Name {
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
