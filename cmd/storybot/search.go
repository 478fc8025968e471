package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

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
