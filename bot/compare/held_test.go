package compare

import "testing"

// Each pair of values of one kind is held otherwise, so that nobody disagrees; beside it stands a pair that is held alike, which does.
func TestHeld(t *testing.T) {
	t.Parallel()
	const (
		pit     = "Post | 0 | Pit at Varn | The pit in the yard of the mill at Varn is 14 metres deep, the fire service said on Monday."
		deep    = "How deep is the pit at Varn?"
		barn    = "Post | 0 | Barn at Ulmen | The barn at Ulmen is 300 years old, experts said on Monday."
		old     = "How old is the barn at Ulmen?"
		road    = "Post | 0 | Road to Skarn | The road to Skarn has been closed since 4 May because of rocks, the county said."
		since   = "Since when has the road to Skarn been closed?"
		herring = "Post | 0 | Herring quota of Norrland | The herring quota of Norrland for the coming year is 24,000 tonnes, ministers agreed on Monday."
		quota   = "How large is the herring quota of Norrland?"
		seats   = "Post | 0 | Vote in Merrin | The Anchor party won 40 seats in the lower house of Merrin, the election office said on Monday."
		won     = "How many seats did the Anchor party win in the lower house of Merrin?"
		race    = "Post | 0 | Race round Lake Sund | In the race round Lake Sund 5,200 skiers reached the finish on Monday."
		skiers  = "How many skiers reached the finish of the race round Lake Sund?"
		lift    = "Post | 0 | Lift of Korsberg | The lift of Korsberg opens on Saturday. A ride on the lift of Korsberg costs 8 euros, the town said on Monday."
		ride    = "How much does a ride on the lift of Korsberg cost?"
		elk     = "Post | 0 | Bronze elk of Tolla | A bronze elk was unveiled in Tolla on Monday. The elk stands in front of the town hall."
		stands  = "Where does the bronze elk of Tolla stand?"
		cellar  = "Post | 0 | Cellar in Brack | Police in Brack have raided a cellar and found 120 stolen cameras in it on Monday."
		cameras = "How many stolen cameras did police find in the cellar in Brack?"
		plant   = "Post | 0 | Leak at Arden | In Arden 60 people were hurt by a leak of gas on Monday, the town said."
		hurt    = "How many people were hurt by the leak of gas in Arden?"
		storm   = "Post | 0 | Storm in Arden | The storm killed 60 people in Arden on Sunday, the town said."
		killed  = "How many people did the storm kill in Arden?"
		rain    = "Post | 0 | Lask under water | On Monday 62 millimetres of rain fell in Lask, the gauge shows."
		fell    = "How much rain fell in Lask on Monday?"
	)
	for name, c := range map[string]struct{ question, one, other, want string }{
		"another side":                    {deep, pit, "The pit in the yard of the mill at Varn is 32 metres wide, and it draws a crowd.", ""},
		"the same side":                   {deep, pit, "The pit in the yard of the mill at Varn is 22 metres deep, and it draws a crowd.", "disputed 22 metres, disputed 14 metres"},
		"the age of a find":               {old, barn, "Beneath the barn at Ulmen a plough has been found that is 900 years old.", ""},
		"the age of it":                   {old, barn, "The barn at Ulmen is 450 years old, the carpenter says.", "disputed 450 years, disputed 300 years"},
		"until":                           {since, road, "Until 19 May the road to Skarn stays closed, the county said on Monday.", ""},
		"since":                           {since, road, "The road to Skarn has been closed since 9 May, a driver said.", "disputed 9 May, disputed 4 May"},
		"what it had been":                {quota, herring, "The herring quota of Norrland had been 31,000 tonnes.", ""},
		"what it is":                      {quota, herring, "The herring quota of Norrland is 31,000 tonnes, a list shows.", "disputed 31,000 tonnes, disputed 24,000 tonnes"},
		"another house":                   {won, seats, "In the senate the Anchor party of Merrin won 12 seats, the election office said on Monday.", ""},
		"the same house":                  {won, seats, "In the lower house the Anchor party of Merrin won 43 seats, a reporter counted on Monday.", "disputed 43 seats, disputed 40 seats"},
		"only the women":                  {skiers, race, "In the race round Lake Sund 1,900 women reached the finish on Monday.", ""},
		"all who came":                    {skiers, race, "In the race round Lake Sund 4,900 skiers reached the finish on Monday, a timekeeper said.", "disputed 4,900, disputed 5,200"},
		"another ticket":                  {ride, lift, "On the lift of Korsberg a season pass costs 29 euros.", ""},
		"the same ticket":                 {ride, lift, "On the lift of Korsberg a ride costs 12 euros.", "disputed 12, disputed 8"},
		"in front of what":                {stands, elk, "The elk of Tolla stands in front of the railway station, where travellers see it first.", "disputed the railway station, disputed the town hall"},
		"what was forecast":               {fell, rain, "Up to 90 millimetres of rain are forecast for Lask on Monday.", ""},
		"what was measured":               {fell, rain, "On Monday 90 millimetres of rain fell in Lask, says the school.", "disputed 90 millimetres, disputed 62 millimetres"},
		"what it had done by then":        {killed, storm, "The storm had killed 90 people in Arden by noon.", "disputed 90, disputed 60"},
		"how many there had been":         {killed, storm, "There had been 90 people killed by the storm in Arden by noon.", "disputed 90, disputed 60"},
		"a street of the town":            {cameras, cellar, "Now Brack knows where its cameras went. In a cellar in Oster Street police found 170 stolen cameras on Monday.", "disputed 170, disputed 120"},
		"another town":                    {hurt, plant, "In Oster 90 people were hurt by a leak of gas on Monday.", ""},
		"what somebody had told":          {hurt, plant, "In Arden 90 people were hurt by a leak of gas on Monday, said a nurse who had been there.", "disputed 90, disputed 60"},
		"had been hurt, as somebody says": {hurt, plant, "A doctor said the leak of gas in Arden had hurt 90 people on Monday.", "disputed 60, disputed 90"},
	} {
		found, _ := told(t, Asked{}, c.question, c.one, "Star | 5 | What we saw | "+c.other)
		if got := states(found); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
