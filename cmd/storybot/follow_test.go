package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// TestAnswersFollowTheSources has a bot serve a folder, a feed, a sitemap and a
// page, edits, corrects, withdraws and breaks things there, and asks after each
// reload: the answers are always what the sources say.
func TestAnswersFollowTheSources(t *testing.T) {
	if underRace {
		t.Skip("under the race detector it takes minutes: go test runs it without")
	}
	t.Parallel()
	f := newFollowed(t)
	f.bot.serve()
	f.check("at first")
	for _, step := range f.steps() {
		step.do()
		var r knowledge.Report
		if step.confirm == "restart" {
			f.bot.stop()
			f.bot.serve()
		} else {
			r = f.bot.reload(slices.DeleteFunc([]string{step.confirm}, func(s string) bool { return s == "" })...)
		}
		if got := len(r.Failed) > 0; got != (step.fails != "") {
			t.Errorf("%s: failed are %+v, want %q", step.what, r.Failed, step.fails)
		}
		if all, _ := json.Marshal(r.Failed); !strings.Contains(string(all), step.fails) {
			t.Errorf("%s: failed are %s, want %q", step.what, all, step.fails)
		}
		f.check(step.what)
		if t.Failed() {
			t.Fatal(step.what)
		}
	}
	t.Logf("%d steps, %d questions", len(f.steps()), f.asked)
}

// following is one thing that happens to the sources, and what the next load
// says of it.
type following struct {
	what    string
	do      func()
	fails   string // a part of what is said to have failed; empty: nothing has
	confirm string // a flag of the reload; "restart": the bot is started again instead
}

func (f *followed) steps() []following {
	return []following{
		{what: "a file is edited", do: func() { f.file("bridge.md", "bridge", "113 million crowns") }},
		{what: "a file is deleted", do: func() { f.file("ferry.txt", "ferry", "") }},
		{what: "a file is renamed", do: func() { f.rename("school.txt", "academy.txt") }},
		{what: "a file is made", do: func() { f.file("garden.txt", "garden", "200 million crowns") }},
		{what: "the page of a feed's entry is edited, and the feed says so", do: func() { f.page("/harbour", "harbour", "132 million crowns"); f.edition++; f.feed() }},
		{what: "the page of a feed's entry is edited in silence", do: func() { f.page("/museum", "museum", "142 million crowns") }, confirm: "--all"},
		{what: "the feed lets go of an entry", do: func() { f.entries = []string{"museum", "library"}; f.feed() }},
		{what: "the page that the feed let go of is gone", do: func() { f.page("/harbour", "harbour", "404") }, confirm: "--all"},
		{what: "the page of an entry is gone", do: func() { f.page("/library", "library", "410") }, confirm: "--all"},
		{what: "the page of an entry cannot be had", do: func() { f.breaks("/museum", "503") }, confirm: "--all", fails: "/museum"},
		{what: "the page of an entry is back", do: func() { f.page("/museum", "museum", "143 million crowns") }, confirm: "--all", fails: "/library"},
		{what: "the feed has no entries", do: func() { f.entries = nil; f.feed() }},
		{what: "the feed is nothing", do: func() { f.breaks("/feed.xml", "") }, fails: "nothing"},
		{what: "the feed is nonsense", do: func() { f.breaks("/feed.xml", "<rss><channel><item><ti") }, fails: "/feed.xml"},
		{what: "the feed is a page", do: func() { f.breaks("/feed.xml", "<html><title>Sorry</title><p>We are closed.</p></html>") }, fails: "/feed.xml"},
		{what: "the feed cannot be had", do: func() { f.breaks("/feed.xml", "503") }, fails: "503"},
		{what: "the feed is gone", do: func() { f.breaks("/feed.xml", "404") }, fails: "404"},
		{what: "the feed is back", do: func() { f.entries = []string{"museum"}; f.feed() }},
		{what: "the sitemap says that a page has changed", do: func() { f.page("/tower", "tower", "152 million crowns"); f.edition++; f.sitemap() }},
		{what: "the sitemap lets go of a page", do: func() { f.named = []string{"tower", "well"}; f.gone("mill"); f.sitemap() }},
		{what: "the sitemap names nothing", do: func() { f.breaks("/sitemap.xml", "<urlset></urlset>") }, fails: "/sitemap.xml"},
		{what: "the sitemap cannot be had", do: func() { f.breaks("/sitemap.xml", "503") }, fails: "503"},
		{what: "the sitemap is back", do: func() { f.sitemap() }},
		{what: "the page is edited", do: func() { f.page("/market", "market", "172 million crowns") }},
		{what: "the page takes for ever", do: func() { f.breaks("/market", "slow") }, fails: "longer than"},
		{what: "the page is gone", do: func() { f.page("/market", "market", "410") }, fails: "removed"},
		{what: "most of the folder is gone", do: func() { f.away() }, fails: "more than half"},
		{what: "most of the folder is gone, and that is confirmed", do: func() { f.forget() }, confirm: "--confirm", fails: "/market"},
		{what: "the folder is no longer a source", do: func() { f.drop() }, confirm: "restart"},
	}
}

// TestAnswersFollowByThemselves has nobody reload: what is edited in a folder
// or on a page is answered within the interval.
func TestAnswersFollowByThemselves(t *testing.T) {
	t.Parallel()
	f := newFollowed(t)
	f.bot.env = append(f.bot.env, "RELOAD_INTERVAL=1s")
	f.bot.serve()
	for n := range 3 {
		f.file("bridge.md", "bridge", fmt.Sprintf("%d million crowns", 100+n))
		f.page("/market", "market", fmt.Sprintf("%d million crowns", 200+n))
		f.page("/tower", "tower", fmt.Sprintf("%d million crowns", 300+n))
		f.edition++
		f.sitemap()
		for _, subject := range []string{"bridge", "market", "tower"} {
			began := time.Now()
			for a := f.bot.ask("What did the " + subject + " of Exampleton cost?"); !strings.Contains(a.Text, f.says[subject]); a = f.bot.ask("What did the " + subject + " of Exampleton cost?") {
				if time.Since(began) > 20*time.Second {
					t.Fatalf("after %v the %s still costs %q: %s", time.Since(began), subject, a.Text, f.bot.said)
				}
			}
		}
	}
	f.bot.stop()
}

// TestCheckChangesNothing has a check say what a reload would do.
func TestCheckChangesNothing(t *testing.T) {
	t.Parallel()
	f := newFollowed(t)
	f.bot.serve()
	f.check("at first")
	f.page("/market", "market", "99 million crowns")
	f.breaks("/feed.xml", "503")
	f.says["market"], f.was["market"] = f.was["market"], ""
	out, err := f.bot.run("check")
	if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Errorf("something would fail, and check ends with %v", err)
	}
	for _, part := range []string{"/market", "/feed.xml", "503 Service Unavailable", "1 would be updated", "1 would fail"} {
		if !strings.Contains(out, part) {
			t.Errorf("check does not say %q: %s", part, out)
		}
	}
	f.check("after the check")
}

// TestCorrectedAndWithdrawn has a story say of itself that it was corrected,
// and then that it was withdrawn.
func TestCorrectedAndWithdrawn(t *testing.T) {
	t.Parallel()
	f := newFollowed(t)
	f.bot.serve()
	const question = "What did the bridge of Exampleton cost?"
	for _, step := range []struct {
		title, foot, label string
	}{
		{"The bridge of Exampleton", "", "news"},
		{"The bridge of Exampleton", "Correction: An earlier version of this article misstated what the bridge cost.", "correction"},
		{"Retraction: The bridge of Exampleton", "", "retracted"},
	} {
		write := "---\ntitle: \"" + step.title + "\"\n---\n" + f.text("bridge") + "\n\n" + step.foot + "\n"
		if err := os.WriteFile(f.dir+"/bridge.md", []byte(write), 0o600); err != nil {
			t.Fatal(err)
		}
		f.bot.reload()
		for id, s := range f.bot.stories() {
			if strings.HasPrefix(id, "bridge-") && string(s.Label) != step.label {
				t.Errorf("%s, with %q below: labelled %s, want %s", step.title, step.foot, s.Label, step.label)
			}
		}
		a := f.bot.ask(question)
		told := slices.ContainsFunc(a.Notes, func(n bot.Note) bool { return n.Kind == "label" })
		if uses := strings.Contains(a.Text, f.says["bridge"]); step.label == "news" && (!uses || told) || step.label != "news" && uses && !told {
			t.Errorf("of a story labelled %s the answer is %q, with the notes %+v", step.label, a.Text, a.Notes)
		}
	}
}
