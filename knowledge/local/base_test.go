package local_test

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// bulletin is a source whose one story says another thing at each reading.
type bulletin struct{ said []string }

func (b *bulletin) Name() string { return "bulletin" }

func (b *bulletin) Read(context.Context, func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return func(yield func(knowledge.Item) bool) {
		s := knowledge.Story{ID: "bulletin", Title: "The bulletin", Source: "bulletin", Item: "b", Label: knowledge.News, Lang: "en", Text: b.said[0]}
		b.said = b.said[1:]
		s.Hash = s.Fingerprint()
		yield(knowledge.Item{Name: "b", File: "b", Story: &s})
	}
}

// TestSnapshot loads a new text between two looks at the stories.
func TestSnapshot(t *testing.T) {
	ctx := t.Context()
	index, err := local.Open(ctx, t.TempDir(), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = index.Close() }()
	base := &knowledge.Base{Index: index}
	source := &bulletin{said: []string{"The ferry to Oldport sails at seven.", "The ferry to Oldport sails at nine."}}
	load := func() {
		t.Helper()
		if _, err := base.Load(ctx, []knowledge.Source{source}, knowledge.LoadOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	load()
	snapshot, release, err := base.Snapshot(ctx)
	must(t, err)
	before, err := snapshot.Info(ctx)
	must(t, err)
	load()
	for _, test := range []struct {
		base *knowledge.Base
		want string
	}{{snapshot, "seven"}, {base, "nine"}} {
		found, err := test.base.Search(ctx, knowledge.Query{Text: "ferry to Oldport"})
		if err != nil || len(found.Hits) != 1 || !strings.Contains(found.Hits[0].Text(), test.want) {
			t.Errorf("found %+v, %v; want %s", found.Hits, err, test.want)
		}
		s, err := test.base.Story(ctx, "bulletin")
		if err != nil || !strings.Contains(s.Text, test.want) {
			t.Errorf("story %q, %v; want %s", s.Text, err, test.want)
		}
		if list, err := test.base.Stories(ctx, ""); err != nil || len(list) != 1 || list[0].Story.Hash != s.Hash {
			t.Errorf("stories %+v, %v", list, err)
		}
		if status, err := test.base.SourceStatus(ctx); err != nil || status["bulletin"].Stories != 1 {
			t.Errorf("status %+v, %v", status, err)
		}
		info, err := test.base.Info(ctx)
		if same := info == before; err != nil || same != (test.want == "seven") {
			t.Errorf("the info of %s is %+v, %v", test.want, info, err)
		}
	}
	release()
}
