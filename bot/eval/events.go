package eval

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// eventRow is an event as several stories tell it, and what is asked of it:
// either asks, of a value that changes, or one question, where outlets disagree
// (values and outlets) or only seem to (answers).
type eventRow struct {
	ID      string       `json:"id"`
	Stories []eventStory `json:"stories"`
	Asks    []eventAsk   `json:"asks"`

	Question string     `json:"question"`
	At       time.Time  `json:"at"`
	Answers  []string   `json:"answers"`
	Values   [][]string `json:"values"`  // the ways of writing each value
	Outlets  []string   `json:"outlets"` // whose they are
}

// eventStory is one of its stories.
type eventStory struct {
	ID, Outlet, Title, Text string
	Published               time.Time
	Label                   knowledge.Label
}

// eventAsk is a question about a value that changes.
type eventAsk struct {
	Of       string    `json:"of"` // latest, first, window
	Question string    `json:"question"`
	At       time.Time `json:"at"`
	Answers  []string  `json:"answers"`
	Wrong    []string  `json:"wrong"`
}

func (r *eventRow) check() error {
	switch {
	case len(r.Stories) == 0:
		return errors.New("there are no stories")
	case len(r.Asks) == 0 && r.Question == "":
		return errors.New("nothing is asked")
	case len(r.Values) != len(r.Outlets):
		return errors.New("values and outlets do not go together")
	}
	return nil
}

// EventMeasures are the measures of events told by several stories. Shares are
// of the questions of that kind.
type EventMeasures struct {
	Questions int   `json:"questions"`
	Latest    share `json:"latest_right"` // the answer has the value as of the question
	First     share `json:"first_right"`  // the one known at first, where that is asked
	Window    share `json:"window_right"` // the one known then
	Before    share `json:"before_told"`  // of the latest: a note tells what was said before
	Both      share `json:"both_shown"`   // of disagreements: both values, with their outlets
	Noted     share `json:"noted"`        // a note tells of the disagreement
	Precision share `json:"precision"`    // of all notes of a disagreement, how many are of one
	Right     share `json:"decoys_right"` // of what only seems to differ: the answer is right
	False     share `json:"decoys_noted"` // and a note says that it differs or has changed
}

// Figures are the same for people.
func (m *EventMeasures) Figures() []Figure {
	return []Figure{
		{"questions", strconv.Itoa(m.Questions)},
		{"latest value right", number(m.Latest)}, {"first value right", number(m.First)}, {"past value right", number(m.Window)},
		{"what it was before told", number(m.Before)},
		{"both sides shown", number(m.Both)}, {"disagreement noted", number(m.Noted)}, {"notes of one right", number(m.Precision)},
		{"decoys right", number(m.Right)}, {"decoys noted", number(m.False)},
	}
}

// eventTally collects what came of the questions.
type eventTally struct{ latest, first, window, before, both, noted, precision, right, false []float64 }

// events asks every question of an engine that holds the stories of all rows.
func (e *Evaluator) events(ctx context.Context, rows []eventRow, step stepFunc) (m Measures, err error) {
	base, leave, err := e.engine(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, leave()) }()
	if _, err = base.Load(ctx, []knowledge.Source{eventStories(rows)}, knowledge.LoadOptions{}); err != nil {
		return nil, fmt.Errorf("load the stories: %w", err)
	}
	var t eventTally
	questions := 0
	for i := range rows {
		asks := rows[i].Asks
		if len(asks) == 0 {
			asks = []eventAsk{{Question: rows[i].Question, At: rows[i].At, Answers: rows[i].Answers}}
		}
		for _, ask := range asks {
			a, err := answered(ctx, base, bot.Question{Text: ask.Question, At: ask.At, Surface: bot.Measuring})
			if err != nil {
				return nil, err
			}
			questions++
			e.row("%s\t%s\t%s\tQ: %s\tWANT: %s\tGOT: %s\tNOTES: %s", rows[i].ID, ask.Of, t.count(&rows[i], &ask, &a), ask.Question,
				wanted(&rows[i], &ask), strings.Join(strings.Fields(a.Text), " "), a.Notes)
		}
		step(rows[i].ID, i+1)
	}
	return &EventMeasures{
		Questions: questions, Latest: mean(t.latest), First: mean(t.first), Window: mean(t.window), Before: mean(t.before),
		Both: mean(t.both), Noted: mean(t.noted), Precision: mean(t.precision), Right: mean(t.right), False: mean(t.false),
	}, nil
}

func wanted(row *eventRow, ask *eventAsk) string {
	if len(row.Values) > 0 {
		return fmt.Sprint(row.Values)
	}
	return strings.Join(ask.Answers, " | ")
}

// count counts one answer and tells in words what came of it.
func (t *eventTally) count(row *eventRow, ask *eventAsk, a *bot.Answer) string {
	disagrees, supersedes := hasNote(a, "disagreement"), hasNote(a, "superseded")
	if disagrees {
		t.precision = append(t.precision, one(len(row.Values) > 0))
	}
	ok := a.Mode != bot.ModeNone && says(a.Text, ask.Answers)
	switch {
	case len(row.Values) > 0:
		ok = a.Mode != bot.ModeNone && sidesShown(row, a)
		t.both, t.noted = append(t.both, one(ok)), append(t.noted, one(disagrees))
	case ask.Of == "latest":
		t.latest, t.before = append(t.latest, one(ok)), append(t.before, one(supersedes))
	case ask.Of == "first":
		t.first = append(t.first, one(ok))
	case ask.Of == "window":
		t.window = append(t.window, one(ok))
	default:
		t.right, t.false = append(t.right, one(ok)), append(t.false, one(disagrees || supersedes))
	}
	return fmt.Sprintf("right %v\tdisagreement %v\tsuperseded %v", ok, disagrees, supersedes)
}

func hasNote(a *bot.Answer, kind string) bool {
	return slices.ContainsFunc(a.Notes, func(n bot.Note) bool { return n.Kind == kind })
}

// sidesShown reports whether each value is quoted from its own outlet.
func sidesShown(row *eventRow, a *bot.Answer) bool {
	for i, value := range row.Values {
		if !slices.ContainsFunc(a.Citations, func(c bot.Citation) bool { return c.Outlet == row.Outlets[i] && says(c.Quote, value) }) {
			return false
		}
	}
	return true
}

// eventStories are the stories of all rows.
func eventStories(rows []eventRow) documents {
	var list documents
	for i := range rows {
		for _, s := range rows[i].Stories {
			list = append(list, s.story())
		}
	}
	return list
}

// story is it as the engine takes it.
func (s *eventStory) story() *knowledge.Story {
	k := &knowledge.Story{
		ID: knowledge.StoryID(s.ID), Title: s.Title, Outlet: s.Outlet, Published: s.Published.UTC(), Label: s.Label, Lang: "en",
		Text: s.Text, Source: documents{}.Name(), Item: s.ID,
	}
	k.Hash = k.Fingerprint()
	return k
}
