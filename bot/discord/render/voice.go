package render

import (
	"strings"

	"github.com/storybot/storybot/bot/words"
)

// Voice is how the bot speaks to a reader: in their language, and of commands so that they
// can be clicked. The zero Voice speaks English and knows the ID of no command.
type Voice struct {
	words *words.Words
	ids   map[string]string
}

// NewVoice is a voice in the language of w (nil: it is not known which the reader speaks, and
// English is spoken), which knows these IDs of commands by their names.
func NewVoice(w *words.Words, ids map[string]string) Voice { return Voice{w, ids} }

// Words are those of the voice's language.
func (v Voice) Words() *words.Words {
	if v.words == nil {
		return words.English()
	}
	return v.words
}

// tag is that of the voice's language; empty: the reader's is not known.
func (v Voice) tag() string {
	if v.words == nil {
		return ""
	}
	return v.words.Script.Lang
}

// chat is what is said in Discord.
func (v Voice) chat() *words.Chat { return &v.Words().Chat }

// commandNames are what may stand between braces for a command.
func commandNames() []string {
	return []string{"ask", "summary", "timeline", "search", "stories", "help", "privacy", "forget", "settings", "reload", "status", "sources", "block"}
}

// Say fills in the placeholders of a text, each name followed by its value, and the
// commands that it speaks of.
func (v Voice) Say(text string, namesAndValues ...string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	for _, name := range commandNames() {
		namesAndValues = append(namesAndValues, name, v.Command(name))
	}
	return words.Fill(text, namesAndValues...)
}

// Command is how a command is written: so that it can be clicked where its ID is known.
func (v Voice) Command(name string) string {
	if id := v.ids[name]; id != "" {
		return "</" + name + ":" + id + ">"
	}
	return "/" + name
}
