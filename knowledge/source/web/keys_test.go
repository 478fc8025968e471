package web

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const ferry = "The ferry to the island sails again on Monday, the harbour master of Port Ellis said after a week of storms had kept it at its berth."

// A key in the address of a source is in no address and no ID of a story.
func TestKeysAreNotShown(t *testing.T) {
	t.Parallel()
	const key = "hunter2secret"
	item := func(link string) string {
		return "<rss version='2.0'><channel><title>Courier</title><item><title>The ferry sails again</title><link>" + link + "</link></item></channel></rss>"
	}
	for name, c := range map[string]struct {
		where string
		pages map[string]string
		to    map[string]string
		want  string // the address of the story
	}{
		"a page that names none": {
			where: "http://public.test/story?id=7&key=" + key, want: "http://public.test/story?id=7",
			pages: map[string]string{"/story": article("The ferry sails again", ferry, "")},
		},
		"a page that names its own": {
			where: "http://public.test/story?key=" + key, want: "http://public.test/2026/ferry",
			pages: map[string]string{"/story": article("The ferry sails again", ferry, `<link rel="canonical" href="http://public.test/2026/ferry">`)},
		},
		"a page that names its own with a hash of the site's": {
			where: "http://public.test/story?key=" + key, want: "http://public.test/s?hash=77",
			pages: map[string]string{"/story": article("The ferry sails again", ferry, `<link rel="canonical" href="http://public.test/s?hash=77">`)},
		},
		"a page that repeats the key": {
			where: "http://public.test/story?key=" + key, want: "http://public.test/s?id=7",
			pages: map[string]string{"/story": article("The ferry sails again", ferry, `<link rel="canonical" href="http://public.test/s?id=7&member=`+key+`">`)},
		},
		"a page that names another site's": {
			where: "http://public.test/story?key=" + key, want: "http://public.test/story",
			pages: map[string]string{"/story": article("The ferry sails again", ferry, `<link rel="canonical" href="https://other.example/x?key=`+key+`">`)},
		},
		"a page that leads to one with a key of its own": {
			where: "http://public.test/story?key=" + key, want: "http://public.test/found",
			pages: map[string]string{"/found": article("The ferry sails again", ferry, "")},
			to:    map[string]string{"/story": "/found?session=another&token=" + key},
		},
		"a page with a key without a name": {
			where: "http://public.test/story?" + key + key, want: "http://public.test/story",
			pages: map[string]string{"/story": article("The ferry sails again", ferry, "")},
		},
		"a text": {
			where: "http://public.test/story.txt?key=" + key, want: "http://public.test/story.txt",
			pages: map[string]string{"/story.txt": "The ferry sails again\n\n" + ferry},
		},
		"a feed whose links have it": {
			where: "http://public.test/feed?key=" + key, want: "http://public.test/story?id=7",
			pages: map[string]string{"/feed": item("http://public.test/story?id=7&amp;u=" + key), "/story": article("The ferry sails again", ferry, "")},
		},
		"a feed whose links have others": {
			where: "http://public.test/feed?key=" + key, want: "http://public.test/story?hash=7",
			pages: map[string]string{"/feed": item("http://public.test/story?hash=7"), "/story": article("The ferry sails again", ferry, "")},
		},
		"a feed that has all of the text": {
			where: "http://public.test/feed?key=" + key, want: "http://public.test/story",
			pages: map[string]string{"/feed": strings.Replace(item("http://public.test/story?key="+key), "<link>", "<description>"+strings.Repeat(ferry+" ", 12)+"</description><link>", 1)},
		},
		"a feed whose entries lead nowhere": {
			where: "http://public.test/feed?key=" + key, want: "",
			pages: map[string]string{"/feed": strings.Replace(item(""), "<link></link>", "<description>"+strings.Repeat(ferry+" ", 12)+"</description><guid>n-"+key+"-1</guid>", 1)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite()
			maps.Copy(s.pages, c.pages)
			maps.Copy(s.to, c.to)
			s.kinds["/story.txt"] = "text/plain"
			s.kinds["/feed"] = "application/rss+xml"
			l := newLoads(t, c.where, s)
			for n := range 3 {
				titles, failed := l.load()
				if titles != "The ferry sails again" || len(failed) > 0 {
					t.Fatalf("load %d: %q, %v", n, titles, failed)
				}
				if n > 0 && s.full > 0 {
					t.Errorf("load %d reads %d pages again that have not changed", n, s.full)
				}
				for id, story := range l.stories {
					if story.URL != c.want || strings.Contains(id, "hunter2") {
						t.Errorf("load %d: its address is %q, want %q; its ID %s", n, story.URL, c.want, id)
					}
				}
			}
		})
	}
}

// A story that was loaded when keys were still shown is told anew without, though nothing at
// its address has changed: it is there once, and its page is not read again for ever.
func TestShownKeysAreTakenBack(t *testing.T) {
	t.Parallel()
	for name, where := range map[string]string{
		"a page": "http://public.test/story?key=hunter2secret",
		"a feed": "http://public.test/feed?key=hunter2secret",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite()
			s.pages["/story"] = article("The ferry sails again", ferry, "")
			s.pages["/feed"] = "<rss version='2.0'><channel><title>Courier</title><item><title>The ferry sails again</title><link>http://public.test/story?key=hunter2secret</link></item></channel></rss>"
			s.kinds["/feed"] = "application/rss+xml"
			l := newLoads(t, where, s)
			l.load()
			// As an earlier program left it.
			const file = "http://public.test/story?key=hunter2secret"
			shown := knowledge.StoryID(file)
			for id, story := range l.stories {
				delete(l.stories, id)
				story.ID, story.URL = shown, file
				l.stories[shown] = story
			}
			m := parseMark(l.marks[file])
			m.Story = shown
			l.marks[file] = m.String()
			if titles, failed := l.load(); titles != "The ferry sails again" || len(failed) > 0 {
				t.Fatalf("%q, %v", titles, failed)
			}
			for id, story := range l.stories {
				if len(l.stories) != 1 || story.URL != "http://public.test/story" || id != plain.Identity("", story.URL) {
					t.Errorf("there are %v, one with the address %s", slices.Collect(maps.Keys(l.stories)), story.URL)
				}
			}
			if l.load(); s.full > 0 {
				t.Errorf("%d pages are read again", s.full)
			}
		})
	}
}

// Two pages whose addresses differ in nothing but what looks like a key are two stories, or an
// operator is told.
func TestOneAddressButForAKey(t *testing.T) {
	t.Parallel()
	s := newSite()
	s.pages["/story"] = article("The ferry sails again", ferry, "")
	l := newLoads(t, "http://public.test/story?code=2", s)
	id := knowledge.StoryID("http://public.test/story")
	l.elsewhere[id] = true
	told := func(title, text string) {
		s := &knowledge.Story{ID: id, Title: title, Text: text, Source: l.src.name}
		s.Hash = s.Fingerprint()
		l.stories = map[string]*knowledge.Story{id: s}
	}
	told("Library closes", "Nobody borrows books in the old library on Mill Lane any more; its doors have closed for good, its council decided.")
	if _, failed := l.load(); len(failed) != 1 || !strings.Contains(failed[0], "another source's story") {
		t.Errorf("of another story at its address is said: %v", failed)
	}
	told("The ferry sails again", ferry)
	if _, failed := l.load(); len(failed) != 0 {
		t.Errorf("of the same story at its address is said: %v", failed)
	}
}
