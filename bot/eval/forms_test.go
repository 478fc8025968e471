package eval

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFormOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		row  string
		want form
	}{
		{`{"id": "1", "question": "Who?", "at": "2022-06-16", "answers": [], "urls": []}`, formQuestions},
		{`{"question": "Who?", "kind": "near_miss", "truth": []}`, formQuestions},
		{`{"source": "a", "sentence": "b", "supported": false}`, formVerifier},
		{`{"question": "Who?", "source": "a", "sentence": "b", "supported": true, "class": "x"}`, formVerifier},
		{`{"question": "Who?", "sentences": [], "selected": []}`, formChoice},
		{`{"question": "Who?", "passages": [{"text": "a"}], "claims": []}`, formRecorded},
		{`{"text": "a", "at": "2022-06-16", "since": "2022-06-15", "until": "2022-06-16"}`, formTimes},
		{`{"text": "a", "at": "2022-06-16", "since": "", "until": "2022-06-16"}`, formTimes},
		{`{"text": "a", "at": "2022-06-16", "since": "2022-06-15"}`, formTimes},
		{`{"question": "Who?", "documents": ["a"], "altered": ["b"]}`, formDisagreement},
		{`{"question": "Who?", "sentences": null}`, formQuestions},
		{`{"sentence": "b", "supported": null}`, formUnknown},
		{`{"question": ""}`, formUnknown},
		{`{"task_id": "1", "input": [], "contexts": [], "targets": []}`, formTurns},
		{`{"id": "1", "conversation": "a", "last": "b", "rewrite": "c"}`, formRewrites},
		{`{"id": "1", "title": "a", "text": "b", "attributions": []}`, formSpeakers},
		{`{"title": "a", "text": "b"}`, formUnknown},
		{`{"text": "a", "at": "2022-06-16"}`, formUnknown},
		{`{"id": "1", "text": "a", "kind": "direct", "label": 1}`, formUnknown},
	} {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(c.row), &fields); err != nil {
			t.Fatal(err)
		}
		if got := formOf(fields); got != c.want {
			t.Errorf("formOf(%s) = %d, want %d", c.row, got, c.want)
		}
	}
}

// file writes lines to a file to measure on.
func file(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// evaluator measures what needs no stories.
func evaluator() *Evaluator {
	return &Evaluator{
		Moment:   func(at string) (time.Time, error) { return time.Parse(time.DateOnly, at) },
		Progress: func(string, int) (func(string, int), func()) { return func(string, int) {}, func() {} },
	}
}

// measuredJSON is the JSON of the measures of a file of these lines.
func measuredJSON(t *testing.T, e *Evaluator, lines ...string) string {
	t.Helper()
	results, err := e.Measure(t.Context(), file(t, lines...))
	if err != nil {
		t.Fatal(err)
	}
	if results[0].Name != "rows.jsonl" || len(results[0].Measures.Figures()) < 3 {
		t.Errorf("name %q, figures %v", results[0].Name, results[0].Measures.Figures())
	}
	got, err := json.Marshal(results[0].Measures)
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func TestMalformedRows(t *testing.T) {
	t.Parallel()
	const (
		passages = `"passages": [{"text": "a", "published": "2022-06-16"}]`
		asked    = `"question": "Who?", "at": "2022-06-16"`
	)
	for _, c := range []struct{ name, want, lines string }{
		{"empty", "rows.jsonl is empty", "\n \n"},
		{"no JSON", "rows.jsonl:2: ", `{"question": "a", "sentences": []}` + "\n{"},
		{"no object", "rows.jsonl:1: ", `[1]`},
		{"no form", "rows.jsonl:1: its fields are of no kind", `{"title": "a"}`},
		{"two forms", "rows.jsonl:3: this line is of another kind", `{"question": "a"}` + "\n\n" + `{"sentence": "a", "supported": true}`},
		{"a wrong type", "rows.jsonl:1: ", `{"sentence": "a", "supported": "yes"}`},
		{"a sentence that is not there", "rows.jsonl:1: selected names sentence 1 of 1", `{"question": "a", "sentences": ["b"], "selected": [1]}`},
		{"a moment", "rows.jsonl:2: ", `{` + asked + `}` + "\n" + `{"question": "Who?", "at": "once"}`},
		{"a moment of a time", `rows.jsonl:1: at "once" is no moment`, `{"text": "a", "at": "once", "since": "2022-06-16"}`},
		{"a day of a time", `rows.jsonl:1: "June" is no day`, `{"text": "a", "at": "2022-06-16", "since": "June"}`},
		{"a phrase", "rows.jsonl:1: the phrase is not in the text", `{"text": "a", "phrase": "b", "at": "2022-06-16", "since": "2022-06-16"}`},
		{"a passage that is not there", "rows.jsonl:1: claim 0 cites passage 2 of 1", `{` + asked + `, ` + passages + `, "claims": [{"text": "a", "cites": [2]}]}`},
		{"a claim that is not there", "rows.jsonl:1: answer names claim 1 of 1", `{` + asked + `, ` + passages + `, "claims": [{"text": "a", "cites": [1]}], "answer": [1]}`},
		{"a claim without text", "rows.jsonl:1: claim 0 has no text", `{` + asked + `, ` + passages + `, "claims": [{"text": " "}]}`},
		{"a passage without text", "rows.jsonl:1: passage 1 has no text", `{` + asked + `, "passages": [{"text": ""}], "claims": []}`},
		{"no passages", "rows.jsonl:1: there are no passages", `{` + asked + `, "passages": [], "claims": []}`},
		{"a day of a passage", `rows.jsonl:1: passage 1: "June" is no day`, `{` + asked + `, "passages": [{"text": "a", "published": "June"}], "claims": []}`},
		{"a speaker that is not there", "rows.jsonl:1: [0, 3] is no place in a text of 2 characters", `{"text": "so", "attributions": [{"content": [[0, 2]], "source": [[0, 3]]}]}`},
		{"no documents", "rows.jsonl:1: there are no documents", `{"question": "Who?", "answers": ["a"], "others": ["b"], "documents": [], "altered": []}`},
		{"nothing to show", "rows.jsonl:1: answers and others are both needed", `{"question": "Who?", "answers": ["a"], "documents": ["a"], "altered": ["b"]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := evaluator()
			e.Stories = func(context.Context) (Asker, error) {
				t.Error("the stories were opened")
				return fixed{}, nil
			}
			_, err := e.Measure(t.Context(), file(t, c.lines))
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want one line with %q", err, c.want)
			}
		})
	}
}

func TestFolderIsMeasuredByName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.jsonl":       `{"question": "Who painted it?", "sentences": ["Mette Olsen painted it."], "selected": [0]}`,
		"a.jsonl":       `{"text": "in 2019", "at": "2022-06-16", "since": "2019-01-01", "until": "2020-01-01"}`,
		"stories.jsonl": `{"title": "a", "text": "b"}`,
		"readme.md":     `nothing`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	results, err := evaluator().Measure(t.Context(), dir)
	if err != nil || len(results) != 2 || results[0].Name != "a.jsonl" || results[1].Name != "b.jsonl" {
		t.Errorf("results %v, error %v", results, err)
	}
	if _, err := evaluator().Measure(t.Context(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "holds nothing to measure on") {
		t.Errorf("an empty folder: %v", err)
	}
}
