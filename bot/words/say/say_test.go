package say

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// keysOf are the keys that a file declares, as they are written.
func keysOf(t *testing.T, name string) []Key {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var keys []Key
	ast.Inspect(file, func(n ast.Node) bool {
		if v, is := n.(*ast.ValueSpec); is && len(v.Values) == 1 {
			if text, is := v.Values[0].(*ast.BasicLit); is {
				key, err := strconv.Unquote(text.Value)
				if err != nil {
					t.Fatal(err)
				}
				keys = append(keys, Key(key))
			}
		}
		return true
	})
	return keys
}

var placeholder = regexp.MustCompile(`\{\w*\}`)

// placeholders are those of a text, each once, sorted.
func placeholders(text string) []string {
	return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(text, -1))))
}

// edges are the spaces around a text.
func edges(text string) string {
	trimmed := strings.TrimSpace(text)
	before, after, _ := strings.Cut(text, trimmed)
	return before + "|" + after
}

// faultsOf are what is wrong with the sentences of a language, next to the English ones.
func faultsOf(keys []Key, english, other table) (faults []string) {
	for _, key := range keys {
		en, text := english[key], other[key]
		_, said := other[key]
		switch {
		case !said, key != ZeroIsOne && strings.TrimSpace(text) == "":
			faults = append(faults, string(key)+" is not said")
		case strings.HasPrefix(string(key), "list-") && !strings.Contains(en, "{"):
			if strings.Count(text, "|") != 1 {
				faults = append(faults, string(key)+" is no joint")
			}
		case !slices.Equal(placeholders(en), placeholders(text)):
			faults = append(faults, string(key)+" has other placeholders")
		case strings.Count(text, "{")+strings.Count(text, "}") != 2*len(placeholder.FindAllString(text, -1)):
			faults = append(faults, string(key)+" has a brace by itself")
		case strings.Contains(en, "|") && strings.Count(text, "|") != 1, strings.Count(text, "|") > 1:
			faults = append(faults, string(key)+" has not two forms")
		case edges(en) != edges(text) && !strings.ContainsAny(en[:1], ",;"):
			faults = append(faults, string(key)+" has other spaces around it")
		case len(strings.Fields(en)) > 3 && en == text:
			faults = append(faults, string(key)+" is said in English")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(other)) {
		if !slices.Contains(keys, key) {
			faults = append(faults, string(key)+" is no key")
		}
	}
	return faults
}

// TestEveryLanguageSaysAll: every sentence is there in every language, with the placeholders that it has in English.
func TestEveryLanguageSaysAll(t *testing.T) {
	t.Parallel()
	keys := keysOf(t, "keys.go")
	if twice := slices.Sorted(slices.Values(keys)); len(keys) < 100 || len(slices.Compact(twice)) != len(keys) {
		t.Fatalf("%d keys, some of them twice", len(keys))
	}
	for _, lang := range strings.Fields("en de es fr it pt") {
		if !Speaks(lang) {
			t.Errorf("%s is not spoken", lang)
		}
		for _, fault := range faultsOf(keys, tables["en"], tables[lang]) {
			if lang != "en" || !strings.HasSuffix(fault, "in English") {
				t.Errorf("%s: %s", lang, fault)
			}
		}
		if n := len(strings.Fields(tables[lang][Months])); n != 12 {
			t.Errorf("%s has %d months", lang, n)
		}
	}
	if len(tables) != 6 {
		t.Errorf("there are %d languages", len(tables))
	}
}

// TestFaultsAreFound holds the test above to finding each of them.
func TestFaultsAreFound(t *testing.T) {
	t.Parallel()
	en := table{"a": "One of {n} words|{n} words are left", "list-x": " and | and "}
	for want, other := range map[string]table{
		"":                             {"a": "Ein Wort von {n}|{n} Wörter", "list-x": ", | und "},
		"a is not said":                {"a": " ", "list-x": ", | und "},
		"list-x is not said":           {"a": "Ein Wort von {n}|{n} Wörter"},
		"a has other placeholders":     {"a": "Ein Wort|{m} Wörter", "list-x": ", | und "},
		"a has a brace by itself":      {"a": "{Ein Wort|{n} Wörter", "list-x": ", | und "},
		"a has not two forms":          {"a": "{n} Wörter", "list-x": ", | und "},
		"a has other spaces around it": {"a": "Ein Wort von {n}|{n} Wörter ", "list-x": ", | und "},
		"a is said in English":         {"a": en["a"], "list-x": ", | und "},
		"list-x is no joint":           {"a": "Ein Wort von {n}|{n} Wörter", "list-x": ","},
		"b is no key":                  {"a": "Ein Wort von {n}|{n} Wörter", "list-x": ", | und ", "b": "x"},
	} {
		if got := strings.Join(faultsOf([]Key{"a", "list-x"}, en, other), ";"); got != want {
			t.Errorf("%v: %q, want %q", other, got, want)
		}
	}
}

func TestIn(t *testing.T) {
	t.Parallel()
	first, last := time.Date(2026, 3, 1, 9, 5, 0, 0, time.UTC), time.Date(2026, 8, 31, 0, 0, 0, 0, time.UTC)
	names := func(n int) Message {
		return Join(And, []Message{Text("A"), Text("{n}"), Text("C")}[:n])
	}
	for _, c := range []struct {
		m    Message
		want string // in English, German, French, Italian
	}{
		{Message{}, "|||"},
		{Text("{d} | x"), "{d} | x|{d} | x|{d} | x|{d} | x"},
		{When(Day, first), "1 March 2026|1. März 2026|1er mars 2026|1º marzo 2026"},
		{When(Day, last), "31 August 2026|31. August 2026|31 août 2026|31 agosto 2026"},
		{When(MomentUTC, first), "1 March 2026, 09:05 UTC|1. März 2026, 09:05 Uhr UTC|1er mars 2026 à 09:05 UTC|1º marzo 2026, 09:05 UTC"},
		{When(Month, last), "August 2026|August 2026|août 2026|agosto 2026"},
		{When(OfYear, last), "of 2026|von 2026|publiés en 2026|del 2026"},
		{Count(Stories, 0, nil), "0 stories|0 Artikel|0 article|0 articoli"},
		{Count(Stories, 1, nil), "1 story|1 Artikel|1 article|1 articolo"},
		{Count(Origins, 2, nil), "2 origins|2 Ursprünge|2 origines|2 origini"},
		{names(0), "|||"}, {names(1), "A|A|A|A"}, {names(2), "A and {n}|A und {n}|A et {n}|A e {n}"}, {names(3), "A, {n} and C|A, {n} und C|A, {n} et C|A, {n} e C"},
		{Tell(Nearest, With{"stories": Titled("{stories}")}), " The nearest are “{stories}”.| Am nächsten kommen „{stories}“.| Les plus proches : « {stories} ».| I più vicini: «{stories}»."},
		{Tell(NotSaid, nil), "The stories do not say.|Davon sagen die Artikel nichts.|Les articles ne le disent pas.|Gli articoli non lo dicono."}, // nothing stands where nothing is given
		{Tell("unknown", nil), "|||"},
	} {
		got := strings.Join([]string{c.m.In("en"), c.m.In("de"), c.m.In("fr"), c.m.In("it")}, "|")
		if got != c.want {
			t.Errorf("%+v is %q, want %q", c.m, got, c.want)
		}
		if c.m.In("ja") != c.m.In("en") {
			t.Errorf("%+v is said in Japanese", c.m)
		}
		data, err := json.Marshal(c.m)
		var back Message
		if err != nil || json.Unmarshal(data, &back) != nil || back.In("fr") != c.m.In("fr") {
			t.Errorf("%+v is read back as %+v, %v", c.m, back, err)
		}
	}
	if m := Text("x"); m.Silent() || !(Message{}).Silent() || When(Day, first).Silent() {
		t.Error("what says something is silent, or what says nothing is not")
	}
	if !reflect.DeepEqual(Number(3), Text("3")) || Speaks("") || Speaks("ja") {
		t.Error("a number, or a language that nobody speaks")
	}
}

// TestLanguageOf: a question's language is known by its small words, and never guessed by names or titles.
func TestLanguageOf(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"Wer hat das Spiel gewonnen?": "de", "Wann wurde die Brücke gesperrt?": "de", "Wie viele Menschen sind bei dem Sturm gestorben?": "de",
		"Gibt es Neues vom Streik der Lokführer?": "de", "was ist mit der Fähre passiert": "de",
		"¿Quién ganó la copa?": "es", "¿Cuántas personas murieron en el incendio?": "es", "¿Qué dijo el ministro sobre la huelga?": "es", "cuando abre el puente": "es",
		"Qui est le maire de la ville ?": "fr", "Combien de personnes sont mortes dans l’incendie ?": "fr", "Qu’est-ce que le ministre a dit ?": "fr", "Où est le ferry ?": "fr",
		"Chi ha vinto la coppa?": "it", "Quante persone sono morte nell'incendio?": "it", "Che cosa ha detto il ministro?": "it", "Dov’è il traghetto?": "it",
		"Quem ganhou a taça?": "pt", "Quantas pessoas morreram no incêndio?": "pt", "O que disse o ministro sobre a greve?": "pt",

		"Who won the cup?": "", "How many people died in the storm?": "", "what is new": "", "Who is Oscar de la Renta?": "", "Oscar de la Renta": "", "": "",
		"storm": "", "Le Monde": "", "Who directed Die Hard?": "", "Das Boot": "", "La La Land": "", "What did Der Spiegel say on the strike?": "", "Die Zeit": "",
		"How was the film Che cosa received?": "", "誰が優勝しましたか": "", "minister resigned": "", "El Niño in Peru": "", "Rio de Janeiro floods": "",
		"Was the decision unanimous?": "", "war in Sudan": "", "Are there any strikes?": "", "Os X update": "", "was it an accident": "", "Who was killed in the attack on La Plata?": "",
	} {
		if got := LanguageOf(question); got != want {
			t.Errorf("%q is taken as %q, want %q", question, got, want)
		}
	}
}
