// Package panel is how a server's managers see its settings, and change them: a message
// with menus and buttons, made of guild.Settings, and back. It is pure.
package panel

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
)

// Prefix begins the ID of each menu, button and form of the panel.
const Prefix = "set:"

// The rest of the IDs.
const (
	channels    = Prefix + "channels"
	roles       = Prefix + "roles"
	collections = Prefix + "collections"
	language    = Prefix + "language"
	place       = Prefix + "place"
	quiet       = Prefix + "quiet"
	check       = Prefix + "check"
	hours       = "hours"
)

// Message is the panel as Discord takes it.
type Message struct {
	Content    string   `json:"content"`
	Mentions   nobody   `json:"allowed_mentions"`
	Flags      int      `json:"flags"`
	Components []Widget `json:"components"`
}

// nobody is whom the panel may mention: it names roles, and pings none.
type nobody struct {
	Parse [0]string `json:"parse"`
}

// quietLinks has no previews of links. That the asker alone sees the panel is said by what
// it stands in the place of.
const quietLinks = 1 << 2

// Widget is a row, a menu, a button, or a field of a form.
type Widget struct {
	Type        int      `json:"type"`
	ID          string   `json:"custom_id,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
	Least       *int     `json:"min_values,omitempty"`
	Most        *int     `json:"max_values,omitempty"`
	Options     []option `json:"options,omitempty"`
	Chosen      []chosen `json:"default_values,omitempty"`
	Kinds       []int    `json:"channel_types,omitempty"`
	Style       int      `json:"style,omitempty"`
	Label       string   `json:"label,omitempty"`
	Value       string   `json:"value,omitempty"`
	Required    *bool    `json:"required,omitempty"`
	MaxLength   int      `json:"max_length,omitempty"`
	Inside      []Widget `json:"components,omitempty"`
}

type option struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

type chosen struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// Form is what is filled in beside the panel.
type Form struct {
	ID      string   `json:"custom_id"`
	Title   string   `json:"title"`
	Widgets []Widget `json:"components"`
}

// The types of widgets, and styles of buttons and fields.
const (
	row, button, menu, field, roleMenu, channelMenu = 1, 2, 3, 4, 6, 8
	secondary                                       = 2
	oneLine                                         = 1
)

// What Discord takes at most.
const (
	maxChosen = 25
	maxText   = 100 // characters of an option's label or value
)

// Server is what the panel shows of a server.
type Server struct {
	Settings    guild.Settings
	Own         map[string]guild.Own // what its channels have of their own
	Collections []string             // all that may be answered from there
	Checks      []string             // what was found about permissions, a line each
}

// New is the panel of a server in a language; said is a word on the last change.
func New(w *words.Panel, of Server, said string) Message {
	s, checks := of.Settings, of.Checks
	lines := append(append(headed(w.Title, said), told(w, s)...), "- "+words.Fill(w.Own, "what", ownNames(w, of.Own)))
	lines = append(append(lines, w.Permissions), checks...)
	m := Message{Content: fit(lines), Flags: quietLinks}
	m.Components = append(m.Components,
		Widget{Type: row, Inside: []Widget{{Type: channelMenu, ID: channels, Placeholder: w.PickChannels, Kinds: []int{0, 5, 15},
			Least: number(0), Most: number(maxChosen), Chosen: chosenOf(s.Channels, "channel")}}},
		Widget{Type: row, Inside: []Widget{{Type: roleMenu, ID: roles, Placeholder: w.PickRoles,
			Least: number(0), Most: number(maxChosen), Chosen: chosenOf(s.Roles, "role")}}})
	if list := collectionOptions(w, s.Collections, of.Collections); len(list) > 1 || len(s.Collections) > 0 {
		m.Components = append(m.Components, Widget{Type: row, Inside: []Widget{{Type: menu, ID: collections, Placeholder: w.PickCollections,
			Least: number(0), Most: number(len(list)), Options: list}}})
	}
	turn := w.ToThread
	if next(s.Place) == guild.AsReply {
		turn = w.ToReply
	}
	m.Components = append(m.Components,
		Widget{Type: row, Inside: []Widget{{Type: menu, ID: language, Placeholder: w.PickLanguage, Options: languageOptions(w, s)}}},
		Widget{Type: row, Inside: []Widget{
			{Type: button, ID: place, Style: secondary, Label: turn},
			{Type: button, ID: quiet, Style: secondary, Label: w.SetQuiet},
			{Type: button, ID: ofThis, Style: secondary, Label: w.ForChannel},
			{Type: button, ID: check, Style: secondary, Label: w.CheckAgain}}})
	return m
}

// headed begins the lines of a panel: with what was done, where something was.
func headed(title, said string) []string {
	if said == "" {
		return []string{title}
	}
	return []string{title, said}
}

// told tells what is set, a line each.
func told(w *words.Panel, s guild.Settings) []string {
	resting := s.Quiet.String()
	if resting == "" {
		resting = w.NoQuiet
	}
	lines := []string{
		words.Fill(w.AnswersIn, "what", list(w.AllChannels, "<#", ">", s.Channels)),
		words.Fill(w.MayAsk, "what", list(w.Everybody, "<@&", ">", s.Roles)),
		words.Fill(w.Goes, "what", placeName(w, cmp.Or(s.Place, guild.AsReply))),
		words.Fill(w.Stories, "what", cmp.Or(collectionNames(w, s.Collections), w.AllStories)),
		words.Fill(w.Language, "what", languageName(w, s.Language)),
		words.Fill(w.Quiet, "what", resting),
	}
	for n := range lines {
		lines[n] = "- " + lines[n]
	}
	return lines
}

// list names all, each between begin and end; none is said where there are none.
func list(none, begin, end string, all []string) string {
	if len(all) == 0 {
		return none
	}
	return begin + strings.Join(all, end+", "+begin) + end
}

// maxOwn is how many channels with something of their own are named.
const maxOwn = 10

func ownNames(w *words.Panel, own map[string]guild.Own) string {
	ids := slices.Sorted(maps.Keys(own))
	names := list(w.NoOwn, "<#", ">", ids[:min(len(ids), maxOwn)])
	if len(ids) > maxOwn {
		names += ", …"
	}
	return names
}

// maxContent is how many characters a message may have.
const maxContent = 2000

// fit joins lines, and leaves out those at the end for which there is no room.
func fit(lines []string) string {
	text := ""
	for n, line := range lines {
		if len([]rune(text))+len([]rune(line))+3 > maxContent {
			return text + "\n…"
		}
		if n > 0 {
			text += "\n"
		}
		text += line
	}
	return text
}

func number(n int) *int { return &n }

func chosenOf(ids []string, kind string) []chosen {
	var list []chosen
	for _, id := range ids {
		list = append(list, chosen{id, kind})
	}
	return list
}

// collectionOptions are the collections that can be chosen; those that are set come first.
func collectionOptions(w *words.Panel, set, all []string) []option {
	var list []option
	for _, c := range append(slices.Clone(set), all...) {
		o := option{Label: cut(collectionName(w, c)), Value: "c" + c, Default: slices.Contains(set, c)}
		had := slices.ContainsFunc(list, func(other option) bool { return other.Value == o.Value })
		if !had && len(list) < maxChosen && len([]rune(o.Value)) <= maxText {
			list = append(list, o)
		}
	}
	return list
}

func collectionName(w *words.Panel, c string) string {
	if c == "" {
		return w.NoCollection
	}
	return strings.Join(strings.Fields(strings.NewReplacer("<", "‹", ">", "›", "*", "∗", "`", "'", "[", "(", "]", ")", "@", "＠").Replace(c)), " ")
}

// named are the names of collections.
func named(w *words.Panel, collections []string) []string {
	var all []string
	for _, c := range collections {
		all = append(all, collectionName(w, c))
	}
	return all
}

// maxNames is how many characters the names of collections may take in a line.
const maxNames = 300

// collectionNames are the names of collections as one text; empty: there are none.
func collectionNames(w *words.Panel, collections []string) string {
	return shorten(strings.Join(named(w, collections), ", "), maxNames)
}

func cut(text string) string { return shorten(text, maxText) }

func shorten(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

func languageOptions(w *words.Panel, s guild.Settings) []option {
	list := []option{{Label: languageName(w, ""), Value: "any", Default: s.Language == ""}}
	for _, code := range guild.Languages() {
		list = append(list, option{Label: languageName(w, code), Value: code, Default: s.Language == code})
	}
	return list
}

// languageName is a language's own name for itself.
func languageName(w *words.Panel, code string) string {
	names := map[string]string{"": w.AnyLanguage, "en": "English", "de": "Deutsch", "es": "Español", "fr": "Français", "it": "Italiano", "pt": "Português"}
	return names[code]
}

// next is the place that the button changes to.
func next(p guild.Place) guild.Place {
	if p == guild.InThread {
		return guild.AsReply
	}
	return guild.InThread
}

// Change returns what pressing a button or choosing values in a menu changes of the
// settings; nil: nothing, as with a button that only checks. known is false of what is no
// part of the panel.
func Change(id string, values []string) (change func(*guild.Settings), known bool) {
	switch id {
	case channels:
		return func(s *guild.Settings) { s.Channels = values }, true
	case roles:
		return func(s *guild.Settings) { s.Roles = values }, true
	case collections:
		return func(s *guild.Settings) { s.Collections = collectionsOf(values) }, true
	case language:
		return func(s *guild.Settings) {
			s.Language = ""
			if len(values) == 1 {
				s.Language = values[0] // what is none is not kept
			}
		}, true
	case place:
		return func(s *guild.Settings) { s.Place = next(s.Place) }, true
	case check, ofServer:
		return nil, true
	}
	return nil, false
}

// collectionsOf are the collections that were chosen.
func collectionsOf(values []string) []string {
	var chosen []string
	for _, v := range values {
		if name, is := strings.CutPrefix(v, "c"); is {
			chosen = append(chosen, name)
		}
	}
	return chosen
}

// AsksHours reports whether a button opens the form of the quiet hours.
func AsksHours(id string) bool { return id == quiet }

// HoursForm is the form of the quiet hours.
func HoursForm(w *words.Panel, s guild.Settings) Form {
	no := false
	return Form{ID: quiet, Title: w.QuietTitle, Widgets: []Widget{{Type: row, Inside: []Widget{{
		Type: field, ID: hours, Style: oneLine, Label: w.QuietLabel, Value: s.Quiet.String(),
		Placeholder: "22:00-07:00 Europe/Rome", Required: &no, MaxLength: 60}}}}}
}

// HoursField is the ID of the form's one field.
const HoursField = hours

// SetHours returns what the form changes. The error is guild.ErrHours or guild.ErrZone.
func SetHours(text, zone string) (func(*guild.Settings), error) {
	h, err := guild.ParseHours(text, zone)
	if err != nil {
		return nil, fmt.Errorf("quiet hours: %w", err)
	}
	return func(s *guild.Settings) { s.Quiet = h }, nil
}

// Wrong says what is wrong with the hours that SetHours did not take.
func Wrong(w *words.Panel, err error) string {
	if errors.Is(err, guild.ErrZone) {
		return w.WrongZone
	}
	return w.WrongHours
}
