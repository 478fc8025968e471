package event

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/sample"
	"github.com/storybot/storybot/knowledge/text"
)

// templates are texts of which outlets make many, each of another event.
var templates = []string{
	"%[1]s beat %[2]s %[3]d-%[4]d on Saturday in front of %[5]d people at %[6]s. %[7]s scored the first goal after %[8]d minutes. The visitors hit the post twice before the break. The hosts are now %[9]dth in the league, and their coach said that the team had earned it.",
	"The police of %[6]s are looking for %[7]s, %[8]d, who was last seen on Monday near %[1]s. He is %[5]d centimetres tall and wore a dark coat. Whoever knows where he is may call the police station in %[2]s. The family asks for help.",
	"%[1]s reported a profit of %[5]d million euros for the quarter, up %[8]d%% from a year before. Sales rose to %[9]d billion. %[7]s, the chief executive, said that demand in %[6]s had been strong and that the outlook was unchanged. Shares of %[2]s fell.",
}

// edited is a text as another outlet prints it: about a share of it cut or put in
// other words, and a line of its own.
func edited(l *text.Language, r *rand.Rand, s string, share float64) string {
	var out []string
	for i, span := range l.Sentences(s) {
		if i > 0 && r.Float64() < share/2 {
			continue
		}
		words := strings.Fields(span.Of(s))
		for w := range words {
			if strings.ToLower(words[w]) == words[w] && r.Float64() < share/2 {
				words[w] = fmt.Sprintf("other%d", r.IntN(1000))
			}
		}
		out = append(out, strings.Join(words, " "))
	}
	return strings.Join(append(out, fmt.Sprintf("Our reporter number %d was there.", r.IntN(1000))), " ")
}

// TestCopiesBCubed clusters the sample stories, copies of them edited by a tenth
// to four tenths, and decoys of one template by their text.
func TestCopiesBCubed(t *testing.T) {
	t.Parallel()
	l, r := text.English(), rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same each time
	var stories []knowledge.Story
	var origin []string
	add := func(of, body string) {
		stories, origin = append(stories, knowledge.Story{ID: fmt.Sprint(len(stories)), Text: body}), append(origin, of)
	}
	texts := sampleTexts(t)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		body := texts[name]
		if strings.Contains(name, "rate-cut") { // copies of each other in the sample itself
			name = "rate-cut"
		}
		add(name, body)
		for i := range 8 {
			add(name, edited(l, r, body, float64(1+i/2)/10))
		}
	}
	for i := range 60 {
		name := func() string {
			return fmt.Sprintf("%c%s", 'A'+r.IntN(26), strings.Repeat(string(rune('a'+r.IntN(26))), 3+r.IntN(4)))
		}
		add(fmt.Sprint("decoy", i), fmt.Sprintf(templates[i%len(templates)], name(), name(), r.IntN(5), r.IntN(5), 100+r.IntN(9000), name(), name()+" "+name(), 1+r.IntN(80), 4+r.IntN(9)))
	}
	got := make([]int, len(stories))
	for n, c := range Texts(stories) {
		for _, i := range c.Stories {
			got[i] = n
		}
	}
	precision, recall := bCubed(got, origin)
	f := 2 * precision * recall / (precision + recall)
	t.Logf("%d stories: B-cubed precision %.3f, recall %.3f, F1 %.3f", len(stories), precision, recall, f)
	if len(stories) < 200 || f < .95 {
		t.Errorf("of %d stories, F1 %.3f, want .95 of 200", len(stories), f)
	}
}

// sampleTexts are the texts of the sample stories, by their files.
func sampleTexts(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(sample.Stories(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]string)
	for _, name := range names {
		data, err := fs.ReadFile(sample.Stories(), name)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(data), "\n---\n")
		texts[name] = body
	}
	return texts
}

// bCubed is how much of a story's cluster is of its origin, and how much of its
// origin is in its cluster, on average (Bagga and Baldwin 1998).
func bCubed(got []int, want []string) (precision, recall float64) {
	for i := range got {
		both, in, of := 0.0, 0.0, 0.0
		for j := range got {
			if got[j] == got[i] {
				in++
			}
			if want[j] == want[i] {
				of++
			}
			if got[j] == got[i] && want[j] == want[i] {
				both++
			}
		}
		precision, recall = precision+both/in, recall+both/of
	}
	return precision / float64(len(got)), recall / float64(len(got))
}
