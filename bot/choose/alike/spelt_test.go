package alike

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

func TestSpelt(t *testing.T) {
	t.Parallel()
	l := text.English()
	for _, c := range []struct {
		asked, told string
		want        bool
	}{
		{"superbowl halftime", "She sings in the Super Bowl halftime show.", true},
		{"Super Bowl", "The superbowl is on Sunday.", true},
		{"Page Springs Cellars", "Eric Glomski, owner of Page Springs Cellars, said no.", true},
		{"Sea-Bird", "The Sea Bird sailed.", true},
		{"Côte Vale", "They met at Cote Vale.", true},
		{"Orvik Rovers", "Orvik beat Rovers.", false},
		{"Oman", "A woman and a Roman came.", false},
		{"Ann Lee", "Ann Leeson came.", false},
		{"Gotland", "", false},
		{"", "Anything at all.", false},
		{"cup final", "The cup. Final scores are in.", true},
		{"tram line", "The trams line up.", false},
	} {
		if got := Spelt(l, c.asked, c.told); got != c.want {
			t.Errorf("Spelt(%q, %q) = %v", c.asked, c.told, got)
		}
	}
}
