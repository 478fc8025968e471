package journal

import (
	"context"
	"fmt"
	"time"

	"github.com/storybot/storybot/bot"
)

// Overview is what an operator wants to know of the answers given.
type Overview struct {
	Days               []Day   // oldest first, those on which something was asked or spent
	Unanswered         []Asked // which the stories did not say, the most often asked first
	Unhelpful          []Asked // whose answers did not help, the latest first
	Helpful, NotHelped int     // how many said so
}

// Day is one day, in UTC.
type Day struct {
	Day                 string // 2006-01-02
	Questions, Answered int    // Answered: the stories said something
	Usage               bot.Usage
}

// Asked is a question, how often it was asked and when last.
type Asked struct {
	Question string
	Times    int
	Last     time.Time
}

// Overview tells of the answers recorded since a moment, with at most n
// questions in each list.
func (j *Journal) Overview(ctx context.Context, since time.Time, n int) (Overview, error) {
	var o Overview
	for _, step := range []func() error{
		func() (err error) { o.Days, err = j.days(ctx, since); return },
		func() (err error) {
			o.Unanswered, err = j.asked(ctx, `SELECT max(question), count(*), max(recorded) FROM answers
				WHERE recorded >= ?1 AND `+j.kind.mode+` = 'none'
				GROUP BY lower(trim(standalone, ' ?!.')) ORDER BY count(*) DESC, max(recorded) DESC LIMIT ?2`, since, n)
			return
		},
		func() (err error) {
			o.Unhelpful, err = j.asked(ctx, `SELECT max(question), count(*), max(recorded) FROM answers JOIN feedback ON feedback.answer = answers.id
				WHERE recorded >= ?1 AND NOT helpful
				GROUP BY lower(trim(standalone, ' ?!.')) ORDER BY max(recorded) DESC LIMIT ?2`, since, n)
			return
		},
		func() error {
			return j.db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE NOT helpful)
				FROM feedback JOIN answers ON feedback.answer = answers.id WHERE recorded >= ?1`, since.UnixMilli()).Scan(&o.Helpful, &o.NotHelped) //nolint:wrapcheck // wrapped below
		},
	} {
		if err := step(); err != nil {
			return Overview{}, fmt.Errorf("look over the journal: %w", err)
		}
	}
	return o, nil
}

func (j *Journal) days(ctx context.Context, since time.Time) ([]Day, error) {
	//nolint:gosec // fragments of ours
	rows, err := j.db.QueryContext(ctx, `SELECT day, sum(questions), sum(answered), sum(prompt), sum(completion) FROM (
			SELECT `+j.kind.day+` AS day, count(*) AS questions,
				count(*) FILTER (WHERE `+j.kind.mode+` != 'none') AS answered, 0 AS prompt, 0 AS completion
			FROM answers WHERE recorded >= ?1 GROUP BY 1
			UNION ALL SELECT day, 0, 0, prompt_tokens, completion_tokens FROM spending WHERE day >= ?2
		) AS days GROUP BY day ORDER BY day`, since.UnixMilli(), day(since))
	if err != nil {
		return nil, err //nolint:wrapcheck // wrapped by Overview
	}
	defer func() { _ = rows.Close() }()
	var days []Day
	for rows.Next() {
		var d Day
		if err := rows.Scan(&d.Day, &d.Questions, &d.Answered, &d.Usage.PromptTokens, &d.Usage.CompletionTokens); err != nil {
			return nil, err //nolint:wrapcheck // wrapped by Overview
		}
		days = append(days, d)
	}
	return days, rows.Err() //nolint:wrapcheck // wrapped by Overview
}

func (j *Journal) asked(ctx context.Context, query string, since time.Time, n int) ([]Asked, error) {
	rows, err := j.db.QueryContext(ctx, query, since.UnixMilli(), n)
	if err != nil {
		return nil, err //nolint:wrapcheck // wrapped by Overview
	}
	defer func() { _ = rows.Close() }()
	var list []Asked
	for rows.Next() {
		var a Asked
		var last int64
		if err := rows.Scan(&a.Question, &a.Times, &last); err != nil {
			return nil, err //nolint:wrapcheck // wrapped by Overview
		}
		a.Last = time.UnixMilli(last).UTC()
		list = append(list, a)
	}
	return list, rows.Err() //nolint:wrapcheck // wrapped by Overview
}
