package discordtest

import (
	"net/http"
	"strings"
	"time"
)

// Lock locks a thread: nobody but a moderator may write in it.
func (s *Server) Lock(c *Channel) { s.alter(c, func(c *Channel) { c.locked = true }) }

// Archive archives a thread so that nothing in it can be changed.
func (s *Server) Archive(c *Channel) { s.alter(c, func(c *Channel) { c.archived = true }) }

// SlowMode lets the bot write once in a time in a channel.
func (s *Server) SlowMode(c *Channel, every time.Duration) {
	s.alter(c, func(c *Channel) { c.every = every })
}

// AutoMod has the server's AutoMod block messages with a word in a channel.
func (s *Server) AutoMod(c *Channel, word string) {
	s.alter(c, func(c *Channel) { c.blocked = word })
}

// CloseDM has a user take no direct messages.
func (s *Server) CloseDM(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dm(u.ID).permissions = ViewChannel | ReadMessageHistory
}

// TimeOut has a moderator time the bot out in a guild.
func (s *Server) TimeOut(g *Guild) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guilds[g.ID].timedOut = true
}

func (s *Server) alter(c *Channel, how func(*Channel)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	how(s.channels[c.ID])
}

// refusesNew tells why the bot may not create a message in a channel; nil: it may.
func (s *Server) refusesNew(w http.Header, ch *Channel, d *draft) *answer {
	no := func(status, code int, message string) *answer {
		a := refuse(status, code, message)
		return &a
	}
	if ch.Type == dmChannel && !s.may(ch, SendMessages) {
		return no(http.StatusForbidden, 50007, "Cannot send messages to this user")
	}
	if g := s.guilds[ch.GuildID]; g != nil && g.timedOut || !s.may(ch, sendIn(ch)) || len(d.Embeds.V) > 0 && !s.may(ch, EmbedLinks) {
		return no(http.StatusForbidden, 50013, "Missing Permissions")
	}
	if ch.locked {
		return no(http.StatusForbidden, 160005, "The thread is locked")
	}
	if a := s.refusesText(ch, d); a != nil {
		return a
	}
	if left := ch.every - s.now().Sub(ch.wrote); ch.every > 0 && left > 0 {
		w.Set("Retry-After", "1")
		return &answer{status: http.StatusTooManyRequests, body: struct {
			Message    string  `json:"message"`
			Code       int     `json:"code"`
			RetryAfter float64 `json:"retry_after"`
		}{"This action cannot be performed due to slowmode rate limit", 20016, left.Seconds()}}
	}
	return nil
}

// refusesText tells why a text may not stand in a channel, new or edited.
func (s *Server) refusesText(ch *Channel, d *draft) *answer {
	switch {
	case ch.archived:
		a := refuse(http.StatusBadRequest, 50083, "Thread is archived")
		return &a
	case ch.blocked != "" && strings.Contains(d.Content.V, ch.blocked):
		a := refuse(http.StatusBadRequest, 200000, "Message was blocked by automatic moderation")
		return &a
	}
	return nil
}

// addReaction has the bot react to a message.
func (s *Server) addReaction(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	m := s.find(ch.ID, c.PathValue("message_id"))
	switch {
	case m == nil || m.Ephemeral():
		return refuse(http.StatusNotFound, 10008, "Unknown Message")
	case ch.archived:
		return refuse(http.StatusBadRequest, 50083, "Thread is archived")
	case !s.may(ch, AddReactions|ReadMessageHistory) || s.guilds[ch.GuildID] != nil && s.guilds[ch.GuildID].timedOut:
		return refuse(http.StatusForbidden, 50013, "Missing Permissions")
	}
	s.reactions[m.ID] = append(s.reactions[m.ID], c.PathValue("emoji_name"))
	s.tell()
	return none()
}

// Reactions are those of the bot to a message.
func (s *Server) Reactions(message string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.reactions[message]...)
}
