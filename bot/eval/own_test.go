package eval_test

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// ownRow is a row of testdata/own; its README.md tells what the fields mean.
type ownRow struct {
	ID, Kind, Question, At, Half string
	Answers, Truth, URLs, Before []string
}

// ownStory is what a row is compared with.
type ownStory struct{ URL, Published, Title, Text string }

func (s ownStory) day() string { return s.Published[:min(len(s.Published), len(time.DateOnly))] }

func TestOwnQuestionsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{"rtqa", "readers", "sample", "article"} {
		for _, r := range ownRows(t, name) {
			if r.ID == "" || seen[r.ID] || r.Question == "" {
				t.Errorf("%q lacks a field or repeats an id", r.ID)
			}
			seen[r.ID] = true
			if _, err := time.Parse(time.DateOnly, r.At); err != nil {
				t.Errorf("%s: %v", r.ID, err)
			}
			if want := halfOf(r.ID); r.Half != want {
				t.Errorf("%s is in half %q, not %q", r.ID, r.Half, want)
			}
			if !r.fitsItsKind() {
				t.Errorf("%s does not have what a question of kind %q has", r.ID, r.Kind)
			}
		}
	}
}

// fitsItsKind reports whether there are answers, a truth and earlier questions
// where the kind has them, and nowhere else.
func (r *ownRow) fitsItsKind() bool {
	answers, truth := true, false
	switch r.Kind {
	case "answerable", "sloppy", "short", "typo", "role", "time", "followup", "digest":
	case "near-miss", "absent":
		answers = false
	case "false-premise":
		answers, truth = false, true
	default:
		return false
	}
	return len(r.Answers) > 0 == answers && len(r.Truth) > 0 == truth && len(r.Before) > 0 == (r.Kind == "followup")
}

func halfOf(id string) string {
	story, _, _ := strings.Cut(id, ".")
	sum := sha256.Sum256([]byte(story))
	if sum[len(sum)-1]%2 == 0 {
		return "a"
	}
	return "b"
}

func TestOwnAnswersStandInTheStories(t *testing.T) {
	t.Run("sample", func(t *testing.T) { compareOwn(t, "sample", sampleStories(t)) })
	t.Run("article", func(t *testing.T) { compareOwn(t, "article", sharedArticle(t)) })
	t.Run("rtqa", func(t *testing.T) { compareOwn(t, "rtqa", sharedNews(t)) })
	t.Run("readers", func(t *testing.T) { compareOwn(t, "readers", sharedNews(t)) })
}

// compareOwn looks up every answer and truth in the stories that the row
// names, or, where it names none, in any that was published by then.
func compareOwn(t *testing.T, name string, stories []ownStory) {
	t.Helper()
	for i := range stories {
		stories[i].Text = folded(stories[i].Title + "\n" + stories[i].Text)
	}
	for _, r := range ownRows(t, name) {
		there := slices.DeleteFunc(slices.Clone(stories), func(s ownStory) bool {
			return s.day() > r.At || len(r.URLs) > 0 && !slices.Contains(r.URLs, s.URL)
		})
		for _, u := range r.URLs {
			if !slices.ContainsFunc(there, func(s ownStory) bool { return s.URL == u }) {
				t.Errorf("%s: no story of that day is at %s", r.ID, u)
			}
		}
		for _, fact := range slices.Concat(r.Answers, r.Truth) {
			if !slices.ContainsFunc(there, func(s ownStory) bool { return hasWords(s.Text, folded(fact)) }) {
				t.Errorf("%s: no story says %q", r.ID, fact)
			}
		}
	}
}

func folded(text string) string { return strings.ToLower(strings.ReplaceAll(text, "’", "'")) }

// hasWords reports whether words are in text, not as a part of longer ones.
func hasWords(text, words string) bool {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(words):])
		if !inWord(before) && !inWord(after) {
			return true
		}
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func ownRows(t *testing.T, name string) []ownRow {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "own", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	return decodeLines[ownRow](t, f)
}

func decodeLines[T any](t *testing.T, from io.Reader) []T {
	t.Helper()
	var all []T
	for d := json.NewDecoder(bufio.NewReader(from)); d.More(); {
		var one T
		if err := d.Decode(&one); err != nil {
			t.Fatalf("row %d: %v", len(all)+1, err)
		}
		all = append(all, one)
	}
	return all
}

// sampleStories reads the front matter only as far as the comparison needs it.
func sampleStories(t *testing.T) []ownStory {
	t.Helper()
	files, err := filepath.Glob("../../knowledge/sample/stories/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d sample stories: %v", len(files), err)
	}
	field := regexp.MustCompile(`(?m)^(title|url|published): "?(.*?)"?$`)
	var all []ownStory
	for _, file := range files {
		data, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			t.Fatal(err)
		}
		head, text, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		of := map[string]string{}
		for _, m := range field.FindAllStringSubmatch(head, -1) {
			of[m[1]] = m[2]
		}
		all = append(all, ownStory{of["url"], of["published"], of["title"], strings.ReplaceAll(text, "**", "")})
	}
	return all
}

func sharedArticle(t *testing.T) []ownStory {
	t.Helper()
	data, err := os.ReadFile("../../../shared/stories/000_51369b620fbf6d10.txt")
	if err != nil {
		t.Skip("no ../shared/stories: questions on the article not compared")
	}
	return []ownStory{{Text: string(data)}}
}

func sharedNews(t *testing.T) []ownStory {
	t.Helper()
	f, err := os.Open("../../../shared/data/rtqa/stories.jsonl.gz")
	if err != nil {
		t.Skip("no ../shared/data: questions on the news not compared")
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return decodeLines[ownStory](t, z)
}
