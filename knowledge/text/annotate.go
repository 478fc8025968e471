package text

import (
	"strings"
)

// Token is one word of a text as the checks see it.
type Token struct {
	Norm     string // Word.Norm
	Key      string // what makes it equal to another word: a stem, or "#12" for a number
	At       Span
	Sentence int
	Upper    bool // begins with a capital letter
	First    bool // the first word of its sentence or of a quotation
	Content  bool // not a stop word, and not the later part of a number
	Name     bool // part of a name, as far as its text alone tells
	Clause   bool // punctuation that ends a clause stands before it
	Taken    bool // a pronoun for the one who does it stands just before
}

// Annotated is what a text says, word by word, with its numbers.
type Annotated struct {
	Lang      *Language
	Text      string
	Words     []Token
	Sentences []Run
	Amounts   []Amount
	keys      map[string]string // the key of each norm, found once
	Cased     bool              // capital letters stand inside its sentences
}

// Noun reports whether the first word of that norm has an article before it: in "the
// analyst" nobody analyses.
func (f *Annotated) Noun(norm string) bool {
	for i := range f.Words {
		if f.Words[i].Norm == norm {
			return i > 0 && f.Lang.Questions.Determiners[f.Words[i-1].Norm]
		}
	}
	return false
}

// Run is a run of words [from, to).
type Run struct{ From, To int }

// Annotate analyses a text of at most max bytes.
func (l *Language) Annotate(s string, max int) *Annotated {
	if len(s) > max {
		s = strings.ToValidUTF8(s[:max], "")
	}
	return l.AnnotateWords(s, l.Words(s), make(map[string]string))
}

// AnnotateWords is Annotate of a text whose Words are known. keys are the keys of normal words that were found before, to which
// those of this text are added; texts that share them belong to one goroutine.
func (l *Language) AnnotateWords(s string, words []Word, keys map[string]string) *Annotated {
	f := &Annotated{Lang: l, Text: s, Words: make([]Token, 0, len(words)), keys: keys}
	n := 0
	for _, span := range l.Sentences(s) {
		from := n
		for n < len(words) && words[n].Start < span.End {
			n++
		}
		f.readSentence(words[from:n])
	}
	f.joinPoints()
	f.markTaken()
	f.Amounts = readAmounts(f)
	f.markNames()
	return f
}

func (f *Annotated) readSentence(words []Word) {
	n := len(f.Sentences)
	from := len(f.Words)
	for i := range words {
		w := &words[i]
		if w.Norm == "" { // a lone accent
			continue
		}
		word := Token{
			Norm: w.Norm, At: w.Span, Sentence: n, Upper: w.Upper, First: len(f.Words) == from,
			Content: !w.Stop() || w.Norm == "us" && w.Upper,
		}
		if len(f.Words) > from {
			gap := f.Text[f.Words[len(f.Words)-1].At.End:w.Start]
			word.Clause = strings.ContainsAny(gap, ",;:()–—") || strings.Contains(gap, " - ")
			word.First = strings.ContainsAny(gap, "\"“‘:`") || strings.Contains(gap, " '")
		}
		word.Key = f.keyOf(w.Norm)
		if named := i > 0 && words[i-1].Upper && !words[i-1].Stop() || i == 0 && !f.Lang.Everyday(strings.TrimSuffix(w.Norm, "s")); w.Upper && f.Lang.Namesake(w.Norm, named) && (len(f.Words) > from || !f.Lang.Common.Usual[word.Key]) {
			word.Key = w.Norm
		}
		f.Words = append(f.Words, word)
	}
	if len(f.Words) > from {
		f.Sentences = append(f.Sentences, Run{from, len(f.Words)})
	}
}

// markTaken marks the words behind a pronoun: "she later bought" takes its
// subject from a sentence before.
func (f *Annotated) markTaken() {
	for j := range f.Words {
		if !f.Lang.Pronouns.Subjects[f.Words[j].Norm] {
			continue
		}
		for i := j + 1; i <= j+takenWords && i < len(f.Words) && f.Words[i].Sentence == f.Words[j].Sentence; i++ {
			f.Words[i].Taken = true
		}
	}
}

// takenWords is how many words behind a pronoun take their subject from it.
const takenWords = 4

// joinPoints reads the "u.s." of a text without capitals as one word.
func (f *Annotated) joinPoints() {
	for i := 0; i+1 < len(f.Words); i++ {
		a, b := &f.Words[i], &f.Words[i+1]
		if a.Norm == "u" && b.Norm == "s" && strings.TrimSpace(f.Text[a.At.End:b.At.Start]) == "." {
			a.Key, a.Content, a.Name = "usa", true, true
			b.Content = false
		}
	}
}

func (f *Annotated) keyOf(norm string) string {
	key, ok := f.keys[norm]
	if !ok {
		key = f.Lang.Key(norm)
		f.keys[norm] = key
	}
	return key
}

// gap is the text between word i-1 and word i.
func (f *Annotated) gap(i int) string {
	if i <= 0 || i >= len(f.Words) {
		return ""
	}
	return f.Text[f.Words[i-1].At.End:f.Words[i].At.Start]
}

// norm is the norm of word i, or empty where there is none.
func (f *Annotated) norm(i int) string {
	if i < 0 || i >= len(f.Words) {
		return ""
	}
	return f.Words[i].Norm
}

// markNames marks the words that are names. Inside a sentence a capital is
// enough; at the beginning of one the rest of the text must bear it out. A
// text without capitals inside its sentences has no names of its own telling.
func (f *Annotated) markNames() {
	inside, small := make(map[string]bool), make(map[string]bool)
	for i := range f.Words {
		w := &f.Words[i]
		switch {
		case !w.Upper:
			small[w.Norm] = true
		case !w.First && w.Content && w.Key[0] != '#':
			inside[w.Norm] = true
		}
	}
	f.Cased = len(inside)*40 >= len(f.Words) && len(inside) > 0
	if !f.Cased {
		return
	}
	for i := range f.Words {
		w := &f.Words[i]
		if !w.Upper || !w.Content || f.Lang.Names.Titles[w.Norm] || w.Key[0] == '#' || f.CalendarWord(w) {
			continue
		}
		next := i+1 < len(f.Words) && f.Words[i+1].Upper && !f.Words[i+1].First && !f.Words[i+1].Clause
		alone := i+1 < len(f.Words) && !f.Words[i+1].Clause && w.Key == w.Norm && f.Lang.Namesake(w.Norm, true)
		w.Name = !w.First || inside[w.Norm] || !small[w.Norm] && (next || alone)
	}
}

// CalendarWord reports whether a word is a month or a weekday.
func (f *Annotated) CalendarWord(w *Token) bool {
	return f.Lang.Calendar.Months[w.Norm] > 0 && !f.Lang.Calendar.Ambiguous[w.Norm] || f.Lang.Calendar.Weekdays[w.Norm] > 0
}

// NameRuns groups the names of a text: the words from-to of each.
func (f *Annotated) NameRuns() []Run {
	var runs []Run
	for i := 0; i < len(f.Words); i++ {
		if !f.Words[i].Name {
			continue
		}
		from := i
		for i+1 < len(f.Words) && f.Words[i+1].Name && !f.Words[i+1].Clause && f.Words[i+1].Sentence == f.Words[from].Sentence &&
			!possessiveName(f.Words[i].At.Of(f.Text)) {
			i++
		}
		runs = append(runs, Run{from, i + 1})
	}
	return runs
}

func possessiveName(raw string) bool {
	return strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s")
}

// DeniesAt reports whether word i denies what follows it.
func (f *Annotated) DeniesAt(i int) bool {
	w := f.Words[i].Norm
	if !f.Lang.Polarity.Denials[w] && !strings.HasSuffix(w, f.Lang.Polarity.Suffix) {
		return false
	}
	if i+1 >= len(f.Words) {
		return true
	}
	next := f.Words[i+1]
	if f.Lang.Polarity.No[w] && (f.Lang.Polarity.NoExempt[next.Norm] || IsDigit(next.Norm[0])) || f.Lang.Polarity.Not[w] && f.Lang.Polarity.NotExempt[next.Norm] {
		return false
	}
	if f.Lang.Polarity.No[w] && next.Clause { // "No, he said"
		return false
	}
	return true
}

// SoftlyDeniesAt reports whether word i denies in a softer way.
func (f *Annotated) SoftlyDeniesAt(i int) bool {
	w := f.Words[i].Norm
	p := &f.Lang.Polarity
	return p.Soft[w] || len(w) > 5 && strings.HasPrefix(w, p.Prefix) && !hasAnyPrefix(w, p.PrefixExempt)
}

// DeniedAt reports whether word i stands denied: a hard denial before it with at most
// hard content words between, or a soft one with at most soft between, -1 for none.
func (f *Annotated) DeniedAt(i, hard, soft int) bool {
	run := f.Sentences[f.Words[i].Sentence]
	between := 0
	for j := i - 1; j >= run.From && between <= max(hard, soft); j-- {
		if between <= hard && f.DeniesAt(j) || between <= soft && f.SoftlyDeniesAt(j) {
			return true
		}
		if f.Words[j].Content {
			between++
		}
		if f.Words[j+1].Clause {
			break
		}
	}
	return false
}

// ClauseEnd is where the clause of word i ends.
func (f *Annotated) ClauseEnd(i int) int {
	if i == 0 || i >= len(f.Words) {
		return i
	}
	r := f.Sentences[f.Words[i-1].Sentence]
	for ; i < r.To; i++ {
		if f.Words[i].Clause || f.Lang.Clauses.Begin[f.Words[i].Norm] {
			return i
		}
	}
	return i
}

// ClauseStart is where the clause before word i begins.
func (f *Annotated) ClauseStart(i int) int {
	if i >= len(f.Words) {
		return i
	}
	r := f.Sentences[f.Words[i].Sentence]
	for ; i > r.From; i-- {
		if f.Words[i].Clause || f.Lang.Clauses.Begin[f.Words[i].Norm] {
			return i
		}
	}
	return i
}

// Ratio reads "seven in ten", of which i is either number.
func (f *Annotated) Ratio(i int) (float64, AmountKind, bool) {
	for _, j := range []int{i - 1, i} {
		if j < 0 || j+1 >= len(f.Amounts) {
			continue
		}
		a, b := &f.Amounts[j], &f.Amounts[j+1]
		if b.From <= a.To || b.From-a.To > 3 || b.Value <= a.Value || b.Kind != AmountPlain || a.Kind != AmountPlain {
			continue
		}
		joined := true
		for k := a.To; k < b.From; k++ {
			joined = joined && f.Lang.Numbers.Ratios[f.Words[k].Norm]
		}
		if joined {
			return a.Value / b.Value, AmountFraction, true
		}
	}
	return 0, 0, false
}

// UnitAfter is how many hours the unit of time after number i lasts; 0: none follows.
func (f *Annotated) UnitAfter(i int) float64 {
	if i >= len(f.Amounts) {
		return 0
	}
	for k := f.Amounts[i].To; k < min(len(f.Words), f.Amounts[i].To+2); k++ {
		if unit := f.Lang.Calendar.Lengths[f.Words[k].Norm]; unit > 0 {
			return unit
		}
	}
	return 0
}

// PartOf reads "half a million", of which i is the half.
func (f *Annotated) PartOf(i int) (float64, bool) {
	a := &f.Amounts[i]
	if a.Kind != AmountFraction {
		return 0, false
	}
	if i+1 < len(f.Amounts) && f.Amounts[i+1].From-a.To <= 1 && f.Amounts[i+1].Value >= 100 {
		return a.Value * f.Amounts[i+1].Value, true
	}
	for k := a.To; k < min(len(f.Words), a.To+2); k++ {
		if unit := f.Lang.Calendar.Lengths[f.Words[k].Norm]; unit > 0 {
			return a.Value * unit, true
		}
	}
	return 0, false
}

// KeyNear is the key of the first content word from word i on, looking at most three words far.
func (f *Annotated) KeyNear(i, step int) string {
	for n := 0; n < 3 && i >= 0 && i < len(f.Words); n, i = n+1, i+step {
		if f.Words[i].Content {
			return f.Words[i].Key
		}
	}
	return ""
}

// DeniedThat returns the "denied", "refused to" or "failed to" that governs word i.
func (f *Annotated) DeniedThat(i int) (int, bool) {
	run := f.Sentences[f.Words[i].Sentence]
	between := 0
	for j := i - 1; j >= run.From && between <= 1; j-- {
		w := &f.Words[j]
		if f.Lang.Polarity.Verbs[w.Norm] && j+1 < i && f.Lang.Polarity.Links[f.Words[j+1].Norm] {
			return j, true
		}
		if w.Content {
			between++
		}
		if f.Words[j+1].Clause {
			break
		}
	}
	return 0, false
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
