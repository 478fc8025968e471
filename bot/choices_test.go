package bot

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

var (
	choicesStories = flag.String("choices-stories", "", "the DATA_DIR of the stories that the questions are about")
	choicesAsked   = flag.String("choices-questions", "", "files of questions with known answers, with commas between")
	choicesFile    = flag.String("choices-file", "", "where what was found for each question is added, for go test ./bot/choose -fit-choice")
)

// foundChoice is a question with the lines found for it, as bot/choose fits on them.
type foundChoice struct {
	Set, ID, Kind, Question string
	Answers, Truth          []string
	Lines                   []foundLine
	Claim                   string  // what is quoted first; empty where nothing is
	Confidence              float64 // of the answer
}

type foundLine struct {
	Text, Title, Given string
	Group, Year        int
	Story, Timely      float64
	Gold               bool
}

// TestWriteChoices writes what is found for questions to a file, which
// bot/choose cannot find itself. It runs with -choices-file only.
func TestWriteChoices(t *testing.T) {
	if *choicesFile == "" {
		t.Skip("run with -choices-file, -choices-stories and -choices-questions to write what the weights are fitted on")
	}
	index, err := local.Open(t.Context(), *choicesStories, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = index.Close() }()
	b := &Bot{Stories: &knowledge.Base{Index: index}}
	out, err := os.OpenFile(*choicesFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	write := json.NewEncoder(out)
	for file := range strings.SplitSeq(*choicesAsked, ",") {
		in, err := os.Open(filepath.Clean(file))
		if err != nil {
			t.Fatal(err)
		}
		scan := bufio.NewScanner(in)
		scan.Buffer(nil, 1<<20)
		for scan.Scan() {
			if err := write.Encode(b.choiceOf(t, file, scan.Bytes())); err != nil {
				t.Fatal(err)
			}
		}
		_ = in.Close()
	}
}

// choiceOf searches for the question of one row.
func (b *Bot) choiceOf(t *testing.T, file string, row []byte) foundChoice {
	t.Helper()
	var r struct {
		ID, Kind, Question, At string
		Answers, Truth, URLs   []string
	}
	if err := json.Unmarshal(row, &r); err != nil {
		t.Fatal(err)
	}
	at, _ := time.Parse(time.DateOnly, r.At) // the zero moment is now
	if !at.IsZero() {
		at = at.Add(24*time.Hour - time.Second)
	}
	p := b.plan(t.Context(), b.complete(Question{Text: r.Question, At: at, Surface: Measuring}), nil)
	found, err := b.search(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	e := gather(p.lang, found.Hits, p.query.Prefer)
	c := foundChoice{Set: filepath.Base(filepath.Dir(file)), ID: r.ID, Kind: r.Kind, Question: p.asked.Text, Answers: r.Answers, Truth: r.Truth}
	for i, l := range e.lines {
		s := &e.stories[e.places[i].story]
		gold := len(r.URLs) == 0
		for _, u := range r.URLs {
			gold = gold || strings.TrimRight(u, "/") == strings.TrimRight(s.URL, "/")
		}
		c.Lines = append(c.Lines, foundLine{l.Text, l.Title, l.Given, l.Group, l.Year, e.scores[l.Group], e.fit(l.Group), gold})
	}
	a, err := b.Answer(t.Context(), Question{Text: r.Question, At: at, Surface: Measuring}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Confidence = a.Confidence; a.Mode == ModeExtract {
		c.Claim = a.Claims[0].Text
	}
	return c
}
