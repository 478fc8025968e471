package offer

import (
	"strconv"

	"github.com/storybot/storybot/bot/discord/operate"
	"github.com/storybot/storybot/bot/discord/permit"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/words"
)

// The names of the commands.
const (
	Ask      = "ask"
	Summary  = "summary"
	Timeline = "timeline"
	Search   = "search"
	Stories  = "stories"
	Help     = "help"
	Privacy  = "privacy"
	Forget   = "forget"
	Message  = "Ask the stories"
	Settings = "settings"
)

// MaxQuestion is how long a question may be, and MaxDate a date: as a moment of RFC 3339.
const (
	MaxQuestion = 1000
	MaxDate     = 35
)

// tongues are all languages, English first.
type tongues []*words.Words

// locales are Discord's codes for a language that is not English.
func locales(lang string) []string {
	switch lang {
	case "es":
		return []string{"es-ES", "es-419"}
	case "pt":
		return []string{"pt-BR"}
	}
	return []string{lang}
}

// say is a text in English, and in the other languages by Discord's codes.
func (t tongues) say(pick func(o *words.Offers) string) (english string, others map[string]string) {
	others = make(map[string]string)
	for n, w := range t {
		if n == 0 {
			english = pick(&w.Chat.Offers)
			continue
		}
		for _, locale := range locales(w.Script.Lang) {
			others[locale] = pick(&w.Chat.Offers)
		}
	}
	return english, others
}

type picked = func(o *words.Offers) *words.Offer

func (t tongues) command(pick picked, options ...Option) Command {
	c := Command{Type: slashCommand, Options: options, Contexts: []int{inServers, inPrivate, amongOthers}, Integrations: []int{byServer, byUser}}
	c.Name, c.Names = t.say(func(o *words.Offers) string { return pick(o).Name })
	c.Description, c.Descriptions = t.say(func(o *words.Offers) string { return pick(o).Does })
	return c
}

func (t tongues) option(kind, most int, pick picked) Option {
	o := Option{Type: kind, MaxLength: most}
	o.Name, o.Names = t.say(func(o *words.Offers) string { return pick(o).Name })
	o.Description, o.Descriptions = t.say(func(o *words.Offers) string { return pick(o).Does })
	return o
}

// described is an option that is for something else than it usually is.
func (t tongues) described(o Option, pick func(o *words.Offers) string) Option {
	o.Description, o.Descriptions = t.say(pick)
	return o
}

func (t tongues) choice(value string, pick func(o *words.Offers) string) Choice {
	c := Choice{Value: value}
	c.Name, c.Names = t.say(pick)
	return c
}

func required(o Option) Option {
	o.Required, o.MinLength = true, 1
	return o
}

func proposed(o Option) Option {
	o.Autocomplete = true
	return o
}

// Everywhere returns the commands of all servers, of direct messages, and, but for that of
// managers, of whoever installs the bot for themself.
func Everywhere() []Command {
	t := tongues(words.All())
	story := proposed(t.option(stringOption, 100, func(o *words.Offers) *words.Offer { return &o.Story }))
	since := t.option(stringOption, MaxDate, func(o *words.Offers) *words.Offer { return &o.Since })
	until := t.option(stringOption, MaxDate, func(o *words.Offers) *words.Offer { return &o.Until })
	private := t.option(boolOption, 0, func(o *words.Offers) *words.Offer { return &o.Private })
	topic := t.option(stringOption, 200, func(o *words.Offers) *words.Offer { return &o.Topic })
	style := t.option(stringOption, 0, func(o *words.Offers) *words.Offer { return &o.Style })
	style.Choices = []Choice{
		t.choice("brief", func(o *words.Offers) string { return o.Brief }),
		t.choice("bullets", func(o *words.Offers) string { return o.Bullets }),
		t.choice("long", func(o *words.Offers) string { return o.Long }),
	}
	return []Command{
		t.command(func(o *words.Offers) *words.Offer { return &o.Ask },
			required(t.option(stringOption, MaxQuestion, func(o *words.Offers) *words.Offer { return &o.Question })), story, since, until, private),
		t.command(func(o *words.Offers) *words.Offer { return &o.Summary },
			t.described(story, func(o *words.Offers) string { return o.SummaryStory }), topic, style, private),
		t.command(func(o *words.Offers) *words.Offer { return &o.Timeline },
			required(t.described(topic, func(o *words.Offers) string { return o.TimelineTopic })), since, until, private),
		t.command(func(o *words.Offers) *words.Offer { return &o.Search },
			required(t.option(stringOption, 200, func(o *words.Offers) *words.Offer { return &o.Words })), since, until),
		t.command(func(o *words.Offers) *words.Offer { return &o.Stories },
			t.option(stringOption, render.MaxFilter, func(o *words.Offers) *words.Offer { return &o.Filter })),
		t.command(func(o *words.Offers) *words.Offer { return &o.Help }),
		t.command(func(o *words.Offers) *words.Offer { return &o.Privacy }),
		t.command(func(o *words.Offers) *words.Offer { return &o.Forget }),
		t.forManagers(),
		t.onMessages(),
	}
}

// forManagers is the command that is offered in servers alone, to those who may manage them.
func (t tongues) forManagers() Command {
	c := t.command(func(o *words.Offers) *words.Offer { return &o.Settings })
	c.Contexts, c.Integrations = []int{inServers}, []int{byServer}
	c.Permissions = strconv.FormatUint(uint64(permit.ManageServer), 10)
	return c
}

// onMessages is the command of the menu of a message, which has no description.
func (t tongues) onMessages() Command {
	c := t.command(func(*words.Offers) *words.Offer { return &words.Offer{} })
	c.Type, c.Description, c.Descriptions = messageCommand, "", nil
	c.Name, c.Names = t.say(func(o *words.Offers) string { return o.Message })
	return c
}

// AtHome returns the operators' commands, which only the home server has: Discord shows
// them to its admins, and to whom these allow them.
func AtHome() []Command {
	t := tongues(words.All())
	text := func(most int, pick picked) Option { return t.option(stringOption, most, pick) }
	source := proposed(text(100, func(o *words.Offers) *words.Offer { return &o.Source }))
	do := text(0, func(o *words.Offers) *words.Offer { return &o.Do })
	do.Choices = []Choice{
		t.choice(operate.Add, func(o *words.Offers) string { return o.Add }),
		t.choice(operate.Remove, func(o *words.Offers) string { return o.Remove }),
		t.choice(operate.Pause, func(o *words.Offers) string { return o.Pause }),
		t.choice(operate.Resume, func(o *words.Offers) string { return o.Resume }),
	}
	list := []Command{
		t.command(func(o *words.Offers) *words.Offer { return &o.Reload }, source,
			t.option(boolOption, 0, func(o *words.Offers) *words.Offer { return &o.Confirm })),
		t.command(func(o *words.Offers) *words.Offer { return &o.Status }),
		t.command(func(o *words.Offers) *words.Offer { return &o.Sources }, do,
			t.described(source, func(o *words.Offers) string { return o.WhichSource }),
			text(1000, func(o *words.Offers) *words.Offer { return &o.Address }),
			text(100, func(o *words.Offers) *words.Offer { return &o.Called }),
			text(100, func(o *words.Offers) *words.Offer { return &o.Collection })),
		t.command(func(o *words.Offers) *words.Offer { return &o.Block },
			text(MaxDate, func(o *words.Offers) *words.Offer { return &o.User }),
			text(MaxDate, func(o *words.Offers) *words.Offer { return &o.Server }),
			t.option(boolOption, 0, func(o *words.Offers) *words.Offer { return &o.Lift })),
	}
	for i := range list {
		list[i].Contexts, list[i].Integrations, list[i].Permissions = []int{inServers}, []int{byServer}, "0"
	}
	return list
}

// OptionName is what an option is called in a language, by its name in English.
func OptionName(o *words.Offers, english string) string {
	switch english {
	case "since":
		return o.Since.Name
	case "until":
		return o.Until.Name
	}
	return english
}
