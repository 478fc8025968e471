package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// TestPrintSources compares what stands below an answer, whole.
func TestPrintSources(t *testing.T) {
	t.Parallel()
	a := &bot.Answer{
		Mode: bot.ModeExtract,
		Citations: []bot.Citation{
			{N: 1, Story: "a", Title: `A "fine" story`, Outlet: "Wire", Label: "opinion", Published: "2019-01-03", URL: "https://x.example", Quote: "It is\nsaid."},
			{N: 2, Story: "b", Title: "Plain", Quote: "So."},
			{N: 3, Story: "a", Title: `A "fine" story`, Quote: "Again."},
		},
		Notes: []bot.Note{{Kind: "label", Text: "[1] is an opinion."}, {Kind: "window", Text: "2019 only."}},
	}
	lines := "\n[1] \"A \"fine\" story\", Wire, 3 Jan 2019 (opinion) https://x.example\n%s[2] \"Plain\" b\n%s[3] \"A \"fine\" story\", as [1]\n%s" +
		"\n([1] is an opinion.)\n(2019 only.)\n"
	for _, c := range []struct {
		mode   bot.Mode
		quotes bool
		want   string
	}{
		{bot.ModeExtract, false, fill(lines, "", "", "")},
		{bot.ModeExtract, true, fill(lines, "    “It is said.”\n", "    “So.”\n", "    “Again.”\n")},
		{bot.ModeModel, false, fill(lines, "    “It is said.”\n", "    “So.”\n", "    “Again.”\n")},
	} {
		var out bytes.Buffer
		a.Mode = c.mode
		if err := (paper{Writer: &out}).printSources(a, c.quotes); err != nil || out.String() != c.want {
			t.Errorf("%s, quotes %v: %v, got\n%s\nwant\n%s", c.mode, c.quotes, err, out.String(), c.want)
		}
	}
}

func fill(lines string, quotes ...any) string { return fmt.Sprintf(lines, quotes...) }

func TestFailures(t *testing.T) {
	double := func(n string) knowledge.Failure {
		return knowledge.Failure{Item: n, Error: "has the same address", Twice: true}
	}
	bad := knowledge.Failure{Item: "x", Error: "is empty"}
	for _, c := range []struct {
		failed []knowledge.Failure
		all    bool
		want   string
	}{
		{nil, false, ""},
		{[]knowledge.Failure{double("a"), bad}, false, "x: is empty|a: has the same address"},
		{[]knowledge.Failure{double("a"), bad, double("b"), double("c")}, false, "x: is empty|a: has the same address (and 2 more such; `storybot check -v` names all)"},
		{[]knowledge.Failure{double("a"), bad, double("b")}, true, "a: has the same address|x: is empty|b: has the same address"},
	} {
		if got := strings.Join(failures(c.failed, c.all), "|"); got != c.want {
			t.Errorf("%+v, all %v: %q, want %q", c.failed, c.all, got, c.want)
		}
	}
}

// TestGaveWayLines: what gives way is one line, or with -v one for each; a key in an address is masked; and it is
// no failure.
func TestGaveWayLines(t *testing.T) {
	r := knowledge.Report{GaveWay: []knowledge.GaveWay{
		{To: "https://lamp.example/rss?key=abcdef123456", Count: 2, Example: "a.md", Items: []string{"a.md", "b.md"}},
		{To: "wire", Count: 1, Example: "c.md", Items: []string{"c.md"}},
	}}
	const one = " gives way to wire, which has the same story and owns its address"
	for all, want := range map[bool][]string{
		false: {"= 2 items, such as a.md, give way to https://lamp.example/rss", "= c.md" + one},
		true:  {"= a.md gives way to https://lamp.example/rss", "= b.md gives way to https://lamp.example/rss", "= c.md" + one},
	} {
		var out bytes.Buffer
		err := paper{Writer: &out}.printReport(&r, true, all)
		got := strings.Split(out.String(), "\n")
		got = slices.DeleteFunc(got, func(line string) bool { return !strings.HasPrefix(line, "= ") })
		if err != nil || len(got) != len(want) || strings.Contains(out.String(), "abcdef") || !strings.Contains(out.String(), " 0 would fail ") {
			t.Fatalf("all %v: %v\n%s", all, err, out.String())
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("all %v: %q, want %q", all, got[i], want[i])
			}
		}
	}
}
