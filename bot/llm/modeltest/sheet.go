package modeltest

import (
	_ "embed" // the answer sheets
	"fmt"
	"regexp"
	"strings"
)

//go:embed sheets.md
var sheets string

// Manner is how a model writes.
type Manner string

// The manners of models.
const (
	Good     Manner = "good"     // one fact a sentence, a mark behind each
	Terse    Manner = "terse"    // one clause
	Verbose  Manner = "verbose"  // lead-ins, headings, lists, a list of sources at the end
	Weak     Manner = "weak"     // some of it false, marks that name stories or stand at the end of the paragraph
	Foreign  Manner = "foreign"  // in the reader's language, which the stories are not in
	Refusing Manner = "refusing" // says in words of its own that the stories do not say
)

// Line is a sentence of an answer sheet.
type Line struct {
	Text  string   // without marks
	Rests []string // words of the sentences that it rests on
	Opens string   // "\n- " of an item, "\n\n" of a paragraph, "## " of a heading
	False bool     // the stories do not bear it out
	Bare  bool     // it claims nothing: a lead-in, a heading, that the stories do not say
}

// Sheet is what models write in answer to one question.
type Sheet struct {
	Question string
	Foreign  string // the question in a language that the stories are not in; may be empty
	Answers  map[Manner][]Line
}

var rests = regexp.MustCompile(`\s*\{([^}]*)\}`)

// Sheets are the answer sheets over the sample stories. In sheets.md, a "## " is a
// question, a "> " the same in another language, a "# " a manner, and each line a sentence: "!" before it says that it is
// false, "~" that it claims nothing, and braces behind it hold words of the sentences
// that it rests on, and after a "|" those of another that says the same.
func Sheets() []Sheet {
	var all []Sheet
	var manner Manner
	opens := ""
	for line := range strings.Lines(sheets) {
		line = strings.TrimRight(line, "\n")
		if question, is := strings.CutPrefix(line, "## "); is {
			all = append(all, Sheet{Question: question, Answers: make(map[Manner][]Line)})
			continue
		}
		if foreign, is := strings.CutPrefix(line, "> "); is {
			all[len(all)-1].Foreign = foreign
			continue
		}
		if name, is := strings.CutPrefix(line, "# "); is {
			manner, opens = Manner(name), ""
			continue
		}
		if strings.TrimSpace(line) == "" {
			opens = "\n\n"
			continue
		}
		s := &all[len(all)-1]
		l := readLine(line, opens)
		s.Answers[manner] = append(s.Answers[manner], l)
		opens = " "
		if strings.HasPrefix(l.Text, "#") || strings.HasPrefix(l.Text, "**") {
			opens = "\n" // what follows a heading
		}
	}
	return all
}

func readLine(line, opens string) Line {
	l := Line{Opens: opens}
	if rest, is := strings.CutPrefix(line, "!"); is {
		l.False, line = true, rest
	}
	if rest, is := strings.CutPrefix(line, "~"); is {
		l.Bare, line = true, rest
	}
	for _, m := range rests.FindAllStringSubmatch(line, -1) {
		l.Rests = append(l.Rests, m[1])
	}
	line = rests.ReplaceAllString(line, "")
	if rest, is := strings.CutPrefix(line, "- "); is {
		l.Opens, line = "\n- ", rest
	}
	l.Text = line
	return l
}

// material are the numbered sentences of a prompt, by their numbers.
type material map[string]string

var numbered = regexp.MustCompile(`(?m)^\s*(?:(\d+\.\d+) (.+)|\[(\d+)\] (.+))$`)

// read reads the material out of a prompt of the bot's.
func read(prompt string) material {
	m := make(material)
	for _, f := range numbered.FindAllStringSubmatch(prompt, -1) {
		if f[1] != "" {
			m[f[1]] = f[2]
		} else {
			m[f[3]+".0"] = f[4]
		}
	}
	return m
}

// find is the number of the sentence that has these words, and whether one has.
func (m material) find(words string) (number string, ok bool) {
	for n, sentence := range m {
		if strings.Contains(sentence, words) && (number == "" || n < number) {
			number = n
		}
	}
	return number, number != ""
}

// marked are the marks of a line, in the manner's own form. A sentence that was
// not given cannot be cited: then ok is false.
func (l *Line) marked(m material, manner Manner, at int) (marks string, ok bool) {
	var numbers []string
	for _, words := range l.Rests {
		words, _, _ = strings.Cut(words, "|")
		n, found := m.find(words)
		if !found {
			return "", false
		}
		numbers = append(numbers, n)
	}
	if len(numbers) == 0 {
		return "", true
	}
	story, _, _ := strings.Cut(numbers[0], ".")
	switch manner {
	case Verbose:
		return "【" + strings.Join(numbers, "】【") + "】", true
	case Weak:
		return []string{" [" + story + "]", fmt.Sprintf(" (source %s)", numbers[0]), " [" + strings.Join(numbers, ", ") + "]"}[at%3], true
	case Terse:
		return " [" + strings.Join(numbers, ", ") + "]", true
	}
	return " [" + strings.Join(numbers, "][") + "]", true
}
