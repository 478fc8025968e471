package eval

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// disagreementRow is a question with documents of which some say one thing and
// some another.
type disagreementRow struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	Answers   []string `json:"answers"`   // what the documents say: any of these
	Others    []string `json:"others"`    // what the altered ones say: any of these
	Documents []string `json:"documents"` // each an outlet of its own
	Altered   []string `json:"altered"`   // empty: nobody says otherwise
	Noise     []string `json:"noise"`     // which say neither
}

func (r *disagreementRow) check() error {
	if len(r.Documents)+len(r.Altered)+len(r.Noise) == 0 {
		return errors.New("there are no documents")
	}
	if len(r.Altered) > 0 && (len(r.Answers) == 0 || len(r.Others) == 0) {
		return errors.New("answers and others are both needed where documents disagree")
	}
	return nil
}

// disagreementMeasures are shares of the disputed questions, but for the last.
type disagreementMeasures struct {
	Questions int   `json:"questions"`
	Disputed  int   `json:"disputed"`         // how many have documents that say otherwise
	Both      share `json:"both_shown"`       // the answer's text has what either side says
	Noted     share `json:"noted"`            // a note tells of the disagreement
	NotedElse share `json:"noted_undisputed"` // the same of the other questions
}

// Figures are the same for people.
func (m *disagreementMeasures) Figures() []Figure {
	return []Figure{
		{"questions", strconv.Itoa(m.Questions)}, {"disputed", strconv.Itoa(m.Disputed)}, {"both sides shown", number(m.Both)},
		{"disagreement noted", number(m.Noted)}, {"noted though undisputed", number(m.NotedElse)},
	}
}

// disagreements asks every question of an engine that holds its documents alone.
func (e *Evaluator) disagreements(ctx context.Context, rows []disagreementRow, step stepFunc) (Measures, error) {
	var both, noted, notedElse []float64
	for i := range rows {
		row := &rows[i]
		a, err := e.disagreement(ctx, row)
		if err != nil {
			return nil, fmt.Errorf("question %s: %w", row.ID, err)
		}
		tells := slices.ContainsFunc(a.Notes, func(n bot.Note) bool { return n.Kind == "disagreement" })
		shown := a.Mode != bot.ModeNone && says(a.Text, row.Answers) && says(a.Text, row.Others)
		if len(row.Altered) > 0 {
			both, noted = append(both, one(shown)), append(noted, one(tells))
		} else {
			notedElse = append(notedElse, one(tells))
		}
		e.row("%s\tboth %v\tnoted %v\tQ: %s\tWANT: %s || %s\tGOT: %s", row.ID, shown, tells, row.Question,
			strings.Join(row.Answers, " | "), strings.Join(row.Others, " | "), strings.Join(strings.Fields(a.Text), " "))
		step(row.ID, i+1)
	}
	return &disagreementMeasures{
		Questions: len(rows), Disputed: len(both), Both: mean(both), Noted: mean(noted), NotedElse: mean(notedElse),
	}, nil
}

// disagreement is the answer to one question.
func (e *Evaluator) disagreement(ctx context.Context, row *disagreementRow) (a bot.Answer, err error) {
	base, leave, err := e.engine(ctx)
	if err != nil {
		return a, err
	}
	defer func() { err = errors.Join(err, leave()) }()
	stories := row.stories()
	if _, err = base.Load(ctx, []knowledge.Source{stories}, knowledge.LoadOptions{}); err != nil {
		return a, fmt.Errorf("load the documents: %w", err)
	}
	return answered(ctx, base, bot.Question{Text: row.Question, At: stories[0].Published.AddDate(0, 0, 1), Surface: bot.Measuring})
}

// engine makes an engine in a folder of its own; leave removes both.
func (e *Evaluator) engine(ctx context.Context) (base *knowledge.Base, leave func() error, err error) {
	dir, err := os.MkdirTemp("", "storybot-eval-")
	if err != nil {
		return nil, nil, fmt.Errorf("make room for the engine: %w", err)
	}
	base, end, err := e.Engine(ctx, dir)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return base, func() error { return errors.Join(end(), os.RemoveAll(dir)) }, nil
}

// documents are stories that are there already.
type documents []*knowledge.Story

// stories are the documents of a row, all of one day, each of an outlet of its own.
func (r *disagreementRow) stories() documents {
	day := time.Date(2022, 6, 15, 0, 0, 0, 0, time.UTC)
	var list documents
	for i, text := range slices.Concat(r.Documents, r.Altered, r.Noise) {
		words := strings.Fields(text)
		n := strconv.Itoa(i + 1)
		s := &knowledge.Story{
			ID: knowledge.StoryID("document/" + n), Title: strings.Join(words[:min(8, len(words))], " "), Outlet: "Outlet " + n,
			Published: day, Text: strings.TrimSpace(text), Label: knowledge.News, Lang: "en", Source: list.Name(), Item: n,
		}
		s.Hash = s.Fingerprint()
		list = append(list, s)
	}
	return list
}

// Name names them all.
func (documents) Name() string { return "documents" }

// Read yields every one.
func (d documents) Read(context.Context, func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return func(yield func(knowledge.Item) bool) {
		for _, s := range d {
			if !yield(knowledge.Item{Name: s.Item, File: s.Item, Mark: "1", Story: s}) {
				return
			}
		}
	}
}
