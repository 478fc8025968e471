package choose

import (
	"strings"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// heading is a question that a story asks in order to answer it, and how far it is
// the one that is asked.
type heading struct {
	manner ask.Manner
	same   float64
}

// underHeadings measures, for each line, how far the question of the story that it
// stands right under is the one that is asked: "Why did she leave?" and the sentences behind it.
func (c *context) underHeadings() {
	if c.q.manner == ask.Other || c.q.manner == ask.Said {
		return
	}
	var last heading
	since := headingReach
	for i := range c.lines {
		l := &c.lines[i]
		if i > 0 && c.lines[i-1].group != l.group {
			since = headingReach
		}
		since++
		if strings.HasSuffix(strings.TrimRight(l.text, " \"”’*"), "?") {
			last, since = c.headingOf(l), 0
		} else if since <= headingReach && last.manner == c.q.manner {
			l.heading = last.same / float64(since)
		}
	}
}

// headingReach is how many sentences behind its heading may answer it.
const headingReach = 2

// headingOf reads a question of a story. It is the one asked as far as that has its
// telling words and it has those of that; the names may be left to a pronoun.
func (c *context) headingOf(l *line) heading {
	asks := ask.Read(c.q.lang, text.Cut(l.text, MaxQuestion))
	has, of := 0.0, 0.0
	told := make(map[int]bool)
	for i := range l.words {
		if l.hits[i].Stop || asks.Asks[i] || c.q.lang.Questions.Words[l.words[i].Norm] {
			continue
		}
		of++
		if t := l.hits[i].Term; t >= 0 {
			has++
			told[t] = true
		}
	}
	var asked termShare
	for t := range c.q.Terms {
		if term := &c.q.Terms[t]; !term.Name && !term.Time {
			asked.Add(term.weight, 0)
			if told[t] {
				asked.Part += term.weight
			}
		}
	}
	if has == 0 || asked.Share() < sameHeading {
		return heading{}
	}
	return heading{asks.Manner, has / of * asked.Share()}
}

// sameHeading is how much of a question a heading must have to be the one asked.
const sameHeading = 0.5
