package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/antecedent"
	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/stray"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// evidence is the found passages as sentences, story by story.
type evidence struct {
	lang    *text.Language    // of the stories
	stories []knowledge.Story // with Text; the best first
	scores  []float64         // of each story, the best is 1
	why     []knowledge.Why   // of each story, of its score
	prefer  *knowledge.Window // the time asked for; nil: none
	lines   []choose.Line     // the sentences, Group is the story's number
	places  []placed          // of each line
	ranked  []choose.Ranked   // how well each line answers
	order   []int             // line numbers, best first

	changes []compare.Change // figures that no longer hold, and what has replaced them

	told  []compare.Told // what the stories of one event say of what is asked
	then  bool           // what was known at a past time is asked for
	whole bool           // it is one story, all of it
}

// placed is where a line stands.
type placed struct {
	story int
	text.Span
	lead int              // so many bytes before that name whom it means, and are cited with it
	whom antecedent.Named // who that is
}

// evidenceStories is from how many stories an answer may quote.
const evidenceStories = 8

// gather lays out the sentences of the hits. A retracted story's sentences are
// left out but for those that tell of the retraction.
func gather(l *text.Language, hits []knowledge.Hit, prefer *knowledge.Window) *evidence {
	e := &evidence{lang: l, prefer: prefer}
	number := make(map[string]int)
	spans := make(map[int][]text.Span)
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
			e.scores = append(e.scores, pull(&h.Story)*h.Score/max(hits[0].Score, 1e-9))
			e.why = append(e.why, h.Why)
			spans[n] = append(spans[n], h.Lead)
		}
		spans[n] = append(spans[n], h.Span)
	}
	for n := range e.stories {
		stray.Headed(l, &e.stories[n])
		e.addStory(n, spans[n])
	}
	e.silence()
	return e
}

// pull makes news go before opinion and advertisement, where both answer.
func pull(s *knowledge.Story) float64 {
	if s.Label == knowledge.Opinion || s.Label == knowledge.Sponsored {
		return 0.8
	}
	return 1
}

func (e *evidence) addStory(n int, spans []text.Span) {
	s := &e.stories[n]
	given := s.Given(e.lang, e.stories)
	slices.SortFunc(spans, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	withdrawn := s.Label == knowledge.Retracted && !announces(e.lang, s)
	for _, span := range slices.Compact(spans) {
		for _, sentence := range e.lang.Sentences(span.Of(s.Text)) {
			sentence.Start += span.Start
			sentence.End += span.Start
			if sentence.Start < openingReach {
				sentence.Start += len(e.lang.Lines.Opening.FindString(sentence.Of(s.Text)))
			}
			text := sentence.Of(s.Text)
			if withdrawn && !tellsRetraction(e.lang, text) {
				continue
			}
			e.lines = append(e.lines, choose.Line{Text: text, Group: n, Title: s.Title, Given: given, Weight: e.scores[n], Timely: e.prefer.FitOf(e.fit(n), s, text), Year: s.Published.Year()})
			e.places = append(e.places, placed{story: n, Span: sentence})
		}
	}
}

// openingReach is within how many bytes of a story its first sentence begins,
// before which its place and agency stand; these are not quoted.
const openingReach = 600

// announces reports whether a story labelled retracted is the notice of a
// retraction, which may be quoted whole, rather than the story that was
// retracted, though that may carry the notice: its title says so, or it is short.
func announces(l *text.Language, s *knowledge.Story) bool {
	if l.Patterns.RetractionTitle.MatchString(s.Title) {
		return true
	}
	return len(s.Text) <= noticeBytes && tellsRetraction(l, text.Cut(s.Text, 250))
}

// noticeBytes is how long a notice may be that does not say so in its title.
const noticeBytes = 600

// tellsRetraction reports whether a sentence tells that something published was
// taken back.
func tellsRetraction(l *text.Language, text string) bool {
	return l.Patterns.Retracts.MatchString(text) && l.Patterns.Published.MatchString(text)
}

// rank scores the lines as answers of q.
func (e *evidence) rank(q choose.Question, w *choose.Weights) {
	e.ranked = w.Rank(q, e.lines)
	e.order = choose.BestFirst(e.ranked)
}

// fit is how well a story fits the time that the question names, at most 1.
func (e *evidence) fit(story int) float64 { return cmp.Or(e.why[story].Timely, 1) }

// quoted is an answer on its way: its claims, and what they cite.
type quoted struct {
	state     State // of what is quoted next
	show      Show  // is told each claim as it is added; nil: nobody is
	text      strings.Builder
	claims    []Claim
	citations []Citation
	told      int // so many citations were told
}

// add adds a claim; opens is what stands before it, if something does.
func (t *quoted) add(opens string, c Claim) {
	if t.text.Len() == 0 {
		opens = strings.TrimLeft(opens, "\n ")
	}
	if c.Citations == nil {
		c.Citations = []int{}
	}
	t.text.WriteString(opens)
	t.text.WriteString(c.Text)
	t.claims = append(t.claims, c)
	if t.show != nil {
		t.show(Shown{Claim: c, Opens: opens, Added: append([]Citation{}, t.citations[t.told:]...)})
	}
	t.told = len(t.citations)
}

// fill gives a what there is.
func (t *quoted) fill(a *Answer) {
	a.Text, a.Claims, a.Citations = t.text.String(), t.claims, t.citations
}

// say makes what rests on nothing the whole of an answer.
func (a *Answer) say(m say.Message) {
	a.Text, a.Citations = m.In(english), []Citation{}
	a.Claims = []Claim{{Text: a.Text, Citations: []int{}, Checked: write.CheckedNone, Said: &m}}
}

// ruled adds a line of a list, of what was counted or looked up.
func (t *quoted) ruled(opens string, m say.Message, citations ...int) {
	t.add(opens, Claim{Text: m.In(english), Citations: citations, Checked: write.CheckedRules, Said: &m})
}

// cite returns the number of the citation of that span, a new one where there is none yet.
func (t *quoted) cite(s *knowledge.Story, span text.Span) int {
	for _, c := range t.citations {
		if c.Story == s.ID && c.Start == span.Start && c.End == span.End {
			return c.N
		}
	}
	n := len(t.citations) + 1
	label := s.Label
	if label == "" {
		label = knowledge.News
	}
	t.citations = append(t.citations, Citation{
		N: n, Story: s.ID, Version: s.Hash, Source: s.Source, Title: s.Title, Outlet: s.Outlet, Label: label,
		Published: knowledge.Day(s.Published), URL: s.URL,
		Quote: span.Of(s.Text), Start: span.Start, End: span.End,
	})
	return n
}

// quote adds words of a story, which stand at span, with their mark; opens stands before them.
func (t *quoted) quote(s *knowledge.Story, span text.Span, opens, words string) {
	n := t.cite(s, span)
	t.add(opens, Claim{
		Text:      fmt.Sprintf("%s [%d]", text.OneLine(words), n),
		Citations: []int{n}, Checked: write.CheckedQuote, State: t.state,
	})
}

// row adds a sentence of a story as a row of a list: lead stands before it, where that says
// something, and told between its words and its mark.
func (t *quoted) row(s *knowledge.Story, span text.Span, opens string, lead, told say.Message) {
	n := t.cite(s, span)
	words, key := say.Text(text.OneLine(span.Of(s.Text))), say.Row
	if lead.Silent() {
		key = say.BareRow
	}
	m := say.Tell(key, say.With{"lead": lead, "text": words, "told": told, "mark": naming.Mark(n)})
	t.add(opens, Claim{Text: m.In(english), Citations: []int{n}, Checked: write.CheckedQuote, State: t.state, Said: &m})
}

func sortHits(hits []knowledge.Hit) {
	slices.SortStableFunc(hits, func(a, b knowledge.Hit) int { return cmp.Compare(b.Score, a.Score) })
}
