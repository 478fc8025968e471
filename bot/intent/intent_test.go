package intent

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// row is a question, its words of time and what it wants: a kind, and after a
// colon what of.
type row struct{ asked, timed, want string }

// wanted are phrasings of everything but answers.
var wanted = []row{
	{"hi", "", "greeting"},
	{"Hello there!", "", "greeting"},
	{"good morning", "", "greeting"},
	{"hey bot", "", "greeting"},
	{"Thanks!", "", "thanks"},
	{"thank you so much", "", "thanks"},
	{"great, thanks", "", "thanks"},
	{"good job", "", "thanks"},
	{"lol", "", "chat"},
	{"haha", "", "chat"},
	{"ok", "", "chat"},
	{"how are you?", "", "chat"},
	{"who are you?", "", "help"},
	{"What can you do?", "", "help"},
	{"help", "", "help"},
	{"what can I ask you about?", "", "help"},
	{"how does this work?", "", "help"},

	{"what's new", "", "digest"},
	{"What's new?", "", "digest"},
	{"whats new", "", "digest"},
	{"what’s new today?", "today", "digest"},
	{"what is the latest", "", "digest"},
	{"any news?", "", "digest"},
	{"Latest news please", "", "digest"},
	{"What happened today?", "today", "digest"},
	{"what happened yesterday", "yesterday", "digest"},
	{"What has happened this week?", "this week", "digest"},
	{"what happened in November?", "November", "digest"},
	{"What's going on?", "", "digest"},
	{"what did I miss since Monday?", "since Monday", "digest"},
	{"headlines", "", "digest"},
	{"give me the news of last week", "last week", "digest"},
	{"catch me up", "", "digest"},
	{"any update on the storm?", "", "digest: the storm"},
	{"Is there any news about the tram line?", "", "digest: the tram line"},
	{"latest on the ferry", "", "digest: the ferry"},
	{"what's the latest on the rate cut", "", "digest: the rate cut"},
	{"What's new with Sund Line?", "", "digest: Sund Line"},
	{"what is happening in Vennholm", "", "digest: Vennholm"},
	{"update me on the fire this week", "this week", "digest: the fire"},
	{"news from Skarholm", "", "digest: Skarholm"},

	{"summarise the ferry", "", "summary: the ferry"},
	{"Can you summarize the ferry disaster for me?", "", "summary: the ferry disaster"},
	{"please give me a short summary of the tram vote", "", "summary: the tram vote"},
	{"tl;dr the warehouse fire", "", "summary: the warehouse fire"},
	{"recap the cup final", "", "summary: the cup final"},
	{"a summary of the ferry in bullet points please", "", "points: the ferry"},
	{"bullet points on the storm", "", "points: the storm"},
	{"give me a detailed summary of the takeover", "", "long: the takeover"},
	{"summarise it", "", "summary of before"},
	{"what is the Tidewright case about?", "", "summary: the Tidewright case"},
	{"What's the Osk affair all about", "", "summary: the Osk affair"},
	{"tell me about the ferry", "", "summary: the ferry"},
	{"What do we know about Jo Song Gil so far?", "", "summary: Jo Song Gil"},
	{"explain the warehouse fire to me", "", "summary: the warehouse fire"},
	{"background on the warehouse fire", "", "summary: the warehouse fire"},
	{"Give me some background on the Osk takeover, please", "", "summary: the Osk takeover"},
	{"What should I know about the rate cut?", "", "summary: the rate cut"},
	{"what do I need to know about Storm Gerd", "", "summary: Storm Gerd"},
	{"What is known about the divers?", "", "summary: the divers"},
	{"brief me on the tram vote", "", "summary: the tram vote"},
	{"What's the story behind the symphony?", "", "summary: the symphony"},
	{"I want to know more about Sund Line", "", "summary: Sund Line"},
	{"information about the ferry", "", "summary: the ferry"},
	{"What is the Osk takeover about?", "", "summary: the Osk takeover"},
	{"what was the strike about", "", "summary: the strike"},
	{"walk me through the ferry disaster", "", "summary: the ferry disaster"},

	{"give me a timeline of the ferry disaster", "", "timeline: the ferry disaster"},
	{"Timeline of the rate cut", "", "timeline: the rate cut"},
	{"can you make me a timeline of the storm, please?", "", "timeline: the storm"},
	{"ferry timeline", "", "timeline: ferry"},
	{"chronology of the search in October", "October", "timeline: the search"},
	{"How did the rescue unfold?", "", "timeline: the rescue"},
	{"what was the sequence of events in the fire", "", "answer"}, // "was" may ask for an answer
	{"show me the key events in the search", "", "timeline: the search"},

	{"how many stories mention the ferry in March", "March", "stories: the ferry"},
	{"How many articles are there about Jo Song Gil?", "", "stories: Jo Song Gil"},
	{"How many stories are there?", "", "stories"},
	{"which stories mention Sund Line", "", "stories: Sund Line"},
	{"list all stories about the storm", "", "stories: the storm"},
	{"list everything about Vennholm since June", "since June", "stories: Vennholm"},
	{"show me everything on the tram", "", "stories: the tram"},
	{"what do you have on Tidewright?", "", "stories: Tidewright"},
	{"do you have any articles on symphonies", "", "stories: symphonies"},
	{"What stories were published last week?", "last week", "stories"},
	{"how many stories do you have from 2019", "2019", "stories"},
	{"which outlets reported the rate cut", "", "outlets: the rate cut"},
	{"Which papers covered the fire?", "", "outlets: the fire"},
	{"what outlets have written about the tram line?", "", "outlets: the tram line"},
	{"how many outlets reported on the storm?", "", "outlets: the storm"},
	{"who is quoted on the tram", "", "quoted: the tram"},
	{"Who was quoted about the fire?", "", "quoted: the fire"},
	{"list all quotes on the rate cut", "", "quoted: the rate cut"},
	{"who are the people quoted about the ferry?", "", "quoted: the ferry"},
	{"list the people quoted on the fire", "", "quoted: the fire"},
	{"which experts are quoted on the storm", "", "quoted: the storm"},
}

// decoys are questions, whatever they sound like.
var decoys = []row{
	{"What happened to the ambassador?", "", ""},
	{"What happened?", "", ""},
	{"What happened at the port yesterday?", "yesterday", ""},
	{"What happened after the ferry left?", "", ""},
	{"What background does the new chief have?", "", ""},
	{"What is the background of the painting made of?", "", ""},
	{"What is known as the blue hour?", "", ""},
	{"What information about customers was stolen?", "", ""},
	{"What did the minister know about the leak?", "", ""},
	{"Who was told about the strike?", "", ""},
	{"What is the deal with Osk worth?", "", ""},
	{"Which experts criticised the storm warning?", "", ""},
	{"What is new about the design of the bridge?", "", ""},
	{"What is the new name of the bridge?", "", ""},
	{"What is the latest version of the plan?", "", ""},
	{"Who has the latest figures?", "", ""},
	{"How many people died?", "", ""},
	{"How many people died this week?", "this week", ""},
	{"How many articles does the constitution have?", "", ""},
	{"How many stories does the tower have?", "", ""},
	{"How many reports of theft did the police receive?", "", ""},
	{"What stories did the novelist write?", "", ""},
	{"Which reports did the ministry publish?", "", ""},
	{"Which outlets are owned by Sund Line?", "", ""},
	{"Which newspaper reported that Jo had asked for asylum?", "", ""},
	{"Who reported the theft?", "", ""},
	{"Who owns the newspapers?", "", ""},
	{"Hi-fi makers in Japan?", "", ""},
	{"Who can summarise documents?", "", ""},
	{"Which report summarised the findings?", "", ""},
	{"Did the mayor give a summary of the talks?", "", ""},
	{"When will the timeline for the tram be published?", "", ""},
	{"What timeline did the minister give?", "", ""},
	{"Who quoted Shakespeare in the speech?", "", ""},
	{"What price was quoted for the ship?", "", ""},
	{"Who thanked the divers?", "", ""},
	{"Thanks to whom was the boy found?", "", ""},
	{"Who are the owners of the ferry?", "", ""},
	{"What can the divers do?", "", ""},
	{"Can you survive a fall of ten metres?", "", ""},
	{"Why did the editor explain the error?", "", ""},
	{"Explain why the ferry sank", "", ""},
	{"What was the dispute in the council about?", "", ""},
	{"What did Thae say?", "", ""},
	{"What news agency answered without using his name?", "", ""},
	{"What is the news agency of the North called?", "", ""},
	{"What updates did the app get?", "", ""},
	{"Did the minister say hello?", "", ""},
	{"Who makes everything about the ship look new?", "", ""},
	{"What was in the news bulletin that upset the minister?", "", ""},
	{"How did the fire start?", "", ""},
	{"How did the captain develop her skills?", "", ""},
	{"What events led to the war?", "", ""},
}

func TestRead(t *testing.T) {
	t.Parallel()
	if len(wanted) < 60 || len(decoys) < 30 {
		t.Fatalf("%d wanted, %d decoys", len(wanted), len(decoys))
	}
	for _, r := range append(wanted, decoys...) {
		in := Read(text.English(), r.asked, r.timed)
		got := in.Kind.String()
		switch in.Length {
		case Points:
			got = "points"
		case Long:
			got = "long"
		case Brief:
		}
		if in.Topic != "" {
			got += ": " + in.Topic
		}
		if in.Leans {
			got += " of before"
		}
		if r.want == "" {
			r.want = "answer"
		}
		if got != r.want {
			t.Errorf("%q (%s): %s, want %s", r.asked, r.timed, got, r.want)
		}
	}
}

func TestKindsHaveNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for k := Answer; k <= Quoted; k++ {
		if name := k.String(); name == "unknown" || seen[name] {
			t.Errorf("kind %d is called %q", k, name)
		} else {
			seen[name] = true
		}
	}
	if Kind(99).String() != "unknown" {
		t.Error("an unknown kind has a name")
	}
}

func TestTopics(t *testing.T) {
	t.Parallel()
	l := text.English()
	for topic, want := range map[string][3]string{ // bare, the subject and its stems
		"the ferry disaster":     {"ferry disaster", "the ferry", "ferri"},
		"the Challenger tragedy": {"Challenger tragedy", "the Challenger", "challeng"},
		"the disaster":           {"disaster", "", "disast"},
		"Jo Song Gil":            {"Jo Song Gil", "", "jo song gil"},
		"The Hague":              {"The Hague", "", "hagu"},
		"":                       {"", "", ""},
	} {
		if got := [3]string{Bare(l, topic), Subject(l, topic), strings.Join(Stems(l, topic), " ")}; got != want {
			t.Errorf("%q: %q, want %q", topic, got, want)
		}
	}
}

func TestTalk(t *testing.T) {
	t.Parallel()
	for _, k := range []Kind{Greeting, Thanks, Chat, Help} {
		if !k.Talk() {
			t.Errorf("%v is no talk", k)
		}
	}
	if Digest.Talk() || Answer.Talk() {
		t.Error("a digest or an answer is talk")
	}
}
