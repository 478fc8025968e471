package sample

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// question is a line of testdata/questions.jsonl.
type question struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	At       string   `json:"at"`
	Answers  []string `json:"answers"`
	URLs     []string `json:"urls"`
}

func readQuestions(t *testing.T) []question {
	t.Helper()
	f, err := os.Open("testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var all []question
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		d := json.NewDecoder(strings.NewReader(lines.Text()))
		d.DisallowUnknownFields()
		var q question
		if err := d.Decode(&q); err != nil {
			t.Fatalf("line %d: %v", len(all)+1, err)
		}
		all = append(all, q)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestQuestionsAreWhole(t *testing.T) {
	ids, unanswered := map[string]bool{}, 0
	questions := readQuestions(t)
	for _, q := range questions {
		if q.ID == "" || ids[q.ID] || q.Question == "" || q.Answers == nil || q.URLs == nil {
			t.Errorf("%+v lacks a field or repeats an id", q)
		}
		ids[q.ID] = true
		if (len(q.Answers) == 0) != (len(q.URLs) == 0) {
			t.Errorf("%s has answers without a story, or a story without answers", q.ID)
		}
		if len(q.Answers) == 0 {
			unanswered++
		}
		parseDate(t, q.ID, q.At)
	}
	if len(questions)-unanswered < 40 || unanswered < 8 {
		t.Errorf("%d questions with and %d without an answer, want 40 and 8", len(questions)-unanswered, unanswered)
	}
}

// TestAnswersStandInTheirStories holds every question against the stories it
// names: each tells one of the answers word for word, each answer is told by
// one of them, and all were published by the day before the question was asked.
func TestAnswersStandInTheirStories(t *testing.T) {
	byURL := map[string]knowledge.Story{}
	for _, s := range readStories(t) {
		byURL[s.URL] = s
	}
	for _, q := range readQuestions(t) {
		told := map[string]bool{}
		at := parseDate(t, q.ID, q.At)
		for _, url := range q.URLs {
			s, ok := byURL[url]
			if !ok {
				t.Errorf("%s names no story: %s", q.ID, url)
				continue
			}
			if knowledge.Day(s.Published) >= knowledge.Day(at) {
				t.Errorf("%s is asked on %s, but %s is of %s", q.ID, q.At, url, knowledge.Day(s.Published))
			}
			if !anyStands(q.Answers, s, told) {
				t.Errorf("%s: none of %q stands in %s", q.ID, q.Answers, url)
			}
		}
		for _, a := range q.Answers {
			if !told[a] {
				t.Errorf("%s: %q stands in no story it names", q.ID, a)
			}
		}
	}
}

// anyStands reports whether s tells one of the answers in its text, and marks
// those it tells in its text or title.
func anyStands(answers []string, s knowledge.Story, told map[string]bool) bool {
	found := false
	for _, a := range answers {
		if stands(a, s.Text) {
			told[a], found = true, true
		}
		if stands(a, s.Title) {
			told[a] = true
		}
	}
	return found
}

// stands reports whether answer is in text word for word: 14 is not in 1,140 or 14.5.
func stands(answer, text string) bool {
	for rest := text; ; {
		i := strings.Index(rest, answer)
		if i < 0 {
			return false
		}
		before, after := rest[:i], rest[i+len(answer):]
		if !endsInWord.MatchString(before) && !startsInWord.MatchString(after) {
			return true
		}
		rest = after
	}
}

var (
	endsInWord   = regexp.MustCompile(`[\pL\pN]$|\pN[.,]$`)
	startsInWord = regexp.MustCompile(`^[\pL\pN]|^[.,]\pN`)
)

func TestStands(t *testing.T) {
	for _, c := range []struct {
		answer, text string
		want         bool
	}{
		{"14", "missing is 14, and", true},
		{"14", "in 1,140 or 14.5 or 3.14", false},
		{"31", "131 and then 31.", true},
		{"Lind", "the Lindens", false},
	} {
		if got := stands(c.answer, c.text); got != c.want {
			t.Errorf("stands(%q, %q) = %v", c.answer, c.text, got)
		}
	}
}

// TestCorrectedNumbers asks the same thing before and after the ferry's
// correction, and wants the withdrawn figures to differ from the last one.
func TestCorrectedNumbers(t *testing.T) {
	byID := map[string]question{}
	for _, q := range readQuestions(t) {
		byID[q.ID] = q
	}
	var correction knowledge.Story
	for _, s := range readStories(t) {
		if s.Label == knowledge.Correction {
			correction = s
		}
	}
	for _, id := range []string{"missing-day-one", "missing-day-two"} {
		q := byID[id]
		if len(q.URLs) != 1 || q.URLs[0] == correction.URL || q.At >= knowledge.Day(correction.Published) {
			t.Errorf("%s is not a question of before the correction: %+v", id, q)
		}
		for _, a := range q.Answers {
			if stands(a, correction.Text) {
				t.Errorf("%s: the correction still says %q", id, a)
			}
		}
	}
	last := byID["missing-corrected"]
	if len(last.URLs) != 1 || last.URLs[0] != correction.URL || last.At <= knowledge.Day(correction.Published) {
		t.Errorf("missing-corrected is not answered by the correction: %+v", last)
	}
}
