package discordtest

import (
	"net/http"
	"strings"
	"unicode/utf8"
)

// channel finds the channel of a call the bot may see; the answer says why not.
func (s *Server) channel(c *call) (*Channel, *answer) {
	ch := s.channels[c.PathValue("channel_id")]
	if ch == nil {
		a := refuse(http.StatusNotFound, 10003, "Unknown Channel")
		return nil, &a
	}
	if !s.may(ch, ViewChannel) {
		a := refuse(http.StatusForbidden, 50001, "Missing Access")
		return nil, &a
	}
	return ch, nil
}

func (s *Server) getChannel(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	return ok(s.wireChannel(ch))
}

func (s *Server) openDM(c *call) answer {
	var ask struct {
		Recipient string `json:"recipient_id"`
	}
	if no := c.decode(&ask); no != nil {
		return *no
	}
	if u := s.users[ask.Recipient]; u == nil || u.Bot {
		return refuse(http.StatusBadRequest, 50033, "Invalid Recipient(s)")
	}
	return ok(s.wireChannel(s.dm(ask.Recipient)))
}

func (s *Server) startTyping(c *call) answer {
	ch, no := s.channel(c)
	switch {
	case no != nil:
		return *no
	case !s.may(ch, sendIn(ch)):
		return refuse(http.StatusForbidden, 50013, "Missing Permissions")
	}
	s.rest.typing[ch.ID]++
	return none()
}

// Typing tells how often the bot has shown that it types in a channel.
func (s *Server) Typing(channel string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rest.typing[channel]
}

// sendIn is the permission it takes to write in a channel.
func sendIn(c *Channel) int64 {
	if c.thread() {
		return SendInThreads
	}
	return SendMessages
}

// startThread makes a thread from a message or, without one, on its own.
func (s *Server) startThread(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	var ask struct {
		Name string `json:"name"`
		Type *int   `json:"type"`
	}
	if no := c.decode(&ask); no != nil {
		return *no
	}
	if n := utf8.RuneCountInString(ask.Name); n < 1 || n > 100 {
		return invalid("name", "Must be between 1 and 100 in length.")
	}
	switch {
	case ch.Type != textChannel:
		return refuse(http.StatusBadRequest, 50024, "Cannot execute action on this channel type")
	case ch.blocked != "" && strings.Contains(ask.Name, ch.blocked):
		return refuse(http.StatusBadRequest, 200001, "Title was blocked by automatic moderation")
	case !s.may(ch, CreatePublicThreads), s.guilds[ch.GuildID] != nil && s.guilds[ch.GuildID].timedOut:
		return refuse(http.StatusForbidden, 50013, "Missing Permissions")
	}
	id := c.PathValue("message_id")
	if id == "" {
		return answer{status: http.StatusCreated, body: s.wireChannel(s.newThread(ch, nil, ask.Name, s.Bot.ID))}
	}
	m := s.find(ch.ID, id)
	switch {
	case m == nil || m.Ephemeral():
		return refuse(http.StatusNotFound, 10008, "Unknown Message")
	case s.channels[id] != nil:
		return refuse(http.StatusBadRequest, 160004, "A thread has already been created for this message")
	}
	return answer{status: http.StatusCreated, body: s.wireChannel(s.newThread(ch, m, ask.Name, s.Bot.ID))}
}

// newThread makes a thread, on a message if there is one; the lock is held.
func (s *Server) newThread(parent *Channel, m *Message, name, owner string) *Channel {
	t := &Channel{GuildID: parent.GuildID, Name: name, Parent: parent.ID, Type: publicThread, permissions: parent.permissions, owner: owner}
	if m != nil {
		t.ID, t.threadOf = m.ID, m.ID
	} else {
		t.ID = s.newID()
	}
	s.channels[t.ID] = t
	w := s.wireChannel(t)
	w.Newly = true
	s.emit(event{name: "THREAD_CREATE", about: t.ID, guild: t.GuildID, intent: intentGuilds, data: w})
	if m != nil {
		shown := s.wireChannel(t)
		m.Thread = &shown
		m.Flags |= FlagHasThread
		s.announce("MESSAGE_UPDATE", m)
	}
	return t
}
