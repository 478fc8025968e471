package compare

import "testing"

// Events that take many months are one where their stories are much alike, and not where they come again each year.
func TestSlowEvents(t *testing.T) {
	t.Parallel()
	const (
		trial = "Post | 0 | Forger Ulla Brandt sentenced | The court of Selm sentenced the forger Ulla Brandt to nine years in prison for the false Vermeers."
		term  = "How long was the forger Ulla Brandt sentenced to prison?"
		weir  = "Post | 0 | Weir of Aldmoor | The weir of Aldmoor will cost 4 million crowns, the water board of Aldmoor said."
		cost  = "How much did the weir of Aldmoor cost?"
		fair  = "Post | 0 | Fair of Olm | The fair of Olm drew 900 guests to the meadow of Olm, its host said."
		guest = "How many guests did the fair of Olm draw?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"on appeal": {term, "latest four years, superseded nine years", []string{trial,
			"Post | 5400 | Forger Ulla Brandt gets less | The court of Selm has shortened the prison sentence of the forger Ulla Brandt for the false Vermeers to four years."}},
		"of another forger of the town": {term, "", []string{trial,
			"Post | 5400 | Forgers of Selm | A painter who made a Vermeer for his wife has now got four years in prison, as did Ulla Brandt's friend."}},
		"as the prosecutor wants": {term, "", []string{trial,
			"Post | 5400 | Forger Ulla Brandt | The prosecutor at Selm wants the prison sentence of the forger Ulla Brandt for the false Vermeers raised to twelve years."}},
		"of her helper": {term, "", []string{trial,
			"Post | 5400 | Forger Ulla Brandt | The court of Selm heard of the false Vermeers of the forger Ulla Brandt again; Per Holt's sentence for the frames was cut to two years in prison."}},
		"with one between, over a year apart": {cost, "latest 7 million, superseded 4 million", []string{weir,
			"Post | 5400 | Weir of Aldmoor dearer | The weir of Aldmoor will now cost 6 million crowns, the water board of Aldmoor said.",
			"Post | 10200 | Weir of Aldmoor done | The weir of Aldmoor cost 7 million crowns in the end, the water board of Aldmoor said, and not 6 million."}},
		"none between": {cost, "", []string{weir,
			"Post | 10200 | Weir of Aldmoor done | The weir of Aldmoor cost 7 million crowns in the end, the water board of Aldmoor said."}},
		"the fair of a year later": {guest, "", []string{fair,
			"Post | 8760 | Fair of Olm | The fair of Olm has now drawn 1,200 guests to the meadow of Olm, its host said."}},
		"the fair of that day": {guest, "latest 1,200, superseded 900", []string{fair,
			"Post | 10 | Fair of Olm | The fair of Olm has now drawn 1,200 guests to the meadow of Olm, its host said."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
