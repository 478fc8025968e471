package compare

import "testing"

// Who takes the place of another one is told by the sentence that says so; places without a name, falls, names with a number,
// ranges and days until when something was tell what they tell.
func TestSuccessors(t *testing.T) {
	t.Parallel()
	const (
		post    = "Post | 0 | Coach of Ellon | The rowers of Ellon have named Petra Sand as their coach."
		coach   = "Who is the coach of the rowers of Ellon?"
		film    = "Post | 0 | Cameras ready on The Salt Mill | Petra Sand is directing The Salt Mill from her own script, and shooting begins next week at Lund."
		directs = "Who is directing The Salt Mill?"
		kite    = "Post | 0 | Kite at Orm | A yellow kite of Orm came down on the roof of Orm school on Monday, its owner said."
		where   = "Where did the yellow kite of Orm come down?"
		march   = "Post | 0 | March at Lund | Ninety thousand people marched through Lund on Thursday for the bakers, the union said."
		many    = "How many people marched through Lund for the bakers?"
		barns   = "Post | 0 | Gale at Ulden | About 140 barns were damaged by the gale at Ulden, the mayor said."
		barn    = "How many barns were damaged by the gale at Ulden?"
		moons   = "Post | 0 | Moons of Orla 7 | Astronomers have found five moons of the planet Orla 7, a team said."
		moon    = "How many moons does the planet Orla 7 have?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"in her place":                     {coach, "latest Jonas Vik, superseded Petra Sand", []string{post, "Post | 300 | Ellon turns to Vik | Petra Sand will not coach the rowers of Ellon after all. In her place the club has appointed Jonas Vik."}},
		"her successor":                    {coach, "latest Jonas Vik, superseded Petra Sand", []string{post, "Post | 300 | Ellon turns to Vik | Petra Sand has left the rowers of Ellon. Her successor as coach is Jonas Vik."}},
		"took over, whoever it was before": {coach, "latest Jonas Vik, superseded Petra Sand", []string{post, "Post | 300 | On the water again | Jonas Vik took over as coach of the rowers of Ellon on Monday, straight from another club. He has a cold."}},
		"took over something else":         {coach, "", []string{post, "Post | 300 | On the water again | Jonas Vik took over the bakery on Monday. The rowers of Ellon train."}},
		"took over as director":            {directs, "latest Jonas Vik, superseded Petra Sand", []string{film, "Star | 550 | Crew back at work | Trucks are rolling in Lund again. Jonas Vik took over as director of The Salt Mill on Monday."}},
		"took over as something else":      {directs, "", []string{film, "Star | 550 | Crew back at work | Trucks are rolling in Lund again. Jonas Vik took over as cook of The Salt Mill on Monday."}},
		"whom she succeeds":                {coach, "", []string{post, "Post | 300 | Rowers of Ellon | Petra Sand of the rowers of Ellon, who succeeded Jonas Vik, has a cold."}},
		"of another thing":                 {coach, "", []string{post, "Post | 300 | Rowers of Ellon | Petra Sand coaches the rowers of Ellon well. The boats are new. Machines take over the mowing at Brask."}},
		"two places without names":         {where, "disputed the ferry, disputed the roof of Orm school", []string{kite, "Star | 5 | Kite of Orm | The yellow kite of Orm came down on the ferry on Monday, a boy said."}},
		"one place":                        {where, "", []string{kite, "Star | 5 | Kite of Orm | The yellow kite of Orm came down on a roof on Monday, a boy said."}},
		"people counted":                   {many, "disputed 35,000, disputed Ninety thousand", []string{march, "Star | 5 | Bakers of Lund | Bakers marched through Lund on Thursday. Police counted 35,000 people."}},
		"loaves counted":                   {many, "", []string{march, "Star | 5 | Bakers of Lund | Bakers marched through Lund on Thursday. Children threw 35,000 loaves."}},
		"within a range":                   {barn, "", []string{barns, "Star | 5 | Gale at Ulden | Between 100 and 200 barns were damaged by the gale at Ulden, firemen said."}},
		"beyond a range":                   {barn, "disputed 300, disputed 140", []string{barns, "Star | 5 | Gale at Ulden | Between 300 and 400 barns were damaged by the gale at Ulden, firemen said."}},
		"a number of its name":             {moon, "disputed Seven, disputed five", []string{moons, "Star | 5 | Moons of Orla 7 | Seven moons circle the planet Orla 7, astronomers said."}},
		"as many moons":                    {moon, "", []string{moons, "Star | 5 | Moons of Orla 7 | The planet Orla 7 has 5 moons, astronomers said."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
