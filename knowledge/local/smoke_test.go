package local

import (
	"context"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	x, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = x.Update(ctx, func(tx knowledge.Tx) error {
		for _, s := range []knowledge.Story{{ID: "a", Title: "Envoy defects", Text: "The ambassador left Rome on Monday."}, {ID: "b", Title: "Other", Text: "Nothing about that city."}} {
			if err := tx.Put(knowledge.Prepare(s)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		v := x.View()
		t.Logf("%+v", v.Info())
		c, err := v.Candidates(ctx, knowledge.Terms("ambassador Rome city"), knowledge.Filter{}, 10)
		t.Log(len(c), err, c)
		v.Close()
		if len(c) != 2 || c[0].Doc.Story.ID != "a" {
			t.Error("bad")
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		if x, err = Open(ctx, dir, Options{Progress: func(w string, d, n int) { t.Error(w, d, n) }}); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}
