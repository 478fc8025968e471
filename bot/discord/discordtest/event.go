package discordtest

import (
	"encoding/json"
	"slices"
)

// Intents, as Discord numbers them.
const (
	intentGuilds         = 1 << 0
	intentMembers        = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentContent        = 1 << 15

	privilegedIntents = intentMembers | intentPresences | intentContent
	knownIntents      = 1<<26 - 1
)

// event is a dispatch before it knows who gets it.
type event struct {
	name   string
	about  string // the id of what it tells of
	intent int    // the intent that brings it; zero: everyone gets it
	guild  string // whose shard gets it; empty: the first
	all    bool   // every shard gets it
	data   any    // marshalled once a session
}

// packet is one message of the gateway.
type packet struct {
	Op   int    `json:"op"`
	Data any    `json:"d"`
	Seq  *int64 `json:"s"`
	Name string `json:"t,omitempty"`
}

// emit gives an event to every session that asked for its kind, connected or not,
// and wakes all who wait; the lock is held.
func (s *Server) emit(e event) {
	for _, session := range s.sessions {
		if session.dead || !e.all && !session.serves(e.guild) || (e.intent != 0 && session.intents&e.intent == 0) {
			continue
		}
		session.dispatch(e, s.opts.Keep)
	}
	s.tell()
}

// announce tells of a message, each session as much of it as it may read; the lock is held.
func (s *Server) announce(name string, m *Message) {
	c := s.channels[m.ChannelID]
	if c == nil || m.Ephemeral() || !s.may(c, ViewChannel) {
		s.tell()
		return
	}
	shown := copyOf(m)
	shown.GuildID = c.GuildID
	if c.GuildID != "" && m.WebhookID == "" {
		shown.Member = s.member(m.Author.ID)
	}
	bare := s.withheld(shown, c)
	if s.opts.CheckAnswers && s.schema != nil {
		if err := s.schema.checkComponent("MessageResponse", bare); err != nil {
			s.t.Errorf("discordtest: %s: %v", name, err)
		}
	}
	for _, session := range s.sessions {
		if session.dead || !session.serves(c.GuildID) || session.intents&s.messageIntent(c) == 0 {
			continue
		}
		e := event{name: name, about: m.ID, data: bare}
		if session.intents&intentContent != 0 {
			e.data = shown
		}
		session.dispatch(e, s.opts.Keep)
	}
	s.tell()
}

func (s *Server) messageIntent(c *Channel) int {
	if c.GuildID == "" {
		return intentDirectMessages
	}
	return intentGuildMessages
}

// withheld is what a bot without the message-content intent sees: nothing a person
// wrote, but for DMs, messages that mention the bot and the bot's own.
func (s *Server) withheld(m Message, c *Channel) Message {
	if m.Referenced != nil {
		r := s.withheld(*m.Referenced, c)
		m.Referenced = &r
	}
	mentioned := slices.ContainsFunc(m.Mentions, func(u User) bool { return u.ID == s.Bot.ID })
	if c.GuildID == "" || m.Author.ID == s.Bot.ID || m.ApplicationID == s.AppID || mentioned {
		return m
	}
	m.Content, m.Embeds, m.Components, m.Attachments = "", []Embed{}, []Component{}, []Attachment{}
	return m
}

// Emit dispatches an event of any name and payload to all sessions, whatever their
// intents: what Discord may add tomorrow (an unknown component) or should never send.
func (s *Server) Emit(name string, payload json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit(event{name: name, data: payload, all: true})
}

// Again dispatches the last event that told of this message or interaction once more,
// under a new sequence number, as a gateway that resumes may.
func (s *Server) Again(id string) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, session := range s.sessions {
		if !session.dead && !session.again(id, s.opts.Keep) {
			s.t.Errorf("discordtest: no event about %s to send again", id)
		}
	}
	s.tell()
}
