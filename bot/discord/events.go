package discord

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/permit"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/guild"
)

// What is read of Discord's events. They are decoded here, not by discordgo: a
// kind of component that it does not know leaves its events half empty.

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// member is a user in a server. A message tells its author apart from it, and not what
// they may do.
type member struct {
	User  *user      `json:"user"`
	Roles []string   `json:"roles"`
	May   permit.Set `json:"permissions"`
}

// rolesOf are the roles of a member; nil: nobody is told.
func rolesOf(m *member) []string {
	if m == nil {
		return nil
	}
	return m.Roles
}

type ready struct {
	User        user `json:"user"`
	Application struct {
		ID string `json:"id"`
	} `json:"application"`
}

// message is one of a channel. Content is empty where Discord withholds it.
type message struct {
	ID         string   `json:"id"`
	ChannelID  string   `json:"channel_id"`
	GuildID    string   `json:"guild_id"` // empty: a direct message
	Author     *user    `json:"author"`
	Member     *member  `json:"member"`
	WebhookID  string   `json:"webhook_id"`
	Type       int      `json:"type"`
	Content    string   `json:"content"`
	Mentions   []user   `json:"mentions"`
	Roles      []string `json:"mention_roles"`
	Everyone   bool     `json:"mention_everyone"`
	Edited     string   `json:"edited_timestamp"`
	Referenced *message `json:"referenced_message"`

	Attachments []struct {
		Kind string `json:"content_type"`
		Size int    `json:"size"`
		URL  string `json:"url"`
	} `json:"attachments"`
	Embeds []struct {
		Title       string `json:"title"`
		Description string `json:"description"`
		URL         string `json:"url"`
	} `json:"embeds"`
	Snapshots []struct {
		Message message `json:"message"`
	} `json:"message_snapshots"` // what was forwarded
	Poll *struct {
		Question struct {
			Text string `json:"text"`
		} `json:"question"`
	} `json:"poll"`

	in within
}

// The types of messages that people write: all others are the system's.
const (
	typeDefault = 0
	typeReply   = 19
)

// deleted is MESSAGE_DELETE and MESSAGE_DELETE_BULK.
type deleted struct {
	ID  string   `json:"id"`
	IDs []string `json:"ids"`
}

// The types of interactions.
const (
	onCommand      = 2
	onButton       = 3
	onAutocomplete = 4
	onModal        = 5
)

// interaction is a command, a button, an autocomplete or a modal.
type interaction struct {
	ID        string          `json:"id"`
	AppID     string          `json:"application_id"`
	Type      int             `json:"type"`
	Data      interactionData `json:"data"`
	GuildID   string          `json:"guild_id"`
	ChannelID string          `json:"channel_id"`
	Channel   *channelInfo    `json:"channel"`
	May       permit.Set      `json:"app_permissions"` // what the bot may do there
	Member    *member         `json:"member"`          // in a server
	User      *user           `json:"user"`            // in direct messages
	Message   *clickedMessage `json:"message"`
	Token     string          `json:"token"`

	Locale      string            `json:"locale"`       // of their Discord
	GuildLocale string            `json:"guild_locale"` // of the server
	Context     *int              `json:"context"`
	Owners      map[string]string `json:"authorizing_integration_owners"` // who installed the bot: "0" a server, "1" somebody for themself

	came   time.Time
	in     within
	beside bool // it was acknowledged by what edits the message that it is about
}

type clickedMessage struct {
	ID         string       `json:"id"`
	Flags      int          `json:"flags"`
	Components []render.Row `json:"components"`
}

type interactionData struct {
	Name       string   `json:"name"`
	Type       int      `json:"type"` // of the command: 3 is for a message
	CustomID   string   `json:"custom_id"`
	Values     []string `json:"values"` // what was chosen in a menu
	TargetID   string   `json:"target_id"`
	Options    []option `json:"options"`
	Components []input  `json:"components"`
	Resolved   struct {
		Messages map[string]message `json:"messages"`
	} `json:"resolved"`
}

// option is what the asker gave for one.
type option struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

// input is a component of a modal, or one that holds others.
type input struct {
	CustomID   string  `json:"custom_id"`
	Value      string  `json:"value"`
	Components []input `json:"components"`
	Component  *input  `json:"component"`
}

// typed returns the value of the input with that ID, wherever it is.
func typed(inputs []input, id string) string {
	for i := range inputs {
		in := &inputs[i]
		if in.CustomID == id {
			return strings.TrimSpace(in.Value)
		}
		if t := typed(in.Components, id); t != "" {
			return t
		}
		if in.Component != nil {
			if t := typed([]input{*in.Component}, id); t != "" {
				return t
			}
		}
	}
	return ""
}

// asker is the user who acted; empty if Discord does not say.
func (i *interaction) asker() string {
	switch {
	case i.GuildID != "" && i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.GuildID == "" && i.User != nil:
		return i.User.ID
	}
	return ""
}

// private reports whether what was clicked is for the asker's eyes only.
func (i *interaction) private() bool {
	return i.Message != nil && i.Message.Flags&render.Ephemeral != 0
}

// place is where the interaction happened.
func (i *interaction) place() place {
	if i.away() {
		return place{channel: i.ChannelID, asker: i.asker(), away: true}
	}
	return place{server: i.GuildID, channel: i.ChannelID, asker: i.asker(), in: i.in}
}

// amongOthers is the context of direct messages that the bot is no part of.
const amongOthers = 2

// away reports whether the bot is not where the interaction happened: somebody brought it
// along who has installed it for themself. It can do nothing there but reply to them.
func (i *interaction) away() bool {
	return i.Context != nil && *i.Context == amongOthers || i.GuildID != "" && len(i.Owners) > 0 && i.Owners["0"] == ""
}

// hushed reports whether only the asker sees replies, as the bot is not in the server.
func (i *interaction) hushed() bool { return i.GuildID != "" && i.away() }

// option is the text of an option, empty where it was not given.
func (i *interaction) option(name string) string {
	for _, o := range i.Data.Options {
		if o.Name == name {
			var s string
			_ = json.Unmarshal(o.Value, &s) // of another kind: as if it were not given
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// yes reports whether a switch among the options is on.
func (i *interaction) yes(name string) bool {
	for _, o := range i.Data.Options {
		if o.Name == name {
			var b bool
			_ = json.Unmarshal(o.Value, &b) // of another kind: as if it were not given
			return b
		}
	}
	return false
}

// focused is the option that is being typed.
func (i *interaction) focused() (name, text string) {
	for _, o := range i.Data.Options {
		if o.Focused {
			return o.Name, i.option(o.Name)
		}
	}
	return "", ""
}

// place is where something is asked: a channel, a thread or direct messages.
type place struct {
	server  string // empty: direct messages
	channel string
	asker   string
	away    bool // the bot is not there; then its server is none
	in      within
}

// within is the channel that a thread is in, where something hangs on that. The zero within:
// the place is no thread.
type within struct {
	channel string
	unsure  bool // it could not be looked up
}

// where is the place as settings know it.
func (p place) where() guild.Where {
	return guild.Where{Server: p.server, Channel: p.channel, Parent: p.in.channel, Unsure: p.in.unsure}
}

// String names the place for the log.
func (p place) String() string {
	if p.away {
		return "somebody's own channel " + p.channel
	}
	if p.server == "" {
		return "direct messages " + p.channel
	}
	return "server " + p.server + ", channel " + p.channel
}

// given are the names and values of the options, for the log.
func (i *interaction) given() string {
	var all []string
	for _, o := range i.Data.Options {
		all = append(all, o.Name+"="+desk.Masked(string(o.Value)))
	}
	return strings.Join(all, " ")
}
