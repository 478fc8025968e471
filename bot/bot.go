package bot

import (
	"context"
	"log/slog"
	"time"
)

// Bot answers questions. Its fields are set once, before the first question;
// it may then be used by many goroutines. Only Stories is required.
type Bot struct {
	Stories Searcher
	Model   Model            // nil: answers are extracts
	Journal Journal          // nil: nothing is recalled or recorded
	Log     *slog.Logger     // nil: slog.Default()
	Now     func() time.Time // nil: time.Now
	Zone    *time.Location   // in which "today" is; nil: UTC
}

// Sentence is one checked sentence of an answer on its way: its text with the
// [n] it carries, and the citations that are new with it.
type Sentence struct {
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
}

// Show is told each sentence as soon as it has been verified.
type Show func(Sentence)

// Answer answers q. show may be nil. That the stories do not say is an Answer
// (ModeNone), not an error; an error is ErrBusy, ErrBudget or a failed search.
func (b *Bot) Answer(ctx context.Context, q Question, show Show) (Answer, error) {
	return Answer{}, nil
}

// Style is the form of a summary.
type Style string

// The styles of a summary.
const (
	Brief   Style = "brief"   // two or three sentences
	Bullets Style = "bullets" // up to seven points
	Long    Style = "long"    // a dozen sentences
)

// Summary summarises the story with that ID, or else what the stories say of a topic.
func (b *Bot) Summary(ctx context.Context, q Question, style Style, show Show) (Answer, error) {
	return Answer{}, nil
}

// Timeline lists the dated events of a topic, oldest first (ModeList).
func (b *Bot) Timeline(ctx context.Context, q Question) (Answer, error) {
	return Answer{}, nil
}
