package compare

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge/text"
)

// How much a sentence gains by the question's verb and nouns and by a value, and
// how near to the best of all a story's best sentence must come.
const (
	relationGain = 3.0
	valueGain    = 2.0
	leadGain     = 1.5 // of a story's first sentence, where a state is asked for and no value
	nameGain     = 6.0 // of a story that has all the names of the question
	titleShare   = 0.5 // what a word of the question counts in a story's title
	scoreSlack   = 9.0
	slotSlack    = 10.0 // of a value that stands where the question wants one
	valueSlack   = 5.0  // within a story: how much less a sentence may score that has a value like the others'
	relationLow  = 0.4  // of that of the best sentence
	nothingShown = 0.3  // of the question, that two sentences have which show no value
	namesMost    = 0.75 // of the question's names that two stories of the same days have
	namesLow     = 0.5  // of the question's names that the best sentence's story has
)

// namedLikeness is how much alike two stories of the same days are that both have the question's names.
const namedLikeness = 0.05

// candidates are the sentences of a story that may tell what is asked.
type candidates struct {
	told   []Told  // the best first, once their values are read
	most   float64 // what the best of them scores at most
	valued bool
}

// candidates finds the sentences of each story, with what they score before their values are read.
func (c *comparison) candidates() map[int]*candidates {
	all := make(map[int]*candidates)
	titles := make(map[int]float64)
	q := c.q
	for _, i := range c.order {
		line := &c.lines[i]
		if !c.past() && c.setRight(i) {
			continue
		}
		if _, known := titles[line.Story]; !known {
			titles[line.Story] = titleShare * q.Relation(c.stories[line.Story].Title)
		}
		own := q.Relation(line.Text)
		t := Told{Line: i, Story: line.Story, score: line.Score + relationGain*own, relation: max(own, titles[line.Story]), own: own}
		if (i == 0 || c.lines[i-1].Story != line.Story) && c.past() && q.Want == choose.Anything {
			t.score += leadGain
		}
		list := all[line.Story]
		if list == nil {
			list = &candidates{most: t.score + valueGain}
			all[line.Story] = list
		}
		list.told, list.most = append(list.told, t), max(list.most, t.score+valueGain)
	}
	return all
}

// of are the sentences of a story with their values, the best first.
func (c *comparison) of(story int) []Told {
	list := c.all[story]
	if list == nil {
		return nil
	}
	if !list.valued {
		for i := range list.told {
			t := &list.told[i]
			if v, ok := c.q.value(c.lines[t.Line].Text); ok {
				t.Value = v
				t.score += valueGain * (v.sure - nearGain*float64(min(v.near, nearMost)))
			}
		}
		slices.SortStableFunc(list.told, func(a, b Told) int { return cmp.Compare(b.score, a.score) })
		list.valued = true
	}
	return list.told
}

// setRight reports whether a line tells what was said at first, and the one behind it what is so in fact.
func (c *comparison) setRight(i int) bool {
	p := &c.lang.Patterns
	return i+1 < len(c.lines) && c.lines[i+1].Story == c.lines[i].Story && p.InFact.MatchString(c.lines[i+1].Text) && p.AtFirst.MatchString(c.lines[i].Text)
}

// ofEvent is what each other story of the event of the best sentence says, the best first: of a
// story the best sentence that has a value like that of the best of all.
func (c *comparison) ofEvent(best *Told) []Told {
	var told []Told
	top := c.lines[c.order[0]].Story
	for story, list := range c.all {
		if story == best.Story || list.most < best.score-max(scoreSlack, slotSlack) || c.names(story) < namesLow*c.names(best.Story) || !c.sameEvent(story, best.Story) {
			continue
		}
		t := c.like(c.of(story), best)
		if t == nil || t.score < best.score-scoreSlack && !t.inSlot() || t.score < best.score-slotSlack || !c.past() && !t.inSlot() && t.relation < relationLow*best.relation ||
			!best.Value.known() && !c.past() && !c.polar() && story != top && min(t.own, best.own) < nothingShown { // nothing to tell apart by
			continue
		}
		told = append(told, *t)
	}
	for i := range told {
		c.renew(&told[i])
	}
	slices.SortStableFunc(told, func(a, b Told) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Story, b.Story)) })
	return told
}

// renew puts in the place of a value that older stories tell, and this one only
// tells again, one of its own: "the number had been given as 19" is no news.
func (c *comparison) renew(t *Told) {
	if !t.Value.known() || !c.told(t) {
		return
	}
	list := c.of(t.Story)
	for i := range list {
		own := &list[i]
		if same, comparable := own.Value.same(&t.Value, c.day(t)); comparable && !same && own.inSlot() && !c.told(own) {
			*t = *own
			return
		}
	}
}

// told reports whether an older story tells a value.
func (c *comparison) told(t *Told) bool {
	for story := range c.all {
		if story == t.Story || !c.stories[story].Published.Before(c.day(t)) {
			continue
		}
		list := c.of(story)
		for i := range list {
			if same, comparable := list[i].Value.same(&t.Value, c.day(t)); same && comparable && list[i].inSlot() {
				return true
			}
		}
	}
	return false
}

// like is the best of a story's sentences with a value that can be compared with
// that of best; nil where none comes near the story's best.
func (c *comparison) like(list []Told, best *Told) *Told {
	if !best.Value.known() {
		return &list[0]
	}
	var like *Told
	for i := range list {
		t := &list[i]
		if _, comparable := t.Value.same(&best.Value, c.day(best)); !comparable || t.score < list[0].score-slotSlack ||
			!t.inSlot() && (like != nil || t.score < list[0].score-valueSlack) || c.otherThing(t, best) {
			continue
		}
		if t.inSlot() {
			return t
		}
		like = t
	}
	if like != nil {
		return like
	}
	if c.past() {
		return &list[0]
	}
	return nil
}

// anchor is what the event is told by: the best sentence of a story that has most
// of the question's names.
func (c *comparison) anchor() *Told {
	var at *Told
	top, most := 0.0, 0.0
	for story := range c.all {
		most = max(most, c.names(story))
	}
	stories := slices.Sorted(maps.Keys(c.all))
	slices.SortStableFunc(stories, func(a, b int) int { return cmp.Compare(c.all[b].most, c.all[a].most) }) // then most need not be read
	for _, story := range stories {
		gain := nameGain * c.names(story)
		if c.names(story) < namesLow*most || at != nil && c.all[story].most+gain < top {
			continue
		}
		t := &c.of(story)[0]
		if score := t.score + gain; at == nil || score > top || score == top && story < at.Story {
			at, top = t, score
		}
	}
	return at
}

// sameEvent reports whether two stories are of one event. Those of the same days that both have the question's names need
// not be much alike, those with many months between them have one between them that is of it with both.
func (c *comparison) sameEvent(a, b int) bool {
	from, to := c.stories[a].Published, c.stories[b].Published
	if c.topic(a).SameEvent(c.topic(b), from.Sub(to)) {
		return true
	}
	if from.Sub(to).Abs() > topic.Days*24*time.Hour {
		for m := range c.stories {
			at := c.stories[m].Published
			if at.After(from) != at.After(to) && c.topic(a).SameEvent(c.topic(m), from.Sub(at)) && c.topic(m).SameEvent(c.topic(b), at.Sub(to)) {
				return true
			}
		}
		return false
	}
	likeness, _ := c.topic(a).Likeness(c.topic(b))
	return from.Sub(to).Abs() <= sameDays && c.names(a) >= namesMost && c.names(b) >= namesMost && likeness >= namedLikeness
}

// names is the share of the question's names that a story has.
func (c *comparison) names(story int) float64 {
	share, known := c.shares[story]
	if !known {
		if c.q.byName {
			share = c.nameShare(story, c.topic(story).Read)
		}
		c.shares[story] = share
	}
	return share
}

// nameShare is the share of the question's names that a story with these words has; its outlet's name tells of where
// it is: the Tessaly Gazette need not say that the airfield is that of Tessaly.
func (c *comparison) nameShare(story int, words []text.Word) float64 {
	_, share := c.q.Shares(words)
	if outlet := c.q.wordsOf(c.stories[story].Outlet); share < 1 && len(outlet) > 0 {
		_, share = c.q.Shares(slices.Concat(words, outlet))
	}
	return share
}

// topic is what a story is about.
func (c *comparison) topic(story int) *topic.Topic {
	t := c.topics[story]
	if t == nil {
		t = c.heads.Of(&c.stories[story])
		c.topics[story] = t
	}
	return t
}
