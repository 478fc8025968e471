package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// Command is an application command as registered.
type Command struct {
	ID            string          `json:"id"`
	ApplicationID string          `json:"application_id"`
	Version       string          `json:"version"`
	GuildID       string          `json:"guild_id,omitempty"`
	Type          int             `json:"type"`
	Name          string          `json:"name"`
	NameLocal     json.RawMessage `json:"name_localizations,omitempty"`
	Description   string          `json:"description"`
	DescLocal     json.RawMessage `json:"description_localizations,omitempty"`
	Permissions   json.RawMessage `json:"default_member_permissions"`
	DM            *bool           `json:"dm_permission,omitempty"`
	Contexts      []int           `json:"contexts,omitempty"`
	Types         []int           `json:"integration_types,omitempty"`
	Options       []CommandOption `json:"options,omitempty"`
	NSFW          bool            `json:"nsfw"`
}

// CommandOption is an option of a command.
type CommandOption struct {
	Type         int             `json:"type"`
	Name         string          `json:"name"`
	NameLocal    json.RawMessage `json:"name_localizations,omitempty"`
	Description  string          `json:"description"`
	DescLocal    json.RawMessage `json:"description_localizations,omitempty"`
	Required     bool            `json:"required,omitempty"`
	Autocomplete bool            `json:"autocomplete,omitempty"`
	Choices      []Choice        `json:"choices,omitempty"`
	MinLength    *int            `json:"min_length,omitempty"`
	MaxLength    *int            `json:"max_length,omitempty"`
	MinValue     *float64        `json:"min_value,omitempty"`
	MaxValue     *float64        `json:"max_value,omitempty"`
	Options      []CommandOption `json:"options,omitempty"`
}

func (c Command) kind() int { return max(c.Type, 1) }

// Commands are the commands registered in a guild; with an empty id, the global ones.
func (s *Server) Commands(guild string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[guild])
}

// Overwrites counts how often a guild's commands (or, with "", the global ones) were overwritten.
func (s *Server) Overwrites(guild string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.overwrites[guild]
}

// Register puts commands there as if an earlier run had; it does not count as an overwrite.
func (s *Server) Register(guild string, commands ...Command) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commands[guild] = s.stamped(guild, commands)
}

func (s *Server) getCommands(c *call) answer {
	if no := s.ownApplication(c); no != nil {
		return *no
	}
	list := s.commands[c.PathValue("guild_id")]
	if c.URL.Query().Get("with_localizations") == "true" {
		return ok(append([]Command{}, list...))
	}
	plain := []Command{}
	for _, cmd := range list {
		cmd.NameLocal, cmd.DescLocal = nil, nil
		cmd.Options = slices.Clone(cmd.Options)
		for n := range cmd.Options {
			o := &cmd.Options[n]
			o.NameLocal, o.DescLocal, o.Choices = nil, nil, slices.Clone(o.Choices)
			for k := range o.Choices {
				o.Choices[k].NameLocal = nil
			}
		}
		plain = append(plain, cmd)
	}
	return ok(plain)
}

func (s *Server) ownApplication(c *call) *answer {
	guild := c.PathValue("guild_id")
	if c.PathValue("application_id") != s.AppID {
		a := refuse(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
		return &a
	}
	if guild != "" && s.guilds[guild] == nil {
		a := refuse(http.StatusForbidden, 50001, "Missing Access")
		return &a
	}
	return nil
}

func (s *Server) overwriteCommands(c *call) answer {
	if no := s.ownApplication(c); no != nil {
		return *no
	}
	var list []Command
	if no := c.decode(&list); no != nil {
		return *no
	}
	if no := checkCommands(list); no != nil {
		return *no
	}
	guild := c.PathValue("guild_id")
	for n := range list {
		if why := list[n].misplaced(s.opts.NoUserInstall, guild != ""); why != "" {
			return invalid("commands."+list[n].Name, "%s", why)
		}
	}
	s.commands[guild] = s.stamped(guild, list)
	s.overwrites[guild]++
	s.tell()
	return ok(s.commands[guild])
}

// stamped gives commands their ids, which a name keeps through overwrites; the lock is held.
func (s *Server) stamped(guild string, list []Command) []Command {
	out := []Command{}
	for _, cmd := range list {
		cmd.Type, cmd.GuildID, cmd.ApplicationID, cmd.Version = cmd.kind(), guild, s.AppID, s.newID()
		if cmd.Permissions == nil {
			cmd.Permissions = json.RawMessage("null")
		}
		if guild != "" { // they are of this guild, whatever they say
			cmd.Contexts, cmd.Types = nil, []int{0}
		}
		cmd.ID = s.newID()
		for _, old := range s.commands[guild] {
			if old.Name == cmd.Name && old.Type == cmd.Type {
				cmd.ID = old.ID
			}
		}
		out = append(out, cmd)
	}
	return out
}

// registered finds the command of an invocation and whether it may be used like that;
// the lock is held.
func (s *Server) registered(in Invocation) (*Command, string) {
	wanted := 1
	if in.Target != "" {
		wanted = 3
		if s.find(in.Channel.ID, in.Target) == nil {
			return nil, "there is no message " + in.Target
		}
	}
	for _, guild := range slices.Compact([]string{in.Channel.GuildID, ""}) {
		for _, cmd := range s.commands[guild] {
			if cmd.Name == in.Name && cmd.Type == wanted {
				if why := cmd.misuse(in); why != "" {
					return nil, why
				}
				return &cmd, ""
			}
		}
	}
	return nil, "the bot has not registered it"
}
