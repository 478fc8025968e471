package verify

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

func TestCheck(t *testing.T) {
	p := ReadPassages(text.English(),
		"The harbour bridge at Lowmere closed on Tuesday after inspectors found 14 cracked bolts.",
		"Mayor Ines Falk said repairs would cost $3 million. She expects the bridge to open in May.",
		"The Lowmere Echo, 2021-03-12\n\nA ferry carries 52 cars an hour while the bridge is shut, the Lowmere port said.",
	)
	tests := []struct {
		name, sentence string
		cited          []int
		holds          bool
		why            string
		recite         int
	}{
		{"right", "The bridge at Lowmere closed on Tuesday.", []int{1}, true, "", 0},
		{"two passages", "The bridge closed on Tuesday and Mayor Ines Falk said repairs would cost $3 million.", []int{1, 2}, true, "", 0},
		{"by its heading", "The Lowmere Echo said on Friday 12 March 2021 that a ferry carries 52 cars an hour.", []int{3}, true, "", 0},
		{"not by its heading", "The Lowmere Echo said on 13 March 2021 that a ferry carries 52 cars an hour.", []int{3}, false, "13 is not in [3]", 0},
		{"number of another", "The ferry carries 52 cars an hour.", []int{2}, false, "52 is not in [2]", 3},
		{"number of none", "The ferry carries 53 cars an hour.", []int{3}, false, "53 is not in [3]", 0},
		{"neither of two", "Inspectors found 15 cracked bolts.", []int{1, 3}, false, "15 is not in [1] or [3]", 0},
		{"name", "Mayor Ada Falk said repairs would cost $3 million.", []int{2}, false, "Ada Falk is not in [2]", 0},
		{"no citation", "Inspectors found 14 cracked bolts.", nil, false, "it cites no passage", 1},
		{"no such passage", "Inspectors found 14 cracked bolts.", []int{9}, false, "there is no passage [9]", 1},
		{"only a citation", "", []int{2}, false, "it says nothing", 0},
		{"nothing", "", nil, false, "it cites no passage", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, recite := p.Check(tt.sentence, tt.cited)
			if v.Holds != tt.holds || v.Why != tt.why || recite != tt.recite {
				t.Errorf("check(%q) = %+v, %d; want holds %v, why %q, recite %d", tt.sentence, v, recite, tt.holds, tt.why, tt.recite)
			}
		})
	}
}
