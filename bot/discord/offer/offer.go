// Package offer is the commands as Discord offers them to people: their names, options and
// what they are for, in every language that the bot speaks, where they are offered, and
// whether what Discord has of them differs. It is pure.
package offer

import (
	"encoding/json"
	"slices"
)

// Command is a command as it is registered.
type Command struct {
	ID           string            `json:"id,omitempty"` // as Discord has it; it is never sent
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description,omitempty"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Type         int               `json:"type"`
	Options      []Option          `json:"options,omitempty"`
	Contexts     []int             `json:"contexts,omitempty"`
	Integrations []int             `json:"integration_types,omitempty"`
	Permissions  string            `json:"default_member_permissions,omitempty"` // whom Discord shows it to; empty: everybody
}

// Option is what may be given to a command.
type Option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	MinLength    int               `json:"min_length,omitempty"`
	MaxLength    int               `json:"max_length,omitempty"`
	Choices      []Choice          `json:"choices,omitempty"`
}

// Choice is a value that an option may have.
type Choice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"`
	Value string            `json:"value"`
}

// The types of commands and options.
const (
	slashCommand, messageCommand = 1, 3
	stringOption, boolOption     = 3, 5
)

// Where commands are offered.
const (
	inServers   = 0 // in servers
	inPrivate   = 1 // in direct messages with the bot
	amongOthers = 2 // in direct messages of people with each other
)

// How the bot comes to where they are offered.
const (
	byServer = 0 // a server has installed it
	byUser   = 1 // somebody has installed it for themself
)

// Same reports whether two lists have the same commands, in any order. Of the commands of
// one server Discord does not tell where they are offered.
func Same(a, b []Command, ofServer bool) bool {
	return slices.Equal(canonical(a, ofServer), canonical(b, ofServer))
}

func canonical(list []Command, ofServer bool) []string {
	texts := make([]string, 0, len(list))
	for _, c := range list {
		c.ID = ""
		c.Contexts, c.Integrations = slices.Sorted(slices.Values(c.Contexts)), slices.Sorted(slices.Values(c.Integrations))
		if ofServer {
			c.Contexts, c.Integrations = nil, nil
		}
		data, err := json.Marshal(c)
		if err != nil {
			continue // our own type can always be written
		}
		texts = append(texts, string(data))
	}
	slices.Sort(texts)
	return texts
}

// ForServersAlone are commands that only servers install: nobody may install the bot for
// themself.
func ForServersAlone(list []Command) []Command {
	list = slices.Clone(list)
	for n := range list {
		c := &list[n]
		without := func(not int) func(int) bool { return func(at int) bool { return at == not } }
		c.Integrations = slices.DeleteFunc(slices.Clone(c.Integrations), without(byUser))
		c.Contexts = slices.DeleteFunc(slices.Clone(c.Contexts), without(amongOthers))
	}
	return list
}
