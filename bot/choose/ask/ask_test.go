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
		"Whom is the ship built in 1988 named after?":          "named", // the other describes it
		"When was the ferry raised near Ulm repaired?":         "repaired",
		"Why was the man arrested in Ulm yesterday released?":  "released",
		"When was the man arrested who killed the mayor?":      "arrested",
		"Who was arrested in the house raided on Monday?":      "arrested",
		"When was the ferry raised and repaired?":              "raised",
		"when does the ada lee class start":                    "start",
		"when does the vik boat show open":                     "open",
		"when did the ada lee trial end in ulm":                "end",
		"where did old per lund die":                           "die",
		"how long will the ferry festival last":                "last",
		"when did the mayor take office":                       "take",
		"When did the start of the race change?":               "change",
		"When did the team miss the start?":                    "miss",
		"what did bret lee tell staff about the board":         "tell",
		"what did ada moen say of the dyke":                    "",
		"What did the owner say caused the fire?":              "caused",
		"When is the tram scheduled to open?":                  "open",
		"Where is the storm expected to strike the coast?":     "strike",
		"Who is expected to win the race?":                     "win",
		"How many jobs are planned to go?":                     "go",
		"When was the wall supposed to fall?":                  "supposed",
		"When was the meeting planned?":                        "planned",
		"How much is the mayor expected to pay?":               "pay",
		"When is the tram planned to Ulm?":                     "planned",
		"What did the mayor say causes the floods?":            "causes",
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

// TestFocus: the noun that is asked for, the kind of thing that it names, and the verb.
func TestFocus(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]struct {
		focus string
		want  Type
		verb  string
	}{
		// What looks like a past form before a noun, and how far it is so, only describes it.
		"Which beloved bakery sitcom did he write for ten years?":    {"sitcom", Title, "write"},
		"Which embattled mayor was found guilty this week?":          {"mayor", Person, "found"},
		"Which haunted castle will reopen in May?":                   {"castle", Place, "reopen"},
		"Which highly praised feature did the firm add to its oven?": {"feature", Anything, "add"},
		"What disgraced banker fled the country?":                    {"banker", Anything, "fled"},
		"What caused the blackout?":                                  {"", Anything, "caused"},
		"What caused panic in Ulm?":                                  {"", Anything, "caused"},
		"Which won more medals, Ulm or Bern?":                        {"", Anything, "won"},
		// Nor is the noun what describes it behind another word.
		"What was the record high average price of a barrel?": {"price", Money, ""},
		"What is the monthly total cost of the scheme?":       {"cost", Money, ""},
		"What's the brand new Hollis winter soup?":            {"soup", Anything, ""},
		"Which brand new bridge did the king open?":           {"bridge", Place, "open"},
		"Which team first won the cup?":                       {"team", Organisation, "won"},
		"Which storm last year closed the port?":              {"storm", Name, "closed"},
		// A part of a name is no noun.
		"What is the name of Kim Song Ho's son?":            {"son", Person, ""},
		"Which Minor League Hurling team won the cup?":      {"team", Organisation, "won"},
		"What is Lake Ulm's depth?":                         {"depth", Number, ""},
		"Which prize did King Olaf award?":                  {"prize", Name, "award"},
		"How many Easter lambs graze there?":                {"lambs", Number, "graze"},
		"How many Alps did she climb?":                      {"alps", Number, "climb"},
		"How many pies did young eater Ann Lee swallow?":    {"pies", Number, "swallow"},
		"Which vow did singing couple Ann and Bo Ek make?":  {"vow", Anything, "make"},
		"When did the city name Ann Lee mayor?":             {"", Date, "name"},
		"Which captain did the club sign from Ulm Rangers?": {"captain", Person, "sign"},
		// The verb stands behind all nouns of its subject.
		"How much does the airport tent hotel cost?":  {"", Money, "cost"},
		"What did the harbour seal rescue trip cost?": {"", Money, "cost"},
		"How much did the firm pay Ann Lee?":          {"", Money, "pay"},
		"When does the old milk depot museum open?":   {"", Date, "open"},
		"Where did the huge paint store blaze start?": {"", Place, "start"},
		"When does the shy goat kid film come out?":   {"", Date, "come"},
		"Where did the storm reach land?":             {"", Place, "reach"},
		"When did the mayor take office in Ulm?":      {"", Date, "take"},
		// What somebody does is no noun; and whose name it is tells that it is a person's.
		"The council will do what this week?":                  {"", Anything, ""},
		"Her brother did what during the vote?":                {"", Anything, ""},
		"Doing what is as harmful as smoking?":                 {"", Anything, ""},
		"The judge had the oldest seat. What is her name?":     {"name", Person, ""},
		"What was his name?":                                   {"name", Person, ""},
		"What is its name?":                                    {"name", Name, ""},
		"What is the name of the ferry that sank off Skarholm": {"ferry", Name, "sank"},
	} {
		spans := text.English().Sentences(question)
		p := Read(text.English(), spans[len(spans)-1].Of(question))
		verb := ""
		if p.Verb >= 0 {
			verb = p.Words[p.Verb].Norm
		}
		if p.Focus != want.focus || p.Want != want.want || verb != want.verb {
			t.Errorf("%s: asks for %q (%s) by %q, want %q (%s) by %q", question, p.Focus, p.Want, verb, want.focus, want.want, want.verb)
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

// TestWants: what is asked for where it is asked how often, and what somebody says causes something.
func TestWants(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]Type{
		"How often does the ferry sail?":               Rate,
		"how frequently are the dykes inspected":       Rate,
		"How regularly does the board meet?":           Rate,
		"How far does the ferry sail?":                 Number,
		"What did the owner say caused the fire?":      Reason,
		"What did the mayor say causes the floods?":    Reason,
		"What did the mayor say about the cause?":      Saying,
		"What did the mayor say of the reason?":        Saying,
		"What did the owner say of the fire?":          Saying,
		"How long does the ferry take?":                Duration,
		"What does the captain say prompted the turn?": Reason,
		"What did the captain say then?":               Saying,
	} {
		if got := Read(text.English(), question).Want; got != want {
			t.Errorf("%s: wants %v, want %v", question, got, want)
		}
	}
}

// TestOffice: what somebody is of whom it is asked who that is.
func TestOffice(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"Who is the mayor of Vik?":     "mayor",
		"Who is the Vik mayor?":        "mayor",
		"who's the Vik Bank chief":     "chief",
		"Who is Ann Lee's coach?":      "coach",
		"Who is the Reed Foundation?":  "",
		"Who is the winner?":           "",
		"Who is Ann Lee?":              "",
		"Who is the man who shot her?": "",
	} {
		if got := Read(text.English(), question).Office; got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

// TestContracted: a question word with "is" in it asks as the two apart do.
func TestContracted(t *testing.T) {
	t.Parallel()
	for short, long := range map[string]string{
		"what's a pale moon":           "what is a pale moon",
		"whats a pale moon":            "what is a pale moon",
		"What's the capital of Norway": "What is the capital of Norway",
		"What’s Kaffa?":                "What is Kaffa?",
		"who's the mayor of Vik":       "who is the mayor of Vik",
		"Who's Ann Lee's coach?":       "Who is Ann Lee's coach?",
	} {
		a, b := Read(text.English(), short), Read(text.English(), long)
		if a.Manner != b.Manner || a.Want != b.Want || a.Focus != b.Focus || a.Define != b.Define || a.Office != b.Office {
			t.Errorf("%s: %v %v %q %v %q; %s: %v %v %q %v %q", short, a.Manner, a.Want, a.Focus, a.Define, a.Office, long, b.Manner, b.Want, b.Focus, b.Define, b.Office)
		}
	}
}

// The name of a mayor is who he is, and need not be told as a name; that of somebody's sister must be, since stories tell of her without.
func TestNameOf(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]struct {
		called bool
		want   Type
		office string
	}{
		"What is the name of the new mayor of Ulm?":           {false, Person, "mayor"},
		"What's the name of the man who shot the singer?":     {false, Person, ""},
		"what was the name of the pilot":                      {false, Person, "pilot"},
		"What is the name of Ann Lee's sister?":               {true, Anything, ""},
		"What is the name of her sister?":                     {true, Anything, ""},
		"What is the name of the theory?":                     {true, Name, ""},
		"What was the name of the storm that hit Ulm in May?": {true, Name, ""},
		"Who is the mayor of Ulm?":                            {false, Person, "mayor"},
	} {
		if p := Read(text.English(), question); p.Called != want.called || p.Want != want.want || p.Office != want.office || p.Manner == Who && p.Focus != "" {
			t.Errorf("%s: called %v, %s, office %q", question, p.Called, p.Want, p.Office)
		}
	}
}
