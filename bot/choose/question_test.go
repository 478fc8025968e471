package choose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

func TestAnalyse(t *testing.T) {
	tests := []struct {
		question string
		manner   ask.Manner
		want     AnswerType
		focus    string
	}{
		{"Who founded the Harbour Theatre?", ask.Who, Person, ""},
		{"By whom was the Harbour Theatre founded?", ask.Who, Person, ""},
		{"When did the ferry sink?", ask.When, Date, ""},
		{"In what year did the ferry sink?", ask.When, Date, "year"},
		{"Where is the new bridge?", ask.Where, Place, ""},
		{"How many red boats were lost near the pier?", ask.HowMany, Number, "boats"},
		{"How much did the mayor pay for the bridge?", ask.HowMuch, Money, ""},
		{"How long did the strike last?", ask.HowLong, Duration, ""},
		{"How old is the captain?", ask.HowMany, Age, ""},
		{"How did the thieves get in?", ask.How, MannerOf, ""},
		{"Why was the bridge closed?", ask.Why, Reason, ""},
		{"Which country's new prime minister won?", ask.Which, Country, "country"},
		{"The storm reached land in which country?", ask.Which, Country, "country"},
		{"What percentage of the fleet was lost?", ask.HowMany, Percent, "percentage"},
		{"What is the name of the ship?", ask.What, Name, "ship"},
		{"What is the name of the company that built it?", ask.What, Organisation, "company"},
		{"Which high-ranking official resigned?", ask.Which, Person, "official"},
		{"Which two cities own the port?", ask.Which, City, "cities"},
		{"What colour is the new ferry?", ask.Which, Member, "colour"},
		{"What did the mayor say about the bridge?", ask.Said, Saying, ""},
		{"What does brackish mean?", ask.What, Meaning, ""},
		{"A ferry sank near Northport on Monday. How many people died?", ask.HowMany, Number, "people"},
		{"Is the bridge open?", ask.YesNo, Anything, ""},
		{"Name the ship that sank.", ask.Which, Name, "ship"},
		{"elena marsh age", ask.Other, Age, "age"},
		{"northport ferry price?", ask.Other, Money, "price"},
		{"brackish meaning", ask.Other, Meaning, "meaning"},
		{"What did the new ferry cost?", ask.HowMuch, Money, ""},
		{"What did the ferry cost Northport in 1987?", ask.HowMuch, Money, ""},
		{"What did the cost of the ferry change?", ask.What, Anything, ""},
		{"What's Northport's all-time record in swimming?", ask.What, Anything, "record"},
		{"elena marsh lawyer", ask.Other, Person, "lawyer"},
		{"Northport CEO", ask.Other, Person, "ceo"},
		{"northport population", ask.Other, Number, "population"},
		{"harbour festival date?", ask.Other, Date, "date"},
		{"Ballad of the Queen", ask.Other, Anything, "ballad"},
		{"lawyer", ask.Other, Anything, "lawyer"},
		{"northport bridge opening", ask.Other, Anything, "bridge"},
		{"", ask.Other, Anything, ""},
	}
	for _, tt := range tests {
		q := Read(text.English(), tt.question)
		if q.manner != tt.manner || q.Want != tt.want || q.focus != tt.focus {
			t.Errorf("%q: got %v, %v, focus %q; want %v, %v, focus %q", tt.question, q.manner, q.Want, q.focus, tt.manner, tt.want, tt.focus)
		}
	}
}

// TestAnalyseTerms checks that what only asks is no term and that what tells most weighs most.
func TestAnalyseTerms(t *testing.T) {
	q := Read(text.English(), "Fishermen are angry this week. How many boats did the Northport harbour lose in 1987?")
	var got []string
	weight := map[string]float64{}
	for _, term := range q.Terms {
		got = append(got, term.Norm)
		weight[term.Norm] = term.weight
	}
	if want := "boats northport harbour lose 1987 fishermen angry week"; strings.Join(got, " ") != want {
		t.Errorf("terms %q, want %q", got, want)
	}
	for _, pair := range [][2]string{{"northport", "harbour"}, {"harbour", "lose"}, {"harbour", "fishermen"}, {"lose", "week"}} {
		if weight[pair[0]] <= weight[pair[1]] {
			t.Errorf("%s weighs %.2f, %s %.2f: want the first to weigh more", pair[0], weight[pair[0]], pair[1], weight[pair[1]])
		}
	}
}

func TestFeatureNames(t *testing.T) {
	seen := map[string]bool{}
	for f := range featureCount {
		if f.String() == "" || seen[f.String()] {
			t.Errorf("feature %d is called %q", f, f.String())
		}
		seen[f.String()] = true
	}
}

// oddQuestions are questions that are none.
func oddQuestions() map[string]string {
	return map[string]string{
		"empty":        "",
		"space":        " \n\t ",
		"letter":       "x",
		"mark":         "?",
		"emoji":        "🐳🌊🐳",
		"stop words":   "who is it?",
		"question":     "who",
		"long":         strings.Repeat("harbour bridge ferry ", 5000),
		"long word":    strings.Repeat("a", 100_000),
		"long no mark": strings.Repeat("«»…—", 25_000),
		"Greek":        "Πότε άνοιξε η γέφυρα;",
		"Chinese":      "大桥什么时候开通？",
		"Arabic":       "متى افتتح الجسر؟",
		"accent":       "\u0306 \u0306a",
		"not UTF-8":    "when \xff\xfe did \xc3 the bridge",
		"how":          "how", "how many": "how many", "which of": "which of the", "what is": "what is",
		"possessive": "whose 's?",
		"quotes":     "\"\"\"“”",
	}
}

func FuzzAnalyse(f *testing.F) {
	for _, q := range oddQuestions() {
		if len(q) < 1000 {
			f.Add(q, "The bridge reopened in 1987.")
		}
	}
	f.Fuzz(func(t *testing.T, question, sentence string) {
		if q := Read(text.English(), question); utf8.ValidString(question) && !utf8.ValidString(q.Text) {
			t.Errorf("a character of %q was cut", question)
		}
		scores, sure := scoresIn(text.English(), question, []string{sentence, question})
		if len(scores) != 2 || sure < 0 || sure > 1 {
			t.Errorf("scores %v, sure %v", scores, sure)
		}
	})
}

// TestDefines: which questions ask what something is, and which for a value.
func TestDefines(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{
		"What is skarpox?":                               true,
		"what's skarpox":                                 true,
		"What are terns?":                                true,
		"What is a moon?":                                true,
		"What is a red moon?":                            true,
		"What is the Reed Act?":                          true,
		"What is the Battle of the Somme?":               true,
		"What does skarpox mean?":                        true,
		"skarpox meaning":                                true,
		"define skarpox":                                 true,
		"What is the damage of the Brannock Quay fire?":  false,
		"What is the damage?":                            false,
		"What is Ann Lee's plan?":                        false,
		"What is the name of the ship?":                  false,
		"What is the capital of Norway?":                 false,
		"What is skarpox doing to seals?":                false,
		"What did the mayor say of skarpox?":             false,
		"Who is Ann Lee?":                                false,
		"what is Ada Moe doing":                          false,
		"what is the Moe approval rating":                false,
		"what is the Ulm inflation rate":                 false,
		"what is driving prices":                         false,
		"what do the latest numbers mean":                false,
		"Hey, what's skarpox?":                           true,
		"what's happened in Skar":                        false,
		"What happened?":                                 false,
		"What is it?":                                    false,
		"What is the death toll of the fire of Oldport?": false,
		"": false,
	} {
		q := Read(text.English(), question)
		if got := q.Defines(); got != want {
			t.Errorf("%s: %v, want %v", question, got, want)
		}
	}
}
