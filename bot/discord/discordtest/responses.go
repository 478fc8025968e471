package discordtest

import "net/http"

// byToken finds the interaction of a webhook call whose token is still good; the
// answer says why not.
func (s *Server) byToken(c *call) (*Interaction, *answer) {
	i := s.interactions[c.PathValue("webhook_token")]
	switch {
	case i == nil || c.PathValue("webhook_id") != s.AppID:
		a := refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
		return nil, &a
	case s.now().Sub(i.sent) > tokenGoodFor:
		a := refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
		return nil, &a
	case i.ack == nil || i.Kind == KindAutocomplete:
		a := refuse(http.StatusNotFound, 10015, "Unknown Webhook")
		return nil, &a
	}
	return i, nil
}

// ofResponse finds the message of a webhook call: the original, or a followup by its id.
func (s *Server) ofResponse(c *call) (*Interaction, *Message, *answer) {
	i, no := s.byToken(c)
	if no != nil {
		return nil, nil, no
	}
	id := c.PathValue("message_id")
	if i.original != nil && (id == "" || id == i.original.ID) {
		return i, i.original, nil
	}
	for _, m := range i.followUps {
		if m.ID == id {
			return i, m, nil
		}
	}
	a := refuse(http.StatusNotFound, 10008, "Unknown Message")
	return nil, nil, &a
}

func (s *Server) getResponse(c *call) answer {
	_, m, no := s.ofResponse(c)
	if no != nil {
		return *no
	}
	return ok(copyOf(m))
}

func (s *Server) editResponse(c *call) answer {
	_, m, no := s.ofResponse(c)
	if no != nil {
		return *no
	}
	var d draft
	if no := c.decode(&d); no != nil {
		return *no
	}
	if no := s.checkDraft(c, &d, false); no != nil {
		return *no
	}
	return s.change(m, &d)
}

func (s *Server) deleteResponse(c *call) answer {
	i, m, no := s.ofResponse(c)
	if no != nil {
		return *no
	}
	s.remove(m)
	if m == i.original {
		i.original = nil
	}
	for n, f := range i.followUps {
		if f == m {
			i.followUps = append(i.followUps[:n:n], i.followUps[n+1:]...)
			break
		}
	}
	return none()
}

// followUp posts another message. After a deferral the first one becomes the answer
// itself, as ephemeral as the deferral was.
func (s *Server) followUp(c *call) answer {
	i, no := s.byToken(c)
	if no != nil {
		return *no
	}
	var d draft
	if no := c.decode(&d); no != nil {
		return *no
	}
	if i.Channel.foreign && len(i.followUps) >= maxFollowUps {
		return refuse(http.StatusBadRequest, 40094, "This interaction can not have more follow-up messages.")
	}
	if no := s.checkDraft(c, &d, true); no != nil {
		return *no
	}
	if i.original != nil && i.original.Loading() {
		return s.change(i.original, &d)
	}
	m := s.responseMessage(i)
	d.apply(m)
	m.Flags |= d.Flags.V & FlagEphemeral
	if i.original != nil && m.Type != 19 {
		s.answers(m, i.original)
	}
	i.followUps = append(i.followUps, m)
	s.put(m)
	return ok(copyOf(m))
}
