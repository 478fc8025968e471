package bot

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAnalyse(t *testing.T) {
	tests := []struct {
		question string
		manner   askManner
		want     wanted
		focus    string
	}{
		{"Who founded the Harbour Theatre?", askWho, wantPerson, ""},
		{"By whom was the Harbour Theatre founded?", askWho, wantPerson, ""},
		{"When did the ferry sink?", askWhen, wantDate, ""},
		{"In what year did the ferry sink?", askWhen, wantDate, "year"},
		{"Where is the new bridge?", askWhere, wantPlace, ""},
		{"How many red boats were lost near the pier?", askHowMany, wantNumber, "boats"},
		{"How much did the mayor pay for the bridge?", askHowMuch, wantMoney, ""},
		{"How long did the strike last?", askHowLong, wantDuration, ""},
		{"How old is the captain?", askHowMany, wantAge, ""},
		{"How did the thieves get in?", askHow, wantManner, ""},
		{"Why was the bridge closed?", askWhy, wantReason, ""},
		{"Which country's new prime minister won?", askWhich, wantCountry, "country"},
		{"The storm reached land in which country?", askWhich, wantCountry, "country"},
		{"What percentage of the fleet was lost?", askHowMany, wantPercent, "percentage"},
		{"What is the name of the ship?", askWhat, wantName, "ship"},
		{"What is the name of the company that built it?", askWhat, wantOrganisation, "company"},
		{"Which high-ranking official resigned?", askWhich, wantPerson, "official"},
		{"Which two cities own the port?", askWhich, wantCity, "cities"},
		{"What colour is the new ferry?", askWhich, wantMember, "colour"},
		{"What did the mayor say about the bridge?", askSaid, wantSaid, ""},
		{"What does brackish mean?", askWhat, wantMeaning, ""},
		{"A ferry sank near Northport on Monday. How many people died?", askHowMany, wantNumber, "people"},
		{"Is the bridge open?", askYesNo, wantAny, ""},
		{"Name the ship that sank.", askWhich, wantName, "ship"},
		{"northport bridge opening", askOther, wantAny, "bridge"},
		{"", askOther, wantAny, ""},
	}
	for _, tt := range tests {
		q := analyse(tt.question)
		if q.manner != tt.manner || q.want != tt.want || q.focus != tt.focus {
			t.Errorf("%q: got %v, %v, focus %q; want %v, %v, focus %q", tt.question, q.manner, q.want, q.focus, tt.manner, tt.want, tt.focus)
		}
	}
}

// TestAnalyseTerms checks that what only asks is no term and that what tells most weighs most.
func TestAnalyseTerms(t *testing.T) {
	q := analyse("Fishermen are angry this week. How many boats did the Northport harbour lose in 1987?")
	var got []string
	weight := map[string]float64{}
	for _, term := range q.terms {
		got = append(got, term.norm)
		weight[term.norm] = term.weight
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

func TestKindNames(t *testing.T) {
	seen := map[string]bool{}
	for k := wantAny; k < wantCount; k++ {
		if k.String() == "" || seen[k.String()] {
			t.Errorf("kind %d is called %q", k, k.String())
		}
		seen[k.String()] = true
	}
	for f := range rankFeatureCount {
		if f.String() == "" || seen["f "+f.String()] {
			t.Errorf("feature %d is called %q", f, f.String())
		}
		seen["f "+f.String()] = true
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
		if q := analyse(question); utf8.ValidString(question) && !utf8.ValidString(q.text) {
			t.Errorf("a character of %q was cut", question)
		}
		scores, sure := Choose(question, []string{sentence, question})
		if len(scores) != 2 || sure < 0 || sure > 1 {
			t.Errorf("scores %v, sure %v", scores, sure)
		}
	})
}
