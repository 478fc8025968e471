package discordtest

import (
	"encoding/json"
	"slices"
	"time"
)

// Flags of messages.
const (
	FlagSuppressEmbeds = 1 << 2
	FlagHasThread      = 1 << 5
	FlagEphemeral      = 1 << 6
	FlagLoading        = 1 << 7
	flagQuiet          = 1 << 12
	flagV2             = 1 << 15
)

// Message is a message as Discord shows one.
type Message struct {
	ID              string          `json:"id"`
	ChannelID       string          `json:"channel_id"`
	GuildID         string          `json:"guild_id,omitempty"` // in events only
	Author          User            `json:"author"`
	Member          *Member         `json:"member,omitempty"` // in events only
	Content         string          `json:"content"`
	Timestamp       time.Time       `json:"timestamp"`
	EditedTimestamp *time.Time      `json:"edited_timestamp"`
	TTS             bool            `json:"tts"`
	MentionEveryone bool            `json:"mention_everyone"`
	Mentions        []User          `json:"mentions"`
	MentionRoles    []string        `json:"mention_roles"`
	Attachments     []Attachment    `json:"attachments"`
	Embeds          []Embed         `json:"embeds"`
	Components      []Component     `json:"components"`
	Pinned          bool            `json:"pinned"`
	Type            int             `json:"type"`
	Flags           int             `json:"flags"`
	Nonce           json.RawMessage `json:"nonce,omitempty"`
	WebhookID       string          `json:"webhook_id,omitempty"`
	ApplicationID   string          `json:"application_id,omitempty"`
	Reference       *Reference      `json:"message_reference,omitempty"`
	Referenced      *Message        `json:"referenced_message,omitempty"`
	Interaction     *Metadata       `json:"interaction_metadata,omitempty"`
	Thread          *channelWire    `json:"thread,omitempty"`

	forUser string // the only one who sees an ephemeral message
}

// Attachment is a file that hangs on a message.
type Attachment struct {
	ID       string `json:"id"`
	Name     string `json:"filename"`
	Kind     string `json:"content_type,omitempty"`
	Size     int    `json:"size"`
	URL      string `json:"url"`
	ProxyURL string `json:"proxy_url"`
}

// Reference is where a reply points to.
type Reference struct {
	Type      int    `json:"type"`
	ChannelID string `json:"channel_id"`
	MessageID string `json:"message_id,omitempty"`
	GuildID   string `json:"guild_id,omitempty"`
}

// Metadata tells which interaction a message answers.
type Metadata struct {
	ID         string            `json:"id"`
	Type       int               `json:"type"`
	User       User              `json:"user"`
	Owners     map[string]string `json:"authorizing_integration_owners"`
	Interacted string            `json:"interacted_message_id,omitempty"`
	Triggering *Metadata         `json:"triggering_interaction_metadata,omitempty"`
}

// Embed is a box in a message.
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Color       int          `json:"color,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
	Author      *EmbedText   `json:"author,omitempty"`
	Footer      *EmbedText   `json:"footer,omitempty"`
}

// EmbedField is a named part of an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// EmbedText is an embed's author (Name) or footer (Text).
type EmbedText struct {
	Name string `json:"name,omitempty"`
	Text string `json:"text,omitempty"`
	URL  string `json:"url,omitempty"`
}

// Ephemeral reports whether only one user sees the message.
func (m Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading reports whether the message still says that the bot is thinking.
func (m Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// Buttons are the message's buttons, row by row.
func (m Message) Buttons() []Component {
	var all []Component
	for _, row := range m.Components {
		for _, c := range row.Components {
			if c.Type == typeButton {
				all = append(all, c)
			}
		}
	}
	return all
}

// Menus are the message's select menus.
func (m Message) Menus() []Component {
	var all []Component
	for _, row := range m.Components {
		for _, c := range row.Components {
			if c.Type == typeSelect {
				all = append(all, c)
			}
		}
	}
	return all
}

// put stores a new message and tells the gateway; the lock is held.
func (s *Server) put(m *Message) {
	c := s.channels[m.ChannelID]
	if c == nil {
		return // deleted meanwhile
	}
	c.messages = append(c.messages, m)
	if extra := len(c.messages) - s.opts.Keep; extra > 0 {
		c.messages = slices.Delete(c.messages, 0, extra)
	}
	s.remember(m)
	s.announce("MESSAGE_CREATE", m)
}

// remember keeps how a message of the bot looks now; the lock is held.
func (s *Server) remember(m *Message) {
	if m.Author.ID == s.Bot.ID {
		s.history[m.ID] = append(s.history[m.ID], copyOf(m))
	}
}

// find looks a message up; the lock is held.
func (s *Server) find(channel, id string) *Message {
	if c := s.channels[channel]; c != nil {
		for _, m := range slices.Backward(c.messages) {
			if m.ID == id {
				return m
			}
		}
	}
	return nil
}

// remove takes a message away and tells the gateway; the lock is held.
func (s *Server) remove(m *Message) {
	c := s.channels[m.ChannelID]
	if c == nil {
		return
	}
	c.messages = slices.DeleteFunc(c.messages, func(o *Message) bool { return o == m })
	gone := struct {
		ID      string `json:"id"`
		Channel string `json:"channel_id"`
		Guild   string `json:"guild_id,omitempty"`
	}{m.ID, c.ID, c.GuildID}
	if m.Ephemeral() {
		s.tell()
		return
	}
	s.emit(event{name: "MESSAGE_DELETE", about: m.ID, guild: c.GuildID, intent: s.messageIntent(c), data: gone})
}

// copyOf is a message that no later edit changes.
func copyOf(m *Message) Message {
	c := *m
	c.Embeds, c.Components = slices.Clone(m.Embeds), slices.Clone(m.Components)
	return c
}
