package web

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// written writes edits as letters: a taken one is -x, an added one +x.
func written(edits []edit[string]) string {
	var b strings.Builder
	for _, e := range edits {
		b.WriteString([]string{"", "-", "+"}[e.Op] + e.Token)
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"", "", ""}, {"a", "a", "a"}, {"a", "", "-a"}, {"", "a", "+a"}, {"a", "b", "-a+b"},
		{"abc", "abxc", "ab+xc"}, {"abxc", "abc", "ab-xc"}, {"abcd", "axyd", "a-b-c+x+yd"},
		{"ab", "ba", "-ab+a"}, {"aab", "ab", "a-ab"}, {"abcabba", "cbabac", ""},
	} {
		got := diff(strings.Split(c.from, ""), strings.Split(c.to, ""))
		from, to := sides(got)
		if from != c.from || to != c.to {
			t.Errorf("%q to %q: %s", c.from, c.to, written(got))
		}
		if c.want != "" && written(got) != c.want {
			t.Errorf("%q to %q: %s, want %s", c.from, c.to, written(got), c.want)
		}
	}
}

// sides are the two texts that edits lead between.
func sides(edits []edit[string]) (from, to string) {
	for _, e := range edits {
		if e.Op != added {
			from += e.Token
		}
		if e.Op != taken {
			to += e.Token
		}
	}
	return from, to
}

// TestDiffIsShortest compares the length of the way with that of the longest common subsequence.
func TestDiffIsShortest(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same texts every time
	letters := func() []string {
		list := make([]string, random.IntN(14))
		for i := range list {
			list[i] = string(rune('a' + random.IntN(4)))
		}
		return list
	}
	for range 2000 {
		a, b := letters(), letters()
		got := diff(a, b)
		if from, to := sides(got); from != strings.Join(a, "") || to != strings.Join(b, "") {
			t.Fatalf("%v to %v: %s", a, b, written(got))
		}
		kept := 0
		for _, e := range got {
			if e.Op == same {
				kept++
			}
		}
		if want := common(a, b); kept != want {
			t.Fatalf("%v to %v keeps %d, want %d: %s", a, b, kept, want, written(got))
		}
	}
	long := diff(slices.Repeat([]string{"a"}, 3000), slices.Repeat([]string{"b"}, 3000))
	if len(long) != 6000 || long[0].Op != taken || long[5999].Op != added {
		t.Errorf("of what is wholly new, %d edits are told", len(long))
	}
}

// common is the length of the longest common subsequence.
func common(a, b []string) int {
	n := make([][]int, len(a)+1)
	n[len(a)] = make([]int, len(b)+1)
	for i := len(a) - 1; i >= 0; i-- {
		n[i] = make([]int, len(b)+1)
		for j := len(b) - 1; j >= 0; j-- {
			if n[i][j] = max(n[i+1][j], n[i][j+1]); a[i] == b[j] {
				n[i][j] = n[i+1][j+1] + 1
			}
		}
	}
	return n[0][0]
}

func TestChanges(t *testing.T) {
	t.Parallel()
	kept := func(s string) piece { return piece{Text: s} }
	out := func(s string) piece { return piece{Text: s, Taken: true} }
	in := func(s string) piece { return piece{Text: s, Added: true} }
	for _, c := range []struct {
		from, to string
		want     []change
	}{
		{"Same. Here.", "Same. Here.", nil},
		{"A was. Nine people died. It rained.", "A was. Ten people died. It rained.", []change{{out("Nine"), in("Ten"), kept(" people died.")}}},
		{"One went. Two went.", "Two went. Three went.", []change{{out("One went.")}, {in("Three went.")}}},
		{"", "New is this.", []change{{in("New is this.")}}},
		{"The road is 5 km long there.", "The road is nine miles long there.", []change{{kept("The road is "), out("5 km"), in("nine miles"), kept(" long there.")}}},
		{"The mayor resigned.", "Trains run again after Tuesday's storm.", []change{{out("The mayor resigned."), in("Trains run again after Tuesday's storm.")}}},
		{"She paid 1,200 dollars for it.", "She paid 1,300 dollars for it.", []change{{kept("She paid 1,"), out("200"), in("300"), kept(" dollars for it.")}}},
		{"大使は木曜日に離れた。", "大使は金曜日に離れた。", []change{{kept("大使は"), out("木"), in("金"), kept("曜日に離れた。")}}},
		{"He said so. A quiet day passed. He left Rome.", "He said so! A quiet day passed. He left Milan.", []change{{kept("He said so"), out("."), in("!")}, {kept("He left "), out("Rome"), in("Milan"), kept(".")}}},
	} {
		if got := changes(text.English(), c.from, c.to); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q to %q: %v, want %v", c.from, c.to, got, c.want)
		}
	}
}
