package discordtest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// componentData is the data of a pressed button or a submitted modal.
type componentData struct {
	CustomID   string      `json:"custom_id"`
	Type       int         `json:"component_type,omitempty"`
	ID         int         `json:"id,omitempty"`
	Values     []string    `json:"values,omitempty"`
	Components []Component `json:"components,omitempty"`
}

// Press presses the button of a message whose custom id is, or begins with, this.
// The message may be ephemeral; it must be there, and the button enabled.
func (s *Server) Press(u User, message, customID string) *Interaction {
	s.t.Helper()
	return s.PressWith(u, message, customID, nil)
}

// PressWith is Press, the payload altered before it is sent.
func (s *Server) PressWith(u User, message, customID string, change func(payload map[string]any)) *Interaction {
	s.t.Helper()
	s.mu.Lock()
	m, c := s.anywhere(message)
	if m == nil || m.Ephemeral() && m.forUser != u.ID {
		s.mu.Unlock()
		s.t.Fatalf("discordtest: %s sees no message %s to press %q on", u.Username, message, customID)
		return nil
	}
	for _, b := range m.Buttons() {
		if b.CustomID != "" && strings.HasPrefix(b.CustomID, customID) && !b.Disabled {
			defer s.mu.Unlock()
			i := s.beginInteraction(KindComponent, u, c)
			i.source = m
			s.interact(i, componentData{CustomID: b.CustomID, Type: typeButton, ID: b.ID}, change)
			return i
		}
	}
	s.mu.Unlock()
	s.t.Fatalf("discordtest: message %s has no enabled button %q", message, customID)
	return nil
}

// ChooseWith chooses values in the menu of a message whose custom id is this, as Discord's
// client lets people: as many as the menu takes, of those that it offers. change, where it
// is not nil, alters the payload before it is sent.
func (s *Server) ChooseWith(u User, message, customID string, change func(payload map[string]any), values ...string) *Interaction {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	m, c := s.anywhere(message)
	if m == nil || m.Ephemeral() && m.forUser != u.ID {
		s.t.Fatalf("discordtest: %s sees no message %s to choose in", u.Username, message)
		return nil
	}
	for _, menu := range m.Menus() {
		if menu.CustomID != customID || menu.Disabled {
			continue
		}
		if why := menu.misfits(values); why != "" {
			s.t.Fatalf("discordtest: menu %q of message %s: %s", customID, message, why)
			return nil
		}
		i := s.beginInteraction(KindComponent, u, c)
		i.source = m
		s.interact(i, componentData{CustomID: menu.CustomID, Type: typeSelect, ID: menu.ID, Values: values}, change)
		return i
	}
	s.t.Fatalf("discordtest: message %s has no enabled menu %q", message, customID)
	return nil
}

// misfits tells why Discord's client would not let these values be chosen in a menu.
func (c Component) misfits(values []string) string {
	if len(values) < *c.MinValues || len(values) > *c.MaxValues {
		return "so many cannot be chosen"
	}
	for _, v := range values {
		if !slices.ContainsFunc(c.Options, func(o SelectOption) bool { return o.Value == v }) {
			return "it does not offer " + v
		}
	}
	return ""
}

// anywhere finds a message by its id alone; the lock is held.
func (s *Server) anywhere(id string) (*Message, *Channel) {
	for _, c := range s.channels {
		if m := s.find(c.ID, id); m != nil {
			return m, c
		}
	}
	return nil, nil
}

// SubmitModal fills in the modal the bot answered with (text by custom id) and sends it.
func (i *Interaction) SubmitModal(values map[string]string) *Interaction {
	s := i.s
	s.t.Helper()
	ack := i.WaitAck()
	if ack.Modal == nil {
		s.t.Fatalf("discordtest: the interaction was answered by %d, not by a modal", ack.Type)
		return nil
	}
	filled := componentData{CustomID: ack.Modal.CustomID}
	for _, in := range ack.Modal.Inputs() {
		text := values[in.CustomID]
		if why := misfit(in, text); why != "" {
			s.t.Fatalf("discordtest: input %q: %s", in.CustomID, why)
			return nil
		}
		field := Component{Type: typeTextInput, CustomID: in.CustomID, Value: text}
		filled.Components = append(filled.Components, Component{Type: typeRow, Components: []Component{field}})
	}
	filled.Components = numbered(filled.Components)
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.beginInteraction(KindModal, i.User, i.Channel)
	next.source, next.before = i.source, i.metadata()
	s.interact(next, filled, nil)
	return next
}

// misfit tells why Discord's own form would not let a text be sent.
func misfit(in Component, text string) string {
	n := utf8.RuneCountInString(text)
	switch {
	case n == 0 && (in.Required == nil || *in.Required):
		return "it is required"
	case in.MaxLength != nil && n > *in.MaxLength:
		return "it is too long"
	case in.MinLength != nil && n > 0 && n < *in.MinLength:
		return "it is too short"
	}
	return ""
}
