// Package permit tells what the bot may do in a server of Discord's, what it lacks for
// its work there, why that matters, and where it can be mended.
package permit

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/storybot/storybot/bot/words"
)

// Set is a set of permissions, one for each bit, as Discord numbers them.
type Set uint64

// The permissions that the bot needs, and those that decide over them.
const (
	Administrator Set = 1 << 3
	ManageServer  Set = 1 << 5
	AddReactions  Set = 1 << 6
	View          Set = 1 << 10
	Send          Set = 1 << 11
	History       Set = 1 << 16
	MakeThreads   Set = 1 << 35
	SendInThreads Set = 1 << 38
)

// Has reports whether all of these are in the set; an administrator has all.
func (s Set) Has(these Set) bool { return s&Administrator != 0 || s&these == these }

// UnmarshalText reads a set as Discord writes it: as a decimal number. Anything else is
// no permission at all, and no error: what comes with it is to be read.
func (s *Set) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 10, 64)
	if err != nil {
		n = 0
	}
	*s = Set(n)
	return nil
}

// Server is what is read of a server to tell what the bot may do there.
type Server struct {
	ID       string    `json:"id"`
	Owner    string    `json:"owner_id"`
	System   string    `json:"system_channel_id"` // where Discord itself greets; empty: nowhere
	Roles    []Role    `json:"roles"`
	Channels []Channel `json:"channels"` // without threads
	Members  []Member  `json:"members"`  // the bot is among them
}

// Role is one of a server's.
type Role struct {
	ID          string `json:"id"`
	Permissions Set    `json:"permissions"`
}

// Channel is one of a server's.
type Channel struct {
	ID         string      `json:"id"`
	Type       int         `json:"type"`
	Position   int         `json:"position"`
	Overwrites []Overwrite `json:"permission_overwrites"`
}

// Overwrite is what a channel changes for a role or a member.
type Overwrite struct {
	ID    string `json:"id"`
	Allow Set    `json:"allow"`
	Deny  Set    `json:"deny"`
}

// Member is one of a server's.
type Member struct {
	User struct {
		ID string `json:"id"`
	} `json:"user"`
	Roles []string `json:"roles"`
}

// The kinds of channels in which messages are written.
const (
	TextChannel = 0
	NewsChannel = 5
)

// In returns what a user may do in a channel of the server, by Discord's own rules: what
// their roles may, changed by the channel for everybody, then for their roles, then for them.
func (s *Server) In(c *Channel, user string) Set {
	roles := []string{s.ID} // the role of everybody
	for _, m := range s.Members {
		if m.User.ID == user {
			roles = append(roles, m.Roles...)
		}
	}
	var may Set
	for _, r := range s.Roles {
		if slices.Contains(roles, r.ID) {
			may |= r.Permissions
		}
	}
	if user == s.Owner || may.Has(Administrator) {
		return ^Set(0)
	}
	for _, step := range [][]string{{s.ID}, roles[1:], {user}} {
		var allow, deny Set
		for _, o := range c.Overwrites {
			if slices.Contains(step, o.ID) {
				allow, deny = allow|o.Allow, deny|o.Deny
			}
		}
		may = may&^deny | allow
	}
	return may
}

// Open returns the channel where a newcomer may introduce itself: that of the system's
// own greetings, else the first one, in which user may write; nil: there is none.
func (s *Server) Open(user string) *Channel {
	var best *Channel
	for n := range s.Channels {
		c := &s.Channels[n]
		if c.Type != TextChannel || !s.In(c, user).Has(View|Send) {
			continue
		}
		if c.ID == s.System {
			return c
		}
		if best == nil || c.Position < best.Position || c.Position == best.Position && c.ID < best.ID {
			best = c
		}
	}
	return best
}

// Lacks are the permissions that are not in the set, the gravest first. threads tells
// that answers go into threads of their own.
func Lacks(have Set, threads bool) []Set {
	var all []Set
	for _, p := range []Set{View, Send, History, SendInThreads, AddReactions, MakeThreads} {
		if !have.Has(p) && (threads || p != MakeThreads) {
			all = append(all, p)
		}
	}
	return all
}

// wording is what a permission is called, and what does not work without it.
func wording(w *words.Permissions, p Set) words.Lack {
	switch p {
	case View:
		return w.View
	case Send:
		return w.Send
	case History:
		return w.History
	case SendInThreads:
		return w.SendInThreads
	case AddReactions:
		return w.React
	}
	return w.MakeThreads
}

// needed are the permissions that an invitation asks for.
func needed(threads bool) Set {
	var all Set
	for _, l := range Lacks(0, threads) {
		all |= l
	}
	return all
}

// Invitation is the address at which a manager of a server gives the bot what it needs in
// the whole server. What a channel takes away is changed in the channel's own settings.
func Invitation(app, server string, threads bool) string {
	q := url.Values{"client_id": {app}, "scope": {"bot applications.commands"}, "guild_id": {server},
		"disable_guild_select": {"true"}, "permissions": {strconv.FormatUint(uint64(needed(threads)), 10)}}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// Finding is what the bot lacks in a channel.
type Finding struct {
	Channel string
	Lacks   []Set
}

// Lines tell in a language what was found in some channels, what does not work for it, and
// where a manager mends it.
func Lines(w *words.Permissions, found []Finding, invitation string) []string {
	var lines []string
	for _, f := range found {
		for _, p := range f.Lacks {
			l := wording(w, p)
			lines = append(lines, "- ❗ "+words.Fill(w.Missing, "channel", "<#"+f.Channel+">", "name", l.Name, "why", l.Why))
		}
	}
	if len(lines) == 0 {
		return []string{"✅ " + w.Well}
	}
	return append(lines, words.Fill(w.Mend, "address", invitation))
}
