package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/prompts"
)

// How much a model may write, in tokens: an answer, and to mend one. What it
// thinks before it writes counts as written.
const (
	answerBudget = 4000
	mendBudget   = 1500
)

// write lets the model answer and shows what of it holds. fallback tells
// why there is nothing to show; it says nothing where there is. sure: that a sentence answers.
func (b *Bot) write(ctx context.Context, p plan, e *evidence, sure float64, show Show) (a Answer, fallback say.Message) {
	within := func(budget int) (*write.Material, Prompt) {
		given := e.given(choose.Fitted(), budget)
		if p.allGiven {
			given = e.allGiven(budget)
		}
		prompt := prompts.Answer{
			Question: p.text, Into: p.question.Into, Now: p.question.At,
			Conversation: conversation(p.lang, p.turns), Stories: given.Prompt(), Fence: prompts.NewFence(),
		}
		return given, Prompt{System: prompt.System(), User: prompt.String(), MaxTokens: answerBudget}
	}
	budget := answerTokens
	if p.allGiven {
		budget = 1 << 20
	} else if sure < choose.Fitted().Doubt {
		budget = doubtTokens
	}
	return b.run(ctx, write.Options{Asked: &p.asked, Foreign: p.writesForeign()}, shortened(budget, within), p.text, show)
}

// writeSummary lets the model summarise and shows what of it holds.
func (b *Bot) writeSummary(ctx context.Context, p plan, e *evidence, style Style, show Show) (a Answer, fallback say.Message) {
	within := func(budget int) (*write.Material, Prompt) {
		given := e.allGiven(budget)
		prompt := prompts.Summary{
			Title: e.only(), Style: prompts.Style(style), Topic: p.question.Text, Foreign: p.foreign, Into: p.question.Into, Now: p.question.At,
			Stories: given.Prompt(), Fence: prompts.NewFence(),
		}
		return given, Prompt{System: prompt.System(), User: prompt.String(), MaxTokens: answerBudget}
	}
	return b.run(ctx, write.Options{Bullets: style == Bullets, Foreign: p.writesForeign()}, shortened(summaryTokens, within), p.question.Text, show)
}

// task is what a model is given, and the same in less for one whose context is small.
type task struct {
	given   *write.Material
	prompt  Prompt
	shorter func() (*write.Material, Prompt)
}

// shortened is a task whose material has at most so many tokens.
func shortened(budget int, within func(budget int) (*write.Material, Prompt)) task {
	given, prompt := within(budget)
	return task{given, prompt, func() (*write.Material, Prompt) {
		given, prompt := within(budget / 3)
		prompt.MaxTokens = answerBudget / 4 // the context holds both
		return given, prompt
	}}
}

// only is the title of the story where there is but one.
func (e *evidence) only() string {
	if len(e.stories) == 1 {
		return e.stories[0].Title
	}
	return ""
}

// run streams the completion through a writer, has what does not hold mended
// once, and makes an answer of what is left.
func (b *Bot) run(ctx context.Context, o write.Options, t task, question string, show Show) (a Answer, fallback say.Message) {
	var spent spending
	o.Given, o.Check, o.Mend, o.Log = t.given, b.checking(&spent), b.mending(&spent), b.log()
	var w *write.Writer
	shown := quoted{show: show}
	if show != nil {
		o.Show = func(c *write.Claim) { shown.claim(w.Given, c) }
	}
	w = write.New(o)
	t.prompt.Shorter = func() Prompt {
		given, prompt := t.shorter()
		w.Regive(given)
		return prompt
	}
	used, err := b.Model.Write(ctx, t.prompt, func(piece string) error { return w.Take(ctx, piece) })
	spent.add(used)
	w.End(ctx)
	if err == nil {
		w.MendFaults(ctx, question)
	} else if !errors.Is(err, context.Canceled) {
		b.log().Warn("the model failed", "error", err)
	}
	answers := w.Whole()
	a = answerOf(w)
	a.Usage = spent.sum()
	switch {
	case err == nil && silent(w):
		a.Mode = ModeNone
		a.say(refusal(w))
		return a, fallback
	case len(a.Citations) == 0:
		return a, whyNothing(w, err)
	case !answers:
		return a, say.Tell(say.NotBorneOut, nil)
	case err != nil:
		a.Notes = append(a.Notes, noteOf("fallback", say.Tell(say.CutOff, nil)))
	}
	if w.Unchecked() {
		a.Notes = append(a.Notes, noteOf("unchecked", say.Tell(say.Unchecked, nil)))
	}
	return a, fallback
}

// answerOf is what holds of what a model wrote, in its order, cited from 1 on.
func answerOf(w *write.Writer) Answer {
	a := Answer{Mode: ModeModel}
	var t quoted
	score, n := 0.0, 0
	for _, c := range w.Claims() {
		if c.Instead != nil {
			a.Dropped = append(a.Dropped, Dropped{Sentence: c.Raw, Kind: c.Instead.Kind, Why: c.Instead.Why})
		}
		if !c.Verdict.Holds {
			a.Dropped = append(a.Dropped, Dropped{Sentence: c.Raw, Kind: c.Verdict.Kind, Why: c.Verdict.Why})
			continue
		}
		t.claim(w.Given, c)
		if !c.Not {
			score += c.Verdict.Score
			n++
		}
	}
	t.fill(&a)
	a.Confidence = score / float64(max(1, n))
	return a
}

// silent reports whether a model said that the stories do not say, and nothing else.
func silent(w *write.Writer) bool {
	claims := w.Claims()
	return (w.Refused() || len(claims) > 0) && !slices.ContainsFunc(claims, func(c *write.Claim) bool { return !c.Not })
}

// writesForeign reports whether an answer is to be in another language than the stories.
func (p *plan) writesForeign() bool {
	return p.question.Into == "" && p.foreign || p.question.Into != "" && p.question.Into != p.lang.Name
}

// refusal is what a model that is silent said, in the words of its reader's
// language, as far as it is no more than that.
func refusal(w *write.Writer) say.Message {
	for _, c := range w.Claims() {
		if c.Not && c.Verdict.Holds && len(c.Text) <= maxRefusal {
			if none := say.Tell(say.NotSaid, nil); c.Text != none.In(english) {
				return say.Text(c.Text)
			}
		}
	}
	return say.Tell(say.NotSaid, nil)
}

// maxRefusal is how long a refusal in a model's own words may be, in bytes.
const maxRefusal = 240

// whyNothing tells why the model's answer cannot be shown.
func whyNothing(w *write.Writer, err error) say.Message {
	switch {
	case err != nil:
		return FaultOf(err).quotedSince()
	case len(w.Claims()) > 0:
		return say.Tell(say.NothingHolds, nil)
	}
	return FaultEmpty.quotedSince()
}

// claim adds a claim that holds, with the marks of this answer.
func (t *quoted) claim(given *write.Material, c *write.Claim) {
	var marks []int
	for _, place := range given.Spans(c.Refs) {
		if n := t.cite(place.Story, place.Span); !slices.Contains(marks, n) {
			marks = append(marks, n)
		}
	}
	t.add(c.Opens, Claim{Text: withMarks(c.Text, marks), Citations: marks, Checked: c.Checked})
}

// withMarks puts the numbers of citations behind a sentence.
func withMarks(sentence string, marks []int) string {
	var b strings.Builder
	b.WriteString(sentence)
	for i, m := range marks {
		if i == 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "[%d]", m)
	}
	return b.String()
}

// spending adds up the tokens of one answer.
type spending struct {
	mu   sync.Mutex
	used Usage
}

func (s *spending) add(u Usage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used = s.used.plus(u)
}

func (s *spending) sum() Usage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.used
}

// checking is the Checker whose tokens go onto the answer's account; nil where
// rules alone check.
func (b *Bot) checking(spent *spending) func(context.Context, prompts.Check) (bool, error) {
	if b.Check == nil {
		return nil
	}
	return func(ctx context.Context, check prompts.Check) (bool, error) {
		yes, used, err := b.Check(ctx, check)
		spent.add(used)
		return yes, err
	}
}

// mending has the model write anew what does not hold.
func (b *Bot) mending(spent *spending) func(context.Context, prompts.Mend) (string, error) {
	return func(ctx context.Context, mend prompts.Mend) (string, error) {
		var reply strings.Builder
		used, err := b.Model.Write(ctx, Prompt{System: mend.System(), User: mend.String(), MaxTokens: mendBudget}, func(piece string) error {
			reply.WriteString(piece)
			return nil
		})
		spent.add(used)
		return reply.String(), err //nolint:wrapcheck // it is logged beside what was tried
	}
}
