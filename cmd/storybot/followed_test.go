package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
)

// followed is a bot with the sources that it follows, and what they say.
type followed struct {
	t     *testing.T
	bot   *living
	press *testSite
	dir   string // the folder
	asked int

	says    map[string]string // by subject: what it costs; empty: nobody says
	was     map[string]string // by subject: what it had cost before
	files   map[string]string // file to subject
	entries []string          // subjects in the feed
	named   []string          // subjects in the sitemap
	edition int
}

func newFollowed(t *testing.T) *followed {
	t.Helper()
	f := &followed{t: t, press: newTestSite(t), dir: t.TempDir(), says: make(map[string]string), was: make(map[string]string), files: make(map[string]string),
		entries: []string{"harbour", "museum", "library"}, named: []string{"tower", "well", "mill"}}
	for i, name := range []string{"bridge.md", "ferry.txt", "school.txt", "station.txt", "theatre.txt", "temple.txt"} {
		subject, _, _ := strings.Cut(name, ".")
		f.file(name, subject, fmt.Sprintf("%d million crowns", 12+i))
	}
	for i, subject := range []string{"harbour", "museum", "library", "tower", "well", "mill", "market"} {
		f.page("/"+subject, subject, fmt.Sprintf("%d million crowns", 31+10*i))
	}
	f.feed()
	f.sitemap()
	f.bot = newLiving(t, t.TempDir(), []string{f.dir, f.press.URL + "/feed.xml", f.press.URL + "/sitemap.xml", f.press.URL + "/market"},
		"ALLOW_HOSTS="+strings.TrimPrefix(f.press.URL, "http://"), "HTTP_ADDR=127.0.0.1:0")
	return f
}

// text is the story of a subject.
func (f *followed) text(subject string) string {
	return fmt.Sprintf("The %[1]s of Exampleton cost %[2]s, the mayor said. A gardener beside the %[1]s showed a reporter round. It was raining.", subject, f.says[subject])
}

// price remembers what a subject costs from now on.
func (f *followed) price(subject, costs string) {
	if had := f.says[subject]; had != "" {
		f.was[subject] = had
	}
	f.says[subject] = costs
}

// gone remembers that nobody tells of a subject any more.
func (f *followed) gone(subject string) { f.price(subject, "") }

// file writes a file of the folder, or deletes it where the subject costs nothing.
func (f *followed) file(name, subject, costs string) {
	f.t.Helper()
	f.price(subject, costs)
	f.files[name] = subject
	path := f.dir + "/" + name
	var err error
	switch title := "The " + subject + " of Exampleton"; {
	case costs == "":
		delete(f.files, name)
		err = os.Remove(path)
	case strings.HasSuffix(name, ".md"):
		err = os.WriteFile(path, []byte("---\ntitle: "+title+"\n---\n"+f.text(subject)+"\n"), 0o600)
	default:
		err = os.WriteFile(path, []byte(title+"\n\n"+f.text(subject)+"\n"), 0o600)
	}
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *followed) rename(from, to string) {
	f.t.Helper()
	f.files[to] = f.files[from]
	delete(f.files, from)
	if err := os.Rename(f.dir+"/"+from, f.dir+"/"+to); err != nil {
		f.t.Fatal(err)
	}
}

// away takes all files but one away, though nobody means it.
func (f *followed) away() {
	f.t.Helper()
	for name, subject := range f.files {
		if subject != "bridge" {
			if err := os.Remove(f.dir + "/" + name); err != nil {
				f.t.Fatal(err)
			}
		}
	}
}

// forget means it.
func (f *followed) forget() {
	for name, subject := range f.files {
		if subject != "bridge" {
			f.gone(subject)
			delete(f.files, name)
		}
	}
}

// drop takes the folder out of STORIES.
func (f *followed) drop() {
	f.gone("bridge")
	f.bot.reads(f.press.URL+"/feed.xml", f.press.URL+"/sitemap.xml", f.press.URL+"/market")
	f.breaks("/market", "404")
}

// page puts a page of the site, or a status in its place.
func (f *followed) page(path, subject, costs string) {
	if _, err := fmt.Sscanf(costs, "%d million", new(int)); err != nil {
		f.gone(subject)
		f.breaks(path, costs)
		return
	}
	f.price(subject, costs)
	f.press.put(path, `<!DOCTYPE html><html><head><title>The `+subject+` of Exampleton</title></head><body><article><h1>The `+subject+
		` of Exampleton</h1><p>`+f.text(subject)+`</p></article></body></html>`)
}

// breaks puts something else in the place of a page, which is no reason for its
// story to go.
func (f *followed) breaks(path, body string) { f.press.put(path, body) }

func (f *followed) feed() {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Exampleton Star</title>`)
	for _, subject := range f.entries {
		fmt.Fprintf(&b, `<item><title>The %s of Exampleton</title><link>%s/%s</link><description>Edition %d…</description></item>`, subject, f.press.URL, subject, f.edition)
	}
	f.press.put("/feed.xml", b.String()+"</channel></rss>")
}

func (f *followed) sitemap() {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, subject := range f.named {
		fmt.Fprintf(&b, `<url><loc>%s/%s</loc><lastmod>2021-04-%02d</lastmod></url>`, f.press.URL, subject, f.edition+1)
	}
	f.press.put("/sitemap.xml", b.String()+"</urlset>")
}

// check asks what everything costs, and holds the list of the stories, the
// answers, and the versions that can be read to be what the sources say.
func (f *followed) check(after string) {
	f.t.Helper()
	titles := make(map[string]string) // to IDs
	for id, s := range f.bot.stories() {
		titles[s.Title] = id
	}
	said := 0
	for subject, costs := range f.says {
		id, there := titles["The "+subject+" of Exampleton"]
		if there != (costs != "") {
			f.t.Errorf("%s: the %s is in the list: %v", after, subject, there)
			continue
		}
		if there {
			said++
			f.versions(after, id, subject)
		}
		f.answer(after, subject)
	}
	if len(titles) != said {
		f.t.Errorf("%s: %d stories are listed, want %d: %v", after, len(titles), said, titles)
	}
}

// answer asks what a subject costs.
func (f *followed) answer(after, subject string) {
	f.t.Helper()
	f.asked++
	question := "What did the " + subject + " of Exampleton cost?"
	var a bot.Answer
	if subject == "bridge" {
		a = f.bot.ask(question)
	} else { // as the command does, without a process for each
		var err error
		if a, err = f.bot.client().Answer(f.t.Context(), bot.Question{Text: question, Surface: "cli"}, nil); err != nil {
			f.t.Fatal(err)
		}
	}
	costs, was := f.says[subject], f.was[subject]
	cited := slices.ContainsFunc(a.Citations, func(c bot.Citation) bool { return strings.Contains(c.Title, "The "+subject+" ") })
	if cited != (costs != "") || !strings.Contains(a.Text, costs) || was != "" && was != costs && strings.Contains(a.Text, " "+was) {
		f.t.Errorf("%s: what the %s cost, %q before and now %q, is answered by %q", after, subject, was, costs, a.Text)
	}
}

// versions opens a story: what it says is there, and what it said before is
// kept as a version, which the reader opens by its hash.
func (f *followed) versions(after, id, subject string) {
	f.t.Helper()
	story, err := f.bot.client().Story(f.t.Context(), id)
	if err != nil || !strings.Contains(story.Text, f.says[subject]) {
		f.t.Errorf("%s: the %s, %v: %q", after, subject, err, story.Text)
		return
	}
	was := f.was[subject]
	if was == "" || was == f.says[subject] || len(story.Versions) < 2 {
		return
	}
	before := story.Versions[len(story.Versions)-2]
	page := s(f.t, f.address()+"/story/"+id+"?version="+before.Hash, "")
	if !strings.Contains(page, was) {
		f.t.Errorf("%s: version %s of the %s, which cost %q, reads %s", after, before.Hash, subject, was, page)
	}
}

var answering = regexp.MustCompile(`answering at (http://\S+)`)

// address is where the channel is.
func (f *followed) address() string {
	f.t.Helper()
	at := answering.FindStringSubmatch(f.bot.said.String())
	if at == nil {
		f.t.Fatalf("the bot does not say where it answers: %s", f.bot.said)
	}
	return at[1]
}
