package discord

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk"
)

// How much lists hold.
const (
	maxChoices  = 25 // Discord's limit of an autocomplete
	maxChoice   = 100
	pageStories = 10
	searchHits  = 8
	maxFilter   = 60 // it must fit into a button's ID
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
		for _, s := range b.Desk.Sources() {
			if len(list.Choices) < maxChoices && chars(s) <= maxChoice && strings.Contains(strings.ToLower(s), strings.ToLower(text)) {
				list.Choices = append(list.Choices, choice{s, s})
			}
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
		if s.ID == "" || chars(s.ID) > maxChoice {
			continue
		}
		name := strings.Join(strings.Fields(s.Title), " ")
		if name == "" { // Discord refuses a whole list for one choice without a name
			name = s.ID
		}
		if tail := strings.TrimSpace(s.Outlet + " " + s.Published); tail != "" {
			tail = shorten(tail, 40)
			name = shorten(name, maxChoice-3-chars(tail)) + " · " + tail
		}
		choices = append(choices, choice{shorten(name, maxChoice), s.ID})
	}
	return choices
}

// visible returns the stories with these words that the asker may be answered from.
func (b *Bot) visible(ctx context.Context, i *interaction, words string) ([]desk.Listed, error) {
	return b.visibleAt(ctx, i.place(), words)
}

func (b *Bot) visibleAt(ctx context.Context, at place, words string) ([]desk.Listed, error) {
	list, err := b.Desk.Stories(ctx, words)
	if err == nil && b.Audience != nil {
		list = list.In(b.Audience(at.server, at.channel, at.asker))
	}
	return list.Stories, err //nolint:wrapcheck // the desk says what was tried
}

// search finds passages and shows them to the asker alone.
func (b *Bot) search(ctx context.Context, i *interaction) {
	q, wrong := b.questionOf(i, i.option("words"), true)
	if wrong == "" && q.Text == "" {
		wrong = "Name some words to look for."
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
	b.deliver(ctx, r, renderHits(q.Text, found.Hits))
}

// failed shows what went wrong.
func (b *Bot) failed(ctx context.Context, r responder, err error) {
	b.deliver(ctx, r, []outgoing{newOutgoing(faultText(b.explained(ctx, err)), nil)})
}

// explained is what is told of an error; the log has what only the operator is to know.
func (b *Bot) explained(ctx context.Context, err error) desk.Fault {
	fault := desk.Explain(err)
	if cause := context.Cause(ctx); cause != nil {
		fault = desk.Explain(cause)
	}
	if fault.Kind == desk.Broken {
		b.log().Error("a command failed", "err", err)
	}
	return fault
}

// renderHits writes what a search found.
func renderHits(words string, hits []desk.Result) []outgoing {
	if len(hits) == 0 {
		return []outgoing{newOutgoing("The stories have nothing with these words: "+shorten(plainLine(words), 200), nil)}
	}
	blocks := []string{quoteLine(words)}
	for n := range hits {
		h := &hits[n]
		title := about(heading(h.Title, h.URL, longHeadline), h.Outlet, h.URL, h.Published, h.Label)
		blocks = append(blocks, fmt.Sprintf("%d. %s\n%s", n+1, title, shorten(plainLine(h.Text), 300)))
	}
	return newPages(pack(linesOf(blocks...), maxContent))
}

// stories lists the first page of the stories.
func (b *Bot) stories(ctx context.Context, i *interaction) {
	if r, ok := b.deferReply(ctx, i, true); ok {
		b.page(ctx, r, 0, shorten(i.option("filter"), maxFilter))
	}
}

// pageTurned shows another page in place of the one whose button was pressed.
func (b *Bot) pageTurned(ctx context.Context, i *interaction, rest string) {
	number, filter, _ := strings.Cut(rest, ":")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 {
		b.reply(ctx, i, "I do not know this page.")
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
	b.deliver(ctx, r, []outgoing{renderStories(stories, n, filter)})
}

// renderStories writes page n of the stories, with buttons to those beside it.
func renderStories(stories []desk.Listed, n int, filter string) outgoing {
	if len(stories) == 0 {
		return newOutgoing("There are no stories with these words.", nil)
	}
	pages := (len(stories) + pageStories - 1) / pageStories
	n = min(n, pages-1)
	lines := []string{fmt.Sprintf("**%d stories**, page %d of %d", len(stories), n+1, pages)}
	length := chars(lines[0])
	for at := n * pageStories; at < min(len(stories), (n+1)*pageStories); at++ {
		s := &stories[at]
		line := fmt.Sprintf("%d. %s", at+1, about(heading(s.Title, s.URL, 100), s.Outlet, s.URL, s.Published, s.Label))
		if length+chars(line) >= maxContent*(at+1-n*pageStories+1)/(pageStories+1) { // its share of the page, and what others left
			line = fmt.Sprintf("%d. %s", at+1, about(heading(s.Title, "", 100), s.Outlet, "", s.Published, s.Label))
		}
		length += chars(line) + 1
		if length > maxContent {
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
