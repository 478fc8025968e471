package ask

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

func TestVerb(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"Who repaired the old lighthouse?":                     "repaired",
		"Who will open the fair?":                              "open",
		"Which club has won the cup?":                          "won",
		"Who did the mayor of Ulm dismiss?":                    "dismiss",
		"When was the harbour closed?":                         "closed",
		"Who is the minister who resigned in May?":             "resigned",
		"What is the company that the state bought?":           "bought",
		"What caused the blackout?":                            "caused",
		"Was the vote unanimous?":                              "unanimous",
		"How long is the bridge?":                              "",
		"Where is the museum?":                                 "",
		"Why did some towns across the north cancel the race?": "cancel",
		"Why should older people stop smoking?":                "stop",
		"How many floods could new dykes prevent?":             "prevent",
		"Why did Kelly's revenue rise last year?":              "rise",
		"What did Kelly's add to its menu this week?":          "add",
		"When did the strike finally end?":                     "end",
		"How long did the strike last in Ulm?":                 "last",
		"How high does the kite fly?":                          "fly",
		"When did the bank say branches would close?":          "close",
		"Which club recently sacked its coach?":                "sacked",
		"Which country's ministers have rejected the plan?":    "rejected",
		"The storm reached land in which country?":             "reached",
		"The old mill was sold to which brewery?":              "sold",
	} {
		p := Read(text.English(), question)
		got := ""
		if p.Verb >= 0 {
			got = p.Words[p.Verb].Norm
		}
		if got != want {
			t.Errorf("%s: verb %q, want %q", question, got, want)
		}
	}
}

func TestWho(t *testing.T) {
	t.Parallel()
	for question, want := range map[string][2]bool{ // whom it is done to, and in the passive
		"Who beat the champion?":          {false, false},
		"Who did the champion beat?":      {true, false},
		"Who was beaten in the final?":    {false, true},
		"Whom has the court acquitted?":   {true, false},
		"Who were the climbers saved by?": {false, true},
	} {
		if p := Read(text.English(), question); p.Object != want[0] || p.Passive != want[1] {
			t.Errorf("%s: object %v, passive %v, want %v", question, p.Object, p.Passive, want)
		}
	}
}

// TestAsks: what only asks is no word to look for.
func TestAsks(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"How many boats sank?":           "many",
		"What is the name of the ferry?": "name",
		"Name the ship that sank.":       "name",
		"How old is the captain?":        "old",
		"What happened at the pier?":     "happened",
		"Which ferry sank?":              "",
	} {
		p := Read(text.English(), question)
		got := ""
		for i := range p.Words {
			if p.Asks[i] {
				got += p.Words[i].Norm
			}
		}
		if got != want {
			t.Errorf("%s: only asks: %q, want %q", question, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	if p := Plain(text.English(), "Who asks? Nobody."); p.Manner != Other || p.Want != Anything || p.Verb >= 0 || len(p.Words) != 3 {
		t.Errorf("a sentence that only leads up to the question is read as one: %+v", p)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for k := Anything; k < typesEnd; k++ {
		if name := k.String(); name == "" || name == "unknown" || seen[name] {
			t.Errorf("type %d is called %q", k, name)
		}
		seen[k.String()] = true
	}
	manners := map[string]bool{}
	for m := Other; m <= Said; m++ {
		if name := m.String(); name == "" || manners[name] {
			t.Errorf("manner %d is called %q", m, name)
		}
		manners[m.String()] = true
	}
	if typesEnd.String() != "unknown" || Manner(-1).String() != "other" {
		t.Error("what is no type or manner has a name")
	}
}

func TestNounType(t *testing.T) {
	t.Parallel()
	for noun, want := range map[string]Type{
		"year": Date, "cities": City, "country": Country, "lawyer": Person, "lawyers": Person,
		"price": Money, "colours": Member, "ferry": Anything, "": Anything, "percentage": Percent,
	} {
		if got := NounType(text.English(), noun); got != want {
			t.Errorf("%q asks for a %s, want %s", noun, got, want)
		}
	}
}
