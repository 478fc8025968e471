package operate

import (
	"context"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// mostChoices is Discord's limit of an autocomplete.
const mostChoices = 25

// Choice is a proposal of an autocomplete: what is shown, and what that stands for.
type Choice struct{ Name, Value string }

// sourceCalled returns the source of that name, or of the name that operators are shown
// where only one has it. An empty name is none, and known.
func (o *Operations) sourceCalled(name string) (source string, known bool) {
	all := o.Desk.Sources()
	if name == "" || slices.Contains(all, name) {
		return name, true
	}
	for _, s := range all {
		if desk.SourceName(s) == name {
			if known {
				return "", false
			}
			source, known = s, true
		}
	}
	return source, known
}

// Choices are the sources whose names hold a text, by the names that operators are
// shown; two of one name are told apart by the whole.
func (o *Operations) Choices(text string) []Choice {
	choices := []Choice{}
	for _, s := range o.Desk.Sources() {
		shown := desk.SourceName(s)
		value := shown
		if only, _ := o.sourceCalled(shown); only != s {
			value = s
		}
		if len(choices) < mostChoices && render.Chars(value) <= render.MaxChoice && strings.Contains(strings.ToLower(s), strings.ToLower(text)) {
			choices = append(choices, Choice{render.Shorten(shown, render.MaxChoice), value})
		}
	}
	return choices
}

// titles are the stories' titles by their IDs, beside those that are known.
func (o *Operations) titles(ctx context.Context, known map[string]string) map[string]string {
	list, err := o.Desk.Stories(ctx, "")
	if err != nil {
		o.Log.Debug("the stories could not be listed", "err", err)
	}
	all := make(map[string]string, len(list.Stories))
	for id, title := range known {
		all[id] = title
	}
	for i := range list.Stories {
		all[list.Stories[i].ID] = list.Stories[i].Title
	}
	return all
}

// readable is a report that names stories by their titles, nothing by where it lies on
// this computer, and addresses without their secrets.
func readable(r knowledge.Report, titles map[string]string) *knowledge.Report {
	named := func(ids []string) []string {
		list := make([]string, 0, len(ids))
		for _, id := range ids {
			title := titles[id]
			if strings.TrimSpace(title) == "" {
				title = id
			}
			list = append(list, render.Line(desk.Masked(title), 150))
		}
		return list
	}
	r.Added, r.Updated, r.Removed = named(r.Added), named(r.Updated), named(r.Removed)
	r.Failed, r.Held = slices.Clone(r.Failed), slices.Clone(r.Held)
	for n := range r.Failed {
		r.Failed[n].Item, r.Failed[n].Error = desk.Masked(desk.Unrooted(r.Failed[n].Item)), desk.Masked(desk.Unrooted(r.Failed[n].Error))
	}
	for n := range r.Held {
		r.Held[n].Source = desk.SourceName(r.Held[n].Source)
	}
	return &r
}
