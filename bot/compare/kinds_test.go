package compare

import "testing"

// In each, what holds now is told by the way: that only some are left, that it was something else, when it came about in the end; or
// two outlets count or name other things.
func TestKinds(t *testing.T) {
	t.Parallel()
	const (
		guests  = "Post | 0 | Guests ill at Lund | Seventeen guests of a ball at Lund are in hospital with cramps."
		asked   = "How many guests are in hospital at Lund?"
		dark    = "Post | 0 | Ice storm at Orvik | About 90,000 customers of Orvik Electric woke without power on Monday."
		power   = "How many customers of Orvik Electric are without power?"
		ferry   = "Post | 0 | Ferry overturns off Pell | Eleven people drowned on Monday when the ferry Maid of Orm rolled over off Pell."
		drowned = "How many people died in the sinking of the Maid of Orm?"
		probe   = "Post | 0 | Probe Ilva to fly | The probe Ilva will be launched from Sandhaven on 14 May, the agency said."
		flew    = "When was the probe Ilva launched?"
		team    = "Post | 0 | Team of Ellon | Ellon sends 64 athletes to the games, the committee said."
		sends   = "How many athletes does Ellon send to the games?"
		blast   = "Post | 0 | Blast at Rohm mill | An explosion shook the mill at Rohm at 4.20 on Monday morning."
		time    = "At what time did the mill at Rohm explode?"
		climb   = "Post | 0 | Climbers on Mount Ere | The climber Petra Sand broke a leg on Mount Ere on Sunday."
		tram    = "Post | 0 | Man dies under tram at Vik | A man of 47 was killed by a tram at Vik on Tuesday evening. He had gone back for a glove."
		old     = "How old was the man killed by the tram at Vik?"
		leg     = "Which climber broke a leg on Mount Ere?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"only so many are left": {asked, "latest six, superseded Seventeen", []string{guests,
			"Star | 70 | It was the punch | The punch made the guests of the ball at Lund ill. Only six are still in hospital."}},
		"only so many of something else": {asked, "", []string{guests,
			"Star | 70 | It was the punch | The punch made the guests of the ball at Lund ill. Only six bowls of it were made."}},
		"dwindled to a few": {power, "latest Sixty, superseded 90,000", []string{dark,
			"Star | 70 | Lights on at Orvik | Sixty households of Orvik Electric are still without power, all along one road."}},
		"few of something else": {power, "", []string{dark,
			"Star | 70 | Lights on at Orvik | Sixty poles of Orvik Electric fell along one road."}},
		"how many lost their lives": {drowned, "latest 19, superseded Eleven", []string{ferry,
			"Star | 270 | Last of the missing found | Fishermen recovered the body of a cook on Sunday, the last who was missed from the Maid of Orm. The prosecutor said 19 people had lost their lives."}},
		"how many lives it claimed": {drowned, "latest 19, superseded Eleven", []string{ferry,
			"Star | 270 | Last of the missing found | The sinking of the Maid of Orm claimed 19 lives and injured 30 people, the prosecutor said."}},
		"whose lives it cost": {drowned, "latest 19, superseded Eleven", []string{ferry,
			"Star | 270 | Last of the missing found | The sinking of the Maid of Orm cost the lives of 19 people, the prosecutor said."}},
		"the lives of others": {drowned, "", []string{ferry,
			"Star | 270 | Maid of Orm's crew | The Maid of Orm changed 19 lives, the crew say, who sing of it."}},
		"the tenth to die": {"How many people died in the train collision near Volm?", "latest tenth, superseded four", []string{
			"Post | 0 | Trains collide near Volm | Two regional trains collided near Volm late on Sunday. At least four people were killed, a police officer said.",
			"Star | 80 | A victim of the crash dies | A student who was pulled from the wreck near Volm died in hospital, the clinic said. She is the tenth person to lose her life in the collision."}},
		"in the end": {flew, "latest 20 May, superseded 14 May", []string{probe,
			"Star | 170 | Ilva is on its way | The probe Ilva was launched on 20 May, a week later than planned."}},
		"what comes after it": {flew, "", []string{probe,
			"Star | 170 | Ilva is on its way | The probe Ilva has left Sandhaven. Now Ilva will send pictures in August."}},
		"some of them by a class": {sends, "", []string{team, "Star | 5 | Women of Ellon | Ellon sends 27 women athletes to the games, more than ever."}},
		"all of them":             {sends, "disputed 72, disputed 64", []string{team, "Star | 5 | Ellon's athletes | Ellon sends 72 athletes to the games, a list shows."}},
		"hours with a point":      {time, "disputed 5.10 a.m, disputed 4.20", []string{blast, "Star | 5 | Rohm mill explodes | The explosion at the mill at Rohm happened at 5.10 a.m. on Monday."}},
		"one hour with a point":   {time, "", []string{blast, "Star | 5 | Rohm mill explodes | The explosion at the mill at Rohm happened at 4.20 a.m. on Monday."}},
		"who only was with her":   {leg, "", []string{climb, "Star | 5 | Rescue on Mount Ere | Rescuers brought the climber Jonas Vik down from Mount Ere on Sunday."}},
		"an age told otherwise":   {old, "disputed 52 years, disputed 47", []string{tram, "Star | 5 | The man with the glove | The tailor killed by the tram at Vik on Tuesday was 52 years old."}},
		"the same age":            {old, "", []string{tram, "Star | 5 | The man with the glove | The 47-year-old man killed by the tram at Vik on Tuesday was a tailor."}},
		"years that are no age":   {old, "", []string{tram, "Star | 5 | The man with the glove | The tailor killed by the tram at Vik on Tuesday had lived there for 52 years."}},
		"who did it, too":         {leg, "disputed Petra Sand, disputed Jonas Vik", []string{climb, "Star | 5 | Rescue on Mount Ere | The climber Jonas Vik broke a leg on Mount Ere on Sunday."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// A sentence that only says what something was not is told by the one behind it, which says what it was.
func TestNotThat(t *testing.T) {
	t.Parallel()
	found, _ := told(t, Asked{}, "What was found in the Tarn jam?",
		"Post | 0 | Tarn jam called back | The Tarn jam is called back because splinters of glass were found in it.",
		"Star | 90 | Tarn jam is good | It was not glass. The splinters in the Tarn jam were sugar, a chemist says.")
	if len(found) != 2 || found[0].State != Latest || found[0].Line != 2 || found[1].Line != 0 {
		t.Errorf("%+v", found)
	}
}
