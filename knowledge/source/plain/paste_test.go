package plain

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

const (
	tramA = "The council of Norton voted on Monday to build a tram from the harbour to the hospital."
	tramB = "It will cost 40 million crowns, the mayor said, of which the state pays a half."
	tramC = "Shopkeepers along the line fear for their trade, and want the street to stay open."
	tramD = "Work begins in March, and the first tram is to run two years later."
)

// TestPastedPages: a page that was copied whole gives its title, outlet, date, authors and
// text, and nothing of what stands around them.
func TestPastedPages(t *testing.T) {
	body := strings.Join([]string{tramA, tramB, tramC, tramD}, "\n\n")
	want := "Tram for Norton at last|The Lamp|2024-03-04|Ann Lee|" + body
	menu := "Skip to main content\nThe Lamp\nHome\nNews\nSport\nOpinion\nLog in\nSubscribe\n"
	for name, test := range map[string]struct{ in, want string }{
		"a link past the menu":      {menu + "\nTram for Norton at last\nBy Ann Lee\nMarch 4, 2024\n\n" + body + "\n\n© 2024 The Lamp", want},
		"without it":                {"The Lamp\nMenu\nSearch\nSign in\nWorld\nSport\n\nTram for Norton at last\n\nBy Ann Lee\nPublished March 4, 2024 at 10:20 AM EST\nShare\nFacebook\nX\n\n" + body + "\n\nCopyright 2024 The Lamp. All rights reserved.", want},
		"headlines of others above": {menu + "Latest\nStorm tears roof off market hall in Sandal\nLatest news\n\nNorton\n\nTram for Norton at last\n\nBy Ann Lee\n4 March 2024\n\n" + body + "\n\n© 2024 The Lamp", want},
		"the way that leads there":  {menu + "Home › News › Norton\nTram for Norton at last\nBy Ann Lee\nMon 4 Mar 2024 17.04 GMT\n" + body + "\n© 2024 The Lamp", want},
		"the headline twice":        {menu + "Tram for Norton at last\nNews\nNorton\nTram for Norton at last\nPlay video of the tram in its depot\nBy Ann Lee\n2024-03-04\n\n" + body + "\n\n© 2024 The Lamp", want},
		"its outlet in the title":   {"Skip to content\nThe Lamp\nMenu\nTram for Norton at last | The Lamp\nBy Ann Lee\nMarch 4, 2024\n\n" + body + "\n", want},
		"related stories below":     {menu + "\nTram for Norton at last\nBy Ann Lee\nMarch 4, 2024\n\n" + body + "\n\nRelated\nStorm in Sandal\nRain ends the drought\nMayor resigns after a week\nThe mayor of Sandal gave up her office on Sunday after seven days of protests.\nMost read\nFerry sinks\n© 2024 The Lamp", want},
		"an interruption":           {menu + "\nTram for Norton at last\nBy Ann Lee\nMarch 4, 2024\n\n" + tramA + "\n\n" + tramB + "\n\nAdvertisement\nShare\nSave\n\n" + tramC + "\n\n" + tramD + "\n\n© 2024 The Lamp", want},
		"consent above":             {"We use cookies to show you advertising that you may like. You can change your choices at any time.\nAccept all\nReject all\nSettings\n" + menu + "\nTram for Norton at last\nBy Ann Lee\nMarch 4, 2024\n\n" + body + "\n\n© 2024 The Lamp", want},
		"a date of today above":     {menu + "Tuesday, March 12, 2024\nWeather 8°\n\nTram for Norton at last\nBy Ann Lee\nMarch 4, 2024\nUpdated: March 5, 2024\n\n" + body + "\n\n© 2024 The Lamp", want},
		"what it is about": {menu + "\nTram for Norton at last\nThe line from the harbour to the hospital was planned for sixty years and cost three mayors their office\nBy Ann Lee\nMarch 4, 2024\n\n" + body + "\n\n© 2024 The Lamp",
			"Tram for Norton at last|The Lamp|2024-03-04|Ann Lee|The line from the harbour to the hospital was planned for sixty years and cost three mayors their office\n\n" + body},
		"German": {"Zum Inhalt springen\nDie Lampe\nStartseite\nPolitik\nSport\nAnmelden\nTram für Norton kommt\nVon Anna Berg\n4. März 2024, 10:20 Uhr\n\nDer Rat von Norton hat am Montag beschlossen, eine Tram vom Hafen zum Krankenhaus zu bauen.\n\nSie soll 40 Millionen Kronen kosten, sagte die Bürgermeisterin, die Hälfte zahlt der Staat.\n\nTeilen\nMerken\nDrucken\nMehr zum Thema\n© 2024 Die Lampe",
			"Tram für Norton kommt|Die Lampe|2024-03-04|Anna Berg|Der Rat von Norton hat am Montag beschlossen, eine Tram vom Hafen zum Krankenhaus zu bauen.\n\nSie soll 40 Millionen Kronen kosten, sagte die Bürgermeisterin, die Hälfte zahlt der Staat."},
		"a kicker and calls, no menu": {"Harbours\nTram for Norton at last\nThe line from the harbour to the hospital was planned for sixty years, and costs a fortune.\nNews by mail\nGet what happens in Norton each morning. All that matters, to where you read your mail.\nSUBSCRIBE\nMarch 4, 2024, 9:28 AM UTC\nBy Ann Lee\n\n" + body + "\n\n© 2024 The Lamp",
			"Tram for Norton at last|The Lamp|2024-03-04|Ann Lee|The line from the harbour to the hospital was planned for sixty years, and costs a fortune.\n\n" + body},
		"a notice, no menu": {"Welcome to our editions for readers abroad\nLearn more\nTram for Norton at last, says the council\nBy Ann Lee\nMarch 4, 2024\n\n" + body + "\n\n© 2024 The Lamp", strings.Replace(want, "at last", "at last, says the council", 1)},
		"behind an interruption": {menu + "\nTram for Norton at last\nBy Ann Lee\nMarch 4, 2024\n\n" + tramA + "\n\n" + tramB + "\n\nAdvertisement\nMore from Norton\nStorm in Sandal\n\n" + "The tram will cost the mayor her office, shopkeepers of Norton said on Monday in the hospital." + "\n\nThe voices\n\nShopkeepers of the harbour and along the line to the hospital want the council to wait.\n\n© 2024 The Lamp",
			"Tram for Norton at last|The Lamp|2024-03-04|Ann Lee|" + tramA + "\n\n" + tramB + "\n\n" + "The tram will cost the mayor her office, shopkeepers of Norton said on Monday in the hospital." + "\n\nThe voices\n\nShopkeepers of the harbour and along the line to the hospital want the council to wait."},
		"an owner of no letters":    {menu + "\nTram for Norton at last\nBy Ann Lee\nMarch 4, 2024\n\n" + body + "\n\n© 2024 — Lamp & Company, Inc.", strings.Replace(want, "The Lamp", "Lamp", 1)},
		"a first line of the story": {"Tram vote\nCouncil of Norton votes for the tram to the hospital\nBy Ann Lee\nMarch 4, 2024\n\n" + tramA + "\n\n" + tramB + "\n\nThe vote was close.", "Tram vote||||Council of Norton votes for the tram to the hospital\nBy Ann Lee\nMarch 4, 2024\n\n" + tramA + "\n\n" + tramB + "\n\nThe vote was close."},
		"no page":                   {"Tram for Norton at last\n\n" + body, "Tram for Norton at last||||" + body},
		"no page, with a date":      {"Tram for Norton at last\nBy Ann Lee\nMarch 4, 2024\n\n" + body, "Tram for Norton at last||2024-03-04|Ann Lee|" + body},
		"a poem":                    {"The tram\n\nIt comes\nIt goes\nIt rings\nIt slows\n\nAnd nobody knows", "The tram||||It comes\nIt goes\nIt rings\nIt slows\n\nAnd nobody knows"},
	} {
		s, err := FromText(test.in, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := fmt.Sprintf("%s|%s|%s|%s|%s", s.Title, s.Outlet, knowledge.Day(s.Published), strings.Join(s.Authors, ", "), s.Text); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, test.want)
		}
	}
}

// TestPastedTitle: among the lines above a copied story the headline is told from what stands
// beside it on pages: kickers, what the story is about, captions, credits, addresses.
func TestPastedTitle(t *testing.T) {
	const title = "Tram for Norton at last"
	menu := "Skip to main content\nThe Lamp\nHome\nNews\nSport\nOpinion\nLog in\n"
	body := "\n\n" + strings.Join([]string{tramA, tramB, tramC, tramD}, "\n\n") + "\n\n© 2024 The Lamp"
	for name, above := range map[string]string{
		"a caption below its credit":          title + "\n3 hours ago\nShare\nSave\nAnn Lee\nReporter, Norton\nGetty Images A street with shops and a church\nThe street from the harbour to the hospital in Norton",
		"a caption above its credit":          title + "\nBy Ann Lee\n4 March 2024\nThe street: from the harbour to the hospital\nAnn Berg / AFP",
		"what it is about":                    title + "\nThe line to the hospital will cost a fortune and many who live along it fear the worst\nAnn Lee\nNorton - March 4, 2024 - 05:30 CET\nShare",
		"an address in the byline":            title + "\nBy ANN LEE alee@lamp.example\nMar 4, 2024 Updated 4 hrs ago  0\nFacebook Twitter Email Print",
		"a kicker":                            "The harbour line\n" + title + "\nShopkeepers fear for their trade, but the council of Norton votes for the line.\nBy Ann Lee\nMarch 4, 2024",
		"a caption below a byline":            title + "\nBy Ann Lee\nMarch 4, 2024\nShare\nThe street from harbour to hospital will have a tram",
		"a caption that ends with its credit": title + "\nNorton /\nMarch 4, 2024\nBy Ann Lee\nShopkeepers along the line to the hospital of Norton (Credit: Ann Berg)",
		"a label":                             title + "\nShare\nAnn Lee\nShopkeepers fear the tram to the hospital. Here is why:",
		"a picture and its alternative text":  title + "\nThe council votes for the line to the hospital after sixty years of plans and three mayors\nA street with shops.\nA street with shops.\nANN BERG\nAnn Lee\nMarch 4, 2024",
	} {
		s, err := FromText(menu+above+body, nil)
		if err != nil || s.Title != title {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

// TestPastedDate: day and month of a page in another language than English are told apart,
// and the date is found below what stands between the headline and the story.
func TestPastedDate(t *testing.T) {
	menu := "Skip to main content\nThe Lamp\nHome\nNews\nSport\nOpinion\nLog in\n"
	body := "\n\n" + strings.Join([]string{tramA, tramB, tramC, tramD}, "\n\n") + "\n"
	french := "Le conseil de Norton a voté lundi la construction d'un tramway entre le port et l'hôpital.\n\nLe projet coûtera 40 millions de couronnes, selon la maire, qui espère l'aide de l'État.\n"
	for in, want := range map[string]string{
		menu + "Un tramway pour Norton, enfin\nPar Anne Morel\nPublié le 04/03/2024 à 11:32\n\n" + french:                                                                                                                         "2024-03-04",
		menu + "Tram for Norton at last\nBy Ann Lee\nPublished 04/03/2024 11:32\n" + body:                                                                                                                                         "",
		menu + "Tram for Norton at last\nThe council votes for the line after sixty years of plans and three mayors.\n\nListen to this story\n\nThe street to the hospital of Norton on Monday.\nAnn Lee\nMarch 4, 2024\n" + body: "2024-03-04",
	} {
		s, err := FromText(in, nil)
		if err != nil || knowledge.Day(s.Published) != want {
			t.Errorf("%s: %+v, %v, want %q", in, s, err, want)
		}
	}
}

// TestPastedQuestion: a headline that is a sentence is none of the story's.
func TestPastedQuestion(t *testing.T) {
	menu := "Skip to main content\nThe Lamp\nHome\nNews\nSport\nOpinion\nLog in\n"
	body := strings.Join([]string{tramA, tramB, tramC, tramD}, "\n\n")
	for _, title := range []string{
		"Will the tram from the harbour of Norton to the hospital ever run at all?",
		"The council votes for the tram, and shopkeepers of the harbour ask: who pays for it?",
	} {
		for _, below := range []string{"\nBy Ann Lee\nMarch 4, 2024\n\n", "\n" + title + "\nNorton, The Lamp | Updated: March 4, 2024\n\n"} {
			s, err := FromText(menu+title+below+body, nil)
			if err != nil || s.Title != title || s.Text != body {
				t.Errorf("%s: %+v, %v", title+below, s, err)
			}
		}
	}
}
