package sample

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// today is the day after which no sample story may be dated.
var today = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

func TestFilesAreAtTheTop(t *testing.T) {
	entries, err := fs.ReadDir(Stories(), ".")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(entries); n < 16 || n > 20 {
		t.Errorf("%d stories, want 16 to 20", n)
	}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".md" {
			t.Errorf("%s is no story", e.Name())
		}
	}
}

func TestStoriesAreWhole(t *testing.T) {
	urls := map[string]string{}
	for name, s := range readStories(t) {
		if s.Title == "" || s.Outlet == "" || s.URL == "" || len(s.Authors) == 0 || s.Lang != "en" {
			t.Errorf("%s lacks a field: %+v", name, s)
		}
		if other, ok := urls[s.URL]; ok {
			t.Errorf("%s and %s share the URL %s", name, other, s.URL)
		}
		urls[s.URL] = name
		if n := len(strings.Fields(s.Text)); n < 150 || n > 400 {
			t.Errorf("%s has %d words, want 150 to 400", name, n)
		}
		if s.Published.IsZero() || s.Published.After(today) || s.Updated.After(today) {
			t.Errorf("%s has an impossible date: %v, updated %v", name, s.Published, s.Updated)
		}
		if !s.Updated.IsZero() && !s.Updated.After(s.Published) {
			t.Errorf("%s was updated before it was published", name)
		}
		if !strings.HasPrefix(name, knowledge.Day(s.Published)) {
			t.Errorf("%s was published on %s", name, knowledge.Day(s.Published))
		}
	}
}

func TestEveryLabelIsThere(t *testing.T) {
	count := map[knowledge.Label]int{}
	for _, s := range readStories(t) {
		count[s.Label]++
	}
	for _, l := range []knowledge.Label{
		knowledge.News, knowledge.Opinion, knowledge.Sponsored, knowledge.Wire,
		knowledge.Live, knowledge.Correction, knowledge.Retracted,
	} {
		if count[l] == 0 {
			t.Errorf("no story is labelled %s", l)
		}
	}
}

func TestYearsAreSpread(t *testing.T) {
	years, autumn := map[int]bool{}, 0
	for _, s := range readStories(t) {
		years[s.Published.Year()] = true
		if s.Published.Year() == 2026 && s.Published.Month() >= time.September {
			autumn++
		}
	}
	if !years[2016] || len(years) < 7 || autumn < 5 {
		t.Errorf("stories of %d years, %d of them from autumn 2026; 2016: %v", len(years), autumn, years[2016])
	}
}

func TestWireCopiesAreNearlyIdentical(t *testing.T) {
	const rank = "rate-cut"
	var copies []knowledge.Story
	outlets, wires := map[string]bool{}, 0
	for name, s := range readStories(t) {
		if !strings.Contains(name, rank) {
			continue
		}
		copies = append(copies, s)
		outlets[s.Outlet] = true
		if s.Label == knowledge.Wire {
			wires++
		}
	}
	if len(copies) != 3 || len(outlets) != 3 || wires != 1 {
		t.Fatalf("%d copies in %d outlets, %d labelled wire; want 3, 3 and 1", len(copies), len(outlets), wires)
	}
	for i, a := range copies {
		b := copies[(i+1)%len(copies)]
		if a.Text == b.Text || a.Title == b.Title {
			t.Errorf("%s and %s are the same", a.Outlet, b.Outlet)
		}
		if share := sharedRuns(a.Text, b.Text, 5); share < 0.8 {
			t.Errorf("%s and %s share only %.2f of their runs of five words", a.Outlet, b.Outlet, share)
		}
	}
}

func TestNothingElseIsCopied(t *testing.T) {
	stories := readStories(t)
	for a, x := range stories {
		for b, y := range stories {
			wire := strings.Contains(a, "rate-cut") && strings.Contains(b, "rate-cut")
			if share := sharedRuns(x.Text, y.Text, 5); a < b && !wire && share > 0.1 {
				t.Errorf("%s and %s share %.2f of their runs of five words", a, b, share)
			}
		}
	}
}

func TestRetractionNamesAStoryOfTheSample(t *testing.T) {
	stories := readStories(t)
	for name, s := range stories {
		if s.Label != knowledge.Retracted || !strings.HasPrefix(s.Title, "Retraction:") {
			continue
		}
		for _, earlier := range stories {
			if earlier.Published.Before(s.Published) && strings.Contains(s.Text, `"`+earlier.Title+`"`) {
				return
			}
		}
		t.Errorf("%s takes back no earlier story", name)
	}
	t.Error("no retraction holds")
}
