package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Option is a value a user gives to an option of a command.
type Option struct {
	Name  string
	Value any // a string, float64, int or bool
}

// Invocation is the use of a command. Name must be one the bot has registered.
type Invocation struct {
	User    User
	Channel *Channel // nil: the user's DM with the bot
	Name    string
	Options []Option
	Focus   string // autocomplete: the option being typed, which must be among Options
	Target  string // a message command: the message's id
	// Change alters the payload before it is sent: what Discord may leave out, what a
	// forger may put in.
	Change func(payload map[string]any)
}

// Slash uses a slash command.
func (s *Server) Slash(u User, c *Channel, name string, options ...Option) *Interaction {
	s.t.Helper()
	return s.Invoke(Invocation{User: u, Channel: c, Name: name, Options: options})
}

// Autocomplete types into an option of a slash command, the others as given.
func (s *Server) Autocomplete(u User, c *Channel, name, option, typed string, others ...Option) *Interaction {
	s.t.Helper()
	return s.Invoke(Invocation{User: u, Channel: c, Name: name, Focus: option, Options: append(others, Option{option, typed})})
}

// MessageCommand uses a message command on a message.
func (s *Server) MessageCommand(u User, c *Channel, name, message string) *Interaction {
	s.t.Helper()
	return s.Invoke(Invocation{User: u, Channel: c, Name: name, Target: message})
}

// Invoke uses a command and dispatches its INTERACTION_CREATE.
func (s *Server) Invoke(in Invocation) *Interaction {
	s.t.Helper()
	s.mu.Lock()
	if in.Channel == nil {
		in.Channel = s.dm(in.User.ID)
	}
	cmd, why := s.registered(in)
	if cmd == nil {
		s.mu.Unlock()
		s.t.Fatalf("discordtest: /%s: %s", in.Name, why)
		return nil
	}
	defer s.mu.Unlock()
	kind := KindCommand
	if in.Focus != "" {
		kind = KindAutocomplete
	}
	i := s.beginInteraction(kind, in.User, in.Channel)
	data := s.commandData(in, cmd)
	for _, o := range data.Options {
		if o.Focused {
			i.typing = o.Type
		}
	}
	s.interact(i, data, in.Change)
	return i
}

// commandData is the data of a command's interaction.
type commandData struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Type     int             `json:"type"`
	GuildID  string          `json:"guild_id,omitempty"`
	Options  []commandOption `json:"options,omitempty"`
	TargetID string          `json:"target_id,omitempty"`
	Resolved *resolved       `json:"resolved,omitempty"`
}

type commandOption struct {
	Name    string `json:"name"`
	Type    int    `json:"type"`
	Value   any    `json:"value"`
	Focused bool   `json:"focused,omitempty"`
}

type resolved struct {
	Messages map[string]Message `json:"messages,omitempty"`
}

func (s *Server) commandData(in Invocation, cmd *Command) commandData {
	d := commandData{ID: cmd.ID, Name: cmd.Name, Type: cmd.kind(), GuildID: cmd.GuildID}
	for _, o := range in.Options {
		at := slices.IndexFunc(cmd.Options, func(c CommandOption) bool { return c.Name == o.Name })
		d.Options = append(d.Options, commandOption{o.Name, cmd.Options[at].Type, o.Value, o.Name == in.Focus})
	}
	if in.Target != "" {
		d.TargetID = in.Target
		d.Resolved = &resolved{Messages: map[string]Message{in.Target: copyOf(s.find(in.Channel.ID, in.Target))}}
	}
	return d
}

// interactionWire is INTERACTION_CREATE.
type interactionWire struct {
	ID            string            `json:"id"`
	ApplicationID string            `json:"application_id"`
	Type          int               `json:"type"`
	Token         string            `json:"token"`
	Version       int               `json:"version"`
	Data          any               `json:"data"`
	GuildID       string            `json:"guild_id,omitempty"`
	ChannelID     string            `json:"channel_id"`
	Channel       channelWire       `json:"channel"`
	Member        *Member           `json:"member,omitempty"`
	User          *User             `json:"user,omitempty"`
	Message       *Message          `json:"message,omitempty"`
	Permissions   string            `json:"app_permissions"`
	Locale        string            `json:"locale"`
	GuildLocale   string            `json:"guild_locale,omitempty"`
	Entitlements  []struct{}        `json:"entitlements"`
	Owners        map[string]string `json:"authorizing_integration_owners"`
	Context       int               `json:"context"`
}

// interact dispatches an interaction; the lock is held.
func (s *Server) interact(i *Interaction, data any, change func(map[string]any)) {
	w := interactionWire{
		ID: i.ID, ApplicationID: s.AppID, Type: i.Kind, Token: i.Token, Version: 1, Data: data,
		GuildID: i.Channel.GuildID, ChannelID: i.Channel.ID, Channel: s.wireChannel(i.Channel),
		Permissions: s.permissionText(i.Channel), Locale: s.locales.of(i.User.ID), Entitlements: []struct{}{},
		Owners: i.metadata().Owners, Context: contextOf(i.Channel),
	}
	user := i.User
	if i.Channel.GuildID != "" {
		w.GuildLocale = s.locales.of(i.Channel.GuildID)
		w.Member = s.member(i.User.ID)
		w.Member.User = &user
		w.Member.Permissions = strconv.FormatInt(usualPermissions|s.powers[i.User.ID], 10)
	} else {
		w.User = &user
	}
	if i.source != nil {
		shown := copyOf(i.source)
		w.Message = &shown
	}
	var payload any = w
	if change != nil {
		loose := map[string]any{}
		if err := json.Unmarshal(jsonOf(w), &loose); err != nil {
			panic("discordtest: an interaction that is no JSON: " + err.Error())
		}
		change(loose)
		payload = loose
	}
	s.emit(event{name: "INTERACTION_CREATE", about: i.ID, guild: i.Channel.GuildID, data: payload})
}
