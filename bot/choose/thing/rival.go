package thing

import (
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Rival is the only name of that kind in the sentence that is not asked about, of places the first; empty where there are none or several.
func (s *Sentence) Rival(kind ask.Type, asked func(name []text.Word) bool) string {
	if kind == ask.Anything {
		return ""
	}
	found := ""
	for _, th := range s.Names(kind) {
		if s.KindOf(th.From, th.To) != kind || asked(s.Words[th.From:th.To]) {
			continue
		}
		if found != "" && kind == ask.Place { // a town outside another
			continue
		}
		if found != "" || shape.Joined(s.Words[th.From:th.To]) {
			return ""
		}
		found = s.Named(th.From, th.To)
	}
	return found
}

// Has reports whether the sentence names a place of that kind.
func (s *Sentence) Has(kind ask.Type) bool {
	for i, end := range s.Each(0) {
		if s.PlaceOf(i, end) == kind {
			return true
		}
	}
	return false
}
