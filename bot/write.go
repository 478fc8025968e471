package bot

import (
	"context"
	"errors"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// How much a model is given and may write, in tokens. What a model thinks
// before it writes counts as written.
const (
	promptBudget = 6000
	answerBudget = 4000
)

// write lets the model answer and shows what of it holds. fallback tells in
// words why there is nothing to show; it is empty where there is.
func (b *Bot) write(ctx context.Context, p plan, found knowledge.Found, e *evidence, show Show) (a Answer, fallback string) {
	w := newWriter(e.lang, e.evidencePassages(found.Hits), show)
	w.asked = &p.asked
	prompt := prompts.Answer{
		Question: p.question.Text, Now: p.question.At,
		Conversation: p.conversation(), Fence: prompts.NewFence(),
	}
	return b.run(ctx, w, shortened(func(budget int) Prompt {
		prompt.Passages = w.forPrompt(budget)
		return Prompt{System: prompt.System(), User: prompt.String(), MaxTokens: answerBudget}
	}))
}

// writeSummary lets the model summarise and shows what of it holds.
func (b *Bot) writeSummary(ctx context.Context, p plan, e *evidence, style Style, show Show) (a Answer, fallback string) {
	w := newWriter(e.lang, e.allPassages(), show)
	w.bullets = style == Bullets
	prompt := prompts.Summary{
		Title: e.only(), Style: prompts.Style(style), Topic: p.question.Text, Now: p.question.At,
		Fence: prompts.NewFence(),
	}
	return b.run(ctx, w, shortened(func(budget int) Prompt {
		prompt.Passages = w.forPrompt(budget)
		return Prompt{System: prompt.System(), User: prompt.String(), MaxTokens: answerBudget}
	}))
}

// only is the title of the story where there is but one.
func (e *evidence) only() string {
	if len(e.stories) == 1 {
		return e.stories[0].Title
	}
	return ""
}

// run streams the completion through the writer.
func (b *Bot) run(ctx context.Context, w *writer, prompt Prompt) (a Answer, fallback string) {
	usage, err := b.Model.Write(ctx, prompt, w.take)
	if err == nil {
		w.end()
	}
	a = Answer{Mode: ModeModel, Usage: usage, Dropped: w.dropped, Citations: w.text.citations}
	switch {
	case w.refused && len(w.text.parts) == 0:
		a.Mode, a.Text = ModeNone, "The stories do not say."
		return a, ""
	case err != nil && !errors.Is(err, context.Canceled):
		b.log().Warn("the model failed", "error", err)
	}
	if len(w.text.parts) == 0 {
		return a, w.whyNothing(err)
	}
	if err != nil {
		a.Notes = append(a.Notes, Note{Kind: "fallback", Text: "The model stopped before its end; what it had written was checked."})
	}
	a.Text, a.Confidence = w.joined(), w.mean()
	return a, ""
}

// conversation is what was said before, for the prompt.
func (p *plan) conversation() []prompts.Turn {
	var turns []prompts.Turn
	for _, t := range p.turns {
		turns = append(turns, prompts.Turn{Question: t.Question, Answer: t.Answer})
	}
	return turns
}

// passageOf is a numbered passage that a model is given.
type passageOf struct {
	story *knowledge.Story
	text.Span
}

func (p *passageOf) text() string { return p.Of(p.story.Text) }

// heading is what the prompt says above the passage.
func (p *passageOf) heading() string {
	heading := p.story.Title + "."
	if !p.story.Published.IsZero() {
		heading = p.story.Published.Format("Monday, 2 January 2006") + ". " + heading
	}
	if p.story.Outlet != "" {
		heading = p.story.Outlet + ". " + heading
	}
	return heading
}

// evidencePassages are the passages found, best first, without those of
// retracted stories.
func (e *evidence) evidencePassages(hits []knowledge.Hit) []passageOf {
	var ps []passageOf
	for i := range hits {
		s := &hits[i].Story
		if s.Label == knowledge.Retracted && !announces(e.lang, s) {
			continue
		}
		ps = append(ps, passageOf{s, hits[i].Span})
	}
	return ps
}

// allPassages are the passages of the lines, in their order.
func (e *evidence) allPassages() []passageOf {
	var ps []passageOf
	for i := range e.stories {
		s := &e.stories[i]
		for _, span := range knowledge.Split(e.lang, s.Text) {
			if e.hasLineIn(i, span) {
				ps = append(ps, passageOf{s, span})
			}
		}
	}
	return ps
}

func (e *evidence) hasLineIn(story int, span text.Span) bool {
	for _, p := range e.places {
		if p.story == story && span.Start <= p.Start && p.End <= span.End {
			return true
		}
	}
	return false
}

// whyNothing tells why the model's answer cannot be shown.
func (w *writer) whyNothing(err error) string {
	switch {
	case err != nil:
		return FaultOf(err).Words() + ", so the stories' own sentences are quoted."
	case len(w.dropped) > 0:
		return "Nothing that the model wrote is borne out by the stories, so their own sentences are quoted."
	}
	return "The model wrote nothing, so the stories' own sentences are quoted."
}

// joined is the text of the sentences shown.
func (w *writer) joined() string {
	if w.bullets {
		return strings.Join(w.text.parts, "\n")
	}
	return strings.Join(w.text.parts, " ")
}
