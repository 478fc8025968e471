// Package render writes what is shown in Discord: an answer, its evidence, lists and
// reports become messages within Discord's limits. It is pure: it asks nobody and sends
// nothing. No text of others becomes a mention, a link or an invitation in it.
package render

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words/say"
)

// Answer writes an answer as the messages that show it, each within Discord's
// 2,000 characters, the buttons below the last: its claims, its sources, its notes. above
// is a line to begin with; it may be empty.
func (v Voice) Answer(a bot.Answer, above string, now time.Time) []Message {
	a = a.In(v.tag())
	pages := v.laidOut(a, above, longHeadline, now)
	if len(pages) > maxMessages {
		pages = v.atMost(v.laidOut(a, above, shortHeadline, now))
	}
	messages := newPages(pages)
	messages[len(messages)-1].Components = append(messages[len(messages)-1].Components, v.AnswerButtons(a)...)
	return messages
}

func (v Voice) laidOut(a bot.Answer, above string, longest int, now time.Time) []string {
	var units []unit
	if above != "" {
		units = append(units, unit{text: above})
	}
	first, last := v.notes(a, now)
	units = append(units, first...)
	for i, u := range v.claims(a) {
		if i == 0 {
			u.sep = "\n"
		}
		units = append(units, u)
	}
	units = append(units, v.sources(v.notInPlace(a), longest)...)
	units = append(units, last...)
	return v.pack(units, MaxContent)
}

// claims are the claims of an answer as they stand in its text, each in the style of its
// state. Where they are not found there, the text is one piece.
func (v Voice) claims(a bot.Answer) []unit {
	var units []unit
	rest := a.Text
	quotes := a.Mode == bot.ModeExtract && len(a.Claims) > 1 && !strings.Contains(a.Text, "\n\n") && strings.Count(a.Text, "\n") == len(a.Claims)-1
	for i := range a.Claims {
		c := &a.Claims[i]
		before, after, found := strings.Cut(rest, c.Text)
		if !found || c.Text == "" {
			return []unit{{text: plain(a.Text)}}
		}
		mark := strings.TrimLeft(before, " \n\t")
		sep := before[:len(before)-len(mark)]
		mark = plain(mark)
		if quotes && mark == "" { // what is quoted from several places is read one by one
			mark = "- "
		}
		units = append(units, unit{sep, mark + v.styled(&a, c)})
		rest = after
	}
	if len(units) == 0 || strings.TrimSpace(rest) != "" {
		units = append(units, unit{"\n", plain(rest)})
	}
	return units
}

// maxStyled is the longest text that is struck out whole: more could hardly be read, and
// is marked instead.
const maxStyled = 160

// ends are the citations at the end of a claim; dated is what a row of a list begins
// with where that is its day.
var (
	ends  = regexp.MustCompile(`(?:\s*\[\d{1,3}\])+\s*$`)
	dated = regexp.MustCompile(`^[^:\[\n]{0,40}\d[^:\[\n]{0,20}: `)
)

// inPlace is the citation whose headline a row of a list names, which is linked there; nil:
// it names none.
func (v Voice) inPlace(a *bot.Answer, c *bot.Claim) *bot.Citation {
	if a.Mode != bot.ModeList || len(c.Citations) != 1 {
		return nil
	}
	i := slices.IndexFunc(a.Citations, func(k bot.Citation) bool { return k.N == c.Citations[0] })
	if i < 0 || link(a.Citations[i].URL) == "" || !strings.Contains(c.Text, v.title(c, &a.Citations[i])) {
		return nil
	}
	return &a.Citations[i]
}

// title is a headline as a claim quotes it.
func (v Voice) title(c *bot.Claim, k *bot.Citation) string {
	if c.Said == nil { // it could not be told in another language
		return say.Titled(oneLine(k.Title)).In("")
	}
	return say.Titled(oneLine(k.Title)).In(v.tag())
}

// notInPlace are the citations that are to be listed below the text.
func (v Voice) notInPlace(a bot.Answer) []bot.Citation {
	told := make(map[int]bool)
	for i := range a.Claims {
		if k := v.inPlace(&a, &a.Claims[i]); k != nil {
			told[k.N] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(a.Citations), func(k bot.Citation) bool { return told[k.N] })
}

// styled is a claim with the style of its state: what is superseded is struck out, and
// the day of a row of a list is bold.
func (v Voice) styled(a *bot.Answer, c *bot.Claim) string {
	if k := v.inPlace(a, c); k != nil {
		before, after, _ := strings.Cut(c.Text, v.title(c, k))
		return plain(before) + v.heading(bare(k.Title, k.Outlet), k.URL, longHeadline) + plain(after)
	}
	at := len(c.Text)
	if m := ends.FindStringIndex(c.Text); m != nil {
		at = m[0]
	}
	text, marks := plain(c.Text[:at]), plain(c.Text[at:])
	lead := ""
	if a.Mode == bot.ModeList {
		lead = dated.FindString(c.Text[:at])
	}
	switch {
	case c.State == bot.StateSuperseded && Chars(text) <= maxStyled && text == strings.TrimSpace(text) && text != "" && !strings.Contains(text, "\n"):
		return "~~" + text + "~~" + marks
	case lead != "":
		text = "**" + plain(strings.TrimRight(lead, " :")) + "**: " + plain(c.Text[len(lead):at])
	}
	switch c.State {
	case bot.StateLatest:
		marks += " *(" + v.Words().Script.Latest + ")*"
	case bot.StateDisputed:
		marks += " *(" + v.Words().Script.Disputed + ")*"
	case bot.StateSuperseded:
		marks += " *(" + v.chat().Shown.Superseded + ")*"
	}
	return text + marks
}

// notes are what the reader should know, small: why sentences are quoted, before them, for
// whoever reads them should know how far to trust them; all else at the end.
func (v Voice) notes(a bot.Answer, now time.Time) (first, last []unit) {
	add := func(text string) {
		u := unit{"\n", "-# " + text}
		if len(last) == 0 {
			u.sep = "\n\n"
		}
		last = append(last, u)
	}
	noted := map[string]bool{}
	for _, n := range a.Notes {
		noted[n.Kind] = true
		if a.Mode == bot.ModeExtract && n.Kind == "fallback" {
			first = append(first, unit{"\n", "-# " + Line(n.Text, 300)})
			continue
		}
		add(Line(n.Text, 300))
	}
	var end []string
	if a.Mode == bot.ModeExtract && !noted["fallback"] {
		end = append(end, v.chat().Shown.OwnSentences)
	}
	if a.AsOf.Unix() > 0 && now.Sub(a.AsOf) >= staleAfter && !noted["freshness"] {
		end = append(end, v.Say(v.chat().Shown.Loaded, "when", stamp(a.AsOf)))
	}
	if len(end) > 0 {
		add(strings.Join(end, " "))
	}
	return first, last
}

// staleAfter is how old the stories may be before an answer says so.
const staleAfter = 24 * time.Hour

// Draft is what is shown of an answer while it is written.
func Draft(text, above string) string {
	text = plain(text)
	if above != "" {
		text = above + "\n" + text
	}
	pieces := split(text, MaxContent-2)
	if len(pieces) == 0 {
		return "…"
	}
	return pieces[0] + " …"
}

// Unfinished reports whether a message is but a draft, or still empty: an answer has more below it.
func Unfinished(content string, rows []Row) bool {
	return len(rows) == 0 && (content == "" || strings.HasSuffix(content, "…"))
}

// Quote is the line that quotes the question where nothing else shows it.
func Quote(question string) string {
	return "> " + Line(question, 300)
}
