package text

import (
	"fmt"
	"strings"
	"testing"
)

// amountsOf writes each amount of a text as kind, value and words, joined with semicolons.
func amountsOf(s string) string {
	kinds := map[AmountKind]string{
		AmountPlain: "plain", AmountOrdinal: "ordinal", AmountPercent: "percent", AmountMoney: "money", AmountYear: "year",
		AmountFraction: "fraction", AmountScore: "score", AmountTime: "time", AmountMonth: "month", AmountWeekday: "weekday",
	}
	f := English().Annotate(s, 1000)
	var all []string
	for _, a := range f.Amounts {
		one := kinds[a.Kind] + " " + a.Unit + NumberKey(a.Value)
		if a.Kind == AmountScore || a.Kind == AmountTime {
			one += ":" + NumberKey(a.Second)
		}
		for flag, is := range map[string]bool{" rough": a.Rough, " torn": a.Torn, " loose": a.Loose} {
			if is {
				one += flag
			}
		}
		all = append(all, fmt.Sprintf("%s (%s)", one, s[f.Words[a.From].At.Start:f.Words[a.To-1].At.End]))
	}
	return strings.Join(all, "; ")
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// digits
		{"He has 12 dogs.", "plain 12 (12)"},
		{"They sold 1,200 cars.", "plain 1200 (1,200)"},
		{"They sold 1200 cars.", "year 1200 (1200)"},
		{"They sold 1199 or 2100 cars.", "plain 1199 (1199); plain 2100 (2100)"},
		{"A rate of 3.5 was set.", "plain 3.5 (3.5)"},
		{"Nobody came.", ""},
		// magnitudes
		{"They counted 3 million people.", "plain 3000000 (3 million)"},
		{"They counted 2.5bn stars.", "plain 2.5e+09 (2.5bn)"},
		{"They sold 2 hundred thousand.", "plain 200000 (2 hundred thousand)"},
		{"He ran 5 m yesterday.", "plain 5 (5)"},
		{"He paid $5 m yesterday.", "money $5000000 (5 m)"},
		{"Some 2000 million was lost.", "plain 2e+09 rough (2000 million)"},
		{"He had 3. Million is a word.", "plain 3 (3); plain 1000000 loose (Million)"},
		{"We saw 12, thousand more went.", "plain 12 (12); plain 1000 loose (thousand)"},
		{"The 5th million was spent.", "ordinal 5 (5th); plain 1000000 loose (million)"},
		// money
		{"It cost $ 40 there.", "money $40 (40)"},
		{"It cost £19.5m there.", "money £19500000 (19.5m)"},
		{"It cost 7 million euros.", "money €7000000 (7 million)"},
		{"It cost one dollar.", "money $1 (one)"},
		{"It cost ¥300, €20 and ₹5.", "money ¥300 (300); money €20 (20); money ₹5 (5)"},
		// percent
		{"It rose 4% in May.", "percent 4 (4); month 5 (May)"},
		{"It rose 4 % there.", "percent 4 (4)"},
		{"It rose four percent.", "percent 4 (four)"},
		{"It rose 4 per cent.", "percent 4 (4)"},
		{"It rose 4 pc.", "percent 4 (4)"},
		{"It rose one percentage point.", "plain 1 loose (one)"},
		{"It is 5 per day.", "plain 5 (5)"},
		// ordinals
		{"The 21st and the 5th won.", "ordinal 21 (21st); ordinal 5 (5th)"},
		{"The 2nd and the 3rd won.", "ordinal 2 (2nd); ordinal 3 (3rd)"},
		{"He weighs 12st now.", "plain 12 (12st)"},
		{"The fourth won.", "ordinal 4 (fourth)"},
		{"The twenty-fifth won.", "ordinal 25 (twenty-fifth)"},
		{"He came second.", "ordinal 2 (second)"},
		// fractions
		{"About half went.", "fraction 0.5 rough (half)"},
		{"He ate a third of it.", "fraction 0.33333333 (a third)"},
		{"He is a third man.", "ordinal 3 (third)"},
		{"He ate a quarter more.", "fraction 0.25 (a quarter)"},
		{"He ate two-thirds.", "fraction 0.66666667 (two-thirds)"},
		{"He ate two, thirds went.", "plain 2 (two)"},
		// spelled
		{"He has twenty-five dogs.", "plain 25 (twenty-five)"},
		{"He has two hundred and fifty dogs.", "plain 250 (two hundred and fifty)"},
		{"He has three thousand four hundred dogs.", "plain 3400 (three thousand four hundred)"},
		{"He has two dogs and three cats.", "plain 2 (two); plain 3 (three)"},
		{"He has two hundred and many dogs.", "plain 200 (two hundred)"},
		{"He has five, six dogs.", "plain 5 (five); plain 6 (six)"},
		{"He has ten. Five ran.", "plain 10 (ten); plain 5 (Five)"},
		{"He has ten five.", "plain 10 (ten); plain 5 (five)"},
		{"He has twenty ten.", "plain 20 (twenty); plain 10 (ten)"},
		{"He has twenty-one dogs and a hundred and one cats.", "plain 21 (twenty-one); plain 101 (hundred and one)"},
		{"He has one hundred and fifty dogs.", "plain 150 (one hundred and fifty)"},
		{"He has a hundred and fifty thousand.", "plain 150000 (hundred and fifty thousand)"},
		{"He has one thousand and five.", "plain 1005 (one thousand and five)"},
		{"The twenty-first won one hundred.", "ordinal 21 (twenty-first); plain 100 (one hundred)"},
		{"A hundred and a thousand and many.", "plain 100 loose (hundred); plain 1000 loose (thousand)"},
		{"Two hundred and first of all nine, one of them.", "plain 200 (Two hundred); plain 1 loose (first); plain 9 (nine); plain 1 loose (one)"},
		// loose
		{"He took one, then both.", "plain 1 loose (one); plain 2 loose (both)"},
		{"He took one million.", "plain 1000000 (one million)"},
		// years, months, weekdays
		{"In the 1960s it fell.", "year 1960 (1960s)"},
		{"In the 60s and 2100s it fell.", "plain 60 (60s); plain 2100 (2100s)"},
		{"On Monday 3 May 2021 it fell.", "weekday 1 (Monday); plain 3 (3); month 5 (May); year 2021 (2021)"},
		{"He may march on in Sept again.", "month 9 (Sept)"},
		{"May came and the sun set.", ""},
		{"May 5 came.", "month 5 (May); plain 5 (5)"},
		{"The 5 march and the 5th of march came.", "plain 5 (5); month 3 (march); ordinal 5 (5th); month 3 (march)"},
		{"They met on Sun and mondays.", "weekday 7 (Sun); weekday 1 (mondays)"},
		{"On 2021-03-14 it fell.", "weekday 7 loose (2021); year 2021 (2021); month 3 (03); plain 14 (14)"},
		{"On 2021-13-14 it fell.", "year 2021 (2021); score 13:14 (13-14)"},
		// scores and times of day
		{"They won 3-1 there.", "score 3:1 (3-1)"},
		{"They won 3–1 there.", "score 3:1 (3–1)"},
		{"They won 10 - 2 there.", "score 10:2 (10 - 2)"},
		{"They won 6-4-2 there.", "plain 6 (6); score 4:2 (4-2)"},
		{"The 12-year-old won.", "plain 12 (12)"},
		{"They won 3-100 there.", "plain 3 (3); plain 100 (100)"},
		{"They won 123-1 there.", "plain 123 (123); plain 1 (1)"},
		{"It began at 9.45pm there.", "time 9:45 (9.45pm)"},
		{"It began at 9:45 p.m. there.", "time 9:45 (9:45 p.m)"},
		{"It began at 21:45 there.", "time 21:45 (21:45)"},
		{"It cost 9.45 there.", "plain 9.45 (9.45)"},
		{"They won 25:10 and 9:60.", "score 25:10 (25:10); score 9:60 (9:60)"},
		// rough
		{"Nearly 40 went.", "plain 40 rough (40)"},
		{"More than 40 went.", "plain 40 rough (40)"},
		{"Rather than 40 went.", "plain 40 (40)"},
		{"Up to 40 went.", "plain 40 rough (40)"},
		{"He went to 40 towns.", "plain 40 (40)"},
		{"At least 40 went, at most 50 came.", "plain 40 rough (40); plain 50 rough (50)"},
		{"The most 50 came.", "plain 50 (50)"},
		{"There were 40 or so, 50 or more, 60 or fewer.", "plain 40 rough (40); plain 50 rough (50); plain 60 (60)"},
		// torn
		{"It was 36, 000 there.", "plain 36 (36); plain 36000 torn (36, 000); plain 0 (000)"},
		{"It was 7. 8m there.", "plain 7 (7); plain 7800000 torn (7. 8m); plain 8000000 (8m)"},
		{"It was 36, 00 there.", "plain 36 (36); plain 0 (00)"},
		{"It was 1936, 000 there.", "year 1936 (1936); plain 0 (000)"},
	} {
		if got := amountsOf(c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
