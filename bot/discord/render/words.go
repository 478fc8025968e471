package render

import (
	"strings"

	"github.com/storybot/storybot/bot/desk"
)

// Fault is the sentence that is shown for a fault.
func (v Voice) Fault(f desk.Fault) string {
	switch f.Kind {
	case desk.NoStory:
		f.Advice = v.Say(v.chat().Said.SeeStories)
	case desk.Cancelled: // only the bot itself cancels a question
		f = desk.ExplainIn(v.Words(), desk.ErrStopping)
	}
	return f.Sentence()
}

// Reader is whom the bot tells what it can do.
type Reader struct {
	Manager  bool // of the server where they ask
	Operator bool // in the operators' server
}

// Help says to a reader what the bot can do. content: it is shown all messages, so that
// threads simply talk.
func (v Voice) Help(r Reader, content bool) string {
	m := &v.chat().Manual
	list := []string{m.How, m.Asking, m.Plain, m.Commands, m.Message, m.Buttons, m.Keeps}
	if r.Manager {
		list = append(list, m.Managers)
	}
	if r.Operator {
		list = append(list, m.Operators)
	}
	last := m.NoThreads
	if content {
		last = m.Threads
	}
	return v.Say(m.What + "\n- " + strings.Join(list, "\n- ") + "\n" + last)
}

// Privacy says what is kept, where there is a journal; content: the bot is shown all
// messages. host is where the language model is; empty: there is none.
func (v Voice) Privacy(journal, content bool, host string) string {
	m := &v.chat().Manual
	lines := []string{m.Sees}
	if content {
		lines[0] = m.SeesAll
	}
	if journal {
		lines = append(lines, m.Keeps1, m.Keeps2, m.Keeps3)
	} else {
		lines = append(lines, m.KeepsNothing)
	}
	if host != "" {
		lines = append(lines, m.SentTo)
	}
	return v.Say(strings.Join(lines, "\n"), "host", plain(host))
}

// Welcome introduces the bot to a server; rows are questions to try.
func (v Voice) Welcome(rows []Row) Message {
	m := &v.chat().Manual
	return New(v.Say(m.Hello+"\n"+m.Try+"\n-# "+m.Settings), rows)
}
