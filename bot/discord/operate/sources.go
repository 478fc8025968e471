package operate

import (
	"context"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// changeSources shows the sources, or changes them and loads what that brings.
func (o *Operations) changeSources(ctx context.Context, r Reply, c Command) {
	what, name := c.Option("do"), c.Option("source")
	if what == "" && name == "" && c.Option("address") == "" {
		o.listSources(ctx, r)
		return
	}
	say := func(words string) { r.Show(ctx, []render.Message{render.Text(words)}) }
	source, known := o.sourceCalled(name)
	switch {
	case o.Sources == nil:
		say("The sources cannot be changed here.")
		return
	case what == Add:
		if source = c.Option("name"); source == "" {
			source = c.Option("address")
		}
	case !known || source == "":
		say("Choose one of the sources that are proposed, and what to do with it.")
		return
	}
	var err error
	switch what {
	case Add:
		err = o.Sources.Add(source, c.Option("address"), c.Option("collection"), "")
	case Remove:
		err = o.Sources.Remove(source)
	case Pause, Resume:
		err = o.Sources.Pause(source, what == Pause)
	default:
		say("Choose what to do with the source.")
		return
	}
	switch {
	case err != nil:
		o.Log.Warn("the sources were not changed", "err", err)
		say(render.Line(desk.Unrooted(render.Sentence(err)), 500))
	case what == Pause:
		say(render.Line(desk.SourceName(source), 200) + " is paused: it is not read, and its stories stay in the answers.")
	case what == Remove:
		if _, err := o.Desk.Load(ctx, knowledge.LoadOptions{Only: []string{""}}); err != nil { // of none, but it leaves out what is named no more
			r.Fail(ctx, err)
			return
		}
		say(render.Line(desk.SourceName(source), 200) + " is removed, and its stories are out of the answers. **/reload** with `confirm` deletes them for good.")
	default:
		o.load(ctx, r, source, false)
	}
}

// listSources tells of each source whether it is read, and what is wrong with it.
func (o *Operations) listSources(ctx context.Context, r Reply) {
	lines, err := o.Desk.Status(ctx)
	if err != nil {
		r.Fail(ctx, err)
		return
	}
	var all []string
	for _, s := range o.Desk.Sources() {
		line := desk.SourceName(s)
		if o.Sources != nil && slices.Contains(o.Sources.Owned(), s) {
			line += " (added here)"
		}
		if o.Sources != nil && slices.Contains(o.Sources.Paused(), s) {
			line += ", paused"
		}
		all = append(all, line)
	}
	for _, l := range lines {
		if strings.HasPrefix(l, "source ") {
			all = append(all, desk.Unrooted(l))
		}
	}
	r.Show(ctx, render.Status(all))
}
