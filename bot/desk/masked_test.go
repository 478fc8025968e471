package desk

import (
	"strings"
	"testing"
)

func TestMasked(t *testing.T) {
	t.Parallel()
	const long = "Zm9vYmFyYmF6cXV4cXV1eGNvcmdl"
	for text, want := range map[string]string{
		"":                                                    "",
		"news  feeds/a.xml":                                   "news  feeds/a.xml",
		"https://a.example/x?y=1":                             "https://a.example/x?y=1",
		"https://a.example/x?page=2#top":                      "https://a.example/x?page=2#top",
		"https://ada:pw@a.example/x":                          "https://ada:xxxxx@a.example/x",
		"one  https://ada:pw@a.example/":                      "one  https://ada:xxxxx@a.example/",
		"mail ada@a.example":                                  "mail ada@a.example",
		"https://a.example/f?api_key=s3":                      "https://a.example/f?api_key=xxxxx",
		"https://a.example/f?TOKEN=s3&a=":                     "https://a.example/f?TOKEN=xxxxx&a=",
		"https://a.example/f?n=5&x-amz-signature=s3&z=1":      "https://a.example/f?n=5&x-amz-signature=xxxxx&z=1",
		"https://a.example/f?u=" + long:                       "https://a.example/f?u=xxxxx",
		"https://a.example/f?" + long:                         "https://a.example/f?xxxxx",
		`Get "https://a.example/f?key=s3": timed out`:         `Get "https://a.example/f?key=xxxxx": timed out`,
		"https://ada:p%zz@a.example/f":                        "https://xxxxx@a.example/f",
		"postgres://ada:pw@db.example/x?sslmode=off":          "postgres://ada:xxxxx@db.example/x?sslmode=off",
		"https://a.example/1?key=s3 https://b:pw@b.example/2": "https://a.example/1?key=xxxxx https://b:xxxxx@b.example/2",
	} {
		if got := Masked(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzMasked(f *testing.F) {
	f.Add("https://ada:", "@a.example/x?key=", "&b=2")
	f.Fuzz(func(t *testing.T, before, between, after string) {
		text := before + " https://ada:hunter2secret@a.example/x?key=hunter2secret " + between + after
		if got := Masked(text); strings.Contains(got, "hunter2secret") {
			t.Errorf("%q shows %q", text, got)
		}
	})
}

func TestSourceLabel(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"sample": "sample", "/home/ada/news": "news", `C:\Users\ada\news.jsonl`: "news.jsonl", "../stories/": "stories",
		"https://ada:pw@a.example/f/s3cret?key=s3": "a.example", "https://a.example:8080/f": "a.example:8080", "Evening papers": "Evening papers",
	} {
		if got := SourceLabel(source); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

// TestUnrooted: no folder of this computer is left in a text; addresses and words are.
func TestUnrooted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                  "",
		"/srv/news/a.jsonl:12: has no text": "a.jsonl:12: has no text",
		"open /home/ada/x.md: no such file": "open x.md: no such file",
		`read "/srv/my/a.txt": it is empty`: `read "a.txt": it is empty`,
		"source /srv/news: is held":         "source news: is held",
		"(/a/b/c, /d/e)":                    "(c, e)",
		`C:\Users\ada\news.jsonl is cut`:    "news.jsonl is cut",
		"source https://a.example/f/g: 404": "source https://a.example/f/g: 404",
		"news/a.md: has no text":            "news/a.md: has no text",
		"use /reload, or and/or":            "use /reload, or and/or",
		"/srv/news/ is a folder":            " is a folder",
		"a=/srv/x b":                        "a=x b",
	} {
		if got := Unrooted(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for source, want := range map[string]string{
		"sample": "sample", "/home/ada/news": "news", `C:\Users\ada\news.jsonl`: "news.jsonl",
		"https://ada:pw@a.example/f?key=s3cret": "https://ada:xxxxx@a.example/f?key=xxxxx", "Evening papers": "Evening papers",
	} {
		if got := SourceName(source); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}
