package main

import (
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// yesNo are questions about the news of 2022 that ask for yes or no.
const yesNo = `
Did Elon Musk buy Twitter?
Is Queen Elizabeth dead?
Was Roe v Wade overturned?
Did Argentina win the World Cup?
Did Liz Truss resign?
Has the Fed raised interest rates?
Is monkeypox deadly?
Did Russia withdraw from Kherson?
Was Boris Johnson fined?
Did Kevin McCarthy become speaker?
Is Covid over?
Was Brittney Griner released?
Did Trump announce that he runs for president?
Is the Nord Stream pipeline damaged?
Did Finland join NATO?
Was Salman Rushdie attacked?
Did Serena Williams retire?
Was Shinzo Abe killed?
Is inflation falling?
Did Will Smith slap Chris Rock?
Was Johnny Depp found guilty?
Did Sri Lanka's president flee?
Are gas prices going up?
Did the Senate pass the climate bill?
Was the student loan forgiveness blocked?
Did Nancy Pelosi visit Taiwan?
Is Ukraine a member of the EU?
Did the Artemis rocket launch?
Did Lula win the election in Brazil?
Was Alex Jones ordered to pay damages?
Has China eased its Covid rules?
Did Kanye West lose his Adidas deal?
Was Paul Pelosi attacked?
Did Herschel Walker win in Georgia?
Is Sam Bankman-Fried arrested?
Was Harry Styles at the Grammys?
Did Novak Djokovic play the US Open?
Did Pfizer's vaccine get approved for children?
Are masks required on planes?
Is there a shortage of baby formula?
Did Germany shut down its nuclear plants?
Did Italy elect Giorgia Meloni?
Was Darya Dugina killed?
Is King Charles crowned?
Did Amazon workers vote for a union?
Has the railroad strike been averted?
Did Peru's president get arrested?
Is Twitter charging for verification?
Was the Mar-a-Lago search lawful?
Did Uvalde police wait too long?`

// BenchmarkYesNo asks them over real news: the share of the answers that say that something has changed, or that
// the stories differ. Of next to none of them that is true; more than one in six is an error.
func BenchmarkYesNo(b *testing.B) {
	const folder = "../../../shared/data/rtqa/"
	if _, err := os.Stat(folder); err != nil {
		b.Skip("no ../shared/data: notes on yes and no over real news not measured")
	}
	p, err := wire(b.Context(), &Config{DataDir: b.TempDir(), Zone: time.UTC, Stories: []string{folder + "stories.jsonl.gz"}}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	if _, err := p.Load(b.Context(), knowledge.LoadOptions{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		noted, all := 0, 0
		for _, question := range strings.Split(strings.TrimSpace(yesNo), "\n") {
			a, err := p.Silent.Answer(b.Context(), bot.Question{Text: question, Surface: bot.Measuring}, nil)
			if err != nil {
				b.Fatal(err)
			}
			all++
			if slices.ContainsFunc(a.Notes, func(n bot.Note) bool { return n.Kind == "superseded" || n.Kind == "disagreement" }) {
				noted++
				b.Logf("%s %s", question, a.Text)
			}
		}
		if share := float64(noted) / float64(all); share > 1./6 {
			b.Errorf("%d of %d are noted", noted, all)
		} else {
			b.ReportMetric(share, "noted")
		}
	}
}
