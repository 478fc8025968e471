package discord

import (
	"context"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
)

// How much lists hold.
const (
	maxChoices = 25 // Discord's limit of an autocomplete
	searchHits = 8
)

// complete proposes stories, or sources to an operator, for what is being typed.
func (b *Bot) complete(ctx context.Context, i *interaction) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	name, text := i.focused()
	list := completion{Choices: []choice{}}
	switch {
	case name == "story":
		list.Choices = b.storyChoices(ctx, i, text)
	case name == "source" && b.whyNotOperator(i) == "":
		for _, c := range b.operations(b.voice(i)).Choices(text) {
			list.Choices = append(list.Choices, choice(c))
		}
	}
	b.acknowledge(ctx, i, callback{Type: callComplete, Data: list})
}

func (b *Bot) storyChoices(ctx context.Context, i *interaction, text string) []choice {
	choices := []choice{}
	stories, err := b.visible(ctx, i, text)
	if err != nil {
		b.log().Debug("no stories could be proposed", "err", err)
		return choices
	}
	for i := range stories {
		s := &stories[i]
		if len(choices) == maxChoices {
			break
		}
		if s.ID == "" || render.Chars(s.ID) > render.MaxChoice {
			continue
		}
		choices = append(choices, choice{render.Choice(s), s.ID})
	}
	return choices
}

// visible returns the stories with these words that the asker may be answered from.
func (b *Bot) visible(ctx context.Context, i *interaction, words string) ([]desk.Listed, error) {
	return b.visibleAt(ctx, i.place(), words)
}

func (b *Bot) visibleAt(ctx context.Context, at place, words string) ([]desk.Listed, error) {
	list, err := b.Desk.Stories(ctx, words)
	if err == nil {
		list = list.In(b.audience(at))
	}
	return list.Stories, err //nolint:wrapcheck // the desk says what was tried
}

// search finds passages and shows them to the asker alone.
func (b *Bot) search(ctx context.Context, i *interaction) {
	q, wrong := b.questionOf(i, i.option("words"), true)
	if wrong == "" && q.Text == "" {
		wrong = b.voice(i).Words().Chat.Said.NoWords
	}
	if wrong != "" {
		b.reply(ctx, i, wrong)
		return
	}
	r, ok := b.deferReply(ctx, i, true)
	if !ok {
		return
	}
	found, err := b.Desk.Search(ctx, q, searchHits, 1)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	b.deliver(ctx, r, r.voice().Hits(q.Text, found.Hits))
}
