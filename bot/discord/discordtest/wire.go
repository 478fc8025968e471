package discordtest

import "time"

// channelWire is a channel as the API shows it.
type channelWire struct {
	ID          string      `json:"id"`
	Type        int         `json:"type"`
	Flags       int         `json:"flags"`
	GuildID     string      `json:"guild_id,omitempty"`
	Name        string      `json:"name,omitempty"`
	Position    *int        `json:"position,omitempty"`
	ParentID    string      `json:"parent_id,omitempty"`
	Overwrites  []overwrite `json:"permission_overwrites,omitempty"`
	Recipients  []User      `json:"recipients,omitempty"`
	Permissions string      `json:"permissions,omitempty"` // in an interaction only
	OwnerID     string      `json:"owner_id,omitempty"`
	Thread      *threadWire `json:"thread_metadata,omitempty"`
	Messages    *int        `json:"message_count,omitempty"`
	Members     *int        `json:"member_count,omitempty"`
	Total       *int        `json:"total_message_sent,omitempty"`
	Newly       bool        `json:"newly_created,omitempty"`
}

type threadWire struct {
	Archived  bool      `json:"archived"`
	At        time.Time `json:"archive_timestamp"`
	AutoAfter int       `json:"auto_archive_duration"`
	Locked    bool      `json:"locked"`
}

// guildWire is a guild as GUILD_CREATE brings it.
type guildWire struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Unavailable bool          `json:"unavailable"`
	OwnerID     string        `json:"owner_id"`
	JoinedAt    time.Time     `json:"joined_at"`
	MemberCount int           `json:"member_count"`
	Members     []Member      `json:"members"`
	Channels    []channelWire `json:"channels"`
	Threads     []channelWire `json:"threads"`
	System      *string       `json:"system_channel_id"`
	Roles       []roleWire    `json:"roles"`
	Locale      string        `json:"preferred_locale"`
	Emojis      []struct{}    `json:"emojis"`
	VoiceStates []struct{}    `json:"voice_states"`
	Presences   []struct{}    `json:"presences"`
}

func (s *Server) wireChannel(c *Channel) channelWire {
	zero := 0
	w := channelWire{ID: c.ID, Type: c.Type, GuildID: c.GuildID, Name: c.Name, ParentID: c.Parent}
	switch {
	case c.Type == dmChannel:
		w.Recipients = []User{*s.users[c.With]}
	case c.thread():
		count := len(c.messages)
		w.OwnerID, w.Messages, w.Members, w.Total = c.owner, &count, &zero, &count
		w.Thread = &threadWire{Archived: c.archived, At: s.now(), AutoAfter: 1440}
	default:
		w.Position, w.Overwrites = &zero, overwrites(c)
	}
	return w
}

func (s *Server) guildCreate(g *Guild) guildWire {
	w := guildWire{
		ID: g.ID, Name: g.Name, OwnerID: "1", Locale: s.locales.of(g.ID), JoinedAt: g.joined, MemberCount: len(s.users),
		Members: []Member{}, Channels: []channelWire{}, Threads: []channelWire{}, Roles: s.rolesOf(g),
		Emojis: []struct{}{}, VoiceStates: []struct{}{}, Presences: []struct{}{},
	}
	own := s.member(s.Bot.ID)
	own.User = &s.Bot
	w.Members = append(w.Members, *own)
	for _, c := range s.channels {
		switch {
		case c.GuildID != g.ID:
		case c.thread():
			w.Threads = append(w.Threads, s.wireChannel(c))
		default:
			w.Channels = append(w.Channels, s.wireChannel(c))
		}
	}
	return w
}
