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

func (a *app) digestCommand() *cobra.Command {
	var k questionFlags
	var topic string
	c := &cobra.Command{
		Use: "digest [flags]", Short: "Tell what is new",
		Long: "Tells of the events that most stories of the last week tell of, or of the days asked for: each by the\n" +
			"first sentence of the story that tells best how things stand, the newest first. Copies of one text\n" +
			"are one origin.",
		Example: `  storybot digest
  storybot digest --since 2026-11
  storybot digest --topic "the ferry" --json`,
		Args: wants(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.answerAndPrint(c.Context(), &k, []string{topic}, func(ctx context.Context, s *session, q bot.Question, _ bot.Show) (bot.Answer, error) {
				return s.Digest(ctx, q)
			})
		},
	}
	k.define(c)
	c.Flags().StringVar(&topic, "topic", "", "only what is new of this")
	return c
}
