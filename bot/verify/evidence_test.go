package verify

import (
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// The stories are made up, like every name in them.
const (
	quarryStory = `The Lowmere Echo: Quarry owner charged after collapse

Norda Stone, which runs the quarry at Hallin Cross, was charged on Tuesday over the collapse that killed two miners last month.
The Estmark mine inspector said that 46 of 61 support beams had rusted through and that the firm could lose its licence.
Prosecutor Hanne Brisk asked Judge Milo Tarn to freeze the firm's accounts before the hearing in Port Ansel.
“We warned them about those beams for two decades,” said union leader Piet Orla.
Norda Stone denied that it had ignored the warnings. Seven in ten of its 900 workers have signed a petition against the closure.
The collapse was caused by a burst water main above the northern gallery, the inspector found. A strike in the spring had delayed repairs to the ventilation shafts.
The firm plans to close its smaller pit, which lifted 4,000 tonnes last year, and to expand the larger one, which lifted 9,500 tonnes.
The memorial service is on Friday in Port Ansel, and the inquiry opens on 3 August in Lowmere. If Orla wins the vote in spring he would be the first miner to lead the chamber.
Surveyors drilled 14 holes in the southern slope, a task that took six weeks. Drivers of the yellow lorries must now pass the eastern gate of the quarry at walking pace.
The road to Hallin Cross will stay shut until engineers have tested the bridge over the Verl, the county said. Norda Stone's insurer paid the families of the two miners a first sum of $40,000.`

	laterStory = `The Lowmere Echo: Rescue teams leave Hallin Cross

The death toll of the collapse at the Norda Stone quarry at Hallin Cross has risen to 31 miners, the Estmark mine inspector said.`

	earlierStory = `The Lowmere Echo: Miners trapped

The death toll of the collapse at the Norda Stone quarry at Hallin Cross stands at 12 miners, the Estmark mine inspector said.`
)

func day(d int) time.Time { return time.Date(2022, 7, d, 0, 0, 0, 0, time.UTC) }

// TestCheckEvidence: claims in pairs, one that the cited story bears out and one
// that is much like it or like the story, and does not hold.
func TestCheckEvidence(t *testing.T) {
	given := []Evidence{{Sentences: []string{quarryStory}, Story: quarryStory, Day: day(14)}}
	source := newSourceOf(text.English(), []string{quarryStory}, []time.Time{day(14)})
	for _, tt := range []struct{ name, claim, kind, rule string }{
		{"weekday", "Norda Stone was charged on 12 July 2022.", "", ""},
		{"weekday", "Norda Stone was charged on 13 July 2022.", "number", "missing"},
		{"last month", "Two miners died in June.", "", ""},
		{"last month", "Two miners died in May.", "date", "missing"},
		{"wording", "A company faces criminal proceedings because people lost their lives at the quarry at Hallin Cross.", "", ""},
		{"units of time", "A union says the company heard of the danger for twenty years.", "", ""},
		{"units of time", "A union says the company heard of the danger for thirty years.", "number", "missing"},
		{"ratio", "About 70 percent of the workforce put their names to a petition.", "", ""},
		{"ratio", "About 80 percent of the workforce put their names to a petition.", "number", "missing"},
		{"number in place", "The Estmark mine inspector said that 46 of 61 support beams had rusted through.", "", ""},
		{"number in place", "The Estmark mine inspector said that 61 support beams had rusted through and that the firm could lose its licence.", "", ""},
		{"exchanged number", "The firm plans to close its smaller pit, which lifted 9,500 tonnes last year.", "number", "exchanged"},
		{"allegation", "Norda Stone, which runs the quarry, was accused over the collapse that killed two miners.", "", ""},
		{"certainty", "The Estmark mine inspector said that 46 of 61 support beams had rusted through and that the firm lost its licence.", "certainty", "overstated"},
		{"plan", "The firm plans to expand the larger pit.", "", ""},
		{"denial", "Norda Stone denied that it had ignored the warnings.", "", ""},
		{"denial", "Norda Stone had ignored the warnings.", "polarity", "denial left out"},
		{"who whom", "Hanne Brisk asked Judge Milo Tarn to freeze the firm's accounts.", "", ""},
		{"who whom", "Judge Milo Tarn was asked by Hanne Brisk to freeze the firm's accounts.", "", ""},
		{"who whom", "Milo Tarn asked Hanne Brisk to freeze the firm's accounts.", "attribution", "turned"},
		{"before and after", "Brisk asked the judge to freeze the firm's accounts before the hearing in Port Ansel.", "", ""},
		{"before and after", "Brisk asked the judge to freeze the firm's accounts after the hearing in Port Ansel.", "polarity", "contrary"},
		{"speaker", "“We warned them about those beams for two decades,” Piet Orla said.", "", ""},
		{"speaker", "“We warned them about those beams for two decades,” Hanne Brisk said.", "attribution", "speaker"},
		{"cause", "The collapse was caused by a burst water main above the northern gallery.", "", ""},
		{"cause", "The collapse above the northern gallery was caused by drilling 14 holes in the southern slope.", "support", "cause"},
		{"swapped dates", "The memorial service is on Friday in Port Ansel, and the inquiry opens on 3 August in Lowmere.", "", ""},
		{"swapped dates", "The memorial service is on 3 August in Port Ansel, and the inquiry opens on Friday in Lowmere.", "date", "swapped"},
		{"condition", "If he wins, Orla would be the first miner to lead the chamber.", "", ""},
		{"condition", "Orla will be the first miner to lead the chamber.", "certainty", "overstated"},
		{"elsewhere", "Surveyors drilled holes in the southern slope.", "", ""},
		{"exchanged name", "Drivers of the yellow lorries must now pass the eastern gate of the quarry at walking pace.", "", ""},
		{"exchanged name", "The road to Lowmere will stay shut until engineers have tested the bridge over the Verl.", "name", "exchanged"},
		{"name elsewhere", "Engineers under Milo Tarn have tested the bridge over the Verl before the road is opened, the county said.", "name", "elsewhere"},
		{"swapped numbers", "Surveyors drilled six holes in the southern slope, a task that took 14 weeks.", "number", "swapped"},
		{"capital", "The inspector of Estmark spoke.", "", ""},
		{"name of no text", "The Estmark mine inspector Alva Renn said that beams had rusted.", "name", "missing"},
		{"nothing in common", "Scientists hope that hospitals reach a cure soon.", "support", "nothing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if v := Check(text.English(), tt.claim, given); string(v.Kind) != tt.kind || v.Holds != (tt.kind == "") {
				t.Errorf("%q: %+v, want kind %q", tt.claim, v, tt.kind)
			}
			if _, f := source.verifyIn(tt.claim, "", nil); f.rule != tt.rule {
				t.Errorf("%q: rule %q, want %q", tt.claim, f.rule, tt.rule)
			}
		})
	}
}

// TestCheckGiven: what else was given counts, too.
func TestCheckGiven(t *testing.T) {
	const claim = "The death toll of the collapse at the Norda Stone quarry stands at 12 miners."
	cited := Evidence{Sentences: []string{"The death toll of the collapse at the Norda Stone quarry at Hallin Cross stands at 12 miners, the Estmark mine inspector said."},
		Story: earlierStory, Day: day(3)}
	for _, tt := range []struct {
		name, claim string
		given       []Evidence
		kind        Kind
	}{
		{"nothing later", claim, []Evidence{cited}, ""},
		{"a newer figure", claim, []Evidence{cited, {Story: laterStory, Day: day(9)}}, KindSuperseded},
		{"an older figure", claim, []Evidence{cited, {Story: laterStory, Day: day(1)}}, ""},
		{"a newer figure of other people", "It stands at 12 miners.", []Evidence{cited, {Story: "Lowmere Echo\n\nThe country paid 31 miners for a film.", Day: day(9)}}, ""},
		{"nothing cited", claim, []Evidence{{Story: earlierStory}}, KindCitation},
		{"nothing given", claim, nil, KindCitation},
		{"a sentence that the story lacks", "Port Ansel sent 40 divers.", []Evidence{{Sentences: []string{"Port Ansel sent 40 divers to the quarry."}, Story: earlierStory}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if v := Check(text.English(), tt.claim, tt.given); v.Kind != tt.kind || v.Holds != (tt.kind == "") {
				t.Errorf("%+v, want kind %q", v, tt.kind)
			}
		})
	}
}
