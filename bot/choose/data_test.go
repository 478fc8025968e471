package choose

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/choose/idle"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// choiceCase is one question with sentences of which some answer.
type choiceCase struct {
	set        string
	kind, id   string
	question   string
	lines      []Line
	right      map[int]bool
	answerable bool
	fold       int
	claim      *claimCase // what of these lines is quoted first; nil where nothing is
}

// claimCase is whether the first claim is right, and how sure it was.
type claimCase struct {
	sure  float64
	right bool
}

const sharedData = "../../../shared/data"

func setFile(set string) string {
	if set == "timeqa" {
		return filepath.Join(sharedData, "time", set+".jsonl.gz")
	}
	return filepath.Join(sharedData, "answer", set+".jsonl")
}

// readChoices reads the rows of one set, or skips the test where it is absent.
func readChoices(t testing.TB, set string) []choiceCase {
	t.Helper()
	var cases []choiceCase
	eachRow(t, setFile(set), func(row []byte) error {
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

// foundChoices is what go test ./bot -run WriteChoices wrote.
var foundChoices = flag.String("found-choices", "", "what was found for questions, as go test ./bot -run WriteChoices writes it")

// readFoundChoices reads what was found for questions: lines of several stories,
// right where they hold an answer, or the truth about a premise; lines that tell
// nothing, which are never quoted, are not.
func readFoundChoices(t testing.TB) []choiceCase {
	t.Helper()
	if *foundChoices == "" {
		t.Skip("run with -found-choices to fit on what was found for questions")
	}
	var cases []choiceCase
	eachRow(t, *foundChoices, func(row []byte) error {
		var r struct {
			Set, ID, Kind, Question string
			Answers, Truth          []string
			Lines                   []struct {
				Text, Title, Given string
				Group, Year        int
				Story, Timely      float64
				Gold               bool
			}
			Claim      string
			Confidence float64
		}
		if err := json.Unmarshal(row, &r); err != nil {
			return err
		}
		id, _, _ := strings.Cut(r.ID, "-")
		if r.Set == "own" {
			id, _, _ = strings.Cut(r.ID, ".")
		}
		c := choiceCase{set: r.Set, kind: r.Kind, id: r.ID, question: r.Question, right: map[int]bool{}, answerable: len(r.Answers) > 0, fold: foldOf(id)}
		for _, l := range r.Lines {
			if !idle.Line(text.English(), l.Text) && (holdsAny(l.Text, r.Answers) && (l.Gold || len(r.Answers[0]) > 5) || len(r.Answers) == 0 && l.Gold && holdsAny(l.Text, r.Truth)) {
				c.right[len(c.lines)] = true
			}
			c.lines = append(c.lines, Line{Text: l.Text, Title: l.Title, Given: l.Given, Group: l.Group, Weight: l.Story, Timely: l.Timely, Year: l.Year})
		}
		if r.Claim != "" {
			c.claim = &claimCase{r.Confidence, holdsAny(r.Claim, append(r.Answers, r.Truth...))}
		}
		cases = append(cases, c)
		return nil
	})
	return cases
}

func foldOf(key string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	return int(h.Sum32()>>8) % 10
}

// eachRow calls use for every line of a JSON lines file, gzipped or not.
func eachRow(t testing.TB, path string, use func(row []byte) error) {
	t.Helper()
	unraced(t)
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
