package write

import (
	"context"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// harbour is a story whose sentences are 1.1, 1.2 and so on.
func harbour(sentences ...string) *Material {
	body := strings.Join(sentences, " ")
	m := &Material{Lang: text.English(), Stories: []Story{{Story: &knowledge.Story{ID: "a", Title: "Oldport", Text: body}}}}
	at := 0
	for i, s := range sentences {
		m.Stories[0].Sentences = append(m.Stories[0].Sentences, Sentence{Span: text.Span{Start: at, End: at + len(s)}, Line: i, After: max(0, at-1)})
		at += len(s) + 1
	}
	return m
}

// TestWhole: what is left when the claims with FALSE in them fall stands for itself.
func TestWhole(t *testing.T) {
	t.Parallel()
	stories := harbour(
		"The mayor, Edna Quill, had the harbour wall of Oldport built in 2001.",
		"A court found that she had ignored warnings.",
		"Quill denied that she had ever been warned.",
		"Divers brought up nine boats.",
		"But the bakers of Oldport said that twelve were lost.",
		"Another ten boats were saved by their owners.",
		"Who will pay the bakers for their boats?",
	)
	for name, c := range map[string]struct{ wrote, want string }{
		"nothing falls":                 {"Edna Quill built the wall [1.1]. She ignored warnings [1.2].", "Edna Quill built the wall.| She ignored warnings."},
		"a pronoun falls with its name": {"Divers brought up boats [1.4]. FALSE Quill built it [1.1]. She ignored warnings [1.2].", "Divers brought up boats."},
		"and the next one":              {"Divers brought up boats [1.4]. FALSE Quill built it [1.1]. She ignored warnings [1.2]. Her wall broke [1.1]. Bakers lost boats [1.5].", "Divers brought up boats.| Bakers lost boats."},
		"items too":                     {"Divers brought up boats [1.4].\n- FALSE Quill built it [1.1]\n- She ignored warnings [1.2]\n- Her wall broke [1.1]", "Divers brought up boats."},
		"a pronoun keeps its name":      {"Edna Quill built the wall [1.1]. She FALSE built it [1.1]. She ignored warnings [1.2].", "Edna Quill built the wall.| She ignored warnings."},
		"also":                          {"Divers brought up boats [1.4]. The boats FALSE sank [1.1]. Also, bakers lost boats [1.5].", "Divers brought up boats.| Bakers lost boats."},
		"in addition":                   {"Divers brought up boats [1.4]. The boats FALSE sank [1.1]. In addition, bakers lost boats [1.5].", "Divers brought up boats.| Bakers lost boats."},
		"also after what holds":         {"Divers brought up boats [1.4]. Also, bakers lost boats [1.5].", "Divers brought up boats.| Also, bakers lost boats."},
		"another":                       {"Edna Quill built the wall [1.1]. The divers FALSE sank [1.4]. Another ten boats were saved [1.6].", "Edna Quill built the wall."},
		"another after what holds":      {"Divers brought up boats [1.4]. Another ten boats were saved [1.6].", "Divers brought up boats.| Another ten boats were saved."},
		"but, its other side quoted":    {"Edna Quill built the wall [1.1]. Divers FALSE sank [1.4]. But bakers lost boats [1.5].", "Edna Quill built the wall.| Divers brought up nine boats.| But bakers lost boats."},
		"but, its other side no claim":  {"Edna Quill built the wall [1.1]. Divers FALSE sank [1.1][1.2][1.4]. But bakers lost boats [1.5].", "Edna Quill built the wall.| Bakers lost boats."},
		"a denial that falls is quoted": {"Edna Quill ignored warnings [1.2]. FALSE Quill denied it all [1.3].", "Edna Quill ignored warnings.| Quill denied that she had ever been warned."},
		"a contrast that falls, too":    {"Divers brought up boats [1.4]. But FALSE bakers lost boats [1.5].", "Divers brought up boats.| But the bakers of Oldport said that twelve were lost."},
		"no quotation leads on":         {"FALSE bakers lost boats [1.5]. Divers brought up boats [1.4].", "Divers brought up boats."},
		"no quotation counts on":        {"FALSE ten boats [1.6]. Divers brought up boats [1.4].", "Divers brought up boats."},
		"no quotation asks":             {"Divers brought up boats [1.4]. But FALSE bakers pay [1.7].", "Divers brought up boats."},
		"what asks is no claim":         {"Divers brought up boats [1.4]. Who will pay the bakers for their boats? [1.7]", "Divers brought up boats."},
		"one item is no list":           {"What is known:\n- Divers brought up boats [1.4]\n- FALSE boats [1.5]", "\n\nDivers brought up boats"},
		"two items are":                 {"- Divers brought up boats [1.4]\n- FALSE boats [1.5]\n- Bakers lost boats [1.5]", "\n- Divers brought up boats|\n- Bakers lost boats"},
		"a list of one stays":           {"- Divers brought up boats [1.4]", "\n- Divers brought up boats"},
	} {
		check := func(_ context.Context, check prompts.Check) (bool, error) {
			return !strings.Contains(check.Claim, "FALSE"), nil
		}
		w := New(Options{Given: stories, Check: check})
		if err := w.Take(t.Context(), c.wrote); err != nil {
			t.Fatal(err)
		}
		w.End(t.Context())
		w.Whole()
		var got []string
		for _, claim := range w.Claims() {
			if claim.Verdict.Holds {
				got = append(got, claim.Opens+claim.Text)
			}
		}
		if g := strings.Join(got, "|"); strings.TrimLeft(g, "\n ") != strings.TrimLeft(c.want, "\n ") {
			t.Errorf("%s:\ngot  %q\nwant %q", name, g, c.want)
		}
	}
}
