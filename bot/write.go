package bot

import (
	"context"

	"github.com/storybot/storybot/knowledge"
)

func (b *Bot) write(ctx context.Context, p plan, found knowledge.Found, e *evidence, show Show) (Answer, string) {
	return Answer{}, "x"
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
