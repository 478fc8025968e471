package compare

import "testing"

// In each, what the other story gives is said of somebody else, of a place within the place, of a need, of what there is room for, of
// the other side, of a longer time, or lacks all that is asked; or it is said of the same.
func TestEvidence(t *testing.T) {
	t.Parallel()
	const (
		shops  = "Post | 0 | Halva closes shops | The shoe chain Halva will close 60 shops by spring, it said on Monday. Rents have risen."
		close  = "How many shops will Halva close?"
		snow   = "Post | 0 | Snow at Orm | At Orm 31 centimetres of snow fell on Sunday night, the office measured."
		fell   = "How much snow fell at Orm?"
		flood  = "Post | 0 | Flood in Kell | The river flooded 340 houses in Kell on Sunday."
		houses = "How many houses were flooded in Kell?"
		run    = "Post | 0 | Run for the clinic | The clinic run at Brask raised 61,000 pounds on Sunday."
		raise  = "How much money did the clinic run at Brask raise?"
		match  = "Post | 0 | Match at Lund Park | The match at Lund Park was attended by 9,400 people on Sunday."
		came   = "How many people attended the match at Lund Park?"
		quake  = "Post | 0 | Earthquake at Skarn | An earthquake of magnitude 6.1 shook Skarn on Monday."
		strong = "How strong was the earthquake at Skarn?"
		vote   = "Post | 0 | Road of Holm | In Holm 23 members of the council voted for the road on Monday."
		votes  = "How many members of the council of Holm voted for the road?"
		sale   = "Post | 0 | Hall sold | The council of Ulden has sold the hall to a baker, it said on Monday."
		sold   = "Did the council of Ulden sell the hall?"
		sales  = "Post | 0 | Tarn sells more | Sales at Tarn rose by 7 percent in August, the lamp maker said on 8 September."
		grew   = "By how much did sales at Tarn rise in August?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"by somebody else":        {close, "", []string{shops, "Star | 5 | Shoes in trouble | Pellem, a rival of Halva, will close 25 shops, it said on Monday. Pellem sells boots. The trade suffers."}},
		"by the same":             {close, "disputed 75, disputed 60", []string{shops, "Star | 5 | Shoes in trouble | Halva will close 75 shops, its workers fear. The trade suffers."}},
		"foretold":                {fell, "", []string{snow, "Star | 5 | Snow at Orm | Forecasters had spoken of 50 centimetres of snow for Orm."}},
		"measured":                {fell, "disputed 42 centimetres, disputed 31 centimetres", []string{snow, "Star | 5 | Snow at Orm | At Orm 42 centimetres of snow fell on Sunday night, a baker says."}},
		"in a quarter":            {houses, "", []string{flood, "Star | 5 | Kell under water | In the Mill Quarter of Kell, 85 houses were flooded on Sunday."}},
		"in all of it":            {houses, "disputed 410, disputed 340", []string{flood, "Star | 5 | Kell under water | In Kell 410 houses were flooded on Sunday, the brigade said."}},
		"needed":                  {raise, "", []string{run, "Star | 5 | Running for a roof | The clinic at Brask needs 90,000 pounds for a roof. Its run was on Sunday."}},
		"raised":                  {raise, "disputed 75,000 pounds, disputed 61,000 pounds", []string{run, "Star | 5 | Running for a roof | The clinic run at Brask raised 75,000 pounds on Sunday, a runner says."}},
		"room for":                {came, "", []string{match, "Star | 5 | Empty seats | Lund Park has room for 15,000 people. On Sunday many seats at the match were empty."}},
		"which holds":             {came, "", []string{match, "Star | 5 | Empty seats | The match was at Lund Park on Sunday, which holds 15,000 people."}},
		"who came":                {came, "disputed 8,100, disputed 9,400", []string{match, "Star | 5 | Empty seats | The match at Lund Park was attended by 8,100 people, the club's till shows."}},
		"another shock":           {strong, "", []string{quake, "Star | 5 | Night in cars | An aftershock of magnitude 4.8 drove people of Skarn out of their houses on Monday."}},
		"the same shock":          {strong, "disputed 5.4, disputed 6.1", []string{quake, "Star | 5 | Night in cars | The earthquake at Skarn on Monday had a magnitude of 5.4, says the university."}},
		"against it":              {votes, "", []string{vote, "Star | 5 | Road of Holm | On Monday 18 members of the council of Holm voted against the road."}},
		"for it":                  {votes, "disputed 21, disputed 23", []string{vote, "Star | 5 | Road of Holm | On Monday 21 members of the council of Holm voted for the road, a clerk counted."}},
		"another thing not sold":  {sold, "", []string{sale, "Star | 5 | Museum stays | The council of Ulden did not sell the museum, it said on Monday."}},
		"the same thing not sold": {sold, "disputed not sell, disputed sold", []string{sale, "Star | 5 | Hall stays | The council of Ulden did not sell the hall, the mayor said on Monday."}},
		"in all the year":         {grew, "", []string{sales, "Star | 5 | Tarn looks ahead | The lamp maker Tarn says that sales rise by 12 percent this year."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
