package discordtest

import (
	"encoding/json"
)

func (s *Server) checkDraft(c *call, d *draft, create bool) *answer { return nil }
func checkCommands(list []Command) *answer                          { return nil }
func (c *Command) misuse(in Invocation) string                      { return "" }
func readChoices(ack *Ack, data json.RawMessage) *answer {
	var d struct {
		Choices []Choice `json:"choices"`
	}
	if err := json.Unmarshal(data, &d); err != nil {
		a := invalid("data", "%v", err)
		return &a
	}
	ack.Choices = d.Choices
	return nil
}
func readModal(ack *Ack, data json.RawMessage) *answer {
	ack.Modal = &Modal{}
	if err := json.Unmarshal(data, ack.Modal); err != nil {
		a := invalid("data", "%v", err)
		return &a
	}
	return nil
}
