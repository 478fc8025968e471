package text

import (
	"reflect"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, want := range [][]string{
		{"One.", "Two!", "Three?"},
		{"Mr. Smith met Gen. J. R. Jones at 5 p.m. on Friday.", "They left."},
		{"He lives in the U.S. The house is old."},
		{"The U.S. Senate voted.", "It passed 51-49."},
		{`"It is over," he said.`, `"Really?" she asked.`, "He nodded."},
		{`"I left."`, "She stayed."},
		{"The price rose 3.5 percent to $1.2 million.", "No. 5 is next."},
		{"No wait...", "What?!", "Stop."},
		{"Ends without a mark"},
		{"She flew with El Al.", "Previously she had gone by ship."},
		{"Smith et al. Found nothing, they say."},
		{"The case was Roe v. Wade.", "It was settled."},
		{"He met Dr. Al.", "Then he left."},
		{"He went home.", "[applause] She stayed."},
		{"会议结束了。", "他离开了。"},
	} {
		text := strings.Join(want, " ")
		var got []string
		for _, s := range English().Sentences(text) {
			got = append(got, s.Of(text))
		}
		if want[0] == "He lives in the U.S. The house is old." {
			want = []string{"He lives in the U.S.", "The house is old."}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("Sentences(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"North Korea's ambassador":   "north korea ambassador",
		"the U.S. and US, not us":    "the usa and usa not us",
		"301,458 people; $19.5m":     "301458 people 19.5m",
		"rainbow-colored café’s":     "rainbow colored cafe",
		"doesn't":                    "doesn't",
		"東京 tower":                   "東 京 tower",
		"U.N. troops":                "un troops",
		"":                           "",
		"... !!":                     "",
		"Erdoğan, Łódź, São, Straße": "erdogan lodz sao strasse",
	} {
		var got []string
		for _, w := range English().Words(text) {
			got = append(got, w.Norm)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("Words(%q) = %q, want %q", text, g, want)
		}
	}
}
