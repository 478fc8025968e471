package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// commandWords are the words of the first command of a line, without what it is piped to and its comment.
func commandWords(line string) ([]string, error) {
	words, err := entries(line)
	for i, w := range words {
		if strings.HasPrefix(w, "#") || strings.HasPrefix(w, "2>") || slices.Contains([]string{"|", ">", "<", "&&", ";"}, w) {
			return words[:i], err
		}
	}
	return words, err
}

// optional are the marks of what may be left out: storybot [serve].
var optional = strings.NewReplacer("[", "", "]", "")

// knownCommand says what is wrong with the arguments of storybot: a command or flag that there is
// not. found, if any, is given the command with its own arguments.
func knownCommand(args []string, found func(c *cobra.Command, args []string)) error {
	for i := range args {
		args[i] = optional.Replace(args[i])
	}
	if len(args) == 1 && (args[0] == "--help" || args[0] == "--version") {
		return nil
	}
	root := new(app).root()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	c, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	c.InitDefaultHelpFlag()
	if err := c.ParseFlags(rest); err != nil {
		return err
	}
	if c == root && c.Flags().NArg() > 0 {
		return noSubcommand(c, c.Flags().Args())
	}
	if found != nil {
		found(c, c.Flags().Args())
	}
	return nil
}

// wholeCommand says why a line is no command of storybot that can be run as it stands.
func wholeCommand(line string) error {
	words, err := commandWords(line)
	if err != nil {
		return err
	}
	for len(words) > 0 && strings.Contains(words[0], "=") {
		words = words[1:]
	}
	if len(words) == 0 || words[0] != "storybot" {
		return errors.New("it is no command of storybot")
	}
	var wrong error
	if err := knownCommand(words[1:], func(c *cobra.Command, args []string) { wrong = c.ValidateArgs(args) }); err != nil {
		return err
	}
	return wrong
}

// shellLines are the commands of a block of shell, one line each, without lines that are comments.
func shellLines(block string) []string {
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(block, "\\\n", " ")) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}
