package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// opt is a field that may be missing, which is not the same as null.
type opt[V any] struct {
	Set bool
	V   V
}

// UnmarshalJSON reads the value; null sets it to nothing.
func (o *opt[V]) UnmarshalJSON(text []byte) error {
	o.Set = true
	if bytes.Equal(text, []byte("null")) {
		return nil
	}
	return json.Unmarshal(text, &o.V) //nolint:wrapcheck // shown as it is to the bot
}

// draft is the body of a create or an edit, of a message or a response.
type draft struct {
	Content    opt[string]      `json:"content"`
	Embeds     opt[[]Embed]     `json:"embeds"`
	Components opt[[]Component] `json:"components"`
	Allowed    json.RawMessage  `json:"allowed_mentions"`
	Flags      opt[int]         `json:"flags"`
	Nonce      json.RawMessage  `json:"nonce"`
	Enforce    bool             `json:"enforce_nonce"`
	Reference  *struct {
		Message      string `json:"message_id"`
		Channel      string `json:"channel_id"`
		Guild        string `json:"guild_id"`
		FailIfAbsent *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

// newMessage is a message of the bot with nothing in it; the lock is held.
func (s *Server) newMessage(channel string) *Message {
	return &Message{
		ID: s.newID(), ChannelID: channel, Author: s.Bot, Timestamp: s.now(), Mentions: []User{},
		MentionRoles: []string{}, Attachments: []Attachment{}, Embeds: []Embed{}, Components: []Component{},
	}
}

// apply puts a draft's fields into a message.
func (d *draft) apply(m *Message) {
	if d.Content.Set {
		m.Content = d.Content.V
	}
	if d.Embeds.Set {
		m.Embeds = append([]Embed{}, d.Embeds.V...)
		for i := range m.Embeds {
			m.Embeds[i].Type = "rich"
		}
	}
	if d.Components.Set {
		m.Components = numbered(d.Components.V)
	}
	if d.Flags.Set {
		m.Flags = m.Flags&^FlagSuppressEmbeds | d.Flags.V&(FlagSuppressEmbeds|flagQuiet)
	}
}

func (s *Server) createMessage(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	var d draft
	if no := c.decode(&d); no != nil {
		return *no
	}
	if no := s.refusesNew(c.reply, ch, &d); no != nil {
		return *no
	}
	if no := s.checkDraft(c, &d, true); no != nil {
		return *no
	}
	nonce := string(d.Nonce)
	if m := s.find(ch.ID, ch.nonces[nonce]); m != nil && d.Enforce && nonce != "" {
		return ok(copyOf(m))
	}
	m := s.newMessage(ch.ID)
	d.apply(m)
	if no := s.refer(ch, m, &d); no != nil {
		return *no
	}
	if nonce != "" && nonce != "null" {
		m.Nonce = d.Nonce
		if ch.nonces == nil {
			ch.nonces = map[string]string{}
		}
		ch.nonces[nonce] = m.ID
	}
	ch.wrote = s.now()
	s.put(m)
	return ok(copyOf(m))
}

// refer makes a message a reply if its draft says so.
func (s *Server) refer(ch *Channel, m *Message, d *draft) *answer {
	if d.Reference == nil || d.Reference.Message == "" {
		return nil
	}
	if !s.may(ch, ReadMessageHistory) {
		a := refuse(http.StatusForbidden, 160002, "Cannot reply without permission to read message history")
		return &a
	}
	to := s.find(ch.ID, d.Reference.Message)
	if to == nil {
		if d.Reference.FailIfAbsent != nil && !*d.Reference.FailIfAbsent {
			return nil
		}
		a := answer{status: http.StatusBadRequest, excused: true, body: apiError{
			Message: "Invalid Form Body", Code: 50035,
			Errors: map[string]any{"message_reference": map[string]any{"_errors": []map[string]string{
				{"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"},
			}}},
		}}
		return &a
	}
	s.answers(m, to)
	return nil
}

// answers makes m a reply to another message.
func (s *Server) answers(m, to *Message) {
	quoted := copyOf(to)
	quoted.Referenced = nil
	m.Type = 19
	m.Reference = &Reference{ChannelID: to.ChannelID, MessageID: to.ID, GuildID: s.channels[to.ChannelID].GuildID}
	m.Referenced = &quoted
}

func (s *Server) getMessage(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	m := s.find(ch.ID, c.PathValue("message_id"))
	if m == nil || m.Ephemeral() {
		return refuse(http.StatusNotFound, 10008, "Unknown Message")
	}
	return ok(s.readable(m, ch))
}

// readable is a message as REST shows it to the bot.
func (s *Server) readable(m *Message, ch *Channel) Message {
	if s.opts.Privileged&intentContent != 0 {
		return copyOf(m)
	}
	return s.withheld(copyOf(m), ch)
}

func (s *Server) listMessages(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	limit, err := strconv.Atoi(c.URL.Query().Get("limit"))
	if err != nil {
		limit = 50
	}
	before := c.URL.Query().Get("before")
	list := []Message{}
	if !s.may(ch, ReadMessageHistory) {
		return ok(list)
	}
	for _, m := range slices.Backward(ch.messages) {
		if len(list) == limit {
			break
		}
		if m.Ephemeral() || (before != "" && m.ID >= before) {
			continue
		}
		list = append(list, s.readable(m, ch))
	}
	return ok(list)
}

func (s *Server) editMessage(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	m := s.find(ch.ID, c.PathValue("message_id"))
	switch {
	case m == nil || m.Ephemeral():
		return refuse(http.StatusNotFound, 10008, "Unknown Message")
	case m.Author.ID != s.Bot.ID:
		return refuse(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	}
	var d draft
	if no := c.decode(&d); no != nil {
		return *no
	}
	if no := s.checkDraft(c, &d, false); no != nil {
		return *no
	}
	if no := s.refusesText(ch, &d); no != nil {
		return *no
	}
	return s.change(m, &d)
}

// change edits a message; what would leave it empty is refused.
func (s *Server) change(m *Message, d *draft) answer {
	next := copyOf(m)
	d.apply(&next)
	if next.Content == "" && len(next.Embeds) == 0 && len(next.Components) == 0 {
		return refuse(http.StatusBadRequest, 50006, "Cannot send an empty message")
	}
	next.Flags &^= FlagLoading
	at := s.now()
	next.EditedTimestamp = &at
	*m = next
	s.remember(m)
	s.announce("MESSAGE_UPDATE", m)
	return ok(copyOf(m))
}

func (s *Server) deleteMessage(c *call) answer {
	ch, no := s.channel(c)
	if no != nil {
		return *no
	}
	m := s.find(ch.ID, c.PathValue("message_id"))
	switch {
	case m == nil || m.Ephemeral():
		return refuse(http.StatusNotFound, 10008, "Unknown Message")
	case m.Author.ID != s.Bot.ID:
		return refuse(http.StatusForbidden, 50013, "Missing Permissions")
	}
	s.remove(m)
	return none()
}
