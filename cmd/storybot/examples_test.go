package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

// readmeShell is a block of the README with what is typed into a shell.
var readmeShell = regexp.MustCompile("(?s)```sh\n(.*?)```")

// What the README has people ask in plain words: the paragraph, and a question in it.
var (
	readmePlain  = regexp.MustCompile(`(?s)\nIn plain words.*?\n\n`)
	readmeQuoted = regexp.MustCompile(`“([^”]+)”`)
)

// helpExamples are the lines that the help texts and the README have people type.
func helpExamples(t *testing.T) []string {
	t.Helper()
	var all []string
	add := func(text string) {
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			line = strings.Replace(line, "go run ./cmd/storybot", "storybot", 1)
			if command := strings.Fields(line); len(command) > 0 && (strings.Contains(line, "storybot ") || line == "storybot" || command[0] == "curl") && !strings.Contains(line, "go test") {
				all = append(all, line)
			}
		}
	}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if !c.Hidden && c.Example == "" && c.Name() != "help" && c.Name() != "completion" {
			t.Errorf("storybot %s has no example", c.Name())
		}
		add(c.Example)
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(new(app).root())
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	plain := readmePlain.FindString(string(readme))
	for _, asked := range readmeQuoted.FindAllStringSubmatch(strings.ReplaceAll(plain, "\n", " "), -1) {
		add(`storybot ask --at 2026-11-20 "` + asked[1] + `"`)
	}
	for _, block := range readmeShell.FindAllStringSubmatch(string(readme), -1) {
		add(block[1])
	}
	return all
}

// shims stand in for what an example is piped to, and for curl, which asks at
// the address of the test.
const shims = `
-- bin/jq --
#!/bin/sh
grep .
-- bin/curl --
#!/bin/sh
path=${2#http://127.0.0.1:8080}
if [ "$3" = -d ]; then exec http POST "$path" "$4"; fi
exec http GET "$path"
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
	b.WriteString("env HOME=$WORK\nenv PATH=$WORK/bin:$PATH\nchmod 755 bin/jq\nchmod 755 bin/curl\nexec gzip news.jsonl verify.jsonl\n")
	fields := strings.Fields(example)
	line := strings.Replace(example, "127.0.0.1:9000", "$ADDR", 1)
	switch serves := example == "storybot" || fields[len(fields)-1] == "folder" || len(fields) > 1 && fields[1] == "serve"; {
	case serves: // it goes on until it is stopped
		line, _, _ = strings.Cut(line, "  ")
		fmt.Fprintf(&b, "env HTTP_ADDR=$ADDR\nexec sh -c %s &\nexec ready $ADDR\nterminate\nwait\n", quoted("exec "+line))
	case fields[0] == "curl":
		fmt.Fprintf(&b, "exec storybot serve --http-addr $ADDR &\nexec ready $ADDR\nexec ready .storybot\nexec sh -c %s\nstdout .\nterminate\nwait\n", quoted(line))
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

// quoted is a line as one word of a script.
func quoted(line string) string { return "'" + strings.ReplaceAll(line, "'", "''") + "'" }

// TestExamples runs every example of the help texts and of the README.
func TestExamples(t *testing.T) {
	t.Parallel()
	all := helpExamples(t)
	if len(all) < 40 {
		t.Fatalf("only %d examples: %q", len(all), all)
	}
	dir := t.TempDir()
	for i, example := range all {
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
