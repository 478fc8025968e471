package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// Word is one word or number of a text.
type Word struct {
	Span
	Norm   string // lower case, accents and possessive dropped; a number without thousands marks
	Upper  bool   // begins with a capital letter
	Number bool   // begins with a digit
}

// Stop says whether w is too common to search for.
func (w *Word) Stop() bool { return stopWords[w.Norm] }

// Stem returns the English (Porter2) stem of w, by which inflections meet.
func (w *Word) Stem() string { return Stem(w.Norm) }

// Words cuts text into its words, in order. A hyphen separates words; an
// apostrophe within a word, the points of an acronym and the marks within a
// number do not. Scripts written without spaces give one word a character.
func Words(text string) []Word {
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
		words = append(words, newWord(text, Span{i, end}, r))
		i = end
	}
	return words
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// ideograph tells the scripts that put no spaces between words.
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

// joins says whether the mark between two word characters belongs to the word.
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

func newWord(text string, s Span, first rune) Word {
	w := Word{Span: s, Upper: unicode.IsUpper(first), Number: isDigit(first)}
	raw := s.Of(text)
	switch {
	case w.Number:
		w.Norm = strings.ToLower(strings.ReplaceAll(raw, ",", ""))
	case raw == "US" || raw == "U.S":
		w.Norm = "usa" // else it is lost among the pronouns
	default:
		w.Norm = normal(raw)
	}
	return w
}

// normal folds a word to the form in which two spellings of it are equal.
func normal(raw string) string {
	ascii := true
	for i := range len(raw) {
		if raw[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	s := raw
	if !ascii {
		s = fold(raw)
	}
	s = strings.ToLower(s)
	if strings.IndexByte(s, '.') >= 0 {
		s = strings.ReplaceAll(s, ".", "")
	}
	return strings.TrimSuffix(s, "'s")
}

// fold drops accents and straightens apostrophes.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r == '’':
			b.WriteByte('\'')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case unicode.Is(unicode.Mn, r) && r < 0x0400: // accents, not the vowels of other scripts
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// Stem returns the English (Porter2) stem of a normal word; words with
// anything but a-z are their own stem.
func Stem(word string) string {
	if len(word) < 3 {
		return word
	}
	for i := range len(word) {
		if c := word[i]; (c < 'a' || c > 'z') && c != '\'' {
			return word
		}
	}
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// Terms returns the stems of a text's words in order, stop words left out:
// what it is found by.
func Terms(text string) []string {
	words := Words(text)
	terms := make([]string, 0, len(words))
	for i := range words {
		if !words[i].Stop() {
			terms = append(terms, words[i].Stem())
		}
	}
	return terms
}

// stopWords are the words of English that tell stories apart least. It is read only.
var stopWords = set(`a about above after again against all also am an and any are aren't as at be because been
before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down
during each few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers
herself him himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just let's me more most
my myself no nor not now of off on once only or other ought our ours ourselves out over own said same say says
shan't she she'd she'll she's should shouldn't so some such than that that's the their theirs them themselves then
there there's these they they'd they'll they're they've this those through to too under until up upon us very was
wasn't we we'd we'll we're we've were weren't what what's when when's where where's which while who who's whom whose
why why's will with won't would wouldn't you you'd you'll you're you've your yours yourself yourselves s t d ll m re ve`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
