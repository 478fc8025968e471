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
