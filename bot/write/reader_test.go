package write

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// TestReader holds what models really write to the claims in it.
func TestReader(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   string
		want string // claims between " | ", each with its marks in braces
	}{
		"marks before the stop":       {"It shut [1.1]. It opened [2.1].", "It shut. {1.1} | It opened. {2.1}"},
		"marks behind the stop":       {"It shut. [1.1] It opened. [2.1][2.2]", "It shut. {1.1} | It opened. {2.1 2.2}"},
		"marks at the stop":           {"It shut.[1.1] It opened.[2.1]", "It shut. {1.1} | It opened. {2.1}"},
		"other brackets":              {"It shut.【1.1】【1.2】 It opened.【2.1】", "It shut. {1.1 1.2} | It opened. {2.1}"},
		"no blank at all":             {"It shut.【1.1】It opened.【2.1】", "It shut. {1.1} | It opened. {2.1}"},
		"after a short form":          {"It left at 6 a.m.[1.1] on Monday [1.2]. It sank.[1.3]", "It left at 6 a.m. on Monday. {1.1 1.2} | It sank. {1.3}"},
		"a quotation":                 {"\"We shut it.\"[1.1] So they did [1.2].", "\"We shut it.\" {1.1} | So they did. {1.2}"},
		"a question is asked":         {"Who shut it? [1.1] The port did [1.2].", "Who shut it? {1.1} | The port did. {1.2}"},
		"marks at the end":            {"It shut. It opened. [1.1][1.2]", "It shut. {1.1 1.2} | It opened. {1.1 1.2}"},
		"a lead-in":                   {"According to the passages, it shut [1.1].", "It shut. {1.1}"},
		"a lead-in with a colon":      {"Here is a summary: It shut [1.1]. It opened [1.2].", "It shut. {1.1} | It opened. {1.2}"},
		"a lead-in line":              {"Here's what is known:\n- It shut [1.1]\n- It opened [1.2]", "- It shut {1.1} | - It opened {1.2}"},
		"a heading in bold":           {"**The port**\nIt shut [1.1].\n\n**The bridge**\nIt opened [1.2].", "It shut. {1.1} | It opened. {1.2}"},
		"sources at the end":          {"It shut [1.1].\n\nSources:\n[1] The Courier\n[2] The Gazette", "It shut. {1.1}"},
		"sources by name":             {"It shut [1.1].\n\n*Sources: The Courier, the Gazette*", "It shut. {1.1}"},
		"one source by name":          {"It shut [1.1].\n\n**Source:** Courier", "It shut. {1.1}"},
		"sources in words":            {"It shut [1.1].\n\nSources: passages 1 and 2.", "It shut. {1.1}"},
		"what begins like sources":    {"Sources: most of the money came from the port [1.1]. It shut [1.2].", "Sources: most of the money came from the port. {1.1} | It shut. {1.2}"},
		"sources at the beginning":    {"Sources: [1][2]\n\nIt shut [1.1].", ""},
		"items of a name":             {"It shut [1.1]. Towns that sent aid include:\n- Oslo [1.2]\n- **Kiel** [1.3]", "It shut. {1.1} | - Towns that sent aid include: Oslo {1.2} | - Towns that sent aid include: Kiel {1.3}"},
		"items of a name, apart":      {"The finalists were:\n\n1. Ann Bell [1.1]\n2. Bo Carr [1.2]\n\nIt shut [1.3].", "- The finalists were: Ann Bell {1.1} | - The finalists were: Bo Carr {1.2} | It shut. {1.3}"},
		"items that begin small":      {"She was sentenced to:\n- twelve years in prison [1.1]\n- 8 years of release [1.2]", "- She was sentenced to: twelve years in prison {1.1} | - She was sentenced to: 8 years of release {1.2}"},
		"items of a few words":        {"The port is quiet, as they say:\n- Divers found boats [1.1]\n- Oslo sent no tugs [1.2]", "- Divers found boats {1.1} | - Oslo sent no tugs {1.2}"},
		"items under a heading":       {"Key facts:\n- Oslo sent aid [1.1]\n- Kiel did not [1.2]", "- Oslo sent aid {1.1} | - Kiel did not {1.2}"},
		"items under chatter":         {"According to the passages:\n- Oslo sent aid [1.1]", "- Oslo sent aid {1.1}"},
		"items that are sentences":    {"Towns that sent aid include:\n- Oslo, which sent two tugs and a boat [1.1]\n- Kiel sent one. [1.2]", "- Oslo, which sent two tugs and a boat {1.1} | - Kiel sent one. {1.2}"},
		"here, a place":               {"Here are buried 40 sailors [1.1].", "Here are buried 40 sailors. {1.1}"},
		"numbers that are no marks":   {"In [1987] it shut. [1.1]", "In [1987] it shut. {1.1}"},
		"a table":                     {"| what | when |\n|---|---|\n| port | May [1.1] |", "- port, May {1.1}"},
		"ends amid a sentence":        {"It shut.【1.1】 It op", "It shut. {1.1} | It op {1.1}"},
		"a day in German":             {"Die Bank senkte den Zins am 12. November auf 2 Prozent [1.1]. Das war viel [1.2].", "Die Bank senkte den Zins am 12. November auf 2 Prozent. {1.1} | Das war viel. {1.2}"},
		"a count in English":          {"Of the players, he was number 12. November came [1.1].", "Of the players, he was number 12. {1.1} | November came. {1.1}"},
		"Japanese":                    {"港は閉鎖された。[1.1]橋は開いた。[1.2]", "港は閉鎖された。 {1.1} | 橋は開いた。 {1.2}"},
		"a mark on a line of its own": {"It shut.\n[1.1]", "It shut. {1.1}"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if g := readAs(c.in, len(c.in), strings.Contains(name, "German")); g != c.want {
				t.Errorf("%q:\ngot  %s\nwant %s", c.in, g, c.want)
			}
		})
	}
}

// TestReaderOfSmallLetters: a mark with a point before or behind it ends a sentence,
// whatever the next one begins with; a short form's own point does not.
func TestReaderOfSmallLetters(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Sales rose 4% [1.8]. eBay said so [1.9].":                         "Sales rose 4%. {1.8} | eBay said so. {1.9}",
		"Sales rose 4%. [1.8] eBay said so. [1.9]":                         "Sales rose 4%. {1.8} | eBay said so. {1.9}",
		"The shop shut. [1.1][1.2] iPhones were sold out. [2.1]":           "The shop shut. {1.1 1.2} | iPhones were sold out. {2.1}",
		"The shop shut [1.1][1.2]. iPhones were sold out [2.1].":           "The shop shut. {1.1 1.2} | iPhones were sold out. {2.1}",
		"Paris voted [1.1]. de Gaulle had resigned [1.2].":                 "Paris voted. {1.1} | de Gaulle had resigned. {1.2}",
		"Rates rose to 4.5. [1.1] iRobot fell 2.75 points [1.2].":          "Rates rose to 4.5. {1.1} | iRobot fell 2.75 points. {1.2}",
		"It grew by 1.5 [1.1] to 3.2. [1.2] xAI shrank [1.3].":             "It grew by 1.5 to 3.2. {1.1 1.2} | xAI shrank. {1.3}",
		"It left at 6 a.m. [1.2]. next came the tide [1.3].":               "It left at 6 a.m. {1.2} | next came the tide. {1.3}",
		"It left at 6 a.m. [1.1] on Monday and sank [1.2]. It lay low.":    "It left at 6 a.m. on Monday and sank. {1.1 1.2} | It lay low. {1.1 1.2}",
		"Tide Inc. [1.1] bought it in the U.S. [1.2] for a dollar [1.3].":  "Tide Inc. bought it in the U.S. for a dollar. {1.1 1.2 1.3}",
		"\"Who shut it?\" [1.1] she asked [1.2]. e.on did [1.3].":          "\"Who shut it?\" she asked. {1.1 1.2} | e.on did. {1.3}",
		"Did it shut [1.1]? eBay says no [1.2]! iFixit is not sure [1.3].": "Did it shut? {1.1} | eBay says no! {1.2} | iFixit is not sure. {1.3}",
		"- It shut [1.1]. eBay bought it [1.2].\n- It reopened [2.1].":     "- It shut. {1.1} | eBay bought it. {1.2} | - It reopened. {2.1}",
		"It shut.【1.1】 eBay bought it.【1.2】":                               "It shut. {1.1} | eBay bought it. {1.2}",
		"Aid came from J. [1.1] Brown and Dr. [1.2] Hall.":                 "Aid came from J. Brown and Dr. Hall. {1.1 1.2}",
	} {
		for _, size := range []int{1, 5, 200} {
			if got := readAs(in, size, false); got != want {
				t.Errorf("%q in pieces of %d:\ngot  %s\nwant %s", in, size, got, want)
			}
		}
	}
}

// readAs reads what a model wrote in pieces of size bytes: its claims between " | ",
// each with its marks in braces.
func readAs(in string, size int, foreign bool) string {
	r := reader{lang: text.English(), foreign: foreign}
	var claims []Said
	for rest := in; rest != ""; rest = rest[min(size, len(rest)):] {
		claims = append(claims, r.Take(rest[:min(size, len(rest))])...)
	}
	var got []string
	for _, s := range append(claims, r.End()...) {
		var refs []string
		for _, ref := range s.Refs {
			refs = append(refs, ref.String())
		}
		got = append(got, fmt.Sprintf("%s {%s}", strings.TrimLeft(s.Opens, "\n ")+s.Text, strings.Join(refs, " ")))
	}
	return strings.Join(got, " | ")
}

// TestReaderIsQuick: a model that never ends a sentence, or a paragraph, costs no
// more than it wrote, however small the pieces.
func TestReaderIsQuick(t *testing.T) {
	t.Parallel()
	for name, written := range map[string]string{
		"one sentence":  strings.Repeat("and the port shut ", 3000),
		"no blanks":     strings.Repeat("a.b,", 5000) + strings.Repeat(" a.b,", 5000),
		"short forms":   strings.Repeat("the U.S. and e.g. ", 3000),
		"one paragraph": strings.Repeat("The port shut on Monday [1.1]. ", 2000),
	} {
		took, n := time.Hour, 0
		for range 3 { // on a computer that has other things to do, too, the quickest counts
			began := time.Now()
			r := reader{lang: text.English()}
			n = 0
			for _, word := range strings.SplitAfter(written, " ") {
				n += len(r.Take(word))
			}
			n += len(r.End())
			if took = min(took, time.Since(began)); took <= 3*time.Second {
				break
			}
		}
		if took > 3*time.Second {
			t.Errorf("%s: %v for %d claims", name, took, n)
		}
	}
}
