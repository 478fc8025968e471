package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/knowledge"
)

func (a *app) reloadCommand() *cobra.Command {
	var asJSON, all, confirm, every bool
	c := &cobra.Command{
		Use: "reload [flags]", Short: "Load what changed",
		Long: "Loads what was added, changed or removed. Beside a running bot, that one loads from its own sources.",
		Example: `  storybot reload
  storybot reload --confirm
  storybot reload --all --json`,
		Args: wants(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.reloading(c, asJSON, every, knowledge.LoadOptions{All: all, Retry: true, Confirm: confirm})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVarP(&every, "verbose", "v", false, "name every item that has the address of another, or gives way to its owner")
	c.Flags().BoolVar(&all, "all", false, "read also what does not seem to have changed")
	c.Flags().BoolVar(&confirm, "confirm", false, "remove also what is held back: more than half of a source's stories at once")
	return c
}

func (a *app) checkCommand() *cobra.Command {
	var asJSON, every bool
	c := &cobra.Command{
		Use: "check [flags]", Short: "Read every source and report what would fail; change nothing",
		Long: "Reads every source and prints a table of them: stories, the newest, problems. Then it reports what\n" +
			"would be added, updated, removed and what would fail, and changes nothing. Ends with 1 if something\n" +
			"would fail.",
		Example: `  storybot check
  storybot check -v
  storybot --stories new-folder check --json`,
		Args: wants(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.reloading(c, asJSON, every, knowledge.LoadOptions{DryRun: true, All: true})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVarP(&every, "verbose", "v", false, "name every item that has the address of another, or gives way to its owner")
	return c
}

// reloading loads or checks, and prints the report.
func (a *app) reloading(c *cobra.Command, asJSON, every bool, options knowledge.LoadOptions) error {
	reach := a.reach
	if options.DryRun {
		reach = a.reachToCheck
	}
	s, err := reach(c.Context())
	if err != nil {
		return err
	}
	report, err := a.load(c.Context(), s, options)
	if p, alone := s.Desk.(*parts); alone && err == nil && !options.DryRun {
		err = p.prune(c.Context(), s.config, time.Now())
	}
	if err != nil {
		return errors.Join(err, s.leave())
	}
	if asJSON {
		err = a.printJSON(report)
	} else {
		err = a.paper().printReport(&report, options.DryRun, every)
	}
	if err == nil && options.DryRun && len(report.Failed) > 0 {
		err = errWould
	}
	return errors.Join(err, s.leave())
}
