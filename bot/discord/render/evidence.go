package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Proof is a citation with the story version that it quotes.
type Proof struct {
	bot.Citation
	Cited   knowledge.Story
	Found   bool // the version's text is there
	Present bool // it is the one that is read now
}

// Evidence writes a block for each citation. Where the answer is a list, which no words of a
// question chose, question is empty.
func (v Voice) Evidence(question string, proofs []Proof) []Message {
	blocks := make([]string, 0, len(proofs))
	for n := range proofs {
		blocks = append(blocks, proofs[n].block(v, question))
	}
	if len(blocks) == 0 {
		blocks = []string{v.chat().Shown.CitesNothing}
	}
	return newPages(v.blocks(blocks...))
}

// block describes one citation: its story, the sentence in its context, why it
// was chosen, and where to read it.
func (p *Proof) block(v Voice, question string) string {
	lines := []string{fmt.Sprintf("[%d] %s", p.N, v.about(v.heading(bare(p.Title, p.Outlet), "", longHeadline), p.Outlet, p.URL, p.Published, p.Label))}
	if p.Found && !p.Cited.Updated.IsZero() {
		lines[0] += ", " + v.Say(v.chat().Shown.Updated, "day", v.Words().Day(p.Cited.Updated))
	}
	before, after := p.context()
	lines = append(lines, "> "+strings.TrimSpace(before+" **"+Line(p.Quote, 900)+"** "+after))
	if question != "" {
		lines = append(lines, p.why(v, question))
	}
	if p.Found && !p.Present {
		lines = append(lines, "-# "+v.chat().Shown.Changed)
	}
	if l := fragment(p.URL, p.Quote); l != "" {
		lines = append(lines, l)
	}
	return strings.Join(lines, "\n")
}

// context is the sentence before the quoted one and the one after it.
func (p *Proof) context() (before, after string) {
	if !p.Found {
		return "", ""
	}
	for _, s := range text.English().Sentences(p.Cited.Text) {
		switch {
		case s.End <= p.Start:
			before = s.Of(p.Cited.Text)
		case s.Start >= p.End && after == "":
			after = s.Of(p.Cited.Text)
		}
	}
	return Line(before, 250), Line(after, 250)
}

// why names the words that the citation shares with the question.
func (p *Proof) why(v Voice, question string) string {
	have := make(map[string]bool)
	for _, w := range text.English().Words(p.Quote + " " + p.Title) {
		have[w.Stem()] = true
	}
	var shared []string
	for _, w := range text.English().Words(question) {
		if !w.Stop() && have[w.Stem()] && !slices.Contains(shared, w.Norm) {
			shared = append(shared, w.Norm)
		}
	}
	if len(shared) == 0 {
		return "-# " + v.chat().Shown.ChosenNear
	}
	return "-# " + v.Say(v.chat().Shown.ChosenFor, "words", Line(strings.Join(shared, ", "), 200))
}
