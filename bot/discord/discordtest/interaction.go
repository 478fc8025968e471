package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// Kinds of interactions.
const (
	KindCommand      = 2
	KindComponent    = 3
	KindAutocomplete = 4
	KindModal        = 5
)

// Kinds of first answers to an interaction.
const (
	AckMessage      = 4 // a message at once
	AckDeferred     = 5 // "thinking", a message later
	AckDeferredEdit = 6 // an edit of the pressed message later
	AckEdit         = 7 // an edit of the pressed message at once
	AckChoices      = 8
	AckModal        = 9

	ackWithin    = 3 * time.Second
	tokenGoodFor = 15 * time.Minute
)

// Interaction is one use of a command, button, menu or modal, and what the bot made of it.
type Interaction struct {
	ID      string
	Token   string
	Kind    int
	User    User
	Channel *Channel

	s         *Server
	sent      time.Time // by the server's clock
	typing    int       // the type of the option an autocomplete is for
	source    *Message  // whose component was pressed
	before    *Metadata
	ack       *Ack
	original  *Message
	followUps []*Message
}

// Ack is the bot's first answer to an interaction.
type Ack struct {
	Type      int
	Took      time.Duration // since the interaction was sent
	Ephemeral bool
	Choices   []Choice // of AckChoices
	Modal     *Modal   // of AckModal
}

// Choice is one line of an autocomplete.
type Choice struct {
	Name      string          `json:"name"`
	NameLocal json.RawMessage `json:"name_localizations,omitempty"`
	Value     any             `json:"value"`
}

// Modal is a form the bot shows.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Inputs are the text inputs of the modal.
func (m Modal) Inputs() []Component {
	var all []Component
	for _, c := range m.Components {
		if c.Component != nil && c.Component.Type == typeTextInput {
			all = append(all, *c.Component)
		}
		for _, in := range c.Components {
			if in.Type == typeTextInput {
				all = append(all, in)
			}
		}
	}
	return all
}

// WaitAck waits for the bot's first answer.
func (i *Interaction) WaitAck() Ack {
	i.s.t.Helper()
	i.s.WaitFor("an acknowledgement", func() bool { return i.Ack() != nil })
	return *i.Ack()
}

// Ack is the bot's first answer; nil while there is none.
func (i *Interaction) Ack() *Ack {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.ack == nil {
		return nil
	}
	a := *i.ack
	return &a
}

// Response is the message that answers the interaction as it stands; false if there is
// none (yet, or any more).
func (i *Interaction) Response() (Message, bool) {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.original == nil {
		return Message{}, false
	}
	return copyOf(i.original), true
}

// WaitContent waits until the answering message, no longer "thinking", is as wanted;
// nil: until it is there at all.
func (i *Interaction) WaitContent(wanted func(Message) bool) Message {
	i.s.t.Helper()
	var found Message
	i.s.WaitFor("the response of an interaction", func() bool {
		m, is := i.Response()
		found = m
		return is && !m.Loading() && (wanted == nil || wanted(m))
	})
	return found
}

// FollowUps are the messages that came after the answering one, as they stand.
func (i *Interaction) FollowUps() []Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	list := []Message{}
	for _, m := range i.followUps {
		list = append(list, copyOf(m))
	}
	return list
}

// WaitFollowUp waits for a message after the answering one that is as wanted; nil: any.
func (i *Interaction) WaitFollowUp(wanted func(Message) bool) Message {
	i.s.t.Helper()
	var found Message
	i.s.WaitFor("a followup of an interaction", func() bool {
		for _, m := range i.FollowUps() {
			if wanted == nil || wanted(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// Edits are all states of the answering message so far, the first included.
func (i *Interaction) Edits() []Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.original == nil {
		return nil
	}
	return slices.Clone(i.s.history[i.original.ID])
}

// metadata is what a message tells of the interaction it answers.
func (i *Interaction) metadata() *Metadata {
	m := &Metadata{ID: i.ID, Type: i.Kind, User: i.User, Owners: ownersOf(i.Channel, i.User)}
	switch i.Kind {
	case KindComponent:
		m.Interacted = i.source.ID
	case KindModal:
		m.Triggering = i.before
	}
	return m
}

// begin makes an interaction and its token; the lock is held.
func (s *Server) beginInteraction(kind int, u User, c *Channel) *Interaction {
	id := s.newID()
	i := &Interaction{ID: id, Token: "aW50ZXJhY3Rpb246" + id + strconv.Itoa(len(s.interactions)), Kind: kind, User: u, Channel: c, s: s, sent: s.now()}
	s.interactions[i.Token] = i
	return i
}
