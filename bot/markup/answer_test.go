package markup

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// hostileAnswer has something of others in every field.
func hostileAnswer(text string) *bot.Answer {
	return &bot.Answer{Question: "Who " + text, Text: "It sank " + text + ". [1][2]\n\n- " + text + " [2]\n- [7] two [1]\nThe end.",
		Citations: []bot.Citation{
			{N: 1, Story: "a " + text, Title: text, Outlet: text, Label: knowledge.Opinion, Published: "2019-01-03", URL: "https://courier.example/a?b=" + text, Quote: text + "\n" + text},
			{N: 2, Story: "b", Title: "T", URL: text, Quote: "Q"}, {N: 3, Story: "b", Title: "T", Quote: "R"},
		},
		Notes: []bot.Note{{Text: "[1] is " + text}}}
}

var hostileTexts = []string{"plain", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "javascript:alert(1)", "</p></body>", "& &amp; {x} \\input{/etc/passwd} $x$ 100% #1 a_b ~ ^", "![x](https://evil.example)", "\u202eabc\u202c", "]]>", "-->"}

// TestHTML holds the document to the elements that it is made of, whatever others wrote.
func TestHTML(t *testing.T) {
	t.Parallel()
	for _, text := range hostileTexts {
		document := HTML(hostileAnswer(text), "Sources")
		z := html.NewTokenizer(strings.NewReader(document))
		count := map[string]int{}
		for z.Next() != html.ErrorToken {
			token := z.Token()
			if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
				continue
			}
			count[token.Data]++
			for _, a := range token.Attr {
				known := a.Key == "dir" || a.Key == "charset" || a.Key == "id" || a.Key == "href" && (strings.HasPrefix(a.Val, "#source-") || strings.HasPrefix(a.Val, "https://courier.example/a"))
				if !known {
					t.Errorf("%q: <%s %s=%q>", text, token.Data, a.Key, a.Val)
				}
			}
		}
		for tag := range count {
			if !strings.Contains(" html head meta title body h2 h3 p ul li sup a i ", " "+tag+" ") {
				t.Errorf("%q: <%s>", text, tag)
			}
		}
		if count["sup"] != 5 || count["li"] != 2 || count["p"] != 6 {
			t.Errorf("%q: %v in\n%s", text, count, document)
		}
	}
	want := `<p dir="auto">It sank plain.<sup><a href="#source-1">1</a></sup><sup><a href="#source-2">2</a></sup></p>
<ul>
<li dir="auto">plain<sup><a href="#source-2">2</a></sup></li>
<li dir="auto">[7] two<sup><a href="#source-1">1</a></sup></li>
</ul>
<p dir="auto">The end.</p>
<h3>Sources</h3>
<p id="source-1" dir="auto">1. <a href="https://courier.example/a?b=plain">plain</a>, plain, 2019-01-03 (opinion): “plain plain”</p>`
	if got := HTML(hostileAnswer("plain"), "Sources"); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestBibTeX holds the entries to one for each story, with balanced braces and no command but
// those that print a character.
func TestBibTeX(t *testing.T) {
	t.Parallel()
	asked := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	for _, text := range hostileTexts {
		got := BibTeX(hostileAnswer(text), asked)
		depth := 0
		bare := strings.NewReplacer(`\textbackslash{}`, "", `\{`, "", `\}`, "", `\$`, "", `\&`, "", `\#`, "", `\%`, "", `\_`, "", `\^{}`, "", `\~{}`, "").Replace(got)
		for _, r := range bare {
			switch r {
			case '{':
				depth++
			case '}':
				depth--
			case '\\', '$', '\u202e':
				t.Errorf("%q leaves %q in\n%s", text, r, got)
			}
			if depth < 0 || depth > 3 {
				t.Fatalf("%q: braces in\n%s", text, got)
			}
		}
		if depth != 0 || strings.Count(got, "@online{") != 2 {
			t.Errorf("%q: depth %d in\n%s", text, depth, got)
		}
	}
	want := "@online{storybot:a-plain,\n  title = {{plain}},\n  organization = {plain},\n  date = {2019-01-03},\n  url = {https://courier.example/a?b=plain},\n  urldate = {2026-11-26},\n  note = {``plain plain''},\n}\n\n" +
		"@online{storybot:b,\n  title = {{T}},\n  urldate = {2026-11-26},\n  note = {``Q'' ``R''},\n}\n"
	if got := BibTeX(hostileAnswer("plain"), asked); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMarkdown holds the document to links and lists alone, whatever others wrote.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	for _, text := range hostileTexts {
		kinds, _ := markup(t, Markdown(hostileAnswer(text), "Sources"))
		for kind := range strings.FieldsSeq(kinds) {
			if kind != "Heading" && kind != "Link" && kind != "Emphasis" {
				t.Errorf("%q shows a %s:\n%s", text, kind, Markdown(hostileAnswer(text), "Sources"))
			}
		}
	}
	if got := Markdown(hostileAnswer("plain"), "Sources"); !strings.HasPrefix(got, "## Who plain\n\nIt sank plain. [[1]](https://courier.example/a?b=plain)[[2]]\n") {
		t.Error(got)
	}
}
