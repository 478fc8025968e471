package bot

import (
	"slices"
	"testing"
)

func TestStripMarks(t *testing.T) {
	tests := []struct {
		in, plain string
		cited     []int
	}{
		{"The bridge closed. [1]", "The bridge closed.", []int{1}},
		{"The bridge closed [1][2].", "The bridge closed.", []int{1, 2}},
		{"The bridge closed [2, 1].", "The bridge closed.", []int{1, 2}},
		{"The bridge closed [1-3].", "The bridge closed.", []int{1, 2, 3}},
		{"The bridge closed [1–3][7].", "The bridge closed.", []int{1, 2, 3, 7}},
		{"The bridge【1】 closed ［２］.", "The bridge closed.", []int{1, 2}},
		{"The bridge closed 【3、4】.", "The bridge closed.", []int{3, 4}},
		{"[1] The bridge closed.", "The bridge closed.", []int{1}},
		{"The bridge [sic] closed in [1987].", "The bridge [sic] closed in [1987].", nil},
		{"It closed [1-900].", "It closed.", []int{1, 900}},
		{"It closed [^2].", "It closed.", []int{2}},
		{"[1]", "", []int{1}},
		{"", "", nil},
		{"No mark", "No mark", nil},
	}
	for _, tt := range tests {
		plain, cited := stripMarks(tt.in)
		if plain != tt.plain || !slices.Equal(cited, tt.cited) {
			t.Errorf("stripMarks(%q) = %q, %v; want %q, %v", tt.in, plain, cited, tt.plain, tt.cited)
		}
	}
}

func TestCheck(t *testing.T) {
	p := newPassages(
		"The harbour bridge at Lowmere closed on Tuesday after inspectors found 14 cracked bolts.",
		"Mayor Ines Falk said repairs would cost $3 million. She expects the bridge to open in May.",
		"The Lowmere Echo, 2021-03-12\n\nA ferry carries 52 cars an hour while the bridge is shut, the Lowmere port said.",
	)
	tests := []struct {
		name, sentence string
		holds          bool
		why            string
		recite         int
	}{
		{"right", "The bridge at Lowmere closed on Tuesday [1].", true, "", 0},
		{"two passages", "The bridge closed on Tuesday and Mayor Ines Falk said repairs would cost $3 million [1][2].", true, "", 0},
		{"by its heading", "The Lowmere Echo said on Friday 12 March 2021 that a ferry carries 52 cars an hour [3].", true, "", 0},
		{"not by its heading", "The Lowmere Echo said on 13 March 2021 that a ferry carries 52 cars an hour [3].", false, "13 is not in [3]", 0},
		{"number of another", "The ferry carries 52 cars an hour [2].", false, "52 is not in [2]", 3},
		{"number of none", "The ferry carries 53 cars an hour [3].", false, "53 is not in [3]", 0},
		{"neither of two", "Inspectors found 15 cracked bolts [1][3].", false, "15 is not in [1] or [3]", 0},
		{"name", "Mayor Ada Falk said repairs would cost $3 million [2].", false, "Ada Falk is not in [2]", 0},
		{"no citation", "Inspectors found 14 cracked bolts.", false, "it cites no passage", 1},
		{"no such passage", "Inspectors found 14 cracked bolts [9].", false, "there is no passage [9]", 1},
		{"only a citation", "[2]", false, "it says nothing", 0},
		{"nothing", "", false, "it cites no passage", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, recite := p.check(tt.sentence)
			if v.Holds != tt.holds || v.Why != tt.why || recite != tt.recite {
				t.Errorf("check(%q) = %+v, %d; want holds %v, why %q, recite %d", tt.sentence, v, recite, tt.holds, tt.why, tt.recite)
			}
		})
	}
}
