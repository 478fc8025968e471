package discordtest

import (
	"slices"
	"unicode/utf8"
)

// misuse tells why Discord's client would not let a user send the command like that.
func (c *Command) misuse(in Invocation) string {
	context := contextOf(in.Channel)
	if in.Channel.foreign && !slices.Contains(c.Types, 1) {
		return "nobody can install it for themselves"
	}
	if len(c.Contexts) > 0 && !slices.Contains(c.Contexts, context) {
		return "it is not offered there"
	}
	if context == 1 && (c.GuildID != "" || c.DM != nil && !*c.DM) {
		return "it is not offered in DMs"
	}
	given := map[string]bool{}
	for _, o := range in.Options {
		at := slices.IndexFunc(c.Options, func(known CommandOption) bool { return known.Name == o.Name })
		if at < 0 {
			return "it has no option " + o.Name
		}
		given[o.Name] = true
		focused := o.Name == in.Focus
		if focused && !c.Options[at].Autocomplete {
			return "option " + o.Name + " has no autocomplete"
		}
		if why := c.Options[at].misfit(o.Value); why != "" && !focused {
			return "option " + o.Name + ": " + why
		}
	}
	for _, o := range c.Options {
		if o.Required && !given[o.Name] && in.Focus == "" {
			return "option " + o.Name + " is required"
		}
	}
	return ""
}

// misfit tells why a value cannot be given to an option.
func (o CommandOption) misfit(value any) string {
	fits := false
	switch value.(type) {
	case string:
		fits = o.Type != integerOption && o.Type != booleanOption && o.Type != numberOption
	case bool:
		fits = o.Type == booleanOption
	case int, float64:
		fits = o.Type == integerOption || o.Type == numberOption
	}
	text, _ := value.(string)
	n := utf8.RuneCountInString(text)
	switch {
	case !fits:
		return "a value of the wrong type"
	case o.Type == stringOption && (n == 0 || n > 6000):
		return "a text must have between 1 and 6000 characters"
	case o.MinLength != nil && n < *o.MinLength, o.MaxLength != nil && n > *o.MaxLength:
		return "a text of the wrong length"
	case len(o.Choices) > 0 && !slices.ContainsFunc(o.Choices, func(c Choice) bool { return c.Value == value }):
		return "not one of the choices"
	}
	return ""
}
