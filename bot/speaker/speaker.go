// Package speaker reads who says what in a text: of each direct quotation, and of
// each verb of saying.
package speaker

import (
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// Quotation is what stands between quotation marks in a text, and who says it there.
type Quotation struct {
	text.Span           // of its words, without the marks
	Speaker   text.Span // a name, a pronoun or a description; empty where none was found
}

// Quotations are the direct quotations of a text, in order. One that no mark closes
// ends with its paragraph. Who says it is looked for in the clause behind it, in the
// words before it and, where it stands alone, in the sentence before or with the
// quotation that it goes on from.
func Quotations(l *text.Language, s string) []Quotation {
	var all []Quotation
	r := speakers{lang: l, text: s}
	for start := 0; start < len(s); {
		end := start + len(s[start:])
		if at := strings.IndexByte(s[start:], '\n'); at >= 0 {
			end = start + at
		}
		all = r.paragraph(all, text.Span{Start: start, End: end})
		start = end + 1
	}
	return all
}

// Sayers are the subjects of the verbs of saying in a sentence of these words.
func Sayers(l *text.Language, s string, words []text.Word) []text.Span {
	c := &spoken{l, s, words}
	var all []text.Span
	for v := range words {
		switch {
		case !c.says(v):
		case v > 0 && strings.ContainsAny(s[words[v-1].End:words[v].Start], "\"”"):
			all = append(all, c.span(c.object(v+1))) // "…," said the mayor
		default:
			all = append(all, c.sayer(v))
		}
	}
	return all
}

// speakers reads who says what, paragraph by paragraph.
type speakers struct {
	lang   *text.Language
	text   string
	before text.Span // the paragraph before, where it has words
}

// paragraph adds the quotations of one paragraph.
func (r *speakers) paragraph(all []Quotation, p text.Span) []Quotation {
	marks := quotedSpans(r.text, p)
	from := len(all)
	for i, m := range marks {
		q := Quotation{Span: m}
		before := text.Span{Start: p.Start, End: p.Start + len(strings.TrimRight(r.text[p.Start:m.Start], " \"“„"))}
		if i > 0 {
			before.Start = min(marks[i-1].End, before.End)
		}
		after := text.Span{Start: m.End, End: p.End}
		if i+1 < len(marks) {
			after.End = marks[i+1].Start
		}
		q.Speaker = r.told(r.lastSentence(before), r.firstSentence(after), m)
		if q.Speaker.Start == q.Speaker.End {
			q.Speaker = r.goesOn(all, from, before)
		}
		all = append(all, q)
	}
	if strings.TrimSpace(p.Of(r.text)) != "" {
		r.before = p
	}
	return all
}

// quotedSpans are the stretches between double quotation marks in a paragraph.
func quotedSpans(s string, p text.Span) []text.Span {
	var spans []text.Span
	open := -1
	for i, c := range p.Of(s) {
		i += p.Start
		switch {
		case open < 0 && (c == '“' || c == '"' || c == '„'):
			open = i + utf8.RuneLen(c)
		case open >= 0 && (c == '”' || c == '"'):
			spans = append(spans, text.Span{Start: open, End: i})
			open = -1
		}
	}
	if open >= 0 && open < p.End {
		spans = append(spans, text.Span{Start: open, End: p.End})
	}
	return spans
}

// lastSentence is the words of part that lead up to its end within one sentence.
func (r *speakers) lastSentence(part text.Span) text.Span {
	all := r.lang.Sentences(part.Of(r.text))
	if len(all) == 0 {
		return text.Span{}
	}
	last := all[len(all)-1]
	words := last.Of(part.Of(r.text))
	if strings.ContainsAny(words[max(0, len(words)-lastMarks):], ".!?…") {
		return text.Span{}
	}
	return text.Span{Start: part.Start + last.Start, End: part.Start + last.End}
}

// lastMarks is within how many bytes of its end a sentence has its mark.
const lastMarks = 4

// firstSentence is the words of part that go on behind its beginning within one sentence.
func (r *speakers) firstSentence(part text.Span) text.Span {
	all := r.lang.Sentences(strings.TrimLeft(part.Of(r.text), "\"”’,;: —–-"))
	if len(all) == 0 {
		return text.Span{}
	}
	cut := len(part.Of(r.text)) - len(strings.TrimLeft(part.Of(r.text), "\"”’,;: —–-"))
	return text.Span{Start: part.Start + cut + all[0].Start, End: part.Start + cut + all[0].End}
}

// told is who the words around a quotation say it is of.
func (r *speakers) told(before, after, quote text.Span) text.Span {
	if s := r.behind(after, quote); s.Start < s.End {
		return s
	}
	c := r.clause(before)
	if v := c.lastSaying(); v >= 0 {
		return c.sayer(v)
	}
	return c.sayer(len(c.words))
}

// goesOn is who says a quotation that stands alone: who said what is before it.
func (r *speakers) goesOn(all []Quotation, from int, before text.Span) text.Span {
	if s := r.sentenceSayer(before); s.Start < s.End && len(all) == from {
		return s
	}
	if len(all) > from {
		return all[len(all)-1].Speaker
	}
	if ends := strings.TrimSpace(r.before.Of(r.text)); strings.HasSuffix(ends, ":") {
		return r.sentenceSayer(r.before)
	}
	if n := len(all); n > 0 && all[n-1].Start >= r.before.Start {
		return all[n-1].Speaker
	}
	return r.sentenceSayer(r.before)
}

// sentenceSayer is who says, or does, something in the last sentence of part.
func (r *speakers) sentenceSayer(part text.Span) text.Span {
	all := r.lang.Sentences(part.Of(r.text))
	if len(all) == 0 {
		return text.Span{}
	}
	last := all[len(all)-1]
	c := r.clause(text.Span{Start: part.Start + last.Start, End: part.Start + last.End})
	if v := c.lastSaying(); v >= 0 {
		return c.sayer(v)
	}
	return c.mainSubject(len(c.words))
}

// behind is who the clause behind a quotation says it is of: "…," she said; "…," said the mayor.
func (r *speakers) behind(after, quote text.Span) text.Span {
	c := r.clause(after)
	v := c.firstSaying(furthestBehind)
	if v < 0 || !strings.ContainsAny(lastMark(quote.Of(r.text))+firstMark(r.text[quote.End:after.Start]), ",?!—–-") {
		return text.Span{}
	}
	if v > 0 {
		return c.span(c.upToBreak(0, v))
	}
	return c.span(c.object(1))
}

// furthestBehind is how many words behind a quotation its verb of saying may stand.
const furthestBehind = 16

func lastMark(s string) string {
	_, size := utf8.DecodeLastRuneInString(strings.TrimRight(s, " '’"))
	s = strings.TrimRight(s, " '’")
	return s[len(s)-size:]
}

func firstMark(s string) string { return strings.TrimLeft(s, "\"” ") }

// spoken is words that may tell who says something.
type spoken struct {
	lang  *text.Language
	text  string
	words []text.Word
}

func (r *speakers) clause(part text.Span) *spoken {
	words := r.lang.Words(part.Of(r.text))
	for i := range words {
		words[i].Start += part.Start
		words[i].End += part.Start
	}
	return &spoken{r.lang, r.text, words}
}

// span is where words [from, to) stand.
func (c *spoken) span(from, to int) text.Span {
	if from >= to {
		return text.Span{}
	}
	return text.Span{Start: c.words[from].Start, End: c.words[to-1].End}
}

// breaks reports whether a mark that ends a clause stands before word i.
func (c *spoken) breaks(i int) bool {
	return i > 0 && i < len(c.words) && strings.ContainsAny(c.text[c.words[i-1].End:c.words[i].Start], ",;:()—–\"“”")
}

// lastSaying is the last verb of saying; -1: there is none.
func (c *spoken) lastSaying() int {
	for i := len(c.words) - 1; i >= 0; i-- {
		if c.says(i) {
			return i
		}
	}
	return -1
}

// firstSaying is the first verb of saying among so many words; -1: there is none.
func (c *spoken) firstSaying(most int) int {
	for i := 0; i < min(len(c.words), most); i++ {
		if c.says(i) {
			return i
		}
	}
	return -1
}

// says reports whether word i is a verb of saying.
func (c *spoken) says(i int) bool {
	w := &c.words[i]
	return c.lang.Meaning.Quoting[w.Norm] && !(i > 0 && (c.lang.Questions.Determiners[c.words[i-1].Norm] || c.breaks(i) && w.Upper))
}

// upToBreak is [from, to) up to the first mark that ends a clause, without what joins it to the one before.
func (c *spoken) upToBreak(from, to int) (int, int) {
	for from < to && (c.lang.Clauses.Begin[c.words[from].Norm] || c.lang.Clauses.And[c.words[from].Norm]) {
		from++
	}
	for i := from + 1; i < to; i++ {
		if c.breaks(i) || c.lang.Clauses.Relative[c.words[i].Norm] {
			return from, i
		}
	}
	return from, to
}

// object is who stands from word i on: up to a mark or a preposition.
func (c *spoken) object(from int) (int, int) {
	for from < len(c.words) && c.lang.Questions.Prepositions[c.words[from].Norm] && !c.breaks(from) {
		from++
	}
	to := from
	for to < len(c.words) && to-from < 12 && !(to > from && (c.breaks(to) || c.lang.Questions.Prepositions[c.words[to].Norm] && c.words[to].Norm != "of")) {
		to++
	}
	return from, to
}

// sayer is the subject of the verb at word v; of none where v is behind the last word:
// then of whatever the words tell.
func (c *spoken) sayer(v int) text.Span {
	if v < len(c.words) && c.words[v].Norm == "according" {
		return c.span(c.object(v + 1))
	}
	end := v
	for end > 0 && c.light(end-1) && !c.breaks(end) {
		end--
	}
	from := end
	for from > 0 && !c.breaks(from) && !c.lang.Clauses.Begin[c.words[from-1].Norm] && !c.lang.Clauses.And[c.words[from-1].Norm] {
		from--
	}
	switch {
	case v == len(c.words), from == end, c.breaks(end), strings.HasSuffix(c.words[v].Norm, "ing"), end > 0 && c.words[end-1].Norm == "to":
		return c.mainSubject(v)
	case c.lang.Questions.Prepositions[c.words[from].Norm]:
		return c.lastName(from, end)
	}
	return c.span(from, end)
}

// light reports whether word i is an auxiliary or an adverb.
func (c *spoken) light(i int) bool {
	n := c.words[i].Norm
	return c.lang.Questions.Auxiliaries[n] || strings.HasSuffix(n, "ly") && !c.words[i].Upper || c.lang.Pronouns.LeaningWords[n] && !c.lang.Pronouns.Referring[n]
}

// mainSubject is who the words before word v begin with, behind what introduces them.
func (c *spoken) mainSubject(v int) text.Span {
	from := 0
	for from < v && (c.lang.Clauses.And[c.words[from].Norm] || c.words[from].Norm == "but") {
		from++
	}
	if from < v && (c.lang.Questions.Prepositions[c.words[from].Norm] || c.lang.Clauses.Begin[c.words[from].Norm] || strings.HasSuffix(c.words[from].Norm, "ing") || strings.HasSuffix(c.words[from].Norm, "ed")) {
		for i := from + 1; i < v; i++ {
			if c.breaks(i) {
				from = i
				break
			}
		}
	}
	to := from
	for to < v && to-from < 8 && !(to > from && c.breaks(to)) {
		w := &c.words[to]
		if to > from && (c.lang.Questions.Auxiliaries[w.Norm] || c.lang.Forms.Irregular[w.Norm] != "" || strings.HasSuffix(w.Norm, "ed") && !w.Upper || c.lang.Questions.Prepositions[w.Norm] || c.says(to) || c.lang.Pronouns.Leaning[c.words[to-1].Norm] && to-1 == from) {
			break
		}
		to++
	}
	return c.span(from, to)
}

// lastName is the last name, or else the last word, of words [from, to).
func (c *spoken) lastName(from, to int) text.Span {
	end := to
	for at := to - 1; at > from && c.words[at].Upper; at-- {
		end = at
	}
	if end == to {
		return c.span(to-1, to)
	}
	return c.span(end, to)
}
