package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// code is what the documents may name.
type code struct {
	settings, routes, metrics map[string]bool
	tests                     map[string][]string // the tests, benchmarks and fuzz targets of each folder
	sources                   string              // of all tests, for the names that they read
}

// What the sources tell of themselves.
var (
	routeInCode  = regexp.MustCompile(`"((?:GET|POST) /[^"]*)"`)
	metricInCode = regexp.MustCompile(`"(storybot_[a-z_]*[a-z])"`)
	sourceGauge  = regexp.MustCompile(`sourceDesc\("(\w+)"`)
	testInCode   = regexp.MustCompile(`(?m)^func ((?:Test|Benchmark|Fuzz)\w+)\(`)
)

func readCode(t *testing.T) *code {
	t.Helper()
	c := &code{settings: map[string]bool{}, routes: map[string]bool{}, metrics: map[string]bool{}, tests: map[string][]string{}}
	for _, s := range settings() {
		c.settings[s.name] = true
	}
	var sources strings.Builder
	err := filepath.WalkDir("../..", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != "../..":
			return fs.SkipDir
		case filepath.Ext(name) != ".go":
			return nil
		}
		data, err := os.ReadFile(name)
		folder := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(name)), "../../")
		if strings.HasSuffix(name, "documents_test.go") { // it names what there is not
			return err
		}
		if strings.HasSuffix(name, "_test.go") {
			for _, m := range testInCode.FindAllStringSubmatch(string(data), -1) {
				c.tests[folder] = append(c.tests[folder], m[1])
			}
			sources.Write(data)
			return err
		}
		for _, m := range routeInCode.FindAllStringSubmatch(string(data), -1) {
			if folder == "bot/web" || folder == "bot/completions" || folder == "cmd/storybot" {
				c.routes[m[1]] = true
			}
		}
		for _, m := range metricInCode.FindAllStringSubmatch(string(data), -1) {
			if folder == "bot/desk" {
				c.metrics[m[1]] = true
			}
		}
		for _, m := range sourceGauge.FindAllStringSubmatch(string(data), -1) {
			c.metrics["storybot_source_"+m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c.sources = sources.String()
	if len(c.metrics) < 10 || len(c.routes) < 20 || len(c.tests) < 20 {
		t.Fatalf("only %d metrics, %d routes and %d folders of tests were found", len(c.metrics), len(c.routes), len(c.tests))
	}
	return c
}

// public reports whether a route is for programs of others: not of the page, of the socket, or of the
// operator's forms.
func (c *code) public(route string) bool {
	_, path, _ := strings.Cut(route, " ")
	return !slices.Contains([]string{"/{$}", "/assets/{name}", "/api/reload", "/api/check", "/api/backup", "/api/restore", "/status/reload"}, path)
}

// fault says what kind of name a span of code is, and what is wrong with it.
func (c *code) fault(span string) (kind, fault string) {
	words, err := commandWords(span)
	if err != nil || len(words) == 0 {
		return "", ""
	}
	for len(words) > 1 && (words[0] == "time" || strings.Contains(words[0], "=") && words[0][0] >= 'A' && words[0][0] <= 'Z') {
		if name, _, ok := strings.Cut(words[0], "="); ok && !c.variable(name) {
			return "setting", "there is no setting " + name
		}
		words = words[1:]
	}
	switch m := namedSetting.FindStringSubmatch(span); {
	case words[0] == "storybot" || words[0] == "./storybot":
		if err := knownCommand(words[1:], nil); err != nil {
			fault = err.Error()
		}
		return "storybot", fault
	case words[0] == "go" && len(words) > 2:
		return "go", c.goFault(words[1:])
	case m != nil:
		if name := m[1] + m[2]; !c.variable(name) {
			fault = "there is no setting " + name
		}
		return "setting", fault
	case namedRoute.MatchString(span):
		if !c.routes[span] {
			fault = "there is no such route"
		}
		return "route", fault
	case namedFile.MatchString(span):
		if _, err := os.Stat(filepath.Join("../..", span)); err != nil {
			fault = "there is no such file"
		}
		return "file", fault
	}
	return "", ""
}

// variable reports whether a name is of a setting, of the environment of a test, or Go's.
func (c *code) variable(name string) bool {
	return c.settings[name] || name == "CGO_ENABLED" || strings.Contains(c.sources, `"`+name+`"`)
}

// goFault says what is wrong with a go command: a folder or a test that is not there.
func (c *code) goFault(args []string) string {
	var folders []string
	var patterns [][2]string // the flag, and what it is given
	for i := 1; i < len(args) && args[i] != "-args"; i++ {
		switch {
		case args[i] == "-o":
			i++
		case strings.HasPrefix(args[i], "./"):
			within, all := strings.CutSuffix(strings.TrimPrefix(args[i], "./"), "...")
			within = strings.TrimSuffix(within, "/")
			if _, err := os.Stat(filepath.Join("../..", within)); err != nil {
				return "there is no " + args[i]
			}
			for folder := range c.tests {
				if folder == within || all && strings.HasPrefix(folder, within) {
					folders = append(folders, folder)
				}
			}
		case (args[i] == "-run" || args[i] == "-bench") && i+1 < len(args):
			i++
			patterns = append(patterns, [2]string{args[i-1], args[i]})
		}
	}
	runs := len(patterns) == 0
	for _, p := range patterns {
		if p[1] == "-" || p[1] == "^$" { // no tests, for benchmarks alone
			continue
		}
		runs = true
		first, _, _ := strings.Cut(p[1], "/")
		for one := range strings.SplitSeq(first, "|") {
			if !c.hasTest(folders, p[0], one) {
				return "there is no test or benchmark " + one
			}
		}
	}
	if !runs {
		return "it runs nothing"
	}
	return ""
}

// hasTest reports whether a folder has a test, or a benchmark, that a pattern fits.
func (c *code) hasTest(folders []string, flag, pattern string) bool {
	fits, err := regexp.Compile(pattern)
	for _, folder := range folders {
		for _, name := range c.tests[folder] {
			if err == nil && fits.MatchString(name) && strings.HasPrefix(name, "Benchmark") == (flag == "-bench") {
				return true
			}
		}
	}
	return false
}

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
