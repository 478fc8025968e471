package discord

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/storybot/storybot/bot/discord/operate"
	"github.com/storybot/storybot/bot/discord/permit"

	"github.com/storybot/storybot/bot/discord/render"
)

// The names of the commands.
const (
	cmdAsk      = "ask"
	cmdSummary  = "summary"
	cmdTimeline = "timeline"
	cmdSearch   = "search"
	cmdStories  = "stories"
	cmdHelp     = "help"
	cmdPrivacy  = "privacy"
	cmdForget   = "forget"
	cmdMessage  = "Ask the stories"
	cmdSettings = "settings"
	cmdReload   = operate.Reload
	cmdStatus   = operate.Status
	cmdBlock    = operate.Block
	cmdSources  = operate.Sources
)

// maxQuestion is how long a question may be.
const maxQuestion = 1000

// maxDate is how long a date may be: as long as a moment of RFC 3339.
const maxDate = 35

// everywhere returns the commands of all servers and of direct messages.
func everywhere() []command {
	story := commandOption{Type: stringOption, Name: "story", Description: "Only from this story", Autocomplete: true, MaxLength: 100}
	since := commandOption{Type: stringOption, Name: "since", Description: "Only stories since this year, month or day, such as 2019 or 2019-01-03", MaxLength: maxDate}
	until := commandOption{Type: stringOption, Name: "until", Description: "Only stories until the end of this year, month or day", MaxLength: maxDate}
	private := commandOption{Type: boolOption, Name: "private", Description: "Show the answer to me alone"}
	topic := func(about string) commandOption {
		return commandOption{Type: stringOption, Name: "topic", Description: about, MaxLength: 200}
	}
	wholeStory := story
	wholeStory.Description = "The story to summarise"
	events := topic("What the timeline is about")
	events.Required = true
	return []command{
		slash(cmdAsk, "Ask the stories a question",
			required("question", "What you want to know", maxQuestion), story, since, until, private),
		slash(cmdSummary, "Summarise a story, or what the stories say of a topic", wholeStory, topic("Or a topic"),
			commandOption{Type: stringOption, Name: "style", Description: "How long it is to be", Choices: []choice{
				{"two or three sentences", "brief"}, {"up to seven points", "bullets"}, {"a dozen sentences", "long"}}}, private),
		slash(cmdTimeline, "List the dated events of a topic, oldest first", events, since, until, private),
		slash(cmdSearch, "Find passages", required("words", "What to look for", 200), since, until),
		slash(cmdStories, "List the stories", commandOption{Type: stringOption, Name: "filter",
			Description: "Words of the headline, outlet or author", MaxLength: render.MaxFilter}),
		slash(cmdHelp, "What I can do"),
		slash(cmdPrivacy, "What I keep, and for how long"),
		slash(cmdForget, "Erase what I keep of you"),
		forManagers(slash(cmdSettings, "For the server's managers: where I answer, whom, and when")),
		{Name: cmdMessage, Type: messageCommand, Contexts: []int{inServers, inPrivate}, Integrations: []int{0}},
	}
}

// atHome returns the operators' commands, which only the home server has: Discord shows
// them to its admins, and to whom these allow them.
func atHome() []command {
	list := []command{
		slash(cmdReload, "For operators: load what changed in the stories",
			commandOption{Type: stringOption, Name: "source", Description: "Only this source", Autocomplete: true, MaxLength: 100},
			commandOption{Type: boolOption, Name: "confirm", Description: "Remove also what is held back: more than half of a source's stories at once"}),
		slash(cmdStatus, "For operators: how I am doing"),
		slash(cmdSources, "For operators: the sources of the stories; with an option, a change of them",
			commandOption{Type: stringOption, Name: "do", Description: "What to do", Choices: []choice{
				{"add the address below", operate.Add}, {"remove the source below", operate.Remove}, {"pause the source below: its stories stay", operate.Pause}, {"read the source below again", operate.Resume}}},
			commandOption{Type: stringOption, Name: "source", Description: "Which one to remove, to pause or to read again", Autocomplete: true, MaxLength: 100},
			commandOption{Type: stringOption, Name: "address", Description: "Of a feed, a sitemap, a page or a zip to add: https://…", MaxLength: 1000},
			commandOption{Type: stringOption, Name: "name", Description: "What to call it; else its address", MaxLength: 100},
			commandOption{Type: stringOption, Name: "collection", Description: "The collection of its stories that name none", MaxLength: 100}),
		slash(cmdBlock, "For operators: whom I answer nothing; without options, who that is",
			commandOption{Type: stringOption, Name: "user", Description: "The ID of a user, everywhere", MaxLength: maxDate},
			commandOption{Type: stringOption, Name: "server", Description: "The ID of a server", MaxLength: maxDate},
			commandOption{Type: boolOption, Name: "lift", Description: "No longer block them"}),
	}
	for i := range list {
		list[i].Contexts, list[i].Integrations, list[i].Permissions = []int{inServers}, []int{0}, "0"
	}
	return list
}

func required(name, about string, most int) commandOption {
	return commandOption{Type: stringOption, Name: name, Description: about, Required: true, MinLength: 1, MaxLength: most}
}

func slash(name, about string, options ...commandOption) command {
	return command{Name: name, Names: localNames(name), Description: about, Type: slashCommand, Options: options,
		Contexts: []int{inServers, inPrivate}, Integrations: []int{0}}
}

// forManagers offers a command in servers alone, to those who may manage them.
func forManagers(c command) command {
	c.Contexts, c.Permissions = []int{inServers}, strconv.FormatUint(uint64(permit.ManageServer), 10)
	return c
}

// localNames are a command's names for people who use Discord in another language.
func localNames(name string) map[string]string {
	languages := []string{"de", "fr", "es-ES", "it"}
	names, ok := map[string][4]string{
		cmdAsk:      {"frage", "demander", "preguntar", "chiedi"},
		cmdSummary:  {"zusammenfassung", "résumé", "resumen", "riassunto"},
		cmdTimeline: {"zeitleiste", "chronologie", "cronología", "cronologia"},
		cmdSearch:   {"suche", "rechercher", "buscar", "cerca"},
		cmdStories:  {"artikel", "articles", "artículos", "articoli"},
		cmdHelp:     {"hilfe", "aide", "ayuda", "aiuto"},
		cmdPrivacy:  {"datenschutz", "confidentialité", "privacidad", "riservatezza"},
		cmdForget:   {"vergessen", "oublier", "olvidar", "dimentica"},
	}[name]
	if !ok {
		return nil
	}
	local := make(map[string]string, len(languages))
	for i, l := range languages {
		local[l] = names[i]
	}
	return local
}

// registerAll registers the commands of all servers and those of the home
// server where they differ from what Discord has.
func (b *Bot) registerAll(ctx context.Context, app string) {
	lists := map[string][]command{"": everywhere()}
	if b.Home != "" {
		lists[b.Home] = atHome()
	}
	for guild, want := range lists {
		if err := b.register(ctx, app, guild, want); err != nil {
			b.log().Error("the commands could not be registered", "server", guild, "err", err)
		}
	}
}

func (b *Bot) register(ctx context.Context, app, guild string, want []command) error {
	have, err := b.rest.commands(ctx, app, guild)
	if err != nil {
		return err
	}
	if sameCommands(have, want) {
		return nil
	}
	if err := b.rest.register(ctx, app, guild, want); err != nil {
		return err
	}
	b.log().Info("commands registered", "server", guild, "commands", len(want))
	return nil
}

// sameCommands reports whether two lists have the same commands, in any order.
func sameCommands(a, b []command) bool {
	return slices.Equal(canonical(a), canonical(b))
}

func canonical(list []command) []string {
	texts := make([]string, 0, len(list))
	for _, c := range list {
		slices.Sort(c.Contexts)
		data, err := json.Marshal(c)
		if err != nil {
			continue // our own type can always be written
		}
		texts = append(texts, string(data))
	}
	slices.Sort(texts)
	return texts
}
