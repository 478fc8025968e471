package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source"
)

// zipOf is a zip of one file.
func zipOf(t *testing.T, name, body string) string {
	t.Helper()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	f, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write([]byte(body))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

// TestFilesGoBeforeAggregators: of a story that is on this computer and at an aggregator, that of this
// computer is told; one that its own outlet tells is told by that outlet; and what a zip of the web says under the ID of
// another stands beside it, as told by its host. Whatever the kinds of the sources, and the order in which they are named
// and loaded.
func TestFilesGoBeforeAggregators(t *testing.T) {
	t.Parallel()
	lamp, mirror := map[string]string{}, map[string]string{}
	own, other := newsSite(t, lamp), newsSite(t, mirror)
	address, host := own.URL+"/bridge", strings.TrimPrefix(other.URL, "http://")
	lamp["/bridge"] = bridgePage("The Lamp", address, "The bridge of Norton was opened on Monday by the mayor, who cut a ribbon before a large crowd.")
	lamp["/feed"] = feedOf("The Lamp", address, "")
	lamp["/sitemap.xml"] = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>` + address + `</loc></url></urlset>`
	mirror["/feed"] = feedOf("Mirror", address, "")
	const said = "The bridge of Norton opens late, the desk says, and has it from the mayor herself, who was there."
	line := `{"title": "The bridge of Norton opens", "text": "` + said + `", "outlet": "Desk", "url": "` + address + `"}` + "\n"
	named := strings.Replace(line, `"url": "`+address, `"id": "bridge-7`, 1)
	claims := strings.NewReplacer("Desk", "Wire", said, "The bridge of Norton has fallen down, the wire says, and nobody else knows of it yet.")
	mirror["/id.zip"] = zipOf(t, "all.jsonl", claims.Replace(named))
	mirror["/own.zip"] = zipOf(t, "all.jsonl", claims.Replace(strings.Replace(named, "bridge-7", knowledge.StoryID(address), 1)))
	dir := t.TempDir()
	page := "---\noutlet: Desk\nurl: " + address + "\n---\n# The bridge of Norton opens\n\n" + said + "\n"
	for name, body := range map[string]string{"folder/a.md": page, "all.jsonl": line, "id.jsonl": named, "here.zip": zipOf(t, "a.md", page)} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	where := map[string]string{
		"folder": dir + "/folder", "file": dir + "/all.jsonl", "zip": dir + "/here.zip", "named": dir + "/id.jsonl",
		"mirror": other.URL + "/feed", "claims": other.URL + "/id.zip", "takes": other.URL + "/own.zip",
		"feed": own.URL + "/feed", "page": address, "sitemap": own.URL + "/sitemap.xml",
	}
	try := func(loads, want, told string) {
		t.Helper()
		base, end, err := emptyBase(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		var last knowledge.Report
		for load := range strings.SplitSeq(loads, ", ") {
			var sources []knowledge.Source
			for name := range strings.FieldsSeq(load) {
				s, err := source.Open(where[name], source.Options{Name: name, AllowHosts: []string{strings.TrimPrefix(own.URL, "http://"), host}})
				if err != nil {
					t.Fatal(err)
				}
				sources = append(sources, s)
			}
			for _, o := range []knowledge.LoadOptions{{Confirm: true}, {Confirm: true}} {
				if last, err = base.Load(t.Context(), sources, o); err != nil || len(last.Failed) > 0 {
					t.Errorf("%s: %+v, %v", loads, last.Failed, err)
				}
			}
		}
		var gave []string
		for _, line := range gaveWay(last.GaveWay, false) {
			gave = append(gave, strings.ReplaceAll(line, ", which has the same story and owns its address", ""))
		}
		if all := strings.Join(gave, "; "); all != told {
			t.Errorf("%s: told that %q, want %q", loads, all, told)
		}
		states, err := base.SourceStatus(t.Context())
		for _, s := range last.Sources {
			if problems := problems(&s, time.Now()); err != nil || problems != "none" || len(states[s.Source].GaveWay) > 0 != (told != "" && s.Source != strings.TrimPrefix(told[strings.LastIndex(told, " "):], " ")) {
				t.Errorf("%s: %s: problems %s; the status says %+v, %v", loads, s.Source, problems, states[s.Source].GaveWay, err)
			}
		}
		stories, err := base.Stories(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range stories {
			got = append(got, s.Story.Source+" "+s.Story.Outlet)
		}
		slices.Sort(got)
		if all := strings.Join(got, "; "); all != want {
			t.Errorf("%s: got %s, want %s", loads, all, want)
		}
		if err := end(); err != nil {
			t.Error(err)
		}
	}
	items := map[string]string{"folder": "a.md", "file": "all.jsonl:1", "zip": "here.zip/a.md"}
	orders := func(a, b string) []string {
		return []string{a + " " + b, b + " " + a, a + ", " + a + " " + b, a + ", " + b + " " + a, b + ", " + b + " " + a, b + ", " + a + " " + b}
	}
	for _, local := range []string{"folder", "file", "zip"} {
		for _, loads := range orders("mirror", local) {
			try(loads, local+" Desk", "")
		}
		try("mirror "+local+", mirror", "mirror The Lamp", "")
	}
	for _, pair := range [][2]string{{"feed", "folder"}, {"page", "file"}, {"sitemap", "zip"}, {"page", "folder"}} {
		for _, loads := range orders(pair[0], pair[1]) {
			try(loads, pair[0]+" The Lamp", items[pair[1]]+" gives way to "+pair[0])
		}
	}
	for _, loads := range orders("claims", "named") {
		try(loads, "claims Wire, as told by "+host+"; named Desk", "")
	}
	for _, loads := range orders("takes", "feed") {
		try(loads, "feed The Lamp; takes Wire, as told by "+host, "")
	}
	for _, loads := range orders("takes", "folder") {
		try(loads, "folder Desk; takes Wire, as told by "+host, "")
	}
}
