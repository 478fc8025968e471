package main

import (
	"errors"
	"fmt"
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

func (a *app) searchCommand() *cobra.Command {
	var k questionFlags
	limit := 10
	c := &cobra.Command{
		Use: "search [flags] WORDS", Short: "Find passages",
		Long: "Finds the passages of the stories that bear on the words, best first.",
		Example: `  storybot search ambassador Italy
  storybot search --limit 3 --json "ferry missing"`,
		Args: wants(1, -1, "words to search for"),
		RunE: func(c *cobra.Command, args []string) error {
			if limit < 1 || limit > 1000 {
				return usageError{fmt.Errorf("--limit must be from 1 to 1000, not %d", limit)}
			}
			q, err := k.question(args)
			if err != nil {
				return err
			}
			if strings.TrimSpace(q.Text) == "" {
				return usageError{errors.New("nothing is searched for: give it some words")}
			}
			return a.with(c.Context(), func(s *session) error {
				found, err := s.Search(c.Context(), q, limit, 0)
				if err != nil {
					return err //nolint:wrapcheck // both desks say what was tried
				}
				if k.json {
					return a.printJSON(found)
				}
				return a.paper().printResults(&found)
			})
		},
	}
	k.define(c)
	_ = c.Flags().MarkHidden("quotes") // hits are quotes
	c.Flags().IntVar(&limit, "limit", limit, "at most so many passages")
	c.Flags().StringVar(&k.story, "story", "", "only the story with this ID")
	return c
}
