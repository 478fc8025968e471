package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot"
)

func (a *app) timelineCommand() *cobra.Command {
	var k questionFlags
	c := &cobra.Command{
		Use: "timeline [flags] TOPIC", Short: "List a topic's dated events, oldest first",
		Example: `  storybot timeline "the ferry disaster"
  storybot timeline --since 2018 --json "North Korean diplomats"`,
		Args: wants(1, -1, "a topic"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.answerAndPrint(c.Context(), &k, args, func(ctx context.Context, s *session, q bot.Question, _ bot.Show) (bot.Answer, error) {
				return s.Timeline(ctx, q)
			})
		},
	}
	k.define(c)
	return c
}
