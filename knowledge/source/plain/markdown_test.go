package plain

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestMarkdown(t *testing.T) {
	const front = "---\ntitle: \"Bridge opens\"\nauthors: [Ann Lee, Raj Patel]\npublished: 2024-05-03\nupdated: 2024-05-04 10:00\noutlet: The Lamp\nlabel: wire\nurl: https://example.org/a\nid: a-1\nmore: {x: 1}\n---\n"
	tests := map[string]struct{ in, title, text string }{
		"front matter":     {front + "\n# Bridge opens\n\nThe *bridge*\nopens on [Monday](https://example.org).\n", "Bridge opens", "The bridge opens on Monday."},
		"other heading":    {front + "# The bridge at last\n\nIt opens.\n", "Bridge opens", "The bridge at last\n\nIt opens."},
		"only a heading":   {"# Bridge opens\n\nIt opens.", "Bridge opens", "It opens."},
		"underlined":       {"Bridge opens\n============\n\nIt opens.", "Bridge opens", "It opens."},
		"no heading":       {"Bridge opens\n\nIt opens on Monday.", "Bridge opens", "It opens on Monday."},
		"lists and all":    {"# T\n\n- one\n- two\n  more\n\n1. first\n\n> Quoted\n> on.\n\n```\ncode\n```\n\n![picture](a.png)\n\n## Part\n\nEnd ~~not~~ `here` &amp; now\\*.\n", "T", "one\n\ntwo more\n\nfirst\n\nQuoted on.\n\ncode\n\nPart\n\nEnd not here & now*."},
		"table":            {"# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "T", "a | b\n\n1 | 2"},
		"html":             {"# T\n\n<div>Some <b>bold</b></div>\n\nText<br>here.\n", "T", "Some bold\n\nText here."},
		"a rule, no front": {"# T\n\n---\n\nText.\n", "T", "Text."},
		"windows lines":    {strings.ReplaceAll(front, "\n", "\r\n") + "It opens.\r\n", "Bridge opens", "It opens."},
	}
	for name, test := range tests {
		s := only(t, "a.md", test.in)
		if s.Title != test.title || s.Text != test.text {
			t.Errorf("%s: got %q with\n%q\nwant %q with\n%q", name, s.Title, s.Text, test.title, test.text)
		}
	}
	s := only(t, "a.md", front+"It opens.")
	if s.ID != "a-1" || s.Outlet != "The Lamp" || s.Label != "wire" || strings.Join(s.Authors, "|") != "Ann Lee|Raj Patel" || s.URL != "https://example.org/a" ||
		s.Published.Format(time.DateOnly) != "2024-05-03" || s.Updated.Format(time.RFC3339) != "2024-05-04T10:00:00Z" {
		t.Errorf("front matter gives %+v", s)
	}
}

// TestFrontMatterOfOthers: what other programs name otherwise is read, too, and gives way to our own names.
func TestFrontMatterOfOthers(t *testing.T) {
	for front, want := range map[string]string{
		"date: 2024-05-03":                                   "2024-05-03 0001-01-01 ",
		"date: 2024-05-03T23:30:00-07:00":                    "2024-05-03 0001-01-01 ",
		"date: 2024-05-03 18:00:00 +0200":                    "2024-05-03 0001-01-01 ",
		"date: \"3 May 2024\"":                               "2024-05-03 0001-01-01 ",
		"date: 2024-05-03\nlastmod: 2024-05-05":              "2024-05-03 2024-05-05 ",
		"date: 2024-05-03\npublished: 2024-05-01":            "2024-05-01 0001-01-01 ",
		"lastmod: 2024-05-05\nupdated: 2024-05-04":           "0001-01-01 2024-05-04 ",
		"date:\nauthor: Ann Lee":                             "0001-01-01 0001-01-01 Ann Lee",
		"author: [Ann Lee, Raj Patel]":                       "0001-01-01 0001-01-01 Ann Lee|Raj Patel",
		"author: Ann Lee and Raj Patel\nauthors: [Eva Sund]": "0001-01-01 0001-01-01 Eva Sund",
		"date: last spring":                                  `the date in "date" is not clear`,
		"date: 2024-05-03\nlastmod: soon":                    `the date in "lastmod" is not clear`,
		"date: [2024-05-03]":                                 "a list where a text should be",
	} {
		s, err := FromMarkdown("---\ntitle: Bridge opens\n"+front+"\n---\n\nIt opens on Monday.\n", bare)
		got := fmt.Sprint(err)
		if err == nil {
			got = s.Published.Format(time.DateOnly) + " " + s.Updated.Format(time.DateOnly) + " " + strings.Join(s.Authors, "|")
		}
		if err == nil && got != want || !strings.Contains(got, want) {
			t.Errorf("%q: %s, want %s", front, got, want)
		}
	}
}

// TestFrontMatterNotRead: front matter that cannot be read is named, and is no text of the story; what only looks like it is.
func TestFrontMatterNotRead(t *testing.T) {
	for doc, want := range map[string]string{
		"+++\ntitle = \"Bridge opens\"\ndate = 2024-05-03\n+++\n\nIt opens on Monday.\n": "is TOML, between +++ lines; write it as YAML",
		"+++\ntitle = 'A'\n+++":                                   "is TOML",
		"---\ntitle: A\n\nIt opens on Monday.\n":                  "has no closing --- line",
		"---\ntitle: [a\n---\nIt opens on Monday.\n":              "cannot be read",
		"+++\nThe bridge of Norton\n\nIt opens on Monday.\n":      "",
		"+++\nThe bridge opens.\n+++\n\nIt opens on Monday.\n":    "",
		"The bridge\n\na = b\n+++\nc = d\n+++\nIt opens today.\n": "",
	} {
		s, err := FromMarkdown(doc, bare)
		if got := err != nil && strings.Contains(err.Error(), want); want != "" && !got || want == "" && err != nil {
			t.Errorf("%q: %+v, %v, want %q", doc, s, err, want)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	f.Add("---\ntitle: A\n---\n# A\n\nText *here*.\n")
	f.Add("---\nauthors:\n- A\n- {b: c}\n---\n> > x\n")
	f.Fuzz(func(t *testing.T, doc string) {
		if s, err := FromMarkdown(Scrub(doc), bare); err == nil {
			cleanStory(t, s)
		}
	})
}
