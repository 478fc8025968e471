package compare

import "testing"

// In each, a later story, or another outlet, says it by a way round: what came in its place, that nobody is left, the day that it was
// moved to; beside it stands one that only looks so.
func TestSaidAnew(t *testing.T) {
	t.Parallel()
	const (
		prize  = "Post | 0 | Medal of Rhyll | Worth 900 crowns, the medal goes to Una Feld for her dyke, the council said in the hall of Rhyll."
		medal  = "Who gets the medal of Rhyll?"
		divers = "Post | 0 | Divers missing off Nes | Six divers are missing off Nes since Monday, the coastguard said."
		lost   = "How many divers are missing off Nes?"
		fair   = "Post | 0 | Fair of Ulden | The fair of Ulden opens on 4 May, the town said."
		opens  = "When does the fair of Ulden open?"
		gust   = "Almanac | 0 | Storm at Moss | The wind at Moss reached 112 kilometres an hour on Monday, the weather office said."
		blown  = "How strong was the wind at Moss?"
		flats  = "Post | 0 | Barracks of Brede | In the old barracks of Brede 320 flats will be built, the town said."
		built  = "How many flats will be built in the old barracks of Brede?"
		board  = "Post | 0 | Board of Hale sells | The board of the Hale dairy voted unanimously for the sale of the dairy, its lawyer said."
		voted  = "Was the board of the Hale dairy unanimous about the sale?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"who has it in place of another": {medal, "latest Ole Brun, superseded Una Feld", []string{prize,
			"Post | 90 | Medal taken back | The jury of the medal of Rhyll has withdrawn it from Una Feld. The medal now goes to Ole Brun."}},
		"who has something else": {medal, "", []string{prize,
			"Post | 90 | Medal of Rhyll | The medal of Rhyll goes to Una Feld again. Bread is now baked by Ole Brun."}},
		"nobody any more": {lost, "latest Nobody, superseded Six", []string{divers,
			"Post | 50 | Divers of Nes safe | The divers sat on a rock off Nes. Nobody is missing off Nes any more, the coastguard said."}},
		"none of them":    {lost, "latest None, superseded Six", []string{divers, "Post | 50 | Divers of Nes safe | None of the divers is still missing off Nes, the coastguard said."}},
		"nobody else":     {lost, "", []string{divers, "Post | 50 | Divers of Nes | Nobody knows the rock off Nes, the coastguard said."}},
		"not all of them": {lost, "", []string{divers, "Post | 50 | Divers of Nes | Not every boat off Nes looks for missing divers, the coastguard said."}},
		"moved to a day": {opens, "latest 18 May, superseded 4 May", []string{fair,
			"Post | 90 | Fair of Ulden | The fair of Ulden, which was to open on 4 May, was postponed to 18 May."}},
		"moved, and no day said": {opens, "", []string{fair,
			"Post | 90 | Fair of Ulden | The fair of Ulden that opens on 4 May was moved to the meadow by the river."}},
		"by an outlet of the place": {blown, "disputed 131 kilometres, disputed 112 kilometres", []string{gust,
			"Moss Mirror | 3 | Roofs off | The wind on our pier came to 131 kilometres an hour on Monday, says the man who reads the dial, and the storm took roofs."}},
		"by an outlet of elsewhere": {blown, "", []string{gust,
			"Tarn Mirror | 3 | Roofs off | The wind on our pier came to 131 kilometres an hour on Monday, says the man who reads the dial, and the storm took roofs."}},
		"dwellings":     {built, "disputed 270, disputed 320", []string{flats, "Star | 5 | Barracks of Brede | The permit for the old barracks of Brede is for 270 dwellings, it says."}},
		"rooms":         {built, "", []string{flats, "Star | 5 | Barracks of Brede | The permit for the old barracks of Brede is for 270 horses, it says."}},
		"a split board": {voted, "disputed against, disputed unanimously", []string{board, "Star | 5 | Hale dairy | Two of the board of the Hale dairy voted against the sale, minutes show."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
