package choose

import (
	"math"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestFeatures checks each feature on two lines: the first has more of it.
func TestFeatures(t *testing.T) {
	tests := []struct {
		feature    feature
		question   string
		more, less string
	}{
		{featCover, "Who repaired the Northport bridge?", "The Northport bridge was repaired.", "The bridge is long."},
		{featSame, "Who repaired the bridge?", "They repaired the bridge.", "They mended the road."},
		{featFamily, "Which theologian spoke?", "He taught theology.", "He taught rope making."},
		{featSynonym, "Who purchased the ferry?", "Tern bought it.", "Tern painted it."},
		{featVerb, "Who did the mayor praise?", "She was praised.", "She was the mayor."},
		{featRun, "Where is the house of the captain?", "The house of the captain is old.", "Captain Marsh left this house."},
		{featPairs, "Where is the green boat harbour?", "The green boat harbour is full.", "In the harbour a boat is painted green."},
		{featClose, "Who sank the ferry?", "The ferry sank.", "The ferry was seen by many people before it sank."},
		{featNames, "Was Marsh in Northport?", "It rained in Northport.", "It rained in Lisbon."},
		{featNumbers, "Who won in 1987?", "She won in 1987.", "She won in 1990."},
		{featQuoted, "Who sang “Grey Heron” there?", "It was Grey Heron.", "It was there."},
		{featKind, "When did it sink?", "It sank in 1987.", "It sank."},
		{featKindDate, "When did it sink?", "It sank in March 1987.", "It sank with 12 cars."},
		{featKindNumber, "What was the score of the final?", "Ulm won the final 3-2 after 90 minutes.", "Ulm lost the final after 90 minutes."},
		{featKindNumber, "How many cars sank?", "It sank with 12 cars.", "It sank in the night."},
		{featKindPlace, "Where did it sink?", "It sank near Lisbon.", "It sank at night."},
		{featKindText, "Why did it sink?", "It sank because of a leak.", "It sank."},
		{featKindNear, "When did the ferry sink?", "In 1987 the ferry sank.", "In 1987 the mayor told the town of the bad state in which the ferry was."},
		{featStale, "Who followed Elena Marsh?", "Elena Marsh was mayor.", "Then came Tom Adeyemi."},
		{featFocus, "Which bird nests here?", "The bird is here.", "The cat is here."},
		{featDefines, "What is a tern?", "A tern is a bird of the sea.", "He saw a tern."},
		{featLength, "ferry", "The ferry is long and old and green.", "The ferry."},
		{featShort, "ferry", "The ferry.", "The ferry is long and old and green."},
		{featStub, "ferry", "Old ferry", "The ferry sank at night."},
		{featAsks, "Who sank it?", "Who sank the ferry?", "Tom sank the ferry."},
		{featLeans, "Who sank?", "He sank it.", "Tom sank it."},
		{featNew, "Who sank the ferry?", "A barge with sand sank the ferry at dawn.", "The ferry sank."},
		{featLongest, "Who sank the old ferry?", "Somebody sank the old ferry.", "The ferry is old."},
		{featOrder, "Was Marsh here before Adeyemi?", "Marsh came here, then Adeyemi.", "Adeyemi came, then Marsh."},
		{featModified, "Which theatre closed?", "The harbour theatre closed.", "The theatre closed."},
		{featByName, "Who built it?", "It was built by Ines Okafor.", "Ines Okafor built it."},
		{featPrecise, "Who sank the ferry?", "The ferry sank.", "Gulls, crabs and cod live where a ferry once sank."},
		{featWindow, "Who sold the green ferry?", "The green ferry was sold.",
			"The ferry that had crossed the bay for forty long years and was known to all and loved by many was green."},
		{featVerbNear, "When did the ferry sink?", "In 1987 it sank.", "In 1987, when the mayor was still young, nothing of note sank."},
		{featNameNear, "How old is Elena Marsh?", "Elena Marsh, 44, sings.", "Elena Marsh has known Tom Adeyemi, who is 44."},
		{featDoes, "Who beat Rovers?", "Harbour United beat Rovers.", "Rovers beat Harbour United."},
		{featDoes, "Who did Rovers beat?", "Rovers beat Harbour United.", "Harbour United beat Rovers."},
		{featDoes, "Who beat Rovers?", "Rovers were beaten by Harbour United.", "Harbour United were beaten by Rovers."},
		{featKind, "How old is Elena Marsh?", "Elena Marsh, 44, sings.", "Elena Marsh sang 44 songs."},
		{featKind, "What did the tower cost?", "The tower cost 500 crowns.", "The tower has 500 windows."},
		{featKind, "How long will the bridge be?", "The bridge will have 800 metres.", "The bridge will have 800 lamps."},
		{featKind, "How long will the bridge be?", "It takes 8 years.", "It has 800 lamps."},
		{featKind, "How tall is the tower?", "The tower has 81 metres.", "The tower has 81 windows."},
		{featYears, "Who was mayor in 1987?", "Marsh was mayor from 1985 to 1990.", "Marsh was mayor from 1988 to 1990."},
		{featSince, "Who was mayor in 1987?", "Marsh became mayor in 1985.", "Marsh became mayor in 1961."},
		{featLack, "Who sank the green ferry?", "It rained.", "The green ferry sank."},
		{featLackName, "Who paid Elena Marsh?", "The ferry sank.", "Elena Marsh was paid."},
		{featLackNames, "Who paid Elena Marsh?", "Elena was paid.", "Elena Marsh was paid."},
		{featLackVerb, "Who did the mayor praise?", "The mayor sang.", "The mayor praised her."},
		{featLackMost, "Who sank the ferry?", "It rained.", "The ferry sank."},
		{featCounted, "How many stops will the tram have?", "The tram has 14 new stops.", "The tram, 14 years late, has stops."},
		{featCounted, "How many stops will the tram have?", "Fourteen stops.", "14 trams, no stops."},
		{featCounted, "How many divers are missing?", "Six divers are missing.", "Four other divers are missing."},
		{featCounted, "How many divers are missing?", "Six divers are missing.", "Four more divers are missing."},
		{featKind, "Which state has the dearest bread?", "Bread is dearest in Brede.", "Bread is dear, according to OBIS."},
		{featKind, "Where in Northport is the museum?", "The museum is in Quay Street.", "The museum is in Northport Town."},
		{featKind, "Who leads Harbour Freight?", "Harbour Freight Chief Ines Okafor resigned.", "Old Harbour Freight closed."},
		{featKind, "What did Ines Okafor say?", "Ines Okafor said that the dam holds.", "Tom Adeyemi told Ines Okafor that the dam holds."},
		{featKind, "What did the mayor say about the dam?", "“The dam holds,” said the mayor.", "“The dam holds,” a guard told the mayor."},
		{featVerbNear, "What did Ines Okafor say about the dam?", "Ines Okafor warned that the dam leaks.", "Ines Okafor warned that it will rain."},
		{featVerbNear, "What did Okafor's lawyer say?", "Okafor's lawyer said nothing.", "Okafor said nothing."},
		{featKind, "How many sailors left the harbour?", "Three sailors left the harbour.", "Hundreds left, sailors among them."},
		{featKind, "How many sailors left the harbour?", "Some 40 left the harbour.", "They paid $40 to leave the harbour."},
		{featKind, "Which country left the league?", "Norway left the league.", "A Norwegian team left the league."},
		{featHolder, "Which hunter found the owl?", "The hunter Tom Adeyemi found the owl.", "Tom Adeyemi found the owl."},
		{featHolder, "who is marsh's lawyer", "Her lawyer, Ines Okafor, said no.", "Her lawyer said no to Ines Okafor."},
		{featHolder, "Which hunter found the owl?", "Tom Adeyemi, a hunter, found the owl.", "The owl, said the hunter, was hurt."},
		{featNewNames, "What did the owl eat?", "The owl ate what Tom Adeyemi gave it.", "The owl ate mice."},
		{featDoes, "Which stadium will host the final?", "Marsh Stadium hosts the final.", "The host of the final praised Marsh Stadium."},
		{featDoes, "Who did Marsh beat?", "Marsh beat Okafor.", "Okafor beat Marsh."},
		{featFull, "Who found the owl?", "Ines Okafor found the owl.", "Okafor found the owl."},
		{featFull, "A judge fled. What is her name?", "The judge who fled is Ines Okafor.", "The judge who fled is Okafor."},
		{featFull, "Who did Ines Okafor praise?", "Ines Okafor praised Tom Adeyemi.", "Ines Okafor praised Adeyemi."},
		{featUndone, "Which club sacked its coach?", "Northport will sack its coach.", "Northport sacked its coach."},
		{featUndone, "Which club did Marsh leave?", "Marsh may possibly leave Northport.", "Marsh left Northport."},
		{featUndone, "Which club sacked its coach?", "Northport will sack its coach.", "Northport, which sacked its coach, will sack others."},
		{featNames, "where does marsh live", "They say that Marsh lives in Lisbon.", "They say that her father lives in Lisbon."},
		{featVerb, "Was the vote unanimous?", "The council was unanimous.", "The council held a vote."},
		{featVerb, "What caused the fire?", "A spark caused the fire.", "The fire was big."},
		{featDateHere, "When did the ferry sink?", "The ferry sank in 1987.", "The mayor died in 1987."},
	}
	for _, tt := range tests {
		q := Read(text.English(), tt.question)
		lines := linesOf([]string{tt.more, tt.less})
		lines[1].Group = 1
		r := Fitted().Rank(q, lines)
		more, less := r[0].features[tt.feature], r[1].features[tt.feature]
		if more <= less {
			t.Errorf("%v of %q: %.2f for %q, %.2f for %q: want more for the first", tt.feature, tt.question, more, tt.more, less, tt.less)
		}
	}
}

// TestYearOfTheStory: a line that names no year tells of its story's.
func TestYearOfTheStory(t *testing.T) {
	t.Parallel()
	r := Fitted().Rank(Read(text.English(), "What did bread cost in 2019?"), []Line{
		{Text: "Bread cost $3.", Group: 0, Year: 2019},
		{Text: "In 2019 bread cost $3.", Group: 1, Year: 2021},
		{Text: "Bread cost $3.", Group: 2, Year: 2014},
		{Text: "Bread cost $3.", Group: 3, Year: 2021},
		{Text: "Bread cost $3.", Group: 4},
		{Text: "In 2021 bread cost $3.", Group: 5, Year: 2019},
	})
	for i, want := range []float64{storysYear, 1, storysYear / (1 + 5.0/3), 0, 0, 0} {
		if got := r[i].features[featSince]; math.Abs(got-want) > 1e-9 {
			t.Errorf("line %d: %.2f, want %.2f", i, got, want)
		}
	}
}

// TestOfTheStory checks what a line has of its story: of its headline, its rank,
// its fit to the time, and what its title and neighbours have for it.
func TestOfTheStory(t *testing.T) {
	t.Parallel()
	q := Read(text.English(), "When did the Northport ferry sink?")
	r := Fitted().Rank(q, []Line{
		{Text: "The ferry sank off the quay.", Title: "Ferry sinks off the quay of Northport", Weight: 1, Timely: 1},
		{Text: "It rained.", Title: "Ferry sinks off the quay of Northport", Weight: 1, Timely: 1},
		{Text: "The ferry sank off the quay.", Title: "Rain comes to the valleys", Group: 1, Weight: 0.4, Timely: 0.5},
	})
	for f, more := range map[feature][2]int{featHead: {0, 1}, featStory: {0, 2}, featTimely: {0, 2}, featLackName: {2, 0}} {
		if r[more[0]].features[f] <= r[more[1]].features[f] {
			t.Errorf("%v: %.2f for line %d, %.2f for line %d: want more for the first", f, r[more[0]].features[f], more[0], r[more[1]].features[f], more[1])
		}
	}
	near := Fitted().Rank(q, []Line{{Text: "The ferry sank."}, {Text: "It was in May."}, {Text: "It was in May.", Group: 1}})
	if got, alone := near[1].features[featLackVerb], near[2].features[featLackVerb]; math.Abs(got-0.2) > 1e-9 || alone != 1 {
		t.Errorf("the verb lacks %.2f beside a line that has it, %.2f alone", got, alone)
	}
}

// TestElsewhere checks what speaks for a thing outside of its line: that another
// story has it beside what is asked, and that its headline has it.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	q := Read(text.English(), "Who bought the Northport ferry?")
	r := Fitted().Rank(q, []Line{
		{Text: "Elena Marsh bought the Northport ferry.", Title: "Elena Marsh buys a ferry"},
		{Text: "The Northport ferry was bought by Ines Okafor.", Title: "A ferry is sold", Group: 1},
		{Text: "The ferry of Northport went to Ms. Marsh.", Title: "A ferry is sold", Group: 2},
	})
	for _, f := range []feature{featAgreed, featHeaded} {
		if marsh, okafor := r[0].features[f], r[1].features[f]; marsh <= okafor || okafor != 0 {
			t.Errorf("%v: %.2f for whom another names, %.2f for whom none does", f, marsh, okafor)
		}
	}
	if r[2].features[featAgreed] == 0 || r[2].features[featHeaded] != 0 {
		t.Errorf("agreed %.2f, headed %.2f of the third", r[2].features[featAgreed], r[2].features[featHeaded])
	}
}

// TestNeighbours checks what a line takes over from those before it, within its story only.
func TestNeighbours(t *testing.T) {
	q := Read(text.English(), "Where did Ines Okafor study?")
	lines := linesOf([]string{"Ines Okafor founded a theatre.", "She studied in Lisbon.", "Actors studied in Prague.", "She studied in Rome."})
	lines[3].Group = 1
	r := Fitted().Rank(q, lines)
	for _, f := range []feature{featBefore, featInherit, featAround} {
		if near, other := r[1].features[f], r[3].features[f]; near <= other {
			t.Errorf("%v: %.2f for the same story, %.2f for another", f, near, other)
		}
	}
	if she, actors := r[1].features[featBefore], r[2].features[featBefore]; she <= actors {
		t.Errorf("before: %.2f with a pronoun, %.2f without", she, actors)
	}
	if r[0].features[featLead] != 1 || r[3].features[featLead] != 1 || r[1].features[featLead] != 0 {
		t.Error("each story's first line, and no other, leads")
	}
}

// String names the feature.
func (f feature) String() string {
	names := [featureCount]string{
		"cover", "local", "same", "family", "synonym", "verb", "run", "pairs", "close", "names", "numbers", "quoted", "before", "around", "title",
		"kind", "kind-place", "kind-date", "kind-number", "kind-text", "kind-near", "near-most", "stale", "focus", "defines", "lead", "early", "length", "short", "asks", "leans", "new", "most", "close-most", "run-most", "longest", "order", "modified", "inherit", "inherit-most", "by-name", "precise", "cosine", "window", "date-here", "stub", "story", "timely", "head", "lack", "lack-name", "lack-names", "lack-verb", "lack-most", "verb-near", "name-near", "does", "years", "since", "counted", "heading", "agreed", "headed", "holder", "new-names", "full", "undone",
	}
	if f < 0 || f >= featureCount {
		return "unknown"
	}
	return names[f]
}
