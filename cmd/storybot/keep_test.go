package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/cmd/storybot/store"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

func TestKeep(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"1d": day, "90d": 90 * day, "8w": 56 * day, "1y": 365 * day, "100y": 36500 * day, "0": 0,
		"101y": -1, "36501d": -1, "9999999999999999999d": -1, "": -1, "d": -1, "-1d": -1, "0d": -1, "12h": -1, "1.5y": -1, "1 y": -1, "y1": -1, "forever": -1, "90": -1,
	} {
		c := Config{KeepVersions: -1}
		if text != "" { // an empty one is the default
			if err := putKeep(func(c *Config) *time.Duration { return &c.KeepVersions })(&c, text); (err != nil) != (want < 0) {
				t.Errorf("%q: %v", text, err)
			}
		}
		if c.KeepVersions != want {
			t.Errorf("%q is %v, want %v", text, c.KeepVersions, want)
		}
	}
}

// partsIn wires a bot with stories in a folder, to be closed by the test.
func partsIn(t *testing.T, dir, stories string) *parts {
	t.Helper()
	values := defaults(t)
	for i := range values {
		switch values[i].name {
		case "DATA_DIR":
			values[i].text = dir
		case "STORIES":
			values[i].text = stories
		}
	}
	c, err := parse(values)
	if err != nil {
		t.Fatal(err)
	}
	p, err := wire(t.Context(), c, slog.New(slog.DiscardHandler), func(string, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPrune has a version that is cited, one that is not and the present one, and
// looks at what is left after a time.
func TestPrune(t *testing.T) {
	t.Parallel()
	const day, year = 24 * time.Hour, 365 * 24 * time.Hour
	for _, test := range []struct {
		versions, journal, after time.Duration
		left                     int // versions
		answers                  bool
	}{
		{year, 90 * day, 0, 3, true},
		{year, 90 * day, 89 * day, 3, true},
		{year, 90 * day, 91 * day, 3, false},
		{year, 90 * day, 366 * day, 1, false},
		{year, 0, 366 * day, 2, true}, // what is cited stays
		{day, 90 * day, 2 * day, 2, true},
		{0, 90 * day, 9 * year, 3, false},
		{0, 0, 9 * year, 3, true},
	} {
		dir := t.TempDir()
		news := filepath.Join(dir, "news")
		if err := os.Mkdir(news, 0o700); err != nil {
			t.Fatal(err)
		}
		p := partsIn(t, filepath.Join(dir, "data"), news)
		var answer bot.Answer
		for round := range 3 {
			text := fmt.Sprintf("The lighthouse of Faro\n\nThe lighthouse of Faro has %d lamps.\n", round+2)
			if err := os.WriteFile(filepath.Join(news, "a.txt"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := p.Load(t.Context(), knowledge.LoadOptions{All: true}); err != nil {
				t.Fatal(err)
			}
			if round == 1 {
				var err error
				if answer, err = p.Answer(t.Context(), bot.Question{Text: "How many lamps has the lighthouse of Faro?", Asker: "a", Surface: "cli"}, nil); err != nil || len(answer.Citations) != 1 {
					t.Fatal(answer, err)
				}
			}
		}
		if err := p.prune(t.Context(), &Config{KeepVersions: test.versions, KeepJournal: test.journal}, time.Now().Add(test.after)); err != nil {
			t.Error(err)
		}
		cited := answer.Citations[0]
		versions, err := p.Base.Versions(t.Context(), cited.Story)
		if err != nil || len(versions) != test.left {
			t.Errorf("%+v: %d versions are left, %v", test, len(versions), err)
		}
		_, err = p.journal.Answer(t.Context(), 1)
		if (err == nil) != test.answers {
			t.Errorf("%+v: the answer: %v", test, err)
		}
		if text, err := p.Base.Text(t.Context(), cited.Story, cited.Version); err == nil {
			if !strings.Contains(text, "3 lamps") {
				t.Errorf("%+v: the cited text is %q", test, text)
			}
		} else if test.answers {
			t.Errorf("%+v: what is cited is gone: %v", test, err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestLayouts opens what each released version has written, one folder each in
// testdata/layouts: nothing is lost, nothing is read as changed.
func TestLayouts(t *testing.T) {
	t.Parallel()
	layouts, err := filepath.Glob("testdata/layouts/*")
	if err != nil || len(layouts) == 0 {
		t.Fatalf("no layouts, %v", err)
	}
	for _, from := range layouts {
		dir := t.TempDir()
		for _, name := range []string{local.DatabaseName, store.JournalName} {
			gunzip(t, filepath.Join(from, name+".gz"), filepath.Join(dir, name))
		}
		p := partsIn(t, dir, filepath.Join(from, "news"))
		// Its sources were named "news", beside it.
		status, err := p.Base.SourceStatus(t.Context())
		if err != nil || status["news"].Stories != 2 {
			t.Errorf("%s: status %+v, %v", from, status, err)
		}
		p.Base.Show([]string{"news"})
		checkLayout(t, from, p)
		report, err := p.Load(t.Context(), knowledge.LoadOptions{Retry: true})
		if err != nil || report.Stories != 2 || len(report.Added)+len(report.Removed) != 0 || len(report.Failed) != 1 {
			t.Errorf("%s: a reload: %+v, %v", from, report, err)
		}
		checkLayout(t, from, p)
		file := filepath.Join(t.TempDir(), "backup")
		if err := errors.Join(p.Backup(t.Context(), file), p.Close()); err != nil {
			t.Error(err)
		}
		again := t.TempDir()
		if err := restoreAlone(context.Background(), again, file); err != nil {
			t.Error(err)
		}
		p = partsIn(t, again, filepath.Join(from, "news"))
		checkLayout(t, from+", restored", p)
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

// checkLayout looks at all that there is to be in a layout.
func checkLayout(t *testing.T, from string, p *parts) {
	t.Helper()
	stories, err := p.Base.Stories(t.Context(), "")
	var ids []string
	for _, s := range stories {
		ids = append(ids, s.Story.ID)
	}
	if want := []string{"bakers-03b9ad7a", "lighthouse-39498cb6"}; err != nil || !slices.Equal(ids, want) {
		t.Errorf("%s: stories %q, %v", from, ids, err)
	}
	versions, err := p.Base.Versions(t.Context(), "lighthouse-39498cb6")
	if err != nil || len(versions) != 2 {
		t.Errorf("%s: versions %+v, %v", from, versions, err)
	}
	e, err := p.journal.Answer(t.Context(), 1)
	if err != nil || len(e.Answer.Citations) != 1 {
		t.Fatalf("%s: the first answer: %+v, %v", from, e, err)
	}
	c := e.Answer.Citations[0]
	text, err := p.Base.Text(t.Context(), c.Story, c.Version)
	if err != nil || text[c.Start:c.End] != c.Quote || !strings.Contains(c.Quote, "1902") {
		t.Errorf("%s: what it cites: %q, %v", from, text, err)
	}
	a, err := p.Answer(t.Context(), bot.Question{Text: "Who painted the lighthouse of Faro?", Surface: bot.Measuring}, nil)
	if err != nil || !strings.Contains(a.Text, "1903") {
		t.Errorf("%s: an answer: %+v, %v", from, a, err)
	}
	if gone, err := p.Base.Story(t.Context(), "tower-1dc5e671"); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("%s: a story that was removed is there: %+v", from, gone)
	}
}

func gunzip(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	packed, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestRestoreIsFinished opens a folder in which a restore was broken off after
// each of its steps.
func TestRestoreIsFinished(t *testing.T) {
	t.Parallel()
	const from = "testdata/layouts/1"
	for _, done := range [][]string{nil, {local.DatabaseName}, {store.JournalName}, {store.JournalName, local.DatabaseName}} {
		dir := t.TempDir()
		p := partsIn(t, dir, from+"/news") // something else is there
		if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
			t.Fatal(err)
		}
		log, err := os.ReadFile(filepath.Join(dir, local.DatabaseName+"-wal")) // as a killed bot leaves it
		if err := errors.Join(err, p.Close()); err != nil {
			t.Fatal(err)
		}
		restored := filepath.Join(dir, local.RestoredFolder)
		if err := os.Mkdir(restored, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{local.DatabaseName, store.JournalName} {
			to := restored
			if slices.Contains(done, name) {
				to = dir
			}
			gunzip(t, filepath.Join(from, name+".gz"), filepath.Join(to, name))
		}
		if !slices.Contains(done, local.DatabaseName) {
			if err := os.WriteFile(filepath.Join(dir, local.DatabaseName+"-wal"), log, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		p = partsIn(t, dir, from+"/news")
		p.Base.Show([]string{"news"})
		checkLayout(t, fmt.Sprint("restored but for ", done), p)
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(restored); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is left: %v", restored, err)
		}
	}
}
