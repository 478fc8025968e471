package compare

import "testing"

// In each, one sentence begins with a part or another time, or tells of another name, a day of saying, a limit, a demand or another
// place of a name, which are of two things; or the other story tells of the same.
func TestUnmatched(t *testing.T) {
	t.Parallel()
	const (
		ferry  = "Post | 0 | Ferry hits quay at Orm | A ferry hit the quay at Orm on Monday, and 12 people were hurt, the port said."
		hurt   = "How many people were hurt when the ferry hit the quay at Orm?"
		firm   = "Post | 0 | Good year for Tarn | The lamp maker Tarn had a loss of 40 million crowns in 2025, it said on Monday."
		loss   = "How large was the loss of Tarn in 2025?"
		cuts   = "Post | 0 | Halva cuts jobs | The shoe chain Halva will cut 600 jobs, it said on Monday."
		jobs   = "How many jobs will Halva cut?"
		trial  = "Post | 0 | Forger sentenced | The forger Ivo Trent was sentenced to six years in prison on Monday."
		years  = "To how many years in prison was Ivo Trent sentenced?"
		frost  = "Post | 0 | Cold night | It was minus 19 degrees in the village of Skarn on Sunday night."
		cold   = "How cold was it in the village of Skarn on Sunday night?"
		flood  = "Post | 0 | River at Kell | The river at Kell stood at 4.1 metres on Sunday, the office said."
		high   = "How high did the river at Kell stand on Sunday?"
		speed  = "Post | 0 | Fast through Lund | A motorist drove at 151 kilometres an hour through the Lund tunnel on Sunday."
		fast   = "How fast did the motorist drive through the Lund tunnel on Sunday?"
		ban    = "Post | 0 | Fires banned | The ban on open fires in Orm takes effect on 3 May."
		begins = "When does the ban on open fires in Orm take effect?"
		pool   = "Post | 0 | Pool stays | The swimming pool in Ulden will not be closed, the council said on Monday."
		closed = "Will the swimming pool in Ulden be closed?"
		rise   = "Post | 200 | Rise for the drivers | The drivers of the trams in Orm get a rise of 4 percent, both sides said."
		gets   = "What rise do the drivers of the trams in Orm get?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"another quay":              {hurt, "", []string{ferry, "Star | 5 | Ferry hits quay at Brask | At the quay of Brask, 17 people were hurt on Monday when a ferry hit it."}},
		"the same quay":             {hurt, "disputed 12, disputed 17", []string{ferry, "Star | 5 | Ferry hits quay | When the ferry hit the quay at Orm on Monday 17 people were hurt, a nurse said."}},
		"another quarter":           {loss, "", []string{firm, "Star | 5 | Dark days for Tarn | In the third quarter Tarn had a loss of 28 million crowns."}},
		"the same year":             {loss, "disputed 55 million, disputed 40 million", []string{firm, "Star | 5 | Dark days for Tarn | Tarn had a loss of 55 million crowns in 2025, a bank says."}},
		"at one of its plants":      {jobs, "", []string{cuts, "Star | 5 | Fear for jobs | At the tannery Halva will cut 210 jobs."}},
		"at all of them":            {jobs, "disputed 750, disputed 600", []string{cuts, "Star | 5 | Fear for jobs | In the end Halva will cut 750 jobs, its workers fear."}},
		"of a helper":               {years, "", []string{trial, "Star | 5 | Dealer sentenced | The dealer Una Marsh, who sold the pictures of Ivo Trent, was sentenced to three years in prison on Monday."}},
		"of himself":                {years, "disputed eight years, disputed six years", []string{trial, "Star | 5 | Forger sentenced | Ivo Trent, who sold his pictures through Una Marsh, was sentenced to eight years in prison on Monday."}},
		"another place of the name": {cold, "", []string{frost, "Star | 5 | Night of frost | At Skarn airport it was minus 12 degrees on Sunday night."}},
		"on another day":            {high, "", []string{flood, "Star | 5 | River falls at Kell | By Monday the river at Kell stood at 3.2 metres."}},
		"told on another day":       {high, "disputed 3.6 metres, disputed 4.1 metres", []string{flood, "Star | 5 | River at Kell | The river at Kell stood at 3.6 metres on Sunday, a boatman said on Monday."}},
		"what is allowed":           {fast, "", []string{speed, "Star | 5 | Tunnel of Lund | In the Lund tunnel, where 80 kilometres an hour are allowed, a motorist drove on Sunday who had no licence."}},
		"the day it was announced":  {begins, "", []string{ban, "Star | 5 | Fires banned | The council of Orm announced on 28 February that it would ban open fires."}},
		"the day it begins":         {begins, "disputed 10 May, disputed 3 May", []string{ban, "Star | 5 | Fires banned | The ban on open fires in Orm takes effect on 10 May, a forester says."}},
		"the café is no pool":       {closed, "", []string{pool, "Star | 5 | Ulden saves | The café of the town hall in Ulden will be closed in May, the council said."}},
		"the pool itself":           {closed, "disputed closed, disputed not be closed", []string{pool, "Star | 5 | Ulden saves | The swimming pool in Ulden will be closed in May, a councillor said."}},
		"what was demanded":         {gets, "", []string{"Post | 0 | Drivers want more | The drivers of the trams in Orm demand a rise of 9 percent.", rise}},
		"what was agreed":           {gets, "latest 4 percent, superseded 3 percent", []string{"Post | 0 | Rise for the drivers | The drivers of the trams in Orm get a rise of 3 percent.", rise + " It had been 3 percent."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
