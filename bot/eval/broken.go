package eval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// defect is what makes a shown answer read broken.
type defect string

const (
	lostNoun    defect = "pronoun" // what "she", "their" or "the company" means is not in what is shown
	lostLink    defect = "link"    // "But", "Also", "Another": what it goes on from is not shown
	lostSide    defect = "side"    // who denies, disputes or corrects it is not heard, though the passages have it
	noClaim     defect = "heading" // a heading, a lead-in or a list of sources is shown as a claim
	loneItem    defect = "list"    // an item without the lead-in that says what it is an item of
	cutSentence defect = "cut"     // a sentence without its beginning or its end
)

// broken judges how a shown answer reads: it returns what is broken in it, each once, or
// nothing. It is a judge of its own and shares no code with what mends answers
// (bot/write): that knows which claims fell; this compares the text that is shown
// with the text that the model wrote, sentence by sentence, as a copy editor would.
//
// Each sentence shown is found in what was written. Where the sentence before it there
// is missing, a sentence must not begin with what leads on from it (text.Patterns
// GoesOn, OneMore); where the last one that begins with a name is missing, it must not speak of
// someone by a pronoun, or by "the company" or the like, unless what the missing one is
// about is named before, or in the question, which stands above the answer. A sentence that is missing and denies, disputes or corrects
// (Rejoinder), in words that the passages have too, must not leave the one before
// it unanswered. Of a list, more than one item must be left, or its lead-in; an item
// of a few words needs that lead-in in any case. Headings, lead-ins and lists of sources must
// not be shown, nor sentences of which the end is missing.
//
// A sentence that was not written so is quoted from the passages: it must be whole
// and, unless the one before it there is shown before it, begin with no pronoun that
// neither the question nor the answer above has a name for, nor with what leads on.
// An answer shown as it was written has no defect but a heading shown: this measures what
// writing and checking break, not how well a model writes.
func broken(question, wrote, shown string, passages []passage) []defect {
	r := &proof{question: question, passages: passages, units: unitsOf(wrote), lines: shownLines(shown), small: make(map[string]bool)}
	for _, body := range append(textsOf(passages), question, wrote) {
		for _, word := range smallWord.FindAllString(body, -1) {
			r.small[word] = true
		}
	}
	r.match()
	var found []defect
	add := func(d defect, is bool) {
		if is && !slices.Contains(found, d) {
			found = append(found, d)
		}
	}
	for i := range r.lines {
		at := r.lines[i].unit
		if at < 0 {
			add(cutSentence, cutQuote(r.lines[i].text))
			add(lostLink, !r.follows(i) && leadsOn(r.lines[i].text))
			add(lostNoun, !r.follows(i) && pointsBack(r.lines[i].text) && len(r.namesOf(r.above(i))) == 0)
			continue
		}
		u := &r.units[at]
		add(noClaim, u.kind != sentenceUnit)
		add(cutSentence, r.cut(i))
		add(lostLink, r.gap(at) && leadsOn(r.lines[i].text))
		add(lostNoun, r.orphan(i))
		add(loneItem, r.alone(i))
	}
	add(lostSide, r.unanswered())
	return found
}

// proof is a shown answer beside what was written.
type proof struct {
	question string
	passages []passage
	units    []unit
	lines    []shownLine
	small    map[string]bool // words that stand somewhere in small letters
}

var (
	firstWord = regexp.MustCompile(`^\p{Lu}[\pL\pN]+`)
	smallWord = regexp.MustCompile(`\b\p{Ll}[\pL\pN]+`)
)

// shownLine is one shown sentence.
type shownLine struct {
	text string
	item bool
	unit int // the sentence written that it is, -1 where it was not written so
}

// match finds the sentences shown among those written. One that stands between them and was
// not written stands in for the first missing one there.
func (r *proof) match() {
	next := 0
	for i := range r.lines {
		at := r.find(r.lines[i].text, next)
		if r.lines[i].unit = at; at >= 0 {
			r.units[at].shown = true
			next = at + 1
		}
	}
	last := -1
	for i := range r.lines {
		if r.lines[i].unit >= 0 {
			last = r.lines[i].unit
			continue
		}
		for k := last + 1; k < len(r.units) && !r.units[k].shown; k++ {
			if r.units[k].kind == sentenceUnit && !r.units[k].replaced {
				r.units[k].replaced = true
				break
			}
		}
	}
}

// find is the number of the sentence written that is shown so, from next on or before
// it; -1: there is none.
func (r *proof) find(shown string, next int) int {
	is := func(u *unit) bool {
		if u.kind != sentenceUnit {
			return bareWords(u.text) == bareWords(shown)
		}
		return bareWords(u.text) != "" && (contains(u.text, shown) || contains(shown, u.text) || contains(shown, u.whole))
	}
	for k := range r.units {
		if at := (next + k) % len(r.units); is(&r.units[at]) {
			return at
		}
	}
	return -1
}

// gap reports whether the sentence before number at is missing.
func (r *proof) gap(at int) bool {
	before := r.before(at)
	return before >= 0 && !r.units[before].shown && !r.units[before].replaced
}

// before is the number of the sentence before number at, -1 where there is none.
func (r *proof) before(at int) int {
	for k := at - 1; k >= 0; k-- {
		if r.units[k].kind == sentenceUnit {
			return k
		}
	}
	return -1
}

// orphan reports whether a shown sentence speaks of someone or something by a pronoun,
// or by a noun that with an article stands for a name, that what is shown does not name.
func (r *proof) orphan(i int) bool {
	at := r.lines[i].unit
	points := pointsBack(r.lines[i].text)
	if !points && !(r.gap(at) && standsForName(r.lines[i].text)) {
		return false
	}
	named := r.introduced(at)
	return named >= 0 && !r.units[named].shown && !r.known(&r.units[named], r.above(i))
}

// introduced is the number of the last sentence before number at that begins with a name, or
// else that is not about someone before it; -1: there is none.
func (r *proof) introduced(at int) int {
	other := -1
	for k := r.before(at); k >= 0; k = r.before(k) {
		s := r.units[k].text
		if pointsBack(s) {
			continue
		}
		words := text.English().Words(s)
		if names := r.namesOf(s); len(names) > 0 && strings.Index(s, names[0]) < words[min(len(words)-1, pronounReach)].End {
			return k
		}
		if other < 0 {
			other = k
		}
	}
	return other
}

// known reports whether what a missing sentence is about has been named above: its first
// name, by its last word, or any of its names where a quotation stands in for it; a
// third of its telling words where it has none.
func (r *proof) known(u *unit, above string) bool {
	names := r.namesOf(u.text)
	if len(names) > 0 && !u.replaced {
		names = names[:1]
	}
	for _, name := range names {
		words := strings.Fields(strings.TrimSpace(bareWords(name)))
		if len(words) > 0 && contains(above, words[len(words)-1]) {
			return true
		}
	}
	if len(names) > 0 && !u.replaced {
		return false
	}
	terms, has, both := text.English().TermSet(u.text), text.English().TermSet(above), 0
	for t := range terms {
		if has[t] {
			both++
		}
	}
	return 3*both >= len(terms)
}

// standsForName reports whether a sentence begins with an article and a noun that stands
// for a name: "the company".
func standsForName(sentence string) bool {
	l := text.English()
	words := l.Words(sentence)
	return len(words) > 1 && (words[0].Norm == "the" || demonstrative(words[0].Norm)) && l.Pronouns.Nouns[words[1].Norm]
}

// above is what a reader has read before a shown sentence.
func (r *proof) above(i int) string {
	var b strings.Builder
	b.WriteString(r.question)
	for _, s := range r.lines[:i] {
		b.WriteString(" " + s.text)
	}
	return b.String()
}

// follows reports whether a passage has the sentence shown before this one right before it.
func (r *proof) follows(i int) bool {
	return i > 0 && slices.ContainsFunc(r.passages, func(p passage) bool {
		return contains(p.Text, r.lines[i-1].text+" "+r.lines[i].text)
	})
}

// cut reports whether a sentence goes on where the shown one ends, or begins before it.
func (r *proof) cut(i int) bool {
	u, shown := &r.units[r.lines[i].unit], bareWords(r.lines[i].text)
	whole := bareWords(u.text)
	if strings.Contains(shown, whole) || strings.HasSuffix(whole, shown) && u.startsLate(shown) {
		return false
	}
	rest := strings.TrimSpace(strings.Replace(whole, shown, " | ", 1))
	for part := range strings.SplitSeq(rest, "|") {
		if part = strings.TrimSpace(part); part != "" && !slices.ContainsFunc(r.lines, func(s shownLine) bool { return contains(s.text, part) }) {
			return true
		}
	}
	return false
}

// alone reports whether a shown item lacks the lead-in of its list: where it is the
// only one left, or so short that it says nothing without.
func (r *proof) alone(i int) bool {
	u := &r.units[r.lines[i].unit]
	if u.list < 0 || !r.lines[i].item {
		return false
	}
	items, left := 0, 0
	for k := range r.units {
		if o := &r.units[k]; o.list == u.list {
			items++
			if o.shown || o.replaced {
				left++
			}
		}
	}
	lead := u.list > 0 && (r.units[u.list-1].shown || contains(r.lines[i].text, strings.TrimRight(r.units[u.list-1].text, ": ")))
	return !lead && (items > 1 && left == 1 || u.list > 0 && r.units[u.list-1].kind == leadUnit && fewWords(u.text))
}

// unanswered reports whether a sentence that denies, disputes or corrects the one before it
// is missing, though that one is shown and the passages have the other side.
func (r *proof) unanswered() bool {
	l := text.English()
	for k := range r.units {
		u, before := &r.units[k], r.before(k)
		if u.kind != sentenceUnit || u.shown || u.replaced || before < 0 || !r.units[before].shown || !l.Patterns.Rejoinder.MatchString(u.text) {
			continue
		}
		has := func(body string) bool {
			names := r.namesOf(u.text)
			return l.Patterns.Rejoinder.MatchString(body) && (len(names) == 0 || contains(body, names[0]))
		}
		if slices.ContainsFunc(r.passages, func(p passage) bool { return has(p.Text) }) &&
			!slices.ContainsFunc(r.lines, func(s shownLine) bool { return l.Patterns.Rejoinder.MatchString(s.text) }) {
			return true
		}
	}
	return false
}

// leadsOn reports whether a sentence begins with what goes on from the one before it.
func leadsOn(sentence string) bool {
	p := &text.English().Patterns
	return p.GoesOn.MatchString(sentence) || p.OneMore.MatchString(sentence)
}

// pointsBack reports whether a sentence has a pronoun for someone or something before
// it has named anyone.
func pointsBack(sentence string) bool {
	l := text.English()
	words := l.Words(sentence)
	for i := range words[:min(len(words), pronounReach)] {
		w := &words[i]
		switch {
		case l.Pronouns.Opening[w.Norm], i == 0 && demonstrative(w.Norm):
			return i+1 == len(words) || !demonstrative(w.Norm) || words[i+1].Stop() // "this" alone
		case i > 0 && !w.Stop() && (w.Upper || l.Questions.Determiners[words[i-1].Norm]):
			return false // "Ann says she", "the mayor says he"
		}
	}
	return false
}

// demonstrative reports whether a word is "this" or the like.
func demonstrative(norm string) bool {
	p := &text.English().Pronouns
	return p.Leaning[norm] && !p.Referring[norm]
}

// pronounReach is how many words at the beginning of a sentence are looked at for a pronoun.
const pronounReach = 4

// namesOf are the names in a sentence, in their order. Its first word is one where nothing
// that was written, asked or given has it in small letters.
func (r *proof) namesOf(sentence string) []string {
	f := text.English().Annotate(sentence, len(sentence))
	var names []string
	for _, run := range f.NameRuns() {
		names = append(names, sentence[f.Words[run.From].At.Start:f.Words[run.To-1].At.End])
	}
	if first := firstWord.FindString(sentence); first != "" && !text.English().Common.Stop[strings.ToLower(first)] && !r.small[strings.ToLower(first)] && !strings.HasPrefix(strings.Join(names, " "), first) {
		names = append([]string{first}, names...)
	}
	return names
}

// cutQuote reports whether a quoted sentence has lost its beginning or its end.
func cutQuote(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”’)]`))
	return unicode.IsLower(first) && !unicode.IsUpper(second) || !strings.ContainsRune(".!?…", last)
}
