package write

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// Material is what a model is given: sentences of stories, oldest story first.
// Story n is stories[n-1], its sentence m is sentences[m-1]; sentence 0 is its
// headline.
type Material struct {
	Lang    *text.Language
	Stories []Story
}

// Story is a story of which a model is given sentences.
type Story struct {
	Story     *knowledge.Story
	Sentences []Sentence // in their order
	Notice    bool       // it is labelled retracted, and is the notice that says so: what it tells is fact
	relation  string     // to another given story
}

// Sentence is a sentence that a model is given.
type Sentence struct {
	text.Span
	Line  int      // its number among the evidence's lines
	Rank  int      // how well it answers the question, among all lines: 0 the best
	Also  []string // other outlets that have the same sentence
	After int      // where the sentence before it in the story ends
}

// Ref is a sentence of the material by its numbers; m is 0 for the headline.
type Ref struct{ n, m int }

func (r Ref) String() string { return fmt.Sprintf("%d.%d", r.n, r.m) }

// Arrange puts the oldest story first and undated ones last, and marks what
// corrects what.
func (m *Material) Arrange() {
	slices.SortStableFunc(m.Stories, func(a, b Story) int {
		switch x, y := a.Story.Published, b.Story.Published; {
		case x.IsZero() == y.IsZero():
			return x.Compare(y)
		case x.IsZero():
			return 1
		}
		return -1
	})
	m.relate()
}

// relate marks corrections with what they correct, and that with them.
func (m *Material) relate() {
	for i := range m.Stories {
		for j := range i {
			newer, older := &m.Stories[i], &m.Stories[j]
			if newer.Story.Label != knowledge.Correction || !SameEvent(m.Lang, newer.Story, older.Story) {
				continue
			}
			newer.relation = fmt.Sprintf("correction of [%d]", j+1)
			older.relation = fmt.Sprintf("corrected by [%d]", i+1)
		}
	}
}

// SameEvent reports whether the titles of two stories have half of their
// telling words in common, or two.
func SameEvent(l *text.Language, a, b *knowledge.Story) bool {
	x, y := l.TermSet(a.Title), l.TermSet(b.Title)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return both >= 2 || both > 0 && 2*both >= min(len(x), len(y))
}

// Prompt is the material as a prompt has it.
func (m *Material) Prompt() []prompts.Story {
	stories := make([]prompts.Story, len(m.Stories))
	for i := range m.Stories {
		g := &m.Stories[i]
		s := g.Story
		stories[i] = prompts.Story{
			N: i + 1, Outlet: s.Outlet, Day: prompts.Day(s.Published), Label: g.label(), Relation: g.relation, Title: s.Title,
		}
		if s.Updated.After(s.Published) && knowledge.Day(s.Updated) != knowledge.Day(s.Published) {
			stories[i].Updated = prompts.Day(s.Updated)
		}
		for k := range g.Sentences {
			sentence := &g.Sentences[k]
			gap := sentence.After != 0
			if k > 0 {
				gap = g.Sentences[k-1].End != sentence.After
			}
			stories[i].Sentences = append(stories[i].Sentences, prompts.Sentence{
				N: k + 1, Text: sentence.Of(s.Text), Gap: gap, Also: strings.Join(sentence.Also, ", "),
			})
		}
	}
	return stories
}

// label is what a model is told of the kind of story.
func (g *Story) label() string {
	if g.Notice {
		return "notice of a retraction"
	}
	return string(g.Story.Label)
}

// has reports whether the material has that sentence.
func (m *Material) has(r Ref) bool {
	return r.n >= 1 && r.n <= len(m.Stories) && r.m >= 0 && r.m <= len(m.Stories[r.n-1].Sentences)
}

// of is what the sentence says.
func (m *Material) of(r Ref) string {
	g := &m.Stories[r.n-1]
	if r.m == 0 {
		return g.Story.Title
	}
	return g.Sentences[r.m-1].Of(g.Story.Text)
}

// all are the sentences of story n.
func (m *Material) all(n int) []Ref {
	if n < 1 || n > len(m.Stories) {
		return nil
	}
	var refs []Ref
	for k := range m.Stories[n-1].Sentences {
		refs = append(refs, Ref{n, k + 1})
	}
	return refs
}

// heading is what stands above a story's sentences.
func (g *Story) heading() string {
	parts := []string{cmp.Or(g.Story.Outlet, "unknown outlet")}
	if day := prompts.Day(g.Story.Published); day != "" {
		parts = append(parts, day)
	}
	return strings.Join(parts, ", ") + ": " + g.Story.Title
}
