package bot

import (
	"log/slog"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Bot answers questions. Its fields are set once, before the first question;
// it may then be used by many goroutines. Only Stories is required.
type Bot struct {
	Stories Searcher
	Model   Model            // nil: answers are extracts
	Check   Checker          // nil: what a model writes is checked by rules alone
	Journal Journal          // nil: nothing is recalled or recorded
	Limits  *Limits          // nil: everybody may ask without end
	Log     *slog.Logger     // nil: slog.Default()
	Now     func() time.Time // nil: time.Now
	Zone    *time.Location   // in which "today" is; nil: UTC

	// Patience is how long a model may take to its first sentence, counted from the
	// question's coming, until the stories' own sentences stand in; zero: they never do.
	Patience time.Duration

	Language *text.Language // in which questions and stories are read; nil: English
}

// Sentence is one checked sentence of an answer on its way: its text with the
// [n] it carries, and the citations that are new with it.
type Sentence struct {
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
}

// Show is told each sentence as soon as it has been verified.
type Show func(Sentence)

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
