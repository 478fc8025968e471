package eval

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// recordedRow is a question with the passages that were found for it and what
// a model wrote of them, recorded.
type recordedRow struct {
	ID       string    `json:"id"`
	Question string    `json:"question"`
	At       string    `json:"at"`
	Passages []passage `json:"passages"`
	Claims   []claim   `json:"claims"`
	Answer   []int     `json:"answer"` // the claims that in this order make up the answer
	Weak     string    `json:"weak"`   // the same answer as a weak model writes it; empty: not recorded
}

// claim is a sentence that a model wrote, and the truth about it.
type claim struct {
	Text      string   `json:"text"`
	Cites     []int    `json:"cites"`    // passages, from 1
	Evidence  []string `json:"evidence"` // the sentences of these that bear it out
	Supported bool     `json:"supported"`
	Checker   bool     `json:"checker"` // what a checking model said of it, recorded
	Kind      string   `json:"kind"`
}

func (r *recordedRow) asOf() string { return r.At }

func (r *recordedRow) check() error {
	for i := range r.Passages {
		if p := &r.Passages[i]; strings.TrimSpace(p.Text) == "" {
			return fmt.Errorf("passage %d has no text", i+1)
		} else if _, err := time.Parse(time.DateOnly, p.Published); p.Published != "" && err != nil {
			return fmt.Errorf("passage %d: %q is no day", i+1, p.Published)
		}
	}
	for i := range r.Claims {
		if strings.TrimSpace(r.Claims[i].Text) == "" {
			return fmt.Errorf("claim %d has no text", i)
		}
		for _, n := range r.Claims[i].Cites {
			if n < 1 || n > len(r.Passages) {
				return fmt.Errorf("claim %d cites passage %d of %d", i, n, len(r.Passages))
			}
		}
	}
	for _, n := range r.Answer {
		if n < 0 || n >= len(r.Claims) {
			return fmt.Errorf("answer names claim %d of %d", n, len(r.Claims))
		}
	}
	if len(r.Passages) == 0 {
		return errors.New("there are no passages")
	}
	return nil
}

// kind is the kind of a claim: a true one without any is a paraphrase.
func (c *claim) kind() string {
	switch {
	case c.Kind != "":
		return c.Kind
	case c.Supported:
		return "paraphrase"
	}
	return "unsupported"
}

// nearCopy is the kind of the true claims that stay close to the passages'
// wording. They are measured apart: true claims are mostly paraphrases and
// false ones near-copies, so that mere likeness would seem to tell them apart.
const nearCopy = "near_copy"

// marked is the text of a claim with its marks, in the form in which the
// prompt asks for them.
func (c *claim) marked(n numbered, passages []passage) string {
	return strings.TrimSpace(c.Text + " " + n.mark(c, passages))
}

// answered is the answer as the model wrote it.
func (r *recordedRow) answered(n numbered) string {
	var parts []string
	for _, k := range r.Answer {
		parts = append(parts, r.Claims[k].marked(n, r.Passages))
	}
	return strings.Join(parts, " ")
}
