package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/eval"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// keeper is a model that keeps the last prompt and writes nothing.
type keeper struct{ last bot.Prompt }

func (k *keeper) Write(_ context.Context, p bot.Prompt, _ func(string) error) (bot.Usage, error) {
	k.last = p
	return bot.Usage{}, nil
}

// prompted is what the prompts of many questions cost, and what they hold.
type prompted struct {
	tokens           []int
	holding, answers int // of so many answerable questions, the prompt has an accepted answer
}

func (p *prompted) share() float64 { return float64(p.holding) / float64(max(1, p.answers)) }

// promptsOf asks the questions of a file over stories, and keeps the prompts.
func promptsOf(t testing.TB, questions string, entries ...string) (all prompted) {
	t.Helper()
	p, err := wire(t.Context(), &Config{DataDir: t.TempDir(), Zone: time.UTC, Stories: entries}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	rows, err := eval.ReadQuestions(questions)
	if err != nil {
		t.Fatal(err)
	}
	var k keeper
	p.Silent.Model = &k
	for _, row := range rows {
		at, err := desk.At(row.At)
		if err != nil {
			t.Fatal(err)
		}
		k.last = bot.Prompt{}
		if _, err := p.Silent.Answer(t.Context(), bot.Question{Text: row.Question, At: at, Surface: bot.Measuring}, nil); err != nil {
			t.Fatal(err)
		}
		if k.last.User != "" {
			all.tokens = append(all.tokens, prompts.Count(k.last.System)+prompts.Count(k.last.User))
		}
		if len(row.Answers) == 0 {
			continue
		}
		all.answers++
		if row.Right(k.last.User) {
			all.holding++
		} else {
			t.Logf("no accepted answer in the prompt of %q", row.Question)
		}
	}
	slices.Sort(all.tokens)
	return all
}

// TestPromptIsShort holds the prompts of questions about the sample to what a
// usual question may cost, system message included, and to having the answer.
func TestPromptIsShort(t *testing.T) {
	t.Parallel()
	all := promptsOf(t, "../../knowledge/sample/testdata/questions.jsonl")
	if n := len(all.tokens); n < 50 || all.tokens[n/2] > 1600 || all.share() < .98 {
		t.Errorf("%d prompts, median %d tokens, an accepted answer in %.3f", n, all.tokens[n/2], all.share())
	}
}

// BenchmarkPromptTokens measures what a model is given for the questions over real
// news: tokens, system message included, and the share that has an accepted answer.
func BenchmarkPromptTokens(b *testing.B) {
	const folder = "../../../shared/data/rtqa/"
	if _, err := os.Stat(folder); err != nil {
		b.Skip("no ../shared/data: prompts over real news not measured")
	}
	for b.Loop() {
		all := promptsOf(b, folder+"questions.jsonl", folder+"stories.jsonl.gz")
		n := len(all.tokens)
		b.ReportMetric(float64(all.tokens[n/2]), "median-tokens")
		b.ReportMetric(float64(all.tokens[n*95/100]), "p95-tokens")
		b.ReportMetric(all.share(), "has-answer")
		fmt.Println(strings.TrimSpace(fmt.Sprintf("%d prompts, an accepted answer in %d of %d", n, all.holding, all.answers)))
	}
}
