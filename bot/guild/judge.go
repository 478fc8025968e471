package guild

import (
	"slices"
	"strings"
	"time"
)

// Event is that somebody wants something of the bot.
type Event struct {
	Server   string // empty: direct messages, which no server's settings are about
	Channel  string
	Parent   string // the channel that a thread is in; empty: it is no thread, or nobody knows
	Roles    []string
	At       time.Time
	Audience []string // what the operators allow there; empty: everything
}

// Reason is why an event is refused.
type Reason int

// The reasons. The zero value is none: the event is allowed.
const (
	Allowed   Reason = iota
	Blocked          // its server or its user is, by an operator
	Elsewhere        // the bot does not answer in that channel
	NoRole           // the user has none of the roles that may ask
	AtRest           // it is within the quiet hours
	NoStories        // of what the operators allow, the server allows nothing
)

// String returns the name of the reason.
func (r Reason) String() string {
	switch r {
	case Allowed:
		return "allowed"
	case Blocked:
		return "blocked"
	case Elsewhere:
		return "elsewhere"
	case NoRole:
		return "no role"
	case AtRest:
		return "at rest"
	case NoStories:
		return "no stories"
	}
	return "unknown"
}

// Verdict is what becomes of an event.
type Verdict struct {
	Reason   Reason
	Words    string   // to whoever is refused
	Audience []string // whoever is allowed may be answered from these collections; empty: from everything
}

// Judge is where the settings of a server are enforced. blocked tells that the server or
// the user is.
func Judge(s Settings, blocked bool, e Event) Verdict {
	if blocked {
		return Verdict{Reason: Blocked, Words: "I do not answer here."}
	}
	if e.Server == "" {
		return Verdict{Audience: e.Audience}
	}
	audience, some := narrow(e.Audience, s.Collections)
	switch {
	case len(s.Channels) > 0 && !slices.Contains(s.Channels, e.Channel) && (e.Parent == "" || !slices.Contains(s.Channels, e.Parent)):
		return Verdict{Reason: Elsewhere, Words: "On this server I answer in " + links("<#", s.Channels) + "."}
	case len(s.Roles) > 0 && !slices.Contains(s.Roles, e.Server) && !slices.ContainsFunc(s.Roles, func(r string) bool { return slices.Contains(e.Roles, r) }):
		return Verdict{Reason: NoRole, Words: "On this server I answer members who have one of these roles: " + links("<@&", s.Roles) + "."}
	case s.Quiet.Within(e.At):
		return Verdict{Reason: AtRest, Words: "On this server I rest until " + clock(s.Quiet.Until) + " (" + s.Quiet.Zone + "). Please ask again then."}
	case !some:
		return Verdict{Reason: NoStories, Words: "There are no stories that I may answer from here; a manager of the server can change that in /settings."}
	}
	return Verdict{Audience: audience}
}

// narrow returns the collections that both lists allow; an empty list allows all.
// some is false where there is none.
func narrow(operators, server []string) (both []string, some bool) {
	switch {
	case len(server) == 0:
		return operators, true
	case len(operators) == 0:
		return server, true
	}
	for _, c := range operators {
		if slices.Contains(server, c) {
			both = append(both, c)
		}
	}
	return both, len(both) > 0
}

// maxLinks is how many channels or roles a refusal names.
const maxLinks = 5

// links writes IDs so that Discord shows what they stand for.
func links(begin string, ids []string) string {
	var all []string
	for _, id := range ids[:min(len(ids), maxLinks)] {
		all = append(all, begin+id+">")
	}
	if len(ids) > maxLinks {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}
