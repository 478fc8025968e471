package choose

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/thing"
)

// follow reads who lines are about, story by story: a line that begins with a
// pronoun is about whom the line before names last or is about, if that is a name
// of the question; its pronoun stands for the name.
func (c *context) follow() {
	about := -1 // the term of the question's name that is spoken of
	for i := range c.lines {
		l := &c.lines[i]
		if i == 0 || c.lines[i-1].group != l.group {
			about = -1
		}
		if at := c.subjectPronoun(l); at >= 0 {
			if about >= 0 && l.hits[at].Term < 0 {
				l.hits[at].Term, l.hits[at].Worth = about, matchGiven
				l.best[about] = max(l.best[about], matchGiven)
			}
			continue
		}
		about = c.named(l, about)
	}
}

// recase takes for names the words of a question typed in small letters that the lines
// write with a capital.
func (c *context) recase() {
	if strings.ToLower(c.q.Text) != c.q.Text {
		return
	}
	upper, lower := make([]int, len(c.q.Terms)), make([]int, len(c.q.Terms))
	for i := range c.lines {
		l := &c.lines[i]
		for k, h := range l.hits {
			switch {
			case k == 0 || h.Term < 0 || h.Worth < matchSpelled:
			case l.words[k].Upper:
				upper[h.Term]++
			default:
				lower[h.Term]++
			}
		}
	}
	c.q.Terms = slices.Clone(c.q.Terms)
	for t := range c.q.Terms {
		if term := &c.q.Terms[t]; !term.Name && !term.Number && !term.Time && !term.Focus && upper[t] > mostlyUpper*lower[t] {
			term.Name = true
			term.weight *= nameWeight
		}
	}
}

// mostlyUpper is how many times as often a name is written with a capital as without.
const mostlyUpper = 4

// subjectPronoun is the word of a personal pronoun that the line begins with, -1
// where there is none.
func (c *context) subjectPronoun(l *line) int {
	for i := 0; i < len(l.words) && i < 3; i++ {
		if c.q.lang.Pronouns.Referring[l.words[i].Norm] {
			return i
		}
		if !l.words[i].Stop() {
			return -1
		}
	}
	return -1
}

// named is the term of the question's name that is in the name that the line names
// first, -1 where that is another's, before where it names nobody.
func (c *context) named(l *line, before int) int {
	s := &thing.Sentence{Lang: c.q.lang, Text: l.text, Words: l.words}
	for i, end := range s.Each(0) {
		for k := i; k < end; k++ {
			if t := l.hits[k].Term; t >= 0 && c.q.Terms[t].Name {
				return t
			}
		}
		if end > 1 { // not only the first word of the line
			return -1
		}
	}
	return before
}
