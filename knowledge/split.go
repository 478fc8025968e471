package knowledge

import "github.com/storybot/storybot/knowledge/text"

// Passages are cut to hold about this many words: long enough to carry the
// names a sentence's pronouns stand for, short enough to be about one thing.
const (
	passageWords = 90  // a passage is closed once it has this many
	passageMax   = 130 // and before a sentence that would take it past this
)

// Split cuts a story's text, of that language, into passages: runs of whole sentences, in order,
// not overlapping, of about 90 words. Every byte that is not white space is in
// exactly one passage. The same text always gives the same passages.
func Split(l *text.Language, body string) []text.Span {
	var passages []text.Span
	words := 0
	for _, s := range l.Sentences(body) {
		n := countWords(s.Of(body))
		last := len(passages) - 1
		if last < 0 || words >= passageWords || words+n > passageMax {
			passages = append(passages, s)
			words = n
			continue
		}
		passages[last].End = s.End
		words += n
	}
	return passages
}

// countWords counts runs without white space, which is near enough and fast.
func countWords(s string) int {
	n, in := 0, false
	for i := range len(s) {
		space := s[i] <= ' '
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}

// Prepare makes a story ready for an engine.
func Prepare(s Story) Prepared {
	l := text.Of(s.Lang)
	p := Prepared{Story: s, Passages: Split(l, s.Text), Title: l.Terms(s.Title)}
	p.Terms = make([][]string, len(p.Passages))
	for i, span := range p.Passages {
		p.Terms[i] = l.Terms(span.Of(s.Text))
	}
	return p
}

// Document returns what an engine keeps of p for ranking.
func (p *Prepared) Document() *Document {
	d := &Document{StoryInfo: StoryInfo{Story: p.Story}, Title: Hashes(p.Title), Passages: p.Passages, Terms: make([][]Term, len(p.Terms))}
	d.Counted = text.CountWords(p.Story.Text)
	d.Story.Text = ""
	for i, terms := range p.Terms {
		d.Terms[i] = Hashes(terms)
		d.Words += len(terms)
	}
	return d
}
