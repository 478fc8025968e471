package eval

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// numbered are the sentences of a prompt with their numbers, as a model reads them.
type numbered []numberedSentence

type numberedSentence struct {
	ref   string // "2.1"
	story int
	text  string
}

var numberedLine = regexp.MustCompile(`(?m)^  (([0-9]+)\.[0-9]+) (.+)$`)

// readNumbered finds the numbered sentences of a prompt.
func readNumbered(prompt string) numbered {
	var all numbered
	for _, m := range numberedLine.FindAllStringSubmatch(prompt, -1) {
		story, _ := strconv.Atoi(m[2]) // the pattern has digits only
		all = append(all, numberedSentence{ref: m[1], story: story, text: text.OneLine(m[3])})
	}
	return all
}

// mark returns the marks of a claim: of the sentences that bear it out where they
// are recorded, else of the two nearest to it in what it cites.
func (n numbered) mark(c *claim, passages []passage) string {
	var refs []string
	for _, evidence := range c.Evidence {
		for _, s := range n {
			if e := text.OneLine(evidence); (strings.Contains(e, s.text) || strings.Contains(s.text, e)) && !slices.Contains(refs, s.ref) {
				refs = append(refs, s.ref)
			}
		}
	}
	if len(refs) == 0 {
		refs = n.nearest(c, passages)
	}
	var b strings.Builder
	for _, r := range refs {
		b.WriteString("[" + r + "]")
	}
	return b.String()
}

// nearest are the numbers of the two sentences of what a claim cites that have
// most of its words.
func (n numbered) nearest(c *claim, passages []passage) []string {
	words := text.English().TermSet(c.Text)
	type near struct {
		ref  string
		both int
	}
	var found []near
	for _, s := range n {
		if !slices.ContainsFunc(c.Cites, func(k int) bool { return strings.Contains(text.OneLine(passages[k-1].Text), s.text) }) {
			continue
		}
		both := 0
		for w := range text.English().TermSet(s.text) {
			if words[w] {
				both++
			}
		}
		found = append(found, near{s.ref, both})
	}
	slices.SortStableFunc(found, func(a, b near) int { return b.both - a.both })
	var refs []string
	for _, f := range found[:min(2, len(found))] {
		refs = append(refs, f.ref)
	}
	return refs
}

var passageMark = regexp.MustCompile(`\[([0-9]+)\]`)

// restore writes the marks of passages in a recorded text as those of their stories.
func (n numbered) restore(written string, passages []passage) string {
	return passageMark.ReplaceAllStringFunc(written, func(mark string) string {
		k, _ := strconv.Atoi(strings.Trim(mark, "[]"))
		if k < 1 || k > len(passages) {
			return mark
		}
		whole := text.OneLine(passages[k-1].Text)
		for _, s := range n {
			if strings.Contains(whole, s.text) {
				return "[" + strconv.Itoa(s.story) + "]"
			}
		}
		return mark
	})
}
