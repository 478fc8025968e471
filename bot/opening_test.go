package bot

import (
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// TestOpeningsAreNotQuoted: a story is quoted without the place and the agency
// that stand before its first sentence.
func TestOpeningsAreNotQuoted(t *testing.T) {
	t.Parallel()
	const news = "The ferry sank in March."
	for story, want := range map[string]string{
		"NORTHPORT (AP) — " + news:                news,
		"Northport, Norvania (Reuters) - " + news: news,
		"(CNN) " + news:                           news,
		"New Port (CNN Business) " + news:         news,
		"NORTHPORT — " + news:                     news,
		"NEW PORT, Norvania — " + news:            news,
		"NORTHPORT, Norvania – " + news:           news,

		news:                             news,
		"The ferry (Astra) sank.":        "The ferry (Astra) sank.",
		"ASTRA sank in March.":           "ASTRA sank in March.",
		"Northport — a town — rejoiced.": "Northport — a town — rejoiced.",
		"Bo Li (Norvania) won.":          "Bo Li (Norvania) won.",
	} {
		s := knowledge.Story{ID: "a", Text: story, Published: time.Now()}
		e := gather(text.English(), []knowledge.Hit{{Story: s, Lead: text.Span{End: len(story)}, Span: text.Span{End: len(story)}}}, nil)
		if len(e.lines) != 1 || e.lines[0].Text != want || e.places[0].Of(story) != want {
			t.Errorf("%q: %+v, want %q", story, e.lines, want)
		}
	}
}
