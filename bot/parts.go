package bot

import (
	"log/slog"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/knowledge/text"
)

// Bot answers questions. Its fields are set once, before the first question;
// it may then be used by many goroutines. Only Stories is required.
type Bot struct {
	Stories Searcher
	Model   Model            // nil: answers are extracts
	Check   Checker          // nil: what a model writes is checked by rules alone
	Journal Journal          // nil: nothing is recalled or recorded
	Limits  *limit.Limits    // nil: everybody may ask without end
	Shared  *Shared          // nil: the same question is answered as often as it is asked
	Log     *slog.Logger     // nil: slog.Default()
	Now     func() time.Time // nil: time.Now
	Zone    *time.Location   // in which "today" is; nil: UTC

	// Patience is how long a model may take to its first sentence, counted from the
	// question's coming, until the stories' own sentences stand in; zero: they never do.
	Patience time.Duration

	Language *text.Language // in which questions and stories are read; nil: English
}

// Shown is one checked claim of an answer on its way. What is shown in a row, each
// after its Opens, is the answer so far.
type Shown struct {
	Claim
	Opens string     `json:"opens"` // what stands before it: nothing, a space, line breaks, the mark of a list
	Added []Citation `json:"added"` // the citations that are new with it
}

// Show is told each claim as soon as it has been checked.
type Show func(Shown)

func (b *Bot) language() *text.Language {
	if b.Language != nil {
		return b.Language
	}
	return text.English()
}

func (b *Bot) log() *slog.Logger {
	if b.Log != nil {
		return b.Log
	}
	return slog.Default()
}

// cut shortens s to n bytes at most, at a character, and says so by "…".
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.TrimSpace(text.Cut(s, n)) + "…"
}
