package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text/fold"
)

// Word is one word or number of a text.
type Word struct {
	Span
	Norm   string // lower case, accents and possessive dropped; a number without thousands marks
	Upper  bool   // begins with a capital letter
	Number bool   // begins with a digit

	lang *Language
}

// Stop reports whether w is too common to search for.
func (w *Word) Stop() bool { return w.lang.Common.Stop[w.Norm] }

// Stem returns the stem of w, by which inflections meet.
func (w *Word) Stem() string { return w.lang.Stem(w.Norm) }

// Words cuts text into its words, in order. A hyphen separates words; a single
// letter before one keeps it in its Norm, for an X-ray is no X. An apostrophe within a word, the points of an acronym and the marks within a
// number do not. Scripts written without spaces give one word a character.
func (l *Language) Words(text string) []Word {
	words := make([]Word, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			i += size
			continue
		}
		end := i + size
		if !ideograph(r) {
			end = wordEnd(text, i)
		}
		w := l.newWord(text, Span{i, end}, r)
		if end == i+size && l.isPrefix(text, end, r) {
			w.Norm += "-"
		}
		words = append(words, w)
		i = end
	}
	return words
}

// isPrefix reports whether a letter that ends there is only the beginning of what a
// hyphen joins to it: X-ray, T-shirt.
func (l *Language) isPrefix(text string, end int, letter rune) bool {
	if !unicode.IsLetter(letter) || ideograph(letter) || end+1 >= len(text) || text[end] != '-' || l.Common.Stop[strings.ToLower(string(letter))] {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[end+1:])
	return unicode.IsLetter(next)
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// ideograph reports whether r is of a script that puts no spaces between words.
func ideograph(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// wordEnd finds the end of the word that begins at i.
func wordEnd(text string, i int) int {
	prev, size := utf8.DecodeRuneInString(text[i:])
	i += size
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if wordRune(r) {
			if ideograph(r) {
				return i
			}
			prev, i = r, i+size
			continue
		}
		next, nextSize := utf8.DecodeRuneInString(text[i+size:])
		if !joins(prev, r, next) || ideograph(next) {
			return i
		}
		prev, i = next, i+size+nextSize
	}
	return i
}

// joins reports whether the mark between two word characters belongs to the word.
func joins(prev, mark, next rune) bool {
	switch mark {
	case '\'', '’':
		return unicode.IsLetter(prev) && unicode.IsLetter(next)
	case ',':
		return isDigit(prev) && isDigit(next)
	case '.':
		return isDigit(prev) && isDigit(next) || unicode.IsUpper(prev) && unicode.IsUpper(next)
	}
	return false
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func (l *Language) newWord(text string, s Span, first rune) Word {
	w := Word{lang: l, Span: s, Upper: unicode.IsUpper(first), Number: isDigit(first)}
	raw := s.Of(text)
	switch {
	case w.Number:
		w.Norm = strings.ToLower(strings.ReplaceAll(raw, ",", ""))
	case fold.Small(raw) && l.Forms.Written[raw] == "" && (l.Forms.Possessive == "" || !strings.HasSuffix(raw, l.Forms.Possessive)):
		w.Norm = raw // most words
	default:
		w.Norm = l.norms.Of(raw, l.normOf)
	}
	return w
}

// normOf is the Norm of a word that is no number.
func (l *Language) normOf(raw string) string {
	if written := l.Forms.Written[raw]; written != "" {
		return written
	}
	return strings.TrimSuffix(fold.Word(raw), l.Forms.Possessive)
}

// Stem returns the stem of a normal word; words with anything but a-z are
// their own stem.
func (l *Language) Stem(word string) string {
	if len(word) < 3 {
		return word
	}
	for i := range len(word) {
		if c := word[i]; (c < 'a' || c > 'z') && c != '\'' {
			return word
		}
	}
	return l.stems.Of(word, l.stem)
}

// Terms returns the stems of a text's words in order, stop words left out:
// what it is found by.
func (l *Language) Terms(text string) []string {
	words := l.Words(text)
	terms := make([]string, 0, len(words))
	for i := range words {
		if !words[i].Stop() {
			terms = append(terms, words[i].Stem())
		}
	}
	return terms
}

// TermSet returns the terms of a text, each once.
func (l *Language) TermSet(text string) map[string]bool {
	set := make(map[string]bool)
	for _, t := range l.Terms(text) {
		set[t] = true
	}
	return set
}

// OpensWithPronoun reports whether one of the first two words is a pronoun, so
// that a sentence of these words leans on the one before it.
func OpensWithPronoun(words []Word) bool {
	for i := 0; i < min(len(words), 2); i++ {
		if n := words[i].Norm; words[i].lang.Pronouns.Opening[n] {
			return true
		}
	}
	return false
}

// NamesSomebody reports whether a sentence of these words has a name: a word
// with a capital that is neither the first nor a stop word.
func NamesSomebody(words []Word) bool {
	for i := range words {
		if words[i].Upper && i > 0 && !words[i].Stop() {
			return true
		}
	}
	return false
}
