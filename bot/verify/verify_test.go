package verify

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// ferrySource is made up, like every name in it.
const ferrySource = `The Halden Ferry Company will close its route between Port Ansel and Quill Island on 14 March 2021, the company said on Tuesday.
Chief executive Mirela Voss told reporters that the route lost $1.2 million last year and carried only 52,340 passengers, 38 percent fewer than in 2019.
"We did not take this decision lightly, but the boats are worn out and nobody wants to pay for new ones," Voss said.
Mayor Tobias Renn denied that the town had refused to help. He said the council offered three grants worth £250,000 in total.
Twenty-five crew members will lose their jobs. The union, the Northern Seafarers League, has not ruled out a strike.
Islanders beat the company in court in the 1990s, when Judge Ona Pell ordered it to keep sailing in winter.
Half of the 600 people of Quill Island signed a petition by Dr Sandor Ilk, a retired physician from North Verland.
The last sailing leaves at 9.45pm. Quill Rovers won the farewell match 3-1.`

// TestVerifyHolds: the source says it, often in other words.
func TestVerifyHolds(t *testing.T) {
	source := newSource(text.English(), ferrySource)
	for _, sentence := range []string{
		"The Halden Ferry Company said on Tuesday that it will close its route between Port Ansel and Quill Island.",
		"Mirela Voss said the route lost 1,200,000 dollars last year.",
		"The route lost $1.2m last year, chief executive Voss told reporters.",
		"The route carried about 52,000 passengers last year.",
		"It carried 38% fewer passengers than in 2019.",
		"25 crew members will lose their jobs.",
		"The council offered 3 grants worth £250,000.",
		"50 percent of the people of Quill Island signed a petition.",
		"The NSL union has not ruled out a strike.",
		"The league has yet to rule out a strike.",
		"Ilk is a retired physician from the north of Verland.",
		"The North Verlander physician signed a petition.",
		"Quill Rovers won the farewell match 3-1.",
		`Voss said the boats "are worn out".`,
		`“We did not take this decision … nobody wants to pay for new ones,” Voss said.`,
		`Voss said [the company] "did not take this decision lightly".`,
		"The route will close on March 14, 2021.",
		"the halden ferry company will close its route between port ansel and quill island",
		"The last sailing leaves at 21:45.",
		"The last sailing leaves at 9:45 p.m.",
		"4. The last sailing leaves at 9:45 p.m.",
		"One half of the islanders signed a petition by Dr Ilk.",
		"The company was beaten in court by islanders in the 1990s.",
	} {
		if v := source.verify(sentence); !v.Holds || v.Kind != "" || v.Why != "" {
			t.Errorf("%q: %+v, want it to hold", sentence, v)
		}
	}
}

// TestVerifyFaults: the source does not say it, and the kind of fault is told.
func TestVerifyFaults(t *testing.T) {
	source := newSource(text.English(), ferrySource)
	for _, tt := range []struct{ kind, sentence string }{
		// numbers and dates
		{"number", "The last sailing leaves at 9.30pm."},
		{"number", "The last sailing leaves at 22:45."},
		{"number", "Two thirds of the 600 people of Quill Island signed a petition."},
		{"number", "Chief executive Mirela Voss said the route lost $1.3 million last year."},
		{"number", "The route lost $1.2 billion last year."},
		{"number", "The council offered three grants worth $250,000 in total."},
		{"number", "The council offered four grants worth £250,000 in total."},
		{"number", "Twenty-six crew members will lose their jobs."},
		{"number", "It carried 83 percent fewer passengers than in 2019."},
		{"number", "Quill Rovers won the farewell match 4-1."},
		{"date", "The route will close on 14 April 2021."},
		{"date", "The company said on Wednesday that it will close its route."},
		{"date", "The route carried 38 percent fewer passengers than in 2018."},
		{"number", "The route between Port Ansel and Quill Island will close on 15 March 2021."},
		{"number", "The council offered twenty-five grants worth £250,000 in total."},
		{"number", "The route between Port Ansel and Quill Island will close on 25 March 2021."},
		// names
		{"name", "Chief executive Mirela Voll told reporters that the route lost $1.2 million last year and carried few passengers."},
		{"name", "Mayor Bertram Renn denied that the town had refused to help."},
		{"name", "Tobias Renn told reporters that the route lost $1.2 million last year and carried only 52,340 passengers."},
		{"name", "Judge Mirela Pell ordered the company to keep sailing in winter."},
		{"name", "Islanders beat the company in Denmark in the 1990s."},
		{"name", "mayor bertram renn denied that the town had refused to help."},
		// quotations
		{"quote", `Voss said the boats "are as good as new".`},
		{"quote", `"We took this decision lightly," Voss said.`},
		{"quote", `“We did not take this decision lightly, but everybody wants to pay for new ones,” Voss said.`},
		{"quote", `Voss said the boats are ‘worn down’.`},
		// denials
		{"polarity", "The company will not close its route between Port Ansel and Quill Island."},
		{"polarity", "The union has ruled out a strike."},
		{"polarity", "The council never offered three grants."},
		{"polarity", "Islanders didn't beat the company in court in the 1990s."},
		{"polarity", "Half of the people of Quill Island have not signed a petition."},
		{"polarity", "The town had refused to help."},
		// who did what to whom
		{"attribution", "The company beat islanders in court in the 1990s."},
		{"attribution", "The company ordered Judge Ona Pell to keep sailing in winter."},
		// other things altogether
		{"support", "A new museum of glass opens beside the old cathedral and shows paintings of horses."},
		{"support", "Scientists discovered a cure that doctors hope reaches hospitals soon."},
		{"support", "..."},
		{"support", ""},
	} {
		if v := source.verify(tt.sentence); v.Holds || string(v.Kind) != tt.kind || v.Why == "" {
			t.Errorf("%q: %+v, want kind %s", tt.sentence, v, tt.kind)
		}
	}
}

func TestVerifyOddTexts(t *testing.T) {
	tests := []struct{ name, sentence, source string }{
		{"no source", "The bridge closed.", ""},
		{"both empty", "", ""},
		{"emoji", "🎉🎉 👩‍👩‍👧", "🎉"},
		{"other script", "Мост закрыли во вторник", "Мост закрыли во вторник из-за трещин."},
		{"no spaces", "桥梁星期二关闭", "桥梁星期二关闭。"},
		{"right to left", "أغلق الجسر", "أغلق الجسر يوم الثلاثاء."},
		{"broken bytes", "\xff\xfe bridge \x80", "The bridge \xf0\x28 closed"},
		{"only marks", `"'“”‘’[]()`, "The bridge closed."},
		{"open quotation", `"The bridge`, "The bridge closed."},
		{"huge numbers", "It cost 99999999999999999999999999999999999999999999999999 dollars", "1e999 999999999999999999999"},
		{"a number of thousands", strings.Repeat("9", 5000), strings.Repeat("9", 5000)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if v := Verify(text.English(), tt.sentence, tt.source); v.Score < 0 || v.Score > 1 {
				t.Errorf("score %v", v.Score)
			}
		})
	}
}

func TestVerifyLongTexts(t *testing.T) {
	measured(t)
	long := strings.Repeat("The bridge at Lowmere closed on Tuesday with 14 cracked bolts, Ines Falk said. ", 1300)
	same := strings.Repeat("bridge ", 15_000)
	quotes := strings.Repeat(`"bridge" `, 12_000)
	for _, tt := range []struct{ name, sentence, source string }{
		{"long sentence", long, ferrySource},
		{"long source", "The bridge at Lowmere closed on Wednesday.", long},
		{"both long", long, long},
		{"one word", same, same},
		{"quotations", quotes, same},
		{"denials", strings.Repeat("not bridge ", 9000), strings.Repeat("never bridge ", 9000)},
		{"numbers", strings.Repeat("12, 345 ", 12_000), strings.Repeat("67, 890 ", 12_000)},
		{"claim of names", strings.Repeat("Ada Falk met Bo Lind. ", 270), strings.Repeat("Bo Lind said Ada Falk met 12 or 14 of them. ", 5000)},
		{"one claim", strings.Repeat("Ada Falk met Bo Lind and ", 230), strings.Repeat("Bo Lind said Ada Falk met 12 or 14 of them and ", 5000)},
		{"claim of numbers", strings.Repeat("12 of 345 boats, ", 340), strings.Repeat("345 boats lost 12 of 67 nets, ", 5000)},
		{"claim of contraries", strings.Repeat("more boats after the fall, ", 220), strings.Repeat("less boats before the rise, ", 5000)},
		{"names", strings.Repeat("Ada Falk met Bo Lind. ", 4500), strings.Repeat("Cy Moe met Di Nox. ", 5000)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			took := time.Hour
			for range 3 { // on a computer that has other things to do, too, the quickest counts
				start := time.Now()
				Verify(text.English(), tt.sentence, tt.source)
				if took = min(took, time.Since(start)); took <= 3*time.Second {
					return
				}
			}
			t.Errorf("took %v", took)
		})
	}
}

func TestVerifySameTwice(t *testing.T) {
	source := newSource(text.English(), ferrySource)
	for _, sentence := range []string{"Tobias Renn said the route lost $1.2 million.", "Nobody signed.", ferrySource[:300]} {
		first := source.verify(sentence)
		for range 5 {
			if again := newSource(text.English(), ferrySource).verify(sentence); again != first {
				t.Errorf("%+v, then %+v", first, again)
			}
		}
	}
}

func TestVerifyTogether(t *testing.T) {
	done := make(chan Verdict)
	source := newSource(text.English(), ferrySource)
	for range 8 {
		go func() { done <- source.verify("Mirela Voss said the route lost 1,200,000 dollars last year.") }()
	}
	for range 8 {
		if v := <-done; !v.Holds {
			t.Errorf("%+v", v)
		}
	}
}

// TestTitlesAreNoNames: whatever title a claim puts before a name, the source
// need not have it, and another name behind it is still a wrong one.
func TestTitlesAreNoNames(t *testing.T) {
	source := newSource(text.English(), "Jo Song Gil left the embassy in Rome in November 2018 and has not been seen since, a lawmaker said.")
	for _, title := range []string{"President", "Ambassador", "Mr.", "Sen.", "Chancellor", "Bishop", "Secretary", "Capt."} {
		for name, want := range map[string]Kind{"Jo Song Gil": "", "Ri Tong Hyok": KindName} {
			claim := title + " " + name + " left the embassy in Rome in November 2018."
			if v := source.verify(claim); v.Kind != want {
				t.Errorf("%q: %+v, want kind %q", claim, v, want)
			}
		}
	}
}

// TestOwnSentencesHold: a sentence of the source holds whatever it looks like,
// also like the number of an item or the mark of a citation.
func TestOwnSentencesHold(t *testing.T) {
	for _, own := range []string{
		"0) A", "1) B.", "12. C", "3. The ferry sank.", "[1] Notes were taken.", "A [2] B", "The list [1, 3] was short.", "7) [2] is left.",
	} {
		for _, body := range []string{own, own + "\n\nThe harbour was closed.", "The harbour was closed.\n\n" + own} {
			source := newSource(text.English(), body)
			for _, r := range source.Sentences {
				sentence := body[source.Words[r.From].At.Start:source.Words[r.To-1].At.End]
				if v := source.verify(sentence); !v.Holds {
					t.Errorf("%q of %q: %+v", sentence, body, v)
				}
			}
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add("0) A", "0) A")
	f.Add("The route lost $1.2 million last year.", ferrySource)
	f.Add(`"We did not," she said, 3-1, [1]`, "12, 345. 6 million per cent; u. s. o' neil")
	f.Add("¬‘’“”…[…]‚", "\xff\x00’s")
	f.Fuzz(func(t *testing.T, sentence, body string) {
		source := newSource(text.English(), body)
		if v := source.verify(sentence); v.Score < 0 || v.Score > 1 || v.Holds != (v.Kind == "") || v.Holds != (v.Score >= verifyThreshold) {
			t.Errorf("%q by %q: %+v", sentence, body, v)
		}
		for _, r := range source.Sentences {
			own := body[source.Words[r.From].At.Start:source.Words[r.To-1].At.End]
			if v := source.verify(own); !v.Holds {
				t.Errorf("%q is of the source: %+v", own, v)
			}
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	body := strings.Repeat(ferrySource+"\n", 4) // about 600 words
	source := newSource(text.English(), body)
	b.Run("sentence", func(b *testing.B) {
		for b.Loop() {
			source.verify("Tobias Renn told reporters that the route lost $1.2 million last year and carried 52,340 passengers.")
		}
	})
	b.Run("source", func(b *testing.B) {
		for b.Loop() {
			newSource(text.English(), body)
		}
	})
}

func ExampleVerify() {
	v := Verify(text.English(), "The route lost $1.3 million last year.", ferrySource)
	fmt.Println(v.Holds, v.Kind, v.Why)
	// Output: false number 1.3 million is not in the stories
}
