package discord

import (
	"maps"
	"slices"
	"sync"

	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/words"
)

// voice is how somebody who uses one of Discord's own forms is spoken to: in the language of
// their Discord, else in that which is set there, else in the server's own.
func (b *Bot) voice(i *interaction) render.Voice {
	return b.speak(i.Locale, b.Guilds.At(i.place().where()).Language, i.GuildLocale)
}

// voiceAt is how the author of a message is spoken to, of whose Discord nothing is known: in
// the language that is set there, else in the server's own; in private, in that of
// the form which they used last.
func (b *Bot) voiceAt(at place) render.Voice {
	of := at.server
	if of == "" {
		of = at.asker
	}
	known, _ := b.tongues.Get(of)
	return b.speak(b.Guilds.At(at.where()).Language, known)
}

// speak is the voice of the first language that is spoken here, else one that does not know the reader's.
func (b *Bot) speak(tags ...string) render.Voice {
	for _, tag := range tags {
		if w, is := words.Of(tag); is {
			return render.NewVoice(w, b.offered.all())
		}
	}
	return render.NewVoice(nil, b.offered.all())
}

// learn remembers the language of a server or a user: Discord tells it only here and there.
// English goes without saying, but for operators, who are else told things in their server's.
func (b *Bot) learn(of, tag string) {
	if w, is := words.Of(tag); is && of != "" && (w.Script.Lang != "en" || slices.Contains(b.Operators, of)) {
		b.tongues.Put(of, w.Script.Lang)
	} else if of != "" {
		b.tongues.Forget(of)
	}
}

// offered are the IDs of the commands, as Discord gave them. The zero value is ready.
type offered struct {
	mu  sync.Mutex
	ids map[string]string
}

// add notes the IDs of commands.
func (o *offered) add(list []offer.Command) {
	o.mu.Lock()
	defer o.mu.Unlock()
	ids := maps.Clone(o.ids) // those that were handed out are not changed
	if ids == nil {
		ids = make(map[string]string)
	}
	for n := range list {
		ids[list[n].Name] = list[n].ID
	}
	o.ids = ids
}

// all are the IDs by the names of the commands; nobody changes them.
func (o *offered) all() map[string]string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.ids
}
