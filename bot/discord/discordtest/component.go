package discordtest

import "encoding/json"

// Types of components.
const (
	typeRow       = 1
	typeButton    = 2
	typeSelect    = 3
	typeTextInput = 4
	typeRoles     = 6
	typeChannels  = 8
	typeText      = 10
	typeLabel     = 18
)

// Component is an action row, a button, a select menu or a part of a modal.
type Component struct {
	Type        int             `json:"type"`
	ID          int             `json:"id,omitempty"`
	CustomID    string          `json:"custom_id,omitempty"`
	Style       int             `json:"style,omitempty"`
	Label       string          `json:"label,omitempty"`
	URL         string          `json:"url,omitempty"`
	Disabled    bool            `json:"disabled,omitempty"`
	Emoji       json.RawMessage `json:"emoji,omitempty"`
	Placeholder string          `json:"placeholder,omitempty"`
	Value       string          `json:"value,omitempty"`
	Content     string          `json:"content,omitempty"`
	Description string          `json:"description,omitempty"`
	Required    *bool           `json:"required,omitempty"`
	MinLength   *int            `json:"min_length,omitempty"`
	MaxLength   *int            `json:"max_length,omitempty"`
	MinValues   *int            `json:"min_values,omitempty"`
	MaxValues   *int            `json:"max_values,omitempty"`
	Options     []SelectOption  `json:"options,omitempty"`
	Chosen      []Chosen        `json:"default_values,omitempty"`
	Kinds       []int           `json:"channel_types,omitempty"`
	Components  []Component     `json:"components,omitempty"`
	Component   *Component      `json:"component,omitempty"`
}

// SelectOption is one line of a select menu.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Chosen is what is chosen in a menu of roles or channels from the start.
type Chosen struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// numbered gives every component the id Discord would, and select menus their defaults.
func numbered(list []Component) []Component {
	next := 0
	var walk func([]Component) []Component
	walk = func(in []Component) []Component {
		out := make([]Component, 0, len(in))
		for _, c := range in {
			next++
			if c.ID == 0 {
				c.ID = next
			}
			if c.menu() && c.MinValues == nil {
				one := 1
				c.MinValues = &one
			}
			if c.menu() && c.MaxValues == nil {
				one := 1
				c.MaxValues = &one
			}
			if string(c.Emoji) == "null" {
				c.Emoji = nil
			}
			if c.Components != nil {
				c.Components = walk(c.Components)
			}
			out = append(out, c)
		}
		return out
	}
	return walk(list)
}
