package main

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/llm/modeltest"
	"github.com/storybot/storybot/prompts"
)

// interpreter is a model that translates one question, and answers it in its
// language from the first sentence given that has a word.
type interpreter struct {
	english, nothing string
	word, answer     string
	asked            []string // what it was given to answer
	translated       int
}

// Write writes a translation or an answer.
func (m *interpreter) Write(_ context.Context, p bot.Prompt, tell func(string) error) (bot.Usage, error) {
	used := bot.Usage{PromptTokens: 1, CompletionTokens: 1}
	if !strings.Contains(p.System, prompts.NotInStories) {
		m.translated++
		return used, tell("SEARCH: " + m.english + "\nNOTHING: " + m.nothing)
	}
	m.asked = append(m.asked, p.User)
	at := regexp.MustCompile(`(?m)^  (\d+\.\d+) .*` + m.word).FindStringSubmatch(p.User)
	if at == nil {
		return used, tell(prompts.NotInStories)
	}
	return used, tell(m.answer + " [" + at[1] + "].")
}

// TestForeignOverTheSample asks about the sample in languages that it is not in, and in
// English with names of other languages, which is not sent to be translated.
func TestForeignOverTheSample(t *testing.T) {
	t.Parallel()
	p := mannered(t, modeltest.New(t, modeltest.Options{}), nil)
	for question, m := range map[string]*interpreter{
		"Wer war der Kapitän der gesunkenen Fähre?":                  {english: "Who was the captain of the ferry that sank?", word: "Okafor", answer: "Der Kapitän der gesunkenen Fähre heißt Maren Okafor"},
		"Was hat den Brand im Lagerhaus ausgelöst?":                  {english: "What started the warehouse fire?", word: "[Ll]ithium", answer: "Es waren Batterien"},
		"¿Hasta qué nivel bajó el banco central el tipo de interés?": {english: "To what did the central bank cut its interest rate?", word: "2\\.75", answer: "El banco central bajó el tipo al 2.75%"},
		"¿Quién encontró la sinfonía perdida?":                       {english: "Who said that the lost symphony had been found?", word: "symphony", answer: "La sinfonía apareció en un archivo"},
		"北朝鮮の駐イタリア大使は誰ですか。":                                          {english: "Who is North Korea's ambassador to Italy?", word: "Jo Song Gil", answer: "Jo Song Gil が大使です"},
		"フェリーで何人が亡くなりましたか":                                           {english: "How many people died on the ferry?", word: "(?:[Ff]ifteen|15)", answer: "Astrid Lind の事故で亡くなりました"},
		"من هو سفير كوريا الشمالية لدى إيطاليا؟":                     {english: "Who is North Korea's ambassador to Italy?", word: "Jo Song Gil", answer: "السفير هو Jo Song Gil"},
		"ما اسم العاصفة التي ضربت الساحل؟":                           {english: "What is the name of the storm that hit the coast?", word: "Gerd", answer: "اسم العاصفة Gerd"},
	} {
		m.nothing = "—"
		b := *p.Bot
		b.Model, b.Check = m, nil
		a, err := b.Answer(t.Context(), bot.Question{Text: question, At: presently}, nil)
		if err != nil || m.translated != 1 || a.Mode != bot.ModeModel || !strings.HasPrefix(a.Text, m.answer) || !regexp.MustCompile(m.word).MatchString(a.Citations[0].Quote) {
			t.Errorf("%s: translated %d times, %s %q, dropped %v, %v", question, m.translated, a.Mode, a.Text, a.Dropped, err)
		}
		if len(m.asked) != 1 || !strings.Contains(m.asked[0], "\nQuestion: "+question+"\n") {
			t.Errorf("%s: it was not what the model was to answer", question)
		}
	}
	for _, question := range []string{
		"Who is Jo Song Gil?", "Did Thae Yong-ho live in Pyongyang or in Seoul?", "Who won, Laketown United or Tidewright?", "Astrid Lind Estmark Verhaal", "What did Rupert Quist vote for?",
	} {
		m := &interpreter{word: "^$"}
		b := *p.Bot
		b.Model = m
		if _, err := b.Answer(t.Context(), bot.Question{Text: question, At: presently}, nil); err != nil || m.translated > 0 {
			t.Errorf("%s: translated %d times, %v", question, m.translated, err)
		}
	}
}
