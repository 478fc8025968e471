package compare

import "testing"

// What stands right before a number tells of which deed it is: what a thing cost is not what somebody gave for it.
func TestOtherDeeds(t *testing.T) {
	t.Parallel()
	const (
		quay   = "Post | 0 | Quay of Nes | The new quay of Nes cost 3.4 million kroner, the town of Nes said."
		cost   = "How much did the new quay of Nes cost?"
		bell   = "Post | 0 | Bell of Rhyll | The old bell of Rhyll weighed 640 kilos, the founder of Rhyll said."
		weighs = "How much did the old bell of Rhyll weigh?"
		show   = "Post | 0 | Dog show of Ulden | The dog show of Ulden earned 9,000 euros, its treasurer said."
		earned = "How much did the dog show of Ulden earn?"
		tug    = "Post | 0 | Tug Mona | The tug Mona towed 900 tons up the Arle on Monday, her owner said."
		towed  = "How many tons did the tug Mona tow up the Arle?"
	)
	for name, c := range map[string][4]string{
		"given for it":       {cost, quay, "Star | 5 | Quay of Nes | For the new quay of Nes the state gave 1.2 million kroner, the town of Nes said.", ""},
		"lent for it":        {cost, quay, "Star | 5 | Quay of Nes | For the new quay of Nes a bank lent 2.2 million kroner, the town of Nes said.", ""},
		"about so much lent": {cost, quay, "Star | 5 | Quay of Nes | For the new quay of Nes a bank lent about 2.2 million kroner, the town of Nes said.", ""},
		"it cost":            {cost, quay, "Star | 5 | Quay of Nes | The new quay of Nes cost 4.2 million kroner, its builder said.", "disputed 4.2 million, disputed 3.4 million"},
		"carried":            {weighs, bell, "Star | 5 | Bell of Rhyll | The old bell of Rhyll hung from a crane that lifted 900 kilos, the founder of Rhyll said.", ""},
		"it weighed":         {weighs, bell, "Star | 5 | Bell of Rhyll | The old bell of Rhyll weighed 710 kilos, the man at the crane said.", "disputed 710 kilos, disputed 640 kilos"},
		"spent":              {earned, show, "Star | 5 | Dog show of Ulden | The dog show of Ulden spent 4,000 euros, its treasurer said.", ""},
		"spent some":         {earned, show, "Star | 5 | Dog show of Ulden | The dog show of Ulden spent more than 4,000 euros, its treasurer said.", ""},
		"it earned":          {earned, show, "Star | 5 | Dog show of Ulden | The dog show of Ulden earned 12,000 euros, its cashier said.", "disputed 9,000, disputed 12,000"},
		"took in":            {earned, show, "Star | 5 | Dog show of Ulden | The dog show of Ulden made 12,000 euros, its cashier said.", "disputed 12,000, disputed 9,000"},
		"burned":             {towed, tug, "Star | 5 | Tug Mona | The tug Mona burned 300 tons up the Arle on Monday, her mate said.", ""},
		"it towed":           {towed, tug, "Star | 5 | Tug Mona | The tug Mona towed 700 tons up the Arle on Monday, her mate said.", "disputed 700 tons, disputed 900 tons"},
		"nothing before it":  {towed, tug, "Star | 5 | Tug Mona | Some 700 tons were towed by the tug Mona up the Arle on Monday, her mate said.", "disputed 700 tons, disputed 900 tons"},
	} {
		found, _ := told(t, Asked{}, c[0], c[1], c[2])
		if got := states(found); got != c[3] {
			t.Errorf("%s: %q, want %q", name, got, c[3])
		}
	}
}
