package bot

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// polyglot is a model that replies to a request to rewrite and to one to answer.
func polyglot(rewrite, answer string) *scripted {
	return &scripted{reply: func(p Prompt) string {
		if strings.Contains(p.System, prompts.NotInStories) {
			return answer
		}
		return rewrite
	}}
}

// asksToRewrite reports whether a prompt asks for another wording of a question.
func asksToRewrite(p Prompt) bool { return !strings.Contains(p.System, prompts.NotInStories) }

// TestForeignQuestions: a question in another language is searched by its translation,
// and answered as it was asked.
func TestForeignQuestions(t *testing.T) {
	for name, c := range map[string]struct{ question, translated, nothing, answer string }{
		"German":   {"Wer ist der norvanische Botschafter in Italien?", "Who is Norvania's ambassador to Italy?", "Die Artikel sagen es nicht.", "Ilan Dray ist der Botschafter von Norvania in Italien"},
		"Spanish":  {"¿Quién es el embajador norvano en Italia?", "Who is Norvania's ambassador to Italy?", "Los artículos no lo dicen.", "Ilan Dray es el embajador de Norvania en Italia"},
		"Japanese": {"在イタリアのノルヴァニア大使は誰ですか。", "Who is Norvania's ambassador to Italy?", "記事には書かれていません。", "Ilan Dray が在イタリア大使です"},
		"Arabic":   {"من هو سفير نورفانيا لدى إيطاليا؟", "Who is Norvania's ambassador to Italy?", "المقالات لا تذكر ذلك.", "Ilan Dray هو سفير نورفانيا لدى إيطاليا"},
	} {
		s := newFew(t, envoy, ferry1)
		j := &book{}
		m := polyglot("SEARCH: "+c.translated+"\nNOTHING: "+c.nothing, c.answer+" [1.1].")
		b := &Bot{Stories: s, Model: m, Journal: j}
		a := ask(t, b, s, Question{Text: c.question, Conversation: "c"})
		if a.Mode != ModeModel || !strings.HasPrefix(a.Text, c.answer) || a.Citations[0].Story != "s1" {
			t.Errorf("%s: %s %q, dropped %+v, notes %+v", name, a.Mode, a.Text, a.Dropped, a.Notes)
		}
		if len(m.prompts) != 2 || !asksToRewrite(m.prompts[0]) || !strings.Contains(m.prompts[0].System, "English") || a.Usage.PromptTokens != 200 {
			t.Errorf("%s: %d calls for %+v", name, len(m.prompts), a.Usage)
		}
		if last := m.prompts[len(m.prompts)-1].User; !strings.Contains(last, "\nQuestion: "+c.question+"\n") {
			t.Errorf("%s: the model is to answer\n%s", name, last)
		}
		if got := s.asked[len(s.asked)-1].Text; got != c.translated || j.turns["c"][0].Standalone != c.question {
			t.Errorf("%s: searched %q, recorded as %q", name, got, j.turns["c"][0].Standalone)
		}

		m = polyglot("SEARCH: "+c.translated+"\nNOTHING: "+c.nothing, prompts.NotInStories)
		b = &Bot{Stories: s, Model: m}
		if a := ask(t, b, s, Question{Text: c.question}); a.Mode != ModeNone || a.Text != c.nothing {
			t.Errorf("%s, silent: %s %q", name, a.Mode, a.Text)
		}
		m = polyglot("SEARCH: Who grows purple bananas on Mars today?\nNOTHING: "+c.nothing, "?")
		b = &Bot{Stories: s, Model: m}
		if a := ask(t, b, s, Question{Text: c.question}); a.Mode != ModeNone || !strings.HasPrefix(a.Text, c.nothing) || strings.Contains(a.Text, "The nearest") {
			t.Errorf("%s, nothing found: %s %q", name, a.Mode, a.Text)
		}
		m = polyglot("SEARCH: "+c.translated+"\nNOTHING: "+c.nothing, c.answer+" 52 [1.1].")
		b = &Bot{Stories: s, Model: m}
		if a := ask(t, b, s, Question{Text: c.question}); strings.Contains(a.Text, "52") || len(a.Dropped) != 1 || strings.Contains(a.Text, "The stories do not say") {
			t.Errorf("%s, a wrong number: %s %q, dropped %+v", name, a.Mode, a.Text, a.Dropped)
		}
	}
}

// TestForeignSummaries: a topic in another language is found by its translation, and
// summed up in the reader's; an ID, a title or an English topic costs no call more.
func TestForeignSummaries(t *testing.T) {
	for topic, c := range map[string]struct {
		translated, answer string
		calls              int
	}{
		"das Kentern der Fähre vor der Küste": {"the capsized ferry off Skar", "Die Fähre Astra ist vor Skar gekentert", 2},
		"the ferry Astra":                     {"", "The ferry Astra capsized off Skar on Wednesday", 1},
		"s2":                                  {"", "The ferry Astra capsized off Skar on Wednesday", 1},
		"Ferry capsizes":                      {"", "The ferry Astra capsized off Skar on Wednesday", 1},
	} {
		s := newFew(t, envoy, ferry1)
		m := polyglot("SEARCH: "+c.translated+"\nNOTHING: Dazu steht nichts darin.", c.answer+" [1.1].")
		a, err := (&Bot{Stories: s, Model: m}).Summary(t.Context(), Question{Text: topic}, Brief, nil)
		if err != nil || a.Mode != ModeModel || !strings.HasPrefix(a.Text, c.answer) || len(m.prompts) != c.calls {
			t.Errorf("%s: %s %q after %d calls, %v, %v", topic, a.Mode, a.Text, len(m.prompts), a.Notes, err)
		}
		if last := m.prompts[len(m.prompts)-1].User; c.calls == 2 && !strings.Contains(last, topic) {
			t.Errorf("%s: the model is to sum up\n%s", topic, last)
		}
	}
	m := polyglot("SEARCH: purple bananas on Mars\nNOTHING: Dazu steht nichts darin.", "?")
	a, err := (&Bot{Stories: newFew(t, envoy, ferry1), Model: m}).Summary(t.Context(), Question{Text: "violette Bananen auf dem Mars und anderswo"}, Brief, nil)
	if err != nil || a.Mode != ModeNone || a.Text != "Dazu steht nichts darin." {
		t.Errorf("nothing found: %s %q, %v", a.Mode, a.Text, err)
	}
}

// TestNotTranslated: what is in the stories' language, or found as it stands, costs no
// translation, and without a model there is none.
func TestNotTranslated(t *testing.T) {
	german := "Der Bote | 2026-05-03 | Brücke gesperrt | Die alte Brücke über den Fluss wurde am Freitag gesperrt, teilte das Rathaus mit."
	for _, question := range []string{
		"Who is Norvania's ambassador to Italy?", "Where does Mira Dray live now?", "Dray Norvania Roma", "Norvania ambassador Italy",
		"Wann wurde die alte Brücke gesperrt?", "x", "What is “Brücke gesperrt” about?",
	} {
		s := newFew(t, envoy, later, german)
		m := says(prompts.NotInStories)
		ask(t, &Bot{Stories: s, Model: m}, s, Question{Text: question})
		for _, p := range m.prompts {
			if asksToRewrite(p) {
				t.Errorf("%s is sent to be translated", question)
			}
		}
		if last := s.asked[len(s.asked)-1].Text; last != question {
			t.Errorf("%s: searched %q", question, last)
		}
	}
	s := newFew(t, envoy)
	ask(t, &Bot{Stories: s}, s, Question{Text: "Wer ist der Botschafter in Italien?"})
	if len(s.asked) != 1 || s.asked[0].Text != "Wer ist der Botschafter in Italien?" {
		t.Errorf("without a model: searched %+v", s.asked)
	}
}

// TestTranslationFails: then it is searched as it stands.
func TestTranslationFails(t *testing.T) {
	const question = "Wer ist eigentlich Ilan Dray?"
	for name, c := range map[string]struct {
		model    *scripted
		searched string
	}{
		"well":            {polyglot("SEARCH: Who is Ilan Dray?\nNOTHING: Sie sagen es nicht.", ""), "Who is Ilan Dray?"},
		"no label":        {polyglot("Who is Ilan Dray?", ""), "Who is Ilan Dray?"},
		"not translated":  {polyglot("SEARCH: "+question+"\nNOTHING: Nichts.", ""), question},
		"nothing":         {polyglot("", ""), question},
		"talk":            {polyglot("I cannot do that.\nSorry.", ""), question},
		"of other things": {polyglot("SEARCH: How are bananas grown on Mars?", ""), question},
		"without end":     {polyglot("SEARCH: "+strings.Repeat("who ", 5000), ""), question},
		"down":            {&scripted{reply: func(Prompt) string { return "SEARCH: Who" }, err: errors.New("down")}, question},
	} {
		s := newFew(t, envoy, ferry1)
		a := ask(t, &Bot{Stories: s, Model: c.model}, s, Question{Text: question})
		if got := s.asked[len(s.asked)-1].Text; got != c.searched || a.Mode == ModeNone {
			t.Errorf("%s: searched %q, want %q; %s %q", name, got, c.searched, a.Mode, a.Text)
		}
	}
	for nothing, want := range map[string]bool{
		"Sie sagen es nicht.": true, strings.Repeat("nicht", 60): false, "Siehe [1].": false, "<b>nichts</b>": false, "@everyone kommt": false, "In 3 Artikeln": false, "https://x.de": false,
	} {
		s := newFew(t, envoy)
		a := ask(t, &Bot{Stories: s, Model: polyglot("SEARCH: Who is Ilan Dray?\nNOTHING: "+nothing, prompts.NotInStories)}, s, Question{Text: question})
		if (a.Text == nothing) != want {
			t.Errorf("said %q for %q", a.Text, nothing)
		}
	}
}

// TestForeignFollowUps: to make a foreign follow-up stand alone and to translate it is
// one call; where words are too few to tell, the question before tells their language.
func TestForeignFollowUps(t *testing.T) {
	for _, c := range []struct{ question, standing, translated string }{
		{"Und seit wann lebt er dort?", "Seit wann lebt Ilan Dray in Seoul?", "Since when has Ilan Dray lived in Seoul?"},
		{"Und warum?", "Warum lebt Ilan Dray in Seoul?", "Why does Ilan Dray live in Seoul?"},
		{"Und wo hat er vorher gelebt?", "Where did Ilan Dray live before?", "Where did Ilan Dray live before?"}, // it was to be in German
		{"Welche Fähre ist bei Skar gekentert?", "Welche Fähre ist bei Skar gekentert?", "Which ferry capsized off Skar?"},
	} {
		s := newFew(t, later, ferry1)
		m := polyglot("SEARCH: Where does Ilan Dray live?\nNOTHING: Nichts.", "Ilan Dray lebt seit Juli 2019 in Seoul [1.1].")
		b := &Bot{Stories: s, Model: m, Journal: &book{}}
		ask(t, b, s, Question{Text: "Wo wohnt der Botschafter Dray jetzt?", Conversation: "c"})
		m = polyglot("QUESTION: "+c.standing+"\nSEARCH: "+c.translated+"\nNOTHING: Nichts.", prompts.NotInStories)
		b.Model = m
		a := ask(t, b, s, Question{Text: c.question, Conversation: "c"})
		asked := c.standing
		if !text.English().Foreign(asked) {
			asked = c.question
		}
		if len(m.prompts) != 2 || !strings.Contains(m.prompts[0].User, "Wo wohnt der Botschafter Dray jetzt?") || !strings.Contains(m.prompts[1].User, "\nQuestion: "+asked+"\n") || a.Text != "Nichts." {
			t.Errorf("%s: %q after %+v", c.question, a.Text, m.prompts)
		}
		var searched []string
		for _, q := range s.asked {
			searched = append(searched, q.Text)
		}
		if !strings.Contains(strings.Join(searched, "\n"), c.translated) {
			t.Errorf("%s: searched %q", c.question, searched)
		}
	}
}

// TestTranslationIsHurried: a model that is slow to translate is not waited for.
func TestTranslationIsHurried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &Bot{Stories: newFew(t, envoy), Model: timed{pieces: []string{"30s " + rome}}, Patience: 20 * time.Second}
		v := seen{began: time.Now()}
		q := Question{Text: "Wer ist der Botschafter von Norvania?", At: lately}
		q.Reading = func([]Reading) { v.note("reading") }
		q.Interim = func(Answer) { v.note("interim") }
		a, err := b.Answer(t.Context(), q, nil)
		v.note("%s", a.Mode)
		if want := []string{"10s: reading", "20s: interim", "40s: model"}; err != nil || !reflect.DeepEqual(v.all, want) {
			t.Errorf("seen %q, %v, want %q", v.all, err, want)
		}
	})
}

// TestTimesAreReadInTranslation: a time is read where its words are understood.
func TestTimesAreReadInTranslation(t *testing.T) {
	s := newFew(t, envoy, later)
	m := polyglot("SEARCH: Where did Ilan Dray live in October 2020?\nNOTHING: Nichts.", prompts.NotInStories)
	ask(t, &Bot{Stories: s, Model: m}, s, Question{Text: "Wo lebte Ilan Dray eigentlich im Oktober vor sechs Jahren?"})
	if w := s.asked[len(s.asked)-1].Prefer; w == nil || !w.Since.Equal(date("2020-10-01")) {
		t.Errorf("prefers %+v", w)
	}
}

// TestRespelledAndTranslated: words of the translation that were taken for others are
// not put into the question as asked; words as asked that only stand for others do
// not speak for stories in its language.
func TestRespelledAndTranslated(t *testing.T) {
	s := newFew(t, envoy)
	s.respelled = []knowledge.Respelling{{From: "ambasador", To: "ambassador"}, {From: "ist", To: "Italy"}}
	m := polyglot("SEARCH: Who is Norvania's ambasador to Italy?\nNOTHING: Nichts.", "Ilan Dray ist der Botschafter von Norvania in Italien [1.1].")
	const question = "Wer ist der Botschafter von Norvania?"
	a := ask(t, &Bot{Stories: s, Model: m}, s, Question{Text: question})
	if last := m.prompts[len(m.prompts)-1].User; a.Mode != ModeModel || !strings.Contains(last, "\nQuestion: "+question+"\n") {
		t.Errorf("%s %q to\n%s", a.Mode, a.Text, last)
	}
	german := newFew(t, "Der Bote | 2026-05-03 | Brücke gesperrt | Die alte Brücke über den Fluss wurde am Freitag gesperrt, teilte das Rathaus mit.")
	q := Question{Text: "Wann wurde die alte Brücke gesperrt?"}
	if got := (&Bot{Stories: german}).covered(t.Context(), q, q.Text); got < understood {
		t.Errorf("%.2f of it is covered", got)
	}
	german.respelled = s.respelled
	if got := (&Bot{Stories: german}).covered(t.Context(), q, q.Text); got >= understood {
		t.Errorf("%.2f of it is covered, with two words that stand for others", got)
	}
}

// TestIntoAnother: what is asked for in one language is answered in the one that is set,
// and two who are to be answered in different languages share no answer.
func TestIntoAnother(t *testing.T) {
	const english, german, spanish = "Who is Norvania's ambassador to Italy?", "Ilan Dray ist der Botschafter von Norvania in Italien", "¿Quién es el embajador norvano en Italia?"
	for name, c := range map[string]struct{ question, into, answer, told string }{
		"German, of an English question":  {english, "German", german, "\nAnswer in German; "},
		"German, of a Spanish question":   {spanish, "German", german, "\nAnswer in German; "},
		"English, of a Spanish question":  {spanish, "English", "Ilan Dray is Norvania's ambassador to Italy", "\nAnswer in English; "},
		"none is set, English is asked":   {english, "", "Ilan Dray is Norvania's ambassador to Italy", "\nAnswer in the language of the question; "},
		"English, of an English question": {english, "English", "Ilan Dray is Norvania's ambassador to Italy", "\nAnswer in English; "},
	} {
		s := newFew(t, envoy, ferry1)
		m := polyglot("SEARCH: "+english+"\nNOTHING: Nada.", c.answer+" [1.1].")
		b := &Bot{Stories: s, Model: m, Shared: &Shared{}}
		a := ask(t, b, s, Question{Text: c.question, Into: c.into})
		if last := m.prompts[len(m.prompts)-1].User; !strings.Contains(last, c.told) {
			t.Errorf("%s: the model is told\n%s", name, last)
		}
		if a.Mode != ModeModel || !strings.HasPrefix(a.Text, c.answer) {
			t.Errorf("%s: %s %q, dropped %+v, notes %+v", name, a.Mode, a.Text, a.Dropped, a.Notes)
		}
		before := len(m.prompts)
		ask(t, b, s, Question{Text: c.question, Into: "Italian"})
		if len(m.prompts) == before {
			t.Errorf("%s: the answer is given again to somebody who is to be answered in Italian", name)
		}
		if _, err := b.Summary(t.Context(), Question{Text: "s1", Into: c.into}, Brief, nil); err != nil {
			t.Fatal(err)
		}
		if last := m.prompts[len(m.prompts)-1].User; strings.Contains(last, "Write in "+c.into+".") != (c.into != "") {
			t.Errorf("%s: the model is to sum up\n%s", name, last)
		}
	}
}
