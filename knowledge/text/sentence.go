package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences cuts text into its sentences, in order, without the white space
// between them. A line break always ends a sentence; abbreviations, initials,
// numbers and quoted sentences that go on do not.
func Sentences(text string) []Span {
	spans := make([]Span, 0, len(text)/100+1)
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		spans = lineSentences(spans, text, start, end)
		start = end + 1
	}
	return spans
}

// lineSentences appends the sentences of the line text[start:end].
func lineSentences(spans []Span, text string, start, end int) []Span {
	from := start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:end])
		i += size
		if !endMark(r) {
			continue
		}
		i = closers(text, i, end)
		if wide(r) || sentenceEnds(text[from:end], text[i:end], r, i-from) {
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

func endMark(r rune) bool {
	return r == '.' || r == '!' || r == '?' || r == '…' || wide(r)
}

// wide tells the end marks of scripts that put no space after them.
func wide(r rune) bool { return r == '。' || r == '！' || r == '？' || r == '।' }

// closers skips further end marks, quotes and brackets that belong to the sentence before.
func closers(text string, i, end int) int {
	for i < end {
		r, size := utf8.DecodeRuneInString(text[i:end])
		if !endMark(r) && !strings.ContainsRune(`"'”’)]»`, r) {
			break
		}
		i += size
	}
	return i
}

// sentenceEnds says whether line[:at], which ends in the mark, is a whole sentence given what follows.
func sentenceEnds(line, rest string, mark rune, at int) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" {
		return true
	}
	if !unicode.IsSpace(r) {
		return false
	}
	next := strings.TrimLeftFunc(rest, unicode.IsSpace)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "\"'“‘([«—–- "))
	if unicode.IsLower(first) && next[0] != '[' {
		return false
	}
	if mark != '.' {
		return true
	}
	before := strings.TrimRight(line[:at], `"'”’)]».…`)
	word := before[strings.LastIndexAny(before, " \t(\"“‘'—–-/")+1:]
	if closed := line[len(before):at]; strings.Count(closed, ".") == 1 && len(closed) == 1 {
		return pointEnds(word, next, first)
	}
	return true
}

// pointEnds decides for a word and a single point after it.
func pointEnds(word, next string, first rune) bool {
	low := strings.ToLower(word)
	switch {
	case numberedAbbreviations[low]:
		return !unicode.IsDigit(first)
	case titleAbbreviations[low]:
		return false
	case looseAbbreviations[low] || strings.Contains(word, "."):
		return starter(next) // "in the U.S. The ...", but "the U.S. Senate"
	case utf8.RuneCountInString(word) == 1 && unicode.IsUpper(firstRune(word)):
		return word == "I" // an initial
	}
	return true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// starter says whether next begins as sentences begin and names do not.
func starter(next string) bool {
	next = strings.TrimLeft(next, "\"'“‘(")
	if end := strings.IndexFunc(next, func(r rune) bool { return !wordRune(r) && r != '\'' && r != '’' }); end > 0 {
		next = next[:end]
	}
	return starters[strings.ToLower(strings.ReplaceAll(next, "’", "'"))]
}

var (
	titleAbbreviations = set(`mr mrs ms dr prof sr jr st rev hon gen col lt maj sgt cpl pvt capt cmdr adm gov sen rep
		reps sens pres supt det insp messrs mme mlle fr vs v mt ft e.g i.e cf viz al approx dept est ave blvd rd`)
	looseAbbreviations    = set(`inc ltd co corp llc plc bros etc a.m p.m am pm jan feb mar apr jun jul aug sept sep oct nov dec ph.d`)
	numberedAbbreviations = set(`no nos p pp fig vol sec art ch`)
	starters              = set(`the a an this that these those he she it they we i you his her its their our in on at
		by for from with as after before when while if but and or so yet however although though since because until
		there here what who where why how one some many most all both each every no not now then meanwhile also
		according another police officials it's he's she's they're we're that's there's i'm`)
)
