package text

import (
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
	"github.com/storybot/storybot/knowledge/text/memo"
)

// Language is what readers know of one language, ready for use. It is never
// changed once made, so it is shared freely.
type Language struct {
	Code string // ISO 639-1
	Name string // in English

	Common    Common
	Ends      Ends
	Calendar  Calendar
	Numbers   Numbers
	Names     Names
	Pronouns  Pronouns
	Forms     Forms
	Meaning   Meaning
	Questions Questions
	Polarity  Polarity
	Certainty Certainty
	Clauses   Clauses
	Places    Places
	Patterns  Patterns
	Intents   Intents
	Dates     Dates
	Lines     Lines
	Documents Documents
	Notices   Notices

	times        timeWords
	stem         func(word string) string
	stems, norms *memo.Words
}

// Set is a set of words. It is read only.
type Set map[string]bool

// Groups says which words may stand for one another: two stems do when they
// share a group.
type Groups struct {
	Of    map[string][]int // the groups of a stem
	Stems [][]string       // the stems of a group
}

// setOf is the set of the words of all lists.
func setOf(lists ...string) Set {
	s := make(Set)
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			s[w] = true
		}
	}
	return s
}

// stemSet is the set of the stems of words.
func (l *Language) stemSet(list string) Set {
	s := make(Set)
	for _, w := range strings.Fields(list) {
		s[l.Stem(w)] = true
	}
	return s
}

// listOf cuts a list at its semicolons.
func listOf(list string) []string {
	var all []string
	for _, part := range strings.Split(list, ";") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// listSet is a set of what listOf gives.
func listSet(list string) Set {
	s := make(Set)
	for _, part := range listOf(list) {
		s[part] = true
	}
	return s
}

func pairsOf(list string) map[string]string {
	m := make(map[string]string)
	for _, pair := range strings.Fields(list) {
		from, to, _ := strings.Cut(pair, ":")
		m[from] = to
	}
	return m
}

// orderedPairs are pairs in their order.
func orderedPairs(list string) (pairs [][2]string) {
	for _, pair := range strings.Fields(list) {
		from, to, _ := strings.Cut(pair, ":")
		pairs = append(pairs, [2]string{from, to})
	}
	return pairs
}

// stemPairs are pairs whose second word is stemmed.
func (l *Language) stemPairs(list string) map[string]string {
	m := pairsOf(list)
	for from, to := range m {
		m[from] = l.Stem(to)
	}
	return m
}

func valuesOf(list string) map[string]float64 {
	m := make(map[string]float64)
	for word, value := range pairsOf(list) {
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			panic("the table of a language has " + word + ":" + value)
		}
		m[word] = v
	}
	return m
}

// ranksOf numbers the words of a list from 1 on, each with its other forms.
func ranksOf(list string) map[string]float64 {
	m := make(map[string]float64)
	for i, w := range strings.Fields(list) {
		for _, form := range strings.Split(w, "/") {
			m[form] = float64(i + 1)
		}
	}
	return m
}

// alike numbers the groups of retelling, see [lang.Meaning].Synonyms; a key is of the first that has it.
func (l *Language) alike(list string) map[string]int {
	m := make(map[string]int)
	for n, group := range listOf(list) {
		words := strings.TrimLeft(group, "=~")
		if words == group {
			continue
		}
		for _, w := range strings.Fields(words) {
			if key := l.Key(w); m[key] == 0 {
				m[key] = n + 1
			}
		}
	}
	return m
}

// forms maps irregular forms to the stem of their base form.
func (l *Language) forms(list string) map[string]string {
	m := make(map[string]string)
	for _, line := range strings.Split(list, ";") {
		forms := strings.Fields(line)
		if len(forms) == 0 {
			continue
		}
		base := l.Stem(forms[0])
		for _, f := range forms[1:] {
			m[f] = base
		}
	}
	return m
}

// synonyms are groups of words as their stems, irregular forms brought home.
func (l *Language) synonyms(list string) Groups {
	g := Groups{Of: make(map[string][]int)}
	for i, line := range strings.Split(list, ";") {
		var stems []string
		if strings.HasPrefix(strings.TrimSpace(line), "~") {
			line = ""
		}
		for _, w := range strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "=")) {
			stem := l.Base(w)
			stems = append(stems, stem)
			g.Of[stem] = append(g.Of[stem], i)
		}
		g.Stems = append(g.Stems, stems)
	}
	return g
}

// keyGroups are the groups of each word, by its key.
func (l *Language) keyGroups(list string) map[string][]int {
	groups := make(map[string][]int)
	for i, line := range strings.Split(list, ";") {
		for _, w := range strings.Fields(line) {
			groups[l.Key(w)] = append(groups[l.Key(w)], i)
		}
	}
	return groups
}

// keyedOf maps the words of each group to the key before its colon; a word is
// of the first group that has it.
func keyedOf(list string) map[string]string {
	m := make(map[string]string)
	for _, group := range listOf(list) {
		key, words, _ := strings.Cut(group, ":")
		for _, w := range strings.Fields(words) {
			if _, taken := m[w]; !taken {
				m[w] = key
			}
		}
	}
	return m
}

// classesOf maps each word before a group's colon to the set of those after it.
func classesOf(list string) map[string]Set {
	m := make(map[string]Set)
	for _, group := range listOf(list) {
		keys, members, _ := strings.Cut(group, ":")
		set := setOf(members)
		for _, key := range strings.Fields(keys) {
			m[key] = set
		}
	}
	return m
}

// namesOf are the first forms of the words that ranksOf numbers.
func namesOf(list string) []string {
	names := []string{""}
	for _, w := range strings.Fields(list) {
		name, _, _ := strings.Cut(w, "/")
		names = append(names, name)
	}
	return names
}

// digitsOf writes the cardinals and ordinals from two on in digits.
func digitsOf(d *lang.Numbers) map[string]string {
	m := make(map[string]string)
	for word, v := range valuesOf(d.Cardinals) {
		if v >= 2 {
			m[word] = strconv.Itoa(int(v))
		}
	}
	endings := pairsOf(d.OrdinalEndings)
	for word, v := range valuesOf(d.Ordinals) {
		n := int(v)
		ending, ok := endings[strconv.Itoa(n%10)]
		if !ok || n%100 >= 11 && n%100 <= 13 {
			ending = endings["0"]
		}
		m[word] = strconv.Itoa(n) + ending
	}
	return m
}

// abbreviationsOf are the further forms of the words that ranksOf numbers.
func abbreviationsOf(list string) string {
	var all []string
	for _, w := range strings.Fields(list) {
		if _, others, several := strings.Cut(w, "/"); several {
			all = append(all, strings.Split(others, "/")...)
		}
	}
	return strings.Join(all, " ")
}

// keysOf are the words that pairs or values explain.
func keysOf(pairs string) string {
	var words []string
	for _, pair := range strings.Fields(pairs) {
		word, _, _ := strings.Cut(pair, ":")
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// longerThan keeps the words of more than n bytes.
func longerThan(n int, s Set) Set {
	for w := range s {
		if len(w) <= n {
			delete(s, w)
		}
	}
	return s
}
