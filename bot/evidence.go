package bot

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// evidence is the found passages as sentences, story by story.
type evidence struct {
	stories []knowledge.Story // with Text; the best first
	copies  [][]knowledge.Story
	scores  []float64 // of each story, the best is 1
	lines   []Line    // the sentences, Group is the story's number
	places  []placed  // of each line
	ranked  []ranked  // how well each line answers
	order   []int     // line numbers, best first

	contradict map[int]bool // by story: whether it says that it contradicts another
}

// placed is where a line stands.
type placed struct {
	story int
	knowledge.Span
}

// evidenceStories is from how many stories an answer may quote.
const evidenceStories = 8

// gather lays out the sentences of the hits. A retracted story's sentences are
// left out but for those that tell of the retraction.
func gather(hits []knowledge.Hit) *evidence {
	e := &evidence{contradict: make(map[int]bool)}
	number := make(map[string]int)
	spans := make(map[int][]knowledge.Span)
	for i := range hits {
		h := &hits[i]
		n, known := number[h.Story.ID]
		if !known {
			if len(e.stories) == evidenceStories {
				continue
			}
			n = len(e.stories)
			number[h.Story.ID] = n
			e.stories = append(e.stories, h.Story)
			e.copies = append(e.copies, h.Copies)
			e.scores = append(e.scores, pull(&h.Story)*h.Score/max(hits[0].Score, 1e-9))
			spans[n] = append(spans[n], h.Lead)
		}
		spans[n] = append(spans[n], h.Span)
	}
	for n := range e.stories {
		e.addStory(n, spans[n])
	}
	return e
}

// pull makes news go before opinion and advertisement, where both answer.
func pull(s *knowledge.Story) float64 {
	if s.Label == knowledge.Opinion || s.Label == knowledge.Sponsored {
		return 0.8
	}
	return 1
}

func (e *evidence) addStory(n int, spans []knowledge.Span) {
	s := &e.stories[n]
	given := s.Title
	if first := knowledge.Sentences(askCut(s.Text, rankLineLimit)); len(first) > 0 {
		given += ". " + first[0].Of(s.Text)
	}
	slices.SortFunc(spans, func(a, b knowledge.Span) int { return cmp.Compare(a.Start, b.Start) })
	withdrawn := s.Label == knowledge.Retracted && !announces(s)
	for _, span := range slices.Compact(spans) {
		for _, sentence := range knowledge.Sentences(span.Of(s.Text)) {
			sentence.Start += span.Start
			sentence.End += span.Start
			text := sentence.Of(s.Text)
			if withdrawn && !tellsRetraction(text) {
				continue
			}
			e.lines = append(e.lines, Line{Text: text, Group: n, Title: s.Title, Given: given, Weight: 1})
			e.places = append(e.places, placed{n, sentence})
		}
	}
}

// announces says whether a story labelled retracted is the notice of a
// retraction, which may be quoted whole, rather than the story that was
// retracted, though that may carry the notice: its title says so, or it is short.
func announces(s *knowledge.Story) bool {
	if strings.HasPrefix(strings.ToLower(s.Title), "retraction") {
		return true
	}
	return len(s.Text) <= noticeBytes && tellsRetraction(askCut(s.Text, 250))
}

// noticeBytes is how long a notice may be that does not say so in its title.
const noticeBytes = 600

var (
	retracts  = regexp.MustCompile(`(?i)\b(?:retract(?:s|ed|ing|ion)?|withdr(?:ew|awn|aws?|awing|awal)|unpublished|taken down)\b`)
	published = regexp.MustCompile(`(?i)\b(?:stor(?:y|ies)|articles?|reports?|piece|post|column|item|version|we|editors?|editor['’]s)\b`)
)

// tellsRetraction says whether a sentence tells that something published was
// taken back.
func tellsRetraction(text string) bool {
	return retracts.MatchString(text) && published.MatchString(text)
}

// rank scores the lines as answers of q.
func (e *evidence) rank(q asked) {
	e.ranked = rankSentences(q, e.lines, nil)
	for i := range e.ranked {
		e.ranked[i].Score += storyPull * (e.scores[e.places[i].story] - 1)
	}
	e.order = make([]int, len(e.lines))
	for i := range e.order {
		e.order[i] = i
	}
	slices.SortStableFunc(e.order, func(a, b int) int { return cmp.Compare(e.ranked[b].Score, e.ranked[a].Score) })
}

// storyPull is how much a story's rank counts beside what its sentence says.
const storyPull = 2.0

// quoted is an answer's text on its way, with its citations.
type quoted struct {
	parts     []string
	citations []Citation
}

// cite returns the number of the citation of that span, a new one where there is none yet.
func (t *quoted) cite(s *knowledge.Story, span knowledge.Span) (n int, fresh bool) {
	for _, c := range t.citations {
		if c.Story == s.ID && c.Start == span.Start && c.End == span.End {
			return c.N, false
		}
	}
	n = len(t.citations) + 1
	label := s.Label
	if label == "" {
		label = knowledge.News
	}
	t.citations = append(t.citations, Citation{
		N: n, Story: s.ID, Version: s.Hash, Source: s.Source, Title: s.Title, Outlet: s.Outlet, Label: label,
		Published: knowledge.Day(s.Published), URL: s.URL,
		Quote: span.Of(s.Text), Start: span.Start, End: span.End,
	})
	return n, true
}

// quote adds a sentence of a story with its mark, and tells it to show.
func (t *quoted) quote(s *knowledge.Story, span knowledge.Span, prefix string, show Show) {
	n, fresh := t.cite(s, span)
	text := fmt.Sprintf("%s%s [%d]", prefix, oneLine(span.Of(s.Text)), n)
	t.parts = append(t.parts, text)
	if show != nil {
		sentence := Sentence{Text: text, Citations: []Citation{}}
		if fresh {
			sentence.Citations = t.citations[n-1:]
		}
		show(sentence)
	}
}

// oneLine puts a quotation on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func sortHits(hits []knowledge.Hit) {
	slices.SortStableFunc(hits, func(a, b knowledge.Hit) int { return cmp.Compare(b.Score, a.Score) })
}
