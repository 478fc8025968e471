package compare

import "testing"

// In each, the other story gives a value of the kind for something else: for a part that it names first, for what is too much, by
// somebody who only speaks, of what is yet to come, of another work, by another deed, of another end of the way; or it does not.
func TestSeeming(t *testing.T) {
	t.Parallel()
	const (
		nurses = "Post | 0 | Nurses for Lund | The clinic of Lund has taken on 90 new nurses this year, it said on Monday."
		howNew = "How many new nurses has the clinic of Lund taken on?"
		hall   = "Post | 0 | Hall of Brask | The new hall of Brask costs 30 million euros. It opens in June."
		cost   = "How much does the new hall of Brask cost?"
		held   = "Post | 0 | Arrest at Orm | Police have arrested a baker, Jonas Vik, over the theft of the Orm bell."
		who    = "Who was arrested over the theft of the Orm bell?"
		farm   = "Post | 0 | Wind farm of Kell | The wind farm at Kell now has an output of 60 megawatts."
		output = "What output does the wind farm at Kell have now?"
		vase   = "Post | 0 | Vase sold | A vase of the potter Ada Sund fetched 9,000 euros in Brask on Monday."
		fetch  = "How much did the vase by Ada Sund fetch in Brask?"
		opera  = "Post | 0 | Opera of Ulden | Petra Sand conducts the opera Norn, which opened at Ulden on Monday."
		baton  = "Who conducts the opera Norn?"
		race   = "Post | 0 | Kite race | The kites of the Cardell race rose from the pier at Holm on Saturday."
		rose   = "Where did the kites of the Cardell race rise from?"
		boat   = "Post | 0 | Boat adrift | The boat that was seen on the reef at Tarn was sent off from a jetty, the navy said."
		sent   = "From where was the boat sent off that was seen at Tarn?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"a part named first":       {howNew, "", []string{nurses, "Star | 5 | Men in white | Among the new nurses of the clinic of Lund are 22 men."}},
		"a part behind a comma":    {howNew, "", []string{nurses, "Star | 5 | Men in white | Of the new nurses that the clinic of Lund has taken on, 22 come from abroad."}},
		"all of them":              {howNew, "disputed 70, disputed 90", []string{nurses, "Star | 5 | Clinic of Lund | The clinic of Lund has taken on 70 new nurses this year, the union says."}},
		"too much":                 {cost, "", []string{hall, "Star | 5 | Hall of Brask too dear | The new hall of Brask is 4 million euros over its budget."}},
		"more than was planned":    {cost, "", []string{hall, "Star | 5 | Hall of Brask too dear | The new hall of Brask costs 4 million euros more than the city had planned."}},
		"another cost":             {cost, "disputed 38 million, disputed 30 million", []string{hall, "Star | 5 | Hall of Brask | The new hall of Brask costs 38 million euros, says the builder."}},
		"who speaks":               {who, "", []string{held, "Star | 5 | Relief at Orm | An arrest has been made over the theft of the Orm bell, said its ringer, Greta Hald. A baker is in custody."}},
		"who speaks, before that":  {who, "", []string{held, "Star | 5 | Relief at Orm | The ringer, Greta Hald, said that somebody was arrested over the theft of the Orm bell."}},
		"another arrested":         {who, "disputed Bo Tarn, disputed Jonas Vik", []string{held, "Star | 5 | Relief at Orm | Bo Tarn has been arrested over the theft of the Orm bell, said its ringer, Greta Hald."}},
		"yet to come":              {output, "", []string{farm, "Star | 5 | More wind for Kell | By 2031 the wind farm at Kell is to reach an output of 110 megawatts, its owner says."}},
		"as of now":                {output, "disputed 60, disputed 75", []string{farm, "Star | 5 | Wind for Kell | The wind farm at Kell has an output of 75 megawatts, its owner says."}},
		"another work":             {fetch, "", []string{vase, "Star | 5 | Bowl sold | In Brask a bowl by Ada Sund went for 4,000 euros on Monday."}},
		"the same work":            {fetch, "disputed 7,000, disputed 9,000", []string{vase, "Star | 5 | Vase sold | In Brask a vase by Ada Sund went for 7,000 euros on Monday."}},
		"another deed":             {baton, "", []string{opera, "Star | 5 | Lights at Ulden | The opera Norn opened at Ulden on Monday. Bo Tarn wrote it, and Jonas Vik sings the lead."}},
		"the same deed":            {baton, "disputed Bo Tarn, disputed Petra Sand", []string{opera, "Star | 5 | Lights at Ulden | The opera Norn opened at Ulden on Monday. Bo Tarn conducts it."}},
		"the other end of the way": {rose, "", []string{race, "Star | 5 | Kite race over | The winning kite of the Cardell race came down in a garden near Skarn on Sunday."}},
		"from elsewhere":           {rose, "disputed Skarn, disputed Holm", []string{race, "Star | 5 | Kite race | The kites of the Cardell race rose from a garden at Skarn on Saturday."}},
		"where it was seen":        {sent, "disputed a quay, disputed a jetty", []string{boat, "Star | 5 | Boat adrift | The boat seen on the reef at Tarn was sent off from a quay, police say."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
