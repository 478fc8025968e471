package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

// What docs/asking.md has people ask in plain words: the paragraph, and a question in it.
var (
	plainWords  = regexp.MustCompile(`(?s)\nIn plain words.*?\n\n`)
	plainQuoted = regexp.MustCompile(`“([^”]+)”`)
)

// notRun are the commands of the documents that no test can run as they stand, each with the reason.
// TestDocumentNames looks whether what they name is there.
func notRun() []struct{ command, why string } {
	return []struct{ command, why string }{
		{`^(STORYBOT_\w+=\S+ )?go test `, "it is tests and benchmarks: of these, go test ./... runs the tests"},
		{`^(CGO_ENABLED=0 )?go (build|install) `, "what is run here is built of the same files"},
		{`^\.ci/run`, "it runs these tests"},
		{`^sudo `, "it needs root, and changes the computer"},
		{`^docker `, "it needs Docker"},
		{`^(\./)?storybot .*\.\./shared/data/`, "the data is not part of the project"},
		{`^storybot eval bot/testdata/`, "TestEventsMeasured does, within go test ./..."},
		{`^storybot eval bot/eval/testdata/own/`, "examples are run in a folder of their own; TestOwnQuestionsAreWhole reads the file"},
		{`^(DATABASE_URL=\S+ )?storybot move `, "it needs a PostgreSQL; TestDatabase runs the same"},
		{`^time storybot `, "it is told how long that takes; the command itself is run"},
	}
}

// whyNotRun is the reason, or empty for a command that is run.
func whyNotRun(line string) string {
	for _, no := range notRun() {
		if regexp.MustCompile(no.command).MatchString(line) {
			return no.why
		}
	}
	return ""
}

// exampleLines are the lines that the help texts and the documents have people type, and those of them
// that are not run.
func exampleLines(t *testing.T) (run, left []string) {
	t.Helper()
	add := func(line string) {
		line = strings.Replace(line, "go run ./cmd/storybot", "storybot", 1)
		if whyNotRun(line) != "" {
			left = append(left, line)
		} else if !slices.Contains(run, line) {
			run = append(run, line)
		}
	}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if !c.Hidden && c.Example == "" && c.Name() != "help" && c.Name() != "completion" {
			t.Errorf("storybot %s has no example", c.Name())
		}
		for _, line := range shellLines(c.Example) {
			add(line)
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(new(app).root())
	for _, d := range documents(t) {
		plain := strings.ReplaceAll(plainWords.FindString(d.text), "\n", " ")
		for _, asked := range plainQuoted.FindAllStringSubmatch(plain, -1) {
			add(`storybot ask --at 2026-11-20 "` + asked[1] + `"`)
		}
		for _, b := range d.blocks {
			if b.lang == "sh" {
				for _, line := range shellLines(b.text) {
					add(line)
				}
			}
		}
		for _, span := range d.spans {
			if placeholder.MatchString(span) {
				continue
			}
			if whyNotRun(span) != "" || strings.HasPrefix(span, "storybot ") && wholeCommand(span) == nil {
				add(span)
			}
		}
	}
	return run, left
}

// placeholder stands for what the reader is to put there: storybot ask QUESTION, storybot [serve].
var placeholder = regexp.MustCompile(`\b[A-Z][A-Z-]+\b|\[`)

// shims stand in for what an example is piped to.
const shims = `
-- bin/jq --
#!/bin/sh
grep .
-- new-folder/bridge.txt --
The bridge of Exampleton is open

The bridge of Exampleton was opened on Monday, the mayor said.
-- news.jsonl --
{"title": "The bridge of Exampleton is open", "text": "The bridge of Exampleton was opened on Monday, the mayor said."}
-- calls.jsonl --
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"example","version":"1"}}}
-- questions.jsonl --
{"id": "1", "question": "Who said that the bridge was opened?", "at": "2026-01-01", "answers": ["mayor"], "urls": ["x"]}
-- verify.jsonl --
{"source": "The bridge of Exampleton was opened on Monday.", "sentence": "The bridge was opened on Monday.", "supported": true}
{"source": "The bridge of Exampleton was opened on Monday.", "sentence": "The tunnel was opened on Friday.", "supported": false}
`

// scriptOf tries an example on the sample stories, which are also in ~/news: it
// ends with 0 and prints something, which is no hedge.
func scriptOf(example string) string {
	var b strings.Builder
	b.WriteString("[!exec:sh] skip 'no shell to try it in'\n[!exec:gzip] skip 'no gzip to make what it reads'\n")
	b.WriteString("env HOME=$WORK\nenv PATH=$WORK/bin:$PATH\nchmod 755 bin/jq\nexec gzip news.jsonl verify.jsonl\n")
	fields := strings.Fields(example)
	line := strings.Replace(example, "127.0.0.1:9000", "$ADDR", 1)
	switch {
	case serves(example): // it goes on until it is stopped
		line, _, _ = strings.Cut(line, "  ")
		fmt.Fprintf(&b, "env HTTP_ADDR=$ADDR\nexec sh -c %s &\nexec ready $ADDR\nterminate\nwait\n", quoted("exec "+line))
	case fields[0] == "curl":
		fmt.Fprintf(&b, "exec storybot serve --http-addr $ADDR &\nexec ready http://$ADDR/readyz\nexec sh -c %s\nstdout .\nterminate\nwait\n", quoted(line))
	case fields[len(fields)-1] == "mcp": // it ends with its input
		fmt.Fprintf(&b, "stdin calls.jsonl\nexec sh -c %s\nstdout '\"name\":\"storybot\"'\n", quoted(line))
	default:
		if len(fields) > 2 && fields[1] == "restore" {
			fmt.Fprintf(&b, "exec storybot backup %s\n", fields[2])
		}
		fmt.Fprintf(&b, "stdin questions.jsonl\nexec sh -c %s\n! stdout 'for certain'\n", quoted(line))
		if !strings.Contains(example, "2>") && !strings.Contains(example, "chat") {
			b.WriteString("stdout .\n")
		}
	}
	return b.String()
}

// serves reports whether an example is of the bot that answers until it is stopped.
func serves(example string) bool {
	line, _, _ := strings.Cut(example, "  ")
	words, err := commandWords(line)
	if err != nil || len(words) == 0 || words[0] != "storybot" || strings.HasSuffix(line, "--help") || strings.HasSuffix(line, "--version") {
		return false
	}
	is := false
	err = knownCommand(words[1:], func(c *cobra.Command, _ []string) { is = c.Name() == "storybot" || c.Name() == "serve" })
	return err == nil && is
}

// quoted is a line as one word of a script.
func quoted(line string) string { return "'" + strings.ReplaceAll(line, "'", "''") + "'" }

// TestExamples runs every example of the help texts and of the documents, each in a folder of its own; those
// that it cannot run stand in notRun. The stories are the sample.
func TestExamples(t *testing.T) {
	t.Parallel()
	run, left := exampleLines(t)
	if len(run) < 60 || len(left) < 40 {
		t.Fatalf("only %d examples and %d that are not run: %q, %q", len(run), len(left), run, left)
	}
	for _, no := range notRun() {
		if !slices.ContainsFunc(left, regexp.MustCompile(no.command).MatchString) {
			t.Errorf("no example is of the kind %s any more", no.command)
		}
	}
	dir := t.TempDir()
	for i, example := range run {
		if words, err := commandWords(example); err != nil || !strings.HasPrefix(words[0], "curl") && wholeCommand(example) != nil && !serves(example) {
			t.Errorf("%s: it is no command that is known how to run, and notRun does not say why it is not: %v", example, wholeCommand(example))
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("example%02d.txtar", i)), []byte("# "+example+"\n"+scriptOf(example)+shims), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, RequireExplicitExec: true, Setup: func(env *testscript.Env) error {
			if err := address(t, env); err != nil {
				return err
			}
			return os.CopyFS(filepath.Join(env.WorkDir, "news"), os.DirFS("../../knowledge/sample/stories"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"terminate": terminate},
	})
}
