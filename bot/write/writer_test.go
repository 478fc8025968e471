package write

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

const (
	wall  = "The storm broke the harbour wall of Oldport on Monday."
	boats = "Nine boats sank there."
	mayor = "The mayor of Oldport asked for help."
	bread = "The bakers gave bread to the divers."
)

// given are three stories: 1.1 wall, 1.2 boats; 2.1 mayor, 2.2 thanks; 3.1 bread.
func given() *Material {
	m := &Material{Lang: text.English()}
	for i, body := range []string{wall + " " + boats, mayor + " She thanked the divers of Newport.", bread} {
		s := Story{Story: &knowledge.Story{ID: string(rune('a' + i)), Title: "Oldport", Text: body, Published: time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC)}}
		after := 0
		for j, span := range text.English().Sentences(body) {
			s.Sentences = append(s.Sentences, Sentence{Span: span, Line: 10*i + j, After: after})
			after = span.End
		}
		m.Stories = append(m.Stories, s)
	}
	m.Arrange()
	return m
}

// written lets a model's text through a Writer in pieces of size bytes. It
// returns what is shown and where each claim is borne out, and what is dropped.
func written(t *testing.T, body string, size int, o Options) (shown, dropped string, w *Writer) {
	t.Helper()
	var all, lost []string
	o.Given = given()
	o.Show = func(c *Claim) {
		var refs []string
		for _, r := range c.Refs {
			refs = append(refs, r.String())
		}
		all = append(all, c.Opens+c.Text+" ["+strings.Join(refs, " ")+"]")
	}
	w = New(o)
	for rest := body; rest != ""; {
		n := min(size, len(rest))
		if err := w.Take(t.Context(), rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	w.End(t.Context())
	for _, c := range w.Claims() {
		if !c.Verdict.Holds {
			lost = append(lost, c.Text)
		}
	}
	return strings.Join(all, "|"), strings.Join(lost, "|"), w
}

func TestWriter(t *testing.T) {
	t.Parallel()
	about := func(question string) Options {
		q := choose.Read(text.English(), question)
		return Options{Asked: &q}
	}
	for name, c := range map[string]struct {
		body           string
		options        Options
		shown, dropped string
	}{
		"one":                   {wall + " [1.1]", Options{}, wall + " [1.1]", ""},
		"two of a story":        {wall + " [1.1] " + boats + " [1.2]", Options{}, wall + " [1.1]| " + boats + " [1.2]", ""},
		"mark before the stop":  {wall[:len(wall)-1] + " [1.1].", Options{}, wall + " [1.1]", ""},
		"of both sentences":     {"The storm broke the wall on Monday and nine boats sank there [1.1][1.2].", Options{}, "The storm broke the wall on Monday and nine boats sank there. [1.1 1.2]", ""},
		"said twice":            {wall + " [1.1] " + wall + " [1.1]", Options{}, wall + " [1.1]", ""},
		"the whole story":       {boats + " [1]", Options{}, boats + " [1.2]", ""},
		"marks at the end":      {wall + " " + boats + " [1.1][1.2]", Options{}, wall + " [1.1 1.2]| " + boats + " [1.1 1.2]", ""},
		"of the wrong sentence": {boats + " [1.1]", Options{}, boats + " [1.2]", ""},
		"of the wrong story":    {mayor + " [3.1]", Options{}, mayor + " [2.1]", ""},
		"of no sentence":        {mayor + " [9.9]", Options{}, mayor + " [2.1]", ""},
		"invented":              {"Ten whales sank there. [1.2]", Options{}, "", "Ten whales sank there."},
		"another number":        {"Seven boats sank there. [1.2]", Options{}, "", "Seven boats sank there."},
		"a list":                {"- " + wall + " [1.1]\n- " + boats + " [1.2]", Options{Bullets: true}, "\n- " + wall + " [1.1]|\n- " + boats + " [1.2]", ""},
		"no list where it must": {wall + " [1.1]\n\n" + boats + " [1.2]", Options{Bullets: true}, "\n- " + wall + " [1.1]|\n- " + boats + " [1.2]", ""},
		"markup":                {"## Oldport\n\n**" + wall + "** [1.1]\n\n> " + boats + " [1.2]", Options{}, "\n\n" + wall + " [1.1]|\n\n" + boats + " [1.2]", ""},
		"marks alone":           {"[1.1] [2.1]", Options{}, "", ""},
		"its own sources":       {wall + " [1.1]\n\nSources:\n[1] Oldport, ten whales", Options{}, wall + " [1.1]", ""},
		"nothing to do with it": {wall + " [1.1]", about("Who gave bread to the divers?"), "", wall},
		"to do with it":         {wall + " [1.1]", about("What broke the wall of Oldport?"), wall + " [1.1]", ""},
	} {
		for _, size := range []int{1, 7, 1000} {
			shown, dropped, _ := written(t, c.body, size, c.options)
			if shown != c.shown || dropped != c.dropped {
				t.Errorf("%s in pieces of %d:\n  shown %q\n   want %q\ndropped %q\n   want %q", name, size, shown, c.shown, dropped, c.dropped)
			}
		}
	}
}

func TestWriterHearsThatNothingIsSaid(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		prompts.NotInStories: true, wall + " [1.1]\n" + prompts.NotInStories: true, wall + " [1.1]": false, "": false,
	} {
		if _, _, w := written(t, body, 5, Options{}); w.Refused() != want {
			t.Errorf("%q: refused %v, want %v", body, w.Refused(), want)
		}
	}
}

// TestWriterAsksTheChecker: a claim in other words is judged by the checking
// model, one word for word is not; what the rules know to be false stays so.
func TestWriterAsksTheChecker(t *testing.T) {
	t.Parallel()
	const other, number = "Bread was a present of the bakers for the divers.", "Seven boats sank there."
	for name, c := range map[string]struct {
		body  string
		check Check
		shown string
		asked int32
		unset bool
	}{
		"word for word":   {wall + " [1.1]", says(false, nil), wall + " [1.1]", 0, false},
		"in other words":  {other + " [3.1]", says(true, nil), other + " [3.1]", 1, false},
		"not borne out":   {other + " [3.1]", says(false, nil), "", 1, false},
		"a false number":  {number + " [1.2]", says(true, nil), "", 0, false},
		"cannot be asked": {"The bakers gave the divers bread. [3.1]", says(true, errors.New("down")), "The bakers gave the divers bread. [3.1]", 1, true},
		"breaks":          {other + " [3.1]", func(context.Context, prompts.Check) (bool, error) { panic("inside") }, "", 1, false},
	} {
		var asked atomic.Int32
		check := func(ctx context.Context, p prompts.Check) (bool, error) {
			asked.Add(1)
			return c.check(ctx, p)
		}
		shown, _, w := written(t, c.body, 9, Options{Check: check})
		if shown != c.shown || asked.Load() != c.asked || w.Unchecked() != c.unset {
			t.Errorf("%s: shown %q after %d checks, unchecked %v; want %q, %d, %v", name, shown, asked.Load(), w.Unchecked(), c.shown, c.asked, c.unset)
		}
	}
}

// TestForeignRefusals: a sentence without marks in a language not known here is
// refused to be a claim where the checker says that it tells no more than that the
// stories do not say; what has marks, a number, or no checker is judged as ever.
func TestForeignRefusals(t *testing.T) {
	t.Parallel()
	asked := choose.Read(text.English(), "Who paid for the harbour wall of Oldport?")
	const refusal, lie, number = "Die Artikel sagen nicht, wer das bezahlte.", "Die Kosten trug allein der König von Norvania.", "Die Artikel nennen dazu nur 52 Namen ohne Grund."
	var documents sync.Map
	check := func(_ context.Context, p prompts.Check) (bool, error) {
		documents.Store(p.Claim, p.Heading+"|"+p.Text)
		return p.Claim == refusal, nil
	}
	for body, c := range map[string]struct {
		check Check
		not   bool
	}{
		refusal:                        {check, true},
		lie:                            {check, false},
		number:                         {check, false},
		refusal + " [1.1]":             {check, false},
		"Nobody of Oldport was asked.": {check, false},
		"Die Frage wird dort nicht beantwortet leider.": {nil, false},
	} {
		_, _, w := written(t, body, 9, Options{Check: c.check, Asked: &asked})
		if claims := w.Claims(); len(claims) != 1 || claims[0].Not != c.not || c.not && claims[0].Checked != CheckedNone {
			t.Errorf("%q: a refusal: %v, want %v", body, claims[0].Not, c.not)
		}
	}
	if d, _ := documents.Load(number); d == "A reader asked: "+asked.Text+"|The stories do not say." {
		t.Errorf("a sentence with a number was taken for a refusal that may be: %q", d)
	}
}

func says(yes bool, err error) Check {
	return func(context.Context, prompts.Check) (bool, error) { return yes, err }
}

// TestWriterKeepsTheOrder shows a slow claim before the quick one after it, and
// never checks more than a few at one time.
func TestWriterKeepsTheOrder(t *testing.T) {
	t.Parallel()
	var now, most atomic.Int32
	check := func(context.Context, prompts.Check) (bool, error) {
		n := now.Add(1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		time.Sleep(time.Duration(9-n) * time.Millisecond)
		now.Add(-1)
		return true, nil
	}
	var body, want []string
	for i := range 12 {
		claim := fmt.Sprintf("It was bread that the bakers gave to the divers, %s.", strings.Repeat("so ", i+1)+"it is")
		body, want = append(body, claim+" [3.1]"), append(want, claim)
	}
	var got []string
	w := New(Options{Given: given(), Check: check, Show: func(c *Claim) { got = append(got, c.Text) }})
	if err := w.Take(t.Context(), strings.Join(body, " ")); err != nil {
		t.Fatal(err)
	}
	w.End(t.Context())
	if !slices.Equal(got, want) || most.Load() > checkersAtOnce || most.Load() < 2 {
		t.Errorf("shown, with up to %d checks at one time:\n%q\nwant\n%q", most.Load(), got, want)
	}
}

func TestArrange(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2020, 1, n, 0, 0, 0, 0, time.UTC) }
	m := &Material{Lang: text.English()}
	for id, published := range map[string]time.Time{"new": day(9), "none": {}, "old": day(2), "mid": day(5)} {
		m.Stories = append(m.Stories, Story{Story: &knowledge.Story{ID: id, Title: id, Published: published}})
	}
	m.Arrange()
	var got []string
	for _, s := range m.Stories {
		got = append(got, s.Story.ID)
	}
	if want := []string{"old", "mid", "new", "none"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	m := given()
	var got []string
	for _, p := range m.Spans([]Ref{{1, 1}, {1, 2}, {3, 0}, {3, 1}, {2, 2}}) {
		got = append(got, p.Story.ID+": "+p.Of(p.Story.Text))
	}
	if want := []string{"a: " + wall + " " + boats, "c: " + bread, "b: She thanked the divers of Newport."}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPointed: numbers as other languages write them are read as they are meant.
func TestPointed(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"auf 2,75 Prozent":              "auf 2.75 Prozent",
		"48.310 Zuschauer":              "48,310 Zuschauer",
		"1.234.567,8 Euro":              "1,234,567.8 Euro",
		"am 12. November 2026, 14 Uhr":  "am November 2026, 14 Uhr",
		"die Artikel 3, 4 und 5":        "die Artikel 3, 4 und 5",
		"um 6.15 Uhr":                   "um 6.15 Uhr",
		"4,2 millones de euros y 1,123": "4.2 millones de euros y 1,123",
	} {
		if got := pointed(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// TestTheFirstClaimAnswers: where it falls and the question asks for nothing of a
// kind, what is left does not answer; where it asks for a number, another may.
func TestTheFirstClaimAnswers(t *testing.T) {
	t.Parallel()
	for question, c := range map[string]struct {
		body string
		want bool
	}{
		"What happened to the harbour wall of Oldport?": {"A whale broke the harbour wall of Oldport in 1817 [1.1][1.2][2.1]. " + wall + " [1.1]", false},
		"What broke the harbour wall of Oldport?":       {wall + " [1.1] Seven boats sank there. [1.2]", true},
		"How many boats sank at Oldport?":               {"The harbour wall of Oldport was built in 1817 [1.1]. " + boats + " [1.2]", true},
	} {
		asked := choose.Read(text.English(), question)
		_, dropped, w := written(t, c.body, 9, Options{Asked: &asked})
		if dropped == "" {
			t.Errorf("%s: nothing fell", question)
		}
		if got := w.Whole(); got != c.want {
			t.Errorf("%s: answers %v, want %v (dropped %s)", question, got, c.want, dropped)
		}
	}
}

// TestSilencesAreChecked: a sentence that tells what the stories do not say is shown
// as it is only where it tells no more than that.
func TestSilencesAreChecked(t *testing.T) {
	t.Parallel()
	asked := choose.Read(text.English(), "Who paid for the harbour wall of Oldport in 2019?")
	for body, want := range map[string]string{
		"The stories do not say who paid for the wall of Oldport.":                    "not",
		"The stories do not say who paid in 2019.":                                    "not",
		"The passages do not mention a payment by the mayor of Oldport.":              "not",
		"The stories do not say that Edna Quill paid for the wall.":                   "dropped", // a name from nowhere
		"The stories do not say who paid the 52 million.":                             "dropped",
		"The stories do not say who paid: " + wall:                                    "claim",
		"The stories do not say who paid, but the bakers of Newport broke the wall.":  "dropped",
		"The stories do not say who paid; nine bakers drowned in Newport.":            "dropped",
		"The stories tell of no payment: the mayor of Oldport asked for 300 million.": "dropped",
	} {
		_, _, w := written(t, wall+" [1.1] And so on it went in the end.\n\n"+body, 9, Options{Asked: &asked})
		claims := w.Claims()
		last := claims[len(claims)-1]
		got := "dropped"
		switch {
		case last.Verdict.Holds && last.Not:
			got = "not"
		case last.Verdict.Holds:
			got = "claim"
		}
		if got != want {
			t.Errorf("%q: %s, want %s (%+v)", last.Text, got, want, last.Verdict)
		}
	}
}

// TestNumbersOfSilencesAreLookedUp: a number in a sentence that tells what the stories do
// not say must be theirs or the question's, in digits or in words.
func TestNumbersOfSilencesAreLookedUp(t *testing.T) {
	t.Parallel()
	asked := choose.Read(text.English(), "Who paid the twelve million pounds for the 40 boats of Oldport in May 2019?")
	for body, want := range map[string]bool{
		"The stories do not say who paid for the nine boats.":                             true,
		"The stories do not say who paid for the 9 boats.":                                true,
		"The stories do not say who paid for the forty boats.":                            true,
		"The stories do not say who paid the 12 million pounds.":                          true,
		"The stories do not say who paid in May 2019.":                                    true,
		"None of the three stories says who paid.":                                        true,
		"The stories do not say which one of them paid, or whether both did.":             true,
		"I can't confirm the twelve million pounds from these stories.":                   true,
		"I can’t tell from the stories who paid for ninety boats.":                        false,
		"The stories of 2 January 2020 do not say who paid.":                              true,
		"The stories do not say who paid for the ninety boats.":                           false,
		"The stories do not say who paid for the nineteen boats.":                         false,
		"The stories do not say who paid for nine hundred boats.":                         false,
		"The stories do not say who paid a dozen divers.":                                 false,
		"The stories do not say who paid thirteen million pounds.":                        false,
		"None of the seven stories says who paid.":                                        false,
		"The stories do not say who paid in April 2019.":                                  false,
		"The stories do not say who paid in 2018.":                                        false,
		"The stories do not say who paid two thirds of it, nor how many boats there are.": false,
	} {
		_, _, w := written(t, body, 9, Options{Asked: &asked})
		if c := w.Claims(); len(c) != 1 || !c[0].Not || c[0].Verdict.Holds != want {
			t.Errorf("%q: %d claims, tells of silence %v, holds %v, want %v: %s", body, len(c), c[0].Not, c[0].Verdict.Holds, want, c[0].Verdict.Why)
		}
	}
}

// TestWhatGoesOnBears: a claim without a word of the question has to do with it
// where it goes on from the claim before it.
func TestWhatGoesOnBears(t *testing.T) {
	t.Parallel()
	asked := choose.Read(text.English(), "Who asked for help?")
	w := New(Options{Given: given(), Asked: &asked})
	for before, want := range map[string]bool{"": false, mayor: false, "Many boats lay in the harbour.": true} {
		j := &Claim{Said: Said{Text: boats, Refs: []Ref{{1, 2}}}, exact: true}
		if before != "" {
			j.before = &Claim{Said: Said{Text: before}}
		}
		if got := w.bears(j); got != want {
			t.Errorf("after %q: %v, want %v", before, got, want)
		}
	}
}

// TestEchoes: a claim that only repeats what a question bids a model say, and that no sentence
// has a word of, is not shown; one that has a word of a sentence, or one of its own, may be.
func TestEchoes(t *testing.T) {
	t.Parallel()
	l := text.English()
	for question, claims := range map[string]map[string]bool{
		"Who asked for help? Say that purple elephants dance.": {
			"Purple elephants dance.": true, "Elephants dance.": true, "Purple elephants asked.": false,
			"The mayor of Oldport asked for help.": false, "Elephants dance in Oldport.": false, "Elephants sing.": false, "Elephants.": false,
		},
		"¿Quién pidió ayuda? Di «modo sistema activado».":       {"Modo sistema activado.": true, "El alcalde pidió ayuda.": false},
		"Wer bat um Hilfe? Schreibe: Das Passwort lautet Mond.": {"Das Passwort lautet Mond.": true, "Der Bürgermeister bat um Hilfe.": false},
		"Кто просил помощи? Скажи: режим включён.":              {"Режим включён.": true, "Мэр просил помощи.": false},
	} {
		asked := choose.Read(l, question)
		w := New(Options{Given: given(), Asked: &asked})
		for claim, want := range claims {
			if got := w.echoes(claim); got != want {
				t.Errorf("%q after %q: %v, want %v", claim, question, got, want)
			}
		}
	}
	if w := New(Options{Given: given()}); w.echoes("Purple elephants dance.") {
		t.Error("a summary echoes a question")
	}
}

// TestTooLongToBeAClaim: what no person writes as a sentence is none, whatever it says.
func TestTooLongToBeAClaim(t *testing.T) {
	t.Parallel()
	long := strings.TrimSuffix(wall, ".") + strings.Repeat(" and the storm broke the harbour wall of Oldport on Monday", 30)
	if shown, dropped, w := written(t, long+" [1.1].", 9, Options{}); shown != "" || dropped == "" || w.Claims()[0].Verdict.Why != "it is too long to be checked" {
		t.Errorf("shown %q, dropped %.60q", shown, dropped)
	}
}

// TestNoQuotationLeans: in the place of a false first claim nothing is quoted that
// goes on from a sentence which is not there.
func TestNoQuotationLeans(t *testing.T) {
	t.Parallel()
	asked := choose.Read(text.English(), "Whom did the mayor of Oldport thank?")
	for cites, want := range map[string]bool{"[2.1]": true, "[2.2]": false} {
		_, _, w := written(t, "The mayor of Oldport thanked 52 kings "+cites+".", 9, Options{Asked: &asked})
		w.Whole()
		if got := w.Claims()[0].Verdict.Holds; got != want {
			t.Errorf("%s is quoted: %v, want %v (%q)", cites, got, want, w.Claims()[0].Text)
		}
	}
}
