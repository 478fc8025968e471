package prompts

import (
	"unicode"
	"unicode/utf8"
)

// Count returns about how many tokens text is. It is read by its letters alone: a vocabulary
// of one vendor takes 7 MB, and is not that of the others. For the languages of
// news it is within a sixth of what OpenAI's o200k_base counts of a paragraph. Bytes that are no
// UTF-8 are one each. It may be called by many goroutines.
func Count(text string) int {
	sum := 0.0
	last, run := other, 0        // the kind of what comes together, and how many runes so far
	space, small := false, false // is the rune before
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		kind := kindOf(r)
		upper := 'A' <= r && r <= 'Z'
		if kind != last || upper && small { // a name as programs have it: thePort
			run = 0
		}
		run++
		sum += kind.cost(run)
		if kind == digit && run == 1 && space {
			sum++ // the space before a word is part of it; that before a number is not
		}
		space, small = r == ' ', 'a' <= r && r <= 'z'
		last = kind
	}
	return int(sum + .5)
}

// kind is a sort of letters that come together in tokens.
type kind int

const (
	other kind = iota
	gap
	line
	digit
	mark
	latin
	accented
	alphabet  // another alphabet with small letters: Cyrillic, Greek
	consonant // Arabic, Hebrew
	syllable  // the scripts of India, Thai
	han
	kana
	hangul
)

// kindOf sorts a rune.
func kindOf(r rune) kind {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return latin
	case r == ' ', r == '\t', r == '\u00a0':
		return gap
	case r == '\n', r == '\r':
		return line
	case '0' <= r && r <= '9':
		return digit
	case r < utf8.RuneSelf:
		return mark
	}
	return foreign(r)
}

// foreign sorts a rune that is not of ASCII.
func foreign(r rune) kind {
	for _, of := range []struct {
		table *unicode.RangeTable
		kind  kind
	}{
		{unicode.Latin, accented}, {unicode.Cyrillic, alphabet}, {unicode.Greek, alphabet}, {unicode.Han, han}, {unicode.Hiragana, kana},
		{unicode.Katakana, kana}, {unicode.Hangul, hangul}, {unicode.Arabic, consonant}, {unicode.Hebrew, consonant},
		{unicode.Devanagari, syllable}, {unicode.Bengali, syllable}, {unicode.Thai, syllable}, {unicode.Tamil, syllable}, {unicode.Telugu, syllable},
		{unicode.P, mark},
	} {
		if unicode.Is(of.table, r) {
			return of.kind
		}
	}
	return other
}

// cost is how many tokens the next rune adds, the how manieth of its kind in a row.
func (k kind) cost(run int) float64 {
	start := func(first float64, free int, more float64) float64 {
		switch {
		case run == 1:
			return first
		case run <= free:
			return 0
		}
		return more
	}
	switch k {
	case gap:
		return start(0, 1, .1)
	case line:
		return start(1, 2, .2)
	case digit:
		return start(1, 3, 1./3)
	case mark:
		return start(.9, 2, .4)
	case latin:
		if run > 9 {
			return .16
		}
		return start(1, 6, .06)
	case accented:
		return .6
	case alphabet:
		return start(1, 3, .22)
	case consonant:
		return start(1, 3, .25)
	case syllable:
		return .42
	case han:
		return .78
	case kana:
		return .83
	case hangul:
		return .7
	case other:
	}
	return 1
}
