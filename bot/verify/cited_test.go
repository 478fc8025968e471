package verify

import (
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// harbourStory is made up, like every name in it. Its headline says what its
// first sentence says.
const harbourStory = `Lowmere Echo, Thursday 14 July 2022: Harbour master Ove Dahl quits after the Brisk Bay spill.

Harbour master Ove Dahl quits after the Brisk Bay spill.

Premier Ola Brandt mourned her on Tuesday as the most stubborn treasure of the coast.

Dahl, who led the Fisheries Ministry from March 2011 to June 2015, denied that the harbour had ignored the leak.

The fuel was pumped out at a boat yard in Tarn Hollow in Ansel County, the coastguard said.

Two divers of the Pentagon came on Monday.

Fourteen pilots are missing after the loss of the tanker Norda, the coastguard said on Monday. The number of missing is 14, and the number of dead is 15.

Mayor Ida Falk was sworn in as president of the council in Hallin on 12 July.

Falk took the oath before the full bench of the Synod on Tuesday.

Falk did not fish last season, and divers had never seen the wreck of the Norda.

Dahl sought a deal with the National Rescue League, the largest union of the coast, known by its Spanish initials, CAB.

Mount Reed and Cold Fell have stirred memories of Cold Fell's deadly 2009 landslide, which buried the station.

The tanker Norda won the record-setting Long Haul Racing Cup, finishing 9 miles ahead on Monday.

Captain Sten Oster handed a silver cup to Falk when she came aboard.

Union boss Piet Renn called the spill “the worst day of the coast”.

Berthe Nyqvist, the most stubborn of Deep Water pilots, had invented a modern and free art of piloting.

The spill was first seen at Boat Yard Orla, the Estmark Lottery said in a letter.

We lose a treasure of the coast, a wise eye.

Renn, who led the Defense Department from May 2015 to June 2017, lost his wife in Cold Fell.

Port captain Joe Mast won his record 15th Hallin Herring Eating Contest, devouring an astounding 63 herrings and rolls in 10 minutes on Monday.`

// TestCitedSentences: what a claim cites is what it is compared with, clause by clause.
func TestCitedSentences(t *testing.T) {
	cited := map[string]string{
		"head":     "Harbour master Ove Dahl quits after the Brisk Bay spill.",
		"ministry": "Dahl, who led the Fisheries Ministry from March 2011 to June 2015, denied that the harbour had ignored the leak.",
		"yard":     "The fuel was pumped out at a boat yard in Tarn Hollow in Ansel County, the coastguard said.",
		"orla":     "The spill was first seen at Boat Yard Orla, the Estmark Lottery said in a letter.",
		"sworn":    "Mayor Ida Falk was sworn in as president of the council in Hallin on 12 July.",
		"oath":     "Falk took the oath before the full bench of the Synod on Tuesday.",
		"league":   "Dahl sought a deal with the National Rescue League, the largest union of the coast, known by its Spanish initials, CAB.",
		"fell":     "Mount Reed and Cold Fell have stirred memories of Cold Fell's deadly 2009 landslide, which buried the station.",
		"cup":      "The tanker Norda won the record-setting Long Haul Racing Cup, finishing 9 miles ahead on Monday.",
		"gift":     "Captain Sten Oster handed a silver cup to Falk when she came aboard.",
		"pilots":   "Berthe Nyqvist, the most stubborn of Deep Water pilots, had invented a modern and free art of piloting.",
		"defense":  "Renn, who led the Defense Department from May 2015 to June 2017, lost his wife in Cold Fell.",
		"treasure": "We lose a treasure of the coast, a wise eye.",
		"herring":  "Port captain Joe Mast won his record 15th Hallin Herring Eating Contest, devouring an astounding 63 herrings and rolls in 10 minutes on Monday.",
		"divers":   "The number of missing is 14, and the number of dead is 15.",
		"renn":     "Union boss Piet Renn called the spill “the worst day of the coast”.",
	}
	for _, tt := range []struct {
		name  string
		claim string
		cites []string
		kind  Kind
	}{
		{"a seat for its institution", "Renn lost his wife in Cold Fell, and ran the Pentagon from May 2015 until June 2017.", []string{"defense"}, ""},
		{"two sentences, one place", "Estmark, and more exactly at Boat Yard Orla in Tarn Hollow, which is in Ansel County.", []string{"yard", "orla"}, ""},
		{"another role is no exchange", "Falk was sworn in before the Synod on 12 July.", []string{"sworn", "oath"}, ""},
		{"denied where it does not cite", "Falk fishes off Hallin, and divers saw the wreck of the Norda.", []string{"sworn"}, ""},
		{"by another name", "Dahl sought a deal with the CAB, but the harbour had ignored the leak, which he denied.", []string{"league", "ministry"}, ""},
		{"what an outlet says", "Falk is the mayor the Lowmere Echo describes as sworn in as president of the council in Hallin on 12 July.", []string{"sworn"}, ""},
		{"near what it does not cite", "Brandt mourned her as a treasure of the coast and the most stubborn of the Deep Water's pilots.", []string{"pilots", "treasure"}, ""},
		{"a word within a name", "Mast ate 63 herrings, rolls and all, in 10 minutes on 11 July 2022, to take a record 15th title.", []string{"herring"}, ""},
		{"who says the second clause", "According to the Estmark Lottery the spill was first seen at a boat yard, while Union boss Piet Renn called the spill “the worst day of the coast”.", []string{"orla", "renn"}, ""},
		{"who says the first clause", "According to the Estmark Lottery, the spill was seen at Orla's yard, while a port captain won his record 15th Hallin Herring Eating Contest, devouring an astounding 63 herrings and rolls in 10 minutes on Monday.", []string{"orla", "herring"}, ""},

		{"a number of what it cites", "Fifteen pilots died in the loss of the tanker Norda, the coastguard said on Monday.", []string{"divers"}, ""},

		{"said of another", "Mount Reed's deadly 2009 landslide buried the station.", []string{"fell"}, KindName},
		{"who gave it", "Falk handed a silver cup to Sten Oster when she came aboard.", []string{"gift"}, KindAttribution},
		{"another speaker", "Ida Falk called the spill “the worst day of the coast”.", []string{"renn", "sworn"}, KindName},
		{"another name in its place", "Dahl sought a deal with the Estmark Lottery, the largest union of the coast.", []string{"league", "orla"}, KindName},
		{"denied where it cites", "The harbour had ignored the leak from March 2011 to June 2015.", []string{"ministry"}, KindPolarity},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := Evidence{Story: harbourStory, Day: time.Date(2022, 7, 14, 0, 0, 0, 0, time.UTC)}
			for _, c := range tt.cites {
				e.Sentences = append(e.Sentences, cited[c])
			}
			if v := Check(text.English(), tt.claim, []Evidence{e}); v.Kind != tt.kind {
				t.Errorf("%q: %+v, want kind %q", tt.claim, v, tt.kind)
			}
		})
	}
}

// TestCite: what is cited is marked wherever it stands.
func TestCite(t *testing.T) {
	s := newSource(text.English(), harbourStory)
	for _, tt := range []struct {
		cites string
		want  []int
	}{
		{"Harbour master Ove Dahl quits after the Brisk Bay spill.", []int{0, 1}},
		{"The fuel was pumped out at a boat yard in Tarn Hollow in Ansel County, the coastguard said.", []int{4}},
		{"the Brisk Bay spill", nil},
		{"Nobody wrote this.", nil},
		{"", nil},
	} {
		s.cite([]string{tt.cites})
		var got []int
		for i := range s.cited {
			if s.cited[i] {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: sentences %v, want %v", tt.cites, got, tt.want)
		}
	}
}
