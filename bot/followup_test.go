package bot

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// TestConversationTold: a model is told earlier questions standing for themselves, whole
// sentences of what answered them without marks, and the stories; of what did not
// answer, nothing.
func TestConversationTold(t *testing.T) {
	t.Parallel()
	rome := []Citation{{Story: "s1", Title: "Envoy in Rome vanishes", Outlet: "The Courier", Published: "2019-01-03"}}
	long := "Dray left [1]. " + strings.Repeat("He wrote a letter about the harbour to Skar. ", 30)
	for name, c := range map[string]struct {
		turn Turn
		want prompts.Turn
	}{
		"answered":        {Turn{Question: "and him?", Standalone: "Where is Ilan Dray?", Answer: "He is in Seoul. [1][2]\n- He fled [3].", Mode: ModeModel, Stories: rome}, prompts.Turn{Question: "Where is Ilan Dray?", Answer: "He is in Seoul. - He fled.", Stories: []string{"“Envoy in Rome vanishes” (The Courier, 3 January 2019)"}}},
		"by quotes":       {Turn{Question: "Where?", Answer: "In Seoul. [1]", Mode: ModeExtract, Confidence: .9}, prompts.Turn{Question: "Where?", Answer: "In Seoul."}},
		"only the near":   {Turn{Question: "Where?", Answer: "Otta Brand lives. [1]", Mode: ModeExtract, Confidence: .45, Stories: rome}, prompts.Turn{Question: "Where?"}},
		"not said":        {Turn{Question: "Where?", Answer: "The stories do not say. The nearest are “Otta Brand”.", Mode: ModeNone}, prompts.Turn{Question: "Where?"}},
		"of many":         {Turn{Question: "Who?", Answer: "All.", Stories: []Citation{{Title: "A"}, {Title: "B", Outlet: "Post"}, {Title: "C"}, {Title: "D"}}}, prompts.Turn{Question: "Who?", Answer: "All.", Stories: []string{"“A”", "“B” (Post)", "“C”"}}},
		"long":            {Turn{Question: "Why?", Answer: long}, prompts.Turn{Question: "Why?", Answer: "Dray left." + strings.Repeat(" He wrote a letter about the harbour to Skar.", 8)}},
		"one long":        {Turn{Question: "Why?", Answer: strings.Repeat("word ", 200)}, prompts.Turn{Question: "Why?", Answer: strings.TrimSpace(strings.Repeat("word ", 80)) + "…"}},
		"a long question": {Turn{Question: strings.Repeat("why ", 500), Answer: "So."}, prompts.Turn{Question: strings.TrimSpace(strings.Repeat("why ", 60)) + "…", Answer: "So."}},
	} {
		if got := conversation(text.English(), []Turn{c.turn}); len(got) != 1 || !reflect.DeepEqual(got[0], c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, c.want)
		}
	}
}

// TestConversationIsBounded: the last turns are told, as far as there is room.
func TestConversationIsBounded(t *testing.T) {
	t.Parallel()
	turn := Turn{Question: strings.Repeat("why ", 80), Answer: strings.Repeat("Dray left the town. ", 90), Stories: make([]Citation, 9)}
	var turns []Turn
	for i := range 6 {
		turn.Question = string(rune('0'+i)) + turn.Question
		turns = append(turns, turn)
		told := conversation(text.English(), turns)
		size := 0
		for _, p := range told {
			size += len(p.Question) + len(p.Answer) + len(strings.Join(p.Stories, ""))
		}
		if size > maxConversation || len(told) != min(i+1, 3) || told[len(told)-1].Question[0] != byte('0'+i) {
			t.Errorf("of %d turns %d are told, in %d bytes", i+1, len(told), size)
		}
	}
	same := []Turn{{Question: "Who?", Answer: "He.", Stories: []Citation{{Title: "A"}, {Title: "B"}}}, {Question: "Why?", Answer: "So.", Stories: []Citation{{Title: "B"}}}}
	if told := conversation(text.English(), same); len(told[0].Stories) != 1 || len(told[1].Stories) != 1 || told[0].Stories[0] != "“A”" {
		t.Errorf("the story that both rest on is named in %+v", told)
	}
	if told := conversation(text.English(), nil); len(told) != 0 {
		t.Errorf("of none %+v", told)
	}
}

// TestNoNamesOfNoAnswer: what did not answer gives a follow-up no names.
func TestNoNamesOfNoAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		last Turn
		want string
	}{
		"answered": {Turn{Question: "Where is Ilan Dray?", Answer: "It is in Seoul with Otta Brand.", Mode: ModeModel}, "About Ilan Dray Seoul Otta Brand. and his wife?"},
		"quoted":   {Turn{Question: "Where is Ilan Dray?", Answer: "It is in Seoul with Otta Brand.", Mode: ModeExtract, Confidence: .8}, "About Ilan Dray Seoul Otta Brand. and his wife?"},
		"near":     {Turn{Question: "Where is Ilan Dray?", Answer: "It is in Seoul with Otta Brand.", Mode: ModeExtract, Confidence: .45}, "About Ilan Dray. and his wife?"},
		"none":     {Turn{Question: "Where is Ilan Dray?", Answer: "The stories of Seoul do not say.", Mode: ModeNone}, "About Ilan Dray. and his wife?"},
	} {
		if got := carryOver(text.English(), "and his wife?", &c.last); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// What a follow-up is about, and what else the stories have that sounds like it.
var (
	cup     = "The Post | 2026-05-03 | Oldport wins the cup | Oldport beat Skar 2-1 in the cup final on Saturday. Mara Quill scored the winning goal in the last minute. // The crowd sang until midnight."
	league  = "The Post | 2026-05-20 | Late goal decides the league | Tove Lund scored the winning goal for Ostholm, a goal that won the league. The winning goal came from a free kick."
	fever   = "The Courier | 2026-06-01 | Marsh fever in Nordby | Marsh fever has made 40 people ill in Nordby. It is spread by midges, a doctor said."
	rumours = "The Courier | 2026-06-20 | How rumours are spread | Rumours are spread by phone, a study found. How a rumour is spread depends on who hears it."
)

// TestStaysWithItsStory: a question that names nothing is of the stories just cited,
// unless others have much more of it.
func TestStaysWithItsStory(t *testing.T) {
	for name, c := range map[string]struct {
		first, second string
		want          string // the story that is cited first
	}{
		"the winning goal":        {"Who beat Skar in the cup final?", "Who scored the winning goal?", "s1"},
		"of the other story":      {"Who won the league for Ostholm?", "Who scored the winning goal?", "s2"},
		"alone":                   {"", "Who scored the winning goal?", "s2"},
		"a pronoun":               {"How many people has marsh fever made ill in Nordby?", "How is it spread?", "s3"},
		"no more than a question": {"How many people has marsh fever made ill in Nordby?", "How are rumours spread?", "s4"},
		"it names another":        {"Who beat Skar in the cup final?", "What did Tove Lund score?", "s2"},
		"another matter":          {"Who beat Skar in the cup final?", "How many people are ill with marsh fever?", "s3"},
		"nobody said":             {"Who was the first astronaut on Mars?", "Who scored the winning goal?", "s2"},
	} {
		s := newFew(t, cup, league, fever, rumours)
		b := &Bot{Stories: s, Journal: &book{}}
		if c.first != "" {
			ask(t, b, s, Question{Text: c.first, Conversation: "c"})
		}
		a := ask(t, b, s, Question{Text: c.second, Conversation: "c"})
		if len(a.Citations) == 0 || a.Citations[0].Story != c.want {
			t.Errorf("%s: %s %q, want %s", name, a.Mode, a.Text, c.want)
		}
	}
}

// TestJustCited: only of stories that answered, and where nothing else is named.
func TestJustCited(t *testing.T) {
	t.Parallel()
	turn := Turn{Mode: ModeExtract, Confidence: doubted(), Stories: []Citation{{Story: "a"}, {Story: "b"}, {Story: "c"}, {Story: "d"}}}
	near, none := turn, turn
	near.Confidence, none.Mode = doubted()-.01, ModeNone
	titled := near
	titled.Standalone, titled.Stories = "About Grey Marsh. Which song do they sing?", []Citation{{Story: "a", Title: "The Grey Marsh reunite"}, {Story: "b", Title: "Songs of summer"}}
	for name, c := range map[string]struct {
		question string
		turns    []Turn
		want     string
	}{
		"the first three":            {"Who scored the winning goal?", []Turn{turn}, "a b c"},
		"of the last":                {"Who scored the winning goal?", []Turn{turn, none}, ""},
		"only near":                  {"Who scored the winning goal?", []Turn{near}, ""},
		"near, of whom it was asked": {"When did they part?", []Turn{titled}, "a"},
		"not said":                   {"Who scored the winning goal?", []Turn{none}, ""},
		"named":                      {"Who scored against Skar?", []Turn{turn}, ""},
		"goes on":                    {"And against Skar?", []Turn{turn}, "a b c"},
		"alone":                      {"Who scored the winning goal?", nil, ""},
	} {
		if got := strings.Join(justCited(text.English(), c.question, c.turns, false), " "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := justCited(text.English(), "Und seine Frau in Skar?", []Turn{turn}, true); len(got) != 3 { // not every capital is a name's
		t.Errorf("a foreign question is of %q", got)
	}
}

// TestStayWith: cited stories go first, lose nothing to others, and are left for what
// has much more of the question, or is of the time asked for.
func TestStayWith(t *testing.T) {
	t.Parallel()
	hit := func(story string, score, coverage float64) knowledge.Hit {
		return knowledge.Hit{Story: knowledge.Story{ID: story}, Score: score, Why: knowledge.Why{Coverage: coverage}}
	}
	untimely := hit("a", .2, 1)
	untimely.Why.Timely = .45
	if !untimely.Why.Untimely() {
		t.Fatal("this is how an untimely story looks no more")
	}
	all := []knowledge.Hit{hit("b", 1, 1), hit("a", .5, .8), hit("c", .4, .5)}
	for name, c := range map[string]struct {
		cited []knowledge.Hit
		limit int
		want  string
	}{
		"none":       {nil, 9, "b a c"},
		"stays":      {[]knowledge.Hit{hit("a", .5, .8), hit("a", .3, .8)}, 9, "a a b c"},
		"to a limit": {[]knowledge.Hit{hit("a", .5, .8), hit("a", .3, .8)}, 3, "a a b"},
		"much less":  {[]knowledge.Hit{hit("a", .5, .7)}, 9, "b a c"},
		"one of two": {[]knowledge.Hit{hit("a", .5, .8), hit("d", .3, .2)}, 9, "a b c"},
		"nothing":    {[]knowledge.Hit{hit("d", 0, 0)}, 9, "b a c"},
		"untimely":   {[]knowledge.Hit{untimely}, 9, "b a c"},
	} {
		var got []string
		for _, h := range stayWith(c.cited, all, c.limit) {
			got = append(got, h.Story.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := stayWith([]knowledge.Hit{hit("z", .1, .3)}, nil, 5); len(got) != 1 || all[0].Score != 1 {
		t.Errorf("beside nothing: %+v; the hits of before: %+v", got, all)
	}
}

// TestNamelessQuestionsAreRewritten: a model is asked what a question that names nothing
// stands for in its conversation, and what that costs is counted.
func TestNamelessQuestionsAreRewritten(t *testing.T) {
	for question, rewrites := range map[string]bool{
		"Who scored the winning goal?":         true,
		"and the winning goal?":                true,
		"Who is Mara Quill of Oldport?":        false,
		"How did the cup end in 2019 or 2020?": false,
	} {
		s := newFew(t, cup, league)
		m := &scripted{reply: func(p Prompt) string {
			if strings.Contains(p.System, prompts.NotInStories) {
				return "Mara Quill scored the winning goal in the last minute [1.2]."
			}
			return "Who scored Oldport's winning goal in the cup final?"
		}}
		b := &Bot{Stories: s, Journal: &book{}}
		ask(t, b, s, Question{Text: "Who beat Skar in the cup final?", Conversation: "c"})
		b.Model = m
		a := ask(t, b, s, Question{Text: question, Conversation: "c"})
		rewritten := !strings.Contains(m.prompts[0].System, prompts.NotInStories)
		if calls := len(m.prompts); rewritten != rewrites || a.Usage.PromptTokens != 100*calls {
			t.Errorf("%s: %d calls for %+v", question, calls, a.Usage)
		}
		if last := m.prompts[len(m.prompts)-1].User; rewrites != strings.Contains(last, "Question: Who scored Oldport's winning goal in the cup final?") {
			t.Errorf("%s: the model is asked %s", question, last)
		}
	}
}

// TestWithheldTurns: what others were answered in the conversation, from stories that are
// not for this asker, is not told to the model, nor searched with.
func TestWithheldTurns(t *testing.T) {
	for name, c := range map[string]struct {
		collections []string
		secret      string // where the story is
		told        bool
	}{
		"everything":         {nil, "b", true},
		"theirs":             {[]string{"a", "b"}, "b", true},
		"not theirs":         {[]string{"a"}, "b", false},
		"there no more":      {[]string{"a"}, "-", false},
		"there, for all":     {nil, "-", true},
		"the default's only": {[]string{""}, "b", false},
		"gone from default":  {[]string{"", "a"}, "-", false},
	} {
		s := newFew(t, fever, later, envoy)
		s.docs[0].Story.Collection, s.docs[1].Story.Collection = "a", c.secret
		b := &Bot{Stories: s, Journal: &book{}}
		ask(t, b, s, Question{Text: "Where has Ilan Dray lived since 2019?", Conversation: "c"})
		if c.secret == "-" {
			s.docs[1].Story.ID = "gone"
		}
		m := says(prompts.NotInStories)
		turns, err := b.Journal.Recall(t.Context(), "c", MostTurns)
		if err != nil {
			t.Fatal(err)
		}
		b.Model, s.asked = m, nil
		a := ask(t, b, s, Question{Text: "How is it spread there?", Conversation: "c", Collections: c.collections})
		given := ask(t, b, s, Question{Text: "How is it spread there?", Turns: turns, Collections: c.collections})
		if given.Text != a.Text {
			t.Errorf("%s: of turns given %q, of the same recalled %q", name, given.Text, a.Text)
		}
		all := a.Text
		for _, p := range m.prompts {
			all += p.User
		}
		for _, q := range s.asked {
			all += q.Text + q.Story
		}
		if strings.Contains(all, "Seoul") != c.told {
			t.Errorf("%s: told: %v in\n%s", name, !c.told, all)
		}
	}
}

// TestThirdTurn prints what the third turn of a conversation costs a model to read.
func TestThirdTurn(t *testing.T) {
	s := newFew(t, envoy, later, ferry1, ferry2)
	long := "Ilan Dray left his post in November with his wife [1.1]. He had been in Rome since October 2017 [1.2]. The embassy matters because a food agency has its seat there [1.3]."
	m := says(long)
	b := &Bot{Stories: s, Model: m, Journal: &book{}}
	for _, question := range []string{"Who is Norvania's ambassador to Italy?", "Since when had Ilan Dray been in Rome?", "Why does the embassy of Norvania in Rome matter?"} {
		ask(t, b, s, Question{Text: question, Conversation: "c"})
	}
	last := m.prompts[len(m.prompts)-1]
	t.Logf("the third turn has %d tokens: instructions %d, the rest %d", prompts.Count(last.System)+prompts.Count(last.User), prompts.Count(last.System), prompts.Count(last.User))
	if strings.Contains(last.User, "[1].") || strings.Count(last.User, "You: ") != 2 {
		t.Errorf("the third turn is given\n%s", last.User)
	}
}

// TestFollowUpsMeasured prints which follow-ups of others' conversations are taken
// for such: those that a person wrote anew to stand alone.
func TestFollowUpsMeasured(t *testing.T) {
	f, err := os.Open("../../shared/data/conversation/rewrites.jsonl.gz")
	if err != nil {
		t.Skip("no ../shared/data: follow-ups not measured")
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	var anew, leaning, nameless, alone, aloneLeaning, aloneNameless int
	for lines.Scan() {
		var row struct{ Last, Rewrite string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		question := strings.TrimPrefix(row.Last, "|user|: ")
		leans, nobody := intent.LeansBack(text.English(), question)
		if question == strings.TrimPrefix(row.Rewrite, "|user|: ") {
			alone++
			aloneLeaning, aloneNameless = aloneLeaning+count(leans), aloneNameless+count(nobody)
			continue
		}
		anew++
		leaning, nameless = leaning+count(leans), nameless+count(nobody)
	}
	t.Logf("of %d that a person wrote anew %d lean back and %d are nameless; of %d left as they are %d and %d", anew, leaning, nameless, alone, aloneLeaning, aloneNameless)
	if 3*nameless < 2*anew {
		t.Errorf("only %d of %d are asked to be written anew", nameless, anew)
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
