package verify

import (
	"strings"
	"time"

	"github.com/storybot/storybot/bot/verify/when"
	"github.com/storybot/storybot/knowledge/text"
)

// Evidence is one text that was given, with what a claim cites of it.
type Evidence struct {
	Sentences []string  // those cited, as they stand in Story; none: given, but not cited
	Story     string    // the whole text, its heading before it
	Day       time.Time // the story's own day, from which its "Tuesday" counts; zero: the one in its heading
}

// Check judges a claim by the sentences that it cites, within their stories: a
// name, a number or a date may stand anywhere in a cited story, what the claim
// follows closely is compared with the cited sentences first. All that was
// given should be handed in: an older figure is a fault where a later story
// that was given has a newer one. It calls no model.
func Check(l *text.Language, claim string, given []Evidence) Verdict {
	v, _ := checkEvidence(l, claim, given)
	return v
}

func checkEvidence(l *text.Language, claim string, given []Evidence) (Verdict, fault) {
	var texts, cited []string
	var days []time.Time
	var others []*unread
	for i := range given {
		e := &given[i]
		day := e.Day
		if day.IsZero() {
			day = when.HeadingDay(l, e.Story)
		}
		if len(e.Sentences) == 0 {
			others = append(others, &unread{body: e.Story, day: day})
			continue
		}
		texts, days = append(texts, e.whole()), append(days, day)
		cited = append(cited, e.Sentences...)
	}
	if len(texts) == 0 {
		f := fault{KindCitation, "citation", "it cites no sentence"}
		return Verdict{Kind: f.kind, Why: f.why}, f
	}
	s := newSourceOf(l, texts, days)
	s.cite(cited)
	return s.verifyIn(claim, "what it cites", others)
}

// whole is the story, with the cited sentences that it lacks behind it.
func (e *Evidence) whole() string {
	body := e.Story
	for _, sentence := range e.Sentences {
		if !strings.Contains(body, sentence) {
			body += "\n\n" + sentence
		}
	}
	return body
}

// cite marks the sentences of the source that a claim cites, wherever they stand:
// a headline may say word for word what the story's first sentence says.
func (s *source) cite(sentences []string) {
	s.cited = make([]bool, len(s.Sentences))
	for _, sentence := range sentences {
		for from := 0; sentence != ""; from += len(sentence) {
			at := strings.Index(s.Text[from:], sentence)
			if at < 0 {
				break
			}
			from += at
			s.citeIn(text.Span{Start: from, End: from + len(sentence)})
		}
	}
}

// citeIn marks the sentences of which the better part stands in a span.
func (s *source) citeIn(span text.Span) {
	for t, r := range s.Sentences {
		at := text.Span{Start: s.Words[r.From].At.Start, End: s.Words[r.To-1].At.End}
		if both := min(at.End, span.End) - max(at.Start, span.Start); 2*both > at.End-at.Start {
			s.cited[t] = true
		}
	}
}
