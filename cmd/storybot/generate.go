package main

import (
	"fmt"
	"strings"
)

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

// readmeTable writes the settings as the table of the README.
func readmeTable(table []setting) string {
	var b strings.Builder
	b.WriteString("| name | default | |\n| --- | --- | --- |\n")
	for _, s := range table {
		initial := ""
		if s.initial != "" {
			initial = "`" + s.initial + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.name, initial, s.help)
	}
	return b.String()
}
