package compare

import "testing"

// TestNoChange: a later story of the event gives another value of the kind, of something else; beside each stands one that
// has replaced the earlier one.
func TestNoChange(t *testing.T) {
	t.Parallel()
	const (
		duke   = "Post | 0 | Duke of Arle dies | The Duke of Arle has died at the age of 88, his house in Arle said."
		shot   = "Post | 0 | Mayor of Belm shot | Mayor Ada Quist of Belm was shot on Friday on the steps of the hall of Belm."
		jailed = "Post | 0 | Rower of Cray jailed | A court in Cray sentenced the rower Lis Amber to nine years in prison on Thursday."
		siege  = "Post | 0 | Siege in Esk | In Esk six people were shot at the parade of Esk, police said."
		ship   = "Post | 0 | Ship of Fenn | The ship Gull will be launched in Fenn on 14 May, the yard of Fenn said."
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"another's age":        {"How old was the Duke of Arle when he died?", "", []string{duke, "Post | 30 | Duke of Arle mourned | At the age of 21 the Duke of Arle died to the world, said the bishop, now in Arle."}},
		"the day of his body":  {"When was Ada Quist shot?", "", []string{shot, "Post | 30 | Mayor Quist of Belm | The body of Ada Quist came home to Belm on Saturday, a day after she was shot, now dead."}},
		"another's sentence":   {"How long was Lis Amber sentenced to prison?", "", []string{jailed, "Post | 30 | Rower Lis Amber of Cray | Lis Amber, sentenced to prison in Cray, may now be swapped for a spy who was sentenced to 25 years in prison."}},
		"a name with a number": {"How many people were shot in Esk?", "", []string{siege, "Post | 90 | Shot in Esk | On the 5 Things podcast of the Post, the people shot in Esk are now named."}},

		"it was to come": {"When was the Gull launched in Fenn?", "latest 20 May, superseded 14 May", []string{ship, "Post | 90 | Gull of Fenn launched | The ship Gull was launched in Fenn on 20 May, later than planned."}},
		"whose it is, in both": {"When does The Tin Road open in cinemas?", "latest 3 October, superseded 11 April", []string{
			"Post | 0 | The Tin Road in April | Una Feld's film The Tin Road opens in cinemas on 11 April, the distributor said.",
			"Post | 900 | The Tin Road has to wait | The Tin Road was put off. Una Feld's film will now open on 3 October, since it has no music."}},
		"whose it is, in one": {"When does The Tin Road open in cinemas?", "", []string{
			"Post | 0 | The Tin Road in April | The film The Tin Road opens in cinemas on 11 April, the distributor said.",
			"Post | 900 | The Tin Road has to wait | The Tin Road was put off. Ole Brun's film will now open on 3 October, since it has no music."}},
		"who has what follows": {"Where did Ada Quist die?", "", []string{
			"Post | 0 | Ada Quist dies | Ada Quist died on Thursday at Belm Castle, her house said.",
			"Post | 30 | Ada Quist, who died | Ada Quist died and Britain's mayors mourned her, her house now says."}},
		"a month that has it": {"When is the full moon of Fenn?", "", []string{
			"Post | 0 | Full moon of Fenn | The full moon of Fenn is due in June, the pier of Fenn said.",
			"Post | 30 | Full moon of Fenn | At the pier of Fenn, July's full moon of Fenn is now called a buck moon."}},
		"who has announced it": {"Where did Ada Quist die?", "", []string{
			"Post | 0 | Ada Quist dies | Ada Quist died on Thursday at Belm Castle, her house said.",
			"Post | 30 | Ada Quist, who died | Ada Quist died on Thursday at the age of 96, Cray Palace has now announced."}},
		"where, after all": {"Where did Ada Quist die?", "latest Cray Palace, superseded Belm Castle", []string{
			"Post | 0 | Ada Quist dies | Ada Quist died on Thursday at Belm Castle, her house said.",
			"Post | 30 | Ada Quist, who died | Ada Quist died on Thursday at Cray Palace and not at Belm Castle, her house now says."}},
		"people by a name": {"How many people were shot in Esk?", "latest 7, superseded six", []string{siege, "Post | 90 | Shot in Esk | In Esk 7 Norwegians were shot at the parade of Esk, police now say."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
