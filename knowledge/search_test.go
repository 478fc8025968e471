package knowledge

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// shelf is a source that holds what it is told to.
type shelf struct {
	name  string
	items []Item
	read  int // stories handed over
}

func (s *shelf) Name() string { return s.name }

func (s *shelf) Read(_ context.Context, same func(file, mark string) bool) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, item := range s.items {
			if item.Mark != "" && same(item.File, item.Mark) {
				item = Item{Name: item.Name, File: item.File, Mark: item.Mark, Same: true}
			}
			if item.Story != nil {
				s.read++
			}
			if !yield(item) {
				return
			}
		}
	}
}

func (s *shelf) put(id, title, text, published string) {
	at, err := time.Parse(time.DateOnly, published)
	if err != nil && published != "" {
		panic(err)
	}
	story := &Story{ID: id, Title: title, Text: text, Published: at, Source: s.name, Item: id + ".md", Label: News}
	story.Hash = story.Fingerprint()
	item := Item{Name: id + ".md", File: id + ".md", Mark: "v-" + story.Hash, Story: story}
	if i := slices.IndexFunc(s.items, func(o Item) bool { return o.File == item.File }); i >= 0 {
		s.items[i] = item
		return
	}
	s.items = append(s.items, item)
}

func (s *shelf) drop(id string) {
	s.items = slices.DeleteFunc(s.items, func(i Item) bool { return i.File == id+".md" })
}

func loadAll(t *testing.T, b *Base, sources ...Source) Report {
	t.Helper()
	r, err := b.Load(context.Background(), sources, LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// storyCount is how many stories there are.
func storyCount(t *testing.T, b *Base) int {
	t.Helper()
	info, err := b.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return info.Stories
}

func search(t *testing.T, b *Base, q Query) []string {
	t.Helper()
	found, err := b.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range found.Hits {
		if !slices.Contains(ids, h.Story.ID) {
			ids = append(ids, h.Story.ID)
		}
		if h.Text() != h.Story.Text[h.Start:h.End] || h.Text() == "" {
			t.Errorf("hit %s has the text %q", h.Story.ID, h.Text())
		}
	}
	return ids
}

func dayOn(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSearchRanks(t *testing.T) {
	s := &shelf{name: "s"}
	s.put("harbour", "Harbour bridge closes", "The harbour bridge will close for repairs. Lorries must go round.", "2020-01-01")
	s.put("ferry", "Ferry strike ends", "The ferry crews went back to work. A bridge over the harbour was named only in passing, one sentence among many others about wages, hours, and the weather in the sound.", "2020-01-02")
	s.put("old", "Election result", "The mayor won the election with 52 percent.", "2012-05-01")
	s.put("new", "Election result", "The mayor won the election with 61 percent of the vote this time.", "2020-01-02")
	s.put("sunk", "Barge sinks", "The barge went down with its crew. Eleven people drowned.", "2020-01-01")
	b := &Base{Index: newMemory()}
	loadAll(t, b, s)
	at := Filter{At: dayOn(t, "2020-01-03")}
	for _, c := range []struct {
		name string
		q    Query
		want []string
	}{
		{"title and nearness", Query{Text: "When does the harbour bridge close?", Filter: at}, []string{"harbour", "ferry"}},
		{"recent first", Query{Text: "Who won the election?", Filter: at}, []string{"new", "old"}},
		{"not yet there", Query{Text: "Who won the election?", Filter: Filter{At: dayOn(t, "2019-01-01")}}, []string{"old"}},
		{"a window", Query{Text: "Who won the election?", Filter: Filter{Until: dayOn(t, "2013-01-01")}, Dated: true}, []string{"old"}},
		{"one story", Query{Text: "Who won the election?", Filter: Filter{Story: "old"}}, []string{"old"}},
		{"no words", Query{Text: "who is it?", Filter: at}, nil},
		{"how many died", Query{Text: "death toll", Filter: at}, []string{"sunk"}},
		{"how many died of it", Query{Text: "bridge death toll", Filter: at}, []string{"harbour", "ferry"}},
		{"nothing known", Query{Text: "zeppelin", Filter: at}, nil},
		{"nothing", Query{Text: "", Filter: at}, nil},
		{"another script", Query{Text: "誰が選挙に勝ったのか", Filter: at}, nil},
	} {
		if got := search(t, b, c.q); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
	}
	if found, err := b.Search(t.Context(), Query{Text: "drowned", Filter: at}); err != nil || found.Hits[0].Why.Coverage != 1 {
		t.Errorf("%v: other words for it that no story has were missed: %+v", err, found)
	}
}

// TestSearchPrefersATime: stories of the time asked for go first, then those that
// name it, those of the days of grace, and the others.
func TestSearchPrefersATime(t *testing.T) {
	t.Parallel()
	s := &shelf{name: "s"}
	s.put("then", "The election", "The mayor won the election with 52 percent.", "2016-05-01")
	s.put("after", "The election", "The mayor won the election with 53 percent.", "2016-05-03")
	s.put("names", "The election", "The mayor won the election with 54 percent on 1 May, as told before.", "2019-05-01")
	s.put("other", "The election", "The mayor won the election with 55 percent.", "2019-05-02")
	b := &Base{Index: newMemory()}
	loadAll(t, b, s)
	q := Query{Text: "Who won the election?", Filter: Filter{At: dayOn(t, "2020-01-03")}, Dated: true}
	q.Prefer = &Window{Since: dayOn(t, "2016-05-01"), Until: dayOn(t, "2016-05-02"), After: 3, Names: []string{"1 May"}}
	if got, want := search(t, b, q), []string{"then", "names", "after", "other"}; !reflect.DeepEqual(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	q.Since = dayOn(t, "2019-05-01") // what is shut out stays out
	if got, want := search(t, b, q), []string{"names", "other"}; !reflect.DeepEqual(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	q.Since, q.Prefer = time.Time{}, &Window{Since: dayOn(t, "2011-01-01"), Until: dayOn(t, "2012-01-01")}
	if got := search(t, b, q); len(got) != 4 {
		t.Errorf("of no story's time: found %v, want all", got)
	}
	for i := range 300 { // an archive crowds out no time
		s.put(fmt.Sprintf("crowd%d", i), "The election", "The mayor won the election.", "2018-05-01")
	}
	loadAll(t, b, s)
	q.Prefer = &Window{Since: dayOn(t, "2016-05-01"), Until: dayOn(t, "2016-05-02"), After: 3}
	if got := search(t, b, q); len(got) == 0 || got[0] != "then" {
		t.Errorf("in a crowd: found %v, want then first", got)
	}
}

// TestSearchPrefersWhatNamesItLately: stories after the time asked for that name it as those of the day of asking do go before the
// others; older ones mean another time by it.
func TestSearchPrefersWhatNamesItLately(t *testing.T) {
	t.Parallel()
	s := &shelf{name: "s"}
	s.put("before", "The fair", "Guests of the fair spent 52 crowns each last year.", "2018-05-03")
	s.put("after", "The fair", "Guests of the fair spent 53 crowns each last year.", "2020-05-03")
	s.put("other", "The fair", "Guests of the fair spent 54 crowns each in a day.", "2020-05-04")
	b := &Base{Index: newMemory()}
	loadAll(t, b, s)
	q := Query{Text: "What did guests of the fair spend?", Filter: Filter{At: dayOn(t, "2020-06-03")}, Dated: true}
	q.Prefer = &Window{Since: dayOn(t, "2019-01-01"), Until: dayOn(t, "2020-01-01"), Lately: "last year"}
	found, err := b.Search(t.Context(), q)
	if err != nil || len(found.Hits) != 3 || found.Hits[0].Story.ID != "after" || found.Hits[0].Why.Timely != windowNamed {
		t.Fatalf("%v: %+v", err, found.Hits)
	}
	for _, h := range found.Hits[1:] {
		if h.Why.Timely != windowOutside {
			t.Errorf("%s is of then: %v", h.Story.ID, h.Why.Timely)
		}
	}
}

func TestSearchCollapsesCopies(t *testing.T) {
	wire := "The central bank cut its rate to two percent on Monday. The governor said prices were rising more slowly. Economists had expected a smaller step. The currency fell against the dollar after the decision. Banks said that they would pass the cut on to their customers within days."
	s := &shelf{name: "s"}
	s.put("a", "Bank cuts rate", wire, "2020-01-01")
	s.put("b", "Central bank cuts rate", "VENNHOLM - "+wire, "2020-01-01")
	s.put("c", "Bank and rate", "The central bank cut its rate last year too. That was another decision altogether, and the governor then was another one.", "2020-01-01")
	b := &Base{Index: newMemory()}
	loadAll(t, b, s)
	found, err := b.Search(context.Background(), Query{Text: "central bank cut rate", Filter: Filter{At: dayOn(t, "2020-02-01")}, PerStory: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Hits) != 2 || len(found.Hits[0].Copies) != 1 || len(found.Hits[1].Copies) != 0 {
		t.Fatalf("want one hit with one copy and one without, got %+v", found.Hits)
	}
	if ids := found.Hits[0].Story.ID + found.Hits[0].Copies[0].ID; ids != "ab" && ids != "ba" {
		t.Errorf("the copies are %s", ids)
	}
}

func TestSearchKeepsPerStory(t *testing.T) {
	s := &shelf{name: "s"}
	s.put("long", "Storm", strings.Repeat("The storm tore roofs from houses and threw trees across the road while people slept. ", 60), "2020-01-01")
	b := &Base{Index: newMemory()}
	loadAll(t, b, s)
	found, err := b.Search(context.Background(), Query{Text: "storm roofs", PerStory: 2})
	if err != nil || len(found.Hits) != 2 {
		t.Fatalf("%d hits of one story, %v", len(found.Hits), err)
	}
	// Where nothing is said of it, one story that fits best leaves room for the others.
	hits := func(limit int) int {
		found, err := b.Search(context.Background(), Query{Text: "storm roofs", Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		return len(found.Hits)
	}
	if n := hits(10); n != 3 {
		t.Errorf("%d hits where one story fits, want 3", n)
	}
	for i, what := range strings.Fields("harvest ballot tram museum choir orchard quarry") {
		s.put(what, "About the "+what, "A storm kept everybody of the "+what+" at home in year "+strconv.Itoa(i)+".", "2020-01-01")
	}
	loadAll(t, b, s)
	for limit, stories := range map[int]int{5: 5, 8: 8, 10: 8} {
		if got := search(t, b, Query{Text: "storm roofs", Limit: limit}); len(got) != stories || hits(limit) != stories || got[0] != "long" {
			t.Errorf("of %d hits there are %d of %d stories: %v", limit, hits(limit), len(got), got)
		}
	}
}

func TestPruneKeepsTheRare(t *testing.T) {
	terms := []queryTerm{{text: "common", df: 50000}, {text: "rare", df: 3}, {text: "absent"}, {text: "middling", df: 700}, {text: "frequent", df: 9000}}
	kept, common := prune(append(terms, queryTerm{text: "most", df: 60000}))
	if want := []string{"rare", "middling", "frequent"}; !slices.Equal(kept, want) {
		t.Errorf("kept %v, want %v", kept, want)
	}
	if want := []string{"common", "most"}; !slices.Equal(common, want) {
		t.Errorf("common are %v, want %v", common, want)
	}
}

// letters embeds a text as how often it has each letter: near texts are near.
func letters(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = make([]float32, 26)
		for _, c := range strings.ToLower(text) {
			if c >= 'a' && c <= 'z' {
				vectors[i][c-'a'] += 1 / float32(len(text))
			}
		}
	}
	return vectors, nil
}

func TestSearchByMeaning(t *testing.T) {
	s := &shelf{name: "s"}
	s.put("zzz", "Zzz", "Zzzz zzzz zzz zzzzzz.", "")
	s.put("words", "Words", "Nothing else is here but the word zephyr.", "")
	b := &Base{Index: newMemory(), Embed: letters, EmbedModel: "letters"}
	loadAll(t, b, s)
	got := search(t, b, Query{Text: "zephyr zz zzzz"})
	if !slices.Contains(got, "zzz") || !slices.Contains(got, "words") {
		t.Errorf("found %v, want what is near by meaning and what has the word", got)
	}
}

func TestEmbeddingFailsSoftly(t *testing.T) {
	s := &shelf{name: "s"}
	s.put("a", "A", "The bridge is closed.", "")
	broken := func(context.Context, []string) ([][]float32, error) { return nil, errors.New("unreachable") }
	b := &Base{Index: newMemory(), Embed: broken, EmbedModel: "m"}
	r := loadAll(t, b, s)
	if !reflect.DeepEqual(r.Added, []string{"a"}) || len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Item, "m") {
		t.Errorf("report %+v: want the story added and the vectors named as failed", r)
	}
	found, err := b.Search(context.Background(), Query{Text: "bridge"})
	if err != nil || len(found.Hits) != 1 || found.Degraded == "" {
		t.Errorf("found %+v, %v: want the hit by words, said to be so", found, err)
	}
	b.Embed = letters
	if loadAll(t, b, s); len(b.Index.(*memory).stored["m"]) != 1 {
		t.Error("the next load did not make the vectors that were missing")
	}
}

func TestLoadFollowsTheSource(t *testing.T) {
	a, z := &shelf{name: "a"}, &shelf{name: "z"}
	for i := range 5 {
		a.put(fmt.Sprintf("a%d", i), "T", fmt.Sprintf("The bridge number %d is closed.", i), "2020-01-01")
	}
	z.put("z1", "Z", "A zeppelin landed.", "2020-01-01")
	b := &Base{Index: newMemory()}
	if r := loadAll(t, b, a, z); len(r.Added) != 6 || r.Stories != 6 {
		t.Fatalf("first load: %+v", r)
	}
	a.read, z.read = 0, 0
	if r := loadAll(t, b, a, z); len(r.Added)+len(r.Updated)+len(r.Removed) != 0 || a.read+z.read != 0 {
		t.Fatalf("a second load of the same: %+v, read %d stories", r, a.read+z.read)
	}
	a.put("a0", "T", "The bridge number 0 is open again.", "2020-01-02")
	a.drop("a1")
	r := loadAll(t, b, a, z)
	if !reflect.DeepEqual(r.Updated, []string{"a0"}) || !reflect.DeepEqual(r.Removed, []string{"a1"}) || r.Stories != 5 {
		t.Errorf("after a change: %+v", r)
	}
	if got := search(t, b, Query{Text: "bridge number 1"}); slices.Contains(got, "a1") {
		t.Error("a removed story still answers")
	}
	if r := loadAll(t, b, a); len(r.Removed) != 0 || r.Stories != 4 {
		t.Errorf("a source no longer named: %+v", r)
	}
	if got := search(t, b, Query{Text: "tunnel"}); slices.Contains(got, "z1") {
		t.Error("a source no longer named still answers")
	}
	if r := loadAll(t, b, a, z); len(r.Added) != 0 || r.Stories != 5 {
		t.Errorf("a source named again: %+v", r)
	}
}

func TestLoadKeepsWhatFailed(t *testing.T) {
	a := &shelf{name: "a"}
	a.put("a0", "T", "The bridge is closed.", "2020-01-01")
	a.put("a1", "T", "The tunnel is closed.", "2020-01-01")
	b := &Base{Index: newMemory()}
	loadAll(t, b, a)
	good := a.items[0]
	a.items[0] = Item{Name: "a0.md", File: "a0.md", Err: errors.New("a0.md: not readable")}
	if r := loadAll(t, b, a); len(r.Removed) != 0 || len(r.Failed) != 1 || r.Failed[0].Item != "a0.md" {
		t.Errorf("a file that failed: %+v", r)
	}
	a.items[0] = good
	a.read = 0
	if loadAll(t, b, a); a.read != 1 {
		t.Errorf("a file that had failed was not read again")
	}
	a.items = []Item{{Name: "a", Whole: true, Err: errors.New("a: no such folder")}}
	if r := loadAll(t, b, a); len(r.Removed) != 0 || r.Stories != 2 || len(r.Failed) != 1 {
		t.Errorf("a source that failed: %+v", r)
	}
}

func TestLoadNamesTheSecondOfAnID(t *testing.T) {
	a := &shelf{name: "a"}
	a.put("x", "T", "The bridge is closed.", "")
	z := &shelf{name: "z"}
	z.put("y", "T", "Another text.", "")
	z.items[0].Story.ID = "x"
	b := &Base{Index: newMemory()}
	r := loadAll(t, b, a, z)
	if r.Stories != 1 || len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error, "x.md") {
		t.Errorf("two stories of one ID: %+v", r)
	}
}

func TestLoadTakesOneOfTwoEqual(t *testing.T) {
	a, z := &shelf{name: "a"}, &shelf{name: "z"}
	a.put("x", "T", "The bridge is closed.", "")
	z.put("x", "T", "The bridge is closed.", "")
	b := &Base{Index: newMemory()}
	if r := loadAll(t, b, a, z); r.Stories != 1 || len(r.Failed) != 1 || !r.Failed[0].Twice {
		t.Errorf("two equal stories: %+v", r)
	}
	z.put("x", "T", "The bridge is closed.", "2020-01-01") // read anew, while a's is kept unread
	if r := loadAll(t, b, a, z); r.Stories != 1 || len(r.Failed) != 1 || !r.Failed[0].Twice {
		t.Errorf("one of two equal stories read again: %+v", r)
	}
}

func TestLoadRetriesWhatFailedInPart(t *testing.T) {
	a := &shelf{name: "a"}
	a.put("x", "T", "The bridge is closed.", "")
	a.items[0].File, a.items[0].Story.Item = "a.jsonl", "a.jsonl"
	a.items = append(a.items, Item{Name: "a.jsonl:2", File: "a.jsonl", Mark: a.items[0].Mark, Err: errors.New("no title")})
	b := &Base{Index: newMemory()}
	if r := loadAll(t, b, a); len(r.Failed) != 1 || len(r.Added) != 1 {
		t.Fatalf("first load: %+v", r)
	}
	a.read = 0
	if r := loadAll(t, b, a); a.read != 0 || r.Stories != 1 {
		t.Errorf("it was read again: %+v", r)
	}
	r, err := b.Load(context.Background(), []Source{a}, LoadOptions{Retry: true})
	if err != nil || a.read != 1 || len(r.Failed) != 1 {
		t.Errorf("a retry: %+v, %v", r, err)
	}
}

func TestLoadChangesNothingOnCheckOrError(t *testing.T) {
	a := &shelf{name: "a"}
	a.put("a0", "T", "The bridge is closed.", "")
	b := &Base{Index: newMemory()}
	r, err := b.Load(context.Background(), []Source{a}, LoadOptions{DryRun: true})
	if err != nil || len(r.Added) != 1 || storyCount(t, b) != 0 {
		t.Errorf("check: %+v, %v, %d stories", r, err, storyCount(t, b))
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := b.Load(ctx, []Source{a}, LoadOptions{}); !errors.Is(err, context.Canceled) || storyCount(t, b) != 0 {
		t.Errorf("a load cut short: %v, %d stories", err, storyCount(t, b))
	}
}

// far is a shelf that is fetched.
type far struct {
	shelf
	fetched int
	past    Past
	told    bool // whether past told n, and w not yet
}

func (f *far) Fetch(ctx context.Context, past Past) iter.Seq[Item] {
	f.fetched, f.past = f.fetched+1, past
	f.told = past.Told("n") && !past.Told("w")
	return f.Read(ctx, func(string, string) bool { return false })
}

func TestLoadFetchesAgainOnlyWhenAsked(t *testing.T) {
	near, web := &shelf{name: "near"}, &far{shelf: shelf{name: "web"}}
	near.put("n", "T", "The bridge is closed.", "")
	b := &Base{Index: newMemory()}
	load := func(o LoadOptions) Report {
		t.Helper()
		r, err := b.Load(context.Background(), []Source{near, web}, o)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := load(LoadOptions{Local: true}); web.fetched != 1 || r.Stories != 1 {
		t.Errorf("what was never fetched: %+v, fetched %d times", r, web.fetched)
	}
	web.put("w", "T", "The ferry is late.", "")
	if r := load(LoadOptions{Local: true}); web.fetched != 2 || r.Stories != 2 {
		t.Errorf("what gave nothing yet: %+v, fetched %d times", r, web.fetched)
	}
	web.drop("w")
	near.put("n", "T", "The bridge is open.", "")
	if r := load(LoadOptions{Local: true}); web.fetched != 2 || r.Stories != 2 || len(r.Updated) != 1 {
		t.Errorf("what was fetched before: %+v, fetched %d times", r, web.fetched)
	}
	web.items = []Item{{Name: "w", File: "w.md", Mark: "v2", Same: true}}
	if r := load(LoadOptions{}); r.Stories != 2 || !web.told || web.past.Marks["w.md"] == "" {
		t.Errorf("a second fetch: %+v, %+v", r, web.past)
	}
	if marks, err := b.Index.Marks(context.Background(), "web"); err != nil || marks["w.md"] != "v2" {
		t.Errorf("the new mark of an unchanged page is not kept: %v, %v", marks, err)
	}
	web.items = []Item{{Name: "w", File: "w.md", Mark: "v3", Err: errors.New("is down")}}
	if r := load(LoadOptions{}); r.Stories != 2 || len(r.Failed) != 1 {
		t.Errorf("it is down: %+v", r)
	}
	if load(LoadOptions{}); web.past.Marks["w.md"] != "v3" {
		t.Errorf("the mark of what failed came back as %q", web.past.Marks["w.md"])
	}
	web.items = nil
	if r := load(LoadOptions{}); r.Stories != 1 || len(r.Removed) != 1 {
		t.Errorf("it is gone: %+v", r)
	}
}

// TestSlowEmbeddingIsNotWaitedFor: a question is answered by words where the vector
// of it does not come.
func TestSlowEmbeddingIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hangs := func(ctx context.Context, _ []string) ([][]float32, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		s := &shelf{name: "s"}
		s.put("a", "A", "The bridge is closed.", "")
		b := &Base{Index: newMemory(), Embed: letters, EmbedModel: "m"}
		loadAll(t, b, s)
		b.Embed = hangs
		began := time.Now()
		found, err := b.Search(t.Context(), Query{Text: "bridge"})
		if took := time.Since(began); err != nil || len(found.Hits) != 1 || found.Degraded != "the embedding model took too long" || took > 10*time.Second {
			t.Errorf("after %s: %d hits, %q, %v", took, len(found.Hits), found.Degraded, err)
		}
	})
}

// TestTally: the words for the state in which people are counted, where there is one.
func TestTally(t *testing.T) {
	for _, c := range []struct {
		norms []string
		want  bool
	}{
		{[]string{"death", "toll"}, true}, {[]string{"dead"}, true}, {[]string{"missing"}, true},
		{[]string{"ferry", "dead"}, false}, {[]string{"dead", "missing"}, false}, {[]string{"ferry"}, false}, {nil, false},
	} {
		if got := tally(text.English(), c.norms); (len(got) > 1) != c.want {
			t.Errorf("%v: %v", c.norms, got)
		}
	}
}
