package guild

import (
	"slices"
	"time"
)

// Event is that somebody wants something of the bot.
type Event struct {
	Where
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
	By       Settings // of that place, which the reason is about
	Audience []string // whoever is allowed may be answered from these collections; empty: from everything
}

// Judge is where settings are enforced: s are those that hold where the event is. blocked
// tells that its server or its user is.
func Judge(s Settings, blocked bool, e Event) Verdict {
	audience, some := narrow(e.Audience, s.Collections)
	v := Verdict{By: s}
	switch {
	case blocked:
		v.Reason = Blocked
	case e.Server == "":
		v.Audience = e.Audience
	case len(s.Channels) > 0 && !slices.Contains(s.Channels, e.Channel) && (e.Parent == "" || !slices.Contains(s.Channels, e.Parent)):
		v.Reason = Elsewhere
	case len(s.Roles) > 0 && !slices.Contains(s.Roles, e.Server) && !slices.ContainsFunc(s.Roles, func(r string) bool { return slices.Contains(e.Roles, r) }):
		v.Reason = NoRole
	case s.Quiet.Within(e.At):
		v.Reason = AtRest
	case !some:
		v.Reason = NoStories
	default:
		v.Audience = audience
	}
	return v
}

// narrow returns the collections that both lists allow; an empty list allows all.
// some is false where there is none.
func narrow(operators, server []string) (both []string, some bool) {
	switch {
	case slices.Contains(server, nothing):
		return nil, false
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
