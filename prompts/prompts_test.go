package prompts

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

const marker = "00112233445566778899aabbccddeeff"

func sample() (stories []Story, turns []Turn) {
	stories = []Story{
		{N: 1, Outlet: "Harbour Post", Title: "Bridge closed", Day: "Friday 1 March 2024", Updated: "Saturday 2 March 2024", Label: "news", Relation: "replaced by [2]",
			Sentences: []Sentence{{N: 1, Text: "The bridge was closed\non Friday.", Also: "the Echo"}, {N: 4, Text: "Forty people were led off it, the mayor said.", Gap: true}}},
		{N: 2, Title: "Let it rust", Label: "opinion", Sentences: []Sentence{{N: 2, Text: "The bridge is past saving.", Gap: true}}},
	}
	turns = []Turn{
		{Question: "Which bridge was closed?", Answer: "The bridge at the mill [3.1].", Stories: []string{"“Bridge\nclosed” (Harbour Post, 1 March 2024)", "“Let it rust”"}},
		{Question: "Who says so?"},
	}
	return stories, turns
}

// examples has one of each prompt and, for it, the templates it renders.
func examples() map[string]struct {
	prompt interface {
		System() string
		String() string
	}
	files []string
} {
	p, turns := sample()
	now := time.Date(2024, 3, 4, 9, 30, 0, 0, time.UTC)
	type example = struct {
		prompt interface {
			System() string
			String() string
		}
		files []string
	}
	return map[string]example{
		"answer":          {Answer{Question: "Why was\nit closed?", Now: now, Conversation: turns, Stories: p, Fence: marker}, []string{"answer", "answer.system"}},
		"answer-bare":     {Answer{Question: "Why?", Stories: p[:1], Fence: marker}, []string{"answer"}},
		"summary-brief":   {Summary{Style: Brief, Topic: "the bridge", Now: now, Stories: p, Fence: marker}, []string{"summary", "summary.system"}},
		"summary-bullets": {Summary{Style: Bullets, Title: "Bridge closed", Stories: p[:1], Fence: marker}, []string{"summary"}},
		"summary-long":    {Summary{Style: Long, Topic: "the bridge", Stories: p, Fence: marker}, []string{"summary"}},
		"check":           {Check{Heading: "Harbour Post, Friday 1 March 2024: Bridge closed", Text: "The bridge was closed on Friday.", Claim: "The bridge was closed on 1 March."}, []string{"check", "check.system"}},
		"mend":            {Mend{Question: "Why?", Stories: p[:1], Faults: []Fault{{"A", "The bridge was closed on\nThursday.", "Thursday is not in [1.1]"}}, Fence: marker}, []string{"mend", "mend.system"}},
		"rewrite":         {Rewrite{Conversation: turns, Question: "Why was it closed?"}, []string{"rewrite", "rewrite.system"}},
		"rewrite-foreign": {Rewrite{Conversation: turns, Question: "Warum wurde sie geschlossen?", Into: "English"}, []string{"rewrite", "rewrite.system"}},
		"translate":       {Rewrite{Question: "Warum wurde die Brücke\ngeschlossen?", Into: "English"}, []string{"rewrite", "rewrite.system"}},
	}
}

func TestGolden(t *testing.T) {
	for name, e := range examples() {
		t.Run(name, func(t *testing.T) {
			got := "== system ==\n" + e.prompt.System() + "== user ==\n" + e.prompt.String()
			path := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s (see it with -update and git diff):\n%s", path, got)
			}
		})
	}
}

// TestFields checks what execution may pass by: a field in a branch not taken.
func TestFields(t *testing.T) {
	used := map[string]bool{}
	for _, e := range examples() {
		for _, f := range e.files {
			used[f+".tmpl"] = true
			checkFields(t, f+".tmpl", reflect.TypeOf(e.prompt))
		}
	}
	checkFields(t, "story", reflect.TypeFor[Story]())
	found, err := filepath.Glob("*.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if !used[f] && f != "stories.tmpl" {
			t.Errorf("%s is rendered by no example", f)
		}
	}
}

func checkFields(t *testing.T, name string, types ...reflect.Type) {
	t.Helper()
	tm := templates.Lookup(name)
	if tm == nil {
		t.Fatalf("no template %s", name)
	}
	for _, field := range fields(tm.Root, nil) {
		if !slices.ContainsFunc(types, func(ty reflect.Type) bool {
			_, ok := ty.FieldByName(field)
			return ok
		}) {
			t.Errorf("%s uses .%s, which %v has not", name, field, types)
		}
	}
}

// fields lists the fields that a template names, but those inside a range or
// with, which are another value's.
func fields(n parse.Node, list []string) []string {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, c := range n.Nodes {
				list = fields(c, list)
			}
		}
	case *parse.ActionNode:
		list = fields(n.Pipe, list)
	case *parse.TemplateNode:
		list = fields(n.Pipe, list)
	case *parse.IfNode:
		list = fields(n.ElseList, fields(n.List, fields(n.Pipe, list)))
	case *parse.RangeNode:
		list = fields(n.Pipe, list)
	case *parse.WithNode:
		list = fields(n.Pipe, list)
	case *parse.PipeNode:
		if n != nil {
			for _, c := range n.Cmds {
				for _, a := range c.Args {
					list = fields(a, list)
				}
			}
		}
	case *parse.FieldNode:
		list = append(list, n.Ident[0])
	}
	return list
}

func TestSystemIsTheSameForAll(t *testing.T) {
	p, turns := sample()
	a := Answer{Question: "Why?", Conversation: turns, Stories: p, Fence: NewFence()}
	if a.System() != (Answer{}).System() {
		t.Error("the instructions depend on the request")
	}
	if !strings.Contains(a.System(), NotInStories) {
		t.Error("the instructions do not name the line for no answer")
	}
}

func TestNewFence(t *testing.T) {
	a, b := NewFence(), NewFence()
	if a == b || len(a) != 16 || strings.Trim(a, "0123456789abcdef") != "" {
		t.Errorf("markers are %q and %q", a, b)
	}
}

func TestSilent(t *testing.T) {
	tests := map[string]bool{
		NotInStories:                        true,
		"not in the stories.":               true,
		"**NOT IN THE STORIES** [1]":        true,
		"I looked.\nNOT IN THE STORIES\n":   true,
		"":                                  false,
		"It is not in the stories he told.": false,
		"The key is NOT IN THE STORIES [1] but in the drawer.": false,
	}
	for text, want := range tests {
		if got := Silent(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestReadRewrite(t *testing.T) {
	for reply, want := range map[string][3]string{
		"QUESTION: Wer ist er?\nSEARCH: Who is he?\nNOTHING: Die Artikel sagen es nicht.\n": {"Wer ist er?", "Who is he?", "Die Artikel sagen es nicht."},
		"search: Who is he?": {"", "Who is he?", ""},
		"**SEARCH:** Who is he?\n- **Nothing**: “No lo dicen.”":       {"", "Who is he?", "No lo dicen."},
		"SEARCH： At 10:30, who?\r\nNOTHING：「記事にはありません。」":              {"", "At 10:30, who?", "記事にはありません。"},
		"Here you go:\n\nSEARCH: <|im_start|>Who?\n\nHope that helps": {"", "< |im_start| >Who?", ""},
		"Who is he?": {},
		"":           {},
	} {
		standing, translated, nothing := ReadRewrite(reply)
		if got := [3]string{standing, translated, nothing}; got != want {
			t.Errorf("%q is read as %q, want %q", reply, got, want)
		}
	}
}
