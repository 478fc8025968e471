package thing

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// How well a sentence says what something is.
const (
	defined  = 1.0 // "A tern is a bird that lives by the sea", "it means", "is defined as"
	counted  = 0.9 // "a tern is a bird"
	once     = 0.8 // "the tern was a ship"
	modified = 0.9 // of that, what is said of a sort of it: "a total lunar eclipse is when ..."
	apposed  = 0.7 // "monkeypox, a cousin of smallpox, has been found"
	beside   = 0.5 // "they spoke of monkeypox, a cousin of smallpox", which may as well be "they joined the pact, a change of policy"
	expanded = 0.6 // "the Double Asteroid Redirection Test, or DART"
)

// Introduces is how near the beginning of a sentence the first of some words stands, those with a number in terms, right behind
// which it says what something is or is called.
func Introduces(l *text.Language, words []text.Word, terms []int) float64 {
	for i := range words {
		for j := i + 1; terms[i] >= 0 && j < len(words) && j <= i+4; j++ {
			if n := words[j].Norm; l.Questions.Be[n] || l.Questions.Defining[n] {
				return 1 / (1 + float64(i)/8)
			}
		}
	}
	return 0
}

// Definition is how well a sentence says what something is, of which the names are all words: terms[i] is the number
// of the one that word i is, of n, or -1. It is 0 where it does not.
func Definition(l *text.Language, sentence string, words []text.Word, terms []int, n int) float64 {
	best := 0.0
	for i := range words {
		if terms[i] < 0 {
			continue
		}
		if end := mention(words, terms, i, n); end > 0 {
			best = max(best, says(l, sentence, words, terms, i, end))
		}
	}
	return best
}

// Told reports whether a sentence says of what the one before it names what that is: "It's defined as ...".
func Told(l *text.Language, sentence string, words []text.Word) bool {
	if len(words) == 0 || !text.OpensWithPronoun(words[:1]) {
		return false
	}
	m := l.Patterns.Defines.FindStringSubmatch(sentence[words[0].End:])
	return m != nil && m[1] != ""
}

// mention is where a mention of all n words ends that begins with word i: nothing but small words stands between them.
// It is 0 where there is none.
func mention(words []text.Word, terms []int, i, n int) int {
	seen := make(map[int]bool, n)
	for k := i; k < len(words); k++ {
		switch {
		case terms[k] >= 0:
			seen[terms[k]] = true
		case !words[k].Stop():
			return 0
		}
		if len(seen) == n {
			return k + 1
		}
	}
	return 0
}

// says is how well what stands around the mention, words i to end, says what it is.
func says(l *text.Language, sentence string, words []text.Word, terms []int, i, end int) float64 {
	behind := strings.TrimLeft(sentence[words[end-1].End:], `"”`)
	if m := l.Patterns.Defines.FindStringSubmatch(behind); m != nil {
		switch {
		case m[1] != "" && slices.Contains(terms[end:min(end+2, len(words))], terms[i]): // "Brexit means Brexit"
			return 0
		case m[1] != "":
			return defined * opens(l.Questions.Determiners, l, sentence[:words[i].Start], words[:i])
		case m[2] != "":
			return opens(l.Questions.Indefinite, l, sentence[:words[i].Start], words[:i]) * sort(l, l.Words(m[2]), l.Words(behind[len(m[0]):]))
		case i > 0 && l.Questions.Naming[words[i-1].Norm]: // "called monkeypox, ..."
			return apposed
		default:
			return max(beside, apposed*opens(l.Questions.Indefinite, l, sentence[:words[i].Start], words[:i]))
		}
	}
	if end-i == 1 && expands(sentence, words, i) {
		return expanded
	}
	return 0
}

// sort is how well it is said of which sort something is: well with what that sort does, badly of what it was.
func sort(l *text.Language, verb, words []text.Word) float64 {
	if len(verb) > 0 && l.Questions.Past[verb[0].Norm] {
		return once
	}
	for i := range min(len(words), mostSort) {
		if n := words[i].Norm; l.Clauses.Relative[n] || n == l.Clauses.That {
			return defined
		}
	}
	return counted
}

// mostSort is within how many words the clause begins that tells of a sort what it does.
const mostSort = 9

// opens is how well what stands before a mention lets it be what its sentence is about: small words alone, or a clause
// that a comma, a colon or a dash ends; less so one word between it and one of the articles: "a total lunar eclipse".
func opens(articles map[string]bool, l *text.Language, before string, words []text.Word) float64 {
	worth := 1.0
	for k := len(words) - 1; k >= 0; k-- {
		switch {
		case strings.ContainsAny(before[words[k].End:], ",:(—–-"):
			return worth
		case l.Questions.Prepositions[words[k].Norm]:
			return 0
		case words[k].Stop():
		case worth < 1 || k == 0 || !articles[words[k-1].Norm]:
			return 0
		default:
			worth = modified
		}
	}
	return worth
}

// expands reports whether word i is letters with which the words before it begin: "respiratory syncytial virus (RSV)",
// "the Double Asteroid Redirection Test mission, or DART".
func expands(sentence string, words []text.Word, i int) bool {
	letters := words[i].Of(sentence)
	if letters != strings.ToUpper(letters) || len(letters) < fewestLetters {
		return false
	}
	last := i - 1
	for last >= 0 && words[last].Stop() { // "or DART"
		last--
	}
	return last > 0 && strings.ContainsAny(sentence[words[last].End:words[i].Start], ",(") && (initials(words[:last+1], letters) || initials(words[:last], letters))
}

// initials reports whether the last of some words begin with the letters, small words apart.
func initials(words []text.Word, letters string) bool {
	rest := letters
	for k := len(words) - 1; k >= 0 && rest != ""; k-- {
		switch n := words[k].Norm; {
		case n != "" && strings.EqualFold(n[:1], rest[len(rest)-1:]):
			rest = rest[:len(rest)-1]
		case !words[k].Stop():
			return false
		}
	}
	return rest == ""
}

// fewestLetters is of how many letters a short name is at least that is spelled out.
const fewestLetters = 3
