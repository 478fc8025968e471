package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) storiesCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "stories [flags] [FILTER]", Short: "List the stories",
		Long: "Lists the stories, newest first: those whose title, outlet, authors, label, day, ID or source hold every word of FILTER.",
		Example: `  storybot stories
  storybot stories opinion
  storybot stories --json | jq -r '.stories[].id'`,
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(s *session) error {
				list, err := s.Stories(c.Context(), strings.Join(args, " "))
				if err != nil {
					return err //nolint:wrapcheck // both desks say what was tried
				}
				if asJSON {
					return a.printJSON(list)
				}
				return a.paper().printListing(&list)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func (a *app) storyCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "story [flags] ID", Short: "Show one story",
		Example: `  storybot story north-korea-envoy-rome-5eb01c1d`,
		Args:    wants(1, 1, "the ID of a story"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(s *session) error {
				story, err := s.Story(c.Context(), args[0])
				if err != nil {
					return err //nolint:wrapcheck // both desks say what was tried
				}
				if asJSON {
					return a.printJSON(story)
				}
				return a.paper().printStory(&story)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}
