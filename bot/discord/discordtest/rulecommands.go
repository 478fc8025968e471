package discordtest

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Types of options.
const (
	subcommand      = 1
	subcommandGroup = 2
	stringOption    = 3
	integerOption   = 4
	booleanOption   = 5
	numberOption    = 10
)

const (
	maxOptions      = 25
	maxCommandChars = 8000
)

// commandName is what Discord allows as the name of a slash command or an option.
var commandName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)
})

// locales are the languages a name can be given in.
const localeCodes = " id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko "

// checkCommands holds a bulk overwrite to Discord's limits.
func checkCommands(list []Command) *answer {
	names, counts := map[string]bool{}, map[int]int{}
	for _, c := range list {
		key := strconv.Itoa(c.kind()) + c.Name
		counts[c.kind()]++
		switch {
		case names[key]:
			a := invalid("name", "Application command names must be unique: %s", c.Name)
			return &a
		case counts[1] > 100, counts[2] > 15, counts[3] > 15:
			a := refuse(400, 30032, "Maximum number of application commands reached")
			return &a
		}
		names[key] = true
		for locale, name := range textsOf(c.NameLocal) {
			key := strconv.Itoa(c.kind()) + locale + " " + name
			if names[key] {
				a := invalid("name_localizations", "Application command names must be unique in each language: %s", name)
				return &a
			}
			names[key] = true
		}
		if why := c.wrong(); why != "" {
			a := invalid("commands."+c.Name, "%s", why)
			return &a
		}
	}
	return nil
}

// wrong tells what Discord would not take in a command.
func (c Command) wrong() string {
	if c.kind() != 1 {
		switch n := utf8.RuneCountInString(c.Name); {
		case n < 1 || n > 32:
			return "the name must be between 1 and 32 in length"
		case c.Description != "" || len(c.Options) > 0:
			return "only slash commands have descriptions and options"
		}
		return wrongLocales(c.NameLocal, nil, 32)
	}
	chars := longest(c.Name, c.NameLocal) + longest(c.Description, c.DescLocal)
	for _, o := range c.Options {
		chars += o.chars()
	}
	if chars > maxCommandChars {
		return "the command is longer than 8000 characters in all"
	}
	if why := wrongNames(c.Name, c.Description, c.NameLocal, c.DescLocal); why != "" {
		return why
	}
	return wrongOptions(c.Options)
}

// textsOf are the texts of localizations by their languages.
func textsOf(raw json.RawMessage) map[string]string {
	var texts map[string]string
	_ = json.Unmarshal(raw, &texts) // wrongLocales tells what is wrong
	return texts
}

// longest is how many characters the longest of a text and its localizations has: that one
// counts.
func longest(text string, raw json.RawMessage) int {
	n := utf8.RuneCountInString(text)
	for _, other := range textsOf(raw) {
		n = max(n, utf8.RuneCountInString(other))
	}
	return n
}

// misplaced tells what is wrong with where a command is to be offered, and how the bot is
// to come there. noPeople: the operator lets nobody install it for themselves.
func (c Command) misplaced(noPeople, ofGuild bool) string {
	for what, list := range map[string][]int{"contexts": c.Contexts, "integration_types": c.Types} {
		seen := map[int]bool{}
		for _, n := range list {
			if seen[n] {
				return what + " must be unique"
			}
			seen[n] = true
		}
	}
	people := false
	for _, n := range c.Types {
		people = people || n == 1
	}
	among := false
	for _, n := range c.Contexts {
		among = among || n == 2
	}
	switch {
	case people && (noPeople || ofGuild):
		return "the application cannot be installed by users"
	case among && !people:
		return "private channels are only for what users install"
	}
	return ""
}

func wrongNames(name, description string, nameLocal, descLocal json.RawMessage) string {
	if !commandName().MatchString(name) || strings.ToLower(name) != name {
		return "the name " + name + " is not 1 to 32 lower-case letters"
	}
	if n := utf8.RuneCountInString(description); n < 1 || n > 100 {
		return "the description of " + name + " must be between 1 and 100 in length"
	}
	if why := wrongLocales(nameLocal, commandName(), 32); why != "" {
		return why
	}
	return wrongLocales(descLocal, nil, 100)
}

func wrongLocales(raw json.RawMessage, form *regexp.Regexp, limit int) string {
	if len(raw) == 0 {
		return ""
	}
	var texts map[string]string
	if err := json.Unmarshal(raw, &texts); err != nil {
		return err.Error()
	}
	for locale, text := range texts {
		n := utf8.RuneCountInString(text)
		switch {
		case !strings.Contains(localeCodes, " "+locale+" "):
			return locale + " is no locale of Discord's"
		case n < 1 || n > limit:
			return "a text for " + locale + " has a wrong length"
		case form != nil && (!form.MatchString(text) || strings.ToLower(text) != text):
			return text + " is no name for a command"
		}
	}
	return ""
}

func (o CommandOption) chars() int {
	n := longest(o.Name, o.NameLocal) + longest(o.Description, o.DescLocal)
	for _, c := range o.Choices {
		text, _ := c.Value.(string)
		n += longest(c.Name, c.NameLocal) + utf8.RuneCountInString(text)
	}
	for _, in := range o.Options {
		n += in.chars()
	}
	return n
}

func wrongOptions(list []CommandOption) string {
	if len(list) > maxOptions {
		return "a command has at most 25 options"
	}
	seen, optional := map[string]bool{}, false
	for _, o := range list {
		switch {
		case seen[o.Name]:
			return "option names must be unique: " + o.Name
		case o.Required && optional:
			return "required options must come before optional ones: " + o.Name
		case o.Autocomplete && len(o.Choices) > 0:
			return "an option has choices or autocomplete, not both: " + o.Name
		case o.Autocomplete && o.Type != stringOption && o.Type != integerOption && o.Type != numberOption:
			return "an option of that type cannot autocomplete: " + o.Name
		case len(o.Options) > 0 && o.Type != subcommand && o.Type != subcommandGroup:
			return "only subcommands have options: " + o.Name
		}
		if why := wrongNames(o.Name, o.Description, o.NameLocal, o.DescLocal); why != "" {
			return why
		}
		if no := checkChoices(o.Choices, o.Type); no != nil {
			return "the choices of " + o.Name + ": " + string(jsonOf(no.body))
		}
		if why := wrongOptions(o.Options); why != "" {
			return why
		}
		for locale, name := range textsOf(o.NameLocal) {
			key := locale + " " + name
			if seen[key] {
				return "option names must be unique in each language: " + name
			}
			seen[key] = true
		}
		for _, c := range o.Choices {
			if why := wrongLocales(c.NameLocal, nil, 100); why != "" {
				return "a choice of " + o.Name + ": " + why
			}
		}
		seen[o.Name], optional = true, optional || !o.Required
	}
	return ""
}
