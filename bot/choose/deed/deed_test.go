package deed

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// read reads the verb of a sentence whose names are in [brackets].
func read(t *testing.T, marked, verb string) (Sentence, Deed, bool) {
	t.Helper()
	plain := strings.NewReplacer("[", "", "]", "").Replace(marked)
	s := Sentence{Lang: text.English(), Text: plain, Words: text.English().Words(plain)}
	for from := 0; ; {
		open := strings.IndexByte(marked[from:], '[')
		if open < 0 {
			break
		}
		end := from + open + strings.IndexByte(marked[from+open:], ']')
		start := from + open - 2*len(s.Names)
		stop := end - 1 - 2*len(s.Names)
		n := Name{From: -1}
		for i := range s.Words {
			if s.Words[i].Start >= start && s.Words[i].End <= stop+2 {
				if n.From < 0 {
					n.From = i
				}
				n.To = i + 1
			}
		}
		s.Names = append(s.Names, n)
		from = end + 1
	}
	for i := range s.Words {
		if s.Words[i].Norm == verb {
			return s, s.Read(i), s.Verbal(i)
		}
	}
	t.Fatalf("%q has no %q", plain, verb)
	return s, Deed{}, false
}

// name is what a name of a sentence says.
func (s *Sentence) name(n int) string {
	if n < 0 {
		return ""
	}
	return s.Text[s.Words[s.Names[n].From].Start:s.Words[s.Names[n].To-1].End]
}

// TestRead reads who does what, and to whom.
func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence, verb, doer, whom string
		aside                      bool
		old                        int
	}{
		{"[Ann Lee] fled on Monday.", "fled", "Ann Lee", "", false, 0},
		{"Police arrested [Bo Lind] at the quay.", "arrested", "", "Bo Lind", false, 0},
		{"[Bo Lind] was arrested by [Ada Quist] in Ulm.", "arrested", "Ada Quist", "Bo Lind", false, 0},
		{"[Ann Lee], who left in May, said that she was glad.", "left", "Ann Lee", "", true, 0},
		{"[Ann Lee] said that [Bo Lind] had won the cup.", "won", "Bo Lind", "", false, 0},
		{"The brother of [Ann Lee] resigned.", "resigned", "", "", false, 0},
		{"[Ann Lee] beat [Bo Lind] in 1998.", "beat", "Ann Lee", "Bo Lind", false, 1998},
		{"In 1998 [Bo Lind] won the cup.", "won", "Bo Lind", "", false, 1998},
		{"[Ann Lee] said that she would leave.", "leave", "Ann Lee", "", false, 0},
		{"[Ann Lee]'s horse won.", "won", "", "", false, 0},
	} {
		s, d, _ := read(t, c.sentence, c.verb)
		if s.name(d.Doer) != c.doer || s.name(d.Whom) != c.whom || d.Aside != c.aside || d.Old != c.old {
			t.Errorf("%s: %q to %q, aside %v, of %d", s.Text, s.name(d.Doer), s.name(d.Whom), d.Aside, d.Old)
		}
	}
}

// TestUnreal: what ought to, may, does not or would happen is not told to have happened, and by which word.
func TestUnreal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sentence, verb, want string }{
		{"[Ann Lee] resigned on Monday.", "resigned", ""},
		{"[Ann Lee] has now resigned.", "resigned", ""},
		{"[Ann Lee] was forced to resign.", "resign", ""},
		{"[Ann Lee] decided to resign.", "resign", ""},
		{"[Ann Lee] ought to resign.", "resign", "ought"},
		{"[Ann Lee] should really resign.", "resign", "should"},
		{"[Ann Lee] did not resign.", "resign", "not"},
		{"[Ann Lee] hasn't resigned.", "resigned", "hasn't"},
		{"[Ann Lee] never resigned.", "resigned", "never"},
		{"[Ann Lee] may yet resign.", "resign", "may"},
		{"The party called on [Ann Lee] to resign.", "resign", "called"},
		{"[Ann Lee] refused to resign.", "resign", "refused"},
		{"The party demanded that [Ann Lee] resign.", "resign", "demanded"},
		{"If [Ann Lee] resigns, the party falls.", "resigns", "if"},
		{"The party wants [Ann Lee] to go, and [Bo Lind] resigned.", "resigned", ""},
		{"Asked on Monday, [Ann Lee] resigned.", "resigned", ""},
	} {
		if s, d, _ := read(t, c.sentence, c.verb); d.Unreal != c.want {
			t.Errorf("%s: %q, want %q", s.Text, d.Unreal, c.want)
		}
	}
}

// TestVerbal: a verb, and not the noun that is spelled like it or made from it.
func TestVerbal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence, verb string
		want           bool
	}{
		{"[Ann Lee] fled.", "fled", true},
		{"[Ann Lee] has gone into hiding.", "gone", true},
		{"[Ann Lee] wants to win.", "win", true},
		{"[Ann Lee] wins.", "wins", true},
		{"The defection of [Ann Lee] shocked them.", "defection", false},
		{"The win pleased [Ann Lee].", "win", false},
		{"[Ann Lee], the survivor, spoke.", "survivor", false},
		{"[Ann Lee] is winning.", "winning", true},
	} {
		if s, _, verbal := read(t, c.sentence, c.verb); verbal != c.want {
			t.Errorf("%s: %s is a verb: %v", s.Text, c.verb, verbal)
		}
	}
}
