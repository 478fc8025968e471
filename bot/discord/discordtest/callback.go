package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// callbackBody is the first answer to an interaction.
type callbackBody struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

// callback takes the first answer to an interaction.
func (s *Server) callback(c *call) answer {
	i := s.interactions[c.PathValue("interaction_token")]
	if i == nil || i.ID != c.PathValue("interaction_id") {
		return refuse(http.StatusNotFound, 10062, "Unknown interaction")
	}
	var body callbackBody
	if no := c.decode(&body); no != nil {
		return *no
	}
	took := s.now().Sub(i.sent)
	switch {
	case i.ack != nil:
		return refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	case took > ackWithin:
		return refuse(http.StatusNotFound, 10062, "Unknown interaction")
	case !slices.Contains(answersTo(i), body.Type):
		return invalid("type", "an interaction of type %d cannot be answered by %d", i.Kind, body.Type)
	}
	ack := &Ack{Type: body.Type, Took: took}
	if no := s.acknowledge(c, i, ack, body.Data); no != nil {
		return *no
	}
	i.ack = ack
	s.tell()
	return none()
}

// answersTo are the types of first answers an interaction allows.
func answersTo(i *Interaction) []int {
	switch i.Kind {
	case KindAutocomplete:
		return []int{AckChoices}
	case KindComponent:
		return []int{AckMessage, AckDeferred, AckDeferredEdit, AckEdit, AckModal}
	case KindModal:
		if i.source == nil {
			return []int{AckMessage, AckDeferred}
		}
		return []int{AckMessage, AckDeferred, AckDeferredEdit, AckEdit}
	}
	return []int{AckMessage, AckDeferred, AckModal}
}

// acknowledge does what a first answer says; the answer says why it cannot.
func (s *Server) acknowledge(c *call, i *Interaction, ack *Ack, data json.RawMessage) *answer {
	switch ack.Type {
	case AckChoices:
		return readChoices(i, ack, data)
	case AckModal:
		return readModal(ack, data)
	case AckDeferredEdit:
		i.original = i.source
		return nil
	}
	var d draft
	if len(data) > 0 {
		if err := json.Unmarshal(data, &d); err != nil {
			a := invalid("data", "%v", err)
			return &a
		}
	}
	ack.Ephemeral = d.Flags.V&FlagEphemeral != 0
	if ack.Type == AckDeferred {
		i.original = s.responseMessage(i)
		i.original.Flags = FlagLoading | d.Flags.V&FlagEphemeral
		s.put(i.original)
		return nil
	}
	if no := s.checkDraft(c, &d, ack.Type == AckMessage); no != nil {
		return no
	}
	if ack.Type == AckEdit {
		i.original = i.source
		if a := s.change(i.source, &d); a.status != http.StatusOK {
			return &a
		}
		return nil
	}
	i.original = s.responseMessage(i)
	d.apply(i.original)
	i.original.Flags |= d.Flags.V & FlagEphemeral
	s.put(i.original)
	return nil
}

// responseMessage is an empty message that answers an interaction; the lock is held.
func (s *Server) responseMessage(i *Interaction) *Message {
	m := s.newMessage(i.Channel.ID)
	m.WebhookID, m.ApplicationID, m.Interaction, m.forUser = s.AppID, s.AppID, i.metadata(), i.User.ID
	switch {
	case i.source != nil:
		s.answers(m, i.source)
	case i.Kind == KindCommand:
		m.Type = 20
	}
	return m
}
