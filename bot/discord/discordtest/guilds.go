package discordtest

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// roleWire is a role of a guild.
type roleWire struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions string `json:"permissions"`
	Tags        *struct {
		Bot string `json:"bot_id"`
	} `json:"tags,omitempty"`
}

// overwrite is what a channel changes for a role.
type overwrite struct {
	ID    string `json:"id"`
	Type  int    `json:"type"` // 0: a role
	Allow string `json:"allow"`
	Deny  string `json:"deny"`
}

// overwrites write what the bot may do in a channel for everybody: a guild's own roles
// may do nothing.
func overwrites(c *Channel) []overwrite {
	return []overwrite{{ID: c.GuildID, Allow: strconv.FormatInt(c.permissions, 10), Deny: strconv.FormatInt(^c.permissions&(1<<50-1), 10)}}
}

// rolesOf are a guild's roles: that of everyone, and the one that came with the bot.
func (s *Server) rolesOf(g *Guild) []roleWire {
	own := roleWire{ID: g.role, Name: s.Bot.Username, Permissions: "0", Tags: &struct {
		Bot string `json:"bot_id"`
	}{s.Bot.ID}}
	return []roleWire{{ID: g.ID, Name: "@everyone", Permissions: "0"}, own}
}

// Role is the role that came with the bot into a guild.
func (g *Guild) Role() string { return g.role }

func (s *Server) guild(c *call) (*Guild, *answer) {
	g := s.guilds[c.PathValue("guild_id")]
	if g == nil {
		a := refuse(http.StatusNotFound, 10004, "Unknown Guild")
		return nil, &a
	}
	return g, nil
}

func (s *Server) getGuild(c *call) answer {
	g, no := s.guild(c)
	if no != nil {
		return *no
	}
	return ok(struct {
		ID    string     `json:"id"`
		Owner string     `json:"owner_id"`
		Roles []roleWire `json:"roles"`
	}{g.ID, "1", s.rolesOf(g)})
}

func (s *Server) getRoles(c *call) answer {
	g, no := s.guild(c)
	if no != nil {
		return *no
	}
	return ok(s.rolesOf(g))
}

func (s *Server) getChannels(c *call) answer {
	g, no := s.guild(c)
	if no != nil {
		return *no
	}
	return ok(s.guildCreate(g).Channels)
}

func (s *Server) getMember(c *call) answer {
	if _, no := s.guild(c); no != nil {
		return *no
	}
	u := s.users[c.PathValue("user_id")]
	if u == nil {
		return refuse(http.StatusNotFound, 10007, "Unknown Member")
	}
	m := s.member(u.ID)
	m.User = u
	return ok(m)
}

// GiveRole gives a user a role in all guilds.
func (s *Server) GiveRole(u User, role string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.roles[u.ID] = append(s.roles[u.ID], role)
}

// Invite makes a guild with one channel in which the bot may do this, and has the bot
// join it at a moment: GUILD_CREATE tells of it.
func (s *Server) Invite(name string, permissions int64, at time.Time) (*Guild, *Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Guild{ID: s.newID(), Name: name, joined: at}
	g.role = s.newID()
	c := &Channel{ID: s.newID(), GuildID: g.ID, Name: "welcome", permissions: permissions}
	s.guilds[g.ID], s.channels[c.ID] = g, c
	s.emit(event{name: "GUILD_CREATE", about: g.ID, guild: g.ID, intent: intentGuilds, data: s.guildCreate(g)})
	return g, c
}

// menu reports whether the component is a select menu.
func (c Component) menu() bool {
	return c.Type == typeSelect || c.Type == typeRoles || c.Type == typeChannels
}

// Menu is the select menu of a message whose custom id is, or begins with, this; false:
// there is none.
func (m Message) Menu(customID string) (Component, bool) {
	for _, row := range m.Components {
		for _, c := range row.Components {
			if c.menu() && strings.HasPrefix(c.CustomID, customID) {
				return c, true
			}
		}
	}
	return Component{}, false
}

// Choose chooses values in a menu of a message, as [Server.Press] presses a button.
func (s *Server) Choose(u User, message, customID string, values ...string) *Interaction {
	s.t.Helper()
	s.mu.Lock()
	m, ch := s.anywhere(message)
	wrong := "sees no such message"
	if m != nil && (!m.Ephemeral() || m.forUser == u.ID) {
		wrong = "finds no such menu in the message"
		if c, is := m.Menu(customID); is {
			if wrong = c.unchoosable(values); wrong == "" {
				defer s.mu.Unlock()
				i := s.beginInteraction(KindComponent, u, ch)
				i.source = m
				s.interact(i, componentData{CustomID: c.CustomID, Type: c.Type, ID: c.ID, Values: append([]string{}, values...)}, nil)
				return i
			}
		}
	}
	s.mu.Unlock()
	s.t.Fatalf("discordtest: %s %s: %q", u.Username, wrong, customID)
	return nil
}

// unchoosable tells why Discord would not let these be chosen.
func (c Component) unchoosable(values []string) string {
	if len(values) < value(c.MinValues, 1) || len(values) > value(c.MaxValues, 1) {
		return "may not choose so many in the menu"
	}
	for _, v := range values {
		has := c.Type != typeSelect
		for _, o := range c.Options {
			has = has || o.Value == v
		}
		if !has {
			return "finds no " + v + " in the menu"
		}
	}
	return ""
}
