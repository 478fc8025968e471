package write

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

func TestCutMarks(t *testing.T) {
	tests := []struct{ in, plain, Place string }{
		{"The bridge closed. [1.2]", "The bridge closed.", "1.2"},
		{"The bridge closed [1.2][2.1].", "The bridge closed.", "1.2 2.1"},
		{"The bridge closed [2.1, 1.3].", "The bridge closed.", "2.1 1.3"},
		{"The bridge closed [2.1-2.4].", "The bridge closed.", "2.1 2.2 2.3 2.4"},
		{"The bridge closed [2.1–2.3][7.1].", "The bridge closed.", "2.1 2.2 2.3 7.1"},
		{"The bridge closed [1].", "The bridge closed.", "1"},
		{"The bridge closed [1, 3].", "The bridge closed.", "1 3"},
		{"The bridge closed [1-3].", "The bridge closed.", "1 2 3"},
		{"The bridge【1.2】 closed ［２．１］.", "The bridge closed.", "1.2 2.1"},
		{"The bridge closed (2.1).", "The bridge closed.", "2.1"},
		{"The bridge closed (2.1, 2.2).", "The bridge closed.", "2.1 2.2"},
		{"The bridge closed (source 1).", "The bridge closed.", "1"},
		{"The bridge closed [source 2].", "The bridge closed.", "2"},
		{"The bridge closed (see passage [1]).", "The bridge closed.", "1"},
		{"The bridge closed [Story 2.1 and 2.3].", "The bridge closed.", "2.1 2.3"},
		{"It closed at 5 p.m. [3.1]", "It closed at 5 p.m.", "3.1"},
		{"It was sold to Brand Inc. [3.1].", "It was sold to Brand Inc.", "3.1"},
		{"And so on... [3.1]", "And so on...", "3.1"},
		{"[1.1] The bridge closed.", "The bridge closed.", "1.1"},
		{"The headline says so [2.0].", "The headline says so.", "2.0"},
		{"The bridge [sic] closed in [1987] (at 2.1 percent) (52).", "The bridge [sic] closed in [1987] (at 2.1 percent) (52).", ""},
		{"It closed [1.1-1.900].", "It closed.", "1.1 1.900"},
		{"It closed [^2].", "It closed.", "2"},
		{"[1.1]", "", "1.1"},
		{"", "", ""},
		{"No mark", "No mark", ""},
	}
	for _, tt := range tests {
		plain, refs := CutMarks(text.English(), tt.in)
		var cited []string
		for _, r := range refs {
			if r.m == wholeStoryMark {
				cited = append(cited, fmt.Sprint(r.n))
				continue
			}
			cited = append(cited, r.String())
		}
		if got := strings.Join(cited, " "); plain != tt.plain || got != tt.Place {
			t.Errorf("cutMarks(%q) = %q, %s; want %q, %s", tt.in, plain, got, tt.plain, tt.Place)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, seed := range []string{"The bridge closed [1.1][2.1].", "- one [1.1]\n- two\n\n| a | b |\n|--|--|\n| c | d [2.1] |", "# H\n**x**\n【1.1】 ［２－９］", "[1-900]", "\xff[1.1]", "Sources:\n[1] x"} {
		f.Add(seed, 3)
	}
	f.Fuzz(func(t *testing.T, written string, size int) {
		if size < 1 || len(written) > 5000 {
			return
		}
		whole, pieces := reader{lang: text.English()}, reader{lang: text.English()}
		want := append(whole.Take(written), whole.End()...)
		var got []Said
		for rest := written; rest != ""; {
			n := min(size, len(rest))
			got = append(got, pieces.Take(rest[:n])...)
			rest = rest[n:]
		}
		got = append(got, pieces.End()...)
		if fmt.Sprint(texts(got)) != fmt.Sprint(texts(want)) {
			t.Errorf("%q in pieces of %d:\n%q\nwhole:\n%q", written, size, texts(got), texts(want))
		}
		for _, c := range want {
			if strings.TrimSpace(c.Text) == "" || strings.Contains(c.Text, "\n") {
				t.Errorf("%q has the claim %q", written, c.Text)
			}
		}
	})
}

func texts(claims []Said) []string {
	all := make([]string, len(claims))
	for i, c := range claims {
		all[i] = strings.TrimPrefix(c.Opens, "\n") + c.Text
	}
	return all
}
