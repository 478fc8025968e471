package eval

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/speaker"
	"github.com/storybot/storybot/knowledge/text"
)

// speakerRow is a text and who says what in it.
type speakerRow struct {
	ID           string        `json:"id"`
	Text         string        `json:"text"`
	Attributions []attribution `json:"attributions"`
}

// attribution is the places of what is said and of who says it, each from and to in
// characters; no source: it is not told.
type attribution struct {
	Source  [][2]int `json:"source"`
	Content [][2]int `json:"content"`
}

// check is that every place is in the text.
func (r *speakerRow) check() error {
	n := utf8.RuneCountInString(r.Text)
	for i := range r.Attributions {
		for _, places := range [...][][2]int{r.Attributions[i].Source, r.Attributions[i].Content} {
			for _, p := range places {
				if p[0] < 0 || p[1] < p[0] || p[1] > n {
					return fmt.Errorf("[%d, %d] is no place in a text of %d characters", p[0], p[1], n)
				}
			}
		}
	}
	return nil
}

// speakerMeasures are the measures of who says what, on direct quotations whose
// speaker the text tells.
type speakerMeasures struct {
	Texts  int   `json:"texts"`
	Quotes int   `json:"quotes"`
	Found  share `json:"found"` // some speaker was found
	Right  share `json:"right"` // and it is, in part at least, who is meant
}

func (m *speakerMeasures) Figures() []Figure {
	return []Figure{
		{"texts", strconv.Itoa(m.Texts)}, {"direct quotations", strconv.Itoa(m.Quotes)},
		{"a speaker found", number(m.Found)}, {"the right speaker", number(m.Right)},
	}
}

// speakers finds who says each direct quotation.
func (e *Evaluator) speakers(ctx context.Context, rows []speakerRow, step stepFunc) (Measures, error) {
	var found, right []float64
	for i := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("measure: %w", ctx.Err())
		}
		row := &rows[i]
		place := bytesOf(row.Text)
		quotes := quotations(row.Text)
		for _, a := range row.Attributions {
			source, content := spansOf(a.Source, place), spansOf(a.Content, place)
			if len(source) == 0 || !direct(row.Text, content) {
				continue
			}
			told := speakerOf(quotes, content[0])
			hit := overlaps(told, source)
			found, right = append(found, one(told.Start < told.End)), append(right, one(hit))
			e.row("%s\t%v\t%s\tWANT: %s\tGOT: %s", row.ID, hit, text.OneLine(content[0].Of(row.Text)), source[0].Of(row.Text), text.OneLine(told.Of(row.Text)))
		}
		step(row.ID, i+1)
	}
	return &speakerMeasures{Texts: len(rows), Quotes: len(right), Found: mean(found), Right: mean(right)}, nil
}

// bytesOf is where each character of a text begins, and where it ends.
func bytesOf(s string) []int {
	var at []int
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// spansOf are places in bytes.
func spansOf(places [][2]int, at []int) []text.Span {
	var spans []text.Span
	for _, p := range places {
		spans = append(spans, text.Span{Start: at[p[0]], End: at[p[1]]})
	}
	return spans
}

// direct reports whether all that is said stands between double quotation marks.
func direct(s string, content []text.Span) bool {
	if len(content) == 0 {
		return false
	}
	before, after := s[:content[0].Start], s[content[len(content)-1].End:]
	said := s[content[0].Start:content[len(content)-1].End]
	opens := opening(strings.TrimLeft(said, " ")) || closing(strings.TrimRight(before, " "))
	return opens && (closing(strings.TrimRight(said, " .,;!?")) || opening(strings.TrimLeft(after, " .,;!?")))
}

// opening reports whether s begins with a double quotation mark, of either end.
func opening(s string) bool { return strings.IndexAny(s, quoteMarks) == 0 }

// closing reports whether s ends with one.
func closing(s string) bool { return strings.TrimRight(s, quoteMarks) != s }

const quoteMarks = "\"“”"

// speakerOf is who says the quotation that holds the beginning of what is said.
func speakerOf(quotes []speaker.Quotation, said text.Span) text.Span {
	for _, q := range quotes {
		if q.Start < said.End && said.Start < q.End {
			return q.Speaker
		}
	}
	return text.Span{}
}

// overlaps reports whether a span shares a character with one of the others.
func overlaps(s text.Span, others []text.Span) bool {
	for _, o := range others {
		if s.Start < o.End && o.Start < s.End {
			return true
		}
	}
	return false
}
