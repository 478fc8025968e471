package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What the documents name in code.
var (
	namedSetting = regexp.MustCompile(`^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?$|^([A-Z]+)=`)
	namedRoute   = regexp.MustCompile(`^(?:GET|POST) /\S*$`)
	namedFile    = regexp.MustCompile(`^(?:cmd|bot|knowledge|prompts|deploy|docs)/[\w./-]+$`)
	namedMetric  = regexp.MustCompile(`\bstorybot_[a-z_]+`)
)

// notMetrics begin as the names of metrics do.
var notMetrics = regexp.MustCompile(`^storybot_visitor$`)

// TestDocumentNames finds every setting, route, file, metric, command and test that the documents
// name, and every metric and route in docs/api.md.
func TestDocumentNames(t *testing.T) {
	t.Parallel()
	code := readCode(t)
	seen := map[string]int{}
	for _, d := range documents(t) {
		spans := d.spans
		for _, b := range d.blocks {
			if b.lang == "sh" {
				spans = append(spans, shellLines(b.text)...)
			}
		}
		for _, span := range spans {
			kind, fault := code.fault(span)
			seen[kind]++
			if fault != "" {
				t.Errorf("%s: `%s`: %s", d.name, span, fault)
			}
		}
		for _, name := range namedMetric.FindAllString(d.text, -1) {
			if !code.metrics[strings.TrimSuffix(name, "_bucket")] && !notMetrics.MatchString(name) {
				t.Errorf("%s: there is no metric %s", d.name, name)
			}
		}
		if d.name == "docs/api.md" {
			for name := range code.metrics {
				if !slices.Contains(d.spans, name) {
					t.Errorf("%s does not tell of the metric %s", d.name, name)
				}
			}
			for route := range code.routes {
				if code.public(route) && !slices.Contains(d.spans, route) {
					t.Errorf("%s does not tell of %s", d.name, route)
				}
			}
		}
	}
	discord := readDocument(t, "../../docs/discord.md")
	for _, command := range code.commands {
		seen["discord"]++
		if !slices.Contains(discord.spans, "/"+command) {
			t.Errorf("docs/discord.md does not tell of /%s", command)
		}
	}
	for kind, least := range map[string]int{"discord": 8, "setting": 40, "route": 15, "file": 40, "storybot": 50, "go": 30} {
		if seen[kind] < least {
			t.Errorf("only %d of %s were found: %v", seen[kind], kind, seen)
		}
	}
	for _, bad := range []string{"NO_SUCH_SETTING", "STORYBOT_NOTHING=1 go test ./bot", "GET /nothing", "bot/nothing.go", "storybot nothing", "storybot ask --nothing",
		"storybot --nothing ask", "go test ./nothing", "go test ./bot -run NothingAtAll", "go test ./bot/verify -run 'VerifyModel|NothingAtAll'", "go run ./cmd/nothing"} {
		if _, fault := code.fault(bad); fault == "" {
			t.Errorf("`%s` passes", bad)
		}
	}
}

// code is what the documents may name.
type code struct {
	settings, routes, metrics map[string]bool
	tests                     map[string][]string // the tests, benchmarks and fuzz targets of each folder
	sources                   string              // of all tests, for the names that they read
	commands                  []string            // of Discord
}

// What the sources tell of themselves.
var (
	routeInCode  = regexp.MustCompile(`"((?:GET|POST) /[^"]*)"`)
	metricInCode = regexp.MustCompile(`"(storybot_[a-z_]*[a-z])"`)
	sourceGauge  = regexp.MustCompile(`\bgauge\("([a-z_]+)", "`)
	slashInCode  = regexp.MustCompile(`(?m)^\t[A-Z]\w+ += "([a-z]+)"$`)
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
		if strings.HasSuffix(name, "named_test.go") { // it names what there is not
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
		for _, m := range slashInCode.FindAllStringSubmatch(string(data), -1) {
			if folder == "bot/discord/offer" {
				c.commands = append(c.commands, m[1])
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
