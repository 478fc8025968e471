package discordtest

import (
	"net/url"
	"slices"
	"unicode/utf8"
)

const (
	linkButton    = 5
	premiumButton = 6
	maxCustomID   = 100
)

// checkRows holds a message's components to Discord's limits.
func checkRows(rows []Component) *answer {
	if len(rows) > 5 {
		return tooLong("components", 5)
	}
	ids := map[string]bool{}
	for _, row := range rows {
		if row.Type != typeRow {
			a := invalid("components", "Value of field \"type\" must be one of (1,), not %d.", row.Type)
			return &a
		}
		if no := row.checkRow(ids); no != nil {
			return no
		}
	}
	return nil
}

// checkRow checks an action row; ids are the custom ids of the message so far.
func (c Component) checkRow(ids map[string]bool) *answer {
	if n := len(c.Components); n < 1 || n > 5 {
		a := invalid("components", "A row must hold between 1 and 5 components, not %d.", n)
		return &a
	}
	for _, in := range c.Components {
		var no *answer
		switch in.Type {
		case typeButton:
			no = in.checkButton(ids)
		case typeSelect:
			if len(c.Components) > 1 {
				a := invalid("components", "A select menu fills a row alone.")
				return &a
			}
			no = in.checkSelect(ids)
		case typeRoles, typeChannels:
			if len(c.Components) > 1 {
				a := invalid("components", "A select menu fills a row alone.")
				return &a
			}
			no = in.checkMenu(ids)
		default:
			a := invalid("components", "A component of type %d cannot be in a row of a message.", in.Type)
			no = &a
		}
		if no != nil {
			return no
		}
	}
	return nil
}

func (c Component) checkButton(ids map[string]bool) *answer {
	wrong := func(why string) *answer {
		a := invalid("components", "%s", why)
		return &a
	}
	switch {
	case c.Style < 1 || c.Style > premiumButton:
		return wrong("A button needs a style from 1 to 6.")
	case utf8.RuneCountInString(c.Label) > 80:
		return tooLong("components.label", 80)
	case c.Style == premiumButton:
		return nil
	case c.Label == "" && len(c.Emoji) < 3:
		return wrong("A button needs a label or an emoji.")
	case c.Style == linkButton:
		return c.checkLink()
	case c.URL != "":
		return wrong("A custom id and url cannot both be specified")
	}
	return checkCustomID(c.CustomID, ids)
}

func (c Component) checkLink() *answer {
	u, err := url.Parse(c.URL)
	if err != nil || c.CustomID != "" || !slices.Contains([]string{"http", "https", "discord"}, u.Scheme) {
		a := invalid("components", "A link button needs a well formed url and no custom id.")
		return &a
	}
	if len(c.URL) > 512 {
		return tooLong("components.url", 512)
	}
	return nil
}

func checkCustomID(id string, ids map[string]bool) *answer {
	switch n := utf8.RuneCountInString(id); {
	case n < 1 || n > maxCustomID:
		a := invalid("components.custom_id", "Must be between 1 and %d in length.", maxCustomID)
		return &a
	case ids[id]:
		a := invalid("components.custom_id", "Component custom id cannot be duplicated")
		return &a
	}
	ids[id] = true
	return nil
}

func (c Component) checkSelect(ids map[string]bool) *answer {
	if n := len(c.Options); n < 1 || n > 25 {
		a := invalid("components.options", "Must be between 1 and 25 in length.")
		return &a
	}
	if utf8.RuneCountInString(c.Placeholder) > 150 {
		return tooLong("components.placeholder", 150)
	}
	values := map[string]bool{}
	for _, o := range c.Options {
		label, value := utf8.RuneCountInString(o.Label), utf8.RuneCountInString(o.Value)
		switch {
		case label < 1 || label > 100 || value < 1 || value > 100 || utf8.RuneCountInString(o.Description) > 100:
			return tooLong("components.options", 100)
		case values[o.Value]:
			a := invalid("components.options", "The specified option value is already used")
			return &a
		}
		values[o.Value] = true
	}
	if most := value(c.MaxValues, 1); most > len(c.Options) {
		a := invalid("components.max_values", "Must be no more than the options there are.")
		return &a
	}
	return c.checkMenu(ids)
}

// checkMenu checks what all menus have.
func (c Component) checkMenu(ids map[string]bool) *answer {
	least, most := value(c.MinValues, 1), value(c.MaxValues, 1)
	wrong := ""
	switch {
	case utf8.RuneCountInString(c.Placeholder) > 150:
		return tooLong("components.placeholder", 150)
	case least < 0 || least > 25 || most < 1 || most > 25 || least > most:
		wrong = "Of a menu 0 to 25 may have to be, and 1 to 25 may be chosen."
	case len(c.Chosen) > most:
		wrong = "More are chosen from the start than may be."
	}
	kind := map[int]string{typeRoles: "role", typeChannels: "channel"}[c.Type]
	for _, v := range c.Chosen {
		if v.Type != kind || kind == "" || v.ID == "" {
			wrong = "What is chosen from the start is not of the menu's type."
		}
	}
	if c.Type != typeChannels && c.Kinds != nil {
		wrong = "Only a menu of channels has types of channels."
	}
	if wrong != "" {
		a := invalid("components", "%s", wrong)
		return &a
	}
	return checkCustomID(c.CustomID, ids)
}

func value(n *int, usual int) int {
	if n == nil {
		return usual
	}
	return *n
}
