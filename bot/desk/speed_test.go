package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// TestSpeeds: of each stage that there was, within which time half and nearly all were done.
func TestSpeeds(t *testing.T) {
	t.Parallel()
	m := NewMetrics(stock{})
	if got := m.Speeds(); len(got) != 0 {
		t.Errorf("before anything, %v", got)
	}
	for i := range 100 { // 50 between 10 and 20 ms, 50 between 1 and 2 s
		m.stages.Observe(StageSearch, []float64{.015, 1.5}[i%2])
	}
	for range 4 {
		m.stages.Observe(StageAnswer, 500) // longer than the longest bucket
	}
	want := []Speed{{StageSearch, 100, 20 * time.Millisecond, 1900 * time.Millisecond}, {StageAnswer, 4, 2 * time.Minute, 2 * time.Minute}}
	if got := m.Speeds(); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	check := m.Checker(func(context.Context, prompts.Check) (bool, bot.Usage, error) {
		return true, bot.Usage{PromptTokens: 3}, nil
	})
	if yes, used, err := check(t.Context(), prompts.Check{}); !yes || used.PromptTokens != 3 || err != nil {
		t.Errorf("the check says %v, %v, %v", yes, used, err)
	}
	if got := m.Speeds(); len(got) != 3 || got[1].Stage != StageCheck || got[1].Times != 1 {
		t.Errorf("with a check, %v", got)
	}
	if m.Checker(nil) != nil {
		t.Error("no checker became one")
	}
}

// ends is a model whose calls end so.
type ends struct{ err error }

func (e ends) Write(context.Context, bot.Prompt, func(string) error) (bot.Usage, error) {
	return bot.Usage{}, e.err
}

func TestModelState(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { tellsModelState(t) })
}

func tellsModelState(t *testing.T) {
	t.Helper()
	m := NewMetrics(stock{})
	for i, c := range []struct {
		err         error
		asked, well bool
		failed      bool
		why         string
	}{
		{context.Canceled, false, false, false, ""},
		{errors.New("ask https://me:pass@model.example/v1: 503"), false, false, true, "ask https://me:xxxxx@model.example/v1: 503"},
		{nil, true, true, true, "ask https://me:xxxxx@model.example/v1: 503"},
		{errors.New("timeout"), true, false, true, "timeout"},
		{fmt.Errorf("write: %w", context.Canceled), true, false, true, "timeout"},
	} {
		time.Sleep(time.Millisecond)
		if _, err := m.Model(ends{c.err}).Write(t.Context(), bot.Prompt{}, nil); !errors.Is(err, c.err) {
			t.Errorf("%d: %v", i, err)
		}
		got := m.ModelState()
		if got.Asked.IsZero() == c.asked || got.Failed.IsZero() == c.failed || got.Well() != c.well || got.Why != c.why {
			t.Errorf("%d: %+v, want %+v", i, got, c)
		}
	}
}

// TestMissed: what failed in any load that is remembered is named, by its source, once, and whether
// it did in the last.
func TestMissed(t *testing.T) {
	t.Parallel()
	m := NewMetrics(stock{})
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	fault := func(source, item, why string) knowledge.Failure {
		return knowledge.Failure{Source: source, Item: item, Error: why}
	}
	m.Loaded(&knowledge.Report{Failed: []knowledge.Failure{fault("feed", "a", "old"), fault("feed", "b", "gone"), fault("", "list", "bad")}}, day(1), nil)
	m.Loaded(&knowledge.Report{}, day(2), nil)
	m.Loaded(&knowledge.Report{Failed: []knowledge.Failure{fault("feed", "a", "new"), fault("news", "c", "cut")}}, day(3), nil)
	want := []MissedOf{
		{"", []Missed{{fault("", "list", "bad"), day(1), false}}},
		{"feed", []Missed{{fault("feed", "a", "new"), day(3), true}, {fault("feed", "b", "gone"), day(1), false}}},
		{"news", []Missed{{fault("news", "c", "cut"), day(3), true}}},
	}
	if got := m.Missed(); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	many := make([]knowledge.Failure, 0, mostMissed+5)
	for i := range mostMissed + 5 {
		many = append(many, fault("many", fmt.Sprint(i), "x"))
	}
	m.Loaded(&knowledge.Report{Failed: many}, day(4), nil)
	if got := m.Missed(); len(got) != 4 || len(got[2].Items) != mostMissed || got[1].Items[0].Last {
		t.Errorf("of many, %v", got)
	}
}

func TestDiskOf(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]int{"a": 1000, "in/b": 234} {
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, n), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := DiskOf(dir); got.Used != 1234 || got.Free == 0 {
		t.Errorf("the folder is %+v", got)
	}
	if got := DiskOf(filepath.Join(dir, "none")); got.Used != 0 {
		t.Errorf("no folder is %+v", got)
	}
}
