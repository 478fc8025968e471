package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/eval"
	"github.com/storybot/storybot/knowledge"
)

// TestRankingGolden holds what is found and quoted for the questions about the
// sample against testdata/ranking.golden, so that a change of a weight shows as
// a difference to read: go test ./cmd/storybot -run RankingGolden -update.
func TestRankingGolden(t *testing.T) {
	t.Parallel()
	p, err := wire(t.Context(), &Config{DataDir: t.TempDir(), Zone: time.UTC}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	first, n := 0, 0
	rows, err := eval.ReadQuestions("../../knowledge/sample/testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		rank := tellRanking(t.Context(), t, p, &row, &got)
		if len(row.URLs) > 0 {
			n++
			if rank == 1 {
				first++
			}
		}
	}
	fmt.Fprintf(&got, "the right story is first for %d of %d\n", first, n)
	const golden = "testdata/ranking.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(filepath.FromSlash(golden))
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the ranking is not that of %s; read the difference, and -update where it is for the better:\n%s", golden, difference(string(want), got.String()))
	}
}

// tellRanking writes one question, the three stories found first with their
// scores, and the answer's citations; it returns the place of the right story.
func tellRanking(ctx context.Context, t *testing.T, p *parts, row *eval.Question, to *strings.Builder) int {
	t.Helper()
	at, err := desk.At(row.At)
	if err != nil {
		t.Fatal(err)
	}
	q := bot.Question{Text: row.Question, At: at, Surface: bot.Measuring}
	_, found, err := p.Silent.Find(ctx, q, 40, 1)
	if err != nil {
		t.Fatal(err)
	}
	a, err := p.Silent.Answer(ctx, q, nil)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(to, "%s\n", row.Question)
	rank := 0
	for i, h := range found.Hits {
		if rank == 0 && slices.ContainsFunc(row.URLs, func(u string) bool { return eval.SameAddress(u, h.Story.URL) }) {
			rank = i + 1
		}
		if i < 3 {
			fmt.Fprintf(to, "\t%.3f %s\n", h.Score, h.Story.ID)
		}
	}
	fmt.Fprintf(to, "\t%s, the right one is %d\n", a.Mode, rank)
	for _, c := range a.Citations {
		fmt.Fprintf(to, "\t[%d] %s %d-%d\n", c.N, c.Story, c.Start, c.End)
	}
	return rank
}

// difference gives the lines in which two texts differ, twenty at most.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	var b strings.Builder
	told := 0
	for i := 0; i < max(len(w), len(g)) && told < 20; i++ {
		x, y := "", ""
		if i < len(w) {
			x = w[i]
		}
		if i < len(g) {
			y = g[i]
		}
		if x != y {
			fmt.Fprintf(&b, "line %d\n-%s\n+%s\n", i+1, x, y)
			told++
		}
	}
	return b.String()
}
