package render

// Message is what is shown of a message: a field that Discord would understand
// differently when it is missing is always written.
type Message struct {
	Content    string   `json:"content"`
	Mentions   Mentions `json:"allowed_mentions"`
	Components []Row    `json:"components"`
	Flags      int      `json:"flags,omitempty"`
}

// The flags of messages that are used here.
const (
	quietLinks = 1 << 2 // no previews
	Ephemeral  = 1 << 6 // for the asker's eyes only
)

// Mentions allows nobody to be mentioned: a slice that is nil would be
// written as null, which Discord refuses or reads as "anybody".
type Mentions struct {
	Parse [0]string `json:"parse"`
}

// Row is a line of buttons, a menu, or an input of a modal.
type Row struct {
	Type       int         `json:"type"` // 1
	Components []Component `json:"components"`
}

// Component is a button, a menu or a text input.
type Component struct {
	Type        int      `json:"type"`
	CustomID    string   `json:"custom_id"`
	Style       int      `json:"style,omitempty"`
	Label       string   `json:"label,omitempty"`
	Disabled    bool     `json:"disabled,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
	Required    bool     `json:"required,omitempty"`
	MinLength   int      `json:"min_length,omitempty"`
	MaxLength   int      `json:"max_length,omitempty"`
	Options     []Option `json:"options,omitempty"` // of a menu
}

// Option is a line of a menu.
type Option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
}

// The types of components.
const (
	rowType, buttonType, menuType, inputType = 1, 2, 3, 4
)

// The styles of buttons, and that of an input of several lines.
const (
	Primary   = 1
	Secondary = 2
	Success   = 3
	Danger    = 4
	paragraph = 2
)

// What Discord takes at most.
const (
	MaxID      = 100 // characters of the ID of a button, and of what a line of a menu stands for
	maxLabel   = 80  // of a button
	maxOption  = 100 // characters of each line of a menu
	maxOptions = 25  // lines of a menu
)

// Button is a button with that ID; a label that is too long is shortened.
func Button(id, label string, style int) Component {
	return Component{Type: buttonType, CustomID: id, Style: style, Label: Shorten(label, maxLabel)}
}

// Buttons are buttons in one row; a row takes five.
func Buttons(all ...Component) []Row {
	return []Row{{Type: rowType, Components: all}}
}

// menu is a row in which one of at most 25 lines is chosen.
func menu(id, placeholder string, options []Option) Row {
	return Row{Type: rowType, Components: []Component{{
		Type: menuType, CustomID: id, Placeholder: placeholder, Options: options[:min(len(options), maxOptions)],
	}}}
}

// Input is a row of a modal in which a text of several lines is written.
func Input(id, label, placeholder string, most int) Row {
	return Row{Type: rowType, Components: []Component{{
		Type: inputType, CustomID: id, Style: paragraph, Label: label, Required: true, MinLength: 1, MaxLength: most, Placeholder: placeholder,
	}}}
}

// New is a message that mentions nobody and previews no link; rows may be nil.
func New(content string, rows []Row) Message {
	if rows == nil {
		rows = []Row{}
	}
	return Message{Content: content, Components: rows, Flags: quietLinks}
}

// Text is a message of words alone, each of Discord's marks in them meant.
func Text(words string) Message { return New(words, nil) }
