package spelling

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// Rare is in how many passages a word of a name may stand that yet is taken for another, as
// long as it never stands beside the name's other word.
const Rare = 5

// pair is two words side by side that are written as a name.
type pair struct {
	raw, norm, stem [2]string
	wrong           int // which of them is in question
	count           int // how many passages have that one
}

// whole is the name with this in place of the word in question.
func (p *pair) whole(word string) string {
	w := p.raw
	w[p.wrong] = word
	return w[0] + " " + w[1]
}

// names takes a name's word that is rare or unknown for the one that the stories spell nearly
// so beside the name's other word: Ada Lovelce for Ada Lovelace. A name that some story has stays.
func (r *respeller) names(ctx context.Context, terms []Term) error {
	for _, p := range pairs(r.query) {
		count := [2]int{frequency(terms, p.stem[0]), frequency(terms, p.stem[1])}
		if count[1] <= count[0] {
			p.wrong = 1
		}
		p.count = count[p.wrong]
		if p.count > Rare || count[1-p.wrong] == 0 || !doubtful(p.norm[p.wrong]) {
			continue
		}
		if err := r.name(ctx, &p); err != nil {
			return err
		}
	}
	return nil
}

// pairs are the words of a query that stand side by side as those of a name do.
func pairs(s string) []pair {
	words := text.Of("").Words(s)
	var found []pair
	for i := 1; i < len(words); i++ {
		a, b := &words[i-1], &words[i]
		if a.Upper && b.Upper && !a.Stop() && !b.Stop() && s[a.End:b.Start] == " " {
			found = append(found, pair{raw: [2]string{a.Of(s), b.Of(s)}, norm: [2]string{a.Norm, b.Norm}, stem: [2]string{a.Stem(), b.Stem()}})
		}
	}
	return found
}

// doubtful reports whether a word is long enough to be taken for another, and none of the language's own.
func doubtful(norm string) bool {
	return utf8.RuneCountInString(norm) >= One && !strings.ContainsAny(norm, "0123456789") && !listed(text.Of(""), norm)
}

func frequency(terms []Term, stem string) int {
	for _, t := range terms {
		if t.Text == stem {
			return t.Frequency
		}
	}
	return 0
}

// name takes the word in question for another, where more passages have that beside the
// other word of the name than have the word in question at all.
func (r *respeller) name(ctx context.Context, p *pair) error {
	stem := p.stem[p.wrong]
	if there, _, err := r.beside(ctx, p, stem, stem); err != nil || there > 0 {
		return err
	}
	near, err := r.near(ctx, stem, p.norm[p.wrong])
	if err != nil {
		return err
	}
	var best Term
	var where Passage
	most := p.count
	for _, n := range near {
		there, passage, err := r.beside(ctx, p, n.Text, p.stem[1-p.wrong], n.Text)
		if err != nil {
			return err
		}
		if there > most {
			best, where, most = n, passage, there
		}
	}
	if where == nil {
		return nil
	}
	s, err := where.Text(ctx)
	if err != nil {
		return fmt.Errorf("read how a story spells a name: %w", err)
	}
	r.named(p, best, spelledBeside(s, p))
	return nil
}

// named has the word in question of a name read as another. Where some story has the word,
// what none has is the whole name.
func (r *respeller) named(p *pair, as Term, to string) {
	if to == "" {
		return
	}
	r.done, r.known = append(r.done, p.stem[p.wrong]), append(r.known, as)
	if from := p.raw[p.wrong]; p.count == 0 {
		r.take(from, to)
	} else {
		r.take(p.whole(from), p.whole(to))
	}
}

// beside counts the passages that have a term in place of the word in question, beside the other, among those that these
// find; and one of them.
func (r *respeller) beside(ctx context.Context, p *pair, term string, by ...string) (n int, where Passage, err error) {
	terms := p.stem
	terms[p.wrong] = term
	found, err := r.in.With(ctx, by)
	if err != nil {
		return 0, nil, fmt.Errorf("look for passages with a name: %w", err)
	}
	for _, passage := range found {
		if passage.Beside(terms[0], terms[1]) {
			if n++; where == nil {
				where = passage
			}
		}
	}
	return n, where, nil
}

// spelledBeside is how a story spells the word in question, with a capital and beside the other
// word of the name; empty where it does not.
func spelledBeside(s string, p *pair) string {
	for _, in := range pairs(s) {
		if to := in.raw[p.wrong]; in.norm[1-p.wrong] == p.norm[1-p.wrong] && in.norm[p.wrong] != p.norm[p.wrong] && Likely(p.norm[p.wrong], in.norm[p.wrong]) {
			return strings.TrimSuffix(strings.TrimSuffix(to, "'s"), "’s")
		}
	}
	return ""
}

// stemsNear are the stems of all that is one edit from a word, which begins with the same letter: a stem that is
// far from the word's own may be of one, as those of Hastings and Hastngs.
func stemsNear(word string) []string {
	l := text.Of("")
	var stems []string
	add := func(w string) { stems = append(stems, l.Stem(w)) }
	for i := 1; i <= len(word); i++ {
		head, rest := word[:i], word[i:]
		if rest != "" {
			add(head + rest[1:])
		}
		if len(rest) > 1 {
			add(head + rest[1:2] + rest[:1] + rest[2:])
		}
		for c := byte('a'); c <= 'z'; c++ {
			add(head + string(c) + rest)
			if rest != "" {
				add(head + string(c) + rest[1:])
			}
		}
	}
	return stems
}
