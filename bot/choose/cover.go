package choose

import (
	"math"

	"github.com/storybot/storybot/bot/choose/near"
)

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
			verb.Add(w, best)
		}
		if term.Name {
			names.Add(w, best)
		}
		if term.Number {
			numbers.Add(w, best)
		}
		if term.quoted {
			quoted.Add(w, best)
		}
		if term.Focus {
			focus.Add(w, best)
		}
	}
	f[featNames], f[featNumbers] = names.Share(), numbers.Share()
	f[featQuoted], f[featFocus], f[featVerb] = quoted.Share(), focus.Share(), verb.Share()
}

type termShare = near.Share

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
