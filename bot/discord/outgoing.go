package discord

// outgoing is the body of every message that is created or edited. A field that
// Discord would understand differently when it is missing is always written.
type outgoing struct {
	Content    string      `json:"content"`
	Mentions   mentioning  `json:"allowed_mentions"`
	Components []actionRow `json:"components"`
	Flags      int         `json:"flags,omitempty"`
	Nonce      string      `json:"nonce,omitempty"` // with Enforce: a second message of it is not posted
	Enforce    bool        `json:"enforce_nonce,omitempty"`
	Reference  *reference  `json:"message_reference,omitempty"`

	drop  bool // it is sent at once or not at all
	spare int  // how many requests it leaves in its bucket for others
}

// The flags of messages that are used here.
const (
	quietLinks = 1 << 2 // no previews
	ephemeral  = 1 << 6 // for the asker's eyes only
)

// mentioning allows nobody to be mentioned: a slice that is nil would be
// written as null, which Discord refuses or reads as "anybody".
type mentioning struct {
	Parse [0]string `json:"parse"`
}

type reference struct {
	MessageID string `json:"message_id"`
	Must      bool   `json:"fail_if_not_exists"` // false: it is posted even if the question is gone
}

// actionRow is a line of buttons, or of inputs in a modal.
type actionRow struct {
	Type       int         `json:"type"` // 1
	Components []component `json:"components"`
}

// component is a button or a text input.
type component struct {
	Type        int    `json:"type"`
	CustomID    string `json:"custom_id"`
	Style       int    `json:"style"`
	Label       string `json:"label"`
	Disabled    bool   `json:"disabled,omitempty"`
	Placeholder string `json:"placeholder,omitempty"`
	Required    bool   `json:"required,omitempty"`
	MinLength   int    `json:"min_length,omitempty"`
	MaxLength   int    `json:"max_length,omitempty"`
}

// The types of components, and their styles.
const (
	actionRowType, buttonType, inputType = 1, 2, 4
	primary, secondary, success, danger  = 1, 2, 3, 4
	paragraph                            = 2
)

func button(id, label string, style int) component {
	return component{Type: buttonType, CustomID: id, Style: style, Label: label}
}

func buttons(all ...component) []actionRow {
	return []actionRow{{Type: actionRowType, Components: all}}
}

// newOutgoing is a message that mentions nobody and previews no link.
func newOutgoing(content string, components []actionRow) outgoing {
	if components == nil {
		components = []actionRow{}
	}
	return outgoing{Content: content, Components: components, Flags: quietLinks}
}

// callback is the first reply to an interaction.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// The types of callbacks.
const (
	callMessage    = 4
	callDefer      = 5 // "thinking…", a message follows
	callDeferEdit  = 6 // the button's message is edited later
	callComplete   = 8
	callModal      = 9
	interactionLag = 3 // seconds until an interaction must have its callback
)

type deferred struct {
	Flags    int        `json:"flags,omitempty"`
	Mentions mentioning `json:"allowed_mentions"`
}

type modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []actionRow `json:"components"`
}

type completion struct {
	Choices []choice `json:"choices"`
}

// choice is a proposal of an autocomplete, or a fixed value of an option.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// command is one that Discord offers to people, as it is registered.
type command struct {
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description,omitempty"`
	Type         int               `json:"type"`
	Options      []commandOption   `json:"options,omitempty"`
	Contexts     []int             `json:"contexts,omitempty"`
	Integrations []int             `json:"integration_types,omitempty"`
}

type commandOption struct {
	Type         int      `json:"type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Required     bool     `json:"required,omitempty"`
	Autocomplete bool     `json:"autocomplete,omitempty"`
	MinLength    int      `json:"min_length,omitempty"`
	MaxLength    int      `json:"max_length,omitempty"`
	Choices      []choice `json:"choices,omitempty"`
}

// The types of commands and options, and where commands are offered.
const (
	slashCommand, messageCommand = 1, 3
	stringOption, boolOption     = 3, 5
	inServers, inPrivate         = 0, 1
)
