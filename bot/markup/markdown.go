// Package markup writes answers for other programs: as Markdown, as HTML for a word
// processor, and their sources as BibTeX. Whatever others wrote, stories above all, is text
// there and nothing else.
package markup

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/storybot/storybot/bot"
)

// mark is a citation within an answer.
var mark = regexp.MustCompile(`\[(\d{1,3})\]`)

// SourcesHeading opens the list of sources below an answer.
const SourcesHeading = "\n\n**Sources**\n"

// Cited writes what a bot says as Markdown: its text letter by letter, each [n] of known
// citations a link to its story.
func Cited(text string, citations map[int]*bot.Citation) string {
	var b strings.Builder
	from := 0
	for _, m := range mark.FindAllStringSubmatchIndex(text, -1) {
		n, _ := strconv.Atoi(text[m[2]:m[3]])
		c, known := citations[n]
		if !known {
			continue
		}
		b.WriteString(plain(text[from:m[0]]))
		from = m[1]
		fmt.Fprintf(&b, "[[%d]]", n)
		if at := address(c.URL); at != "" {
			b.WriteString("(" + at + ")")
		}
	}
	b.WriteString(plain(text[from:]))
	return b.String()
}

// Below is what follows an answer: its sources, a line each, and its notes.
func Below(a *bot.Answer) string { return below(a, SourcesHeading) }

func heading(word string) string { return "\n\n**" + plain(word) + "**\n" }

func below(a *bot.Answer, heading string) string {
	var b strings.Builder
	if len(a.Citations) > 0 {
		b.WriteString(heading)
	}
	for i := range a.Citations {
		b.WriteString("\n" + source(&a.Citations[i]))
	}
	for i := range a.Notes {
		b.WriteString("\n\n(" + Cited(oneLine(a.Notes[i].Text), ByNumber(a.Citations)) + ")")
	}
	return b.String()
}

// source is a citation as an item of the list of sources.
func source(c *bot.Citation) string {
	title := plain(oneLine(c.Title))
	if at := address(c.URL); at != "" {
		title = "[" + title + "](" + at + ")"
	}
	line := fmt.Sprintf("- [%d] %s", c.N, title)
	if c.Outlet != "" {
		line += ", " + plain(oneLine(c.Outlet))
	}
	if day, err := time.Parse(time.DateOnly, c.Published); err == nil {
		line += ", " + day.Format("2 January 2006")
	}
	if c.Label != "" && c.Label != "news" {
		line += " (" + plain(string(c.Label)) + ")"
	}
	return line + ": “" + plain(oneLine(c.Quote)) + "”"
}

// ByNumber are citations by their numbers.
func ByNumber(citations []bot.Citation) map[int]*bot.Citation {
	known := make(map[int]*bot.Citation, len(citations))
	for i := range citations {
		known[citations[i].N] = &citations[i]
	}
	return known
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// plain writes text that others wrote so that Markdown shows it letter by letter: it makes
// no link, picture, heading, list, quote, code or HTML. Line breaks and the bot's own "- "
// at the start of a line stay.
func plain(text string) string {
	var b strings.Builder
	lineStart := true
	text = strings.Map(seen, strings.ToValidUTF8(text, "\uFFFD"))
	for i, r := range text {
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case lineStart && r == '-' && item(text[i:]):
			b.WriteByte('-')
			continue // what follows is the start of a line, too
		case strings.ContainsRune("\\`*_~[]<>!|#&$", r), lineStart && strings.ContainsRune("-+=:", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '.' && i >= 3 && strings.EqualFold(text[i-3:i], "www"):
			b.WriteString("&#46;")
		case r == '.' || r == ')':
			if ordinal(b.String()) { // "1." at the start of a line is a list's
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		case r == ':' && strings.HasPrefix(text[i:], "://"):
			b.WriteString("&#58;") // so that no program makes a link of it; nor below
		case r == '@':
			b.WriteString("&#64;")
		default:
			b.WriteRune(r)
		}
		lineStart = r == '\n' || lineStart && r == ' '
	}
	return b.String()
}

// seen is r, a space for a tab, or nothing for what is invisible or changes the direction of
// writing: with such characters a text can show something else than it says.
func seen(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r != '\n' && unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
		return -1
	}
	return r
}

// item reports whether text begins with an item of a list: "- " and something other than a rule.
func item(text string) bool {
	rest, is := strings.CutPrefix(text, "- ")
	return is && rest != "" && !strings.ContainsRune("- \n", rune(rest[0]))
}

// ordinal reports whether what was written last is a line of digits alone.
func ordinal(written string) bool {
	line := strings.TrimLeft(written[strings.LastIndexByte(written, '\n')+1:], "- ")
	return line != "" && len(line) < 10 && strings.Trim(line, "0123456789") == ""
}

// maxAddress is the length of the longest address that is linked to.
const maxAddress = 700

// address is that of a story as the target of a Markdown link; empty where no browser should
// be sent there.
func address(of string) string {
	u, err := url.Parse(strings.TrimSpace(of))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c > '~' || strings.IndexByte("()<>\"'*_`|\\[]{}^", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	text := b.String()
	if len(text) > maxAddress || strings.ContainsFunc(of, unicode.IsSpace) {
		return ""
	}
	return text
}
