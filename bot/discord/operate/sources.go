package operate

import (
	"context"
	"errors"
	"slices"

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
	says, called := o.says(), func(source string) string { return render.Line(desk.SourceName(source), 200) }
	source, known := o.sourceCalled(name)
	switch {
	case o.Sources == nil:
		o.say(ctx, r, says.FixedSources)
		return
	case what == Add:
		if source = c.Option("name"); source == "" {
			source = c.Option("address")
		}
	case !known || source == "":
		o.say(ctx, r, says.PickSource)
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
		o.say(ctx, r, says.PickChange)
		return
	}
	switch {
	case err != nil:
		o.Log.Warn("the sources were not changed", "err", desk.Masked(err.Error()))
		if why := desk.RefusedIn(o.Voice.Words(), err); why != "" {
			err = errors.New(why)
		}
		r.Show(ctx, []render.Message{render.Text(render.Line(desk.Masked(desk.Unrooted(render.Sentence(err))), 500))})
	case what == Pause:
		o.say(ctx, r, says.NowPaused, "name", called(source))
	case what == Remove:
		if _, err := o.Desk.Load(ctx, knowledge.LoadOptions{Only: []string{""}}); err != nil { // of none, but it leaves out what is named no more
			r.Fail(ctx, err)
			return
		}
		o.say(ctx, r, says.NowRemoved, "name", called(source), "confirm", o.Voice.Words().Chat.Offers.Confirm.Name)
	default:
		o.load(ctx, r, source, false)
	}
}

// listSources tells of each source whether it is read, and what is wrong with it.
func (o *Operations) listSources(ctx context.Context, r Reply) {
	said := o.Voice.Words()
	var all []string
	for _, s := range o.Desk.Sources() {
		line := desk.SourceName(s)
		if o.Sources != nil && slices.Contains(o.Sources.Owned(), s) {
			line += " (" + said.Status.AddedHere + ")"
		}
		if o.Sources != nil && slices.Contains(o.Sources.Paused(), s) {
			line += ", " + said.Status.Paused
		}
		all = append(all, line)
	}
	for _, l := range o.Desk.Warnings(ctx, said) {
		all = append(all, desk.Unrooted(l))
	}
	r.Show(ctx, render.Status(all))
}
