package knowledge

import (
	"encoding/json"
	"fmt"
	"testing"
)

func TestPassedOverLine(t *testing.T) {
	many := make([]PassedOver, 11)
	for i := range many {
		many[i] = PassedOver{fmt.Sprintf(".k%02d", i), 1, "a"}
	}
	for want, list := range map[string][]PassedOver{
		"": nil,
		"1 file of a kind that is not read: .xlsx 1":                                                                            {{".xlsx", 1, "a.xlsx"}},
		"6 files of kinds that are not read: .xlsx 4, .pages 2":                                                                 {{".pages", 2, "b"}, {".xlsx", 3, "a"}, {".xlsx", 1, "c"}},
		"3 files of kinds that are not read: .doc 1, .key 1, .pages 1":                                                          {{".pages", 1, "b"}, {".doc", 1, "a"}, {".key", 1, "c"}},
		"11 files of kinds that are not read: .k00 1, .k01 1, .k02 1, .k03 1, .k04 1, .k05 1, .k06 1, .k07 1, and 3 kinds more": many,
	} {
		if got := PassedOverLine(AddPassedOver(nil, list...)); got != want {
			t.Errorf("%+v: got %q, want %q", list, got, want)
		}
	}
}

// TestPassedOverIsReported: what the sources pass over is in the report and the status,
// also of a source that this load does not read.
func TestPassedOverIsReported(t *testing.T) {
	a, z := shelfOf("a", 1), shelfOf("z", 1)
	a.items = append(a.items, Item{Name: "x.xlsx", Passed: &PassedOver{".xlsx", 4, "x.xlsx"}})
	z.items = append(z.items, Item{Name: "y.xlsx", Passed: &PassedOver{".xlsx", 1, "y.xlsx"}}, Item{Name: "y.doc", Passed: &PassedOver{".doc", 2, "y.doc"}})
	b := &Base{Index: newMemory()}
	for i, o := range []LoadOptions{{DryRun: true}, {}, {}, {Only: []string{"z"}}} {
		r := loadWith(t, b, o, a, z)
		raw, err := json.Marshal(r.PassedOver)
		if want := `[{"kind":".xlsx","count":5,"example":"x.xlsx"},{"kind":".doc","count":2,"example":"y.doc"}]`; err != nil || string(raw) != want || len(r.Failed) > 0 {
			t.Errorf("load %d: %s, %v, %+v", i, raw, err, r.Failed)
		}
	}
	a.items = a.items[:1]
	loadWith(t, b, LoadOptions{}, a, z)
	states, err := b.SourceStatus(t.Context())
	if err != nil || len(states["a"].Passed) != 0 || PassedOverLine(states["z"].Passed) != "3 files of kinds that are not read: .doc 2, .xlsx 1" {
		t.Errorf("the status is %+v, %v", states, err)
	}
	if r := loadWith(t, b, LoadOptions{}, shelfOf("a", 1)); r.PassedOver == nil {
		t.Error("nothing is null")
	}
}
