package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// questionFlags are the options that a question can have on the command line.
type questionFlags struct {
	since, until, at string
	story            string
	collections      []string
	json, quotes     bool
}

// define adds the flags of the options to c.
func (k *questionFlags) define(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&k.since, "since", "", "only stories published since this year, month or day, such as 2019 or 2019-01-03")
	f.StringVar(&k.until, "until", "", "only stories published until the end of this year, month or day")
	f.StringVar(&k.at, "at", "", "answer as if asked on this day: later stories are not used")
	f.StringSliceVar(&k.collections, "collection", nil, "only stories of this collection (may be repeated)")
	f.BoolVar(&k.json, "json", false, "print JSON")
	f.BoolVar(&k.quotes, "quotes", false, "print what each citation says, word for word")
}

// question is the question that words ask, under the options.
func (k *questionFlags) question(words []string) (bot.Question, error) {
	q := bot.Question{Text: strings.Join(words, " "), Surface: "cli", Asker: "operator", Story: k.story, Collections: k.collections}
	if q.Long() {
		return q, usageError{bot.ErrLong}
	}
	err := desk.Dates{Since: k.since, Until: k.until, At: k.at}.Apply(&q)
	var date *desk.DateError
	if errors.As(err, &date) {
		return q, usageError{fmt.Errorf("--%s: %w", date.Option, date)}
	}
	if desk.EmptyWindow(&q) {
		return q, usageError{errors.New("--since is after --until: no day is left between them")}
	}
	return q, nil
}

func (a *app) askCommand() *cobra.Command {
	var k questionFlags
	c := &cobra.Command{
		Use: "ask [flags] QUESTION", Short: "Answer a question, with citations",
		Long: "Answers a question from the stories, and cites them. Ends with 3 if the stories do not say.",
		Example: `  storybot ask "Who is North Korea's ambassador to Italy?"
  storybot ask --since 2018 --until 2019-06 --quotes "Who was Jo Song Gil?"
  storybot ask --json "Who won the cup?" | jq -r .text
  storybot ask "What's new?"
  storybot ask "How many stories mention the ferry?"`,
		Args: wants(1, -1, "a question"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.answerAndPrint(c.Context(), &k, args, func(ctx context.Context, s *session, q bot.Question, show bot.Show) (bot.Answer, error) {
				return s.Answer(ctx, q, show)
			})
		},
	}
	k.define(c)
	c.Flags().StringVar(&k.story, "story", "", "only the story with this ID")
	return c
}

// answerAndPrint opens the stories, runs work and prints its answer.
func (a *app) answerAndPrint(ctx context.Context, k *questionFlags, words []string,
	work func(context.Context, *session, bot.Question, bot.Show) (bot.Answer, error),
) error {
	q, err := k.question(words)
	if err != nil {
		return err
	}
	return a.with(ctx, func(s *session) error {
		answer, err := a.printAnswer(s, k, q, func(q bot.Question, show bot.Show) (bot.Answer, error) { return work(ctx, s, q, show) })
		if err == nil && answer.Mode == bot.ModeNone {
			return errNone
		}
		return err
	})
}

// printAnswer runs work on q and prints its answer: sentence by sentence where a
// model writes for a terminal, else when it is whole. What a model is waited for
// is told on standard error.
func (a *app) printAnswer(s *session, k *questionFlags, q bot.Question,
	work func(bot.Question, bot.Show) (bot.Answer, error),
) (bot.Answer, error) {
	if s.config.HasModel() {
		q = a.waiting(q)
	}
	if k.json {
		answer, err := work(q, nil)
		if err == nil {
			err = a.printJSON(answer)
		}
		return answer, err
	}
	p := a.paper()
	f := liveText{paper: p}
	var show bot.Show
	if p.width > 0 && s.config.HasModel() {
		show = f.show
	}
	answer, err := work(q, show)
	if err != nil {
		return answer, err
	}
	if !f.finish(&answer) {
		err = p.printText(&answer)
	}
	return answer, errors.Join(err, p.printSources(&answer, k.quotes))
}

// waiting has standard error tell which stories are being read for q, and what
// stands in for a slow model's answer.
func (a *app) waiting(q bot.Question) bot.Question {
	q.Reading = func(stories []bot.Reading) {
		_, _ = fmt.Fprintf(a.errs, "%s ...\n", desk.ReadingWords(nil, len(stories)))
	}
	q.Interim = func(answer bot.Answer) {
		_, _ = fmt.Fprintf(a.errs, "%s\n\n", wrap(desk.InterimWords(nil, &answer), widest, ""))
	}
	return q
}
