package discord

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// How much lists hold.
const (
	choicesMost = 25 // Discord's limit of an autocomplete
	choiceMost  = 100
	pageStories = 10
	searchHits  = 8
	filterMost  = 60 // it must fit into a button's ID
)

// complete proposes stories, or an operator's sources, for what is being typed.
func (b *Bot) complete(ctx context.Context, i *interaction) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	name, text := i.focused()
	list := completion{Choices: []choice{}}
	switch {
	case name == "story":
		list.Choices = b.storyChoices(ctx, i, text)
	case name == "source" && b.operator(i) == "":
		for _, s := range b.Desk.Sources() {
			if len(list.Choices) < choicesMost && chars(s) <= choiceMost && strings.Contains(strings.ToLower(s), strings.ToLower(text)) {
				list.Choices = append(list.Choices, choice{s, s})
			}
		}
	}
	b.acknowledge(ctx, i, callback{Type: callComplete, Data: list})
}

func (b *Bot) storyChoices(ctx context.Context, i *interaction, text string) []choice {
	choices := []choice{}
	docs, err := b.visible(ctx, i, text)
	if err != nil {
		b.log().Debug("no stories could be proposed", "err", err)
		return choices
	}
	for _, d := range docs {
		if len(choices) == choicesMost {
			break
		}
		if d.Story.ID == "" || chars(d.Story.ID) > choiceMost {
			continue
		}
		name := strings.Join(strings.Fields(d.Story.Title), " ")
		if tail := strings.TrimSpace(d.Story.Outlet + " " + knowledge.Day(d.Story.Published)); tail != "" {
			tail = shorten(tail, 40)
			name = shorten(name, choiceMost-3-chars(tail)) + " · " + tail
		}
		choices = append(choices, choice{shorten(name, choiceMost), d.Story.ID})
	}
	return choices
}

// visible are the stories with these words that the asker may be answered from.
func (b *Bot) visible(ctx context.Context, i *interaction, words string) ([]*knowledge.StoryInfo, error) {
	docs, err := b.Desk.Stories(ctx, words)
	if err != nil || b.Audience == nil {
		return docs, err //nolint:wrapcheck // the desk says what was tried
	}
	may := knowledge.Filter{Collections: b.Audience(i.GuildID, i.ChannelID, i.asker())}
	seen := make([]*knowledge.StoryInfo, 0, len(docs))
	for _, d := range docs {
		if may.Allows(&d.Story) {
			seen = append(seen, d)
		}
	}
	return seen, nil
}

// search finds passages and shows them to the asker alone.
func (b *Bot) search(ctx context.Context, i *interaction) {
	q, wrong := b.asked(i, i.option("words"), true)
	if wrong == "" && q.Text == "" {
		wrong = "Name some words to look for."
	}
	if wrong != "" {
		b.reply(ctx, i, wrong)
		return
	}
	s, ok := b.think(ctx, i, true)
	if !ok {
		return
	}
	hits, err := b.Desk.Search(ctx, q, searchHits, 1)
	if err != nil {
		b.failed(ctx, s, err)
		return
	}
	b.tell(ctx, s, renderHits(q.Text, hits))
}

// failed tells what went wrong.
func (b *Bot) failed(ctx context.Context, s sheet, err error) {
	words := spoken(err)
	if cause := context.Cause(ctx); cause != nil {
		words = spoken(cause)
	}
	if words == saidBroken {
		b.log().Error("a command failed", "err", err)
	}
	b.tell(ctx, s, []outgoing{newOutgoing(words, nil)})
}

// renderHits writes what a search found.
func renderHits(words string, hits []knowledge.Hit) []outgoing {
	if len(hits) == 0 {
		return []outgoing{newOutgoing("The stories have nothing with these words: "+shorten(plainLine(words), 200), nil)}
	}
	blocks := []string{asked(words)}
	for n := range hits {
		h := &hits[n]
		block := fmt.Sprintf("%d. %s", n+1, about(h.Story.Title, h.Story.Outlet, knowledge.Day(h.Story.Published), h.Story.Label))
		if l := link(h.Story.URL); l != "" {
			block += " " + l
		}
		blocks = append(blocks, block+"\n"+shorten(plainLine(h.Text()), 300))
	}
	return newPages(pack(blocks, contentMost))
}

func newPages(pages []string) []outgoing {
	messages := make([]outgoing, 0, len(pages))
	for _, p := range pages {
		messages = append(messages, newOutgoing(p, nil))
	}
	return messages
}

// stories lists the first page of the stories.
func (b *Bot) stories(ctx context.Context, i *interaction) {
	if s, ok := b.think(ctx, i, true); ok {
		b.page(ctx, i, s, 0, shorten(i.option("filter"), filterMost))
	}
}

// turned shows another page, in place of the one whose button was pressed.
func (b *Bot) turned(ctx context.Context, i *interaction, rest string) {
	number, filter, _ := strings.Cut(rest, ":")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 {
		b.reply(ctx, i, "I do not know this page.")
		return
	}
	if b.acknowledge(ctx, i, callback{Type: callDeferEdit}) {
		b.page(ctx, i, &interactionSheet{bot: b, i: i, private: true}, n, filter)
	}
}

func (b *Bot) page(ctx context.Context, i *interaction, s *interactionSheet, n int, filter string) {
	docs, err := b.visible(ctx, i, filter)
	if err != nil {
		b.failed(ctx, s, err)
		return
	}
	b.tell(ctx, s, []outgoing{renderStories(docs, n, filter)})
}

// renderStories writes page n of the stories, with buttons to those beside it.
func renderStories(docs []*knowledge.StoryInfo, n int, filter string) outgoing {
	if len(docs) == 0 {
		return newOutgoing("There are no stories with these words.", nil)
	}
	pages := (len(docs) + pageStories - 1) / pageStories
	n = min(n, pages-1)
	lines := []string{fmt.Sprintf("**%d stories**, page %d of %d", len(docs), n+1, pages)}
	length := chars(lines[0])
	for at := n * pageStories; at < min(len(docs), (n+1)*pageStories); at++ {
		s := &docs[at].Story
		line := fmt.Sprintf("%d. %s", at+1, about(shorten(s.Title, 100), s.Outlet, knowledge.Day(s.Published), s.Label))
		if l := link(s.URL); l != "" && length+chars(line)+chars(l)+2 < contentMost*(at+1-n*pageStories+1)/(pageStories+1) {
			line += " " + l
		}
		length += chars(line) + 1
		if length > contentMost {
			break
		}
		lines = append(lines, line)
	}
	var below []component
	for _, turn := range []struct {
		to    int
		label string
	}{{n - 1, "Newer"}, {n + 1, "Older"}} {
		if turn.to >= 0 && turn.to < pages {
			below = append(below, button(doStories+":"+strconv.Itoa(turn.to)+":"+filter, turn.label, secondary))
		}
	}
	if len(below) == 0 {
		return newOutgoing(strings.Join(lines, "\n"), nil)
	}
	return newOutgoing(strings.Join(lines, "\n"), buttons(below...))
}
