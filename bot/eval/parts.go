package eval

import (
	"context"
	"log/slog"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/speaker"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// Here stands every call into the parts that are measured alone.

// verdict is the verifier's judgement of a sentence by its source.
func verdict(sentence, source string) verify.Verdict {
	return verify.Verify(text.English(), sentence, source)
}

// chosen scores the sentences as answers of the question, and tells from 0 to
// 1 how sure it is that one of them answers.
func chosen(question string, sentences []string) (scores []float64, sure float64) {
	lines := make([]choose.Line, len(sentences))
	for i, s := range sentences {
		lines[i] = choose.Line{Text: s, Weight: 1}
	}
	q, w := choose.Read(text.English(), question), choose.Fitted()
	r := w.Rank(q, lines)
	for i := range r {
		scores = append(scores, r[i].Score)
	}
	return scores, w.Confidence(q, lines, r).Answered
}

// hedged reports whether an answer says that it is only the nearest there is.
func hedged(a *bot.Answer) bool { return a.Hedged() }

// whens are the times that a text names, as understood at that moment.
func whens(s string, at time.Time) []text.When { return text.English().Whens(s, at) }

// quotations are the direct quotations of a text, with who says each.
func quotations(s string) []speaker.Quotation { return speaker.Quotations(text.English(), s) }

// answered is the answer of a bot without a model that has these stories alone.
func answered(ctx context.Context, stories *knowledge.Base, q bot.Question) (bot.Answer, error) {
	b := bot.Bot{Stories: stories, Log: slog.New(slog.DiscardHandler)}
	return b.Answer(ctx, q, nil) //nolint:wrapcheck // it names the question
}

// foundAfter is how a bot without a model searches for a question after those turns, and
// what it finds, best first, one passage of each story.
func foundAfter(ctx context.Context, stories *knowledge.Base, before []bot.Turn, q bot.Question) (string, []knowledge.Hit, error) {
	b := bot.Bot{Stories: stories, Journal: recollection(before), Log: slog.New(slog.DiscardHandler)}
	q.Conversation = "measured"
	query, found, err := b.Find(ctx, q, rankedStories, 1)
	return query.Text, found.Hits, err //nolint:wrapcheck // it names the question
}

// recollection is a journal of these turns, in which nothing is recorded.
type recollection []bot.Turn

// Recall returns the last n.
func (r recollection) Recall(_ context.Context, _ string, n int) ([]bot.Turn, error) {
	return r[max(0, len(r)-n):], nil
}

// Record does nothing.
func (recollection) Record(context.Context, bot.Question, string, bot.Answer) (int64, error) {
	return 0, nil
}

// written is the answer of a bot whose model wrote the recording, checked by
// rules alone, or by a checker that refuses what the recording is without and nothing else.
func written(ctx context.Context, r *recording) (bot.Answer, error) {
	b := bot.Bot{Model: replay{r}, Log: slog.New(slog.DiscardHandler)}
	if r.without != "" {
		b.Check = func(_ context.Context, check prompts.Check) (bool, bot.Usage, error) {
			return !r.refuses(check), bot.Usage{}, nil
		}
	}
	return b.AnswerFrom(ctx, r.question, r.found, nil) //nolint:wrapcheck // it names the question
}

// writtenAndChecked is the same with the recorded checker.
func writtenAndChecked(ctx context.Context, r *recording) (bot.Answer, error) {
	b := bot.Bot{Model: replay{r}, Check: r.checker, Log: slog.New(slog.DiscardHandler)}
	return b.AnswerFrom(ctx, r.question, r.found, nil) //nolint:wrapcheck // it names the question
}

// checker replies what was recorded of the claim; what was not is not known of:
// the claims of a weak answer, which are true.
func (r *recording) checker(_ context.Context, check prompts.Check) (bool, bot.Usage, error) {
	if r.refuses(check) {
		return false, bot.Usage{}, nil
	}
	for i := range r.row.Claims {
		if c := &r.row.Claims[i]; contains(c.Text, check.Claim) || contains(check.Claim, c.Text) {
			return c.Checker, bot.Usage{}, nil
		}
	}
	return true, bot.Usage{}, nil
}

// refuses reports whether a claim is what the recording is without.
func (r *recording) refuses(check prompts.Check) bool {
	return r.without != "" && (contains(r.without, check.Claim) || contains(check.Claim, r.without))
}

// replay is a model that writes what was recorded, with the numbers of the
// prompt; asked to mend, it writes nothing.
type replay struct{ *recording }

// piece is how many bytes are told at a time.
const piece = 24

// Write tells the recorded text in pieces.
func (r replay) Write(ctx context.Context, p bot.Prompt, tell func(string) error) (bot.Usage, error) {
	if p.System == (prompts.Mend{}).System() {
		return bot.Usage{}, nil
	}
	for s := r.writes(readNumbered(p.User)); s != ""; s = s[min(piece, len(s)):] {
		if err := ctx.Err(); err != nil {
			return bot.Usage{}, err //nolint:wrapcheck // the bot wraps it
		}
		if err := tell(s[:min(piece, len(s))]); err != nil {
			return bot.Usage{}, err
		}
	}
	return bot.Usage{}, nil
}
