package plain

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// pasted is an article as it comes when a whole web page is copied.
const pasted = `© 2023 Harbour Media Group Inc. All rights reserved.
Ferry line to Skerry Island reopens after nine years
JANE OKORO/NEP/Lantern Images

Ferry line to Skerry Island reopens after nine years

The first boat left with forty passengers and a brass band on board

After nine years without a ferry, the people of Skerry Island can once more reach the mainland in under an hour.

What happened?

The MV Petrel left the new pier at 7:15 on Monday. "We have waited for this since my daughter was born," said islander Tomas Brandt. Want to know how he felt? "Like a tourist," he said.

The line was closed in 2014 when the old pier failed an inspection. Rebuilding it cost $4.2 million, of which the county paid half.

What comes next?

From June the boat will sail four times a day. You can still see the ruins of the old pier from its deck. We asked the county whether the fares would stay as they are.

"Follow us to the sea," says a sign at the landing.

Want to send us a tip?

We work for you. Help keep our newsroom free of pop-ups by leaving a tip today.
Want to join the discussion?
Already a member?
`

func TestPastedArticle(t *testing.T) {
	s := only(t, "ferry.txt", pasted)
	if want := "Ferry line to Skerry Island reopens after nine years"; s.Title != want {
		t.Errorf("title %q, want %q", s.Title, want)
	}
	if s.Outlet != "Harbour Media Group" {
		t.Errorf("outlet %q, want Harbour Media Group", s.Outlet)
	}
	_, body, _ := strings.Cut(pasted, "Lantern Images\n\n"+s.Title+"\n\n")
	body, _, _ = strings.Cut(body, "\n\nWant to send")
	if s.Text != body {
		t.Errorf("text is\n%s\nwant\n%s", s.Text, body)
	}
}

// TestSeedArticle reads the article that stories of this kind come as.
func TestSeedArticle(t *testing.T) {
	folder := "../../../../shared/stories"
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no ../shared/stories: the seed article not read")
	}
	for _, e := range entries {
		raw, err := os.ReadFile(filepath.Join(folder, e.Name())) //nolint:gosec // a test's own data
		if err != nil {
			t.Fatal(err)
		}
		s := only(t, "seed.txt", string(raw))
		lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
		if s.Title != lines[1] {
			t.Errorf("%s: title %q, want %q", e.Name(), s.Title, lines[1])
		}
		if strings.Contains(s.Text, s.Title) || strings.Contains(s.Text, "©") || strings.Contains(s.Text, "/") || strings.Contains(s.Text, "ubscriber") {
			t.Errorf("%s: junk is left in\n%s", e.Name(), s.Text)
		}
		// every long line but the copyright, the headlines and the one call to the reader is the story's own
		for _, l := range lines[3:] {
			if len(l) > 60 && l != s.Title && !strings.Contains(l, "answer to you") && !strings.Contains(s.Text, l) {
				t.Errorf("%s: lost %q", e.Name(), l)
			}
		}
		if n := len(text.English().Sentences(s.Text)); n < 15 {
			t.Errorf("%s: %d sentences are left", e.Name(), n)
		}
	}
}

func TestPlainText(t *testing.T) {
	tests := map[string]struct{ in, title, text string }{
		"wrapped at a column": {
			in: "Council votes to keep the library open\n\n" +
				"The town council voted on Tuesday evening to keep the library on Mill\n" +
				"Street open for at least three more years. The vote was close, at seven\n" +
				"to six, and followed a long debate about what it would cost to heat the\n" +
				"building.\n\n" +
				"\"It is the only warm room that many people have,\" said the councillor\n" +
				"who had asked for the vote.\n",
			title: "Council votes to keep the library open",
			text: "The town council voted on Tuesday evening to keep the library on Mill Street open for at least three more years. " +
				"The vote was close, at seven to six, and followed a long debate about what it would cost to heat the building.\n\n" +
				"\"It is the only warm room that many people have,\" said the councillor who had asked for the vote.",
		},
		"wrapped, paragraphs set in": {
			in: "Rain ends the drought\n\n" +
				"    The longest drought in forty years ended on Friday with two days of\n" +
				"rain that filled three of the five reservoirs and flooded some cellars\n" +
				"along the river, the water board said.\n" +
				"    Farmers were glad. They had lost a third of the barley, and most of\n" +
				"the early potatoes, before the weather changed.\n",
			title: "Rain ends the drought",
			text: "The longest drought in forty years ended on Friday with two days of rain that filled three of the five reservoirs and flooded some cellars along the river, the water board said.\n" +
				"Farmers were glad. They had lost a third of the barley, and most of the early potatoes, before the weather changed.",
		},
		"a paragraph a line": {
			in: "Mayor resigns\nThe mayor of Eastwick resigned on Friday after a week of protests over the sale of the harbour to a private company.\n" +
				"Her deputy will serve until the election in May, and said he would not stand for the office himself in that election.\n",
			title: "Mayor resigns",
			text: "The mayor of Eastwick resigned on Friday after a week of protests over the sale of the harbour to a private company.\n\n" +
				"Her deputy will serve until the election in May, and said he would not stand for the office himself in that election.",
		},
		"only a paragraph": {
			in:    "The mayor resigned on Friday. Her deputy will serve until May.",
			title: "The mayor resigned on Friday. Her deputy will serve until May.",
			text:  "The mayor resigned on Friday. Her deputy will serve until May.",
		},
		"a list": {
			in:    "Winners\n\nBest film: The Long Shore\nBest song: Position/Opposition\nTeams: Norton/Suffield Rams\n",
			title: "Winners",
			text:  "Best film: The Long Shore\nBest song: Position/Opposition\nTeams: Norton/Suffield Rams",
		},
		"nothing but what looks like junk": {
			in: "Want to leave a comment?", title: "Want to leave a comment?", text: "Want to leave a comment?",
		},
	}
	for name, test := range tests {
		s := only(t, "a.txt", test.in)
		if s.Title != test.title {
			t.Errorf("%s: title %q, want %q", name, s.Title, test.title)
		}
		if s.Text != test.text {
			t.Errorf("%s: text is\n%s\nwant\n%s", name, s.Text, test.text)
		}
	}
}

func TestWhatTheHeadTells(t *testing.T) {
	s := only(t, "a.txt", "Copyright 2024 The Fenland Courier Ltd\nHarvest is late\nBy Ann Lee and Raj Patel\nPublished: 3 May 2024, 9:30 a.m.\nUpdated 4 May 2024\n\nThe harvest is three weeks late this year, farmers say.\n")
	if s.Title != "Harvest is late" || s.Outlet != "The Fenland Courier" || strings.Join(s.Authors, "|") != "Ann Lee|Raj Patel" ||
		s.Published.UTC().String() != "2024-05-03 09:30:00 +0000 UTC" || knowledge.Day(s.Updated) != "2024-05-04" {
		t.Errorf("got %q of %q by %q, %v, %v", s.Title, s.Outlet, s.Authors, s.Published, s.Updated)
	}
	if want := "The harvest is three weeks late this year, farmers say."; s.Text != want {
		t.Errorf("text %q, want %q", s.Text, want)
	}
	for line, want := range map[string]string{
		"NORTON, May 3, 2024 (AP) — The harvest is late.": "2024-05-03", "NORTON, England, 3 May 2024 - The harvest is late.": "2024-05-03",
		"The harvest is late, farmers said.": "", "NORTON, May 3 (AP) — The harvest is late.": "", "In Norton, on May 3, 2024, the harvest began.": "",
	} {
		if s := only(t, "c.txt", "Harvest is late\n\n"+line); knowledge.Day(s.Published) != want || s.Text != line {
			t.Errorf("%q gives %v, %q", line, s.Published, s.Text)
		}
	}
	if s := only(t, "b.txt", "Harvest is late\n\nThe harvest is late."); !s.Published.IsZero() || s.Outlet != "" {
		t.Errorf("a text without a date has %v and outlet %q, want none", s.Published, s.Outlet)
	}
}
