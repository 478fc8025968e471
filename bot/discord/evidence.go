package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// proof is a citation with the story version that it quotes.
type proof struct {
	bot.Citation
	story   knowledge.Story
	found   bool // the version's text is there
	present bool // it is the one that is read now
}

// evidence shows what an answer rests on; only who asks for it sees it.
func (b *Bot) evidence(ctx context.Context, i *interaction, id int64) {
	r, ok := b.deferReply(ctx, i, true)
	if !ok {
		return
	}
	e, err := b.entry(ctx, i, id)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	proofs := make([]proof, 0, len(e.Answer.Citations))
	for _, c := range e.Answer.Citations {
		p := proof{Citation: c}
		story, present, err := b.Desk.Version(ctx, c.Story, c.Version)
		if err == nil && c.Start >= 0 && c.Start <= c.End && c.End <= len(story.Text) && story.Text[c.Start:c.End] == c.Quote {
			p.story, p.found, p.present = story, true, present
		}
		proofs = append(proofs, p)
	}
	b.deliver(ctx, r, renderEvidence(e.Standalone, proofs))
}

// renderEvidence writes a block for each citation.
func renderEvidence(question string, proofs []proof) []outgoing {
	blocks := make([]string, 0, len(proofs))
	for n := range proofs {
		blocks = append(blocks, proofs[n].block(question))
	}
	if len(blocks) == 0 {
		blocks = []string{"This answer cites nothing."}
	}
	return newPages(atMost(pack(linesOf(blocks...), maxContent)))
}

// block describes one citation: its story, the sentence in its context, why it
// was chosen, and where to read it.
func (p *proof) block(question string) string {
	lines := []string{fmt.Sprintf("[%d] %s", p.N, about(heading(p.Title, "", longHeadline), p.Outlet, p.URL, p.Published, p.Label))}
	if p.found && !p.story.Updated.IsZero() {
		lines[0] += ", updated " + dayOf(knowledge.Day(p.story.Updated))
	}
	before, after := p.context()
	lines = append(lines, "> "+strings.TrimSpace(before+" **"+shorten(plainLine(p.Quote), 900)+"** "+after))
	lines = append(lines, p.why(question))
	if p.found && !p.present {
		lines = append(lines, "-# The story has changed since; this is how it read when the answer was given.")
	}
	if l := fragment(p.URL, p.Quote); l != "" {
		lines = append(lines, l)
	}
	return strings.Join(lines, "\n")
}

// context is the sentence before the quoted one and the one after it.
func (p *proof) context() (before, after string) {
	if !p.found {
		return "", ""
	}
	for _, s := range text.English().Sentences(p.story.Text) {
		switch {
		case s.End <= p.Start:
			before = s.Of(p.story.Text)
		case s.Start >= p.End && after == "":
			after = s.Of(p.story.Text)
		}
	}
	return shorten(plainLine(before), 250), shorten(plainLine(after), 250)
}

// why names the words that the citation shares with the question.
func (p *proof) why(question string) string {
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
		return "-# Chosen because its passage fits the question best; this sentence shares no word with it."
	}
	return "-# Chosen because it has what was asked about: " + shorten(plainLine(strings.Join(shared, ", ")), 200) + "."
}
