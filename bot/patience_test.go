package bot

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// timed is a model that writes each piece at its second, and ends with err.
type timed struct {
	pieces []string // "seconds text"
	err    error
}

func (m timed) Write(ctx context.Context, _ Prompt, tell func(string) error) (Usage, error) {
	began := time.Now()
	for _, p := range m.pieces {
		at, text, _ := strings.Cut(p, " ")
		d, err := time.ParseDuration(at)
		if err != nil {
			return Usage{}, err
		}
		select {
		case <-time.After(time.Until(began.Add(d))):
		case <-ctx.Done():
			return Usage{}, ctx.Err()
		}
		if text == "" {
			continue
		}
		if err := tell(text + " "); err != nil {
			return Usage{}, err
		}
	}
	return Usage{PromptTokens: 1, CompletionTokens: 1}, m.err
}

// seen is what a reader sees, and when.
type seen struct {
	began time.Time
	all   []string
}

func (s *seen) note(format string, args ...any) {
	s.all = append(s.all, fmt.Sprintf("%s: ", time.Since(s.began).Round(time.Second))+fmt.Sprintf(format, args...))
}

var lately = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

const (
	rome = "Ilan Dray left his post in November with his wife [1]."
	post = "He had been in Rome since October 2017 [1]."
)

// TestPatience: a reader sees the stories that are read at once, and something of
// an answer within 20 seconds; what stood in is replaced by the answer, and by
// nothing before it.
func TestPatience(t *testing.T) {
	const (
		reading = "0s: reading Envoy in Rome vanishes"
		quoted  = "Ilan Dray, the ambassador of Norvania to Italy, left his post in November with his wife. [1]"
		interim = "20s: interim extract, The model is still writing; until then the stories' own sentences are quoted.: " + quoted
		ask     = "Who is Norvania's ambassador to Italy?"
	)
	first := "Ilan Dray left his post in November with his wife. [1]"
	second := "He had been in Rome since October 2017. [2]"
	for name, c := range map[string]struct {
		model    Model
		question string
		want     []string
	}{
		"no model":   {nil, ask, []string{reading, "0s: sentence " + quoted, "0s: answer extract " + quoted}},
		"quick":      {timed{pieces: []string{"1s " + rome, "2s " + post, "30s"}}, ask, []string{reading, "2s: sentence " + first, "30s: sentence " + second, "30s: answer model " + first + " " + second}},
		"slow":       {timed{pieces: []string{"25s " + rome, "30s " + post, "40s"}}, ask, []string{reading, interim, "40s: answer model " + first + " " + second}},
		"never ends": {timed{pieces: []string{"1h"}}, ask, []string{reading, interim, "1m30s: answer extract The model took too long, so the stories' own sentences are quoted.: " + quoted}},
		"fails late": {timed{pieces: []string{"30s"}, err: &ModelError{Fault: FaultSilent, Err: errors.New("silent")}}, ask,
			[]string{reading, interim, "30s: answer extract The model had written nothing for too long, so the stories' own sentences are quoted.: " + quoted}},
		"fails at once": {timed{err: &ModelError{Fault: FaultRefused, Err: errors.New("401")}}, ask,
			[]string{reading, "0s: sentence " + quoted, "0s: answer extract The model's server does not let this bot in, so the stories' own sentences are quoted.: " + quoted}},
		"nothing that holds yet": {timed{pieces: []string{"1s Cows fly on the moon [1].", "30s " + rome, "31s"}}, ask, []string{reading, interim, "1m2s: answer model " + first}},
		"no extract": {timed{pieces: []string{"30s " + rome}}, "Which envoy won the chess tournament of Ostholm?",
			[]string{reading, "20s: interim none, The model is still writing.: No sentence of the stories answers this by itself.", "30s: answer"}},
	} {
		for _, shared := range []*Shared{nil, {}} {
			t.Run(fmt.Sprintf("%s, shared: %v", name, shared != nil), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newFew(t, envoy)
					b := &Bot{Stories: s, Model: c.model, Patience: 20 * time.Second, Shared: shared}
					v := seen{began: time.Now()}
					q := Question{Text: c.question, At: lately}
					q.Reading = func(r []Reading) { v.note("reading %s", r[0].Title) }
					q.Interim = func(a Answer) {
						sound(t, a, s)
						v.note("interim %s, %s: %s", a.Mode, a.Notes[0].Text, a.Text)
					}
					a, err := b.Answer(t.Context(), q, func(s Shown) { v.note("sentence %s", s.Text) })
					if err != nil {
						t.Fatal(err)
					}
					end := fmt.Sprintf("answer %s ", a.Mode)
					if why := notesOf(a, "fallback"); why != "" {
						end += why + ": "
					}
					v.note("%s%s", end, a.Text)
					if last := len(v.all) - 1; last < len(c.want) && c.want[last] == "30s: answer" {
						v.all[last] = v.all[last][:len("30s: answer")]
					}
					if !reflect.DeepEqual(v.all, c.want) {
						t.Errorf("seen\n%s\nwant\n%s", strings.Join(v.all, "\n"), strings.Join(c.want, "\n"))
					}
					time.Sleep(time.Hour)
					if len(v.all) != len(c.want) {
						t.Errorf("seen after the answer: %q", v.all)
					}
				})
			})
		}
	}
}

// TestPatienceOfSummaries: a summary is waited for in the same way.
func TestPatienceOfSummaries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newFew(t, envoy)
		b := &Bot{Stories: s, Model: timed{pieces: []string{"30s " + rome}}, Patience: 20 * time.Second}
		v := seen{began: time.Now()}
		q := Question{Text: "Envoy in Rome vanishes", At: lately, Reading: func(r []Reading) { v.note("reading %d", len(r)) }}
		q.Interim = func(a Answer) {
			sound(t, a, s)
			v.note("interim %s", a.Mode)
		}
		a, err := b.Summary(t.Context(), q, Brief, nil)
		v.note("answer %s", a.Mode)
		if want := []string{"0s: reading 1", "20s: interim extract", "30s: answer model"}; err != nil || !reflect.DeepEqual(v.all, want) {
			t.Errorf("seen %q, %v, want %q", v.all, err, want)
		}
	})
}

// TestPatienceCountsFromTheQuestion: what comes before the writing counts too, and
// a model that is slow to rewrite a follow-up is not waited for.
func TestPatienceCountsFromTheQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newFew(t, envoy)
		j := &book{turns: map[string][]Turn{"c": {{Question: "Who is Norvania's ambassador to Italy?", Answer: "Ilan Dray."}}}}
		b := &Bot{Stories: s, Journal: j, Model: timed{pieces: []string{"30s " + rome}}, Patience: 20 * time.Second}
		v := seen{began: time.Now()}
		q := Question{Text: "And when did he leave?", Conversation: "c", At: lately}
		q.Reading = func([]Reading) { v.note("reading") }
		q.Interim = func(Answer) { v.note("interim") }
		_, err := b.Answer(t.Context(), q, nil)
		v.note("answer")
		if want := []string{"10s: reading", "20s: interim", "40s: answer"}; err != nil || !reflect.DeepEqual(v.all, want) {
			t.Errorf("seen %q, %v, want %q", v.all, err, want)
		}
	})
}

// TestNoPatience: with none, or nobody to tell, nothing stands in.
func TestNoPatience(t *testing.T) {
	for _, patience := range []time.Duration{0, 20 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			b := &Bot{Stories: newFew(t, envoy), Model: timed{pieces: []string{"30s " + rome}}, Patience: patience}
			q := Question{Text: "Who is Norvania's ambassador to Italy?", At: lately}
			if patience == 0 {
				q.Interim = func(Answer) { t.Error("something stood in") }
			}
			if a, err := b.Answer(t.Context(), q, nil); err != nil || a.Mode != ModeModel {
				t.Errorf("%s, %v", a.Mode, err)
			}
		})
	}
}

// small is a model whose context holds prompts of so many characters, and that
// asks for a shorter one once, as bot/llm does.
type small struct {
	holds int
	sent  []int
}

func (m *small) Write(_ context.Context, p Prompt, tell func(string) error) (Usage, error) {
	for try := 0; ; try++ {
		m.sent = append(m.sent, len(p.User))
		if len(p.User) <= m.holds {
			return Usage{}, tell(rome)
		}
		if try > 0 || p.Shorter == nil {
			return Usage{}, &ModelError{Fault: FaultPromptTooLong, Err: errors.New("too long")}
		}
		p = p.Shorter()
	}
}

// TestShorterPrompt: what a model of a small context is given is numbered anew, and
// its citations are of that.
func TestShorterPrompt(t *testing.T) {
	stories := []string{envoy}
	for i := range 40 {
		stories = append(stories, fmt.Sprintf("B | 2019-02-%02d | Ambassador to Italy %d | Norvania named an ambassador to Italy %d times. The ambassador of Norvania to Italy was seen in Rome on day %d. Ambassador %d of Norvania to Italy has an office in street %d.", i%28+1, i, i+2, i, i, i))
	}
	for _, c := range []struct {
		holds int
		mode  Mode
		note  string
	}{{1 << 20, ModeModel, ""}, {2_000, ModeModel, ""}, {100, ModeExtract, "The stories found are more than the model can read at once, so"}} {
		s := newFew(t, stories...)
		m := &small{holds: c.holds}
		a := ask(t, &Bot{Stories: s, Model: m}, s, Question{Text: "Who is the ambassador of Norvania to Italy?"})
		if a.Mode != c.mode || !strings.HasPrefix(notesOf(a, "fallback"), c.note) {
			t.Errorf("holds %d: %s %q, notes %+v, sent %d", c.holds, a.Mode, a.Text, a.Notes, m.sent)
		}
		if len(m.sent) == 2 && m.sent[1] > 4*m.sent[0]/5 {
			t.Errorf("%d characters, then %d", m.sent[0], m.sent[1])
		}
	}
}

// TestStandInIsSettled: what was about to stand in as a sentence came does not.
func TestStandInIsSettled(t *testing.T) {
	s := standIn{timer: time.NewTimer(time.Hour)}
	q := Question{Interim: func(Answer) { t.Error("something stood in beside a sentence") }}
	s.settle()
	s.show(q, Answer{})
}
