package bot

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// few are stories to answer from: every passage with a word of the question is
// found, the one with most of them first. It is a true, small Searcher.
type few struct {
	docs  []*knowledge.Document
	texts map[string]string
	err   error
	asked []knowledge.Query

	loaded time.Time // zero: the first day of 2026
	states map[string]knowledge.SourceStatus

	respelled []knowledge.Respelling // what a search tells
	standby   bool                   // the same

	mu sync.Mutex // guards asked
}

// newFew makes stories of lines "outlet | date | title | text"; the text's
// paragraphs are separated by " // ".
func newFew(t *testing.T, lines ...string) *few {
	t.Helper()
	f := &few{texts: map[string]string{}}
	for i, line := range lines {
		parts := strings.SplitN(line, " | ", 4)
		if len(parts) != 4 {
			t.Fatalf("bad story %q", line)
		}
		outlet, label, _ := strings.Cut(parts[0], " #")
		published, err := time.Parse(time.DateOnly, parts[1])
		if err != nil {
			t.Fatal(err)
		}
		s := knowledge.Story{
			ID: fmt.Sprintf("s%d", i+1), Title: parts[2], Outlet: outlet, Published: published, Label: knowledge.Label(label),
			Text: strings.ReplaceAll(parts[3], " // ", "\n\n"), Lang: "en",
		}
		s.Hash = s.Fingerprint()
		p := knowledge.Prepare(s)
		f.docs = append(f.docs, p.Document())
		f.texts[s.ID] = s.Text
	}
	return f
}

func (f *few) Search(_ context.Context, q knowledge.Query) (knowledge.Found, error) {
	f.mu.Lock()
	f.asked = append(f.asked, q)
	f.mu.Unlock()
	found := knowledge.Found{Info: knowledge.Info{Stories: len(f.docs), Loaded: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, Respelled: f.respelled, Standby: f.standby}
	if !f.loaded.IsZero() {
		found.Info.Loaded = f.loaded
	}
	wanted := map[knowledge.Term]bool{}
	for _, t := range text.English().Terms(q.Text) {
		wanted[knowledge.Hash(t)] = true
	}
	for _, d := range f.docs {
		if latest := &found.Info.Newest; d.Story.Published.After(*latest) {
			*latest = d.Story.Published
		}
		if old := &found.Info.Oldest; old.IsZero() || d.Story.Published.Before(*old) {
			*old = d.Story.Published
		}
		for n, terms := range d.Terms {
			has := map[knowledge.Term]bool{}
			for _, t := range append(terms[:len(terms):len(terms)], d.Title...) {
				if wanted[t] {
					has[t] = true
				}
			}
			if len(has) == 0 || !q.Allows(&d.Story) {
				continue
			}
			s := d.Story
			s.Text = f.texts[s.ID]
			share := float64(len(has)) / float64(len(wanted))
			fit := q.Prefer.Fit(s.Published, q.At, func() bool {
				return slices.ContainsFunc(q.Prefer.Names, func(name string) bool { return strings.Contains(s.Text, name) })
			})
			found.Hits = append(found.Hits, knowledge.Hit{
				Story: s, Span: d.Passages[n], Lead: d.Passages[0], Score: share * fit, Why: knowledge.Why{Coverage: share, Timely: fit},
			})
		}
	}
	sortHits(found.Hits)
	return found, f.err
}

func (f *few) Story(_ context.Context, id string) (knowledge.Story, error) {
	for _, d := range f.docs {
		if d.Story.ID == id {
			s := d.Story
			s.Text = f.texts[id]
			return s, nil
		}
	}
	return knowledge.Story{}, knowledge.ErrNotFound
}

func (f *few) Stories(context.Context, string) ([]*knowledge.StoryInfo, error) {
	var list []*knowledge.StoryInfo
	for _, d := range f.docs {
		list = append(list, &d.StoryInfo)
	}
	slices.SortStableFunc(list, func(a, b *knowledge.StoryInfo) int { return b.Story.Published.Compare(a.Story.Published) })
	return list, f.err
}

func (f *few) SourceStatus(context.Context) (map[string]knowledge.SourceStatus, error) {
	return f.states, nil
}

// scripted is a model that writes what reply makes of the prompt, in pieces of
// a few bytes, and then ends with err.
type scripted struct {
	reply   func(p Prompt) string
	err     error
	prompts []Prompt
}

func says(text string) *scripted { return &scripted{reply: func(Prompt) string { return text }} }

func (m *scripted) Write(ctx context.Context, p Prompt, tell func(string) error) (Usage, error) {
	m.prompts = append(m.prompts, p)
	text := m.reply(p)
	for len(text) > 0 {
		if err := ctx.Err(); err != nil {
			return Usage{}, err
		}
		n := min(7, len(text))
		if err := tell(text[:n]); err != nil {
			return Usage{}, err
		}
		text = text[n:]
	}
	return Usage{PromptTokens: 100, CompletionTokens: 10}, m.err
}

var passageHeads = regexp.MustCompile(`(?m)^\[(\d+)\]`)

// book is a journal in memory.
type book struct {
	turns map[string][]Turn
	err   error

	mu    sync.Mutex
	costs []Usage // of what was recorded
}

func (b *book) Recall(_ context.Context, conversation string, n int) ([]Turn, error) {
	turns := b.turns[conversation]
	return turns[max(0, len(turns)-n):], b.err
}

func (b *book) Record(_ context.Context, q Question, standalone string, a Answer) (int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return 0, b.err
	}
	b.costs = append(b.costs, a.Usage)
	if b.turns == nil {
		b.turns = map[string][]Turn{}
	}
	b.turns[q.Conversation] = append(b.turns[q.Conversation], Turn{
		Question: q.Text, Standalone: standalone, Answer: a.Text, Mode: a.Mode, Confidence: a.Confidence, Stories: FirstOfEach(a.Citations), At: q.At,
	})
	return int64(len(b.turns[q.Conversation])), nil
}

// sound holds every promise that an answer's shape makes.
func sound(t *testing.T, a Answer, s *few) {
	t.Helper()
	if a.Claims == nil || a.Citations == nil || a.Dropped == nil || a.Notes == nil {
		t.Errorf("%q: a list is null", a.Question)
	}
	used := map[int]bool{}
	for _, m := range regexp.MustCompile(`\[(\d+)\]`).FindAllStringSubmatch(a.Text, -1) {
		var n int
		_, _ = fmt.Sscan(m[1], &n)
		if n < 1 || n > len(a.Citations) {
			t.Errorf("%q: [%d] has no citation", a.Question, n)
		}
		used[n] = true
	}
	for i, c := range a.Citations {
		if c.N != i+1 || !used[c.N] {
			t.Errorf("%q: citation %d is numbered %d and used: %v", a.Question, i+1, c.N, used[c.N])
		}
		if text := s.texts[c.Story]; c.End > len(text) || text[c.Start:c.End] != c.Quote || c.Quote == "" {
			t.Errorf("%q: the quote %q is not the story's text at [%d, %d)", a.Question, c.Quote, c.Start, c.End)
		}
	}
	soundClaims(t, &a)
	soundWords(t, a)
	if a.Mode == ModeNone && len(a.Citations) > 0 {
		t.Errorf("%q: mode none with citations", a.Question)
	}
	if a.Text == "" || a.Confidence < 0 || a.Confidence > 1 {
		t.Errorf("%q: text %q, confidence %v", a.Question, a.Text, a.Confidence)
	}
}

// soundClaims holds the claims of an answer to its text: in their order they make
// it up but for blanks, line breaks and list marks, and each tells the citations
// whose marks it has.
func soundClaims(t *testing.T, a *Answer) {
	t.Helper()
	rest := a.Text
	for i, c := range a.Claims {
		between, after, found := strings.Cut(rest, c.Text)
		if !found || strings.Trim(between, " \n-") != "" || c.Text == "" {
			t.Errorf("%q: claim %d, %q, is not what follows in the text: %q", a.Question, i+1, c.Text, rest)
			return
		}
		rest = after
		var marks []string
		for _, n := range c.Citations {
			marks = append(marks, fmt.Sprintf("[%d]", n))
		}
		if got := strings.Join(regexp.MustCompile(`\[\d+\]`).FindAllString(c.Text, -1), ""); c.Citations == nil || got != strings.Join(marks, "") {
			t.Errorf("%q: %q has the marks %s and tells the citations %v", a.Question, c.Text, got, c.Citations)
		}
		if (c.Checked == write.CheckedNone) != (len(c.Citations) == 0) && a.Mode != ModeList {
			t.Errorf("%q: %q was checked by %q and cites %v", a.Question, c.Text, c.Checked, c.Citations)
		}
	}
	if rest != "" {
		t.Errorf("%q: %q of the text is in no claim", a.Question, rest)
	}
}
