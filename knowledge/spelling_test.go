package knowledge

import (
	"fmt"
	"testing"
)

// TestRespelling holds queries with words that no story has to what they are taken for.
func TestRespelling(t *testing.T) {
	t.Parallel()
	shelf := &shelf{name: "s"}
	for _, st := range [][4]string{
		{"ferry", "The ferry capsizes", "The ferry Astrid Lind capsized off Skarholm. Its captain, Maren Okafor, was rescued by divers.", "news"},
		{"bank", "Rates", "The central bank cut its key rate. Tomas Verhaal, the governor, spoke of people in Roland Street.", "news"},
		{"cup", "The cup", "The Rovers won the final. Their captain is Ferris Jha.", "news"},
		{"goal", "A goal", "The striker scored twice for Ostby in the derby.", "news"},
		{"winter", "Winter", "Winter came before the final. A gaol keeper of the bank spoke of diverse views and of voles.", "news"},
		{"secret", "Secret", "The takeover of Zanzibarium by the central bank is planned.", "secret"},
	} {
		shelf.put(st[0], st[1], st[2], "2026-01-02")
		shelf.items[len(shelf.items)-1].Story.Collection = st[3]
	}
	b := &Base{Index: newMemory()}
	loadAll(t, b, shelf)
	for query, want := range map[string]string{
		"Who was the captian of the Astrid Lind?":          "[{captian captain}]",
		"the capatin of the Astird Lind":                   "[{capatin captain} {Astird Astrid}]",
		"What did Tomas Verhal say of the central bank?":   "[{Verhal Verhaal}]",
		"the govenor of the central bank":                  "[{govenor governor}]",
		"Who rescued the captain of the fery Astrid Lind?": "[{fery ferry}]",
		"fery": "[{fery ferry}]",
		"Who was the captain of the Astrid Lind?":                "[]",
		"Who according to Wilma Cutt should resign at the bank?": "[]", // a name is not the bank's "cut"
		"the chief of the Rockers won the final":                 "[]",
		"Who rules Poland?":                                      "[]", // not Roland: it begins otherwise
		"How many people live in Qxyzzy?":                        "[]",
		"the captain of the ferry in 20l9":                       "[]",               // with digits
		"Which divers won the final of the governer's cup?":      "[]",               // the governor is not of the cup
		"Is the Astrd at the bank?":                              "[{Astrd Astrid}]", // the only name that is near
		"astrd bank":                                             "[{astrd Astrid}]",
		"Is the Astrd with Tomas at the bank?":                   "[]", // Tomas is asked of
		"Is Astrida at the bank?":                                "[]", // another name
		"Is the Lnid at the bank?":                               "[]", // too short to tell: Lind
		"Is there a govenor at the ferry?":                       "[]", // no name
		"the takeover of Zanzibariun by the central bank":        "[]", // only a story that may not be seen has it
		"How manny divers were rescued on the ferry?":            "[{manny many}]",
		"whre is the captain of the ferry?":                      "[{whre where}]",
		"Tell me about the strike in Ostby":                      "[]", // a word that everybody knows
		"strike winner":                                          "[]", // a word made from one that everybody knows
		"the winners of the final":                               "[]",
		"Was the divorce final?":                                 "[]",
		"the voters of the bank":                                 "[]",
		"the goalkeeper of the final":                            "[]",
		"strike derby":                                           "[]",
		"the strikr of the derby in Ostby":                       "[{strikr striker}]",
		"ox":                                                     "[]",
		"":                                                       "[]",
		"Wer war der Kapitän der Fähre?":                         "[]",
	} {
		found, err := b.Search(t.Context(), Query{Text: query, Filter: Filter{Collections: []string{"news"}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(found.Respelled); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
		if len(found.Respelled) > 0 && (len(found.Hits) == 0 || found.Hits[0].Why.Coverage < .5) {
			t.Errorf("%q: respelled, and yet not found: %v", query, found.Hits)
		}
	}
}

// TestRespelledNames holds names with a word that is spelled wrong to what the name's other word proves.
func TestRespelledNames(t *testing.T) {
	t.Parallel()
	shelf := &shelf{name: "s"}
	for id, text := range map[string]string{
		"a": "The premier Ida Bress resigned. Ida Bress had governed for a year.",
		"b": "Ida Bress, the premier, spoke to reporters about the budget.",
		"c": "Ida Bress flew home. The brand Bres sells shoes.",
		"d": "Kalle Irving missed the match. Kalle Irving had been ill.",
		"e": "The guard Kalle Irving returned, and Ruud Irvin watched him.",
		"f": "Anna Smitt won the race. Anna Smitt is nineteen.",
		"g": "Anna Smitt trains in Ostby.",
		"h": "Anna Smit, a painter, opened a show.",
		"i": "Jonas Berg rowed. The Berg family cheered. Jonas Bergh is another.",
		"j": "Mount Orrin erupted. Mount Orrin is in the south.",
		"k": "Governor Tessmer signed. Governor Tessmar was his forerunner, as Governor Tessmar said.",
		"l": "The Union Bank and the Union Banner were sold.",
		"m": "The mayor Lena Hastings opened the bridge. Lena Hastings spoke.",
		"n": "Maria Okafor and Dana Okafur are sisters-in-law.",
		"o": "Maria Okafor sang.",
	} {
		shelf.put(id, "News "+id, text, "2026-01-02")
	}
	b := &Base{Index: newMemory()}
	loadAll(t, b, shelf)
	for query, want := range map[string]string{
		"When did Ida Bres resign?":                    "[{Ida Bres Ida Bress}]", // of which only the brand is told
		"Who is Ida Bress?":                            "[]",
		"Why did Kalle Irvng miss the match?":          "[{Irvng Irving}]",
		"Did Kalle Irvng, the guard, return?":          "[{Irvng Irving}]",
		"Where is Kalle Irvin?":                        "[{Kalle Irvin Kalle Irving}]", // another's name, and never Kalle's
		"Where is Ruud Irvin?":                         "[]",
		"Who is Anna Smit?":                            "[]", // somebody else, whom a story has
		"Who is Anna Smiff?":                           "[]", // two letters
		"Who is Jonas Berg?":                           "[]",
		"Who is Jonas Bergh?":                          "[]",
		"What did Governor Tessmer sign?":              "[]",
		"Where is Mount Orin?":                         "[{Orin Orrin}]",
		"Where is Mont Orrin?":                         "[{Mont Mount}]",
		"What did the Union Bann sell?":                "[{Bann Bank}]",
		"What did Lena Hastngs open?":                  "[{Hastngs Hastings}]",
		"What did Lenna Hastings open?":                "[{Lenna Lena}]",
		"Did Maria Okafur sing?":                       "[{Maria Okafur Maria Okafor}]",
		"Is Dana Okafur a sister of Maria Okafor?":     "[]",
		"When did Olaf Bres resign?":                   "[]", // no story has an Olaf
		"What did Kalle Gunnar do?":                    "[]", // right, and in no story
		"What did Lena Harding open?":                  "[]",
		"when did ida bres resign?":                    "[]", // no name to see
		"Did Ida Bres, Ida Bress and Bressler resign?": "[{Ida Bres Ida Bress}]",
	} {
		found, err := b.Search(t.Context(), Query{Text: query})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(found.Respelled); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
}
