package zapfile

import (
	"errors"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	zapsegment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"os"
	"path/filepath"
)

// TestRecovered turns a panic of the segment library into an error that names the file.
func TestRecovered(t *testing.T) {
	broken := errors.New("broken")
	for _, test := range []struct {
		name string
		do   func() error
		want string
	}{
		{"good", func() error { return nil }, ""},
		{"an error", func() error { return broken }, "broken"},
		{"a panic", func() error { panic("slice bounds") }, "search x.zap: slice bounds"},
		{"an index out of range", func() error { return []error{}[len(t.Name())*0] }, "search x.zap: runtime error: index out of range [0] with length 0"},
	} {
		got := ""
		if err := Recovered("search x.zap", test.do); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestParse reads the bytes of a file as the library reads the file itself, and
// refuses what is none.
func TestParse(t *testing.T) {
	made, _, err := new(zap.ZapPlugin).New([]index.Document{
		Passage([]string{"ferri"}, []string{"sail", "at", "seven"}), Passage(nil, []string{"sail", "sail"}), Passage(nil, nil),
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "one.zap")
	if err := made.(zapsegment.UnpersistedSegment).Persist(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path) //nolint:gosec // a test
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(data)
	if err != nil || s.Count() != 3 {
		t.Fatalf("%v", err)
	}
	dict, err := s.Dictionary(Field)
	if err != nil {
		t.Fatal(err)
	}
	for term, want := range map[string]uint64{"sail": 2, "ferri": 1, "seven": 1, "boat": 0} {
		if l, err := dict.PostingsList([]byte(term), nil, nil); err != nil || l.Count() != want {
			t.Errorf("%s in %d, %v", term, l.Count(), err)
		}
	}
	for name, bad := range map[string][]byte{"nothing": nil, "too short": data[:zap.FooterSize-1], "another version": append(data[:len(data)-5:len(data)-5], 0, 0, 0, 0, 0)} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}
