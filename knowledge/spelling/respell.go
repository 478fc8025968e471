package spelling

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// Respelling is words of a query that no story has, and what they were taken for: a word that is
// spelled nearly so and stands with the others of the query, or a name with one of its words
// spelled so.
type Respelling struct{ From, To string }

// In returns s with what r was taken for. Words of which From is only a part stay.
func (r Respelling) In(s string) string {
	if r.From == "" {
		return s
	}
	var b strings.Builder
	for at := 0; ; {
		i := strings.Index(s[at:], r.From)
		if i < 0 {
			b.WriteString(s[at:])
			return b.String()
		}
		from, end := at+i, at+i+len(r.From)
		before, _ := utf8.DecodeLastRuneInString(s[:from])
		after, _ := utf8.DecodeRuneInString(s[end:])
		b.WriteString(s[at:from])
		if unicode.IsLetter(before) || unicode.IsLetter(after) {
			b.WriteString(r.From)
		} else {
			b.WriteString(r.To)
		}
		at = end
	}
}

// Term is a stem, how many passages have it, and how much it weighs.
type Term struct {
	Text      string
	Frequency int
	Weight    float64
}

// Passages is where the words of a query are looked up. It is an interface because the
// stories may be kept by a server.
type Passages interface {
	// Spellings returns the terms up to so many edits from term that some passage has.
	Spellings(ctx context.Context, term string, edits int) ([]string, error)
	// Terms returns what is known of each of these.
	Terms(ctx context.Context, terms []string) ([]Term, error)
	// With returns some of the passages that the query allows and that have one of these terms, the best first.
	With(ctx context.Context, terms []string) ([]Passage, error)
}

// Passage is a passage and the title of its story.
type Passage interface {
	// Has reports whether one of the two has a term.
	Has(term string) bool
	// Beside reports whether, in one of the two, the terms follow each other but for stop words.
	Beside(first, second string) bool
	// Text reads the story and its title.
	Text(ctx context.Context) (string, error)
}

// Respell looks for other spellings of a query's words that no passage has, and returns the query with them. A word is
// taken for another only where a passage that the query allows has that with at least half, by weight, of the query's
// known words; a name only for a name, and a word that everybody knows for none. Where none is so, and no other name is
// asked of, it is taken for the only name that is spelled nearly so. A name of several words is looked for first.
func Respell(ctx context.Context, in Passages, query string, terms []Term) (string, []Respelling, error) {
	r := respeller{in: in, query: query}
	var unknown []string
	for _, t := range terms {
		if t.Frequency > 0 {
			r.known = append(r.known, t)
		}
	}
	if err := r.names(ctx, terms); err != nil {
		return r.query, r.all, err
	}
	for _, t := range terms {
		if t.Frequency == 0 && !slices.Contains(r.done, t.Text) && r.mayBeWrong(t.Text) {
			unknown = append(unknown, t.Text)
		}
	}
	for _, term := range unknown {
		if err := r.word(ctx, term); err != nil {
			return r.query, r.all, err
		}
	}
	slices.SortStableFunc(r.all, func(a, b Respelling) int { return strings.Index(query, a.From) - strings.Index(query, b.From) })
	return r.query, r.all, nil
}

// respeller is a query on its way to other spellings.
type respeller struct {
	in    Passages
	query string
	known []Term   // the terms that some passage has
	done  []string // the terms that were taken for others
	all   []Respelling
}

// mayBeWrong reports whether a term is long enough, has no digits, and is of no word that everybody knows.
func (r *respeller) mayBeWrong(term string) bool {
	return utf8.RuneCountInString(term) >= One && !strings.ContainsAny(term, "0123456789") &&
		!Known(text.Of(""), strings.ToLower(WordWith(r.query, term, false)))
}

// take has a word, or words, of the query read as others.
func (r *respeller) take(from, to string) {
	taken := Respelling{From: from, To: to}
	r.query = taken.In(r.query)
	r.all = append(r.all, taken)
}

// word looks for another spelling of a term that no passage has.
func (r *respeller) word(ctx context.Context, term string) error {
	from := WordWith(r.query, term, false)
	near, err := r.near(ctx, term, strings.ToLower(from))
	if err != nil {
		return err
	}
	best, where, err := r.meeting(ctx, near, r.known)
	if err != nil {
		return err
	}
	name := Capital(from)
	if where == nil && len(near) == 1 && NameAlike(term, near[0].Text) && !r.naming() {
		if best, where, err = r.meeting(ctx, near, nil); err != nil {
			return err
		}
		name = true
	}
	to := CommonNear(from)
	if where != nil {
		s, err := where.Text(ctx)
		if err != nil {
			return fmt.Errorf("read how a story spells it: %w", err)
		}
		to = WordWith(s, best.Text, name)
	}
	if to == "" || !Likely(from, to) {
		return nil
	}
	if where != nil {
		r.known = append(r.known, best)
	}
	r.take(from, to)
	return nil
}

// naming reports whether a word of the query that is known is written as a name.
func (r *respeller) naming() bool {
	return slices.ContainsFunc(r.known, func(t Term) bool { return Capital(WordWith(r.query, t.Text, true)) })
}

// near is the terms nearest to one, those of the words that are one edit from it among them, the commonest first.
func (r *respeller) near(ctx context.Context, term, word string) ([]Term, error) {
	near, err := r.spelled(ctx, term, 1, stemsNear(word))
	if err == nil && len(near) == 0 && utf8.RuneCountInString(term) >= Two {
		near, err = r.spelled(ctx, term, 2, nil)
	}
	return near, err
}

// tried is how many other spellings of a word are tried, the commonest first.
const tried = 6

// spelled is what passages have of the terms so many edits from one, and of others.
func (r *respeller) spelled(ctx context.Context, term string, edits int, others []string) ([]Term, error) {
	near, err := r.in.Spellings(ctx, term, edits)
	if err != nil {
		return nil, fmt.Errorf("look for spellings: %w", err)
	}
	near = append(near, others...)
	slices.Sort(near)
	near = slices.DeleteFunc(slices.Compact(near), func(s string) bool {
		return s == term || utf8.RuneCountInString(s) < One-1 || !SameBeginning(s, term)
	})
	if len(near) == 0 {
		return nil, nil
	}
	terms, err := r.in.Terms(ctx, near)
	if err != nil {
		return nil, fmt.Errorf("count the passages with a spelling: %w", err)
	}
	terms = slices.DeleteFunc(terms, func(t Term) bool { return t.Frequency == 0 })
	slices.SortStableFunc(terms, func(a, b Term) int { return b.Frequency - a.Frequency })
	return terms[:min(len(terms), tried)], nil
}

// meeting finds the spelling that stands in a passage with most of these terms,
// and that passage; nil where none stands with enough of them.
func (r *respeller) meeting(ctx context.Context, near, with []Term) (best Term, where Passage, err error) {
	all := 0.0
	for _, k := range with {
		all += k.Weight
	}
	most := -1.0
	for _, n := range near {
		terms := []string{n.Text}
		for _, k := range with {
			terms = append(terms, k.Text)
		}
		found, err := r.in.With(ctx, terms)
		if err != nil {
			return best, nil, fmt.Errorf("look for passages with a spelling: %w", err)
		}
		for _, p := range found {
			if has := together(p, n, with); has > most && 2*has >= all {
				best, where, most = n, p, has
			}
		}
	}
	return best, where, nil
}

// together is the weight of the known terms that a passage has beside a spelling;
// less than nothing where it does not have that.
func together(p Passage, near Term, known []Term) float64 {
	if !p.Has(near.Text) {
		return -1
	}
	sum := 0.0
	for _, k := range known {
		if p.Has(k.Text) {
			sum += k.Weight
		}
	}
	return sum
}
