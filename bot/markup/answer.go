package markup

import (
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
)

// Markdown writes a whole answer: the question as a heading, the text with its links, the
// sources, under that word, and the notes.
func Markdown(a *bot.Answer, sources string) string {
	return "## " + plain(oneLine(a.Question)) + "\n\n" + Cited(a.Text, ByNumber(a.Citations)) + below(a, heading(sources)) + "\n"
}

// BibTeX writes the sources of an answer, an @online entry for each story, with the sentences
// that were cited as its note.
func BibTeX(a *bot.Answer, asked time.Time) string {
	var b strings.Builder
	for _, first := range bot.FirstOfEach(a.Citations) {
		var quotes []string
		for i := range a.Citations {
			if c := &a.Citations[i]; c.Story == first.Story {
				quotes = append(quotes, "``"+tex(c.Quote)+"''")
			}
		}
		fmt.Fprintf(&b, "@online{%s,\n", entryKey(first.Story))
		for _, field := range [][2]string{
			{"title", "{" + tex(first.Title) + "}"}, {"organization", tex(first.Outlet)}, {"date", tex(first.Published)}, {"url", address(first.URL)},
			{"urldate", asked.Format(time.DateOnly)}, {"note", strings.Join(quotes, " ")},
		} {
			if value := field[1]; value != "" {
				fmt.Fprintf(&b, "  %s = {%s},\n", field[0], value)
			}
		}
		b.WriteString("}\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// entryKey is a story's ID as the key of an entry.
func entryKey(id string) string {
	return "storybot:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '.' {
			return r
		}
		return '-'
	}, id)
}

// tex writes text on one line, so that TeX prints it letter by letter.
func tex(text string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`, "^", `\^{}`, "~", `\~{}`).
		Replace(oneLine(strings.Map(seen, strings.ToValidUTF8(text, "\uFFFD"))))
}

// HTML writes an answer as a document that a word processor opens or takes from the
// clipboard: paragraphs and lists, each [n] a superior number that leads to its source below,
// where sources is the heading.
func HTML(a *bot.Answer, sources string) string {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>" + html.EscapeString(oneLine(a.Question)) + "</title></head>\n<body>\n")
	b.WriteString("<h2 dir=\"auto\">" + html.EscapeString(oneLine(a.Question)) + "</h2>\n")
	known := ByNumber(a.Citations)
	list := false
	for line := range strings.Lines(a.Text) {
		line = strings.TrimSpace(line)
		rest, item := strings.CutPrefix(line, "- ")
		if item != list {
			b.WriteString(map[bool]string{true: "<ul>\n", false: "</ul>\n"}[item])
			list = item
		}
		switch {
		case item:
			b.WriteString("<li dir=\"auto\">" + numbered(rest, known) + "</li>\n")
		case line != "":
			b.WriteString("<p dir=\"auto\">" + numbered(line, known) + "</p>\n")
		}
	}
	if list {
		b.WriteString("</ul>\n")
	}
	if len(a.Citations) > 0 {
		b.WriteString("<h3>" + html.EscapeString(sources) + "</h3>\n")
	}
	for i := range a.Citations {
		b.WriteString(footnote(&a.Citations[i]))
	}
	for i := range a.Notes {
		b.WriteString("<p dir=\"auto\"><i>" + numbered(a.Notes[i].Text, known) + "</i></p>\n")
	}
	b.WriteString("</body></html>\n")
	return b.String()
}

// numbered is text as HTML, each [n] of known citations a superior number.
func numbered(text string, known map[int]*bot.Citation) string {
	var b strings.Builder
	from := 0
	for _, m := range mark.FindAllStringSubmatchIndex(text, -1) {
		n := 0
		_, _ = fmt.Sscan(text[m[2]:m[3]], &n) // it is digits
		if known[n] == nil {
			continue
		}
		b.WriteString(html.EscapeString(strings.TrimRight(text[from:m[0]], " ")))
		fmt.Fprintf(&b, `<sup><a href="#source-%d">%d</a></sup>`, n, n)
		from = m[1]
	}
	b.WriteString(html.EscapeString(text[from:]))
	return b.String()
}

// footnote is a citation below an answer.
func footnote(c *bot.Citation) string {
	title := html.EscapeString(oneLine(c.Title))
	if at := address(c.URL); at != "" {
		title = `<a href="` + html.EscapeString(at) + `">` + title + "</a>"
	}
	line := title
	for _, part := range []string{oneLine(c.Outlet), c.Published} {
		if part != "" {
			line += ", " + html.EscapeString(part)
		}
	}
	if c.Label != "" && c.Label != "news" {
		line += " (" + html.EscapeString(string(c.Label)) + ")"
	}
	return fmt.Sprintf("<p id=\"source-%d\" dir=\"auto\">%d. %s: “%s”</p>\n", c.N, c.N, line, html.EscapeString(oneLine(c.Quote)))
}
