package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/prompts"
)

// counted is a model that counts its calls, takes its time, and may fail at first.
type counted struct {
	takes    time.Duration
	says     string // empty: rome
	failures int    // so many calls fail
	panics   bool

	mu    sync.Mutex
	calls int
	ended []error // of contexts that ended before the call did
}

func (m *counted) Write(ctx context.Context, _ Prompt, tell func(string) error) (Usage, error) {
	m.mu.Lock()
	m.calls++
	fails := m.calls <= m.failures
	m.mu.Unlock()
	text := m.says
	if text == "" {
		text = rome
	}
	if err := tell(text + "\n\n"); err != nil {
		return Usage{}, err
	}
	select {
	case <-time.After(m.takes):
	case <-ctx.Done():
		m.mu.Lock()
		m.ended = append(m.ended, context.Cause(ctx))
		m.mu.Unlock()
		return Usage{PromptTokens: 3}, ctx.Err()
	}
	switch {
	case m.panics:
		panic("inside")
	case fails:
		return Usage{PromptTokens: 100}, &ModelError{Fault: FaultBroken, Err: errors.New("500")}
	}
	return Usage{PromptTokens: 100, CompletionTokens: 10}, nil
}

const envoyAsked = "Who is Norvania's ambassador to Italy?"

// asker is one who asks, and what they saw.
type asker struct {
	q    Question
	a    Answer
	err  error
	seen []string
}

// askAll asks all at once, and waits for all.
func askAll(ctx context.Context, b *Bot, all []*asker) {
	var wg sync.WaitGroup
	for _, p := range all {
		p.q.Reading = func(r []Reading) { p.seen = append(p.seen, "reading "+r[0].Title) }
		p.q.Interim = func(a Answer) { p.seen = append(p.seen, "interim for "+a.Question) }
		wg.Go(func() { p.a, p.err = b.Answer(ctx, p.q, func(s Shown) { p.seen = append(p.seen, s.Opens+s.Text) }) })
	}
	wg.Wait()
}

// TestAnsweredOnce: those who ask the same of the same stories at one time share one
// answer, and its cost is counted once; an audience of its own shares with nobody else.
func TestAnsweredOnce(t *testing.T) {
	for audiences := 1; audiences <= 2; audiences++ {
		synctest.Test(t, func(t *testing.T) {
			m, j := &counted{takes: 5 * time.Second}, &book{}
			s := newFew(t, envoy, ferry1)
			for i, name := range []string{"a", "b"} {
				s.docs[i].Story.Collection = name
			}
			b := &Bot{Stories: s, Model: m, Journal: j, Shared: &Shared{}}
			var all []*asker
			for i := range 50 {
				q := Question{Text: envoyAsked, Asker: fmt.Sprint(i)}
				if audiences == 2 {
					q.Collections = [][]string{{"a"}, {"b", "a"}}[i%2]
				}
				all = append(all, &asker{q: q})
			}
			askAll(t.Context(), b, all)
			paid := 0
			for _, p := range all {
				sound(t, p.a, s)
				if want := []string{"reading Envoy in Rome vanishes", p.a.Text}; p.err != nil || p.a.Mode != ModeModel || !reflect.DeepEqual(p.seen, want) || p.a.Question != envoyAsked {
					t.Fatalf("%v, %s %q, saw %q", p.err, p.a.Mode, p.a.Text, p.seen)
				}
				if p.a.Usage.PromptTokens > 0 {
					paid++
				}
			}
			if m.calls != audiences || paid != audiences || len(j.costs) != 50 {
				t.Errorf("%d audiences: %d calls, %d paid, %d recorded", audiences, m.calls, paid, len(j.costs))
			}
		})
	}
}

// TestWhatIsTheSame: what makes a difference to the answer is asked anew.
func TestWhatIsTheSame(t *testing.T) {
	at := func(s string) Question { return Question{Text: envoyAsked, At: date(s)} }
	for name, c := range map[string]struct {
		first, second Question
		between       func(s *few, j *book)
		calls         int
	}{
		"the same":              {at("2026-11-23"), at("2026-11-23"), nil, 1},
		"another asker":         {Question{Text: envoyAsked, At: lately, Asker: "u"}, Question{Text: " " + envoyAsked, At: lately, Surface: "web"}, nil, 1},
		"order of audiences":    {Question{Text: envoyAsked, Collections: []string{"", "b"}}, Question{Text: envoyAsked, Collections: []string{"b", ""}}, nil, 1},
		"another audience":      {Question{Text: envoyAsked}, Question{Text: envoyAsked, Collections: []string{""}}, nil, 2},
		"another question":      {Question{Text: envoyAsked}, Question{Text: "Who was Norvania's ambassador to Italy?"}, nil, 2},
		"another day":           {at("2026-11-23"), at("2026-11-24"), nil, 2},
		"a window":              {at("2026-11-23"), Question{Text: envoyAsked, At: date("2026-11-23"), Since: date("2018-01-01")}, nil, 2},
		"a story":               {at("2026-11-23"), Question{Text: envoyAsked, At: date("2026-11-23"), Story: "s1"}, nil, 2},
		"a conversation before": {Question{Text: envoyAsked, Conversation: "c"}, Question{Text: envoyAsked, Conversation: "c"}, nil, 2},
		"new conversations":     {Question{Text: envoyAsked, Conversation: "c"}, Question{Text: envoyAsked, Conversation: "d"}, nil, 1},
		"reloaded":              {Question{Text: envoyAsked}, Question{Text: envoyAsked}, func(s *few, _ *book) { s.loaded = date("2026-01-02") }, 2},
		"a story changed":       {Question{Text: envoyAsked}, Question{Text: envoyAsked}, func(s *few, _ *book) { s.docs[0].Story.Hash = "other" }, 2},
		"beyond all years":      {Question{Text: envoyAsked, At: lately, Until: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)}, Question{Text: envoyAsked, At: lately, Until: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)}, nil, 2},
	} {
		s, j, m := newFew(t, envoy, ferry1), &book{}, &counted{}
		b := &Bot{Stories: s, Model: m, Journal: j, Shared: &Shared{}, Now: func() time.Time { return lately }}
		first, second := &asker{q: c.first}, &asker{q: c.second}
		askAll(t.Context(), b, []*asker{first})
		if c.between != nil {
			c.between(s, j)
		}
		askAll(t.Context(), b, []*asker{second})
		if m.calls != c.calls || second.a.Text != first.a.Text || (second.a.Usage == Usage{}) != (c.calls == 1) {
			t.Errorf("%s: %d calls, want %d; %q, then %q for %+v", name, m.calls, c.calls, first.a.Text, second.a.Text, second.a.Usage)
		}
		if c.calls == 1 && !reflect.DeepEqual(first.seen, second.seen) {
			t.Errorf("%s: saw %q, then %q", name, first.seen, second.seen)
		}
	}
}

// TestAnswersAreKeptAWhile: an answer serves repeats for two minutes, if a model
// wrote it and nothing failed in it.
func TestAnswersAreKeptAWhile(t *testing.T) {
	unreachable := func(context.Context, prompts.Check) (bool, Usage, error) { return false, Usage{}, errors.New("down") }
	for name, c := range map[string]struct {
		model *counted
		check Checker
		later time.Duration
		calls int
	}{
		"soon":                   {&counted{}, nil, 119 * time.Second, 1},
		"later":                  {&counted{}, nil, 121 * time.Second, 2},
		"the stories do not say": {&counted{says: prompts.NotInStories + "\n"}, nil, time.Second, 1},
		"it failed":              {&counted{says: "-", failures: 1}, nil, time.Second, 2},
		"it broke off":           {&counted{failures: 1}, nil, time.Second, 2},
		"nothing holds":          {&counted{says: "Cows fly on the moon [1]."}, nil, time.Second, 4}, // with what is sent back to be mended
		"it was not checked":     {&counted{}, unreachable, time.Second, 2},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := &Bot{Stories: newFew(t, envoy), Model: c.model, Check: c.check, Shared: &Shared{}, Now: func() time.Time { return lately }}
			for range 2 {
				askAll(t.Context(), b, []*asker{{q: Question{Text: envoyAsked}}})
				time.Sleep(c.later)
			}
			if c.model.calls != c.calls {
				t.Errorf("%s: %d calls, want %d", name, c.model.calls, c.calls)
			}
		})
	}
}

// TestWhoJoinsLate: the sentences shown so far come at once, those to come as they do.
func TestWhoJoinsLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &Bot{Stories: newFew(t, envoy), Model: timed{pieces: []string{"1s " + rome, "2s \n\n", "10s", "30s " + post, "31s \n\n", "60s"}}, Patience: 20 * time.Second, Shared: &Shared{}}
		late := func(wait time.Duration, show bool) []string {
			time.Sleep(wait)
			v := seen{began: time.Now()}
			q := Question{Text: envoyAsked, At: lately, Reading: func([]Reading) { v.note("reading") }, Interim: func(Answer) { v.note("interim") }}
			var told Show
			if show {
				told = func(s Shown) { v.note("sentence %d", s.Added[0].N) }
			}
			a, err := b.Answer(t.Context(), q, told)
			v.note("%s %v", a.Mode, err)
			return v.all
		}
		var wg sync.WaitGroup
		for wait, want := range map[time.Duration][]string{
			0:                {"0s: reading", "2s: sentence 1", "31s: sentence 2", "1m0s: model <nil>"},
			10 * time.Second: {"0s: reading", "0s: sentence 1", "21s: sentence 2", "50s: model <nil>"},
			59 * time.Second: {"0s: reading", "0s: sentence 1", "0s: sentence 2", "1s: model <nil>"},
			2 * time.Minute:  {"0s: reading", "0s: sentence 1", "0s: sentence 2", "0s: model <nil>"},
		} {
			wg.Go(func() {
				if got := late(wait, true); !reflect.DeepEqual(got, want) {
					t.Errorf("after %s: %q, want %q", wait, got, want)
				}
			})
		}
		wg.Go(func() { late(5*time.Second, false) }) // who only wants the answer
		wg.Wait()
	})
}

// TestWhatStandsInIsShared: who joins after it stands in is told of it at once, and who
// comes after the end is not.
func TestWhatStandsInIsShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newFew(t, envoy)
		b := &Bot{Stories: s, Model: timed{pieces: []string{"40s " + rome}}, Patience: 20 * time.Second, Shared: &Shared{}}
		var wg sync.WaitGroup
		for wait, want := range map[time.Duration][]string{
			0:                {"reading Envoy in Rome vanishes", "interim for " + envoyAsked},
			30 * time.Second: {"reading Envoy in Rome vanishes", "interim for " + envoyAsked},
			50 * time.Second: {"reading Envoy in Rome vanishes"},
		} {
			wg.Go(func() {
				time.Sleep(wait)
				p := &asker{q: Question{Text: envoyAsked, At: lately}}
				askAll(t.Context(), b, []*asker{p})
				sound(t, p.a, s)
				if p.err != nil || p.a.Mode != ModeModel || !reflect.DeepEqual(p.seen, want) {
					t.Errorf("after %s: %s, saw %q, want %q", wait, p.a.Mode, p.seen, want)
				}
			})
		}
		wg.Wait()
	})
}

// TestWhoLeaves: an answer is composed as long as anyone waits for it, whoever asked
// first; when all have gone it ends, and is asked for anew.
func TestWhoLeaves(t *testing.T) {
	for name, c := range map[string]struct {
		stay  []time.Duration // of each asker, who come a second apart; 0: to the end
		modes []Mode
		paid  []int
		ends  time.Duration // when the model is done or ended
		calls int           // of the model, with a question after all others
	}{
		"the first":            {[]time.Duration{3 * time.Second, 0, 0}, []Mode{ModeExtract, ModeModel, ModeModel}, []int{0, 100, 0}, 10 * time.Second, 1},
		"the last":             {[]time.Duration{0, 3 * time.Second}, []Mode{ModeModel, ModeExtract}, []int{100, 0}, 10 * time.Second, 1},
		"all":                  {[]time.Duration{5 * time.Second, 2 * time.Second}, []Mode{ModeModel, ModeExtract}, []int{3, 0}, 5 * time.Second, 2},
		"nobody":               {[]time.Duration{0, 0}, []Mode{ModeModel, ModeModel}, []int{100, 0}, 10 * time.Second, 1},
		"the only one":         {[]time.Duration{time.Second}, []Mode{ModeModel}, []int{3}, time.Second, 2},
		"all but the one amid": {[]time.Duration{2 * time.Second, 0, 3 * time.Second}, []Mode{ModeExtract, ModeModel, ModeExtract}, []int{0, 100, 0}, 10 * time.Second, 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			m := &counted{takes: 10 * time.Second}
			s := newFew(t, envoy)
			b := &Bot{Stories: s, Model: m, Shared: &Shared{}, Now: func() time.Time { return lately }}
			began := time.Now()
			var wg sync.WaitGroup
			var ended time.Duration
			for i, stay := range c.stay {
				wg.Go(func() {
					time.Sleep(time.Duration(i) * time.Second)
					ctx, cancel := context.WithCancel(t.Context())
					defer cancel()
					if stay > 0 {
						time.AfterFunc(stay, cancel)
					}
					p := &asker{q: Question{Text: envoyAsked}}
					askAll(ctx, b, []*asker{p})
					sound(t, p.a, s)
					took := time.Since(began) - time.Duration(i)*time.Second
					if p.err != nil || p.a.Mode != c.modes[i] || p.a.Usage.PromptTokens != c.paid[i] || stay > 0 && took != stay {
						t.Errorf("%s: asker %d got %s for %d tokens, %v, after %s; notes %+v", name, i, p.a.Mode, p.a.Usage.PromptTokens, p.err, took, p.a.Notes)
					}
					if p.a.Mode == ModeExtract && !strings.Contains(notesOf(p.a, "fallback"), "took too long") {
						t.Errorf("%s: asker %d is not told why: %+v", name, i, p.a.Notes)
					}
					m.mu.Lock()
					ended = max(ended, time.Since(began))
					m.mu.Unlock()
				})
			}
			wg.Wait()
			if ended != c.ends || (len(m.ended) > 0) != (c.ends < 10*time.Second) {
				t.Errorf("%s: it ended after %s with %v, want %s", name, ended, m.ended, c.ends)
			}
			askAll(t.Context(), b, []*asker{{q: Question{Text: envoyAsked}}})
			if m.calls != c.calls {
				t.Errorf("%s: %d calls, want %d", name, m.calls, c.calls)
			}
		})
	}
}

// TestPanicIsEveryones: what breaks a composition ends it for all, and is not kept.
func TestPanicIsEveryones(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &counted{takes: time.Second, panics: true}
		b := &Bot{Stories: newFew(t, envoy), Model: m, Shared: &Shared{}, Now: func() time.Time { return lately }, Log: slog.New(slog.DiscardHandler)}
		all := []*asker{{q: Question{Text: envoyAsked}}, {q: Question{Text: envoyAsked}}}
		askAll(t.Context(), b, all)
		for _, p := range all {
			if p.err == nil || !strings.HasSuffix(p.err.Error(), "it is in the log") {
				t.Errorf("%s, %v", p.a.Mode, p.err)
			}
		}
		askAll(t.Context(), b, all[:1])
		if m.calls != 2 {
			t.Errorf("%d calls", m.calls)
		}
	})
}

// TestSizeIsOfAll: whatever makes an answer larger makes what is kept of it larger.
func TestSizeIsOfAll(t *testing.T) {
	long := strings.Repeat("x", 1000)
	least := size(&Answer{}, nil)
	for name, c := range map[string]struct {
		a    Answer
		told []telling
	}{
		"text":     {a: Answer{Text: long}},
		"citation": {a: Answer{Citations: []Citation{{Quote: long}}}},
		"dropped":  {a: Answer{Dropped: []Dropped{{Sentence: long}}}},
		"note":     {a: Answer{Notes: []Note{{Text: long}}}},
		"sentence": {told: []telling{{sentence: &Shown{Claim: Claim{Text: long}}}}},
		"added":    {told: []telling{{sentence: &Shown{Added: []Citation{{Quote: long}}}}}},
		"interim":  {told: []telling{{interim: &Answer{Text: long}}}},
		"reading":  {told: []telling{{reading: make([]Reading, 3)}}},
	} {
		if n := size(&c.a, c.told); n < least+1000 {
			t.Errorf("%s: %d bytes, empty %d", name, n, least)
		}
	}
}

// TestBudgetOfAllAtOnce: however many ask at one time, the day's tokens are overspent
// by less than one answer, and everyone is answered.
func TestBudgetOfAllAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, j := &counted{takes: 5 * time.Second}, &book{}
		b := &Bot{Stories: newFew(t, envoy), Model: m, Journal: j, Limits: &limit.Limits{Tokens: 600}, Now: func() time.Time { return lately }}
		for range 8 {
			var all []*asker
			for range 20 {
				all = append(all, &asker{q: Question{Text: envoyAsked}})
			}
			askAll(t.Context(), b, all)
			for _, p := range all {
				if p.err != nil || len(p.a.Citations) == 0 {
					t.Fatalf("%s %q, %v", p.a.Mode, p.a.Text, p.err)
				}
			}
		}
		if spent := 110 * m.calls; spent < 600 || spent >= 600+110 {
			t.Errorf("%d of 600 tokens were spent", spent)
		}
	})
}

// TestGivenIsNotShared: what is given instead of searched for is always answered anew.
func TestGivenIsNotShared(t *testing.T) {
	s, m := newFew(t, envoy), &counted{}
	b := &Bot{Stories: s, Model: m, Shared: &Shared{}}
	_, found, err := b.Find(t.Context(), Question{Text: envoyAsked, At: lately}, 5, 5)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := b.AnswerFrom(t.Context(), Question{Text: envoyAsked, At: lately}, found, nil); err != nil {
			t.Fatal(err)
		}
	}
	if m.calls != 2 {
		t.Errorf("%d calls", m.calls)
	}
}
