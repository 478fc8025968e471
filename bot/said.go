package bot

import (
	"strings"

	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
)

// english is the language of what is said where nobody asks for another: it is a contract.
const english = "en"

// noteOf is a note that says m.
func noteOf(kind string, m say.Message) Note { return Note{Kind: kind, Text: m.In(english), Said: &m} }

// In is the answer with what the bot itself says in the language of that tag: its notes, the
// heads and rows of lists, and that the stories do not say. What stories, models and people say
// stays. The answer is as it was where the language is none that is spoken, or where what was
// said is not known, as in an answer of another process.
func (a *Answer) In(lang string) Answer {
	o := a.own()
	if !say.Speaks(lang) {
		return o
	}
	for i := range o.Notes {
		if n := &o.Notes[i]; n.Said != nil {
			n.Text = n.Said.In(lang)
		}
	}
	var whole strings.Builder
	rest := a.Text
	for i := range o.Claims {
		c := &o.Claims[i]
		before, after, found := strings.Cut(rest, c.Text)
		if c.Said != nil {
			c.Text = c.Said.In(lang)
		}
		if found {
			whole.WriteString(before + c.Text)
			rest = after
		}
	}
	o.Text = whole.String() + rest
	return o
}

// marked is the story's mark in the answer.
func marked(s *knowledge.Story, citations []Citation) say.Message {
	for _, c := range citations {
		if c.Story == s.ID {
			return naming.Mark(c.N)
		}
	}
	return naming.Story(s)
}
