package render

import (
	"cmp"
	"reflect"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words"
)

// Voice is how the bot speaks to a reader: in their language, and of commands so that they
// can be clicked. The zero Voice speaks English and knows the ID of no command.
type Voice struct {
	words *words.Words
	ids   map[string]string
}

// NewVoice is a voice in the language of w, which knows these IDs of commands by their names.
func NewVoice(w *words.Words, ids map[string]string) Voice { return Voice{w, ids} }

// Words are those of the voice's language.
func (v Voice) Words() *words.Words {
	if v.words == nil {
		return words.English()
	}
	return v.words
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

// own is what an answer or a note says of itself, in the reader's language where the table
// has it; else as it is.
func (v Voice) own(text string) string {
	english, here := &words.English().Chat, v.chat()
	if why, is := strings.CutSuffix(text, english.Faulty.Quoted); is {
		if said := sameAs(english.Faulty, here.Faulty, why); said != "" {
			return said + here.Faulty.Quoted
		}
	}
	return cmp.Or(sameAs(english.Own, here.Own, text), text)
}

// sameAs is the text of here, a struct of texts, that stands where english has this one; empty:
// english does not have it.
func sameAs[T any](english, here T, text string) string {
	from, to := reflect.ValueOf(english), reflect.ValueOf(here)
	for n := range from.NumField() {
		if from.Field(n).String() == text {
			return to.Field(n).String()
		}
	}
	return ""
}

// none is the text of an answer that the stories do not give, and what stands at its end: in
// another language than English, the stories that come nearest are not named, as they have
// buttons there.
func (v Voice) none(a *bot.Answer) (text, end string) {
	own := v.own(a.Text)
	if told := own != a.Text && a.Text != words.English().Chat.Own.Nothing; told || v.Words().Script.Lang == "en" || len(nearest(a.Nearest)) == 0 {
		return own, ""
	}
	return v.chat().Own.Nothing, v.chat().Own.NearestAre
}
