package current

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// A pair of values is a change where both are of one thing: of one place, one period, one person, and of what happened.
func TestPairs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ question, want, was, is string }{
		"the toll rises": {"How many people died in the flood at Orlen?", "latest 31, superseded 12",
			"Flood at Orlen | The flood at Orlen killed 12 people on Monday, the mayor said.",
			"Toll of Orlen flood rises | The number of people who died in the flood at Orlen rose to 31 on Thursday, the mayor said."},
		"of the town, and of another one": {"How many people died in the storm in Orlen?", "",
			"Storm hits Orlen and Brask | The storm also swept through Brask, where it killed three people.",
			"Storm hits Orlen and Brask | The number of people killed by the storm in Orlen rose to 31 on Thursday."},
		"of a country and of another one": {"How many people were killed by storm Ada?", "",
			"Storm Ada crosses Cuba | Before it turns north, storm Ada swept through Cuba, killing three people.",
			"Toll of storm Ada rises | The number of people killed in Florida by storm Ada rose to 101 on Monday."},
		"of people and of cattle": {"How many people have died in the floods of Orlen?", "",
			"Floods of Orlen | The floods of Orlen have killed 1,100 people since June.",
			"Toll of Orlen floods rises | The floods of Orlen have killed more than 9,400 head of cattle and ruined the rice, a report says."},
		"of the dead and of others": {"How many people have died in the floods of Orlen?", "",
			"Floods of Orlen | In the floods of Orlen 110 people have died and 3,000 others were driven from home.",
			"Toll of Orlen floods rises | In the floods of Orlen 110 people have died and 4,000 others were driven from home."},
		"of the dead and of the missing": {"flood casualties", "",
			"Flood at Orlen; nine dead and 31 missing | Nine people died and 31 were missing after the flood at Orlen on Monday.",
			"Correction: 14 people are missing at Orlen | Fourteen people are missing after the flood at Orlen, the mayor said."},
		"of the hurt and of the dead": {"How many victims did the flood at Orlen have?", "",
			"Flood at Orlen | The flood at Orlen injured 40 people on Monday.",
			"Flood at Orlen kills seven | The flood at Orlen killed seven people on Monday, the mayor said on Thursday."},
		"of the dead, twice": {"flood casualties", "latest 31, superseded 12",
			"Flood at Orlen | The flood at Orlen killed 12 people on Monday, the mayor said.",
			"Toll of Orlen flood rises | The number of people who died in the flood at Orlen rose to 31 on Thursday, the mayor said."},
		"of the other quarter": {"How many subscribers did Lumio lose?", "",
			"Lumio loses subscribers | Lumio lost 200,000 subscribers in the first quarter of the year.",
			"Lumio loses more subscribers | Between April and June Lumio lost 970,000 subscribers."},
		"of one quarter, corrected": {"How many subscribers did Lumio lose?", "latest 240,000, superseded 200,000",
			"Lumio loses subscribers | Lumio lost 200,000 subscribers in the first quarter of the year.",
			"Correction: Lumio | Lumio lost 240,000 subscribers in the first quarter of the year."},
		"of a weekend and of all": {"How much money did The Long Tide make?", "",
			"The Long Tide opens | The Long Tide made an estimated $156 million in its opening weekend, the studio said.",
			"The Long Tide passes a mark | The Long Tide has made $1 billion in cinemas, the studio said."},
		"of all, twice": {"How much money did The Long Tide make?", "latest $1.4 billion, superseded $1 billion",
			"The Long Tide passes a mark | The Long Tide has made $1 billion in cinemas, the studio said.",
			"The Long Tide passes another mark | The Long Tide has made $1.4 billion in cinemas, up from $1 billion in June, the studio said."},
		"of days that are named, and of one": {"How many flights did Astra Air cancel?", "",
			"Astra Air cancels flights | Astra Air canceled more than 2,500 flights.",
			"Astra Air counts | Astra Air canceled more than 15,000 flights between Dec. 22 and Dec. 29."},
		"of one day, more": {"How many flights did Astra Air cancel?", "latest 3,100, superseded 2,500",
			"Astra Air cancels flights | Astra Air has canceled 2,500 flights, its spokesman said.",
			"Astra Air cancels more flights | Astra Air has now canceled 3,100 flights, its spokesman said."},
		"of another prisoner": {"How long is the sentence of Dora Quint?", "",
			"Dora Quint is free | Dora Quint was arrested at an airport in February and sentenced to nine years in prison.",
			"Dora Quint comes home | Dora Quint is home. Piet Malone is still held. He was sentenced to 16 years in prison."},
		"of the prisoner, cut": {"How long is the sentence of Dora Quint?", "latest seven years, superseded nine years",
			"Dora Quint is sentenced | Dora Quint was sentenced to nine years in prison.",
			"Dora Quint's sentence is cut | The sentence of Dora Quint was cut to seven years in prison."},
		"of the other town's crime": {"How many people were killed in Orlen?", "",
			"The president in Brask | Twelve days earlier the president visited Brask after a massacre at a Brask market killed 10 people.",
			"The president in Orlen | A gunman killed 19 people at a school in Orlen."},
		"when it is said": {"When will the rocket Vega Nine launch?", "",
			"Rocket Vega Nine | The rocket Vega Nine must go back to its hall before the launch, officials said Saturday.",
			"Rocket Vega Nine | The rocket Vega Nine will launch on 16 November."},
		"when it is put off to": {"When will the rocket Vega Nine launch?", "latest 16 November, superseded 3 September",
			"Rocket Vega Nine | The rocket Vega Nine will launch on 3 September, officials said Saturday.",
			"Rocket Vega Nine waits | The launch of the rocket Vega Nine was put off to 16 November."},
		"what is over twice": {"When will the telescope Hale release its images?", "",
			"Images of the telescope Hale | Several images of the telescope Hale were released on 12 July.",
			"More images of the telescope Hale | On 20 August the agency released images of the telescope Hale."},
		"the price falls": {"What is the price of diesel in Orlen?", "latest 4, superseded 5",
			"Diesel in Orlen | The price of diesel in Orlen is 5 crowns a litre.",
			"Diesel in Orlen | The price of diesel in Orlen fell to 4 crowns a litre."},
		"of what would be": {"How many deaths has Orlen recorded?", "",
			"Deaths in Orlen | Orlen has recorded 3,000 deaths.",
			"Deaths in Orlen explained | If we round the deaths that Orlen recorded to 9,000, some would say that is many."},
		"the vote grows": {"How many votes did Ada Quist get?", "latest 61,200, superseded 58,000",
			"Quist leads | Ada Quist got 58,000 votes so far.",
			"Quist wins | Ada Quist got 61,200 votes, up from 58,000 in the first count."},
		"the place moves": {"Where will the Orlen fair be held?", "latest Brask, superseded Helm",
			"Orlen fair | The Orlen fair will be held in Helm.",
			"Orlen fair moves | The Orlen fair has been moved from Helm to Brask."},
		"the missing are found": {"How many people are missing after the Orlen flood?", "latest 4, superseded 17",
			"Orlen flood | After the Orlen flood 17 people are missing.",
			"Orlen flood | The number of people missing after the Orlen flood has fallen to 4."},
		"for each game, and in all": {"How many goals did Ada Quist score?", "latest 41, superseded 36",
			"Ada Quist's season | Ada Quist scored 36 goals.",
			"Ada Quist's season | Ada Quist has now scored 41 goals, up from 36."},
		"for each game": {"How many goals did Ada Quist score?", "",
			"Ada Quist's season | Ada Quist scored 3 goals per game last season.",
			"Ada Quist's game | Ada Quist scored 11 goals."},
		"what is long over": {"When is the funeral of Ada Quist?", "",
			"Funeral | The funeral of Ada Quist is the first in Orlen since that of Ben Marsh, who died in 1965.",
			"Funeral of Ada Quist | The funeral of Ada Quist is in the abbey, as was that of Ben Marsh in 1997."},
		"what was done on the way": {"When will Orlen join the union?", "",
			"Orlen and the union | On Wednesday the union decides whether Orlen may join.",
			"Orlen and the union | Orlen took a step to join the union on Tuesday."},
		"of the other fire": {"How large is the Oak Fire near Orlen?", "",
			"Fires near Orlen | Trees near Orlen are safe so far, while the 2,340-acre Washburn Fire doubled in size.",
			"Fires near Orlen | The Oak Fire near Orlen has burned through 18,000 acres. Two fire crews are hurt."},
		"of one fire": {"How large is the Oak Fire near Orlen?", "latest 18,000 acres, superseded 2,340-acre",
			"Fires near Orlen | Trees near Orlen are safe so far, while the 2,340-acre Oak Fire doubled in size.",
			"Fires near Orlen | The Oak Fire near Orlen has burned through 18,000 acres. Two fire crews are hurt."},
		"what another one has": {"How many cups does Ada Quist have?", "",
			"Quist at Helm | At Helm Ada Quist has a chance to equal Williams' tally of 23 cups.",
			"Quist and the rest | Ada Quist has 22 cups."},
		"the next of many": {"When is the fair of Orlen?", "",
			"Fair of Orlen | The fair of Orlen is on 18 January, as every winter.",
			"Fair of Orlen | The fair of Orlen is on 14 April, as every spring."},
		"other workers": {"How many workers did Meridia dismiss?", "",
			"Meridia | Meridia dismissed 11,000 workers.",
			"Layoffs of the year | Meridia dismissed workers, and so did others. Last week Voltane dismissed 3,700 workers."},
		"its own workers": {"How many workers will Meridia dismiss?", "latest 7,000, superseded 11,000",
			"Meridia | Meridia will dismiss 11,000 workers.",
			"Meridia | Meridia will dismiss 7,000 workers and not 11,000 as it had said."},
	} {
		if got := compared(c.question, c.was, c.is); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// compared are the states and values that a question finds in two stories "title | text", three days apart.
func compared(question string, lines ...string) string {
	l := text.English()
	q := choose.Read(l, question)
	var stories []knowledge.Story
	var all []compare.Line
	var ranked []choose.Line
	for n, line := range lines {
		title, told, _ := strings.Cut(line, " | ")
		s := knowledge.Story{Outlet: []string{"Post", "Star"}[n%2], Published: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC).Add(time.Duration(n) * 76 * time.Hour), Title: title, Text: told, Lang: "en"}
		if strings.HasPrefix(title, "Correction") {
			s.Label = knowledge.Correction
		}
		stories = append(stories, s)
		for _, span := range l.Sentences(told) {
			all = append(all, compare.Line{Story: n, Text: span.Of(told)})
			ranked = append(ranked, choose.Line{Text: span.Of(told), Group: n, Title: title, Given: title, Weight: 1})
		}
	}
	best := 0
	for i, r := range choose.Fitted().Rank(q, ranked) {
		if all[i].Score = r.Score; r.Score > all[best].Score {
			best = i
		}
	}
	_, told := Figures(l, &q, stories, all, best)
	if len(told) == 0 {
		told = compare.Compare(l, compare.Asked{Question: &q}, stories, all)
	}
	var parts []string
	for _, t := range told {
		parts = append(parts, string(t.State)+" "+t.Value.Text)
	}
	return strings.Join(parts, ", ")
}
