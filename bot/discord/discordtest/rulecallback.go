package discordtest

import (
	"encoding/json"
	"unicode/utf8"
)

// readChoices takes the choices of an autocomplete: at most 25, of the option's type.
func readChoices(i *Interaction, ack *Ack, data json.RawMessage) *answer {
	var d struct {
		Choices opt[[]Choice] `json:"choices"`
	}
	if err := json.Unmarshal(data, &d); err != nil {
		a := invalid("data", "%v", err)
		return &a
	}
	if !d.Choices.Set {
		a := invalid("data.choices", "This field is required")
		return &a
	}
	if no := checkChoices(d.Choices.V, i.typing); no != nil {
		return no
	}
	ack.Choices = d.Choices.V
	return nil
}

// checkChoices holds the choices of an option of a type to Discord's limits.
func checkChoices(list []Choice, kind int) *answer {
	if len(list) > 25 {
		return tooLong("choices", 25)
	}
	for _, c := range list {
		if n := utf8.RuneCountInString(c.Name); n < 1 || n > 100 {
			a := invalid("choices.name", "Must be between 1 and 100 in length.")
			return &a
		}
		text, isText := c.Value.(string)
		_, isNumber := c.Value.(float64)
		switch {
		case kind == stringOption && !isText, (kind == integerOption || kind == numberOption) && !isNumber:
			a := invalid("choices.value", "%v does not fit the type of the option", c.Value)
			return &a
		case isText && (text == "" || utf8.RuneCountInString(text) > 100):
			a := invalid("choices.value", "Must be between 1 and 100 in length.")
			return &a
		}
	}
	return nil
}

// readModal takes a modal: up to five text inputs, each in a row or under a label.
func readModal(ack *Ack, data json.RawMessage) *answer {
	m := &Modal{}
	if err := json.Unmarshal(data, m); err != nil {
		a := invalid("data", "%v", err)
		return &a
	}
	if n := utf8.RuneCountInString(m.Title); n < 1 || n > 45 {
		a := invalid("data.title", "Must be between 1 and 45 in length.")
		return &a
	}
	ids := map[string]bool{}
	if no := checkCustomID(m.CustomID, map[string]bool{}); no != nil {
		return no
	}
	if n := len(m.Components); n < 1 || n > 5 {
		a := invalid("data.components", "Must be between 1 and 5 in length.")
		return &a
	}
	for _, c := range m.Components {
		if no := c.checkPart(ids); no != nil {
			return no
		}
	}
	ack.Modal = m
	return nil
}

// checkPart checks one part of a modal.
func (c Component) checkPart(ids map[string]bool) *answer {
	switch {
	case c.Type == typeText:
		return nil
	case c.Type == typeLabel && c.Component != nil && c.Component.Type == typeTextInput:
		return c.Component.checkInput(c.Label, ids)
	case c.Type == typeRow && len(c.Components) == 1 && c.Components[0].Type == typeTextInput:
		return c.Components[0].checkInput(c.Components[0].Label, ids)
	}
	a := invalid("data.components", "A part of a modal must be one text input in a row or under a label.")
	return &a
}

func (c Component) checkInput(label string, ids map[string]bool) *answer {
	wrong := ""
	switch n := utf8.RuneCountInString(label); {
	case n < 1 || n > 45:
		wrong = "The label must be between 1 and 45 in length."
	case c.Style != 1 && c.Style != 2:
		wrong = "The style must be 1 or 2."
	case c.MinLength != nil && (*c.MinLength < 0 || *c.MinLength > 4000),
		c.MaxLength != nil && (*c.MaxLength < 1 || *c.MaxLength > 4000):
		wrong = "Lengths go up to 4000."
	case utf8.RuneCountInString(c.Value) > 4000:
		wrong = "The value must be 4000 or fewer in length."
	case utf8.RuneCountInString(c.Placeholder) > 100:
		wrong = "The placeholder must be 100 or fewer in length."
	}
	if wrong != "" {
		a := invalid("data.components", "%s", wrong)
		return &a
	}
	return checkCustomID(c.CustomID, ids)
}
