package pdf

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// inColumn is a page of lines below each other, each a number of spaces further
// right than the margin; an empty line is a gap. Lines end where their letters do.
func inColumn(lines ...string) textPage {
	s := textPage{Width: 400, Height: 600}
	for i, l := range lines {
		text := strings.TrimLeft(l, " ")
		if text == "" {
			continue
		}
		left := 20 + 5*float64(len(l)-len(text))
		s.Lines = append(s.Lines, textLine{Text: text, Left: left, Right: left + 5*float64(utf8.RuneCountInString(text)), Base: 550 - 12*float64(i), Size: 10})
	}
	return s
}

func TestTypeset(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		pages []textPage
		want  []string
	}{
		{"lines of a paragraph", []textPage{inColumn("The bridge over the Alder", "opens on Monday.")}, []string{"The bridge over the Alder opens on Monday."}},
		{"a gap", []textPage{inColumn("The bridge over the Alder", "opens on Monday.", "", "It cost 31 million crowns.")}, []string{"The bridge over the Alder opens on Monday.", "It cost 31 million crowns."}},
		{"an indent", []textPage{inColumn("The bridge over the Alder", "opens on the next Monday.", "   It cost 31 million.", "Nobody was surprised.")},
			[]string{"The bridge over the Alder opens on the next Monday.", "It cost 31 million. Nobody was surprised."}},
		{"a short last line", []textPage{inColumn("The bridge over the Alder", "opens on Monday.", "It cost 31 million crowns and", "nobody was surprised.")},
			[]string{"The bridge over the Alder opens on Monday.", "It cost 31 million crowns and nobody was surprised."}},
		{"a word cut at the end", []textPage{inColumn("The harbour was inspec\x02", "ted by the much-ad\x02", "mired engineer, a man of", "the Anglo\x02", "Saxon kind.")},
			[]string{"The harbour was inspected by the much-admired engineer, a man of the Anglo-Saxon kind."}},
		{"hyphens that stay", []textPage{inColumn("The well\x02", "known man is twenty\x02", "seven and self\x02", "made; a well-known man of twenty-seven.")},
			[]string{"The well-known man is twenty-seven and self-made; a well-known man of twenty-seven."}},
		{"over two pages", []textPage{inColumn("The bridge over the Alder"), inColumn("opens on Monday, the city", "said.")}, []string{"The bridge over the Alder opens on Monday, the city said."}},
		{"a list", []textPage{inColumn("There are two:", "• the old bridge", "• the new bridge")}, []string{"There are two:", "• the old bridge", "• the new bridge"}},
	} {
		var got []string
		for _, l := range newLayout(text.English(), c.pages).paragraphs() {
			if l != "" {
				got = append(got, l)
			}
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestMargins(t *testing.T) {
	t.Parallel()
	page := func(number, first string) textPage {
		return inColumn("The Ledger "+number, "", first, "It is a Monday.", "It is warm.", "So says "+first, "", number)
	}
	pages := []textPage{page("1", "One begins."), page("2", "Two begins."), page("3", "Three begins.")}
	kept, margins := withoutMargins(text.English().Documents.PageNumber, pages)
	for i, p := range kept {
		if len(p.Lines) != 4 || !strings.HasSuffix(p.Lines[0].Text, " begins.") {
			t.Errorf("page %d has kept %v", i+1, p.Lines)
		}
	}
	if got := strings.Join(margins, "|"); got != "The Ledger 1|1|The Ledger 2|2" {
		t.Errorf("the margins are %q", got)
	}
	single := []textPage{inColumn("One line.", "Another.", "", "Page 1 of 1")}
	if kept, _ := withoutMargins(text.English().Documents.PageNumber, single); len(kept[0].Lines) != 2 {
		t.Errorf("kept %v", kept[0].Lines)
	}
	if kept, _ := withoutMargins(text.English().Documents.PageNumber, []textPage{inColumn("Our year was", "1998")}); len(kept[0].Lines) != 2 {
		t.Errorf("kept only %v", kept[0].Lines)
	}
}

func TestSensibleTitle(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Harbour ferry returns": "Harbour ferry returns", "  The eﬃcient \n office ": "The efficient office",
		"": "", "Untitled": "", "untitled document": "", "Microsoft Word - story final.doc": "", "ferry v2.indd": "", "LT_0321": "",
		"https://news.example/a b": "", "about:blank now": "", "PowerPoint": "", strings.Repeat("long ", 100): "",
	} {
		if got := plain.SensibleTitle(&text.English().Documents, title); got != want {
			t.Errorf("%q gives %q, want %q", title, got, want)
		}
	}
}

func TestPDFDate(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]time.Time{
		"D:20230314093000+01'00'": time.Date(2023, 3, 14, 8, 30, 0, 0, time.UTC), "D:20230314093000Z": time.Date(2023, 3, 14, 9, 30, 0, 0, time.UTC),
		"D:20230314093000-05'30": time.Date(2023, 3, 14, 15, 0, 0, 0, time.UTC), "D:2023": calendarDay(2023, 1, 1), "20230314": calendarDay(2023, 3, 14),
		"": {}, "D:": {}, "yesterday": {}, "D:20231399": {}, "D:00000101": {}, "D:19700101000000Z": {},
	} {
		if got := documentTime(said); !got.Equal(want) {
			t.Errorf("%q is %s, want %s", said, got, want)
		}
	}
}

// FuzzPrinted makes stories of whatever a child may tell.
func FuzzPrinted(f *testing.F) {
	for _, p := range []content{
		{Title: "The bridge opens", Author: "Marta Quill", Created: "D:20230314", Pages: []textPage{inColumn("The bridge over the Al\x02", "der opens.", "", "Page 1 of 2"), inColumn("It is open.", "", "Page 2 of 2")}},
		{Fault: faultLong}, {Pages: []textPage{{Lines: []textLine{{Text: "ﬁ\ufffd", Base: -1e300, Size: 1e-300}, {Text: "\x02", Left: 1e308}}}}},
	} {
		raw, err := json.Marshal(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var p content
		if json.Unmarshal(raw, &p) != nil {
			return
		}
		s, err := storyOf(&p)
		if err != nil {
			return
		}
		if s.Title == "" || s.Text == "" || strings.ContainsAny(s.Title+s.Text, "\x02\x00\r") || !utf8.ValidString(s.Title+s.Text) || strings.Contains(s.Text, "\n\n\n") {
			t.Errorf("%q: %q", s.Title, s.Text)
		}
	})
}
