package discord

import (
	"context"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// stories lists the first page of the stories.
func (b *Bot) stories(ctx context.Context, i *interaction) {
	if r, ok := b.deferReply(ctx, i, true); ok {
		b.page(ctx, r, 0, render.Shorten(i.option("filter"), render.MaxFilter))
	}
}

// pageTurned shows another page in place of the one whose button was pressed.
func (b *Bot) pageTurned(ctx context.Context, i *interaction, rest string) {
	number, filter, _ := strings.Cut(rest, ":")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 {
		b.reply(ctx, i, b.voice(i).Words().Chat.Said.UnknownPage)
		return
	}
	if b.acknowledge(ctx, i, callback{Type: callDeferEdit}) {
		b.page(ctx, &interactionResponder{bot: b, i: i, private: true}, n, filter)
	}
}

func (b *Bot) page(ctx context.Context, r *interactionResponder, n int, filter string) {
	stories, err := b.visible(ctx, r.i, filter)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	b.deliver(ctx, r, []render.Message{r.voice().Stories(stories, n, filter)})
}

// open shows the story that was chosen from a list, to the asker alone.
func (b *Bot) open(ctx context.Context, i *interaction) {
	if len(i.Data.Values) != 1 {
		b.unknown(ctx, i)
		return
	}
	if r, ok := b.deferReply(ctx, i, true); ok {
		b.showStory(ctx, r, i.Data.Values[0], 0)
	}
}

// read shows another page of a story in place of the one whose button was pressed.
func (b *Bot) read(ctx context.Context, i *interaction, rest string) {
	number, id, _ := strings.Cut(rest, ":")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || id == "" || !i.private() {
		b.unknown(ctx, i)
		return
	}
	if b.acknowledge(ctx, i, callback{Type: callDeferEdit}) {
		b.showStory(ctx, &interactionResponder{bot: b, i: i, private: true}, id, n)
	}
}

func (b *Bot) showStory(ctx context.Context, r *interactionResponder, id string, n int) {
	s, err := b.storyFor(ctx, r.i.place(), id)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	b.deliver(ctx, r, []render.Message{r.voice().Story(&s, n)})
}

// storyFor opens a story that whoever asks at a place may be answered from; of all others
// it says knowledge.ErrNotFound, for the ID in a button can be forged.
func (b *Bot) storyFor(ctx context.Context, at place, id string) (knowledge.Story, error) {
	s, _, err := b.Desk.Version(ctx, id, "")
	if err != nil {
		return knowledge.Story{}, err //nolint:wrapcheck // the desk says what was tried
	}
	may := knowledge.Filter{Collections: b.audience(at)}
	if !may.Allows(&s) {
		return knowledge.Story{}, knowledge.ErrNotFound
	}
	return s, nil
}

// askAbout asks what was written into the modal of a story, of that story alone.
func (b *Bot) askAbout(ctx context.Context, i *interaction, story, text string) {
	q, _ := b.questionOf(i, text, i.private())
	q.Story = story
	r, ok := b.deferReply(ctx, i, i.private())
	if !ok {
		return
	}
	if _, err := b.storyFor(ctx, i.place(), story); err != nil {
		b.failed(ctx, r, err)
		return
	}
	b.answer(ctx, r, render.Quote(text), func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		return b.Desk.Answer(ctx, d.Attach(q), d.Show)
	})
}
