package weaviate_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/weaviate"
	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// strict waits after each load until Weaviate has it, and finds nowhere else.
type strict struct{ *weaviate.Index }

// Update waits.
func (s strict) Update(ctx context.Context, fill func(knowledge.Tx) error) error {
	if err := s.Index.Update(ctx, fill); err != nil {
		return err //nolint:wrapcheck // a test
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer stop()
	return s.Settle(ctx) //nolint:wrapcheck // as above
}

// open opens an index that finds in Weaviate alone.
func open(t testing.TB, urls, dir string) strict {
	t.Helper()
	return openTo(t, urls, dir, 2*time.Second)
}

// openTo is open with the time after which what nodes lack is written again.
func openTo(t testing.TB, urls, dir string, mend time.Duration) strict {
	t.Helper()
	truth, err := local.Open(t.Context(), dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := weaviate.Open(t.Context(), urls, dir, truth, weaviate.Options{Strict: true, Every: 50 * time.Millisecond, Mend: mend, Logger: slog.New(slog.NewTextHandler(output{t}, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return strict{x}
}

// output is the test's own.
type output struct{ t testing.TB }

// Write logs a line.
func (o output) Write(b []byte) (int, error) {
	if o.t.Context().Err() == nil {
		o.t.Log(string(b))
	}
	return len(b), nil
}

// Everything is tried on one node. The engine passes what every engine does, with nothing found elsewhere.
func TestWeaviate(t *testing.T) {
	nodes := weaviatetest.Start(t, 1)
	urls := weaviatetest.URLs(nodes)
	t.Run("truth in a folder", func(t *testing.T) {
		indextest.Run(t, func(t *testing.T, dir string) knowledge.Index { return open(t, urls, dir) })
	})
	t.Run("truth in a database", func(t *testing.T) { testPostgres(t, urls) })
	t.Run("several processes", func(t *testing.T) { testProcesses(t, urls) })
	t.Run("what is gone", func(t *testing.T) { testSwept(t, nodes[0]) })
	t.Run("broken writes", func(t *testing.T) { testBroken(t, nodes[0]) })
	t.Run("nearest", func(t *testing.T) { testNearest(t, nodes) })
}
