package plain

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// TestPastedOutlets: the outlet is named where what stands around a copied story agrees on it, and not
// where only the company is named that owns it, an agency, a service or another site.
func TestPastedOutlets(t *testing.T) {
	const menu, head = "Home\nWorld\nSport\nOpinion\nSign in\n", "Tram for Norton at last, says the council\nBy Ann Lee\nMarch 4, 2024\n\n"
	body := strings.Join([]string{tramA, tramB, tramC, tramD}, "\n\n") + "\n\n"
	page := func(above, below string) string { return above + menu + head + body + below }
	for name, test := range map[string]struct{ in, want string }{
		"a newspaper's copyright line":         {page("", "Terms\n© 2024 The Lamp. All rights reserved."), "The Lamp"},
		"a company's":                          {page("", "Terms\n© 2024 Orle Communications, Inc. All rights reserved."), ""},
		"a company's, without its form":        {page("", "Terms\n© 2024 Orle Interactive. All Rights Reserved."), ""},
		"a name alone":                         {page("", "Terms\n© 2024 Orle"), ""},
		"a name that another line has":         {page("Search NortonWire\n", "Terms\n© 2024 NortonWire"), "NortonWire"},
		"a part of a company's, and addressed": {page("", "About Lantern\nWork at Lantern\nTerms\n© Lantern Media Group Limited 2024"), "Lantern"},
		"a site that names itself":             {page("", "About Norton Lantern\nAdvertise with Norton Lantern\nNorton Lantern newsletters\nTerms\n© 2024 Orle Communications, Inc."), "Norton Lantern"},
		"a name at the top and at the bottom":  {page("Lantern's\n", "Terms\nPrivacy\nLantern's"), "Lantern's"},
		"a menu at the top and at the bottom":  {page("Home\n", "Terms\nWhat is at home in Norton\nHome"), ""},
		"an address of the web":                {page("", "Terms\nAbout Norton Lamp\nnortonlamp.com"), "Norton Lamp"},
		"addresses of sister sites":            {page("nortonlamp.com\nsandalpost.com\nmarlnews.com\n", "sandalpost.com\nmarlnews.com"), ""},
		"who wrote it writes for it":           {page("", "Ann Lee is a reporter for the Norton Evening Lamp."), "Norton Evening Lamp"},
		"another writes for it":                {page("", "Bo Marl is a reporter for the Sandal Post."), ""},
		"an agency and a company":              {page("", "© 2024 Associated Press. All rights reserved.\n© 2024 Orle Broadcasting Inc."), ""},
		"a service that all link to":           {page("", "Follow Facebook\nFollow Facebook on Twitter\nFacebook newsletters\nfacebook.com"), ""},
		"who made the site":                    {page("Powered by Gearbox News\n", "Gearbox store\n© 2024 Gearbox"), ""},
		"two names without a space":            {page("", "© 2024 Norton News Network.Orle Broadcasting System, Inc.All Rights Reserved."), ""},
		"the story speaks of another":          {page("", "The mayor told The Sandal Post that she was glad.\nTerms"), ""},
	} {
		s, err := FromText(test.in, nil)
		if err != nil || s.Outlet != test.want || s.Title != strings.SplitN(head, "\n", 2)[0] {
			t.Errorf("%s: outlet %q, want %q (%q, %v)", name, s.Outlet, test.want, s.Title, err)
		}
	}
}

// TestPastedLayouts: pages in several languages, copied whole, as sites of several kinds set them.
func TestPastedLayouts(t *testing.T) {
	body := strings.Join([]string{tramA, tramB, tramC, tramD}, "\n\n")
	menu := "Skip to main content\nHome\nWorld\nSport\nOpinion\nSign in\n"
	for name, test := range map[string]struct{ in, want string }{
		"a ticker that leads on": {menu + "BREAKING\nCouncil | Mayor of Norton asks the council for money for the tram - Read More »»\nYou are at:\nTram for Norton at last, says the council\nTram for Norton at last, says the council\nNorton, The Lamp Bureau | Updated : March 4, 2024\n\n" + body,
			"Tram for Norton at last, says the council||"},
		"a kicker of one word": {"World\nTram for Norton at last, says the council\nThe line from the harbour to the hospital is the first in sixty years.\nA street with shops.\nBreaking news by mail\nGet what happens in Norton each morning, before you leave your house for work.\nSUBSCRIBE\nMarch 4, 2024, 9:28 AM UTC\nBy Reuters\n\n" + body,
			"Tram for Norton at last, says the council||2024-03-04"},
		"a welcome, and names without By": {"Welcome to our network's edition for readers abroad\nLearn More\nTram for Norton at last, says the council\nAnn Lee and Bo Marl Norton Evening Lamp\nPublished 10:02 AM EST Mar 4, 2024\n\n" + body,
			"Tram for Norton at last, says the council||2024-03-04"},
		"when it was, without a date": {menu + "Harbours of Norton\nPublished 1 day ago\nTram for Norton at last, says the council\nBy Ann Lee | Norton Lamp\nFacebook\nPrint\nEmail\nclose\nVideo\nThe mayor's big night at the hospital of Norton\n\n" + body,
			"Tram for Norton at last, says the council||"},
		"what it is about, above a byline": {menu + "Visit our partner site\n'At Last!': Norton Gets a Tram From the Harbour to the Hospital\nThe council voted late at night and took just 15 minutes to build the line\nBy Ann Lee\nMarch 4, 2024\nNewsletters\n'At Last!' Norton Gets a Tram From Harbour to Hospital\n\n" + body,
			"'At Last!': Norton Gets a Tram From the Harbour to the Hospital||2024-03-04"},
		"two words": {"Home\nGames\nForum\nContact\nAbout trams\nMarch 4, 2024\nPosted by Vortex\nLeave a comment\n\n" + body, "About trams||2024-03-04"},
		"links to others below the byline": {menu + "Tram for Norton at last, says the council\nBy Ann Lee\nMarch 4, 2024\nMore On:\ntrams\nMayor of Norton wants a tram from the harbour to the hospital\nsee also\nMayor of Norton wants a tram from the harbour to the hospital\n\n" + body,
			"Tram for Norton at last, says the council||2024-03-04"},
		"German": {"Zum Inhalt springen\nStartseite\nPolitik\nSport\nAnmelden\nRat stimmt für die Tram zum Krankenhaus\nVon Anna Berg\n4. März 2024, 10:20 Uhr\n\nDer Rat von Norton hat am Montag beschlossen, eine Tram vom Hafen zum Krankenhaus zu bauen.\n\nSie soll 40 Millionen Kronen kosten, sagte die Bürgermeisterin, die Hälfte zahlt der Staat.\n\nTeilen\nMerken\nDrucken\nÜber die Nortoner Zeitung\n© 2024 Nortoner Zeitung",
			"Rat stimmt für die Tram zum Krankenhaus|Nortoner Zeitung|2024-03-04"},
		"French": {"Aller au contenu\nAccueil\nMonde\nSports\nSe connecter\nUn tramway pour Norton, enfin\nPar Anne Morel\nPublié le 4 mars 2024 à 11:32\n\nLe conseil de Norton a voté lundi la construction d'un tramway entre le port et l'hôpital.\n\nLe projet coûtera 40 millions de couronnes, selon la maire, qui espère l'aide de l'État.\n\nPartager\nImprimer\nCommentaires\n© 2024 Le Courrier de Norton",
			"Un tramway pour Norton, enfin|Le Courrier de Norton|2024-03-04"},
		"Spanish": {"Saltar al contenido\nInicio\nMundo\nDeportes\nIniciar sesión\nUn tranvía para Norton, por fin\nPor Ana López\n4 de marzo de 2024\n\nEl consejo de Norton votó el lunes construir un tranvía del puerto al hospital de la ciudad.\n\nEl proyecto costará 40 millones de coronas, dijo la alcaldesa, que espera la ayuda del Estado.\n\nCompartir\nImprimir\nComentarios\n© 2024 El Diario de Norton",
			"Un tranvía para Norton, por fin|El Diario de Norton|2024-03-04"},
		"Russian": {"Главная\nМир\nСпорт\nМнения\nВойти\nВ Нортоне наконец построят трамвай\n4 марта 2024\n\nСовет Нортона в понедельник решил построить трамвайную линию от порта до городской больницы.\n\nПроект обойдётся в 40 миллионов крон, сказала мэр, половину суммы заплатит государство в марте.\n\nПоделиться\nПечать\nКомментарии\n© 2024 Вестник Нортона",
			"В Нортоне наконец построят трамвай|Вестник Нортона|2024-03-04"},
	} {
		s, err := FromText(test.in, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := fmt.Sprintf("%s|%s|%s", s.Title, s.Outlet, knowledge.Day(s.Published)); got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}

// TestPastedHeadlines: two lines might be the headline, and one thing alone tells which is: each row is of one thing.
func TestPastedHeadlines(t *testing.T) {
	const title, other = "Council of Norton votes for the tram at last", "Mayor of Norton asks the council for the tram"
	menu := "Home\nWorld\nSport\nOpinion\nSign in\n"
	body := "\n\n" + strings.Join([]string{tramA, tramB, tramC, tramD}, "\n\n") + "\n"
	for name, above := range map[string]string{
		"a line that leads on":                     other + " and the hospital for the line to the harbour »\n" + title,
		"the headline once more in other words":    "Council of Norton votes for its tram at last, and shops fear it\n" + title + ", and shops fear it\n" + other + " and hospital",
		"a link to another below what leads there": title + "\nShare\nRead more on this\n" + other + " to the hospital",
		"a stamp that has no date":                 title + "\nUpdated 9 hours ago in Norton, council, hospital, harbour, tram",
		"small letters below a line with capitals": "Council of Norton Votes for the Tram at Last\nmayor of norton asks the state for trees at the hospital",
		"names right above the date":               "norton gets its tram at last\nAnn Harbour, Bo Norton and Ada Berg\nMarch 4, 2024",
		"what is longer than headlines":            "Mayor of Norton asks council, state, harbour and hospital for the tram and complains about all of it bitterly\n" + title,
		"two sentences":                            "Mayor of Sandal asks again. It will cost 40 million crowns\n" + title,
		"the nearer one":                           "Council of Norton agrees and the harbour and hospital rejoice\nOne\nTwo\nThree\nFour\nFive\nSix\nSeven\n" + title,
		"a picture of an agency":                   title + "\nREUTERS council of Norton votes for the tram, harbour, hospital",
		"the way that leads there":                 title + "\nNews › Council of Norton › Tram from the harbour to the hospital\nMarch 4, 2024",
		"figures":                                  "40 40 40 40 tram harbour hospital Norton\n" + title,
	} {
		want := title
		switch {
		case strings.HasPrefix(above, "Council of Norton Votes"):
			want = "Council of Norton Votes for the Tram at Last"
		case strings.HasPrefix(above, "Council of Norton votes for its"):
			want = title + ", and shops fear it"
		case strings.HasPrefix(above, "norton"):
			want = "norton gets its tram at last"
		}
		s, err := FromText(menu+above+body, nil)
		if err != nil || s.Title != want {
			t.Errorf("%s: got %q, want %q (%v)", name, s.Title, want, err)
		}
	}
}
