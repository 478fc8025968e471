package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// shownSetting is a setting as `config --json` prints it.
type shownSetting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"`
}

func (a *app) configCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "config [flags]", Short: "Show every setting, its value and where it came from",
		Long: "Shows every setting, its value (secrets masked) and where it came from: a flag, the\n" +
			"environment, the file .env of the working directory, or the default, in this order.",
		Example: `  storybot config
  DATA_DIR=/srv/stories storybot config --log-level debug`,
		Args: wants(0, 0, ""),
		RunE: func(*cobra.Command, []string) error { return a.showConfig(asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// showConfig prints the settings first and complains of bad ones after, so
// that one sees where a bad one came from.
func (a *app) showConfig(asJSON bool) error {
	values, err := a.values()
	if err != nil {
		return err
	}
	_, bad := parse(values)
	if asJSON {
		list := make([]shownSetting, 0, len(values))
		for i := range values {
			list = append(list, shownSetting{values[i].name, values[i].shown(), values[i].from})
		}
		if err := a.printJSON(struct {
			Settings []shownSetting `json:"settings"`
		}{list}); err != nil {
			return err
		}
		return bad
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	for i := range values {
		_, _ = fmt.Fprintf(w, "%s\t%s\t(%s)\n", values[i].name, values[i].shown(), values[i].from)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return bad
}

// exampleEnv writes .env.example: every setting, commented out at its default.
func exampleEnv(table []setting) string {
	var b strings.Builder
	b.WriteString("# Settings of Storybot. Copy this file to .env and uncomment what you change.\n" +
		"# A flag (DATA_DIR's is --data-dir) comes before the environment, and that before .env.\n")
	for _, s := range table {
		fmt.Fprintf(&b, "\n%s# %s=%s\n", comment(s.help), s.name, s.initial)
	}
	return b.String()
}

// comment writes text as comment lines of at most 100 characters.
func comment(text string) string {
	var b strings.Builder
	for _, line := range strings.Split(wrap(text, 98, ""), "\n") {
		b.WriteString("# " + line + "\n")
	}
	return b.String()
}

// settingsTable writes the settings as the table of docs/settings.md.
func settingsTable(table []setting) string {
	var b strings.Builder
	b.WriteString("| name | default | what it is |\n| --- | --- | --- |\n")
	for _, s := range table {
		initial := ""
		if s.initial != "" {
			initial = "`" + s.initial + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.name, initial, s.help)
	}
	return b.String()
}
