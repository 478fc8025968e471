package plain

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// bareStory makes a story of a page without its tags.
func bareStory(page string) (*knowledge.Story, error) {
	_, paragraphs := bare(page)
	return FromText(strings.Join(paragraphs, "\n\n"), nil)
}

// TestFields: what a line says becomes a story, or an error that tells what is wrong.
func TestFields(t *testing.T) {
	for in, want := range map[string]string{
		`{"title": "A", "text": "Said.", "authors": "By Ann Lee and Raj Patel"}`:   "A|Said.|Ann Lee;Raj Patel",
		`{"title": "A", "text": "Said.", "authors": "Ann Lee, Raj Patel"}`:         "A|Said.|Ann Lee;Raj Patel",
		`{"title": "A", "text": "Said.", "authors": "Ann Lee, Jr."}`:               "A|Said.|Ann Lee, Jr.",
		`{"title": "A", "text": "Said.", "authors": ["Ann Lee", "ann lee"]}`:       "A|Said.|Ann Lee",
		`{"title": "A", "text": "Said.", "authors": ["Ann Lee", {"name": "Raj"}]}`: "A|Said.|Ann Lee;Raj",
		`{"title": "A", "text": "Said.", "authors": []}`:                           "A|Said.|",
		`{"title": "A", "text": "Said.", "authors": null}`:                         "A|Said.|",
		`{"title": "A", "text": "Said.", "authors": ""}`:                           "A|Said.|",
		`{"title": "A", "text": "Said.", "authors": ["https://example.org/ann"]}`:  "A|Said.|",
		`{"title": 7, "html": "<p>The bridge opens.</p>"}`:                         "7|The bridge opens.|",
		`{"title": "A", "text": "A text of more than thirty-two bytes."}`:          "has a text of more than 32 bytes",
		`{"title": "A"}`:                    "has no text",
		`{"text": "Said."}`:                 "has no title",
		`{"title": ["A"]}`:                  "is not a JSON object of a story",
		`[{"title": "A", "text": "Said."}]`: "is not a JSON object of a story but a JSON array; write an object",
		`"A"`:                               "but a JSON string; write",
		`12`:                                "but a JSON number; write",
		`{`:                                 "is not a JSON object of a story: it is cut off; write each story in one line",
		`{"title": "A",`:                    "is not a JSON object of a story: it is cut off; write each story in one line",
		`{"title": "A" "text": "Said."}`:    "is not a JSON object of a story: invalid character",
		`{"title": "A", "text": "Said.", "label": "gossip"}`:         "the label \"gossip\" is not known",
		`{"title": "A", "text": "Said.", "published": "03/01/2019"}`: "day and month cannot be told apart",
	} {
		got := ""
		f, err := ParseLine([]byte(in))
		if err == nil {
			var s *knowledge.Story
			if s, err = f.Story(32, nil, bareStory); err == nil {
				got = s.Title + "|" + s.Text + "|" + strings.Join(s.Authors, ";")
			}
		}
		if err != nil && strings.Contains(err.Error(), want) {
			continue
		}
		if got != want {
			t.Errorf("%s: got %q (%v), want %q", in, got, err, want)
		}
	}
}

// TestEachLine: lines are given with their numbers, what is too long without its content.
func TestEachLine(t *testing.T) {
	const file = "\ufeffone\r\n\n  two  \nmore than eight bytes\nfour"
	for _, test := range []struct {
		most int64
		want string
		err  string
	}{
		{1 << 10, "1:one 3:two 4:(long) 5:four", ""},
		{10, "", "more than 10 bytes unpacked"},
	} {
		var got []string
		err := EachLine(bufio.NewReader(strings.NewReader(file)), test.most, 8, func(n int, line []byte, long bool) bool {
			if long {
				line = []byte("(long)")
			}
			got = append(got, fmt.Sprintf("%d:%s", n, line))
			return true
		})
		if err == nil {
			err = errors.New("")
		}
		if strings.Join(got, " ") != test.want || !strings.Contains(err.Error(), test.err) || test.err == "" && err.Error() != "" {
			t.Errorf("of %d bytes: got %q, %v; want %q, %q", test.most, got, err, test.want, test.err)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add([]byte(`{"title": "A", "text": "Said.", "authors": ["B"], "published": "2024-05-03"}`))
	f.Add([]byte(`{"title": "A", "html": "<p>Said <b>so"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		fields, err := ParseLine(line)
		if err != nil {
			return
		}
		if s, err := fields.Story(1<<20, nil, bareStory); err == nil {
			cleanStory(t, s)
		}
	})
}
