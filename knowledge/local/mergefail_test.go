package local_test

import (
	"context"
	"errors"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// TestMergeCutShort: a bot that is ended while segments are merged ends in
// order, and nothing is lost.
func TestMergeCutShort(t *testing.T) {
	dir := t.TempDir()
	ix := open(t, dir)
	for _, s := range []knowledge.Story{{ID: "a", Title: "A", Text: "One bridge.", Hash: "1"}, {ID: "b", Title: "B", Text: "Two bridges.", Hash: "2"}} {
		must(t, loadAll(t.Context(), ix, []knowledge.Story{s}))
	}
	before := local.SegmentNames(ix)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := local.Merge(ctx, ix); !errors.Is(err, context.Canceled) {
		t.Errorf("a merge that is cut short: %v", err)
	}
	if after := local.SegmentNames(ix); len(before) != 2 || len(after) != 2 {
		t.Errorf("segments %v before, %v after", before, after)
	}
	must(t, local.Merge(t.Context(), ix))
	if after := local.SegmentNames(ix); len(after) != 1 {
		t.Errorf("segments %v after a merge", after)
	}
	must(t, ix.Close())
	ix = open(t, dir)
	info, err := (&knowledge.Base{Index: ix}).Info(t.Context())
	if err != nil || info.Stories != 2 {
		t.Errorf("%d stories, %v", info.Stories, err)
	}
	must(t, ix.Close())
}
