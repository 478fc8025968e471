package local

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// entries makes one entry for each "id:key:passages".
func entries(t *testing.T, lines ...string) []entry {
	t.Helper()
	var list []entry
	for _, line := range lines {
		var id string
		var key int64
		var passages int
		if _, err := fmt.Sscanf(strings.ReplaceAll(line, ":", " "), "%s %d %d", &id, &key, &passages); err != nil {
			t.Fatal(err)
		}
		d := &knowledge.Document{StoryInfo: knowledge.StoryInfo{Story: knowledge.Story{ID: id}, Words: 10 * passages}, Passages: make([]text.Span, passages), Title: []knowledge.Term{1, 2}}
		list = append(list, entry{key: key, doc: d})
	}
	return list
}

// noFile is a segment that is not read, only counted.
func noFile(members ...member) *segment { return newSegment(nil, members) }

// shown tells what a snapshot holds: its stories with their keys, then for each
// part the stories that are not deleted and how many passages are.
func shown(s *snapshot) string {
	var b strings.Builder
	for i, d := range s.docs {
		fmt.Fprint(&b, d.Story.ID, s.records[i].key, " ")
	}
	for _, p := range s.parts {
		b.WriteString("| ")
		for _, d := range p.docs {
			if d != nil {
				b.WriteString(d.Story.ID + " ")
			}
		}
		if p.deleted == nil && p.deletedCount != 0 || p.deleted != nil && int(p.deleted.GetCardinality()) != p.deletedCount {
			b.WriteString("miscounted ")
		}
		fmt.Fprint(&b, p.deletedCount, " ")
	}
	return b.String()
}

// TestAfter makes one load's change to a snapshot of a, b and c.
func TestAfter(t *testing.T) {
	for _, test := range []struct {
		name    string
		put     []string
		removed []string
		want    string
		length  int // of all passages with their titles
	}{
		{"nothing", nil, nil, "a1 b2 c3 | a b c 0 ", 72},
		{"a story more, in front", []string{"0:4:2"}, nil, "04 a1 b2 c3 | a b c 0 | 0 0 ", 96},
		{"one more at the end, and one within", []string{"z:4:1", "bb:5:1"}, nil, "a1 b2 bb5 c3 z4 | a b c 0 | z bb 0 ", 96},
		{"a story is replaced", []string{"b:4:5"}, nil, "a1 b4 c3 | a c 2 | b 0 ", 108},
		{"a story is removed", nil, []string{"c"}, "a1 b2 | a b 3 ", 36},
		{"a story is removed and put again", []string{"c:4:3"}, []string{"c"}, "a1 b2 c4 | a b 3 | c 0 ", 72},
		{"one that is not there is removed", nil, []string{"x"}, "a1 b2 c3 | a b c 0 ", 72},
		{"all go", nil, []string{"a", "b", "c"}, "| 6 ", 0},
	} {
		old := newSnapshot(entries(t, "c:3:3", "a:1:1", "b:2:2"), []*segment{noFile(member{1, 1}, member{2, 2}, member{3, 3})}, 5, time.Unix(1, 0))
		before := shown(old)
		c := change{put: entries(t, test.put...), removed: test.removed, version: 6, loaded: time.Unix(2, 0)}
		if len(c.put) > 0 {
			var members []member
			for _, e := range c.put {
				members = append(members, member{e.key, len(e.doc.Passages)})
			}
			c.segment = noFile(members...)
		}
		next := old.after(c)
		if got := shown(next); got != test.want || next.length != test.length || next.version != 6 || next.info.Loaded != c.loaded {
			t.Errorf("%s: %q of length %d and version %d, want %q of length %d", test.name, got, next.length, next.version, test.want, test.length)
		}
		if got := shown(old); got != before {
			t.Errorf("%s: the old snapshot became %q", test.name, got)
		}
		for _, d := range next.docs {
			if at := next.find(d.Story.ID); at < 0 || next.docs[at] != d {
				t.Errorf("%s: %s is found at %d", test.name, d.Story.ID, at)
			}
		}
		if next.find("") >= 0 || next.find("aa") >= 0 || next.find("zz") >= 0 {
			t.Errorf("%s: what is not there is found", test.name)
		}
	}
}

// TestUncovered finds the stories whose words must be made again.
func TestUncovered(t *testing.T) {
	for _, test := range []struct {
		name    string
		members []member
		damaged []int64
		agrees  bool
		want    []int
	}{
		{"whole", []member{{1, 1}, {2, 2}}, nil, true, nil},
		{"with one that is gone", []member{{1, 1}, {9, 4}, {2, 2}}, nil, true, nil},
		{"one is missing", []member{{1, 1}}, nil, true, []int{1}},
		{"none", nil, nil, true, []int{0, 1}},
		{"another number of passages", []member{{1, 1}, {2, 3}}, nil, false, nil},
		{"one twice", []member{{1, 1}, {1, 1}, {2, 2}}, nil, false, nil},
		{"words are damaged", []member{{1, 1}, {2, 2}}, []int64{1}, true, []int{0}},
	} {
		st := &storedState{entries: entries(t, "a:1:1", "b:2:2", "bare:3:0"), damaged: make(map[int64]bool)}
		for _, key := range test.damaged {
			st.damaged[key] = true
		}
		m := &manifest{members: test.members}
		if got := m.agrees(map[int64]int{1: 1, 2: 2, 3: 0}); got != test.agrees {
			t.Errorf("%s: agrees %v, want %v", test.name, got, test.agrees)
		}
		if !test.agrees {
			continue
		}
		if got := st.uncovered([]*segment{noFile(test.members...)}); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestStoryCount counts the stories that there will be after a load.
func TestStoryCount(t *testing.T) {
	for _, test := range []struct {
		name         string
		put, removed []string
		want         int
	}{
		{"nothing", nil, nil, 2},
		{"new", []string{"c:3:1"}, nil, 3},
		{"replaced", []string{"a:3:1"}, nil, 2},
		{"removed", nil, []string{"a"}, 1},
		{"removed and put again", []string{"a:3:1"}, []string{"a"}, 2},
		{"put and removed", nil, []string{"c"}, 2},
		{"put, removed and put", []string{"c:3:1"}, []string{"c"}, 3},
	} {
		u := &update{old: newSnapshot(entries(t, "a:1:1", "b:2:1"), nil, 0, time.Time{}), put: make(map[string]entry), removed: make(map[string]bool)}
		for _, e := range entries(t, test.put...) {
			u.put[e.doc.Story.ID] = e
		}
		for _, id := range test.removed {
			u.removed[id] = true
		}
		if got := u.stories(); got != test.want {
			t.Errorf("%s: %d stories, want %d", test.name, got, test.want)
		}
	}
}

// TestWithin limits a search to one story's passages.
func TestWithin(t *testing.T) {
	s := newSnapshot(entries(t, "a:1:1", "b:2:2", "bare:3:0"), []*segment{noFile(member{2, 2}, member{1, 1}), noFile(member{9, 4})}, 0, time.Time{})
	for _, test := range []struct {
		part   int
		id     string
		lo, hi uint32
		ok     bool
	}{
		{0, "", 0, 3, true}, {0, "a", 2, 3, true}, {0, "b", 0, 2, true}, {0, "bare", 0, 0, false}, {0, "x", 0, 0, false},
		{1, "", 0, 4, true}, {1, "a", 0, 0, false},
	} {
		if lo, hi, ok := s.parts[test.part].within(s, test.id); lo != test.lo || hi != test.hi || ok != test.ok {
			t.Errorf("%q in part %d: [%d, %d) %v, want [%d, %d) %v", test.id, test.part, lo, hi, ok, test.lo, test.hi, test.ok)
		}
	}
}
