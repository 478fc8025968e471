package plain

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func TestCallsReader(t *testing.T) {
	yes := []string{
		"We will use the details you have shared to manage your registration. You agree to the processing, storage and use of this information.",
		"By signing up, you agree to our terms.", "You can unsubscribe at any time.", "The Harbour newsletter brings you the news of the sea.",
		"Want to leave a tip?", "Want to join the conversation?", "Already a subscriber?", "Have a story idea?", "Not a member yet?",
		"Sign up for our newsletter.", "Sign up for the newsletter", "Subscribe", "Subscribe to our channel today!", "Follow us on Facebook",
		"Follow Jane Roe on Twitter: @janeroe.", "Click here to subscribe", "Please support our journalism.", "Leave a comment",
		"Get the day's news in your inbox.", "Help us keep our reporting free. We depend on you.", "Download our app", "Join our WhatsApp channel for updates.",
		"We answer to you. Help keep our content free of advertisers by leaving a tip today.", "Contact the reporter at jane@example.org.",
	}
	no := []string{
		"", "The company asked readers to sign up for its newsletter.", "Want to know how he felt?", "You will agree that the port is small.", "By entering the port the ship broke the rules.", "We waited for her with your sister.", "What would you do?", "Why does it matter?",
		"\"Follow us to the sea,\" says a sign at the landing.", "“Subscribe to our newsletter,” it said.", "Want to go? Tickets are $20 at the door.",
		"Support for the bill has grown among our readers and yours.", "Follow the money, and you find the mayor.", "We asked the county for comment.",
		"See the ruins while they last.", "Help came from the coast guard within the hour.", "Like his father, he joined the navy.",
		"Make no mistake: the drought is over.", "Get well soon, the children wrote to the president.", "Read the bill before you vote, she told the house.",
		"Share prices fell by a tenth on Monday.", "Watch for ice on the roads tonight.", "Will you?", "Let us begin with the facts.", "Keep your distance.",
		"Have the police found the driver?", "Need has doubled since the spring.", "Learn to swim before you are ten, he told us.",
		"Join the army, see the world.", "We will remember you.", "Write to your senator.", "Tell the truth, she said.",
	}
	for _, l := range yes {
		if !isCallToAction(text.English(), l) {
			t.Errorf("%q is not seen as a call to the reader", l)
		}
	}
	for _, l := range no {
		if isCallToAction(text.English(), l) {
			t.Errorf("%q is taken for a call to the reader", l)
		}
	}
}

func TestCredits(t *testing.T) {
	yes := []string{
		"ALBERTO ROSSI/AFP/Getty Images", "Jane Doe/Reuters", "(Jane Doe/AP)", "Photo by Jane Doe", "Photo: Jane Doe", "Photo credit: Jane Doe/Lantern",
		"Image: Jane Doe / Lantern Images", "Photograph by Jane van der Doe for The Courier", "Picture: AFP",
	}
	no := []string{
		"Win/Loss", "First/Business Class", "Position: C/LB", "He/she must sign.", "The either/or of politics", "Photo finishes are rare.", "Photo by photo, the town was rebuilt.",
		"Economy/Basic Economy 2024", "Location: South Korea/Japan", "Image is everything to them", "The photo: a child on a beach", "24/7",
		"Credit: where it is due", "Photo ID will be needed at the polls in May.",
	}
	for _, l := range yes {
		if !isCredit(text.English(), l) {
			t.Errorf("%q is not seen as a credit", l)
		}
	}
	for _, l := range no {
		if isCredit(text.English(), l) {
			t.Errorf("%q is taken for a credit", l)
		}
	}
}

func TestCopyright(t *testing.T) {
	tests := []struct {
		in    string
		ok    bool
		owner string
	}{
		{"© 2024 Some Media LLC. All rights reserved.", true, "Some Media"},
		{"Copyright © 2019-2024 The Daily Lamp, Inc.", true, "The Daily Lamp"},
		{"(c) 2020 Lamp Press Ltd", true, "Lamp Press"},
		{"Copyright 2021 Lamp Press. This material may not be published.", true, "Lamp Press"},
		{"© 2024", true, ""},
		{"All rights reserved.", true, ""},
		{"© 2024 all the people who wrote this", true, ""},
		{"Copyright law was changed in 2019 after a long fight in the house over songs and who may sing them at weddings.", false, ""},
		{"Copyright holders won.", false, ""},
		{"The sign read: all rights reserved for the rich, and no one laughed at that on the day.", false, ""},
	}
	for _, test := range tests {
		if ok, owner := copyrightLine(text.English(), test.in); ok != test.ok || owner != test.owner {
			t.Errorf("copyright(%q) = %v, %q; want %v, %q", test.in, ok, owner, test.ok, test.owner)
		}
	}
}

// TestTop: what stands above a story goes, what the story says stays.
func TestTop(t *testing.T) {
	tests := map[string]struct{ title, outlet, in, want, authors string }{
		"the outlet":               {"A", "The Lamp", "THE LAMP\n\nIt opens on Monday.", "It opens on Monday.", ""},
		"writer and outlet":        {"A", "The Lamp", "Ann Lee, The Lamp Sports\n\nIt opens on Monday.", "It opens on Monday.", "Ann Lee"},
		"place and outlet":         {"A", "The Lamp", "Norton The Lamp —\n\nIt opens on Monday.", "It opens on Monday.", ""},
		"the outlet in a sentence": {"A", "The Lamp", "The Lamp was sold on Monday.\n\nIt cost a million.", "The Lamp was sold on Monday.\n\nIt cost a million.", ""},
		"the headline again":       {"The bridge opens", "", "THE BRIDGE OPENS!\n\nIt opens on Monday.", "It opens on Monday.", ""},
		"the title is a sentence":  {"The bridge “opens on Monday.”", "", "The bridge “opens on Monday.”\n\nIt cost a million.", "The bridge “opens on Monday.”\n\nIt cost a million.", ""},
		"below the first sentence": {"A", "The Lamp", "It opens on Monday.\n\nThe Lamp\n\nBy Ann Lee\n\nIt cost a million.", "It opens on Monday.\n\nThe Lamp\n\nBy Ann Lee\n\nIt cost a million.", ""},
		"credits among paragraphs": {"A", "", "It opens on Monday.\n\nAnn Lee/AP\n\nRead more: The old bridge\n\nWin/Loss\n\nIt cost a million.", "It opens on Monday.\n\nWin/Loss\n\nIt cost a million.", ""},
	}
	for name, test := range tests {
		s := &knowledge.Story{Title: test.title, Outlet: test.outlet}
		TidyText(s, test.in)
		if s.Text != test.want || strings.Join(s.Authors, "|") != test.authors {
			t.Errorf("%s: got %q by %q, want %q by %q", name, s.Text, s.Authors, test.want, test.authors)
		}
	}
}

// FuzzClean: whatever is read, cleaning only leaves lines out.
func FuzzClean(f *testing.F) {
	f.Add("Title\nBy A B\n\nText goes here.\nWant to leave a tip?", "Title")
	f.Add(pasted, "Ferry line to Skerry Island reopens after nine years")
	f.Fuzz(func(t *testing.T, doc, title string) {
		in := unwrap(Scrub(doc))
		e := &boilerplate{lang: text.English(), title: title}
		out := e.bottom(e.middle(e.top(in)))
		at := 0
		for _, l := range out {
			for at < len(in) && in[at] != l {
				at++
			}
			if at == len(in) {
				t.Fatalf("%q is not a line of the text, or out of order", l)
			}
			at++
		}
		if s, err := FromText(Scrub(doc), nil); err == nil && (s.Title == "" || strings.TrimSpace(s.Text) == "") {
			t.Errorf("a story with title %q and text %q", s.Title, s.Text)
		}
	})
}

func FuzzUnwrap(f *testing.F) {
	f.Add("one\ntwo three\n\nfour")
	f.Fuzz(func(t *testing.T, text string) {
		text = Scrub(text)
		drop := strings.NewReplacer(" ", "", "\n", "", "\t", "")
		got, want := drop.Replace(strings.Join(unwrap(text), "")), drop.Replace(strings.Join(strings.Fields(text), ""))
		if got != want {
			t.Errorf("unwrap lost or made characters: %q, want %q", got, want)
		}
	})
}
