package verify

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestShares: where the sources tell of a share, a claim must not tell of all, none, most
// or a unanimous vote; nor of less than a number where they tell of more.
func TestShares(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cited, claim string
		holds        bool
	}{
		{"The fire destroyed 40% of the warehouse in Oldport on Monday.", "The fire destroyed all of the warehouse in Oldport on Monday.", false},
		{"The fire destroyed 40% of the warehouse in Oldport on Monday.", "The fire destroyed the whole warehouse in Oldport on Monday.", false},
		{"The fire destroyed 40% of the warehouse in Oldport on Monday.", "The fire in Oldport on Monday destroyed all of it.", false},
		{"The fire destroyed 40% of the warehouse in Oldport on Monday.", "The fire destroyed most of the warehouse in Oldport on Monday.", false},
		{"The judges of the court in Oldport voted 7-2 to close the port.", "The judges of the court in Oldport voted unanimously to close the port.", false},
		{"The council of Oldport approved the new bridge in a 7-2 vote on Monday.", "The council of Oldport approved the new bridge in a unanimous vote on Monday.", false},
		{"Two thirds of the residents of Oldport left before the storm.", "All residents of Oldport left before the storm.", false},
		{"Most residents of Oldport left before the storm came.", "All residents of Oldport left before the storm came.", false},
		{"Nearly all residents of Oldport left before the storm came.", "Every one of the residents of Oldport left before the storm came.", true},
		{"Some of the residents of Oldport left before the storm came.", "None of the residents of Oldport left before the storm came.", false},
		{"Only 30 percent of voters in Oldport backed the new harbour.", "A majority of voters in Oldport backed the new harbour.", false},
		{"Two of the nine boats of Oldport sank in the storm.", "All boats of Oldport sank in the storm.", false},
		{"Two of the nine boats of Oldport sank in the storm.", "Most of the boats of Oldport sank in the storm.", false},
		{"She was one of three survivors of the wreck off Oldport.", "She was the only survivor of the wreck off Oldport.", false},
		{"Sixty percent of the members of the club voted for the merger.", "A minority of the members of the club voted for the merger.", false},
		{"The whole crew of the ferry Hermia was saved off Oldport.", "None of the crew of the ferry Hermia was saved off Oldport.", false},

		{"The justices ruled 7-2 in favour of the bakery, saying it may sell bread.", "The court was unanimous in ruling in favour of the bakery.", false},
		{"The justices voted 7 to 2 to let the bakery of Oldport sell bread.", "The justices voted unanimously to let the bakery of Oldport sell bread.", false},
		{"By seven votes to two, the council of Oldport rejected the plan for a bridge.", "The council of Oldport unanimously rejected the plan for a bridge.", false},
		{"The council of Oldport voted 7–2 against the plan for a bridge.", "In a unanimous vote the council of Oldport was against the plan for a bridge.", false},
		{"About 40 percent of the cargo of the Hermia was lost in the storm.", "The entire cargo of the Hermia was lost in the storm.", false},
		{"Four in ten voters in Oldport backed the mayor on Sunday.", "Most voters in Oldport backed the mayor on Sunday.", false},
		{"Just 12 of 90 schools in Oldport opened after the storm.", "Every school in Oldport opened after the storm.", false},
		{"Half of the crew of the Hermia fell ill on the way to Oslo.", "The whole crew of the Hermia fell ill on the way to Oslo.", false},
		{"A majority of the shareholders of Norlin accepted the offer.", "All shareholders of Norlin accepted the offer.", false},

		{"More than 40 boats sank off Oldport in the storm on Monday.", "Fewer than 40 boats sank off Oldport in the storm on Monday.", false},
		{"At least 12 people died in the storm off Oldport, police said.", "Only 12 people died in the storm off Oldport, police said.", false},
		{"The bridge of Oldport cost over 90 million dollars to build.", "The bridge of Oldport cost nearly 90 million dollars to build.", false},
		{"Nearly 900 people left Oldport before the storm came.", "More than 900 people left Oldport before the storm came.", false},
		{"Under 300 voters of Oldport backed the mayor on Sunday.", "Over 300 voters of Oldport backed the mayor on Sunday.", false},
		{"More than 40 boats sank off Oldport in the storm on Monday.", "Over 40 boats sank off Oldport in the storm on Monday.", true},
		{"At least 12 people died in the storm off Oldport, police said.", "Twelve or more people died in the storm off Oldport, police said.", true},
		{"At least 12 people died in the storm off Oldport, police said.", "More than 12 people may have died in the storm off Oldport, police said.", true},
		{"Nearly 900 people left Oldport before the storm came.", "About 900 people left Oldport before the storm came.", true},
		{"Nearly 900 people left Oldport, the mayor said. By night more than 900 had left.", "By night more than 900 people had left Oldport.", true},
		{"Fewer than 40 boats sank off Oldport in the storm on Monday.", "Only some 40 boats sank off Oldport in the storm on Monday.", true},

		{"The fire destroyed 40% of the warehouse in Oldport on Monday.", "The fire destroyed part of the warehouse in Oldport on Monday.", true},
		{"The fire destroyed 40% of the warehouse in Oldport on Monday.", "The fire destroyed less than half of the warehouse in Oldport on Monday.", true},
		{"The fire destroyed 40% of the warehouse in Oldport. By evening all of the warehouse was lost.", "By evening the fire had destroyed all of the warehouse in Oldport.", true},
		{"The judges of the court in Oldport voted 7-2 to close the port.", "A majority of the judges of the court in Oldport voted to close the port.", true},
		{"The judges of the court in Oldport voted 7-2 to close the port.", "Not all judges of the court in Oldport voted to close the port.", true},
		{"The judges of the court in Oldport voted 9-0 to close the port.", "The judges of the court in Oldport voted unanimously to close the port.", true},
		{"Seventy percent of the residents of Oldport left before the storm.", "Most residents of Oldport left before the storm.", true},
		{"All residents of Oldport left before the storm came, and 40% of the residents of Newport did.", "All residents of Oldport left before the storm came.", true},
		{"Oldport beat Newport 7-2 and everyone in the stadium sang.", "Everyone in the stadium sang as Oldport beat Newport.", true},
		{"Rents in Oldport rose by 40% for the tenants of the harbour.", "Rents in Oldport rose for all tenants of the harbour.", true},
		{"Three of the nine boats of Oldport sank. All sailors of the boats were saved.", "All sailors of the boats of Oldport were saved.", true},
		{"A third of the flats have no heating, the mayor said, and the whole house is cold.", "The whole house is cold, the mayor said.", true},
		{"Some 40 people of Oldport left before the storm came.", "Every one of some 40 people of Oldport left before the storm came.", true},
		{"She was one of three survivors of the wreck off Oldport.", "She was the first survivor of the wreck off Oldport to speak.", true},
		{"More than 40 boats sank off Oldport in the storm on Monday.", "The last 40 boats sank off Oldport in the storm on Monday.", true},
		{"She was the only survivor of the wreck off Oldport.", "She was the only survivor of the wreck off Oldport, they said.", true},
		{"One of the survivors said that all survivors were well fed.", "All survivors were well fed, one of the survivors said.", true},
	} {
		v := Check(text.English(), c.claim, []Evidence{{Sentences: []string{c.cited}, Story: c.cited}})
		if v.Holds != c.holds || !c.holds && v.Kind != KindNumber && v.Kind != KindPolarity {
			t.Errorf("%s\nby %s: holds %v, want %v (%s)", c.claim, c.cited, v.Holds, c.holds, v.Why)
		}
	}
}
