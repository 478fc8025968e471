package local

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/text"
)

func TestPackMembers(t *testing.T) {
	for name, want := range map[string][]member{
		"none":          nil,
		"one":           {{1, 2}},
		"in any order":  {{900, 1}, {3, 4000}, {4, 0}},
		"far apart":     {{1, 1}, {1 << 40, 1}, {2, 1}},
		"many passages": {{5, 1 << 30}},
	} {
		packed := packMembers(want)
		got, err := unpackMembers(packed)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: unpacked %v, %v; want %v", name, got, err, want)
		}
		if len(packed) == 0 {
			continue
		}
		if got, err := unpackMembers(packed[:len(packed)-1]); err == nil && len(got) == len(want) {
			t.Errorf("%s: without its last byte it is %v", name, got)
		}
	}
}

func TestTimes(t *testing.T) {
	for want, at := range map[string]time.Time{
		"":                          {},
		"2019-01-03T00:00:00Z":      time.Date(2019, 1, 3, 0, 0, 0, 0, time.UTC),
		"2019-01-03T03:30:00+02:00": time.Date(2019, 1, 3, 3, 30, 0, 0, time.FixedZone("", 2*3600)),
		"2019-01-03T00:00:00.0005Z": time.Date(2019, 1, 3, 0, 0, 0, 500_000, time.UTC),
	} {
		if got := packed.Time(at); got != want {
			t.Errorf("%v is written %q, want %q", at, got, want)
		}
		if got, err := packed.ReadTime(want); err != nil || !got.Equal(at) || got.Format(time.DateTime) != at.Format(time.DateTime) {
			t.Errorf("%q is read %v, %v; want %v", want, got, err, at)
		}
	}
	if got, err := packed.ReadTime("yesterday"); err == nil {
		t.Errorf("a word is read as %v", got)
	}
}

// asRead is the row of a story as SQLite gives it back.
func asRead(t *testing.T, e entry) *row {
	t.Helper()
	values, err := e.values()
	if err != nil {
		t.Fatal(err)
	}
	r := new(row)
	for i, target := range r.targets() {
		v := reflect.ValueOf(target).Elem()
		v.Set(reflect.ValueOf(values[i]).Convert(v.Type()))
	}
	return r
}

// TestRow changes each column of a row in turn: what belongs to the story is an
// error, and what is made from its text is found damaged.
func TestRow(t *testing.T) {
	s := knowledge.Story{
		ID: "a", Title: "Title", Text: "A walrus met the council.", Outlet: "The Courier", Authors: []string{"Ann", "Bo, of \"Øst\""},
		Published: time.Date(2019, 1, 3, 15, 4, 5, 0, time.UTC), URL: "https://courier.example/a", Label: knowledge.Wire, Lang: "en",
		Source: "folder", Item: "a.md", Hash: "h",
	}
	p := knowledge.Prepare(s)
	e := entry{key: 7, doc: p.Document(), fingerprints: packed.Fingerprints(&s, p.Passages), text: 3}
	r := asRead(t, e)
	got, damaged, err := r.document()
	if err != nil || damaged || !reflect.DeepEqual(got, e.doc) || r.key != 7 || r.text != 3 {
		t.Fatalf("read back %+v, %v, %v; want %+v", got, damaged, err, e.doc)
	}
	for _, test := range []struct {
		name    string
		change  func(r *row)
		damaged bool // false: an error
	}{
		{"id", func(r *row) { r.s.ID = "b" }, false},
		{"title", func(r *row) { r.s.Title += " " }, false},
		{"authors", func(r *row) { r.authors = "" }, false},
		{"published", func(r *row) { r.published = "" }, false},
		{"updated", func(r *row) { r.updated = r.published }, false},
		{"label", func(r *row) { r.s.Label = knowledge.News }, false},
		{"source and item", func(r *row) { r.s.Source, r.s.Item = "foldera", ".md" }, false},
		{"hash", func(r *row) { r.s.Hash = "" }, false},
		{"text", func(r *row) { r.text++ }, false},
		{"sum", func(r *row) { r.sum++ }, false},
		{"words", func(r *row) { r.words[0] ^= 1 }, true},
		{"no words", func(r *row) { r.words = nil }, true},
		{"fingerprints", func(r *row) { r.fingerprints[len(r.fingerprints)-1] ^= 128 }, true},
		{"sum of the words", func(r *row) { r.wordsSum++ }, true},
		{"bad authors", func(r *row) { r.authors = "["; r.sum = r.fieldsSum() }, false},
		{"a bad date", func(r *row) { r.updated = "soon"; r.sum = r.fieldsSum() }, false},
	} {
		r := asRead(t, e)
		test.change(r)
		if _, damaged, err := r.document(); damaged != test.damaged || (err == nil) != test.damaged {
			t.Errorf("%s: damaged %v, error %v", test.name, damaged, err)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	good := func() knowledge.Prepared {
		return knowledge.Prepare(knowledge.Story{ID: "a", Title: "T", Text: "A walrus. A narwhal."})
	}
	for _, test := range []struct {
		name   string
		change func(p *knowledge.Prepared)
		want   string
	}{
		{"good", func(*knowledge.Prepared) {}, ""},
		{"no ID", func(p *knowledge.Prepared) { p.Story.ID = "" }, "a story without an ID"},
		{"terms missing", func(p *knowledge.Prepared) { p.Terms = nil }, "1 passages with 0 lists of terms"},
		{"before the text", func(p *knowledge.Prepared) { p.Passages[0].Start = -1 }, "passage [-1, 20) is not within the 20 bytes of the text"},
		{"after the text", func(p *knowledge.Prepared) { p.Passages[0].End = 21 }, "passage [0, 21) is not within the 20 bytes of the text"},
		{"backwards", func(p *knowledge.Prepared) { p.Passages[0] = text.Span{Start: 5, End: 4} }, "passage [5, 4) is not within the 20 bytes of the text"},
	} {
		p := good()
		test.change(&p)
		got := ""
		if err := check(&p); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
