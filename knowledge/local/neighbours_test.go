package local

import (
	"fmt"
	"slices"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

// Who searches vectors elsewhere reads them all, in their order, and learns which of them a View knows, and as whose.
func TestNeighbours(t *testing.T) {
	x := opened(t)
	put(t, x, map[string]string{"a": "A walrus.", "b": "A ferry.", "c": "A narwhal."})
	text := func(body string) string { return packed.EmbeddingText("", body) }
	must(t, x.PutVectors(t.Context(), "m", []string{text("A walrus."), text("Of no story.")}, [][]float32{{1, 2}, {3, 4}}))
	must(t, x.PutVectors(t.Context(), "n", []string{text("A walrus.")}, [][]float32{{1, 2, 3}}))
	before := x.open()
	defer before.Close()
	must(t, x.PutVectors(t.Context(), "m", []string{text("A walrus."), text("A ferry.")}, [][]float32{{9, 9}, {5, 6}}))
	after := x.open()
	defer after.Close()

	var got []string
	for last := int64(0); ; {
		list, err := x.VectorsAfter(t.Context(), "m", last, 2)
		must(t, err)
		if len(list) == 0 {
			break
		}
		numbers, err := x.Numbers(t.Context(), "m", list)
		must(t, err)
		for i, one := range list {
			if one.ID <= last {
				t.Errorf("%d comes after %d", one.ID, last)
			}
			last = one.ID
			got = append(got, fmt.Sprint(one.Print == packed.FingerprintOf(text("A walrus.")), numbers[i]))
		}
	}
	if want := []string{"true [1 2]", "false [3 4]", "false [5 6]"}; !slices.Equal(got, want) {
		t.Errorf("all vectors are %q, want %q", got, want)
	}
	if list, err := x.VectorsAfter(t.Context(), "none", 0, 2); err != nil || len(list) > 0 {
		t.Errorf("of no model: %v, %v", list, err)
	}
	if numbers, err := x.Numbers(t.Context(), "m", []vectors.Kept{{ID: 99}}); err != nil || len(numbers) != 1 || numbers[0] != nil {
		t.Errorf("of a vector that is not there: %v, %v", numbers, err)
	}

	prints := []packed.Fingerprint{packed.FingerprintOf(text("A ferry.")), packed.FingerprintOf(text("A walrus.")), packed.FingerprintOf(text("A narwhal.")), packed.FingerprintOf(text("Of no story.")), {}}
	some, err := after.Of(t.Context(), []string{"none"})
	must(t, err)
	defer some.Close()
	for what, c := range map[string]struct {
		view      knowledge.View
		model     string
		want      string
		dimension int
	}{
		"after":           {after, "m", "[b] [a] [] [] []", 2},
		"before":          {before, "m", "[] [a] [] [] []", 2},
		"another model":   {after, "n", "[] [a] [] [] []", 3},
		"no model":        {after, "none", "[] [] [] [] []", 0},
		"another source":  {some, "m", "[] [] [] [] []", 2},
		"its other model": {before, "n", "[] [a] [] [] []", 3},
	} {
		v := c.view.(*view) //nolint:forcetypeassert // it is
		of, err := v.Embedded(t.Context(), c.model, prints)
		must(t, err)
		got := ""
		for _, list := range of {
			ids := []string{}
			for _, one := range list {
				ids = append(ids, one.Story.Story.ID)
			}
			got += fmt.Sprint(" ", ids)
		}
		if got != " "+c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
		if dimension, last, err := v.Embedding(t.Context(), c.model); err != nil || dimension != c.dimension || last != v.lastVector {
			t.Errorf("%s: %d numbers, up to %d, %v", what, dimension, last, err)
		}
	}
}
