package desk

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// few is a source of some stories, and the catalogue of it alone.
type few struct {
	name    string
	stories []knowledge.Story
	wrong   error // what is wrong with the catalogue
	broken  error // why it cannot be read
	panics  bool
}

func (f *few) Name() string { return f.name }

func (f *few) Read(context.Context, func(file, mark string) bool) iter.Seq[knowledge.Item] {
	if f.panics {
		panic("a fault")
	}
	return func(yield func(knowledge.Item) bool) {
		if f.broken != nil {
			yield(knowledge.Item{Name: f.name, Whole: true, Err: f.broken})
			return
		}
		for i := range f.stories {
			s := f.stories[i]
			if !yield(knowledge.Item{Name: s.ID, File: s.ID, Mark: s.Fingerprint(), Story: &s}) {
				return
			}
		}
	}
}

// catalogue lists one source.
type catalogue struct{ *few }

func (c catalogue) Read() ([]knowledge.Source, error) { return c.Known(), c.wrong }
func (c catalogue) Known() []knowledge.Source         { return []knowledge.Source{c.few} }

// lighthouse are two stories of a lighthouse.
func lighthouse() *few {
	day := func(d int) time.Time { return time.Date(2019, 1, d, 0, 0, 0, 0, time.UTC) }
	return &few{name: "https://ada:secret@news.example/feed", stories: []knowledge.Story{
		{ID: "painted", Title: "The lighthouse of Faro", Outlet: "Faro Post", Published: day(3), Text: "Mette Olsen painted the lighthouse of Faro. It took her a week.", Lang: "en"},
		{ID: "opened", Title: "Faro opens its lighthouse", Outlet: "Faro Post", Published: day(9), Text: "The lighthouse of Faro was opened on Monday. Many came.", Lang: "en"},
	}}
}

// open makes a Local of the source's stories; they are not loaded yet.
func open(t *testing.T, f *few) *Local {
	t.Helper()
	index, err := local.Open(t.Context(), t.TempDir(), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := index.Close(); err != nil {
			t.Error(err)
		}
	})
	base := &knowledge.Base{Index: index}
	return &Local{Bot: &bot.Bot{Stories: base}, Silent: &bot.Bot{Stories: base}, Base: base, Catalogue: catalogue{f}, Began: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

// loaded is open, with the stories loaded.
func loaded(t *testing.T, f *few) *Local {
	t.Helper()
	l := open(t, f)
	if r, err := l.Load(t.Context(), knowledge.LoadOptions{}); err != nil || len(r.Added) != len(f.stories) {
		t.Fatalf("loaded %+v, %v", r, err)
	}
	return l
}

// TestFirstLoadIsWaitedFor holds a bot that has nothing yet to waiting for its
// first load, rather than saying that the stories do not say.
func TestFirstLoadIsWaitedFor(t *testing.T) {
	t.Parallel()
	l := open(t, lighthouse())
	l.WaitForLoad()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	asks := map[string]func(ctx context.Context) error{
		"answer": func(ctx context.Context) error {
			_, err := l.Answer(ctx, bot.Question{Text: "Who is it?"}, nil)
			return err
		},
		"summary": func(ctx context.Context) error {
			_, err := l.Summary(ctx, bot.Question{Text: "Faro"}, bot.Brief, nil)
			return err
		},
		"timeline": func(ctx context.Context) error { _, err := l.Timeline(ctx, bot.Question{Text: "Faro"}); return err },
		"digest":   func(ctx context.Context) error { _, err := l.Digest(ctx, bot.Question{Text: "Faro"}); return err },
		"search":   func(ctx context.Context) error { _, err := l.Search(ctx, bot.Question{Text: "Faro"}, 0, 0); return err },
		"stories":  func(ctx context.Context) error { _, err := l.Stories(ctx, ""); return err },
		"story":    func(ctx context.Context) error { _, err := l.Story(ctx, "painted"); return err },
	}
	for name, ask := range asks {
		if err := ask(gone); !errors.Is(err, context.Canceled) {
			t.Errorf("%s before anything was loaded: %v", name, err)
		}
	}
	if l.Ready(t.Context()) == nil {
		t.Error("ready before anything was loaded")
	}
	l.Loaded()
	l.Loaded()
	for name, ask := range asks {
		if err := ask(t.Context()); err != nil && !errors.Is(err, knowledge.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := l.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestStoriesAreEnough: where there are stories of before, no load is waited for.
func TestStoriesAreEnough(t *testing.T) {
	t.Parallel()
	l := loaded(t, lighthouse())
	l.WaitForLoad()
	if err := l.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if a, err := l.Answer(t.Context(), bot.Question{Text: "Who painted the lighthouse of Faro?"}, nil); err != nil || !strings.Contains(a.Text, "Mette Olsen") {
		t.Errorf("answered %q, %v", a.Text, err)
	}
}

// TestLocalFinds: what is found and listed has the shapes of the contract.
func TestLocalFinds(t *testing.T) {
	t.Parallel()
	l := loaded(t, lighthouse())
	found, err := l.Search(t.Context(), bot.Question{Text: " lighthouse since 5 January 2019"}, 5, 1)
	if err != nil || len(found.Hits) != 1 || found.Hits[0].Story != "opened" || found.Query != " lighthouse since 5 January 2019" || found.Since != "2019-01-05" {
		t.Errorf("found %+v, %v", found, err)
	}
	list, err := l.Stories(t.Context(), "opens")
	if err != nil || list.Total != 1 || list.Stories[0].ID != "opened" || list.Stories[0].Published != "2019-01-09" {
		t.Errorf("listed %+v, %v", list, err)
	}
	for topic, want := range map[string]func() (bot.Answer, error){
		"Mette Olsen": func() (bot.Answer, error) {
			return l.Summary(t.Context(), bot.Question{Text: "painted"}, bot.Brief, nil)
		},
		"7 January 2019": func() (bot.Answer, error) { return l.Timeline(t.Context(), bot.Question{Text: "lighthouse of Faro"}) },
	} {
		if a, err := want(); err != nil || !strings.Contains(a.Text, topic) {
			t.Errorf("%s: %q, %v", topic, a.Text, err)
		}
	}
}

// TestLocalOpens a story, its present version and an old one, and none that is not there.
func TestLocalOpens(t *testing.T) {
	t.Parallel()
	f := lighthouse()
	l := loaded(t, f)
	before, present, err := l.Version(t.Context(), "painted", "")
	if err != nil || !present || !strings.HasPrefix(before.Text, "Mette Olsen") {
		t.Fatalf("the present version: %+v, %v, %v", before, present, err)
	}
	f.stories[0].Text = "Mette Olsen and Per Berg painted the lighthouse of Faro."
	if _, err := l.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	opened, err := l.Story(t.Context(), "painted")
	if err != nil || opened.Text != f.stories[0].Text || len(opened.Versions) != 2 || opened.Versions[0].Hash != before.Hash {
		t.Errorf("opened %+v, %v", opened, err)
	}
	for name, c := range map[string]struct {
		id, hash string
		text     string // empty: there is none
		present  bool
	}{
		"present":         {"painted", "", f.stories[0].Text, true},
		"present by hash": {"painted", opened.Versions[1].Hash, f.stories[0].Text, true},
		"old":             {"painted", before.Hash, before.Text, false},
		"no such version": {"painted", "x", "", false},
		"no such story":   {"x", "", "", false},
		"neither":         {"x", before.Hash, "", false},
	} {
		s, present, err := l.Version(t.Context(), c.id, c.hash)
		if s.Text != c.text || present != c.present || (err == nil) != (c.text != "") || err != nil && !errors.Is(err, knowledge.ErrNotFound) {
			t.Errorf("%s: %q, %v, %v", name, s.Text, present, err)
		}
	}
	if _, err := l.Story(t.Context(), "x"); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("no such story: %v", err)
	}
}

// TestLoadTellsOfTheCatalogue: a catalogue that is wrong is a failure of the
// load, not its end, and a fault in a source is an error like any other.
func TestLoadTellsOfTheCatalogue(t *testing.T) {
	t.Parallel()
	f := lighthouse()
	f.wrong = errors.New("stories.yaml: line 3 is wrong")
	l := open(t, f)
	r, err := l.Load(t.Context(), knowledge.LoadOptions{})
	want := []knowledge.Failure{{Item: "STORIES", Error: "stories.yaml: line 3 is wrong; the sources are those of before"}}
	if err != nil || len(r.Added) != 2 || !reflect.DeepEqual(r.Failed, want) {
		t.Errorf("loaded %+v, %v", r, err)
	}
	f.panics = true
	if _, err := l.Load(t.Context(), knowledge.LoadOptions{}); err == nil {
		t.Error("a fault in a source is no error")
	}
}

// TestMeasuringIsNotRecorded: who only measures leaves nothing in the journal.
func TestMeasuringIsNotRecorded(t *testing.T) {
	t.Parallel()
	l := loaded(t, lighthouse())
	for surface, want := range map[string]*bot.Bot{"web": l.Bot, "": l.Bot, bot.Measuring: l.Silent} {
		if got := l.botFor(&bot.Question{Surface: surface}); got != want {
			t.Errorf("%q is answered by the wrong bot", surface)
		}
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	spent := func(context.Context, time.Time) (int, error) {
		return 34, nil
	}
	for name, c := range map[string]struct {
		change func(l *Local)
		want   []string
		not    string
	}{
		"all": {func(l *Local) { l.Model, l.Bot.Limits = "m-1", &limit.Limits{Spent: spent, Tokens: 500} },
			[]string{"2 stories in 2 passages", "running since 2026-01-02 03:04 UTC", "stories last loaded ", "from 2019-01-03 to 2019-01-09",
				"language model: m-1", "tokens spent today: 34 of 500"}, "no journal"},
		"neither model nor journal": {func(*Local) {},
			[]string{"no language model: answers are the stories' own sentences", "no journal: answers are not recorded"}, "tokens"},
		"no journal": {func(l *Local) { l.Bot.Limits = &limit.Limits{Tokens: 500} }, []string{"no journal: answers are not recorded"}, "tokens"},
	} {
		l := loaded(t, lighthouse())
		c.change(l)
		lines, err := l.Status(t.Context(), words.English())
		text := strings.Join(lines, "\n")
		if err != nil || strings.Contains(text, c.not) {
			t.Errorf("%s: %s, %v", name, text, err)
		}
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, text)
			}
		}
	}
	l := loaded(t, lighthouse())
	l.Bot.Limits = &limit.Limits{Spent: func(context.Context, time.Time) (int, error) { return 0, errors.New("locked") }}
	if lines, err := l.Status(t.Context(), words.English()); err == nil {
		t.Errorf("a journal that cannot be read: %q", lines)
	}
}

// TestWarnings tells what is wrong with a source, without its password.
func TestWarnings(t *testing.T) {
	t.Parallel()
	f := lighthouse()
	l := loaded(t, f)
	if lines := l.Warnings(t.Context(), words.English()); len(lines) > 0 {
		t.Errorf("warned of %q", lines)
	}
	if names := l.Sources(); !reflect.DeepEqual(names, []string{f.name}) {
		t.Errorf("the sources are %q", names)
	}
	f.broken = errors.New("answers 503")
	for range 2 {
		if _, err := l.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	lines := l.Warnings(t.Context(), words.English())
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "source https://ada:xxxxx@news.example/feed: could not be read 2 times in a row, ") || !strings.HasSuffix(lines[0], ": answers 503") {
		t.Errorf("warned of %q", lines)
	}
}

// TestTroubles: a source that fails and a budget that is spent are troubles, of the same
// name for as long as they last, and without folders and secrets.
func TestTroubles(t *testing.T) {
	t.Parallel()
	f := lighthouse()
	l := loaded(t, f)
	spent := 10
	look := func() (all []Trouble) {
		t.Helper()
		all, err := l.Troubles(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if got := look(); len(got) > 0 {
		t.Errorf("all is well: %+v", got)
	}
	l.Bot.Limits = &limit.Limits{Tokens: 500, Spent: func(context.Context, time.Time) (int, error) { return spent, nil }}
	f.broken = errors.New("open /srv/secret/feed: no such file")
	first := ""
	if _, err := l.Load(t.Context(), knowledge.LoadOptions{}); err != nil || len(look()) > 0 {
		t.Errorf("it failed once: %+v, %v", look(), err)
	}
	for range 2 {
		if _, err := l.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
			t.Fatal(err)
		}
		got := look()
		if len(got) != 1 || !strings.Contains(got[0].Tell(words.English()), "could not be read") || strings.Contains(got[0].Tell(words.English()), "/srv") || strings.Contains(got[0].Tell(words.English()), "ada:secret") {
			t.Fatalf("a source fails: %+v", got)
		}
		if first != "" && got[0].Key != first {
			t.Errorf("the same trouble is called %q and %q", first, got[0].Key)
		}
		first = got[0].Key
	}
	spent = 500
	if got := look(); len(got) != 2 || !strings.Contains(got[1].Tell(words.English()), "budget of 500 tokens is spent") {
		t.Errorf("the budget is spent: %+v", got)
	}
}
