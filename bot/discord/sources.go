package discord

import (
	"context"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// changeSources shows the sources, or changes them and loads what that brings.
func (b *Bot) changeSources(ctx context.Context, r *interactionResponder, i *interaction) {
	what, name := i.option("do"), i.option("source")
	if what == "" && name == "" && i.option("address") == "" {
		b.listSources(ctx, r)
		return
	}
	say := func(words string) { b.deliver(ctx, r, []render.Message{render.Text(words)}) }
	source, known := b.sourceCalled(name)
	switch {
	case b.Sources == nil:
		say("The sources cannot be changed here.")
		return
	case what == doAdd:
		if source = i.option("name"); source == "" {
			source = i.option("address")
		}
	case !known || source == "":
		say("Choose one of the sources that are proposed, and what to do with it.")
		return
	}
	var err error
	switch what {
	case doAdd:
		err = b.Sources.Add(source, i.option("address"), i.option("collection"), "")
	case doRemove:
		err = b.Sources.Remove(source)
	case doPause, doResume:
		err = b.Sources.Pause(source, what == doPause)
	default:
		say("Choose what to do with the source.")
		return
	}
	switch {
	case err != nil:
		b.log().Warn("the sources were not changed", "err", err)
		say(render.Line(desk.Unrooted(sentence(err)), 500))
	case what == doPause:
		say(render.Line(desk.SourceName(source), 200) + " is paused: it is not read, and its stories stay in the answers.")
	case what == doRemove:
		if _, err := b.Desk.Load(ctx, knowledge.LoadOptions{Only: []string{""}}); err != nil { // of none, but it leaves out what is named no more
			b.failed(ctx, r, err)
			return
		}
		say(render.Line(desk.SourceName(source), 200) + " is removed, and its stories are out of the answers. **/reload** with `confirm` deletes them for good.")
	default:
		b.load(ctx, r, source, false)
	}
}

// listSources tells of each source whether it is read, and what is wrong with it.
func (b *Bot) listSources(ctx context.Context, r *interactionResponder) {
	lines, err := b.Desk.Status(ctx)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	var all []string
	for _, s := range b.Desk.Sources() {
		line := desk.SourceName(s)
		if b.Sources != nil && b.Sources.Owns(s) {
			line += " (added here)"
		}
		if b.Sources != nil && slices.Contains(b.Sources.Paused(), s) {
			line += ", paused"
		}
		all = append(all, line)
	}
	for _, l := range lines {
		if strings.HasPrefix(l, "source ") {
			all = append(all, desk.Unrooted(l))
		}
	}
	b.deliver(ctx, r, render.Status(all))
}
