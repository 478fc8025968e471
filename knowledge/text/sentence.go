package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences cuts text into its sentences, in order, without the white space
// between them. A line break always ends a sentence; abbreviations, initials,
// numbers and quoted sentences that go on do not.
func (l *Language) Sentences(text string) []Span {
	spans := make([]Span, 0, len(text)/100+1)
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		spans = l.lineSentences(spans, text, start, end)
		start = end + 1
	}
	return spans
}

// lineSentences appends the sentences of the line text[start:end].
func (l *Language) lineSentences(spans []Span, text string, start, end int) []Span {
	from := start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:end])
		i += size
		if !endMark(r) {
			continue
		}
		i = closers(text, i, end)
		if wide(r) && !wideGoesOn(text[from:i], text[i:end]) || !wide(r) && l.sentenceEnds(text[from:end], text[i:end], r, i-from) {
			spans = appendTrimmed(spans, text, from, i)
			from = i
		}
	}
	return appendTrimmed(spans, text, from, end)
}

func appendTrimmed(spans []Span, text string, from, to int) []Span {
	s := text[from:to]
	left := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	s = strings.TrimSpace(s)
	if s == "" {
		return spans
	}
	return append(spans, Span{from + left, from + left + len(s)})
}

func endMark(r rune) bool { return strings.ContainsRune(".!?…؟۔", r) || wide(r) }

// wide reports whether r is an end mark of a script that puts no space after it.
func wide(r rune) bool { return r == '。' || r == '！' || r == '？' || r == '।' }

// wideGoesOn reports whether a quoted question, or in Japanese any quotation, is followed by who says it.
func wideGoesOn(said, rest string) bool {
	mark, short := strings.TrimRight(said, "」』”’"), strings.IndexFunc(rest, wide)
	return mark != said && (strings.HasPrefix(rest, "と") || !strings.HasSuffix(mark, "。") && short > 0 && short <= 3*mostSpeaker)
}

// closers skips further end marks, quotes and brackets that belong to the sentence before.
func closers(text string, i, end int) int {
	for i < end {
		r, size := utf8.DecodeRuneInString(text[i:end])
		if after, ok := strings.CutPrefix(strings.TrimLeft(text[i:end], " \u00a0\u202f"), "»"); ok && r != '»' && !unicode.IsLetter(firstRune(after)) {
			r, size = '»', end-i-len(after) // as in French
		}
		if !endMark(r) && !strings.ContainsRune(`"'”’)]»」』）`, r) {
			break
		}
		i += size
	}
	return i
}

// sentenceEnds reports whether line[:at], which ends in the mark, is a whole sentence given what follows.
func (l *Language) sentenceEnds(line, rest string, mark rune, at int) bool {
	if !unicode.IsSpace(firstRune(rest)) {
		return rest == ""
	}
	next := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if unicode.IsLower(firstRune(strings.TrimLeft(next, "\"'“‘([«—–- "))) && next[0] != '[' {
		return false
	}
	if mark != '.' {
		return strings.TrimRight(line[:at], `"'”’»`) == line[:at] || !l.toldBy(next) // else it closes a quotation
	}
	before := strings.TrimRight(line[:at], `"'”’)]».…`)
	word := before[strings.LastIndexAny(before, " \t(\"“‘'—–-/")+1:]
	return line[len(before):at] != "." || l.pointEnds(word, next)
}

// pointEnds decides for a word and a single point after it.
func (l *Language) pointEnds(word, next string) bool {
	low := strings.ToLower(word)
	token, year, _ := strings.Cut(next, " ")
	month := strings.ToLower(strings.Trim(token, ".,;:!?"))
	letters := utf8.RuneCountInString(word)
	switch {
	case l.Ends.Numbered[low]:
		return !strings.ContainsAny(token, "0123456789") // "No. 5", "No. AB12"
	case l.Ends.Never[low] || l.Ends.Small[word], len(word) < 3 && unicode.IsDigit(firstRune(word)) && (l.Ends.Months[month] || l.Calendar.Months[month] > 0 && (strings.HasPrefix(year, "19") || strings.HasPrefix(year, "20"))),
		letters == 2 && utf8.RuneCountInString(token) == 3 && strings.Trim(word+token, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ".":
		return false // "3. März", "EE. UU."
	case l.Ends.Loose[low] || strings.Contains(word, "."):
		return l.starter(next) // "in the U.S. The ...", but "the U.S. Senate"
	case letters == 1 && unicode.IsUpper(firstRune(word)):
		return l.Ends.Single[word] // else an initial
	}
	return true
}

// mostSpeaker is how many words may name a speaker.
const mostSpeaker = 8

// toldBy reports whether what follows a quoted question or cry tells who asked it: a name
// and a verb of asking, or one of saying with which the telling ends or only goes
// on to whom, where or when. It is then of the same sentence.
func (l *Language) toldBy(next string) bool {
	if !unicode.IsUpper(firstRune(next)) || l.starter(next) {
		return false
	}
	words := strings.Fields(next[:min(len(next), 200)])
	beside := false // between the commas that follow a name: "Lund, the mayor, asked"
	for i, word := range words[:min(len(words), mostSpeaker)] {
		bare := strings.TrimRight(word, ",.;:!?")
		low := strings.ToLower(bare)
		ends := len(bare) < len(word)
		switch {
		case i > 0 && l.Ends.Asking[low]:
			return true
		case i > 0 && l.Meaning.Saying[low]:
			return ends || i+1 == len(words) || l.Ends.Goes[strings.ToLower(words[i+1])]
		case ends && word[len(bare)] != ',' && !l.Abbreviated(bare):
			return false
		case !beside && !unicode.IsUpper(firstRune(word)) && !l.Names.Joints[low] && !l.Clauses.Joints[low]:
			return false
		}
		beside = beside != strings.HasSuffix(word, ",")
	}
	return false
}

// Abbreviated reports whether word, as it is written, is an abbreviation or an
// initial, so that a point after it ends no sentence and no name.
func (l *Language) Abbreviated(word string) bool {
	return !l.pointEnds(word, "Name")
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// starter reports whether next begins as sentences begin and names do not.
func (l *Language) starter(next string) bool {
	next = strings.TrimLeft(next, "\"'“‘(")
	if end := strings.IndexFunc(next, func(r rune) bool { return !wordRune(r) && r != '\'' && r != '’' }); end > 0 {
		next = next[:end]
	}
	return l.Ends.Starters[strings.ToLower(strings.ReplaceAll(next, "’", "'"))]
}
