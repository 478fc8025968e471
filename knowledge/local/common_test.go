package local_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// crowd is how many stories have the same rare words in TestCommonWordsTellApart: more than are proposed.
const crowd = 450

// TestCommonWordsTellApart asks for stories that hundreds share the rare words of, so that only
// words that half of all stories have tell them apart.
func TestCommonWordsTellApart(t *testing.T) {
	cases := []struct{ rare, common string }{
		{"walrus zeppelin lantern", "council budget harbour"},
		{"orchard quarry glacier", "budget harbour minister"},
		{"tramway choir ballot", "harbour minister bridge"},
		{"saffron anvil cobbler", "minister bridge hospital"},
		{"beacon marsh heron", "bridge hospital council"},
		{"violin cellar magnet", "hospital council budget"},
		{"pumpkin gazette turbine", "council harbour bridge"},
		{"lobster almanac chapel", "budget minister hospital"},
		{"falcon velvet canyon", "harbour bridge council"},
		{"compass barley mosaic", "minister hospital budget"},
		{"kettle plateau badger", "bridge council minister"},
		{"locket thistle caravan", "hospital budget bridge"},
	}
	common := strings.Fields("council budget harbour minister bridge hospital")
	at := time.Date(2020, 5, 1, 0, 0, 0, 0, time.UTC)
	var stories []knowledge.Story
	add := func(id, rare string, common []string) {
		stories = append(stories, knowledge.Story{ID: id, Title: "News", Lang: "en", Source: "a", Item: id, Published: at, Text: "Of " + rare + " and " + strings.Join(common, ", ") + "."})
	}
	for i, c := range cases {
		asked := strings.Fields(c.common)
		rest := slices.DeleteFunc(slices.Clone(common), func(w string) bool { return slices.Contains(asked, w) })
		for n := range crowd { // each has one or two of the words asked for, and as many words
			has := append([]string{asked[n%3]}, rest[:2]...)
			if n%4 == 0 {
				has[1] = asked[(n+1)%3]
			}
			add(fmt.Sprintf("%02d-%03d", i, n), c.rare, has)
		}
		add(fmt.Sprintf("%02d-right", i), c.rare, asked)
	}
	ix := open(t, t.TempDir())
	defer func() { must(t, ix.Close()) }()
	must(t, loadAll(t.Context(), ix, stories))
	base := &knowledge.Base{Index: ix}
	for i, c := range cases {
		found, err := base.Search(t.Context(), knowledge.Query{Text: "Which " + c.common + " and " + c.rare + "?", Limit: 10})
		must(t, err)
		if want := fmt.Sprintf("%02d-right", i); len(found.Hits) == 0 || found.Hits[0].Story.ID != want {
			t.Errorf("%s, %s: %d hits, the first of them not %s", c.rare, c.common, len(found.Hits), want)
		}
	}
}

// TestCommonTerms holds common terms to count in the score of what others find, and to find nothing.
func TestCommonTerms(t *testing.T) {
	ix := open(t, t.TempDir())
	defer func() { must(t, ix.Close()) }()
	day := time.Date(2020, 5, 1, 0, 0, 0, 0, time.UTC)
	load := func(texts ...string) {
		var stories []knowledge.Story
		for _, s := range texts {
			id, body, _ := strings.Cut(s, " ")
			stories = append(stories, knowledge.Story{ID: id, Lang: "en", Source: "a", Item: id, Text: body, Published: day})
			day = day.AddDate(0, 0, 1)
		}
		must(t, loadAll(t.Context(), ix, stories))
	}
	load("a A walrus, a ferry.", "b A walrus, a bridge.", "c A walrus, a ferry.", "gone A walrus, a bridge and ferry.")
	load("d A walrus, a bridge.", "e A ferry, a bridge.", "f A harbour, a ferry.", "g A walrus, a lantern.") // lantern stands once in this part
	must(t, ix.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Remove("gone") }))
	view, err := ix.View(t.Context())
	must(t, err)
	defer view.Close()
	for _, c := range []struct {
		name, terms, common string
		n                   int
		want                string
	}{
		{"none common", "walrus", "", 9, "a b c d g"},
		{"one", "walrus", "bridg", 9, "b d a c g"},
		{"another", "walrus", "ferri", 9, "a c b d g"},
		{"both, and the rarer counts more", "walrus", "bridg ferri", 9, "b d a c g"},
		{"one that a single passage of a part has", "walrus", "lantern", 9, "g a b c d"},
		{"one that no story has", "walrus", "zeppelin", 9, "a b c d g"},
		{"one that none of the found has", "walrus", "harbour", 9, "a b c d g"},
		{"one that finds already", "walrus", "walrus", 9, "a b c d g"},
		{"one twice", "walrus", "lantern lantern bridg", 9, "g b d a c"},
		{"of two terms", "walrus harbour", "bridg", 9, "f b d a c g"},
		{"few are wanted", "walrus", "bridg", 2, "b d"},
		{"one is wanted, of the last load", "walrus", "lantern", 1, "g"},
		{"no other terms", "", "bridg", 9, ""},
	} {

		list, err := view.Candidates(t.Context(), strings.Fields(c.terms), knowledge.Wish{N: c.n, Common: strings.Fields(c.common)})
		must(t, err)
		var ids []string
		for _, one := range list {
			ids = append(ids, one.Story.Story.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	list, err := view.Candidates(t.Context(), []string{"walrus"}, knowledge.Wish{N: 9, Common: []string{"lantern"}, Filter: knowledge.Filter{Story: "g"}})
	if err != nil || len(list) != 1 || list[0].Score < 2 {
		t.Errorf("of one story: %v, %v", list, err)
	}
}
