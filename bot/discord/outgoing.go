package discord

import "github.com/storybot/storybot/bot/discord/render"

// outgoing is the body of every request that creates or edits a message.
type outgoing struct {
	render.Message
	Nonce     string     `json:"nonce,omitempty"` // with Enforce: a second message of it is not posted
	Enforce   bool       `json:"enforce_nonce,omitempty"`
	Reference *reference `json:"message_reference,omitempty"`

	drop  bool // it is sent at once or not at all
	spare int  // how many requests it leaves in its bucket for others
}

type reference struct {
	MessageID string `json:"message_id"`
	Must      bool   `json:"fail_if_not_exists"` // false: it is posted even if the question is gone
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
	Flags    int             `json:"flags,omitempty"`
	Mentions render.Mentions `json:"allowed_mentions"`
}

type modal struct {
	CustomID   string       `json:"custom_id"`
	Title      string       `json:"title"`
	Components []render.Row `json:"components"`
}

type completion struct {
	Choices []choice `json:"choices"`
}

// choice is a proposal of an autocomplete.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}
