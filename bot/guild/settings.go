// Package guild is what the managers of a server have set for the bot there, whom
// its operators have blocked, and the one place where both are enforced: [Judge], a
// pure function of settings and an event.
//
// A server's settings, and what a channel has otherwise ([Own]), only ever narrow what the
// operators allow. A [Book] keeps them, by the [Store] that it is given, and knows them all
// by heart.
package guild

import (
	"slices"
	"strings"
)

// Settings are those of one server. The zero Settings change nothing.
type Settings struct {
	Channels    []string `json:"channels,omitempty"`    // IDs of the channels where the bot answers, in their threads too; empty: everywhere
	Place       Place    `json:"place,omitempty"`       // where answers go
	Language    string   `json:"language,omitempty"`    // of replies, one of Languages; empty: that of the question
	Collections []string `json:"collections,omitempty"` // what is answered from, of what the operators allow; empty: all that
	Roles       []string `json:"roles,omitempty"`       // IDs of the roles whose members may ask; empty: everybody may
	Quiet       Hours    `json:"quiet,omitzero"`        // when the bot answers nobody
}

// Place says where the answer to a message goes.
type Place string

// The places. The zero value is that nobody has set one.
const (
	AsReply  Place = "reply"  // to the message
	InThread Place = "thread" // a new one for each question
)

// Languages are the codes of the languages that replies may be set to.
func Languages() []string { return []string{"en", "de", "es", "fr", "it", "pt"} }

// English is the name of the language in English, as a model knows it; empty: none is set.
func (s Settings) English() string {
	switch s.Language {
	case "en":
		return "English"
	case "de":
		return "German"
	case "es":
		return "Spanish"
	case "fr":
		return "French"
	case "it":
		return "Italian"
	case "pt":
		return "Portuguese"
	}
	return ""
}

// How much a server may set.
const (
	maxListed     = 25 // channels, roles and collections: as many as a menu of Discord's holds
	maxID         = 20
	maxCollection = 200
)

// clean returns the settings without what is none: whatever was in the database or in
// an event, only IDs, known words and true hours are left.
func (s Settings) clean() Settings {
	s.Channels, s.Roles = listed(s.Channels, isID), listed(s.Roles, isID)
	s.Collections = listed(s.Collections, func(c string) bool { return len(c) <= maxCollection })
	if s.Place != AsReply && s.Place != InThread {
		s.Place = ""
	}
	if !slices.Contains(Languages(), s.Language) {
		s.Language = ""
	}
	if !s.Quiet.sound() {
		s.Quiet = Hours{}
	}
	return s
}

// listed are the entries that pass, each once, and not too many.
func listed(list []string, pass func(string) bool) []string {
	var kept []string
	for _, one := range list {
		if len(kept) < maxListed && pass(one) && !slices.Contains(kept, one) {
			kept = append(kept, one)
		}
	}
	return kept
}

// isID reports whether a text may be an ID of Discord's.
func isID(text string) bool {
	return text != "" && len(text) <= maxID && strings.Trim(text, "0123456789") == ""
}
