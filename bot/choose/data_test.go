package choose

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// choiceCase is one question with sentences of which some answer.
type choiceCase struct {
	set        string
	question   string
	lines      []Line
	right      map[int]bool
	answerable bool
	fold       int
}

const sharedData = "../../../shared/data"

// readChoices reads the rows of one set, or skips the test where it is absent.
func readChoices(t testing.TB, set string) []choiceCase {
	t.Helper()
	var cases []choiceCase
	eachRow(t, filepath.Join(sharedData, "answer", set+".jsonl"), func(row []byte) error {
		var r struct {
			Question, Title string
			Sentences       []string
			Selected        []int
		}
		if err := json.Unmarshal(row, &r); err != nil {
			return err
		}
		c := choiceCase{set: set, question: r.Question, right: map[int]bool{}, answerable: len(r.Selected) > 0}
		for _, s := range r.Sentences {
			c.lines = append(c.lines, Line{Text: s, Weight: 1})
		}
		for _, s := range r.Selected {
			c.right[s] = true
		}
		key := r.Title
		if key == "" {
			key = r.Question
		}
		c.fold = foldOf(key)
		cases = append(cases, c)
		return nil
	})
	return cases
}

// readNewsChoices reads the news questions whose answer stands in a gold
// story: the sentences of the gold stories, right where they have an answer.
func readNewsChoices(t testing.TB) []choiceCase {
	t.Helper()
	stories := map[string]knowledge.Story{}
	eachRow(t, filepath.Join(sharedData, "rtqa", "stories.jsonl.gz"), func(row []byte) error {
		var s struct{ URL, Title, Text string }
		if err := json.Unmarshal(row, &s); err != nil {
			return err
		}
		stories[s.URL] = knowledge.Story{Title: s.Title, Text: s.Text}
		return nil
	})
	var cases []choiceCase
	eachRow(t, filepath.Join(sharedData, "rtqa", "questions.jsonl"), func(row []byte) error {
		var r struct {
			Question      string
			Answers, URLs []string
			At            string
		}
		if err := json.Unmarshal(row, &r); err != nil {
			return err
		}
		c := choiceCase{set: "rtqa", question: r.Question, right: map[int]bool{}, answerable: len(r.Answers) > 0, fold: foldOf(r.Question)}
		for g, u := range r.URLs {
			s, ok := stories[u]
			if !ok {
				continue
			}
			for _, span := range text.English().Sentences(s.Text) {
				if holdsAny(span.Of(s.Text), r.Answers) {
					c.right[len(c.lines)] = true
				}
				c.lines = append(c.lines, Line{Text: span.Of(s.Text), Title: s.Title, Group: g, Weight: 1})
			}
		}
		if len(c.right) > 0 {
			cases = append(cases, c)
		}
		return nil
	})
	return cases
}

// readNewsAnswered gives each news question with its gold story, which answers,
// or, where no story does, with the most similar one.
func readNewsAnswered(t testing.TB) []choiceCase {
	t.Helper()
	var stories []knowledge.Story
	var terms []map[string]bool
	df := map[string]float64{}
	eachRow(t, filepath.Join(sharedData, "rtqa", "stories.jsonl.gz"), func(row []byte) error {
		var s struct{ URL, Title, Text, Published string }
		if err := json.Unmarshal(row, &s); err != nil {
			return err
		}
		stories = append(stories, knowledge.Story{URL: s.URL, Title: s.Title, Text: s.Text, Item: s.Published})
		has := map[string]bool{}
		for _, term := range text.English().Terms(s.Title + "\n" + text.Cut(s.Text, 1500)) {
			has[term] = true
		}
		for term := range has {
			df[term]++
		}
		terms = append(terms, has)
		return nil
	})
	var cases []choiceCase
	eachRow(t, filepath.Join(sharedData, "rtqa", "questions.jsonl"), func(row []byte) error {
		var r struct {
			Question, At string
			URLs         []string
		}
		if err := json.Unmarshal(row, &r); err != nil {
			return err
		}
		gold, other, top := -1, -1, 0.0
		for i := range stories {
			if slices.Contains(r.URLs, stories[i].URL) {
				gold = i
				continue
			}
			score := 0.0
			for _, term := range text.English().Terms(r.Question) {
				if terms[i][term] {
					score += math.Log(float64(len(stories)) / df[term])
				}
			}
			if score > top && stories[i].Item <= r.At {
				other, top = i, score
			}
		}
		for _, i := range []int{gold, other} {
			if i < 0 || i == other && gold >= 0 { // other stories may answer it as well
				continue
			}
			c := choiceCase{set: "rtqa", question: r.Question, answerable: i == gold, fold: foldOf(r.Question)}
			for _, span := range text.English().Sentences(stories[i].Text) {
				c.lines = append(c.lines, Line{Text: span.Of(stories[i].Text), Title: stories[i].Title, Weight: 1})
			}
			cases = append(cases, c)
		}
		return nil
	})
	return cases
}

// holdsAny reports whether one of the answers stands in text, whole words, case
// and the form of quotation marks aside.
func holdsAny(text string, answers []string) bool {
	text = " " + spaced(text) + " "
	for _, a := range answers {
		if a = spaced(a); a != "" && strings.Contains(text, " "+a+" ") {
			return true
		}
	}
	return false
}

// spaced puts spaces around whatever is no letter or digit.
func spaced(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"").Replace(strings.ToLower(s))
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(" \t\n.,;:!?\"'()[]—–-/$%&*", r) {
			b.WriteByte(' ')
			if r != ' ' && r != '\n' && r != '\t' {
				b.WriteRune(r)
			}
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func foldOf(key string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	return int(h.Sum32()>>8) % 10
}

// eachRow calls use for every line of a JSON lines file, gzipped or not.
func eachRow(t testing.TB, path string, use func(row []byte) error) {
	t.Helper()
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		t.Skipf("no ../shared/data: %s not measured", filepath.Base(path))
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 64<<20)
	for scan.Scan() {
		if err := use(scan.Bytes()); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
}
