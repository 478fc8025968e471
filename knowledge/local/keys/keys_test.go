package keys_test

import (
	"database/sql"
	"slices"
	"testing"

	_ "modernc.org/sqlite" // what the stories are in

	"github.com/storybot/storybot/knowledge/local/keys"
)

func TestCompare(t *testing.T) {
	a, b := keys.Row{Key: 1, ID: "a"}, keys.Row{Key: 2, ID: "b"}
	both := []keys.Row{a, b}
	for name, c := range map[string]struct {
		rows, index []keys.Row
		damaged     map[int64]bool
		wrong       []int
		gone        []keys.Row
		differ      bool
	}{
		"as they are":              {rows: both, index: both},
		"none":                     {},
		"a row with another key":   {rows: []keys.Row{a, {7, "b"}}, index: both, wrong: []int{1}, differ: true},
		"an index with another":    {rows: both, index: []keys.Row{a, {7, "b"}}, wrong: []int{1}, differ: true},
		"an ID damaged in index":   {rows: both, index: []keys.Row{{2, "B"}, a}, differ: true},
		"a row that is not there":  {rows: []keys.Row{a}, index: both, gone: []keys.Row{b}, differ: true},
		"a row known as damaged":   {rows: []keys.Row{a}, index: both, damaged: map[int64]bool{2: true}},
		"a row no index has":       {rows: both, index: []keys.Row{a}, wrong: []int{1}, differ: true},
		"the key of another story": {rows: both, index: []keys.Row{a, {1, "b"}}, wrong: []int{1}, differ: true},
		"a row twice":              {rows: []keys.Row{a, a, b}, index: both, wrong: []int{1}, differ: true},
		"a row over another":       {rows: []keys.Row{a, {1, "b"}}, index: both, wrong: []int{1}, differ: true},
	} {
		t.Run(name, func(t *testing.T) {
			wrong, gone, differ := keys.Compare(c.rows, c.index, c.damaged)
			if !slices.Equal(wrong, c.wrong) || !slices.Equal(gone, c.gone) || differ != c.differ {
				t.Errorf("wrong %v, gone %v, differ %v; want %v, %v, %v", wrong, gone, differ, c.wrong, c.gone, c.differ)
			}
		})
	}
}

// TestLeft: what is left in the table is what is believed, no row more, none less and none under another key.
func TestLeft(t *testing.T) {
	a, b, c := keys.Row{Key: 1, ID: "a"}, keys.Row{Key: 2, ID: "b"}, keys.Row{Key: 2, ID: "c"}
	for name, k := range map[string]struct {
		left, should []keys.Row
		sound        bool
	}{
		"as they are":        {[]keys.Row{a, b}, []keys.Row{b, a}, true},
		"none":               {nil, nil, true},
		"one more":           {[]keys.Row{a, b}, []keys.Row{a}, false},
		"one less":           {[]keys.Row{a}, []keys.Row{a, b}, false},
		"another in its row": {[]keys.Row{a, c}, []keys.Row{a, b}, false},
	} {
		t.Run(name, func(t *testing.T) {
			db, err := sql.Open("sqlite", ":memory:")
			if err != nil {
				t.Fatal(err)
			}
			db.SetMaxOpenConns(1) // each has a memory of its own
			defer func() { _ = db.Close() }()
			if _, err = db.ExecContext(t.Context(), "CREATE TABLE stories (key INTEGER PRIMARY KEY, id TEXT)"); err != nil {
				t.Fatal(err)
			}
			for _, r := range k.left {
				if _, err = db.ExecContext(t.Context(), "INSERT INTO stories VALUES (?, ?)", r.Key, r.ID); err != nil {
					t.Fatal(err)
				}
			}
			if err := keys.Left(t.Context(), db, k.should); (err == nil) != k.sound {
				t.Errorf("got %v", err)
			}
		})
	}
}
