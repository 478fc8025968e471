package render

import (
	"strings"

	"github.com/storybot/storybot/bot/guild"
)

// Refusal says why somebody is not answered; empty: they are.
func (v Voice) Refusal(of guild.Verdict) string {
	said := &v.chat().Said
	switch of.Reason {
	case guild.Allowed:
		return ""
	case guild.Elsewhere:
		return v.Say(said.Channels, "channels", mentioned("<#", of.By.Channels))
	case guild.NoRole:
		return v.Say(said.Roles, "roles", mentioned("<@&", of.By.Roles))
	case guild.AtRest:
		return v.Say(said.Resting, "time", of.By.Quiet.Ends(), "zone", of.By.Quiet.Zone)
	case guild.NoStories:
		return v.Say(said.NoStoriesHere)
	}
	return said.Blocked
}

// maxMentioned is how many channels or roles a refusal names.
const maxMentioned = 5

// mentioned writes IDs so that Discord shows what they stand for; nobody is pinged.
func mentioned(begin string, ids []string) string {
	var all []string
	for _, id := range ids[:min(len(ids), maxMentioned)] {
		all = append(all, begin+id+">")
	}
	if len(ids) > maxMentioned {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}
