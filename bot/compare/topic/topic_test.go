package topic

import (
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Two stories are of one event where they share names and words, and the days are not far from each other.
func TestSameEvent(t *testing.T) {
	t.Parallel()
	const (
		title = "Ferry Aurelia sinks off Skarnes"
		body  = "The ferry Aurelia sank off Skarnes on Monday. Divers from Hallby looked for passengers of the Aurelia in the car deck."
	)
	for name, c := range map[string]struct {
		title, text string
		days        int
		want        bool
	}{
		"the next day":                      {"Divers find passengers of the Aurelia", "Off Skarnes the divers from Hallby found more passengers in the car deck of the Aurelia on Tuesday.", 1, true},
		"half a year later, and much alike": {"Divers find passengers of the Aurelia", "Off Skarnes the divers from Hallby found more passengers in the car deck of the Aurelia on Tuesday.", 180, true},
		"half a year later, and less":       {"Cheese for divers", "The divers from Hallby got a cheese from Olm in the yard of the school, since nobody had thanked them for the winter.", 180, false},
		"half a year later, without a name": {"Ferry sinks", "The ferry sank on Monday. Divers looked for passengers in the car deck.", 180, false},
		"a month later, and less":           {"Divers honoured", "The divers from Hallby who went to the ferry off Skarnes got a medal in the yard of the school.", 30, true},
		"a year later, as every year":       {"Divers find passengers of the Aurelia", "Off Skarnes the divers from Hallby found more passengers in the car deck of the Aurelia on Tuesday.", 360, false},
		"of something else":                 {"Cheese fair at Olm", "At the cheese fair of Olm a wheel of 90 kilos was sold to a hotel in Brask.", 1, false},
		"of another ferry":                  {"Cheese by ferry", "Hotels get their cheese from Olm by ferry now, since the road to Brask is shut and lorries wait for a week.", 1, false},
		"a round-up":                        {"Ferry Aurelia, cheese fair, strike, a pardon", body, 1, false},
		"a round-up, cut":                   {"Ferry Aurelia sinks, cheese fair, strike...", body, 1, false},
		"a title with a list":               {"Ferry Aurelia sinks, divers at work", body, 1, true},
	} {
		r := NewReader(text.English())
		a := r.Of(&knowledge.Story{Title: title, Text: body})
		b := r.Of(&knowledge.Story{Title: c.title, Text: c.text})
		apart := time.Duration(c.days) * 24 * time.Hour
		if a.SameEvent(b, apart) != c.want || b.SameEvent(a, -apart) != c.want {
			t.Errorf("%s: not %v", name, c.want)
		}
		likeness, names := a.Likeness(b)
		if other, shared := b.Likeness(a); other != likeness || shared != names || likeness < 0 || likeness > 1 {
			t.Errorf("%s: the likeness is %v and %v, with %d and %d names", name, likeness, other, names, shared)
		}
	}
}

// A story is like itself, and what has a capital within a sentence of its text is a name.
func TestTopic(t *testing.T) {
	t.Parallel()
	r := NewReader(text.English())
	s := r.Of(&knowledge.Story{Title: "Looms Sold", Text: "Looms of the Quist mill were sold. Nobody in Oarby weaves."})
	if likeness, names := s.Likeness(s); names != 2 || likeness < 0.8 {
		t.Errorf("its likeness to itself is %v, with %d names", likeness, names)
	}
	for word, want := range map[string]bool{"quist": true, "oarby": true, "looms": false, "sold": false, "nobody": false, "mill": false} {
		if s.Named(word) != want {
			t.Errorf("%s is a name: %v", word, !want)
		}
	}
	if head := s.Head(len("Looms of the Quist")); len(head) != 6 || head[5].Norm != "quist" {
		t.Errorf("the head has %d words", len(head))
	}
}

func TestStems(t *testing.T) {
	t.Parallel()
	var a, b stems
	for _, n := range []int{-1, 0, 63, 64, 200} {
		a.add(n)
	}
	b.add(64)
	b.add(65)
	if a.size() != 4 || b.size() != 2 || a.common(b) != 1 || b.common(a) != 1 || !a.has(200) || a.has(201) || a.has(-1) || a.has(1000) {
		t.Errorf("%v %v", a, b)
	}
	a.take(b)
	if a.size() != 3 || a.has(64) {
		t.Errorf("%v is not without %v", a, b)
	}
}
