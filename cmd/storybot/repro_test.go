package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
)

// reproFolder holds small inputs that were once got wrong, one folder each.
const reproFolder = "../../../shared/repro"

// stillWrong are those inputs that are not read rightly yet. What leaves this list stays right.
var stillWrong = []string{}

// reproCase is what the case.json of such a folder says.
type reproCase struct {
	Source  string
	Serve   []struct{ Path, File, Type string }
	Then    string   // the file that is served in place of the first, later
	Dated   []string // the files in which SOON stands for a moment that is yet to come
	Make    string
	Stories []struct {
		Title, Published anyOf
		Holds, Lacks     []string
	}
	NoneWillDo bool `json:"none_will_do"`
	Told       bool // damage is to be told
	Asks       []struct{ Ask, At, Quote, Note, Check string }
}

// anyOf is a string, or a list of which any one will do.
type anyOf []string

// UnmarshalJSON takes a string or a list of them.
func (a *anyOf) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*a = anyOf{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(a))
}

// TestRepro reads each of those inputs as an operator's program would, and prints
// which come out right.
func TestRepro(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob(reproFolder + "/*/case.json")
	if err != nil || len(folders) == 0 {
		t.Skip("no ../shared/repro: inputs that were once got wrong are not tried")
	}
	for _, file := range folders {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fault, err := runRepro(t, filepath.Dir(file))
			switch {
			case errors.Is(err, errors.ErrUnsupported):
				t.Skip(err)
			case err != nil:
				t.Fatal(err)
			case fault == "":
				t.Log("right")
			case slices.Contains(stillWrong, name):
				t.Log("wrong, as is known: " + fault)
			default:
				t.Error("wrong: " + fault)
			}
		})
	}
}

// runRepro runs one input; fault is what is wrong with what came out.
func runRepro(t *testing.T, folder string) (fault string, err error) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, "case.json"))
	if err != nil {
		return "", err
	}
	var c reproCase
	if err := json.Unmarshal(raw, &c); err != nil {
		return "", err
	}
	if c.Source == "" || c.Make != "" || len(c.Stories)+len(c.Asks) == 0 || bytes.Contains(raw, []byte(`"reply"`)) || bytes.Contains(raw, []byte(`"cited"`)) {
		return "", fmt.Errorf("tried elsewhere: %w", errors.ErrUnsupported)
	}
	r := &repro{reproCase: c, t: t, dir: t.TempDir(), site: newTestSite(t)}
	if err := os.CopyFS(r.dir, os.DirFS(folder)); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return r.run()
}

// repro is one input being run.
type repro struct {
	reproCase
	t    *testing.T
	dir  string
	site *testSite
}

func (r *repro) run() (fault string, err error) {
	for _, name := range r.Dated {
		path := filepath.Join(r.dir, name)
		raw, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		soon := time.Now().Add(3 * time.Hour).Format(time.RFC3339)
		if err := os.WriteFile(path, bytes.ReplaceAll(raw, []byte("SOON"), []byte(soon)), 0o600); err != nil {
			return "", err
		}
	}
	if err := r.serve(""); err != nil {
		return "", err
	}
	first, report := r.command("reload", "--json")
	if r.Told && !strings.Contains(first, `"error"`) {
		return "the damage is not told", nil
	}
	if r.Then != "" {
		if err := r.serve(r.Then); err != nil {
			return "", err
		}
		if again, _ := r.command("reload", "--json"); !strings.Contains(again, `"error"`) {
			return "the later page is not named as failed: " + again, nil
		}
	}
	for i := range r.Stories {
		if fault := r.story(i, report); fault != "" {
			return fault, nil
		}
	}
	for i := range r.Asks {
		if fault := r.ask(i); fault != "" {
			return fault, nil
		}
	}
	return "", nil
}

// serve puts the case's files on its site; instead is served for the first of them.
func (r *repro) serve(instead string) error {
	for _, s := range r.Serve {
		if instead != "" {
			s.File = instead
		}
		raw, err := os.ReadFile(filepath.Join(r.dir, s.File))
		if err != nil {
			return err
		}
		r.site.put(s.Path, strings.ReplaceAll(string(raw), "127.0.0.1:19111", r.host()))
		r.site.declare(s.Path, s.Type)
	}
	return nil
}

func (r *repro) host() string { return strings.TrimPrefix(r.site.URL, "http://") }

// command runs one command on the case's source.
func (r *repro) command(args ...string) (out, errs string) {
	source := strings.ReplaceAll(r.Source, "HOST", r.host())
	if !strings.Contains(source, "://") {
		source = filepath.Join(r.dir, source)
	}
	var o, e bytes.Buffer
	run(append(args, "--stories", source, "--allow-hosts", r.host(), "--data-dir", filepath.Join(r.dir, "data"), "--time-zone", "UTC"), strings.NewReader(""), &o, &e)
	return o.String(), e.String()
}

// story compares one story with what it should be.
func (r *repro) story(i int, report string) (fault string) {
	want := r.Stories[i]
	var list struct {
		Stories []struct{ ID, Title, Published, Text string }
	}
	out, errs := r.command("stories", "--json")
	if err := json.Unmarshal([]byte(out), &list); err != nil || len(list.Stories) < len(r.Stories) {
		if r.NoneWillDo && err == nil {
			return ""
		}
		return fmt.Sprintf("%d stories: %s %s %v", len(list.Stories), report, errs, err)
	}
	got := list.Stories[0]
	for _, s := range list.Stories {
		if len(list.Stories) > 1 && slices.Contains(want.Title, s.Title) {
			got = s
		}
	}
	out, errs = r.command("story", "--json", got.ID)
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		return out + errs
	}
	if len(want.Title) > 0 && !slices.Contains(want.Title, got.Title) {
		return fmt.Sprintf("title %q", got.Title)
	}
	if len(want.Published) > 0 && !slices.Contains(want.Published, got.Published) {
		return fmt.Sprintf("published %q, want %q", got.Published, want.Published)
	}
	for _, part := range want.Holds {
		if !strings.Contains(got.Text, part) {
			return fmt.Sprintf("text lacks %q", part)
		}
	}
	for _, part := range want.Lacks {
		if strings.Contains(got.Text, part) {
			return fmt.Sprintf("text has %q", part)
		}
	}
	return ""
}

// ask compares one answer with what it should be.
func (r *repro) ask(i int) (fault string) {
	want := r.Asks[i]
	args := []string{"ask", "--json", want.Ask}
	if want.At != "" {
		args = append(args, "--at", want.At)
	}
	out, errs := r.command(args...)
	var a bot.Answer
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		return out + errs
	}
	if !slices.ContainsFunc(a.Citations, func(c bot.Citation) bool { return strings.Contains(c.Quote, want.Quote) }) {
		return fmt.Sprintf("answered %q", a.Text)
	}
	if want.Note != "" && !slices.ContainsFunc(a.Notes, func(n bot.Note) bool { return regexp.MustCompile(want.Note).MatchString(n.Text) }) {
		return fmt.Sprintf("notes %v", a.Notes)
	}
	if want.Check != "" {
		if out, errs := r.command("check"); !regexp.MustCompile(want.Check).MatchString(out + errs) {
			return "check says " + out + errs
		}
	}
	return ""
}
