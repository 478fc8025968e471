package verify

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// sampleStory reads a story of the sample with its heading, and its day.
func sampleStory(t *testing.T, name string) (string, time.Time) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "knowledge", "sample", "stories", name+".md"))
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.SplitN(string(b), "---\n", 3)
	field := func(key string) string {
		_, rest, _ := strings.Cut(parts[1], "\n"+key+": ")
		value, _, _ := strings.Cut(rest, "\n")
		return strings.Trim(value, `"`)
	}
	_, title, _ := strings.Cut(parts[1], "title: ")
	title, _, _ = strings.Cut(title, "\n")
	day, err := time.Parse(time.RFC3339, field("published"))
	if err != nil {
		t.Fatal(err)
	}
	heading := field("outlet") + ", " + day.Format("Monday 2 January 2006") + ": " + strings.Trim(title, `"`)
	return heading + ".\n\n" + strings.TrimSpace(parts[2]), day
}

// TestVerifySample: what was told in other words of the sample holds, though one
// number, name or role of it stands elsewhere in a cited sentence; its false twin falls.
func TestVerifySample(t *testing.T) {
	const (
		ferry, gazette, tiller = "2026-10-18-ferry-correction", "2026-11-05-warehouse-fire-gazette", "2026-11-05-warehouse-fire-tiller"
		osk                    = "2024-03-05-tidewright-osk"
		tram, rate, cup        = "2026-09-08-airport-tram", "2026-11-12-rate-cut-courier", "2022-05-28-rovers-cup"
	)
	missing := []string{"Fourteen people are missing after the sinking", "The number of missing is 14"}
	wiring := []string{"Faulty wiring in the roof caused", "\"Everything that we have seen points to the wiring,\""}
	lithium := []string{"Lithium batteries for electric bicycles", "Sunniva Roe, who spent the morning"}
	for _, tt := range []struct {
		story   string
		cites   []string
		claim   string
		verdict string // holds, falls, and where it matters whether that may be argued, arguable or hard
	}{
		// 1: a number that another cited sentence has with the same word
		{ferry, missing, "Fifteen people had died in the sinking of the ferry Astrid Lind, according to the corrected count that the coastguard gave on Sunday, 18 October 2026.", "holds"},
		{ferry, missing, "Fifteen people are dead after the sinking of the ferry Astrid Lind, the Estmark coastguard said on Sunday.", "holds"},
		{ferry, missing, "Fifteen people are missing after the sinking of the ferry Astrid Lind, the Estmark coastguard said on Sunday.", "falls"},
		// 2: who gave the cause
		{gazette, wiring, "Dov Castell, the city's chief fire officer, blamed faulty wiring in the roof.", "holds"},
		{gazette, wiring, "Dov Castell, the city's chief fire officer, did not blame faulty wiring in the roof.", "falls"},
		// 3: a name that the next cited sentence gives to a role
		{tiller, lithium, "Sunniva Roe, an investigator of the national Fire Safety Board, said that lithium batteries for electric bicycles started the fire on the ground floor.", "holds"},
		{tiller, lithium, "Leopold Finch, an investigator of the national Fire Safety Board, said that lithium batteries for electric bicycles started the fire on the ground floor.", "falls"},
		{tiller, lithium, "Nadia Hollis, an investigator of the national Fire Safety Board, said that lithium batteries for electric bicycles started the fire on the ground floor.", "falls"},
		// 4: a name that only another given story has
		{tiller, []string{"Roe said that his men"}, "Roe also said that Castell's men had not been able to enter the ground floor when he spoke.", "arguable"},
		{tiller, []string{"Roe said that his men"}, "Roe also said that Mirren's men had not been able to enter the ground floor when he spoke.", "hard"},
		// 5: who says so is no part of the cause, and an analyst analyses nobody
		{osk, []string{"Paloma Reyes-Hart, Tidewright's chief executive"}, "Tidewright wants its own shipyards because it had waited up to 19 months for the barges that carry its turbines out to sea, its chief executive, Paloma Reyes-Hart, said.", "holds"},
		{osk, []string{"Sanna Whitlock, an analyst", "She pointed out that only four yards"}, "The analyst Sanna Whitlock pointed out that only four yards in northern Europe could build the barges and that two of them were fully booked until 2029.", "holds"},
		// what is not so
		{tram, []string{"Rupert Quist, who leads", "He voted against the plan"}, "Rupert Quist voted for the plan.", "falls"},
		{tram, []string{"Rupert Quist, who leads", "He voted against the plan"}, "Rupert Quist voted against the plan.", "holds"},
		{rate, []string{"It was the third this year"}, "It was the first cut this year.", "falls"},
		{rate, []string{"It was the third this year"}, "It was the third cut this year.", "holds"},
		{rate, []string{"The bank's council voted by seven to two"}, "The decision was not unanimous.", "holds"},
		{tram, []string{"The national government has promised"}, "The national government will pay 40% of it.", "holds"},
		{cup, []string{"Vennholm Rovers won the Estmark Cup"}, "Laketown United won after extra time.", "falls"},
		{cup, []string{"Vennholm Rovers won the Estmark Cup"}, "Vennholm Rovers won after extra time.", "holds"},
		{cup, []string{"Vennholm Rovers won the Estmark Cup"}, "Vennholm Rovers lost 3-2 to Laketown United after extra time.", "falls"},
		{cup, []string{"Vennholm Rovers won the Estmark Cup"}, "Vennholm Rovers won the Estmark Cup for the fifth time.", "falls"},
		{cup, []string{"Vennholm Rovers won the Estmark Cup"}, "Laketown United lost 3-2 to Vennholm Rovers after extra time.", "holds"},
	} {
		var given []Evidence
		for _, name := range []string{ferry, gazette, tiller, tram, rate, cup, osk} {
			story, day := sampleStory(t, name)
			e := Evidence{Story: story, Day: day}
			for _, start := range tt.cites {
				if i := strings.Index(story, start); i >= 0 && name == tt.story {
					e.Sentences = append(e.Sentences, sentenceFrom(story, i))
				}
			}
			given = append(given, e)
		}
		if n := slices.IndexFunc(given, func(e Evidence) bool { return len(e.Sentences) == len(tt.cites) }); n < 0 {
			t.Fatalf("%q: not all cited sentences found", tt.claim)
		}
		v := Check(text.English(), tt.claim, given)
		got := "holds"
		switch {
		case v.Holds:
		case tt.verdict == "falls":
			got = "falls"
		case v.Arguable:
			got = "arguable"
		default:
			got = "hard"
		}
		if got != tt.verdict {
			t.Errorf("%q: %s (%s), want %s", tt.claim, got, v.Why, tt.verdict)
		}
	}
}

// sentenceFrom is the sentence of a text that begins at byte i.
func sentenceFrom(s string, i int) string {
	for n := i; n < len(s); n++ {
		if s[n] == '\n' || (s[n] == '.' || n > i && s[n] == '"' && s[n-1] == '.') && (n+1 == len(s) || s[n+1] == '\n' || s[n+1] == ' ') {
			return strings.TrimSpace(s[i : n+1])
		}
	}
	return s[i:]
}

// turnsStory is made up, like every name in it.
const turnsStory = `Lowmere Echo, Thursday 14 July 2022: Halden State settles with its rowing coach.

Halden State University parted with its rowing coach, Orla Finch, on Monday.

The trustees authorized a $260,000 payment from the school to Finch in exchange for her retirement.

Its president, Ansel Rook, had mishandled complaints against Frank Osk, the former dean.

In 2020, as president of Halden State, Rook authorized a $90,000 payment from the school to Osk in exchange for his retirement.

The Tarn Pilots won 9-2, hitting five home runs off Piet Lorne in the fourth inning.

Brisk Shipping bought the yard in Tarn Hollow from Norda Lines for 40 million euros on Tuesday.

The league did not fine Sten Oster; it warned him in a letter after the brawl in Hallin.

The council excused Berthe Quill from the hearing because her mother had died, it said.

A blast at the quarry shook the houses of Cold Fell on Wednesday, the survey said.

Fourteen pilots are missing after the storm off Brisk Bay, the coastguard said on Monday.

Fifteen pilots were rescued by a lifeboat.

The Hallin Hawks beat the Quill Rovers 3-1 on Saturday in front of 4,000 people.`

// TestConverses: who did what to whom may be told from the other side, and a role of
// an institution may go by its name, and who has one name in the sentence by both; the false twin falls.
func TestConverses(t *testing.T) {
	for _, tt := range []struct {
		claim string
		cites []string
		holds bool
	}{
		{"Piet Lorne gave up five home runs to the Tarn Pilots in the fourth inning.", []string{"The Tarn Pilots won"}, true},
		{"Piet Lorne hit five home runs off the Tarn Pilots in the fourth inning.", []string{"The Tarn Pilots won"}, false},
		{"Norda Lines sold the yard in Tarn Hollow to Brisk Shipping for 40 million euros on Tuesday.", []string{"Brisk Shipping bought"}, true},
		{"Norda Lines bought the yard in Tarn Hollow from Brisk Shipping for 40 million euros on Tuesday.", []string{"Brisk Shipping bought"}, false},
		{"Brisk Shipping sold the yard in Tarn Hollow to Norda Lines for 40 million euros on Tuesday.", []string{"Brisk Shipping bought"}, false},
		{"The Quill Rovers lost 3-1 to the Hallin Hawks on Saturday in front of 4,000 people.", []string{"The Hallin Hawks beat"}, true},
		{"The Quill Rovers lost to the Hallin Hawks on Saturday in front of 4,000 people.", []string{"The Hallin Hawks beat"}, true},
		{"The Hallin Hawks lost 3-1 to the Quill Rovers on Saturday in front of 4,000 people.", []string{"The Hallin Hawks beat"}, false},
		{"The Quill Rovers beat the Hallin Hawks 3-1 on Saturday in front of 4,000 people.", []string{"The Hallin Hawks beat"}, false},
		{"Halden State paid Orla Finch $260,000 in exchange for her retirement.", []string{"The trustees authorized"}, true},
		{"Halden State authorized a $260,000 payment to Finch in exchange for her retirement.", []string{"The trustees authorized"}, true},
		{"Halden State paid Frank Osk $90,000 in exchange for his retirement.", []string{"In 2020, as president"}, true},
		{"Halden State paid Piet Lorne $90,000 in exchange for his retirement.", []string{"In 2020, as president"}, false},
		{"Fifteen pilots were rescued after the storm off Brisk Bay, the coastguard said on Monday.", []string{"Fourteen pilots", "Fifteen pilots"}, true},
		{"Fifteen pilots are lost after the storm off Brisk Bay, the coastguard said on Monday.", []string{"Fourteen pilots", "Fifteen pilots"}, false},
		{"Brisk Shipping paid Orla Finch $360,000 in exchange for her retirement.", []string{"The trustees authorized"}, false},
		{"The council did not punish Berthe Quill: it excused her from the hearing because her mother had died.", []string{"The council excused"}, true},
		{"It was not an earthquake: a blast at the quarry shook the houses of Cold Fell on Wednesday.", []string{"A blast at the quarry"}, true},
		{"The league did not warn Sten Oster in a letter after the brawl in Hallin.", []string{"The league did not"}, false},
		{"A blast at the quarry did not shake the houses of Cold Fell on Wednesday.", []string{"A blast at the quarry"}, false},
		{"The council did not excuse Berthe Quill from the hearing because her mother had died.", []string{"The council excused"}, false},
	} {
		e := Evidence{Story: turnsStory}
		for _, start := range tt.cites {
			e.Sentences = append(e.Sentences, sentenceFrom(turnsStory, strings.Index(turnsStory, start)))
		}
		if v := Check(text.English(), tt.claim, []Evidence{e}); v.Holds != tt.holds {
			t.Errorf("%q: %+v, want holds %v", tt.claim, v, tt.holds)
		}
	}
}
