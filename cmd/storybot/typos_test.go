package main

import (
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/eval"
	"github.com/storybot/storybot/knowledge"
)

// mistyped is a question with a typo in its n longest words: two letters in the
// middle are swapped, in every second one a letter is left out.
func mistyped(question string, n int) string {
	words := strings.FieldsFunc(question, func(r rune) bool { return !unicode.IsLetter(r) })
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	for i, w := range words[:min(n, len(words))] {
		letters, at := []rune(w), len([]rune(w))/2
		if len(letters) < 4 {
			continue
		}
		if i%2 == 0 {
			letters[at], letters[at-1] = letters[at-1], letters[at]
		} else {
			letters = append(letters[:at], letters[at+1:]...)
		}
		question = strings.Replace(question, w, string(letters), 1)
	}
	return question
}

// BenchmarkTypos asks the questions over real news as they are and with a typo in
// their two longest words: the share whose first claim has an accepted answer.
func BenchmarkTypos(b *testing.B) {
	const folder = "../../../shared/data/rtqa/"
	if _, err := os.Stat(folder); err != nil {
		b.Skip("no ../shared/data: typos over real news not measured")
	}
	rows, err := eval.ReadQuestions(folder + "questions.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	p, err := wire(b.Context(), &Config{DataDir: b.TempDir(), Zone: time.UTC, Stories: []string{folder + "stories.jsonl.gz"}}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	if _, err := p.Load(b.Context(), knowledge.LoadOptions{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for name, typos := range map[string]int{"clean": 0, "typos": 2} {
			right, all := 0, 0
			for i := range rows {
				if len(rows[i].Answers) == 0 {
					continue
				}
				at, err := desk.At(rows[i].At)
				if err != nil {
					b.Fatal(err)
				}
				a, err := p.Silent.Answer(b.Context(), bot.Question{Text: mistyped(rows[i].Question, typos), At: at, Surface: bot.Measuring}, nil)
				if err != nil {
					b.Fatal(err)
				}
				all++
				if a.Mode != bot.ModeNone && rows[i].Right(a.Claims[0].Text) {
					right++
				}
			}
			b.ReportMetric(float64(right)/float64(all), name+"-first")
		}
	}
}
