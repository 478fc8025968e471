package bot

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// spoken are the languages that are spoken beside English.
func spoken() []string { return strings.Fields("de es fr it pt") }

// bare is a message without the words of others.
func bare(m say.Message) say.Message {
	m.Text = ""
	with := say.With{}
	for name, v := range m.With {
		with[name] = bare(v)
	}
	m.With, m.List = with, slices.Clone(m.List)
	for i := range m.List {
		m.List[i] = bare(m.List[i])
	}
	return m
}

// wordsOf are the words of three letters and more of a text.
func wordsOf(text string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool { return len(w) < 3 })
}

// paired are words that English and another language write paired.
func paired(lang, word string) bool {
	return slices.Contains(strings.Fields("storybot bot utc server "+map[string]string{
		"de": "was text texts april august september november live", "es": "", "fr": "moment questions opinion page passages source sources article articles six", "it": "", "pt": "",
	}[lang]), word)
}

// leftEnglish are the words of the English sentences of a message that stand in another language's.
func leftEnglish(m say.Message, lang string) []string {
	m = bare(m)
	there := wordsOf(m.In(lang))
	return slices.DeleteFunc(wordsOf(m.In(english)), func(w string) bool { return paired(lang, w) || !slices.Contains(there, w) })
}

// values are the words of others in a message.
func values(m say.Message) []string {
	var all []string
	if m.Key == "" && m.Text != "" {
		all = append(all, m.Text)
	}
	for _, v := range m.With {
		all = append(all, values(v)...)
	}
	for _, v := range m.List {
		all = append(all, values(v)...)
	}
	return all
}

// soundWords holds what an answer says of itself to being said in every language: all of its notes, and
// of its claims those that the bot words; with the words of others in them as they are.
func soundWords(t *testing.T, a Answer) {
	t.Helper()
	for _, n := range a.Notes {
		if n.Said == nil || n.Said.In(english) != n.Text {
			t.Errorf("%q: the note %q is said by %+v", a.Question, n.Text, n.Said)
		}
	}
	for _, lang := range spoken() {
		o := a.In(lang)
		if len(o.Notes) != len(a.Notes) || len(o.Claims) != len(a.Claims) {
			t.Fatalf("%q: %s has other notes or claims", a.Question, lang)
		}
		for i := range a.Notes {
			soundIn(t, lang, a.Notes[i].Said, o.Notes[i].Text)
		}
		for i := range a.Claims {
			if c := &a.Claims[i]; c.Said != nil {
				soundIn(t, lang, c.Said, o.Claims[i].Text)
			} else if o.Claims[i].Text != c.Text {
				t.Errorf("%s: the claim %q became %q", lang, c.Text, o.Claims[i].Text)
			}
			if !strings.Contains(o.Text, o.Claims[i].Text) {
				t.Errorf("%s: the claim %q is not in %q", lang, o.Claims[i].Text, o.Text)
			}
		}
	}
	if o := a.In("ja"); o.Text != a.Text {
		t.Errorf("in Japanese: %q", o.Text)
	}
}

// soundIn holds a message to being said in a language, as this text.
func soundIn(t *testing.T, lang string, m *say.Message, text string) {
	t.Helper()
	if m == nil {
		return
	}
	if left := leftEnglish(*m, lang); len(left) > 0 {
		t.Errorf("%s: %q has the English words %q", lang, text, left)
	}
	for _, v := range values(*m) {
		if !strings.Contains(text, v) {
			t.Errorf("%s: %q has not %q", lang, text, v)
		}
	}
}

// TestEveryNoteInEveryLanguage: a note of each kind that a bot gives is told in each language.
func TestEveryNoteInEveryLanguage(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	s := newFew(t, envoy, later, ferry1, ferry2, fire1, fire2, column, gone, notice)
	respelled := newFew(t, envoy)
	respelled.respelled = []knowledge.Respelling{{From: "ambasador", To: "ambassador"}}
	stale := newFew(t, envoy)
	stale.docs[0].Story.Source = "wire"
	stale.states = map[string]knowledge.SourceStatus{"wire": {Read: now.Add(-72 * time.Hour), Failures: 2, Problem: "503"}}
	copied := newFew(t, envoy)
	down := func(s *few, change func(*knowledge.Found)) func(q Question) Answer {
		return func(q Question) Answer {
			found, err := s.Search(t.Context(), knowledge.Query{Text: q.Text})
			if err != nil {
				t.Fatal(err)
			}
			change(&found)
			a, err := (&Bot{}).AnswerFrom(t.Context(), q, found, nil)
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
	}
	asked := func(b *Bot, s *few) func(q Question) Answer {
		return func(q Question) Answer { return ask(t, b, s, q) }
	}
	const envoyQuestion = "Who is Norvania's ambassador to Italy?"
	for _, c := range []struct {
		kind, question string
		answer         func(Question) Answer
		german, french string
	}{
		{"window", "What happened to the ambassador to Italy in 2019?", asked(&Bot{Stories: s}, s),
			"„2019“ wurde verstanden als Artikel von 2019 oder Stellen, in denen „2019“ steht.", "« 2019 » a été compris comme : articles publiés en 2019, ou passages qui nomment « 2019 »."},
		{"premise", "Why did the ambassador attack the embassy?", asked(&Bot{Stories: s}, s),
			"Keiner der gefundenen Artikel spricht von „attack“.", "Aucun des articles trouvés ne parle de « attack »."},
		{"superseded", "How many people were missing from the Astra?", asked(&Bot{Stories: s}, s),
			"Der neueste Stand ist „14“ [1], so seit dem 18. Oktober 2026; „31“ [2], vom 14. Oktober 2026, ist älter.",
			"Le plus récent est « 14 » [1], dit depuis le 18 octobre 2026 ; « 31 » [2], du 14 octobre 2026, est plus ancien."},
		{"disagreement", "What caused the fire at the Quay warehouse?", asked(&Bot{Stories: s}, s), "Die Artikel widersprechen einander: ", "Les articles divergent : "},
		{"label", "Should the minister of the Astra inquiry resign?", asked(&Bot{Stories: s}, s), "[1] ist ein Meinungsbeitrag.", "[1] est un article d’opinion."},
		{"spelling", "Who is Norvania's ambasador to Italy?", asked(&Bot{Stories: respelled}, respelled),
			"„ambasador“ steht in keinem Artikel: gelesen als „ambassador“.", "Aucun article ne contient « ambasador » : lu comme « ambassador »."},
		{"freshness", envoyQuestion, asked(&Bot{Stories: stale, Now: func() time.Time { return now }}, stale),
			"[1] ist vielleicht nicht auf dem neuesten Stand: Die Quelle war seit dem 20. November 2026, 12:00 Uhr UTC nicht zu lesen.",
			"[1] n’est peut-être plus à jour : la source n’a pas pu être lue depuis le 20 novembre 2026 à 12:00 UTC."},
		{"copies", envoyQuestion, down(copied, func(f *knowledge.Found) { f.Hits[0].Copies = []knowledge.Story{{ID: "c", Outlet: "The Star"}} }),
			"2 Medien bringen [1], aus derselben Quelle: The Courier, The Star.", "2 médias publient [1], d’une même origine : The Courier, The Star."},
		{"fallback", envoyQuestion, down(copied, func(f *knowledge.Found) { f.Degraded = knowledge.SlowEmbedding }),
			"Nur nach Wörtern gesucht: das Modell für Vektoren hat zu lange gebraucht.", "Recherche par mots seulement : le modèle de vecteurs a mis trop longtemps."},
		{"unchecked", envoyQuestion, asked(&Bot{Stories: s, Model: says("Ilan Dray was Norvania's man in Italy [1.1]."), Check: unreachable}, s),
			"Das prüfende Modell war nicht zu erreichen; dies wurde nur nach Regeln geprüft.", "Le modèle qui vérifie n’a pas pu être interrogé ; ceci n’a été vérifié que par des règles."},
	} {
		a := c.answer(Question{Text: c.question, At: now})
		soundWords(t, a)
		if a.Mode == ModeNone || notesOf(a, c.kind) == "" {
			t.Errorf("%s: the note is not given: %s %q %+v", c.kind, a.Mode, a.Text, a.Notes)
			continue
		}
		if de, fr := notesOf(a.In("de"), c.kind), notesOf(a.In("fr"), c.kind); !strings.Contains(de, c.german) || !strings.Contains(fr, c.french) {
			t.Errorf("%s: %s\n%s", c.kind, de, fr)
		}
	}
}

// unreachable is a checker that is down.
func unreachable(context.Context, prompts.Check) (bool, Usage, error) {
	return false, Usage{}, errors.New("down")
}

// TestListsInEveryLanguage: heads and rows of lists, and that the stories do not say.
func TestListsInEveryLanguage(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy, later, ferry1, ferry2, fire1, fire2)
	b := &Bot{Stories: s}
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	answer := func(text string) Answer { return ask(t, b, s, Question{Text: text, At: at}) }
	timeline, err := b.Timeline(t.Context(), Question{Text: "ferry Astra", At: at})
	if err != nil {
		t.Fatal(err)
	}
	digest, err := b.Digest(t.Context(), Question{At: at})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		a                        Answer
		english, german, spanish string // a beginning of the text
	}{
		"stories":  {answer("How many stories mention the Astra?"), "2 stories mention “Astra”:\n- “Correction on the ferry” (The Courier, 18 October 2026) [1]", "2 Artikel erwähnen „Astra“:\n- „Correction on the ferry“ (The Courier, 18. Oktober 2026) [1]", "2 artículos mencionan «Astra»:\n- «Correction on the ferry» (The Courier, 18 de octubre de 2026) [1]"},
		"outlets":  {answer("Which outlets reported on the Quay warehouse?"), "2 outlets have stories that mention “Quay warehouse”:\n- The ", "2 Medien haben Artikel, die „Quay warehouse“ erwähnen:\n- The ", "2 medios tienen artículos que mencionan «Quay warehouse»:\n- The "},
		"none":     {answer("How many stories mention zeppelins?"), "No story mentions “zeppelins”.", "Kein Artikel erwähnt „zeppelins“.", "Ningún artículo menciona «zeppelins»."},
		"digest":   {digest, "3 events in 4 stories:\n- ", "3 Ereignisse in 4 Artikeln:\n- ", "3 hechos en 4 artículos:\n- "},
		"timeline": {timeline, "14 October 2026: The ferry Astra", "14. Oktober 2026: The ferry Astra", "14 de octubre de 2026: The ferry Astra"},
		"refusal":  {answer("Who was the first astronaut on Mars?"), "The stories do not say.", "Davon sagen die Artikel nichts.", "Los artículos no lo dicen."},
		"nearest":  {answer("Which envoy won the chess tournament of Ostholm?"), "The stories do not say. The nearest are “Envoy in Rome vanishes” (The Courier, 3 January 2019) and “Envoy surfaces in Seoul”", "Davon sagen die Artikel nichts. Am nächsten kommen „Envoy in Rome vanishes“ (The Courier, 3. Januar 2019) und „Envoy surfaces in Seoul“", "Los artículos no lo dicen. Los más cercanos: «Envoy in Rome vanishes» (The Courier, 3 de enero de 2019) y «Envoy surfaces in Seoul»"},
		"hello":    {answer("hello"), "Hello. Ask me about 6 stories, the newest of 5 November 2026, or what is new.", "Hallo. Fragen Sie mich nach dem, was ich habe: 6 Artikel, der neueste vom 5. November 2026.", "Hola. Pregúnteme por lo que tengo: 6 artículos, el más reciente del 5 de noviembre de 2026."},
	} {
		soundWords(t, c.a)
		if de, es := c.a.In("de").Text, c.a.In("es").Text; !strings.HasPrefix(c.a.Text, c.english) || !strings.HasPrefix(de, c.german) || !strings.HasPrefix(es, c.spanish) {
			t.Errorf("%s: %s\n%s\n%s", name, c.a.Text, de, es)
		}
		if again := c.a.In("en"); again.Text != c.a.Text {
			t.Errorf("%s: in English again: %q", name, again.Text)
		}
	}
}

// TestRefusalIsInTheQuestionsLanguage: who asks in another language is refused in that, and in
// that of a page where a page has one.
func TestRefusalIsInTheQuestionsLanguage(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy, ferry1)
	for question, want := range map[string]string{
		"Wer hat den Pokal gewonnen?":       "Davon sagen die Artikel nichts.",
		"¿Quién ganó la copa del mundo?":    "Los artículos no lo dicen.",
		"Qui est le maire de la ville ?":    "Les articles ne le disent pas.",
		"Chi ha vinto la coppa?":            "Gli articoli non lo dicono.",
		"Quem foi o vencedor da taça?":      "Os artigos não dizem isso.",
		"Who won the zeppelin cup of Oslo?": "The stories do not say.",
	} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if a.Mode != ModeNone || !strings.HasPrefix(a.Text, want) || !strings.HasPrefix(a.Claims[0].Text, want) {
			t.Errorf("%s: %s %q", question, a.Mode, a.Text)
		}
		if en := a.In("en"); !strings.HasPrefix(en.Text, "The stories do not say.") {
			t.Errorf("%s, on an English page: %q", question, en.Text)
		}
		if it := a.In("it"); !strings.HasPrefix(it.Text, "Gli articoli non lo dicono.") || it.Claims[0].Text != it.Text {
			t.Errorf("%s, on an Italian page: %q", question, it.Text)
		}
	}
}

// TestInKeepsWhatItDoesNotKnow: an answer of another process has no data; it stays as it is, and an
// answer that is told in a language is not changed itself.
func TestInKeepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	a := Answer{Text: "A. B. C", Claims: []Claim{{Text: "A."}, {Text: "not there"}, {Text: "B."}}, Notes: []Note{{Kind: "window", Text: "2019 only."}}}
	if o := a.In("de"); o.Text != a.Text || o.Notes[0].Text != "2019 only." || o.Claims[1].Text != "not there" {
		t.Errorf("%+v", o)
	}
	a = Answer{Notes: []Note{noteOf("fallback", say.Tell(say.Budget, nil))}}
	a.say(say.Tell(say.NotSaid, nil))
	if _ = a.In("pt"); !strings.HasPrefix(a.Text, "The stories") || !strings.HasPrefix(a.Notes[0].Text, "Today") {
		t.Errorf("it was changed: %+v", a)
	}
}

// TestEveryKeyIsSaid: there is no sentence that nobody says.
func TestEveryKeyIsSaid(t *testing.T) {
	t.Parallel()
	keys, err := os.ReadFile("words/say/keys.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, pattern := range []string{"*.go", "event/*.go", "naming/*.go", "words/say/say.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files: %v", err)
		}
		for _, f := range files {
			if text, err := os.ReadFile(f); err == nil && !strings.HasSuffix(f, "_test.go") {
				code.Write(text)
			}
		}
	}
	all := regexp.MustCompile(`(?m)^\t(\w+) +Key = "`).FindAllStringSubmatch(string(keys), -1)
	if len(all) < 100 {
		t.Fatalf("only %d keys were read", len(all))
	}
	for _, key := range all {
		if !regexp.MustCompile(`\bsay\.` + key[1] + `\b|t\[` + key[1] + `\]|Tell\(` + key[1] + `,`).MatchString(code.String()) {
			t.Errorf("nobody says %s", key[1])
		}
	}
}
