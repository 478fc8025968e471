package desk

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// asJSON is v as JSON.
func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestShapes holds the results to the JSON that is promised, whole.
func TestShapes(t *testing.T) {
	t.Parallel()
	day := time.Date(2019, 1, 3, 22, 0, 0, 0, time.UTC)
	full := knowledge.Story{ID: "a", Title: "A", Outlet: "O", Authors: []string{"Ada"}, Published: day, Updated: day.AddDate(0, 0, 1),
		URL: "https://o.example/a", Collection: "c", Label: knowledge.Opinion, Lang: "en", Source: "news", Text: "One. Two."}
	hit := knowledge.Hit{Story: full, Span: text.Span{Start: 5, End: 9}, Score: 1.5}
	for name, c := range map[string]struct {
		shape any
		want  string
	}{
		"nothing found": {NewResults(knowledge.Query{Text: "x"}, knowledge.Found{}),
			`{"query":"x","since":"","until":"","hits":[],"took_ms":0}`},
		"found": {NewResults(knowledge.Query{Text: "x", Filter: knowledge.Filter{Since: day.Truncate(24 * time.Hour), Until: day.Truncate(24*time.Hour).AddDate(0, 0, 2)}},
			knowledge.Found{Hits: []knowledge.Hit{hit}, Took: 1500 * time.Microsecond}),
			`{"query":"x","since":"2019-01-03","until":"2019-01-04","hits":[{"story":"a","title":"A","outlet":"O","label":"opinion","published":"2019-01-03",` +
				`"url":"https://o.example/a","score":1.5,"start":5,"end":9,"text":"Two."}],"took_ms":1}`},
		"no stories": {NewListing(nil), `{"total":0,"stories":[]}`},
		"listed": {NewListing([]*knowledge.StoryInfo{{Story: full, Counted: 2}, {Story: knowledge.Story{ID: "b"}}}),
			`{"total":2,"stories":[{"id":"a","title":"A","outlet":"O","authors":["Ada"],"published":"2019-01-03","updated":"2019-01-04","url":"https://o.example/a",` +
				`"collection":"c","label":"opinion","lang":"en","words":2,"source":"news"},` +
				`{"id":"b","title":"","outlet":"","authors":[],"published":"","updated":"","url":"","collection":"","label":"news","lang":"","words":0,"source":""}]}`},
		"opened": {NewOpened(&knowledge.StoryInfo{Story: knowledge.Story{ID: "b"}}, "Text.", []knowledge.Version{{Hash: "h", Seen: day, TextChanged: true}}),
			`{"id":"b","title":"","outlet":"","authors":[],"published":"","updated":"","url":"","collection":"","label":"news","lang":"","words":0,"source":"",` +
				`"text":"Text.","versions":[{"hash":"h","seen":"2019-01-03T22:00:00Z","text_changed":true}]}`},
	} {
		if got := asJSON(t, c.shape); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}

// TestListingIn shows nobody what they may not be answered from.
func TestListingIn(t *testing.T) {
	t.Parallel()
	all := Listing{Total: 3, Stories: []Listed{{ID: "a", Collection: "public"}, {ID: "b", Collection: "inner"}, {ID: "c"}}}
	for name, c := range map[string]struct {
		collections []string
		want        string
	}{
		"all":     {nil, "abc"},
		"one":     {[]string{"public"}, "a"},
		"two":     {[]string{"inner", "public"}, "ab"},
		"unknown": {[]string{"x"}, ""},
	} {
		list := all.In(c.collections)
		got := ""
		for i := range list.Stories {
			got += list.Stories[i].ID
		}
		if got != c.want || list.Total != len(c.want) {
			t.Errorf("%s: %q of %d, want %q", name, got, list.Total, c.want)
		}
	}
}
