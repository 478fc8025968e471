package indextest

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// faulty is an engine of which one call does something else, as a server that
// is far away may do. The calls of the engine, of its views and of its loads
// are counted together, from 1.
type faulty struct {
	knowledge.Index
	at int                             // the call that does something else; zero: none
	do func(ctx context.Context) error // what it does first; it goes on where this returns nil

	mu    sync.Mutex
	calls int
	hit   string // the name of the call that was at
	open  int    // the views that have not been closed
}

// call counts a call.
func (f *faulty) call(ctx context.Context, name string) error {
	f.mu.Lock()
	f.calls++
	hit := f.calls == f.at
	if hit {
		f.hit = name
	}
	f.mu.Unlock()
	if hit {
		return f.do(ctx)
	}
	return nil
}

// stalled waits until ctx ends, as a call of a server that does not answer.
func stalled(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return fmt.Errorf("it did not answer: %w", ctx.Err())
	case <-time.After(10 * time.Second):
		return errDeaf
	}
}

func (f *faulty) View(ctx context.Context) (knowledge.View, error) {
	if err := f.call(ctx, "View"); err != nil {
		return nil, err
	}
	v, err := f.Index.View(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // a wrapper
	}
	return f.opened(v), nil
}

func (f *faulty) opened(v knowledge.View) knowledge.View {
	f.mu.Lock()
	f.open++
	f.mu.Unlock()
	return &faultyView{v, f}
}

func (f *faulty) Marks(ctx context.Context, source string) (map[string]string, error) {
	return ask(ctx, f, "Marks", func() (map[string]string, error) { return f.Index.Marks(ctx, source) })
}

func (f *faulty) Sources(ctx context.Context) ([]string, error) {
	return ask(ctx, f, "Sources", func() ([]string, error) { return f.Index.Sources(ctx) })
}

func (f *faulty) Update(ctx context.Context, fill func(knowledge.Tx) error) error {
	if err := f.call(ctx, "Update"); err != nil {
		return err
	}
	return f.Index.Update(ctx, func(tx knowledge.Tx) error { //nolint:wrapcheck // a wrapper
		if err := fill(faultyTx{ctx, tx, f}); err != nil {
			return err
		}
		return f.call(ctx, "commit")
	})
}

func (f *faulty) Unembedded(ctx context.Context, model string, yield func(text string) bool) error {
	if err := f.call(ctx, "Unembedded"); err != nil {
		return err
	}
	return f.Index.Unembedded(ctx, model, yield) //nolint:wrapcheck // a wrapper
}

func (f *faulty) PutVectors(ctx context.Context, model string, texts []string, vectors [][]float32) error {
	if err := f.call(ctx, "PutVectors"); err != nil {
		return err
	}
	return f.Index.PutVectors(ctx, model, texts, vectors) //nolint:wrapcheck // a wrapper
}

func (f *faulty) Prune(ctx context.Context, before time.Time, keep func(story, hash string) bool) (int, error) {
	return ask(ctx, f, "Prune", func() (int, error) { return f.Index.Prune(ctx, before, keep) })
}

// ask counts a call and makes it.
func ask[T any](ctx context.Context, f *faulty, name string, do func() (T, error)) (none T, err error) {
	if err := f.call(ctx, name); err != nil {
		return none, err
	}
	return do()
}

// faultyView is a view of a faulty engine.
type faultyView struct {
	knowledge.View
	f *faulty
}

func (v *faultyView) Info(ctx context.Context) (knowledge.Info, error) {
	return ask(ctx, v.f, "Info", func() (knowledge.Info, error) { return v.View.Info(ctx) })
}

func (v *faultyView) DocFreq(ctx context.Context, terms []string) ([]int, error) {
	return ask(ctx, v.f, "DocFreq", func() ([]int, error) { return v.View.DocFreq(ctx, terms) })
}

func (v *faultyView) Spellings(ctx context.Context, term string, edits int) ([]string, error) {
	return ask(ctx, v.f, "Spellings", func() ([]string, error) { return v.View.Spellings(ctx, term, edits) })
}

func (v *faultyView) Candidates(ctx context.Context, terms []string, w knowledge.Wish) ([]knowledge.Candidate, error) {
	return ask(ctx, v.f, "Candidates", func() ([]knowledge.Candidate, error) { return v.View.Candidates(ctx, terms, w) })
}

func (v *faultyView) Near(ctx context.Context, model string, vector []float32, filter knowledge.Filter, n int) ([]knowledge.Candidate, error) {
	return ask(ctx, v.f, "Near", func() ([]knowledge.Candidate, error) { return v.View.Near(ctx, model, vector, filter, n) })
}

func (v *faultyView) Documents(ctx context.Context, ids []string) ([]*knowledge.Document, error) {
	return ask(ctx, v.f, "Documents", func() ([]*knowledge.Document, error) { return v.View.Documents(ctx, ids) })
}

func (v *faultyView) Story(ctx context.Context, id string) (*knowledge.StoryInfo, error) {
	return ask(ctx, v.f, "Story", func() (*knowledge.StoryInfo, error) { return v.View.Story(ctx, id) })
}

func (v *faultyView) Text(ctx context.Context, id, hash string) (string, error) {
	return ask(ctx, v.f, "Text", func() (string, error) { return v.View.Text(ctx, id, hash) })
}

func (v *faultyView) Versions(ctx context.Context, id string) ([]knowledge.Version, error) {
	return ask(ctx, v.f, "Versions", func() ([]knowledge.Version, error) { return v.View.Versions(ctx, id) })
}

func (v *faultyView) Of(ctx context.Context, sources []string) (knowledge.View, error) {
	some, err := ask(ctx, v.f, "Of", func() (knowledge.View, error) { return v.View.Of(ctx, sources) })
	if err != nil {
		return nil, err
	}
	return v.f.opened(some), nil
}

// Stories counts every story, so that the list can also break off midway.
func (v *faultyView) Stories(ctx context.Context) iter.Seq2[*knowledge.StoryInfo, error] {
	return func(yield func(*knowledge.StoryInfo, error) bool) {
		for s, err := range v.View.Stories(ctx) {
			if err == nil {
				err = v.f.call(ctx, "Stories")
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(s, nil) {
				return
			}
		}
	}
}

func (v *faultyView) Close() {
	v.f.mu.Lock()
	v.f.open--
	v.f.mu.Unlock()
	v.View.Close()
}

// faultyTx is a load into a faulty engine.
type faultyTx struct {
	ctx context.Context //nolint:containedctx // lives as long as the one call of Update
	knowledge.Tx
	f *faulty
}

func (t faultyTx) Put(p knowledge.Prepared) error {
	if err := t.f.call(t.ctx, "Put"); err != nil {
		return err
	}
	return t.Tx.Put(p) //nolint:wrapcheck // a wrapper
}

func (t faultyTx) Remove(id string) error {
	if err := t.f.call(t.ctx, "Remove"); err != nil {
		return err
	}
	return t.Tx.Remove(id) //nolint:wrapcheck // a wrapper
}

func (t faultyTx) Mark(source, item, mark string) error {
	if err := t.f.call(t.ctx, "Mark"); err != nil {
		return err
	}
	return t.Tx.Mark(source, item, mark) //nolint:wrapcheck // a wrapper
}
