package weaviate_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/weaviate"
	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// The same with the truth in a database.
func testPostgres(t *testing.T, urls string) {
	server := pgtest.Start(t)
	indextest.Run(t, func(t *testing.T, dir string) knowledge.Index {
		return openShared(t, urls, server.URL(dir), filepath.Join(dir, "replica"))
	})
}

// openShared opens an index that finds in Weaviate alone what a database has.
func openShared(t *testing.T, urls, database, dir string) strict {
	t.Helper()
	truth, err := postgres.Open(t.Context(), database, dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := weaviate.Open(t.Context(), urls, dir, truth, weaviate.Options{Truth: truth.Followed().Truth, Strict: true, Every: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return strict{x}
}

// What one process has written another one finds, and writes nothing itself.
func testProcesses(t *testing.T, urls string) {
	database := pgtest.Start(t).URL("several")
	one, two := openShared(t, urls, database, t.TempDir()), openShared(t, urls, database, t.TempDir())
	defer func() { _, _ = one.Close(), two.Close() }()
	for round := range 6 {
		id := fmt.Sprint("s", round)
		writer := []strict{one, two}[round%2]
		if err := writer.Update(t.Context(), func(tx knowledge.Tx) error {
			if round > 2 {
				if err := tx.Remove(fmt.Sprint("s", round-3)); err != nil {
					return err //nolint:wrapcheck // a test
				}
			}
			return tx.Put(knowledge.Prepare(tale(id, "A walrus.")))
		}); err != nil {
			t.Fatal(err)
		}
		var want []string
		for i := max(0, round-2); i <= round; i++ {
			want = append(want, fmt.Sprint("s", i))
		}
		for _, x := range []strict{one, two} {
			soon(t, "both find the same", func() bool { return slices.Equal(finds(t, x, "walrus"), want) })
		}
	}
	// A load whose process ended before it wrote: the others write it, both at once.
	err := one.Index.Index.Update(t.Context(), func(tx knowledge.Tx) error {
		return errors.Join(tx.Remove("s5"), tx.Put(knowledge.Prepare(tale("t", "A walrus."))))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []strict{one, two} {
		soon(t, "both find what nobody wrote", func() bool { return slices.Equal(finds(t, x, "walrus"), []string{"s3", "s4", "t"}) })
	}
}

func tale(id, body string) knowledge.Story {
	s := knowledge.Story{ID: id, Title: "A tale", Text: body, Lang: "en", Source: "folder"}
	s.Hash = s.Fingerprint()
	return s
}

// finds are the stories that have a word, sorted.
func finds(t testing.TB, x knowledge.Index, word string) (ids []string) {
	t.Helper()
	v, err := x.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	list, err := v.Candidates(t.Context(), text.English().Terms(word), knowledge.Wish{N: 100})
	if err != nil {
		t.Errorf("find %s: %v", word, err)
	}
	for _, c := range list {
		ids = append(ids, c.Story.Story.ID)
	}
	slices.Sort(ids)
	return ids
}

// nears are the so many stories nearest to a vector, sorted.
func nears(t testing.TB, x knowledge.Index, n int) (ids []string) {
	t.Helper()
	v, err := x.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	list, err := v.Near(t.Context(), "m", []float32{1, 0}, knowledge.Filter{}, n)
	if err != nil {
		t.Errorf("what is nearest: %v", err)
	}
	for _, c := range list {
		ids = append(ids, c.Story.Story.ID)
	}
	slices.Sort(ids)
	return ids
}

func soon(t testing.TB, what string, is func() bool) {
	t.Helper()
	for range 1500 {
		if is() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// breaking is a way to a node that breaks: of the requests that write, the ones from some on fail, some of them
// after they were done.
type breaking struct {
	*httptest.Server
	address string       // as a setting has it: calls go to the node itself
	writes  atomic.Int64 // so far
	from    atomic.Int64 // those from here on fail; 0: none
	lands   atomic.Bool  // after they were done
}

func newBreaking(t *testing.T, node *weaviatetest.Node) *breaking {
	t.Helper()
	to, err := url.Parse(node.URL())
	if err != nil {
		t.Fatal(err)
	}
	b, proxy := &breaking{}, httputil.NewSingleHostReverseProxy(to)
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writes := r.Method == http.MethodPatch || r.URL.Path == "/v1/batch/objects"
		from := b.from.Load()
		if n := b.writes.Add(1); !writes || from == 0 || n < from {
			if !writes {
				b.writes.Add(-1)
			}
			proxy.ServeHTTP(w, r)
			return
		}
		if b.lands.Load() { // it is done, and nobody hears of it
			proxy.ServeHTTP(httptest.NewRecorder(), r)
		} else {
			_, _ = io.Copy(io.Discard, r.Body)
		}
		w.WriteHeader(http.StatusBadGateway)
	}))
	t.Cleanup(b.Close)
	b.address = b.URL + strings.TrimPrefix(node.Address(), node.URL())
	return b
}

// Loads are broken off at each of their writes, and another load comes, or the process begins anew: what is found is
// what the truth has.
func testBroken(t *testing.T, node *weaviatetest.Node) {
	for from := int64(1); from <= 6; from++ {
		for _, anew := range []bool{false, true} {
			dir, way := t.TempDir(), newBreaking(t, node)
			x := openTo(t, way.address, dir, time.Hour)
			put := func(wait bool, do func(tx knowledge.Tx) error) {
				t.Helper()
				update := x.Index.Update
				if wait {
					update = x.Update
				}
				if err := update(t.Context(), do); err != nil {
					t.Fatal(err)
				}
			}
			all := func(word string, ids ...string) func(tx knowledge.Tx) error {
				return func(tx knowledge.Tx) error {
					for _, id := range ids {
						if err := tx.Put(knowledge.Prepare(tale(id, "A "+word+"."))); err != nil {
							return err //nolint:wrapcheck // a test
						}
					}
					return nil
				}
			}
			put(true, all("walrus", "a", "b", "c"))
			way.writes.Store(0)
			way.lands.Store((from%2 == 0) == anew)
			way.from.Store(from)
			put(false, func(tx knowledge.Tx) error {
				if err := tx.Remove("c"); err != nil {
					return err //nolint:wrapcheck // a test
				}
				return all("narwhal", "b", "d", "e")(tx)
			})
			time.Sleep(60 * time.Millisecond)
			if anew {
				ctx, stop := context.WithTimeout(t.Context(), time.Millisecond)
				_ = x.Settle(ctx)
				stop()
				_ = x.Close()
				way.from.Store(0)
				x = openTo(t, way.address, dir, time.Hour)
			}
			put(false, func(tx knowledge.Tx) error { return errors.Join(tx.Remove("e"), all("walrus", "b", "f")(tx)) })
			way.from.Store(0)
			put(true, all("walrus", "g"))
			if got, want := finds(t, x, "walrus"), []string{"a", "b", "f", "g"}; !slices.Equal(got, want) {
				t.Errorf("broken from write %d on, begun anew %v: walrus finds %q, want %q", from, anew, got, want)
			}
			if got, want := finds(t, x, "narwhal"), []string{"d"}; !slices.Equal(got, want) {
				t.Errorf("broken from write %d on, begun anew %v: narwhal finds %q, want %q", from, anew, got, want)
			}
			_ = x.Close()
		}
	}
}

// What is gone is deleted when no View finds it any more, and nothing else is.
func testSwept(t *testing.T, node *weaviatetest.Node) {
	dir := t.TempDir()
	truth, err := local.Open(t.Context(), dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	index, err := weaviate.Open(t.Context(), node.Address(), dir, truth, weaviate.Options{Strict: true, Every: 20 * time.Millisecond, Keep: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	x := strict{index}
	defer func() { _ = x.Close() }()
	for round := range 3 {
		err := x.Update(t.Context(), func(tx knowledge.Tx) error {
			return errors.Join(tx.Put(knowledge.Prepare(tale("kept", "A walrus."))), tx.Put(knowledge.Prepare(tale("edited", fmt.Sprintf("A walrus of round %d.", round)))))
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := finds(t, x, "walrus"); !slices.Equal(got, []string{"edited", "kept"}) {
			t.Errorf("round %d: %q", round, got)
		}
		time.Sleep(1100 * time.Millisecond)
	}
	if n := objects(t, node, dir); n != 4 { // two, one that is gone since the last load, and the marker
		t.Errorf("%d objects are there, want 4", n)
	}
}

// objects counts the objects of the class of a folder.
func objects(t *testing.T, node *weaviatetest.Node, dir string) int {
	t.Helper()
	id, err := os.ReadFile(filepath.Join(dir, "weaviate.id")) //nolint:gosec // of a test
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(bytes.TrimSpace(id))
	var list struct{ Objects []struct{ ID string } }
	if err := json.Unmarshal(request(t, http.MethodGet, fmt.Sprintf("%s/v1/objects?class=Storybot2x%x", node.URL(), sum[:8])), &list); err != nil {
		t.Fatal(err)
	}
	return len(list.Objects)
}

// classes are the classes of a node whose names begin so.
func classes(t *testing.T, node *weaviatetest.Node, begin string) (names []string) {
	t.Helper()
	var list struct{ Classes []struct{ Class string } }
	if err := json.Unmarshal(request(t, http.MethodGet, node.URL()+"/v1/schema"), &list); err != nil {
		t.Fatal(err)
	}
	for _, c := range list.Classes {
		if strings.HasPrefix(c.Class, begin) {
			names = append(names, c.Class)
		}
	}
	return names
}

// request asks a node for something.
func request(t *testing.T, method, url string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reply.Body.Close() }()
	b, err := io.ReadAll(reply.Body)
	if err != nil || reply.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %d, %v", method, url, reply.StatusCode, err)
	}
	return b
}

// One of two nodes is killed, comes back, and is frozen: what is found is always what the truth has, at once.
func TestNodes(t *testing.T) {
	nodes := weaviatetest.Start(t, 2)
	x := open(t, weaviatetest.URLs(nodes), t.TempDir())
	defer func() { _ = x.Close() }()
	put := func(id string) {
		t.Helper()
		s := tale(id, "A walrus named "+id+".")
		err := x.Index.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Put(knowledge.Prepare(s)) })
		if err == nil {
			err = x.PutVectors(t.Context(), "m", []string{packed.EmbeddingText(s.Title, s.Text)}, [][]float32{{1, float32(len(id)) / 10}})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var want []string
	check := func(what string, most time.Duration) {
		t.Helper()
		for range 20 {
			began := time.Now()
			if got := finds(t, x, "walrus"); !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", what, got, want)
			}
			if took := time.Since(began); took > most {
				t.Errorf("%s: a search takes %v", what, took)
			}
			began = time.Now()
			if got := nears(t, x, len(want)); !slices.Equal(got, want) {
				t.Errorf("%s: %q are nearest, want %q", what, got, want)
			}
			if took := time.Since(began); took > most {
				t.Errorf("%s: a search for what is nearest takes %v", what, took)
			}
		}
	}
	for i := range 3 {
		want = append(want, fmt.Sprint("s", i))
		put(want[i])
	}
	check("both are there", 10*time.Second)
	nodes[1].Freeze()
	check("one is frozen", time.Second)
	nodes[1].Thaw()
	soon(t, "both have all", func() bool {
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		return x.Settle(ctx) == nil
	})
	nodes[1].Stop()
	check("one is killed", time.Second)
	weaviatetest.Again(nodes, nodes[1])
	want = append(want, "t")
	put("t")
	check("it is back", 20*time.Second)
	soon(t, "both have all again", func() bool {
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		return x.Settle(ctx) == nil
	})
	check("both have all again", time.Second)
}
