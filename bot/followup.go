package bot

import (
	"context"
	"errors"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// standalone is the question with what it leaves to the turns before filled
// in: by the model where there is one, else by carrying words over.
func (b *Bot) standalone(ctx context.Context, q Question, turns []Turn) string {
	if len(turns) == 0 || !leansBack(b.language(), q.Text) {
		return q.Text
	}
	last := turns[len(turns)-1]
	before := last.Standalone
	if before == "" {
		before = last.Question
	}
	carried := carryOver(b.language(), q.Text, before, last.Answer)
	if b.Model == nil {
		return carried
	}
	if rewritten := b.rewrite(ctx, q, turns); rewritten != "" {
		return rewritten
	}
	return carried
}

// rewrite lets the model say the question so that it stands alone; it is used
// for searching only. Empty: it could not.
func (b *Bot) rewrite(ctx context.Context, q Question, turns []Turn) string {
	p := plan{turns: turns}
	prompt := prompts.Rewrite{Conversation: p.conversation(), Question: q.Text}
	var reply strings.Builder
	ctx, stop := b.hurried(ctx)
	defer stop()
	_, err := b.Model.Write(ctx, Prompt{System: prompt.System(), User: prompt.String(), MaxTokens: answerBudget}, func(piece string) error {
		if reply.Len() > choose.MaxQuestion {
			return errTooLong
		}
		reply.WriteString(piece)
		return nil
	})
	if err != nil {
		b.log().Info("a follow-up could not be rewritten", "error", err)
		return ""
	}
	return text.OneLine(reply.String())
}

var errTooLong = errors.New("too long for a question")

// leansBack reports whether a question stands only together with the one before:
// it begins as a continuation, it has a pronoun and names nobody, or it is a
// few words without a name.
func leansBack(l *text.Language, question string) bool {
	words := l.Words(question)
	if l.Patterns.FollowStarts.MatchString(question) {
		return true
	}
	names, telling, pronoun := 0, 0, false
	for i := range words {
		w := &words[i]
		pronoun = pronoun || l.Pronouns.Following[w.Norm]
		if w.Stop() || l.Questions.Words[w.Norm] {
			continue
		}
		telling++
		if w.Upper && i > 0 || w.Number {
			names++
		}
	}
	return names == 0 && (pronoun || telling <= 1)
}

// carryOver adds to a question the names and telling words of the question
// before it, and the names of the answer's first sentence where a pronoun can
// only mean somebody named there.
func carryOver(l *text.Language, question, before, answer string) string {
	have := make(map[string]bool)
	for _, w := range l.Words(question) {
		have[w.Stem()] = true
	}
	var extra []string
	add := func(text string, w *text.Word) {
		if stem := w.Stem(); !have[stem] {
			have[stem] = true
			extra = append(extra, w.Of(text))
		}
	}
	asked := choose.Read(l, before)
	for _, w := range l.Words(before) {
		if asked.Carries(w.Norm) {
			add(before, &w)
		}
	}
	if first := l.Sentences(answer); len(first) > 0 {
		sentence, _ := write.CutMarks(l, first[0].Of(answer))
		words := l.Words(sentence)
		for i := range words {
			if w := &words[i]; w.Upper && i > 0 && !w.Stop() && !l.Month(w.Norm) && !l.Weekday(w.Norm) && len(extra) < 12 {
				add(sentence, w)
			}
		}
	}
	if len(extra) == 0 {
		return question
	}
	return "About " + strings.Join(extra, " ") + ". " + question
}
