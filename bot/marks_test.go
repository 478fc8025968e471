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
		{"It closed [０－９].", "It closed.", []int{0, 9}},
		{"It closed [１－４].", "It closed.", []int{1, 2, 3, 4}},
		{"It closed [3-1].", "It closed.", []int{1, 3}},
		{"It closed [2-2].", "It closed.", []int{2}},
		{"It closed [1-50].", "It closed.", upTo(50)},
		{"It closed [1-51].", "It closed.", []int{1, 51}},
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

// upTo counts from 1 to n.
func upTo(n int) []int {
	var all []int
	for i := range n {
		all = append(all, i+1)
	}
	return all
}

func FuzzStripMarks(f *testing.F) {
	for _, seed := range []string{"The bridge closed [1][2].", "【1】 ［２－９］", "[1-900]", "[", "\xff[1]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sentence string) {
		plain, cited := stripMarks(sentence)
		if len(plain) > len(sentence) {
			t.Errorf("stripMarks(%q) = %q, which is longer", sentence, plain)
		}
		if !slices.IsSorted(cited) {
			t.Errorf("stripMarks(%q) cites %v, which is not in order", sentence, cited)
		}
	})
}
