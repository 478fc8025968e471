package indextest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func testSnapshots(t *testing.T, e *engine) {
	a := story("a", "Title", "A walrus.")
	b := story("b", "Title", "A narwhal.")
	e.put(a, b)
	before := e.view()
	defer before.Close()
	info := infoOf(t, before)
	changed := with(a, func(s *knowledge.Story) { s.Text = "A manatee." })
	e.put(changed)
	e.remove("b")
	for i := range 12 { // enough for an engine to put its parts together anew
		e.put(story(fmt.Sprintf("more%d", i), "Title", "A walrus."))
	}
	found(t, before, "walrus", "a")
	found(t, before, "narwhal", "b")
	found(t, before, "manatee")
	documentOf(t, before, a)
	documentOf(t, before, b)
	if df, err := before.DocFreq(t.Context(), []string{"walrus"}); err != nil || df[0] != 1 {
		t.Errorf("document frequency %v, %v", df, err)
	}
	if infoOf(t, before) != info {
		t.Errorf("info %+v became %+v", info, infoOf(t, before))
	}
	if versions, err := before.Versions(t.Context(), "a"); err != nil || len(versions) != 1 {
		t.Errorf("versions %v, %v", versions, err)
	}
	_, err := before.Text(t.Context(), "a", changed.Hash)
	notFound(t, err)
	after := e.view()
	defer after.Close()
	found(t, after, "narwhal")
	found(t, after, "manatee", "a")
}

func testSources(t *testing.T, e *engine) {
	from := func(id, source string) knowledge.Story {
		return with(story(id, "Title", "A walrus of "+source+"."), func(s *knowledge.Story) { s.Source = source })
	}
	a, b, c := from("a", "s1"), from("b", "s2"), from("c", "s3")
	e.put(a, c)
	e.put(b) // an engine may keep it apart
	e.twice(func(v knowledge.View) {
		for _, test := range []struct{ sources, stories []string }{
			{[]string{"s1"}, []string{"a"}}, {[]string{"s2", "s3"}, []string{"b", "c"}}, {[]string{"s1"}, []string{"a"}},
			{[]string{"s4"}, nil}, {nil, nil}, {[]string{"s1", "s2", "s3", "s4"}, []string{"a", "b", "c"}},
		} {
			some, err := v.Of(t.Context(), test.sources)
			if err != nil {
				t.Fatal(err)
			}
			found(t, some, "walrus", test.stories...)
			df, err := some.DocFreq(t.Context(), []string{"walrus"})
			if info := infoOf(t, some); err != nil || df[0] != len(test.stories) || info.Stories != len(test.stories) || len(storiesOf(t, some)) != len(test.stories) || !info.Loaded.Equal(infoOf(t, v).Loaded) {
				t.Errorf("%q: frequencies %v, %v; info %+v", test.sources, df, err, info)
			}
			for _, s := range []knowledge.Story{a, b, c} {
				textOf(t, some, s) // of what was cited
				if there := document(t, some, s.ID) != nil; there != slices.Contains(test.stories, s.ID) {
					t.Errorf("%q: document %s is there: %v", test.sources, s.ID, there)
				}
			}
			some.Close()
		}
		found(t, v, "walrus", "a", "b", "c")
	})
}

// unharmed loads a story, runs a load that must fail, and checks that nothing of it is there.
func unharmed(t *testing.T, e *engine, fail func(a, b knowledge.Story)) {
	t.Helper()
	a := story("a", "Title", "A walrus.")
	b := with(a, func(s *knowledge.Story) { s.Text = "A narwhal." })
	e.load(func(tx knowledge.Tx) error {
		return errors.Join(tx.Put(knowledge.Prepare(a)), tx.Mark("source", "item", "mark"))
	})
	held := e.view()
	info := infoOf(t, held)
	held.Close()
	fail(a, b)
	e.twice(func(v knowledge.View) {
		found(t, v, "walrus", "a")
		found(t, v, "narwhal zeppelin council")
		documentOf(t, v, a)
		if infoOf(t, v) != info {
			t.Errorf("info %+v became %+v", info, infoOf(t, v))
		}
		if versions, err := v.Versions(t.Context(), "a"); err != nil || len(versions) != 1 {
			t.Errorf("versions %v, %v", versions, err)
		}
		if marks, err := e.ix.Marks(t.Context(), "source"); err != nil || marks["item"] != "mark" {
			t.Errorf("marks %v, %v", marks, err)
		}
	})
	e.put(b)
	e.twice(func(v knowledge.View) { found(t, v, "narwhal", "a") })
}

// half does some of everything.
func half(tx knowledge.Tx, b knowledge.Story) error {
	err := errors.Join(tx.Put(knowledge.Prepare(b)), tx.Mark("source", "item", "changed"), tx.Remove("a"))
	for i := range 50 {
		err = errors.Join(err, tx.Put(knowledge.Prepare(story(fmt.Sprint("more", i), "A zeppelin", long("zeppelin", 3)))))
	}
	return err
}

func testFailed(t *testing.T, e *engine) {
	unharmed(t, e, func(_, b knowledge.Story) {
		err := e.ix.Update(t.Context(), func(tx knowledge.Tx) error {
			if err := half(tx, b); err != nil {
				return err
			}
			return errFill
		})
		if !errors.Is(err, errFill) {
			t.Errorf("error %v, want that of fill", err)
		}
	})
}

func testCancelled(t *testing.T, e *engine) {
	unharmed(t, e, func(_, b knowledge.Story) {
		ctx, cancel := context.WithCancel(t.Context())
		err := e.ix.Update(ctx, func(tx knowledge.Tx) error {
			err := half(tx, b)
			cancel()
			if again := tx.Put(knowledge.Prepare(b)); !errors.Is(again, context.Canceled) {
				t.Errorf("a story is taken after the end: %v", again)
			}
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want context.Canceled", err)
		}
		ctx, cancel = context.WithCancel(t.Context())
		err = e.ix.Update(ctx, func(tx knowledge.Tx) error {
			defer cancel() // too late for fill to notice
			return half(tx, b)
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v of a load cancelled at its end, want context.Canceled", err)
		}
		if err := e.ix.Update(ctx, func(knowledge.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v of a load that was cancelled before, want context.Canceled", err)
		}
	})
}

func testPanic(t *testing.T, e *engine) {
	unharmed(t, e, func(_, b knowledge.Story) {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = e.ix.Update(t.Context(), func(tx knowledge.Tx) error {
			if err := half(tx, b); err != nil {
				t.Error(err)
			}
			panic("fill")
		})
	})
}

func testUnchanged(t *testing.T, e *engine) {
	a := story("a", "Title", long("zeppelin", 3))
	e.put(a)
	v := e.view()
	doc, loaded := document(t, v, "a"), infoOf(t, v).Loaded
	v.Close()
	e.put(a)
	e.load(func(knowledge.Tx) error { return nil })
	v = e.view()
	if document(t, v, "a") != doc {
		t.Error("a story that has not changed was made anew")
	}
	v.Close()
	e.twice(func(v knowledge.View) {
		if !infoOf(t, v).Loaded.After(loaded) {
			t.Error("a load that changes nothing is not remembered")
		}
		if versions, err := v.Versions(t.Context(), "a"); err != nil || len(versions) != 1 {
			t.Errorf("versions %v, %v", versions, err)
		}
		if diff := differ(document(t, v, "a"), doc); diff != "" {
			t.Errorf("changed: %s", diff)
		}
	})
}

func testSerial(t *testing.T, e *engine) {
	var wg sync.WaitGroup
	running := make(chan struct{}, 1)
	for i := range 6 {
		wg.Go(func() {
			err := e.ix.Update(t.Context(), func(tx knowledge.Tx) error {
				select {
				case running <- struct{}{}:
				default:
					t.Error("two loads at once")
				}
				err := tx.Put(knowledge.Prepare(story(fmt.Sprint("s", i), "Title", "A walrus.")))
				<-running
				return err //nolint:wrapcheck // a test
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	e.twice(func(v knowledge.View) { found(t, v, "walrus", "s0", "s1", "s2", "s3", "s4", "s5") })
}

// testManyLoads compares an engine after many small loads with the stories kept in a map.
func testManyLoads(t *testing.T, e *engine) {
	want := make(map[string]knowledge.Story)
	for round := range 30 {
		e.load(func(tx knowledge.Tx) error {
			for i := range 4 {
				id := fmt.Sprint("s", (round*7+i*5)%23)
				if (round+i)%5 == 4 {
					delete(want, id)
					if err := tx.Remove(id); err != nil {
						return err //nolint:wrapcheck // a test
					}
					continue
				}
				want[id] = story(id, "Round", long(fmt.Sprintf("round%dx", round), 1+i))
				if err := tx.Put(knowledge.Prepare(want[id])); err != nil {
					return err //nolint:wrapcheck // a test
				}
			}
			return nil
		})
		if round%10 == 9 {
			e.twice(func(v knowledge.View) { holds(t, v, want) })
		}
	}
}

// holds checks that a view has exactly these stories.
func holds(t *testing.T, v knowledge.View, want map[string]knowledge.Story) {
	t.Helper()
	if infoOf(t, v).Stories != len(want) || len(storiesOf(t, v)) != len(want) {
		t.Errorf("%d stories, want %d", infoOf(t, v).Stories, len(want))
	}
	passages, ids := 0, []string{}
	for id, s := range want {
		documentOf(t, v, s)
		passages += len(knowledge.Split(text.English(), s.Text))
		ids = append(ids, id)
	}
	found(t, v, "round", ids...)
	if df, err := v.DocFreq(t.Context(), []string{"council", "round"}); err != nil || df[0] != passages || df[1] != passages {
		t.Errorf("document frequencies %v, %v; want %d", df, err, passages)
	}
}

// testReaders reads while a pair of stories is changed together: a reader sees
// both old or both new.
func testReaders(t *testing.T, e *engine) {
	pair := func(round int) []knowledge.Story {
		text := fmt.Sprintf("A walrus in round%dx of the game.", round)
		return []knowledge.Story{story("a", "Title", text), story("b", "Title", text)}
	}
	e.put(pair(0)...)
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for ctx.Err() == nil {
				if err := readPair(e.ix); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for round := 1; round < 25; round++ {
		e.put(pair(round)...)
	}
	stop()
	wg.Wait()
}

func readPair(ix knowledge.Index) error {
	ctx := context.Background()
	v, err := ix.View(ctx)
	if err != nil {
		return fmt.Errorf("view: %w", err)
	}
	defer v.Close()
	list, err := v.Candidates(ctx, []string{"walrus"}, knowledge.Wish{N: 10})
	if err != nil || len(list) != 2 {
		return fmt.Errorf("%d candidates, %w", len(list), err)
	}
	var texts [2]string
	for i, c := range list {
		if texts[i], err = v.Text(ctx, c.Story.Story.ID, c.Story.Story.Hash); err != nil {
			return fmt.Errorf("text: %w", err)
		}
	}
	if texts[0] != texts[1] {
		return fmt.Errorf("a mix of two states: %q and %q", texts[0], texts[1])
	}
	return nil
}
