package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

func (a *app) summaryCommand() *cobra.Command {
	var k questionFlags
	var style string
	c := &cobra.Command{
		Use: "summary [flags] STORY-OR-TOPIC", Short: "Summarise a story or a topic, with citations",
		Long: "Summarises the story with that ID or, if there is none, what the stories say of a topic.",
		Example: `  storybot summary "the ferry disaster"
  storybot summary --style bullets north-korea-envoy-rome-5eb01c1d`,
		Args: wants(1, -1, "a story's ID or a topic"),
		RunE: func(c *cobra.Command, args []string) error {
			form, err := desk.ReadStyle(style)
			if err != nil {
				return usageError{err}
			}
			return a.answerAndPrint(c.Context(), &k, args, func(ctx context.Context, s *session, q bot.Question, show bot.Show) (bot.Answer, error) {
				return s.Summary(ctx, q, form, show)
			})
		},
	}
	k.define(c)
	c.Flags().StringVar(&style, "style", string(bot.Brief), "brief, bullets or long")
	return c
}
