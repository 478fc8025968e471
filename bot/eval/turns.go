package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// turnRow is the last question of a conversation and the passages that answer it.
type turnRow struct {
	ID       string      `json:"task_id"`
	Contexts []reference `json:"contexts"` // none: nothing is to be found
	Input    []struct {
		Speaker string `json:"speaker"` // user or another
		Text    string `json:"text"`
	} `json:"input"`
}

// reference is a piece of some document.
type reference struct {
	ID   string `json:"document_id"`
	Text string `json:"text"`
}

// rewriteRow is a conversation and how a person asks its last question standing for itself.
type rewriteRow struct {
	ID           string `json:"id"`
	Conversation string `json:"conversation"` // a question a line
	Rewrite      string `json:"rewrite"`
}

// turnMeasures are the measures of follow-ups among the passages of all conversations.
type turnMeasures struct {
	FollowUps int   `json:"follow_ups"` // with a question before them and a passage to find, or a rewrite
	Passages  int   `json:"passages"`
	Alone1    share `json:"alone@1"` // as it is asked, without what was before
	Alone5    share `json:"alone@5"`
	Ours1     share `json:"ours@1"` // as it is searched after what was before
	Ours5     share `json:"ours@5"`
}

func (m *turnMeasures) Figures() []Figure {
	return []Figure{
		{"follow-ups", strconv.Itoa(m.FollowUps)}, {"passages", strconv.Itoa(m.Passages)},
		{"as asked, found first", number(m.Alone1)}, {"as asked, in the first five", number(m.Alone5)},
		{"as searched, found first", number(m.Ours1)}, {"as searched, in the first five", number(m.Ours5)},
	}
}

// followUp is a question, what was said before it, and the passages that are right.
type followUp struct {
	id       string
	question string
	before   []bot.Turn
	right    map[string]bool // by document
}

// turns searches for the last question of each conversation among all their passages.
func (e *Evaluator) turns(ctx context.Context, rows []turnRow, step stepFunc) (Measures, error) {
	var list []followUp
	for i := range rows {
		r := &rows[i]
		f := followUp{id: r.ID, right: make(map[string]bool)}
		for _, c := range r.Contexts {
			f.right[c.ID] = true
		}
		for at, said := range r.Input {
			switch {
			case said.Speaker != "user" && len(f.before) > 0:
				f.before[len(f.before)-1].Answer = said.Text
			case said.Speaker != "user":
			case at == len(r.Input)-1:
				f.question = said.Text
			default:
				f.before = append(f.before, bot.Turn{Question: said.Text, Mode: bot.ModeModel, Confidence: 1})
			}
		}
		if len(f.right) > 0 && len(f.before) > 0 && f.question != "" {
			list = append(list, f)
		}
	}
	return e.followUps(ctx, list, passagesOf(rows), step)
}

// rewrites compares what is found for a question after those before it with what is
// found first for the rewrite: the passages are those of the conversations beside the file.
func (e *Evaluator) rewrites(ctx context.Context, s *dataset) (Measures, error) {
	rows, err := decode[rewriteRow](s, nil)
	if err != nil {
		return nil, err
	}
	passages, err := passagesBeside(s.path)
	if err != nil {
		return nil, err
	}
	p, err := e.pool(ctx, passages)
	if err != nil {
		return nil, err
	}
	var list []followUp
	for i := range rows {
		asked := questionsOf(rows[i].Conversation)
		if len(asked) < 2 {
			continue
		}
		f := followUp{id: rows[i].ID, question: asked[len(asked)-1]}
		for _, q := range asked[:len(asked)-1] {
			f.before = append(f.before, bot.Turn{Question: q, Mode: bot.ModeNone})
		}
		_, best, err := p.find(ctx, nil, strings.Join(questionsOf(rows[i].Rewrite), " "))
		if err != nil {
			return nil, errors.Join(err, p.leave())
		}
		if len(best) > 0 {
			f.right = map[string]bool{best[0]: true}
			list = append(list, f)
		}
	}
	if err := p.leave(); err != nil {
		return nil, err
	}
	return e.followUps(ctx, list, passages, s.step)
}

// questionsOf are the lines of a conversation, without who speaks.
func questionsOf(conversation string) []string {
	var list []string
	for line := range strings.Lines(conversation) {
		if line = strings.TrimSpace(strings.TrimPrefix(line, "|user|:")); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// passagesOf are the passages of the conversations, each once.
func passagesOf(rows []turnRow) []reference {
	var list []reference
	known := make(map[string]bool)
	for i := range rows {
		for _, c := range rows[i].Contexts {
			if !known[c.ID] && strings.TrimSpace(c.Text) != "" {
				known[c.ID] = true
				list = append(list, c)
			}
		}
	}
	return list
}

// passagesBeside are the passages of the conversations in the folder of a file.
func passagesBeside(path string) ([]reference, error) {
	var rows []turnRow
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("look for passages: %w", err)
	}
	for _, f := range files {
		if !strings.HasSuffix(strings.TrimSuffix(f.Name(), ".gz"), ".jsonl") || f.Name() == filepath.Base(path) {
			continue
		}
		err := readLines(filepath.Join(filepath.Dir(path), f.Name()), func(_ int, line []byte) error {
			var r turnRow
			if json.Unmarshal(line, &r) == nil {
				rows = append(rows, r)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if list := passagesOf(rows); len(list) > 0 {
		return list, nil
	}
	return nil, fmt.Errorf("%s needs conversations with their contexts in a file beside it", path)
}

// followUps searches for each question alone, and after what was before it.
func (e *Evaluator) followUps(ctx context.Context, list []followUp, passages []reference, step stepFunc) (_ Measures, err error) {
	p, err := e.pool(ctx, passages)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.leave()) }()
	var alone1, alone5, ours1, ours5 []float64
	for i := range list {
		f := &list[i]
		_, alone, err := p.find(ctx, nil, f.question)
		if err != nil {
			return nil, err
		}
		for t := range f.before { // each turn stands for itself as it was searched
			if f.before[t].Standalone, _, err = p.find(ctx, f.before[:t], f.before[t].Question); err != nil {
				return nil, err
			}
		}
		searched, ours, err := p.find(ctx, f.before, f.question)
		if err != nil {
			return nil, err
		}
		alone1, alone5 = append(alone1, f.within(alone, 1)), append(alone5, f.within(alone, 5))
		ours1, ours5 = append(ours1, f.within(ours, 1)), append(ours5, f.within(ours, 5))
		e.row("%s\talone %v\tours %v\tQ: %s\tSEARCHED: %s", f.id, f.within(alone, 1), f.within(ours, 1), f.question, searched)
		step(f.id, i+1)
	}
	return &turnMeasures{
		FollowUps: len(list), Passages: len(passages),
		Alone1: mean(alone1), Alone5: mean(alone5), Ours1: mean(ours1), Ours5: mean(ours5),
	}, nil
}

// within is 1 where one of the first n documents is right.
func (f *followUp) within(found []string, n int) float64 {
	return one(slices.ContainsFunc(found[:min(n, len(found))], func(d string) bool { return f.right[d] }))
}

// pool is passages that are searched as stories, and how to close it.
type pool struct {
	base  *knowledge.Base
	of    map[string]string // of a story, its document
	leave func() error
}

// passageDay is the day of all passages: none is newer than another.
func passageDay() time.Time { return time.Date(2022, 6, 15, 0, 0, 0, 0, time.UTC) }

// pool loads the passages.
func (e *Evaluator) pool(ctx context.Context, passages []reference) (*pool, error) {
	base, leave, err := e.engine(ctx)
	if err != nil {
		return nil, err
	}
	p := &pool{base, make(map[string]string), leave}
	var list documents
	for _, c := range passages {
		words := strings.Fields(c.Text)
		s := &knowledge.Story{
			ID: knowledge.StoryID("document/" + c.ID), Title: strings.Join(words[:min(8, len(words))], " "), Published: passageDay(),
			Text: strings.TrimSpace(c.Text), Label: knowledge.News, Lang: "en", Source: list.Name(), Item: c.ID,
		}
		s.Hash = s.Fingerprint()
		p.of[s.ID] = c.ID
		list = append(list, s)
	}
	if _, err := base.Load(ctx, []knowledge.Source{list}, knowledge.LoadOptions{}); err != nil {
		return nil, errors.Join(fmt.Errorf("load the passages: %w", err), leave())
	}
	return p, nil
}

// find is how a question is searched after those turns, and the documents found, best first.
func (p *pool) find(ctx context.Context, before []bot.Turn, question string) (searched string, found []string, err error) {
	q := bot.Question{Text: question, At: passageDay().AddDate(0, 0, 1), Surface: bot.Measuring}
	searched, hits, err := foundAfter(ctx, p.base, before, q)
	for i := range hits {
		found = append(found, p.of[hits[i].Story.ID])
	}
	return searched, found, err
}
