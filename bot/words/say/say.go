// Package say holds what answers and their notes say of themselves, as data: a [Message] is a
// sentence of the table, by its [Key], and what stands in it, so that one answer can be told in
// each language that the bot speaks. The table has one file for a language; a test holds them to
// having the same sentences with the same placeholders.
//
// A sentence with two forms has them apart by |: of one thing, and of more. What others wrote, such as a title, a
// name or a figure of a story, stays as it is.
package say

import (
	"strconv"
	"strings"
	"time"
)

// Message is something that is said: a sentence of the table, a moment, a list, or words of
// others. The zero Message says nothing.
type Message struct {
	Key  Key       `json:"key,omitempty"`  // which sentence; empty: Text as it stands
	Text string    `json:"text,omitempty"` // words of others
	N    int       `json:"n,omitempty"`    // its {n}, by which its form is chosen
	At   time.Time `json:"at,omitzero"`    // its {d}, {m}, {y} and {time}
	With With      `json:"with,omitempty"` // what stands in its other placeholders
	List []Message `json:"list,omitempty"` // what a list joins
}

// With is what stands in placeholders, by their names; in one that it does not have stands nothing.
type With map[string]Message

// Text is words of others.
func Text(words string) Message { return Message{Text: words} }

// Number is a number.
func Number(n int) Message { return Text(strconv.Itoa(n)) }

// Tell is a sentence of the table; with may be nil.
func Tell(key Key, with With) Message { return Message{Key: key, With: with} }

// Count is a sentence about n things.
func Count(key Key, n int, with With) Message { return Message{Key: key, N: n, With: with} }

// When is a day or a moment of the clock that at has.
func When(key Key, at time.Time) Message { return Message{Key: key, At: at} }

// Join is a list, joined as its key says; of nothing, it says nothing.
func Join(key Key, list []Message) Message {
	switch len(list) {
	case 0:
		return Message{}
	case 1:
		return list[0]
	}
	return Message{Key: key, List: list}
}

// Titled is a title in quotation marks.
func Titled(title string) Message { return Tell(Title, With{"title": Text(title)}) }

// Silent reports whether the message says nothing.
func (m Message) Silent() bool { return m.Key == "" && m.Text == "" }

// table is what is said in one language.
type table map[Key]string

// tables are the sentences of each language, by its tag. Nobody changes them.
var tables = map[string]table{"en": english(), "de": german(), "es": spanish(), "fr": french(), "it": italian(), "pt": portuguese()}

// Speaks reports whether the bot speaks the language of a tag such as de.
func Speaks(lang string) bool { return tables[lang] != nil }

// In is what the message says in a language of the table, else in English.
func (m Message) In(lang string) string {
	t, spoken := tables[lang]
	if !spoken {
		t = tables["en"]
	}
	return t.tell(&m)
}

// tell writes a message. What is put into a sentence is not looked at again.
func (t table) tell(m *Message) string {
	switch {
	case m.Key == "":
		return m.Text
	case m.List != nil:
		return t.join(m)
	}
	var b strings.Builder
	for text := t.form(m); ; {
		before, after, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, rest, _ := strings.Cut(after, "}")
		b.WriteString(t.value(m, name))
		text = rest
	}
}

// value is what stands in a placeholder of a message: nothing where it has none of that name.
func (t table) value(m *Message, name string) string {
	if v, is := m.With[name]; is {
		return t.tell(&v)
	}
	switch {
	case name == "n":
		return strconv.Itoa(m.N)
	case m.At.IsZero():
	case name == "d":
		return strconv.Itoa(m.At.Day())
	case name == "m":
		return strings.Fields(t[Months])[m.At.Month()-1]
	case name == "y":
		return strconv.Itoa(m.At.Year())
	case name == "time":
		return m.At.Format("15:04")
	}
	return ""
}

// form is the sentence of a message, as it is said of its number of things, or of its day:
// some languages name the first of a month otherwise.
func (t table) form(m *Message) string {
	one, more, two := strings.Cut(t[m.Key], "|")
	n := m.N
	if !m.At.IsZero() {
		n = m.At.Day()
	}
	if two && (n > 1 || n == 0 && t[ZeroIsOne] == "") {
		return more
	}
	return one
}

// join writes a list: what stands between two, and before the last.
func (t table) join(m *Message) string {
	between, last, _ := strings.Cut(t[m.Key], "|")
	var b strings.Builder
	for i := range m.List {
		switch {
		case i == 0:
		case i == len(m.List)-1:
			b.WriteString(last)
		default:
			b.WriteString(between)
		}
		b.WriteString(t.tell(&m.List[i]))
	}
	return b.String()
}
