package eval

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// timeRow is a text with a phrase that names a time, and the window it means.
type timeRow struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Phrase string `json:"phrase"` // empty: the whole text
	Lang   string `json:"lang"`
	At     string `json:"at"`    // the moment from which it is understood
	Since  string `json:"since"` // 2006-01-02; empty: open
	Until  string `json:"until"` // the first day after; empty: open

	at     time.Time
	phrase text.Span
}

func (r *timeRow) check() (err error) {
	for _, layout := range []string{"2006-01-02T15:04:05", time.DateOnly, time.RFC3339} {
		if r.at, err = time.Parse(layout, r.At); err == nil {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("at %q is no moment", r.At)
	}
	for _, day := range []string{r.Since, r.Until} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return fmt.Errorf("%q is no day", day)
		}
	}
	place := regexp.MustCompile(`(?i)` + regexp.QuoteMeta(r.Phrase)).FindStringIndex(r.Text)
	if place == nil {
		return errors.New("the phrase is not in the text")
	}
	if r.phrase = (text.Span{Start: place[0], End: place[1]}); r.Phrase == "" {
		r.phrase.End = len(r.Text)
	}
	return nil
}

// timeFigures are shares of the rows: read as exactly the window, as none, as another.
type timeFigures struct {
	Rows  int   `json:"rows"`
	Exact share `json:"exact"`
	None  share `json:"none"`
	Wrong share `json:"wrong"`
}

// timeMeasures are the measures of the reading of times.
type timeMeasures struct {
	timeFigures
	ByLang map[string]timeFigures `json:"by_lang"`
}

// Figures are the shares of all, and the exact ones of each language.
func (m *timeMeasures) Figures() []Figure {
	list := []Figure{
		{"rows", strconv.Itoa(m.Rows)}, {"read exactly", number(m.Exact)}, {"not read", number(m.None)}, {"read wrongly", number(m.Wrong)},
	}
	for _, lang := range slices.Sorted(maps.Keys(m.ByLang)) {
		list = append(list, Figure{"read exactly of " + lang, number(m.ByLang[lang].Exact)})
	}
	return list
}

// timeOutcome is how a phrase was read.
type timeOutcome int

const (
	readNone timeOutcome = iota
	readWrong
	readExact
)

// String is the outcome for people.
func (r timeOutcome) String() string {
	switch r {
	case readNone:
		return "none"
	case readWrong:
		return "wrong"
	case readExact:
		return "exact"
	}
	return "unknown"
}

// times reads the time of every row.
func (e *Evaluator) times(ctx context.Context, rows []timeRow, step stepFunc) (Measures, error) {
	var all []timeOutcome
	byLang := make(map[string][]timeOutcome)
	for i := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("measure: %w", ctx.Err())
		}
		row := &rows[i]
		r := row.read()
		all, byLang[row.Lang] = append(all, r), append(byLang[row.Lang], r)
		e.row("%s\t%s\t%s\t%s\twant [%s, %s)\t%s", row.ID, row.Lang, r, row.Phrase, row.Since, row.Until, row.Text)
		step(row.ID, i+1)
	}
	m := &timeMeasures{timeFigures: timesOf(all), ByLang: make(map[string]timeFigures)}
	for lang, list := range byLang {
		if lang != "" {
			m.ByLang[lang] = timesOf(list)
		}
	}
	return m, nil
}

// read is how the phrase is read: exactly where one of the times found in it,
// be it with a word before it, is the window.
func (r *timeRow) read() timeOutcome {
	result := readNone
	for _, w := range whens(r.Text, r.at) {
		switch {
		case w.End <= r.phrase.Start || w.Start >= r.phrase.End:
		case dayOf(w.Since) == r.Since && dayOf(untilOf(&w)) == r.Until:
			return readExact
		default:
			result = readWrong
		}
	}
	return result
}

// untilOf is where a time ends as the data means it: they leave the second time
// of a range out of it.
func untilOf(w *text.When) time.Time {
	if w.To.IsZero() {
		return w.Until
	}
	return w.To
}

// dayOf writes a day; the zero time is open.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func timesOf(list []timeOutcome) timeFigures {
	f := timeFigures{Rows: len(list)}
	for of, to := range map[timeOutcome]*share{readExact: &f.Exact, readNone: &f.None, readWrong: &f.Wrong} {
		var values []float64
		for _, r := range list {
			values = append(values, one(r == of))
		}
		*to = mean(values)
	}
	return f
}
