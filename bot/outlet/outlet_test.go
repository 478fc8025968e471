package outlet

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestOf: of which outlet's word a question asks, and what else it asks.
func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ question, outlet, rest string }{
		{"According to the Harbour Courier, how many were missing?", "The Harbour Courier", "how many were missing?"},
		{"How many were missing according to the Courier?", "The Harbour Courier", "How many were missing?"},
		{"how many were missing according to the courier", "The Harbour Courier", "how many were missing"},
		{"according to the harbour courier how many were missing", "The Harbour Courier", "how many were missing"},
		{"Who should resign according to the Gazette's columnist?", "The Vennholm Gazette", "Who should resign?"},
		{"Who should resign, according to the Gazette’s chief columnist, over the ferry?", "The Vennholm Gazette", "Who should resign over the ferry?"},
		{"What does the Vennholm Gazette say caused the fire?", "The Vennholm Gazette", "What caused the fire?"},
		{"Who does the Gazette say should resign?", "Vennholm Gazette", "Who should resign?"},
		{"how many people did cnn say died", "CNN", "how many people died"},
		{"What did CNN report about the strike?", "CNN", "What about the strike?"},
		{"How much did the card sell for according to USA TODAY?", "USA TODAY", "How much did the card sell for?"},
		{"How many died, as reported by Reuters?", "Reuters", "How many died?"},
		{"How many died in the Courier's report?", "The Harbour Courier", "How many died?"},
		{"What is the Gazette's view of the tram?", "The Vennholm Gazette", "the tram?"},
		{"What did the Gazette's columnist say about Beatrix Noor?", "The Vennholm Gazette", "What about Beatrix Noor?"},
		{"What does The Week say about GPs?", "The Week", "What about GPs?"},

		{"How many were missing according to the Courier?", "The Vennholm Gazette", ""},
		{"According to the coastguard, how many were missing?", "The Harbour Courier", ""},
		{"What does the harbour say about the storm?", "The Harbour Courier", ""},
		{"What does the mayor of Vennholm say about the tram?", "The Vennholm Gazette", ""},
		{"What did the Gazette Foundation say about the tram?", "The Vennholm Gazette", ""},
		{"According to the Gazette Foundation how many trams ran?", "The Vennholm Gazette", ""},
		{"What does the Gazette of Ulm say about the tram?", "The Vennholm Gazette", ""},
		{"What does today's forecast say about rain?", "USA TODAY", ""},
		{"what does the news say about the tram", "BBC News", ""},
		{"What does this week's report say about the tram?", "The Week", ""},
		{"What does the Post say about the mayor?", "The Daily Post", "What about the mayor?"},
		{"what does usa today say about rain", "USA TODAY", "what about rain"},
		{"How many died according to last week's report?", "The Week", ""},
		{"Who bought the Courier?", "The Harbour Courier", ""},
		{"How many people does CNN employ?", "CNN", ""},
		{"What does CNN say?", "CNN", ""},
		{"How many died in Vennholm?", "The Vennholm Gazette", ""},
		{"How many died in the storm?", "", ""},
		{"", "CNN", ""},
	} {
		asked := Read(text.English(), c.question)
		rest, ok := asked.Of(c.outlet)
		if rest != c.rest || ok != (c.rest != "") || ok && !asked.Somebody() {
			t.Errorf("%q asks %s: %q, %v; want %q", c.question, c.outlet, rest, ok, c.rest)
		}
	}
}

// FuzzOf: whatever is asked, the rest is of the question, and shorter.
func FuzzOf(f *testing.F) {
	f.Add("Who should resign, according to the Gazette’s chief columnist, over the ferry?", "The Gazette")
	f.Add("What did CNN's report say?", "CNN")
	f.Add("per \xff's report", "\xff")
	f.Fuzz(func(t *testing.T, question, outlet string) {
		asked := Read(text.English(), question)
		if rest, ok := asked.Of(outlet); ok && (len(rest) >= len(question) || rest == "") {
			t.Errorf("%q without %q is %q", question, outlet, rest)
		}
	})
}
