package choose

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
			if about >= 0 && l.hits[at].term < 0 {
				l.hits[at].term, l.hits[at].worth = about, matchGiven
				l.best[about] = max(l.best[about], matchGiven)
			}
			continue
		}
		about = c.named(l, about)
	}
}

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

// named is the term of the question's name that the line names before any other
// name, -1 where it names another first, before where it names nobody.
func (c *context) named(l *line, before int) int {
	for i := range l.words {
		w := &l.words[i]
		if !w.Upper || w.Stop() {
			continue
		}
		if t := l.hits[i].term; t >= 0 && c.q.Terms[t].Name {
			return t
		}
		if i > 0 {
			return -1
		}
	}
	return before
}
