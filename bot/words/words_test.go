package words

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// texts are all texts of one language, by their place in the table.
func texts(w *Words) map[string]string {
	found := make(map[string]string)
	var walk func(at string, v reflect.Value)
	walk = func(at string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(at+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Array:
			for i := range v.Len() {
				walk(at+"."+time.Month(i+1).String(), v.Index(i))
			}
		case reflect.String:
			found[strings.TrimPrefix(at, ".")] = v.String()
		}
	}
	walk("", reflect.ValueOf(*w))
	return found
}

var placeholder = regexp.MustCompile(`\{\w*\}`)

// placeholders are those of a text, sorted.
func placeholders(text string) []string {
	return slices.Sorted(slices.Values(placeholder.FindAllString(text, -1)))
}

// faultsOf are what is wrong with what is said in a language, next to what is said in English.
func faultsOf(english, other map[string]string) (faults []string) {
	same := 0
	for _, at := range slices.Sorted(maps.Keys(english)) {
		en, text := english[at], other[at]
		switch {
		case strings.TrimSpace(text) == "":
			faults = append(faults, at+" is not said")
		case text != strings.TrimSpace(text):
			faults = append(faults, at+" has spaces around it")
		case !slices.Equal(placeholders(en), placeholders(text)):
			faults = append(faults, at+" has other placeholders")
		case strings.Count(text, "{")+strings.Count(text, "}") != 2*len(placeholders(text)):
			faults = append(faults, at+" has a brace by itself")
		case len(strings.Fields(en)) > 3 && en == text:
			faults = append(faults, at+" is said in English")
		case en == text:
			same++
		}
	}
	if 4*same > len(english) {
		faults = append(faults, "much is said in English")
	}
	return faults
}

// TestEveryLanguageSaysAll: no language falls back to English in silence, and each has the
// placeholders that English has.
func TestEveryLanguageSaysAll(t *testing.T) {
	t.Parallel()
	english := texts(English())
	if len(english) < 200 {
		t.Fatalf("only %d texts are looked at", len(english))
	}
	for _, fault := range faultsOf(english, english) {
		if !strings.Contains(fault, "English") {
			t.Errorf("en: %s", fault)
		}
	}
	tags := make(map[string]bool)
	for _, w := range All() {
		if tags[w.Script.Lang] {
			t.Errorf("there are two of %s", w.Script.Lang)
		}
		tags[w.Script.Lang] = true
		if of, ok := Of(w.Script.Lang); !ok || of.Script.You != w.Script.You {
			t.Errorf("%s is not found by its tag", w.Script.Lang)
		}
		if w.Script.Lang == "en" {
			continue
		}
		if faults := faultsOf(english, texts(w)); len(faults) > 0 {
			t.Errorf("%s: %s", w.Script.Lang, strings.Join(faults, "; "))
		}
	}
	for _, tag := range strings.Fields("en de es fr it pt") {
		if !tags[tag] {
			t.Errorf("%s is not spoken", tag)
		}
	}
}

// TestFaultsAreFound holds the test above to finding each of them.
func TestFaultsAreFound(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "A is not said", " ": "A is not said", "Noch {n} Wörter da ": "A has spaces around it", "Noch Wörter da": "A has other placeholders",
		"Noch {m} Wörter da": "A has other placeholders", "Noch {n} {n} Wörter": "A has other placeholders", "Noch {n} {Wörter da": "A has a brace by itself",
		"Only {n} words are left": "A is said in English", "Noch {n} Wörter da": "",
	} {
		if got := strings.Join(faultsOf(map[string]string{"A": "Only {n} words are left"}, map[string]string{"A": text}), ";"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFor(t *testing.T) {
	t.Parallel()
	for accepted, want := range map[string]string{
		"": "en", "de": "de", "de-AT,de;q=0.9,en;q=0.8": "de", "en-GB,en;q=0.9,de;q=0.8": "en", "ja,pt-BR;q=0.7,en;q=0.3": "pt",
		"ja": "en", "*": "en", "fr ; q=0.2, es;q=0.6": "es", "fr;q=0": "en", "it;q=x": "en", "FR_ca": "fr", "de;q=7, it;q=0.1": "it", ",,;q=": "en", "deutsch": "en",
	} {
		if got := For(accepted).Script.Lang; got != want {
			t.Errorf("%q is told in %s, want %s", accepted, got, want)
		}
	}
	if w, ok := Of("pt-BR"); !ok || w.Script.Lang != "pt" {
		t.Error("pt-BR is not told in Portuguese")
	}
	if _, ok := Of("ja"); ok {
		t.Error("ja is told")
	}
}

func TestSay(t *testing.T) {
	t.Parallel()
	en, fr := English(), french()
	at := time.Date(2019, 1, 3, 23, 5, 0, 0, time.FixedZone("", -2*60*60))
	for got, want := range map[string]string{
		en.Say(en.Script.Stories, 0): "0 stories", en.Say(en.Script.Stories, 1): "1 story", en.Say(en.Script.Stories, 2): "2 stories",
		fr.Say(fr.Script.Stories, 0): "0 article", fr.Say(fr.Script.Stories, 2): "2 articles",
		en.Day(at): "3 Jan 2019", german().Day(at): "3. Jan. 2019", en.Moment(at): "4 Jan 2019, 01:05 UTC", en.Day(time.Time{}) + en.Moment(time.Time{}): "",
		en.Label("news") + "|" + en.Label("opinion") + "|" + fr.Label("retracted") + "|" + fr.Label("odd"): "|opinion|retiré|odd",
		Fill("{a} and {b}", "a", "{b}", "b", "x"):                                                          "{b} and x", Fill("{c} {a}", "a", "1"): "{c} 1",
	} {
		if got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}

// limits are the numbers of characters that Discord lets texts have, by their place in the table.
func limits() map[string]int {
	found := make(map[string]int)
	var walk func(at string, t reflect.Type, most int)
	walk = func(at string, t reflect.Type, most int) {
		if t.Kind() == reflect.Struct {
			for i := range t.NumField() {
				f := t.Field(i)
				inside := most
				if n, err := strconv.Atoi(f.Tag.Get("most")); err == nil {
					inside = n
				}
				walk(at+"."+f.Name, f.Type, inside)
			}
			return
		}
		found[strings.TrimPrefix(at, ".")] = most
	}
	walk("Chat", reflect.TypeFor[Chat](), 500)
	return found
}

// TestDiscordTakesAll holds what is said in Discord to the lengths that it takes, in every language.
func TestDiscordTakesAll(t *testing.T) {
	t.Parallel()
	most := limits()
	if most["Chat.Buttons.FollowUp"] != 45 || most["Chat.Offers.Ask.Name"] != 32 || most["Chat.Offers.Long"] != 100 || most["Chat.Said.Nobody"] != 500 {
		t.Fatalf("the limits are read wrongly: %v", most)
	}
	for _, w := range All() {
		for at, text := range texts(w) {
			if limit, is := most[at]; is && utf8.RuneCountInString(text) > limit {
				t.Errorf("%s: %s has %d characters, and Discord takes %d: %s", w.Script.Lang, at, utf8.RuneCountInString(text), limit, text)
			}
		}
	}
}
