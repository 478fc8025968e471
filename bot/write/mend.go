package write

import (
	"context"
	"regexp"
	"strings"

	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/prompts"
)

// mendMost is how many claims are sent back at most: an answer of which more
// does not hold is not worth mending.
const mendMost = 8

// mended finds the letter before a mended sentence.
var mended = regexp.MustCompile(`^\s*[*_(]*([A-Z])[*_)]*\s*[:.)]\s*(.+)$`)

// MendFaults sends the claims that do not hold back once, together, with what they
// rest on and the reason, and judges what comes. What holds then stands in the
// place of the old claim; any other is left as it is.
func (w *Writer) MendFaults(ctx context.Context, question string) {
	faults := w.faults()
	if w.Mend == nil || len(faults) == 0 || len(faults) > mendMost || ctx.Err() != nil {
		return
	}
	mend := prompts.Mend{Question: question, Stories: w.Given.Prompt(), Fence: prompts.NewFence()}
	for i, j := range faults {
		mend.Faults = append(mend.Faults, prompts.Fault{Letter: letter(i), Sentence: j.Raw, Why: j.Verdict.Why})
	}
	reply, err := w.Mend(ctx, mend)
	if err != nil {
		w.Log.Info("what does not hold could not be mended", "error", err)
		return
	}
	for line := range strings.Lines(reply) {
		m := mended.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if i := int(m[1][0] - 'A'); i < len(faults) {
			w.replace(ctx, faults[i], m[2])
		}
	}
}

func letter(i int) string { return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i : i+1] }

// faults are the claims that do not hold and might, said otherwise.
func (w *Writer) faults() []*Claim {
	var faults []*Claim
	for _, j := range w.claims {
		if !j.Verdict.Holds && j.Verdict.Kind != verify.KindCitation {
			faults = append(faults, j)
		}
	}
	return faults
}

// replace puts a mended sentence in the place of a claim, if it holds.
func (w *Writer) replace(ctx context.Context, j *Claim, sentence string) {
	r := reader{lang: w.Given.Lang, foreign: w.Foreign}
	c, ok := r.read(sentence)
	if !ok || c.Not || w.seen[c.Text] {
		return
	}
	c.Opens = j.Opens
	if len(c.Refs) == 0 {
		c.Refs = j.Refs
	}
	next := &Claim{Said: c, Raw: j.Raw}
	if w.judge(ctx, next); next.Verdict.Holds {
		w.seen[c.Text] = true
		j.Said, j.Verdict, j.Checked = next.Said, next.Verdict, next.Checked
	}
}
