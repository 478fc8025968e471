package page

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/dated"
)

// FuzzHeadline: a title without its site is a part of the title, and stays as it is.
func FuzzHeadline(f *testing.F) {
	f.Add("Bridge opens | World | The Lamp", "The Lamp")
	f.Add("The Lamp: Bridge - opens – today · x » y", "opens")
	f.Add("| | |", "|")
	f.Fuzz(func(t *testing.T, title, site string) {
		title, site = plain.Scrub(title), plain.Scrub(site)
		bare := withoutSite(title, []string{site})
		if !strings.Contains(plain.OneLine(title), bare) || bare == "" && plain.OneLine(title) != "" {
			t.Errorf("%q without %q is %q", title, site, bare)
		}
		if share := sharedWords(title, site); share < 0 || share > 1 {
			t.Errorf("%q and %q share %f", title, site, share)
		}
		if head := shownTitle(title, []paragraph{{text: site}}); head != "" && !strings.HasPrefix(strings.TrimSpace(title), head) {
			t.Errorf("%q shows %q", title, head)
		}
	})
}

// FuzzShownDate: a date found in a line or an address is one that can be.
func FuzzShownDate(f *testing.F) {
	for _, s := range []string{"Published 10:02 AM EST May 3, 2024", "05/10/2018 - Ann Lee", "[ 2018-09-28 17:32 ]", "https://a.test/2024/may/03/b", "Updated: May 4, 2024 | Posted: May 3, 2024"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, line string, first bool) {
		line = plain.Scrub(line)
		order := dated.Unknown
		if first {
			order = dated.DayFirst
		}
		for _, got := range []time.Time{lineDate(text.English(), line, order, true), plain.AddressDate(text.English(), line), shownDate(text.English(), []paragraph{{text: "T"}, {text: line}}, "T", order, true)} {
			if !got.IsZero() && (got.Year() < 1400 || got.Year() > 2200) {
				t.Errorf("%q is of %v", line, got)
			}
		}
	})
}

// FuzzStyle: no style sheet hides what it does not name.
func FuzzStyle(f *testing.F) {
	f.Add("/* a */ @media x { .b { display:none } } .a, #c { display: none } .a{}", ".a")
	f.Add("}}{{ ; @ .x{position:absolute;left:-9999em", "x")
	f.Fuzz(func(t *testing.T, sheet, declared string) {
		s := make(style)
		s.read(sheet)
		for name := range s {
			if !strings.Contains(withoutRemarks(sheet), name) || len(name) < 2 {
				t.Errorf("%q speaks of %q", sheet, name)
			}
		}
		_ = declarationsHide(declared)
	})
}

// FuzzFlat: a page that is nested too deep is read by its words, line by line.
func FuzzFlat(f *testing.F) {
	f.Add("<title>T</title><p>Said.</p><div hidden><div>No</div></div><p>So</p>")
	f.Add("<style>.a{display:none}</style><b class=a>No</b>&amp;<select><option>x")
	f.Fuzz(func(t *testing.T, page string) {
		page = plain.Scrub(page)
		_, lines := FlatText(page)
		for _, l := range lines {
			if l == "" || l != plain.OneLine(l) {
				t.Errorf("%q has the line %q", page, l)
			}
		}
		if s, err := flatStory(page); err == nil && (s.Text == "" || s.Title == "") {
			t.Errorf("%q gives %+v", page, s)
		}
	})
}
