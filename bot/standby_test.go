package bot

import (
	"context"
	"strings"
	"testing"
	"time"
)

// TestStandbyNoted: what was searched for by the bot itself, for what usually finds was away, says so once, whatever is
// made of it, and in the reader's language; and nothing says so otherwise.
func TestStandbyNoted(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	const asksEnvoy = "Who was Norvania's ambassador to Italy?"
	const note = "The usual search could not be reached; the bot's own copy of the stories was searched."
	answer := func(ctx context.Context, b *Bot, text string) (Answer, error) {
		return b.Answer(ctx, Question{Text: text, At: at}, nil)
	}
	for what, c := range map[string]struct {
		model Model
		mode  Mode
		do    func(ctx context.Context, b *Bot) (Answer, error)
	}{
		"an answer":        {nil, ModeExtract, func(ctx context.Context, b *Bot) (Answer, error) { return answer(ctx, b, asksEnvoy) }},
		"a model's answer": {says("Ilan Dray was Norvania's man in Italy [1.1]."), ModeModel, func(ctx context.Context, b *Bot) (Answer, error) { return answer(ctx, b, asksEnvoy) }},
		"nothing is said":  {nil, ModeNone, func(ctx context.Context, b *Bot) (Answer, error) { return answer(ctx, b, "Who sang of zeppelins?") }},
		"a list": {nil, ModeList, func(ctx context.Context, b *Bot) (Answer, error) {
			return answer(ctx, b, "How many stories mention the Astra?")
		}},
		"a summary": {nil, ModeExtract, func(ctx context.Context, b *Bot) (Answer, error) {
			return b.Summary(ctx, Question{Text: "ferry Astra", At: at}, Brief, nil)
		}},
		"a timeline": {nil, ModeList, func(ctx context.Context, b *Bot) (Answer, error) {
			return b.Timeline(ctx, Question{Text: "ferry Astra", At: at})
		}},
		"a digest of a topic": {nil, ModeList, func(ctx context.Context, b *Bot) (Answer, error) {
			return b.Digest(ctx, Question{Text: "ferry Astra", At: at})
		}},
	} {
		s := newFew(t, envoy, ferry1, ferry2, fire1)
		for _, away := range []bool{true, false} {
			s.standby = away
			a, err := c.do(t.Context(), &Bot{Stories: s, Model: c.model, Shared: &Shared{}})
			if err != nil || a.Mode != c.mode {
				t.Errorf("%s: %s, %v, want %s", what, a.Mode, err, c.mode)
				continue
			}
			if got := strings.Count(notesOf(a, "fallback"), note); got == 1 != away || got > 1 {
				t.Errorf("%s: away %v: %+v", what, away, a.Notes)
			}
			if german := notesOf(a.In("de"), "fallback"); strings.Contains(german, "Die übliche Suche war nicht zu erreichen") != away {
				t.Errorf("%s: away %v, in German: %s", what, away, german)
			}
		}
	}
}
