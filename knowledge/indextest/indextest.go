// Package indextest is what every engine must do: the tests of the promises of
// [knowledge.Index] and [knowledge.View].
package indextest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Open opens the engine that keeps its state in dir. The suite closes it and
// opens it again on the same dir.
type Open func(t *testing.T, dir string) knowledge.Index

// Run runs the whole suite. Each test gets a folder of its own.
func Run(t *testing.T, open func(t *testing.T, dir string) knowledge.Index) {
	tests := []struct {
		name string
		test func(*testing.T, *engine)
	}{
		{"an empty engine", testEmpty},
		{"put", testPut},
		{"replace", testReplace},
		{"remove", testRemove},
		{"several times in one load", testTwice},
		{"odd stories", testOdd},
		{"a story without an ID", testNoID},
		{"candidates are ranked", testRanked},
		{"common terms", testCommon},
		{"candidates are few", testFew},
		{"document frequencies", testDocFreq},
		{"spellings", testSpellings},
		{"filters", testFilters},
		{"versions", testVersions},
		{"texts of old versions", testTexts},
		{"marks and sources", testMarks},
		{"info", testInfo},
		{"views are snapshots", testSnapshots},
		{"old versions are pruned", testPrune},
		{"some of the sources", testSources},
		{"a failed load keeps nothing", testFailed},
		{"a cancelled load keeps nothing", testCancelled},
		{"a panic in a load keeps nothing", testPanic},
		{"a load that changes nothing", testUnchanged},
		{"one load at a time", testSerial},
		{"many loads", testManyLoads},
		{"readers during loads", testReaders},
		{"vectors", testVectors},
		{"vectors under a filter", testVectorFilter},
		{"vectors that cannot be", testBadVectors},
		{"lists and documents", testStories},
		{"reads with a context that has ended", testCancelledReads},
		{"every call fails", testFailing},
		{"every call hangs", testSlow},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := &engine{t: t, dir: t.TempDir(), open: open}
			e.ix = open(t, e.dir)
			t.Cleanup(func() { e.close() })
			test.test(t, e)
		})
	}
}

// engine is the engine under test, with short ways to use it.
type engine struct {
	t    *testing.T
	dir  string
	open Open
	ix   knowledge.Index
}

func (e *engine) close() {
	e.t.Helper()
	if e.ix == nil {
		return
	}
	if err := e.ix.Close(); err != nil {
		e.t.Errorf("close: %v", err)
	}
	e.ix = nil
}

func (e *engine) reopen() {
	e.t.Helper()
	e.close()
	e.ix = e.open(e.t, e.dir)
}

// twice runs check on the state as it is and again after closing and opening.
func (e *engine) twice(check func(v knowledge.View)) {
	e.t.Helper()
	for range 2 {
		v := e.view()
		check(v)
		v.Close()
		if e.t.Failed() {
			return
		}
		e.reopen()
	}
}

// view opens a view, which must succeed.
func (e *engine) view() knowledge.View {
	e.t.Helper()
	v, err := e.ix.View(e.t.Context())
	if err != nil {
		e.t.Fatalf("view: %v", err)
	}
	return v
}

// load runs an Update that must succeed.
func (e *engine) load(fill func(tx knowledge.Tx) error) {
	e.t.Helper()
	if err := e.ix.Update(e.t.Context(), fill); err != nil {
		e.t.Fatalf("load: %v", err)
	}
}

// put loads stories.
func (e *engine) put(stories ...knowledge.Story) {
	e.t.Helper()
	e.load(func(tx knowledge.Tx) error {
		for _, s := range stories {
			if err := tx.Put(knowledge.Prepare(s)); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
}

// remove takes stories out.
func (e *engine) remove(ids ...string) {
	e.t.Helper()
	e.load(func(tx knowledge.Tx) error {
		for _, id := range ids {
			if err := tx.Remove(id); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
}

// story makes a complete story.
func story(id, title, text string) knowledge.Story {
	s := knowledge.Story{
		ID: id, Title: title, Text: text, Outlet: "The Courier", Authors: []string{"Ann Lee", "Bo Øst"},
		Published: time.Date(2019, 1, 3, 15, 4, 5, 0, time.UTC), Updated: time.Date(2019, 1, 4, 0, 0, 0, 0, time.UTC),
		URL: "https://courier.example/" + id, Collection: "world", Label: knowledge.Wire, Lang: "en",
		Source: "folder", Item: "folder/" + id + ".md",
	}
	s.Hash = s.Fingerprint()
	return s
}

// with changes a story and gives it its new hash.
func with(s knowledge.Story, change func(*knowledge.Story)) knowledge.Story {
	change(&s)
	s.Hash = s.Fingerprint()
	return s
}

// find returns the stories of the candidates for words, best first.
func find(t *testing.T, v knowledge.View, words string, f knowledge.Filter, n int) []string {
	t.Helper()
	list, err := v.Candidates(t.Context(), text.English().Terms(words), knowledge.Wish{Filter: f, N: n})
	if err != nil {
		t.Fatalf("candidates for %q: %v", words, err)
	}
	ids := make([]string, 0, len(list))
	for _, c := range list {
		candidateOf(t, v, c)
		ids = append(ids, c.Story.Story.ID)
	}
	return ids
}

// candidateOf checks that a candidate is a passage of a story of the view.
func candidateOf(t *testing.T, v knowledge.View, c knowledge.Candidate) {
	t.Helper()
	d := document(t, v, c.Story.Story.ID)
	switch {
	case d == nil:
		t.Errorf("the candidate %s is not a story of the view", c.Story.Story.ID)
	case d.Story.Hash != c.Story.Story.Hash || d.Words != c.Story.Words || c.Story.Story.Text != "":
		t.Errorf("the candidate %+v is not the view's story %+v", c.Story, d.StoryInfo)
	case c.N < 0 || c.N >= len(d.Passages):
		t.Errorf("candidate passage %d of %s, which has %d", c.N, d.Story.ID, len(d.Passages))
	}
}

// infoOf returns the counts of a view.
func infoOf(t *testing.T, v knowledge.View) knowledge.Info {
	t.Helper()
	got, err := v.Info(t.Context())
	if err != nil {
		t.Fatalf("info: %v", err)
	}
	return got
}

// document returns a story as ranking needs it, or nil where it is not there.
func document(t *testing.T, v knowledge.View, id string) *knowledge.Document {
	t.Helper()
	docs, err := v.Documents(t.Context(), []string{id})
	if errors.Is(err, knowledge.ErrNotFound) {
		if _, err := v.Story(t.Context(), id); !errors.Is(err, knowledge.ErrNotFound) {
			t.Errorf("story %s: %v, but it has no document", id, err)
		}
		return nil
	}
	if err != nil || len(docs) != 1 {
		t.Fatalf("document %s: %d, %v", id, len(docs), err)
	}
	one, err := v.Story(t.Context(), id)
	if err != nil || one.Story.Hash != docs[0].Story.Hash || one.Words != docs[0].Words || one.Story.Text != "" {
		t.Errorf("story %s: %+v, %v; its document is of %+v", id, one, err, docs[0].StoryInfo)
	}
	return docs[0]
}

// storiesOf returns every story of a view.
func storiesOf(t *testing.T, v knowledge.View) (list []*knowledge.StoryInfo) {
	t.Helper()
	for s, err := range v.Stories(t.Context()) {
		if err != nil {
			t.Fatalf("stories: %v", err)
		}
		list = append(list, s)
	}
	return list
}

// found checks which stories are found, in any order.
func found(t *testing.T, v knowledge.View, words string, want ...string) {
	t.Helper()
	got := find(t, v, words, knowledge.Filter{}, 100)
	slices.Sort(got)
	got = slices.Compact(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q finds %q, want %q", words, got, want)
	}
}

// textOf reads the text of a version that must be there.
func textOf(t *testing.T, v knowledge.View, s knowledge.Story) {
	t.Helper()
	got, err := v.Text(t.Context(), s.ID, s.Hash)
	if err != nil || got != s.Text {
		t.Errorf("text of %s %s: %q, %v; want %q", s.ID, s.Hash, got, err, s.Text)
	}
}

// documentOf checks that the view has the story whole.
func documentOf(t *testing.T, v knowledge.View, s knowledge.Story) {
	t.Helper()
	got := document(t, v, s.ID)
	if got == nil {
		t.Errorf("no document %s", s.ID)
		return
	}
	p := knowledge.Prepare(s)
	if diff := differ(got, p.Document()); diff != "" {
		t.Errorf("document %s: %s", s.ID, diff)
	}
	textOf(t, v, s)
}

// differ tells in what two documents differ; no list and an empty one are the same.
func differ(a, b *knowledge.Document) string {
	x, y := a.Story, b.Story
	x.Authors, y.Authors = nil, nil
	switch {
	case !slices.Equal(a.Story.Authors, b.Story.Authors):
		return "authors"
	case !x.Published.Equal(y.Published) || !x.Updated.Equal(y.Updated):
		return "dates"
	case x.Fingerprint() != y.Fingerprint() || x.ID != y.ID || x.Hash != y.Hash || x.Text != y.Text:
		return "fields"
	case !slices.Equal(a.Title, b.Title):
		return "terms of the title"
	case !slices.Equal(a.Passages, b.Passages):
		return "passages"
	case !slices.EqualFunc(a.Terms, b.Terms, slices.Equal[[]knowledge.Term]) || a.Words != b.Words || a.Counted != b.Counted:
		return "terms"
	}
	return ""
}

// long makes a text of n paragraphs and about as many passages; the i-th
// paragraph has a word made of word and i as a letter.
func long(word string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("Here stands the word " + word + string(rune('a'+i)) + " among others.")
		b.WriteString(strings.Repeat(" The council of the valley met again to speak about the bridge and its cost.", 8))
		b.WriteString("\n\n")
	}
	return strings.TrimSpace(b.String())
}

func notFound(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
}

var errFill = errors.New("the source broke off")
