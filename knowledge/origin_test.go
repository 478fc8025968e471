package knowledge

import (
	"fmt"
	"strings"
	"testing"
)

// What is cut, reworded and under another headline has one origin; what tells of
// the same in words of its own, or comes from the same template, has not.
func TestOrigins(t *testing.T) {
	t.Parallel()
	wire := "A barge with 300 tonnes of sand sank in the Orle canal near Tessen on Monday, the water authority said. " +
		"The skipper, Jonna Reik, swam ashore with her dog. Divers from Hallund will look at the hull on Thursday. " +
		"The lock at Tessen stays shut, and 40 ships are waiting above it. Reik said that a gate had closed too soon."
	cut := "A sand barge sank in the Orle canal near Tessen on Monday with 300 tonnes on board, the water authority said. " +
		"The skipper, Jonna Reik, swam ashore with her dog. The lock at Tessen stays shut, and 40 ships are waiting above it."
	own := "Jonna Reik had just put the kettle on when her boat went down under her at Tessen. By Monday night forty crews had moored behind the closed lock, grilling sausages."
	result := func(home, away, ground string, goals, minute, crowd int) string {
		return fmt.Sprintf("%s beat %s %d-0 in the county league at %s. The goal came in the %dth minute. Some %d people watched. %s collect three points and travel to Marl next week.",
			home, away, goals, ground, minute, crowd, home)
	}
	for name, c := range map[string]struct {
		a, b string
		want bool
	}{
		"the same":                    {wire, wire, true},
		"with a dateline":             {wire, "TESSEN -- " + wire, true},
		"cut and reworded":            {wire, cut, true},
		"with a paragraph of its own": {cut, cut + "\n\nThe mayor of Marl said on Tuesday that he would pay for new reeds along the bank.", true},
		"its first sentence alone":    {wire, wire[:strings.Index(wire, " The skipper")], true},
		"a sentence that both have":   {"The lock stays shut until further notice for all ships. " + own, "The lock stays shut until further notice for all ships. Rain is expected at the fair of Marl on Sunday, the town said.", false},
		"in words of its own":         {wire, own, false},
		"another number":              {wire, strings.Replace(wire, "300", "500", 1), false},
		"another name":                {wire, strings.Replace(wire, "Hallund", "Ostby", 1), false},
		"of one template":             {result("Orle", "Tessen", "Mill Lane", 2, 51, 300), result("Marl", "Hallund", "The Warren", 1, 77, 120), false},
		"one name of the template":    {result("Orle", "Tessen", "Mill Lane", 2, 51, 300), result("Orle", "Hallund", "Mill Lane", 2, 51, 300), false},
		"nothing in common":           {wire, "Rain is expected.", false},
	} {
		got := Origins([]Story{{Text: c.a, Lang: "en"}, {Text: "Bees were counted at Varn.", Lang: "en"}, {Text: c.b, Lang: "en"}})
		if want := map[bool]string{true: "[0 1 0]", false: "[0 1 2]"}[c.want]; fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
}
