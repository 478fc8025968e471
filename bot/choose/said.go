package choose

import (
	"math"
	"slices"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/bot/speaker"
)

// hear reads who says what in each line, where what somebody said is asked for: what
// others say is hardly of the wanted kind, whatever verb of saying tells what the one
// asked for says.
func (c *context) hear() {
	who, topic := c.q.speaker()
	if len(who) == 0 {
		return
	}
	for i := range c.lines {
		l := &c.lines[i]
		if l.says = c.saysIn(l, who); l.says > 0 {
			l.says *= c.onTopic(i, topic)
			l.things = []found{{Thing: thing.Thing{To: len(l.words), Sure: 1}}}
		}
		for k := range l.things {
			l.things[k].Sure *= math.Max(l.says, saidByOthers)
		}
	}
}

// saidByOthers is what the words of another than who is asked for count.
const saidByOthers = 0.2

// speaker are the terms of who is asked what they said, those before the verb of
// saying, and of what they said it: those behind. There are none where that is not
// what is asked.
func (q *Question) speaker() (who, topic []int) {
	if q.manner != ask.Said {
		return nil, nil
	}
	verb := slices.IndexFunc(q.words, func(w string) bool { return q.lang.Meaning.Quoting[w] })
	for i, w := range q.words {
		switch t := q.term(q.lang.Base(w)); {
		case t < 0 || i == verb:
		case i < verb:
			who = append(who, t)
		default:
			topic = append(topic, t)
		}
	}
	return who, topic
}

// onTopic is the share of the terms that line i or its neighbours have; 1 of none.
func (c *context) onTopic(i int, topic []int) float64 {
	var has termShare
	for _, t := range topic {
		has.Add(c.q.Terms[t].weight, c.held(i, t))
	}
	if has.Whole == 0 {
		return 1
	}
	return has.Share()
}

// saysIn is the greatest share of the terms who that the subject of a verb of saying in the line has.
func (c *context) saysIn(l *line, who []int) float64 {
	best := 0.0
	for _, span := range speaker.Sayers(c.q.lang, l.text, l.words) {
		var has termShare
		for _, t := range who {
			worth := 0.0
			for i, h := range l.hits {
				if h.Term == t && span.Start <= l.words[i].Start && l.words[i].Start < span.End {
					worth = math.Max(worth, h.Worth)
				}
			}
			has.Add(c.q.Terms[t].weight, worth)
		}
		best = math.Max(best, has.Share())
	}
	return best
}
