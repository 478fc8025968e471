package indextest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

var (
	errFault = errors.New("the server has gone away")
	errDeaf  = errors.New("the caller's context does not reach the engine")
)

// operation is something that a knowledge.Base does with its engine.
type operation struct {
	name string
	run  func(ctx context.Context, b *knowledge.Base) error
}

// operations are all that a Base does. edition is what a load finds.
func operations(edition *int) []operation {
	load := func(o knowledge.LoadOptions) func(ctx context.Context, b *knowledge.Base) error {
		return func(ctx context.Context, b *knowledge.Base) error {
			r, err := b.Load(ctx, editionOf(*edition), o)
			failed := slices.DeleteFunc(r.Failed, func(f knowledge.Failure) bool { return f.Twice && f.Item == "second.md" }) // as it should
			if err == nil && len(failed) > 0 {
				err = fmt.Errorf("in part: %+v", failed)
			}
			return err //nolint:wrapcheck // a test
		}
	}
	return []operation{
		{"info", func(ctx context.Context, b *knowledge.Base) error { _, err := b.Info(ctx); return err }},                 //nolint:wrapcheck // a test
		{"story", func(ctx context.Context, b *knowledge.Base) error { _, err := b.Story(ctx, "kept"); return err }},       //nolint:wrapcheck // a test
		{"stories", func(ctx context.Context, b *knowledge.Base) error { _, err := b.Stories(ctx, "Walrus"); return err }}, //nolint:wrapcheck // a test
		{"versions", func(ctx context.Context, b *knowledge.Base) error { _, err := b.Versions(ctx, "kept"); return err }}, //nolint:wrapcheck // a test
		{"text", func(ctx context.Context, b *knowledge.Base) error {
			_, err := b.Text(ctx, "kept", kept().Hash)
			return err //nolint:wrapcheck // a test
		}},
		{"status of the sources", func(ctx context.Context, b *knowledge.Base) error { _, err := b.SourceStatus(ctx); return err }}, //nolint:wrapcheck // a test
		{"search", searched},
		{"snapshot", snapshotted},
		{"check", load(knowledge.LoadOptions{DryRun: true})},
		{"load", load(knowledge.LoadOptions{})},
	}
}

func searched(ctx context.Context, b *knowledge.Base) error {
	found, err := b.Search(ctx, knowledge.Query{Text: "walrus council"})
	switch {
	case err != nil:
		return err //nolint:wrapcheck // a test
	case len(found.Hits) == 0:
		return errors.New("nothing is found")
	case found.Degraded != "":
		return errors.New(string(found.Degraded))
	}
	return nil
}

func snapshotted(ctx context.Context, b *knowledge.Base) error {
	s, release, err := b.Snapshot(ctx)
	if err != nil {
		return err //nolint:wrapcheck // a test
	}
	defer release()
	if _, err := s.SourceStatus(ctx); err != nil {
		return err //nolint:wrapcheck // a test
	}
	return searched(ctx, s)
}

func kept() knowledge.Story {
	return with(story("kept", "Walrus", "A walrus met the council."), func(s *knowledge.Story) { s.Source, s.Item = "files", "kept.md" })
}

// editionOf are sources that give a load something of every kind to do: a file
// that stays as it was, a second teller of its story, stories that are new,
// changed and gone, and a source all of whose stories go on under other IDs.
func editionOf(n int) []knowledge.Source {
	files := edition{name: "files", items: []knowledge.Item{{Name: "kept.md", File: "kept.md", Mark: "always"}}}
	k := kept()
	files.items[0].Story = &k
	for _, id := range []string{"changed", fmt.Sprint("new", n)} {
		files.add(with(story(id, "Walrus", fmt.Sprintf("Edition %d tells of a walrus and the council.", n)), func(s *knowledge.Story) { s.Source, s.Item = "files", id }))
	}
	second := edition{name: "second"}
	second.add(with(kept(), func(s *knowledge.Story) { s.Source, s.Item = "second", "second.md" }))
	moved := edition{name: "moved"}
	for i := range 3 {
		id := fmt.Sprintf("moved%d-%d", n, i)
		moved.add(with(story(id, "Moved", fmt.Sprintf("The council moved house number %d.", i)), func(s *knowledge.Story) { s.Source, s.Item = "moved", id }))
	}
	return []knowledge.Source{&files, &second, &moved}
}

type edition struct {
	name  string
	items []knowledge.Item
}

func (e *edition) add(s knowledge.Story) {
	e.items = append(e.items, knowledge.Item{Name: s.Item, File: s.Item, Mark: s.Hash, Story: &s})
}

func (e *edition) Name() string { return e.name }

func (e *edition) Read(_ context.Context, same func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return func(yield func(knowledge.Item) bool) {
		for _, item := range e.items {
			if same != nil && same(item.File, item.Mark) {
				item.Story, item.Same = nil, true
			}
			if !yield(item) {
				return
			}
		}
	}
}

// letters is a model of two numbers, as embed.
func letters(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = embed(text)
	}
	return vectors, ctx.Err() //nolint:wrapcheck // a test
}

// testFailing fails every call that a Base makes of the engine, one after the
// other: each operation passes the error on, closes its views, and changes nothing.
func testFailing(t *testing.T, e *engine) {
	everyCall(t, e, func(_ context.CancelFunc) (func(context.Context) error, error) {
		return func(context.Context) error { return errFault }, errFault
	})
}

// testSlow lets every call that a Base makes of the engine hang until the
// asker gives up.
func testSlow(t *testing.T, e *engine) {
	everyCall(t, e, func(giveUp context.CancelFunc) (func(context.Context) error, error) {
		return func(ctx context.Context) error {
			giveUp()
			return stalled(ctx)
		}, context.Canceled
	})
}

// soft are the calls whose failure is told in the outcome instead: without
// vectors the words still find.
func soft(call string) bool {
	return slices.Contains([]string{"Near", "Unembedded", "PutVectors"}, call)
}

// everyCall runs every operation again and again, with another of its calls at
// fault each time.
func everyCall(t *testing.T, e *engine, fault func(giveUp context.CancelFunc) (do func(context.Context) error, want error)) {
	n := 1
	base := func(f *faulty) *knowledge.Base {
		return &knowledge.Base{Index: f, Embed: letters, EmbedModel: "letters"}
	}
	for ; n <= 2; n++ {
		if _, err := base(&faulty{Index: e.ix}).Load(t.Context(), editionOf(n), knowledge.LoadOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, op := range operations(&n) {
		for at := 1; ; at++ {
			ctx, cancel := context.WithCancel(t.Context())
			do, want := fault(cancel)
			f := &faulty{Index: e.ix, at: at, do: do}
			before := e.state()
			err := op.run(ctx, base(f))
			cancel()
			what := fmt.Sprintf("%s, with call %d at fault, which is %s", op.name, at, f.hit)
			if f.open != 0 {
				t.Errorf("%s: %d views are left open", what, f.open)
			}
			if f.hit == "" {
				if err != nil || at == 1 {
					t.Errorf("%s: %v after %d calls", op.name, err, f.calls)
				}
				n++
				break
			}
			if err == nil || !errors.Is(err, want) && !soft(f.hit) {
				t.Errorf("%s: error %v, want %v", what, err, want)
			}
			if committed := f.hit == "Unembedded" || f.hit == "PutVectors"; committed {
				n++
			} else if after := e.state(); after != before {
				t.Errorf("%s: it left\n%s\nafter\n%s", what, after, before)
			}
			if t.Failed() {
				return
			}
		}
	}
	e.reopen()
	if err := searched(t.Context(), base(&faulty{Index: e.ix})); err != nil {
		t.Errorf("after all faults: %v", err)
	}
}

// state is what the engine holds, as one text.
func (e *engine) state() string {
	e.t.Helper()
	v := e.view()
	defer v.Close()
	all := fmt.Sprintln(infoOf(e.t, v))
	for _, s := range storiesOf(e.t, v) {
		versions, err := v.Versions(e.t.Context(), s.Story.ID)
		all += fmt.Sprintln(s.Story.ID, s.Story.Hash, len(versions), err)
	}
	sources, err := e.ix.Sources(e.t.Context())
	all += fmt.Sprintln(sources, err)
	for _, source := range sources {
		marks, err := e.ix.Marks(e.t.Context(), source)
		all += fmt.Sprintln(source, marks, err)
	}
	return all
}

// testCancelledReads asks everything of an engine with a context that has ended.
func testCancelledReads(t *testing.T, e *engine) {
	const many = 300
	e.load(func(tx knowledge.Tx) error {
		for i := range many {
			if err := tx.Put(knowledge.Prepare(story(fmt.Sprintf("s%03d", i), "Walrus", "A walrus."))); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
	e.embedAll("m")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	v := e.view()
	defer v.Close()
	hash := storiesOf(t, v)[0].Story.Hash
	for name, ask := range map[string]func() error{
		"View":       func() error { _, err := e.ix.View(ended); return err },                                              //nolint:wrapcheck // a test
		"Info":       func() error { _, err := v.Info(ended); return err },                                                 //nolint:wrapcheck // a test
		"DocFreq":    func() error { _, err := v.DocFreq(ended, []string{"walrus"}); return err },                          //nolint:wrapcheck // a test
		"Spellings":  func() error { _, err := v.Spellings(ended, "walrus", 1); return err },                               //nolint:wrapcheck // a test
		"Candidates": func() error { _, err := v.Candidates(ended, []string{"walrus"}, knowledge.Wish{N: 9}); return err }, //nolint:wrapcheck // a test
		"Near":       func() error { _, err := v.Near(ended, "m", []float32{1, 1}, knowledge.Filter{}, 9); return err },    //nolint:wrapcheck // a test
		"Documents":  func() error { _, err := v.Documents(ended, []string{"s000"}); return err },                          //nolint:wrapcheck // a test
		"Story":      func() error { _, err := v.Story(ended, "s000"); return err },                                        //nolint:wrapcheck // a test
		"Text":       func() error { _, err := v.Text(ended, "s000", hash); return err },                                   //nolint:wrapcheck // a test
		"Versions":   func() error { _, err := v.Versions(ended, "s000"); return err },                                     //nolint:wrapcheck // a test
		"Marks":      func() error { _, err := e.ix.Marks(ended, "x"); return err },                                        //nolint:wrapcheck // a test
		"Sources":    func() error { _, err := e.ix.Sources(ended); return err },                                           //nolint:wrapcheck // a test
		"Unembedded": func() error { return e.ix.Unembedded(ended, "other", func(string) bool { return true }) },           //nolint:wrapcheck // a test
		"PutVectors": func() error { return e.ix.PutVectors(ended, "m", []string{"x"}, [][]float32{{1, 2}}) },              //nolint:wrapcheck // a test
		"Stories": func() error {
			for _, err := range v.Stories(ended) {
				return err
			}
			return nil
		},
	} {
		if err := ask(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want context.Canceled", name, err)
		}
	}
	midway, stop := context.WithCancel(t.Context())
	defer stop()
	listed, err := 0, error(nil)
	for _, err = range v.Stories(midway) {
		listed++
		stop()
	}
	if !errors.Is(err, context.Canceled) || listed > many/2 {
		t.Errorf("a list goes on for %d stories after its end, then: %v", listed, err)
	}
}

// testStories leaves a list before its end, and asks for stories that are not there.
func testStories(t *testing.T, e *engine) {
	e.put(story("b", "Two", "A walrus."), story("a", "One", "A walrus."), story("c", "Three", "A walrus."))
	e.twice(func(v knowledge.View) {
		for s, err := range v.Stories(t.Context()) {
			if err != nil || s.Story.ID != "a" || s.Words != 1 {
				t.Errorf("the first of the list is %+v, %v", s, err)
			}
			break
		}
		docs, err := v.Documents(t.Context(), []string{"c", "a", "c"})
		if err != nil || len(docs) != 3 || docs[0].Story.ID != "c" || docs[1].Story.ID != "a" || docs[2].Story.ID != "c" {
			t.Errorf("documents %+v, %v", docs, err)
		}
		if docs, err := v.Documents(t.Context(), nil); err != nil || len(docs) != 0 {
			t.Errorf("no documents: %+v, %v", docs, err)
		}
		_, err = v.Documents(t.Context(), []string{"a", "none"})
		notFound(t, err)
		_, err = v.Story(t.Context(), "none")
		notFound(t, err)
	})
}
