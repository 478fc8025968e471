package panel

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
)

// The IDs of what shows and changes one channel; the ID of the channel follows those that end
// in a colon.
const (
	ofThis         = Prefix + "own"
	ofAnother      = Prefix + "of"
	ofServer       = Prefix + "all"
	ownPlace       = Prefix + "own-place:"
	ownLanguage    = Prefix + "own-language:"
	ownCollections = Prefix + "own-collections:"
	ownNothing     = Prefix + "own-none:"
)

// asServer is the value of what is as in the server: none of guild's words, so that it is not kept.
const asServer = "server"

// Channel is one channel as the panel shows it.
type Channel struct {
	ID          string
	Server      guild.Settings       // of its server
	Own         map[string]guild.Own // by channel: what there is in the whole server
	Collections []string             // all that may be answered from there
}

// OfChannel is the panel of a channel in a language; said is a word on the last change.
func OfChannel(w *words.Panel, c Channel, said string) Message {
	own := c.Own[c.ID]
	lines := append(headed(words.Fill(w.OfChannel, "channel", "<#"+c.ID+">"), said), toldOf(w, c.Server, own)...)
	if others := othersOf(w, c); len(others) > 0 {
		lines = append(append(lines, w.Others), others...)
	}
	return Message{Content: fit(lines), Flags: quietLinks, Components: channelRows(w, c, own)}
}

// toldOf tells what holds in a channel, a line each, and what of it is the server's.
func toldOf(w *words.Panel, s guild.Settings, own guild.Own) []string {
	line := func(text, set, server string) string {
		if set == "" {
			set = words.Fill(w.Inherited, "what", server)
		}
		return "- " + words.Fill(text, "what", set)
	}
	return []string{
		line(w.Goes, placeName(w, own.Place), placeName(w, cmp.Or(s.Place, guild.AsReply))),
		line(w.Language, ownLanguageName(w, own.Language), languageName(w, s.Language)),
		line(w.Stories, collectionNames(w, own.Collections), cmp.Or(collectionNames(w, s.Collections), w.AllStories)),
	}
}

// othersOf are the other channels with something of their own, a line each.
func othersOf(w *words.Panel, c Channel) []string {
	var lines []string
	for _, id := range slices.Sorted(maps.Keys(c.Own)) {
		if id == c.ID {
			continue
		}
		own := c.Own[id]
		parts := []string{placeName(w, own.Place), ownLanguageName(w, own.Language), collectionNames(w, own.Collections)}
		parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
		lines = append(lines, "- <#"+id+">: "+strings.Join(parts, "; "))
	}
	return lines
}

// channelRows are the menus and buttons of a channel.
func channelRows(w *words.Panel, c Channel, own guild.Own) []Widget {
	places := []option{{w.AsServer, asServer, own.Place == ""}}
	for _, p := range []guild.Place{guild.AsReply, guild.InThread} {
		places = append(places, option{cut(placeName(w, p)), string(p), own.Place == p})
	}
	tongues := []option{{w.AsServer, asServer, own.Language == ""}}
	for _, code := range append([]string{guild.AnyLanguage}, guild.Languages()...) {
		tongues = append(tongues, option{ownLanguageName(w, code), code, own.Language == code})
	}
	rows := []Widget{
		{Type: row, Inside: []Widget{{Type: channelMenu, ID: ofAnother, Placeholder: w.PickChannel, Kinds: []int{0, 2, 5, 13, 15},
			Least: number(1), Most: number(1), Chosen: chosenOf([]string{c.ID}, "channel")}}},
		{Type: row, Inside: []Widget{{Type: menu, ID: ownPlace + c.ID, Placeholder: w.PickPlace, Options: places}}},
		{Type: row, Inside: []Widget{{Type: menu, ID: ownLanguage + c.ID, Placeholder: w.PickLanguage, Options: tongues}}},
	}
	if all := collectionOptions(w, own.Collections, c.Collections); len(all) > 1 || len(own.Collections) > 0 {
		rows = append(rows, Widget{Type: row, Inside: []Widget{{Type: menu, ID: ownCollections + c.ID, Placeholder: w.PickOwnCollections,
			Least: number(0), Most: number(len(all)), Options: all}}})
	}
	buttons := []Widget{{Type: button, ID: ofServer, Style: secondary, Label: w.ToServer}}
	if !own.None() {
		buttons = append(buttons, Widget{Type: button, ID: ownNothing + c.ID, Style: secondary, Label: w.AllAsServer})
	}
	return append(rows, Widget{Type: row, Inside: buttons})
}

// ForChannel returns of which channel a button or menu shows the panel (empty: of that where it
// is), and what it changes of what the channel has of its own; nil: nothing. is is false of what
// is not about a channel.
func ForChannel(id string, values []string) (channel string, change func(*guild.Own), is bool) {
	value := ""
	if len(values) == 1 {
		value = values[0]
	}
	switch id {
	case ofThis:
		return "", nil, true
	case ofAnother:
		return value, nil, true
	}
	what, channel, _ := strings.Cut(strings.TrimPrefix(id, Prefix), ":")
	switch Prefix + what + ":" {
	case ownPlace:
		return channel, func(o *guild.Own) { o.Place = guild.Place(value) }, true
	case ownLanguage:
		return channel, func(o *guild.Own) { o.Language = value }, true
	case ownCollections:
		return channel, func(o *guild.Own) { o.Collections = collectionsOf(values) }, true
	case ownNothing:
		return channel, func(o *guild.Own) { *o = guild.Own{} }, true
	}
	return "", nil, false
}

// placeName says where answers go; empty: nothing is set.
func placeName(w *words.Panel, p guild.Place) string {
	switch p {
	case guild.AsReply:
		return w.Reply
	case guild.InThread:
		return w.Thread
	}
	return ""
}

// ownLanguageName is the name of the language of a channel; empty: none is set.
func ownLanguageName(w *words.Panel, code string) string {
	switch code {
	case "":
		return ""
	case guild.AnyLanguage:
		return languageName(w, "")
	}
	return languageName(w, code)
}
