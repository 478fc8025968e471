// Package asof finds what was known of an event by a past day, where no story of that day tells it: what the stories
// that were there by then say.
package asof

import (
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Known returns the sentence that tells what is asked as it was known before asked.Until: the latest of what the stories of the
// event said by then, as [compare.Compare] tells it of them alone, or else the one of them that answers best. It is nil where the event
// does not go on after that, where no story of it was there, or where the story that answers best tells of that time by name:
// then the time is that of the event. Before the sentence there stands one that names whom it only describes, where somebody is
// asked for. sure is set where it has replaced what an older one of those stories said. The lines of a story follow one another in its order.
func Known(l *text.Language, asked compare.Asked, stories []knowledge.Story, lines []compare.Line) (told []compare.Told, sure bool) {
	if asked.First || asked.Until.IsZero() || len(lines) == 0 {
		return nil, false
	}
	k := &known{lang: l, asked: asked, stories: stories, lines: lines}
	top := stories[lines[k.best(func(int) bool { return true })].Story]
	then := k.then(&top)
	if len(then) == 0 || !asked.Since.IsZero() && !top.Published.Before(asked.Until) && k.tellsOfThen(&top) {
		return nil, false
	}
	return k.latest(then)
}

// known is the work on one question.
type known struct {
	lang    *text.Language
	asked   compare.Asked
	stories []knowledge.Story
	lines   []compare.Line
}

// best is the number of the line that scores most of those that are wanted; -1: none is.
func (k *known) best(wanted func(i int) bool) int {
	at := -1
	for i := range k.lines {
		if wanted(i) && (at < 0 || k.lines[i].Score > k.lines[at].Score) {
			at = i
		}
	}
	return at
}

// then are the numbers of the stories of an event that were there by the time asked for; none where no later one is of it.
func (k *known) then(of *knowledge.Story) []int {
	goesOn := false
	var then []int
	for _, i := range k.event(of) {
		if k.stories[i].Published.Before(k.asked.Until) {
			then = append(then, i)
		} else {
			goesOn = true
		}
	}
	if !goesOn {
		return nil
	}
	return then
}

// event are the numbers of the stories of an event, each of one with another that is: it may go on for years.
func (k *known) event(of *knowledge.Story) []int {
	r := topic.NewReader(k.lang)
	topics := make([]*topic.Topic, len(k.stories))
	var event []int
	for i := range k.stories {
		topics[i] = r.Of(&k.stories[i])
		if k.stories[i].ID == of.ID {
			event = append(event, i)
		}
	}
	for n := 0; n < len(event); n++ {
		at := event[n]
		for i := range k.stories {
			if !slices.Contains(event, i) && topics[at].SameEvent(topics[i], k.stories[i].Published.Sub(k.stories[at].Published)) {
				event = append(event, i)
			}
		}
	}
	return event
}

// tellsOfThen reports whether a story names a time within that asked for.
func (k *known) tellsOfThen(s *knowledge.Story) bool {
	return slices.ContainsFunc(k.lang.Whens(s.Title+". "+text.Cut(s.Text, topic.Reach), s.Published), func(w text.When) bool {
		return !w.First.IsZero() && !w.Last.IsZero() && !w.First.Before(k.asked.Since) && !w.Last.After(k.asked.Until)
	})
}

// latest is what these stories tell by the last of them, and whether that has replaced what an older one told.
func (k *known) latest(then []int) (found []compare.Told, sure bool) {
	var stories []knowledge.Story
	var lines []compare.Line
	var at []int // of each of those lines, its number among all
	for n, story := range then {
		stories = append(stories, k.stories[story])
		for i := range k.lines {
			if k.lines[i].Story == story {
				line := k.lines[i]
				line.Story = n
				lines, at = append(lines, line), append(at, i)
			}
		}
	}
	if len(lines) == 0 {
		return nil, false
	}
	told := compare.Told{Line: k.best(func(i int) bool { return slices.Contains(at, i) })}
	if found := compare.Compare(k.lang, compare.Asked{Question: k.asked.Question}, stories, lines); len(found) > 0 && found[0].State == compare.Latest {
		told, sure = found[0], true
		told.Line = at[told.Line]
	}
	told.Story, told.State = k.lines[told.Line].Story, ""
	told.Since, told.Of = k.stories[told.Story].Published, len(then)+1
	if named := told; k.describes(told.Line) {
		named.Line--
		return []compare.Told{named, told}, true
	}
	return []compare.Told{told}, sure
}

// describes reports whether somebody is asked for whom a line only describes, "The postman from Drosten won", while the line before
// it names somebody whom it does not.
func (k *known) describes(i int) bool {
	words := k.lang.Words(k.lines[i].Text)
	if k.asked.Question.Want != choose.Person || i == 0 || k.lines[i-1].Story != k.lines[i].Story || len(words) < 2 || !k.lang.Questions.Determiners[words[0].Norm] || words[1].Upper || words[1].Stop() {
		return false
	}
	before, own, asked := k.lang.Words(k.lines[i-1].Text), k.lang.TermSet(k.lines[i].Text), k.lang.TermSet(k.asked.Question.Text)
	return text.NamesSomebody(before) && !slices.ContainsFunc(before[1:], func(w text.Word) bool {
		stem := k.lang.Base(w.Norm)
		return w.Upper && !w.Stop() && (own[stem] || asked[stem])
	})
}
