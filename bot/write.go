package bot

import (
	"context"

	"github.com/storybot/storybot/knowledge"
)

func (b *Bot) write(ctx context.Context, p plan, found knowledge.Found, e *evidence, show Show) (Answer, string) {
	return Answer{}, "x"
}

func (b *Bot) writeSummary(ctx context.Context, p plan, e *evidence, style Style, show Show) (Answer, string) {
	return Answer{}, "x"
}
