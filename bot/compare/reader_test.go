package compare

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// What is read once and kept is what reading it anew gives.
func TestReaderKeepsWhatItReads(t *testing.T) {
	t.Parallel()
	l := text.English()
	q := choose.Read(l, "How many looms did the Quist mill in Oarby sell in May?")
	fresh := q.Reader()
	lines := []string{
		"The Quist mill in Oarby sold 41 looms to a museum on 12 May.", "It had bought them second-hand, in 1931.",
		"Nobody weaves there now.", "“They went for a song,” said its owner, Ada Quist.",
	}
	said := time.Date(2026, 5, 14, 0, 0, 0, 0, time.UTC)
	r := readerOf(l, &q)
	for range 2 {
		for _, s := range lines {
			if got, want := r.Relation(s), fresh.Relation(s); got != want {
				t.Errorf("relation of %q: %v, want %v", s, got, want)
			}
			if got, want := r.NameShare(s), fresh.NameShare(s); got != want {
				t.Errorf("names of %q: %v, want %v", s, got, want)
			}
			if got, want := len(r.whensOf(s, said)), len(l.Whens(s, said)); got != want {
				t.Errorf("times of %q: %d, want %d", s, got, want)
			}
			number := len(l.Annotate(s, sentenceReach).Amounts) > 0
			if number && !r.numbered(s) {
				t.Errorf("no number in %q", s)
			}
		}
	}
	if v, ok := r.value(lines[0]); !ok || v.Text != "41" {
		t.Errorf("the value is %q, want 41", v.Text)
	}
	if _, ok := r.value(lines[2]); ok {
		t.Errorf("%q has a value", lines[2])
	}
	joined := strings.Join(lines, " ")
	relation, names := r.shares(lines...)
	if relation != fresh.Relation(joined) || names != fresh.NameShare(joined) {
		t.Errorf("the lines together have %v and %v, want %v and %v", relation, names, fresh.Relation(joined), fresh.NameShare(joined))
	}
	s := knowledge.Story{Title: "Looms of Oarby sold", Text: joined}
	top := topic.NewReader(l).Of(&s)
	if _, names := r.Shares(top.Read); names != fresh.NameShare(s.Title+". "+s.Text) {
		t.Errorf("the story has %v of the names, want %v", names, fresh.NameShare(s.Title+". "+s.Text))
	}
	if head := top.Head(len("The Quist mill")); len(head) != 7 || head[6].Norm != "mill" {
		t.Errorf("the head has %d words", len(head))
	}
}
