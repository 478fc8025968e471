package choose

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestDoubt: what is asked and held neither by the best line nor by what stands about it makes it less sure, and two
// such things, or what is counted, leave next to nothing.
func TestDoubt(t *testing.T) {
	t.Parallel()
	const (
		whole = "whole"
		less  = "less"
		hedge = "a hedge"
		next  = "next to nothing"
	)
	for question, c := range map[string]struct{ line, want string }{
		"How many people died on the ferry Tern?":             {"Six people died when the ferry Tern sank.", whole},
		"How many passengers drowned on the Tern?":            {"Six passengers of the Tern drowned.", whole},
		"How many people drowned on the Kittiwake?":           {"Six people drowned when a ferry sank.", next}, // the name
		"How many people drowned on the Kitiwake?":            {"Six people drowned when the Kittiwake sank.", whole},
		"Who captained the ferry Kittiwake?":                  {"The ferry was captained by Lia Moen.", next},
		"Which ferry captained the Kittiwake?":                {"The ferry was captained by Lia Moen.", whole}, // which of them is asked
		"Who captained the ferry on Friday in March?":         {"The ferry was captained by Lia Moen.", whole}, // days and months are no names
		"Who captained the ferry Kittiwake 7?":                {"The ferry was captained by Lia Moen.", next},
		"How many bathrooms did the mill burn?":               {"The mill burned three hours.", next}, // what is counted
		"How many bathroms did the mill burn?":                {"The mill burned with three bathrooms.", whole},
		"How many races did the league suspend Lia Moen for?": {"Lia Moen sailed in race 6 of the league.", hedge}, // no such deed is told
		"How many races did Lia Moen win?":                    {"Lia Moen won 6 races of the league.", whole},
		"How many boats did Lia Moen steal?":                  {"Lia Moen owned 6 boats.", less},
		"How many doors did the mill have?":                   {"The mill had three towers.", less}, // a common word for it
		"How much diesel did the mill burn?":                  {"The mill burned three hours.", next},
		"How much diesel did the Tern burn?":                  {"The Tern burned three tonnes of diesel.", whole},
		"How many bathrooms did the mill on Skarholm burn?":   {"The mill burned three hours.", next}, // two things
		"How much diesel did the Kittiwake burn?":             {"The ferry burned three tonnes.", next},
		"What is the name of Moen's boat?":                    {"Lia Moen's boat sank on Friday.", next}, // no name of it
		"What is the name of Moen's new boat?":                {"Moen's new boat is to be named Pebble.", whole},
		"Who captained Diary of a Kittiwake?":                 {"The ferry was captained by Lia Moen.", next},
		"Who captained the ferry Sea of Gulls?":               {"The ferry Sea was captained by Lia Moen.", next},  // the last word of the name
		"Who captained the Kittiw?":                           {"The Kittiwake was captained by Lia Moen.", whole}, // the word begins one that is told
		"Who captained the ferry, the Gazette's owner?":       {"The ferry was captained by Lia Moen.", less},      // an outlet
		"Who sank the ferry?":                                 {"Lia Moen captained the ferry.", next},             // no such deed is told
		"Who founded the ferry?":                              {"Lia Moen launched a plan.", less},
		"Who founded the ferries?":                            {"Lia Moen launched ferries.", whole},
		"How much did the ferry cost Lia Moen?":               {"Lia Moen sold 300 crowns of the ferry.", next},
		"Why did Lia Moen found the ferry?":                   {"Lia Moen launched the ferry because she liked it.", less}, // something like it, or the same in another word
		"Who is the harbour master of Vik?":                   {"Faulty wiring caused the fire on the quay of Vik, a clerk said.", next},
		"Who is the new harbour master?":                      {"The harbour of Vik froze, Lia Moen said.", next},
		"who is the chancellor of vik":                        {"Lia Moen sailed to Vik.", next},
		"Who is the harbour master of Ulm?":                   {"Lia Moen is the harbour master of Ulm.", whole},
		"Who is the skipper of the ferry?":                    {"Lia Moen, the captain of the ferry, laughed.", whole}, // by another word
		"Who is the director of Tern?":                        {"Lia Moen, the chief executive of Tern, laughed.", whole},
		"Who is the boss of Tern?":                            {"Tern was quick, says Tern's founder, Lia Moen.", whole},
		"Who is the trainer of the Gulls?":                    {"Lia Moen, the coach of the Gulls, laughed.", whole},
		"Who is the owner of Tern?":                           {"Lia Moen, the founder of Tern, laughed.", whole},
		"Who is the transport secretary?":                     {"The minister of transport, Lia Moen, wants clickers.", whole}, // by another noun
		"Who is the coach?":                                   {"Their coach, Lia Moen, laughed.", whole},
		"Who is the chief executive of Tern?":                 {"Lia Moen, the chief executive of Tern, laughed.", whole},
		"Who is the head of the bank?":                        {"Lia Moen, the head of the bank, laughed.", whole},
		"Who is the bank's governor?":                         {"Lia Moen, the governor of the bank, laughed.", whole},
		"Who is the winner in Vik?":                           {"Lia Moen is declared elected in Vik.", whole}, // told by what he did
		"Who was the killer of the mayor of Vik?":             {"Lia Moen shot the mayor of Vik.", whole},
		"Who is Lia Moen's coach?":                            {"Lia Moen sailed on Friday.", next},
		"Who is Moen's coach?":                                {"Moen's boat sailed on Friday.", next},
		"Who is Vik's king?":                                  {"A storm reached Vik on Friday.", next},
		"Who is Lia Moen's lawyer?":                           {"Lia Moen's lawyer, Per Lund, laughed.", whole},
		"Who is Moen's agent?":                                {"Moen sailed with her agent, Per Lund.", whole},
		"Who is the Terns' captain?":                          {"The Terns' captain, Per Lund, laughed.", whole},
		"Who is Lia Moen?":                                    {"Lia Moen captained the ferry.", whole},
		"Who is the woman who captained the ferry?":           {"Lia Moen captained the ferry.", whole},
		"Why did Tern buy Gull?":                              {"Gull bought Tern for 5 million because it needed yards.", next}, // the other did
		"Why did Gull buy Tern?":                              {"Gull bought Tern for 5 million because it needed yards.", whole},
		"Why did Ada Lee sack Per Lund?":                      {"Bo Lind sacked Per Lund on Monday because he was late.", next},
		"Why did Kari Lee sack Per Lund?":                     {"Per Lund was sacked by Bo Lind because he was late.", next},
		"Why did Ada Lee sack Tom Lund?":                      {"Tom Lund was sacked by Ada Lee because he was late.", whole},
		"Why was Per Lund sacked by Ada Lee?":                 {"Bo Lind sacked Per Lund because he was late.", next},
		"Why was Per Lund sacked by Bo Lind?":                 {"Bo Lind sacked Per Lund because he was late.", whole},
		"Why was Per Lund sacked?":                            {"Ada Lee sacked Per Lund because he was late.", whole},
		"How old is Lia Moen?":                                {"Lia Moen captained the ferry.", next},
		"How old is Tom Moen?":                                {"The 40-year-old Lia Moen met Tom Moen.", next}, // that of a namesake
		"How old is the captain Tom Moen?":                    {"The captain Tom Moen met the 40-year-old Lia Moen.", next},
		"How old is the captain Lia Moen?":                    {"The captain, the 40-year-old Lia Moen, met Tom Moen.", whole},
		"What is the name of Lia Moen's husband?":             {"Lia Moen's husband, Per Lund, sailed on Friday.", whole},
	} {
		q := Read(text.English(), question)
		lines := linesOf([]string{c.line})
		w := Fitted()
		r := w.Rank(q, lines)
		const sure = 0.9
		got := whole
		switch s := q.doubt(w, lines, r, 0, Sure{sure, sure}); s {
		case Sure{sure, sure}:
		case Sure{sure, max(sure*unheldShare, w.Unlikely)}, Sure{sure, unheldMost}:
			got = less
		case Sure{sure, hedged}:
			got = hedge
		case Sure{sure, sure}.Times(unrealShare):
			got = next
		default:
			t.Errorf("%s: %v", question, s)
		}
		if got != c.want {
			t.Errorf("%s %q: %s, want %s", question, c.line, got, c.want)
		}
	}
}

// TestDoubtWithoutReason: a sentence that gives no reason, and is none for another cause, answers no why where it hardly
// answers anything.
func TestDoubtWithoutReason(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		question, line string
		first          float64
		next           bool
	}{
		{"Why did the ferry sink?", "The ferry sank on Friday.", reasonless - 0.01, true},
		{"Why did Lia Moen sell the ferry?", "Lia Moen sold the ferry for 300 crowns.", 0.1, true},
		{"Why was the mill closed?", "The mill was closed on Monday.", 0.2, true},
		{"Why did the ferry sink?", "The ferry sank on Friday.", reasonless + 0.01, false},
		{"Why did the ferry sink?", "The ferry sank because its door was open.", 0.1, false},
		{"Why was the mill closed?", "The mill was closed due to a fire.", 0.1, false},
		{"When did the ferry sink?", "The ferry sank on Friday.", 0.1, false},
		{"Did the ferry sink?", "The ferry sank on Friday.", 0.1, false},
		{"Who sank the ferry?", "Lia Moen sank the ferry.", 0.1, false},
	} {
		q := Read(text.English(), c.question)
		lines := linesOf([]string{c.line})
		w := Fitted()
		s := Sure{0.9, c.first}
		if got := q.doubt(w, lines, w.Rank(q, lines), 0, s); (got == s.Times(unrealShare)) != c.next {
			t.Errorf("%s %q at %.2f: %v", c.question, c.line, c.first, got)
		}
	}
}
