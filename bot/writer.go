package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// writer takes in what a model streams, cuts it into sentences, and lets only
// those pass that their passages bear out.
type writer struct {
	lang     *text.Language
	passages []passageOf
	checked  *verify.Passages
	asked    *choose.Question // what the sentences must bear on; nil: anything, as in a summary
	show     Show
	bullets  bool

	pending string // not yet a whole sentence
	refused bool   // the model says that the stories do not say
	text    quoted
	seen    map[string]bool
	scores  []float64
	dropped []Dropped
}

func newWriter(l *text.Language, passages []passageOf, show Show) *writer {
	return &writer{lang: l, passages: passages, show: show, seen: make(map[string]bool)}
}

// forPrompt gives the passages that fit the budget, and reads them for checking.
func (w *writer) forPrompt(budget int) []prompts.Passage {
	all := make([]prompts.Passage, len(w.passages))
	for i := range w.passages {
		p := &w.passages[i]
		all[i] = prompts.Passage{
			N: i + 1, Outlet: p.story.Outlet, Title: p.story.Title, Label: string(p.story.Label),
			Published: knowledge.Day(p.story.Published), Text: p.text(),
		}
	}
	all = prompts.Fit(all, budget)
	given := make([]passageOf, len(all))
	for i := range all {
		given[i] = w.passages[all[i].N-1]
		all[i].N = i + 1
	}
	w.passages = given
	texts := make([]string, len(w.passages))
	for i := range w.passages {
		texts[i] = w.passages[i].heading() + "\n\n" + withoutOrders(w.lang, w.passages[i].text())
	}
	w.checked = verify.ReadPassages(w.lang, texts...)
	return all
}

// take is told the next piece.
func (w *writer) take(piece string) error {
	w.pending += piece
	sentences := markedSentences(w.lang, w.pending)
	whole := len(sentences) - 1
	if whole > 0 && begins(sentences[whole].Of(w.pending)) {
		whole--
	}
	if whole < 1 {
		return nil
	}
	for _, s := range sentences[:whole] {
		w.sentence(s.Of(w.pending))
	}
	w.pending = w.pending[sentences[whole].Start:]
	return nil
}

// begins reports whether so little is there of a sentence that it may be the
// marks of the one before, or go on with it: "[1", and the "A" of "the U.S. A".
func begins(s string) bool {
	return !strings.ContainsAny(s, " \t\n") || openMark.MatchString(s)
}

// end takes what is left.
func (w *writer) end() {
	for _, s := range markedSentences(w.lang, w.pending) {
		w.sentence(s.Of(w.pending))
	}
	w.pending = ""
}

// openMark is a mark of which the end is still to come.
var openMark = regexp.MustCompile(`^[\[［【][^\]］】]{0,24}$`)

var leadingMarks = regexp.MustCompile(`^(?:[ \t]*[\[［【][^\]］】]{1,24}[\]］】][.,;]?)+`)

// listNumber is what a numbered point begins with.
var listNumber = regexp.MustCompile(`^\d{1,2}\.$`)

// markedSentences cuts text into sentences, marks that follow one and the number
// of a point before one being part of it.
func markedSentences(l *text.Language, body string) []text.Span {
	var joined []text.Span
	for _, s := range l.Sentences(body) {
		if n := len(joined) - 1; n >= 0 && listNumber.MatchString(joined[n].Of(body)) && !strings.Contains(body[joined[n].End:s.Start], "\n") {
			joined[n].End = s.End
			continue
		}
		marks := leadingMarks.FindString(s.Of(body))
		if marks != "" && len(joined) > 0 && !strings.Contains(body[joined[len(joined)-1].End:s.Start], "\n") {
			joined[len(joined)-1].End = s.Start + len(marks)
			rest := s.Of(body)[len(marks):]
			s.Start += len(marks) + len(rest) - len(strings.TrimLeft(rest, " \t"))
			if s.Start >= s.End {
				continue
			}
		}
		joined = append(joined, s)
	}
	return joined
}

var markdown = regexp.MustCompile(`^(?:[-*•]|\d{1,2}[.)]|#{1,6}|>)\s+|\*\*|__|` + "`")

// sentence judges one sentence and shows it or drops it.
func (w *writer) sentence(raw string) {
	raw = strings.TrimSpace(markdown.ReplaceAllString(strings.TrimSpace(raw), ""))
	if prompts.Silent(raw) {
		w.refused = true
		return
	}
	plain, cited := stripMarks(raw)
	if plain = oneLine(plain); plain == "" || w.seen[plain] {
		return
	}
	w.seen[plain] = true
	v, recite := w.checked.Check(plain, cited)
	if !v.Holds && recite > 0 {
		if cited, v = []int{recite}, w.checked.One(plain, recite); !v.Holds {
			recite = 0
		}
	}
	if !v.Holds && recite == 0 {
		w.dropped = append(w.dropped, Dropped{Sentence: raw, Kind: v.Kind, Why: v.Why})
		return
	}
	rests := make([]text.Span, len(cited))
	bears := w.asked == nil || w.asked.Shares(plain)
	for i, n := range cited {
		rests[i] = w.support(&w.passages[n-1], plain)
		bears = bears || w.asked.SharesIn(w.passages[n-1].story.Text, rests[i])
	}
	if !bears {
		w.dropped = append(w.dropped, Dropped{Sentence: raw, Kind: verify.KindSupport, Why: "it does not bear on the question"})
		return
	}
	w.scores = append(w.scores, v.Score)
	w.pass(plain, cited, rests)
}

// pass cites and shows a sentence that holds; it rests on these parts of the
// passages cited.
func (w *writer) pass(plain string, cited []int, rests []text.Span) {
	sentence := Sentence{Citations: []Citation{}}
	var marks []int
	for i, n := range cited {
		mark, fresh := w.text.cite(w.passages[n-1].story, rests[i])
		if !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
		if fresh {
			sentence.Citations = append(sentence.Citations, w.text.citations[mark-1])
		}
	}
	if w.bullets {
		sentence.Text = "- "
	}
	sentence.Text += plain + " "
	for _, m := range marks {
		sentence.Text += fmt.Sprintf("[%d]", m)
	}
	w.text.parts = append(w.text.parts, sentence.Text)
	if w.show != nil {
		w.show(sentence)
	}
}

// support is the part of a passage that a sentence rests on: the fewest of its
// sentences in a row, three at most, that bear it out, else the whole passage.
func (w *writer) support(p *passageOf, plain string) text.Span {
	sentences := w.lang.Sentences(p.text())
	for n := 1; n <= min(3, len(sentences)); n++ {
		best, at := -1.0, text.Span{}
		for i := 0; i+n <= len(sentences); i++ {
			span := text.Span{Start: p.Start + sentences[i].Start, End: p.Start + sentences[i+n-1].End}
			if v := verify.Verify(w.lang, plain, p.heading()+"\n\n"+span.Of(p.story.Text)); v.Holds && v.Score > best {
				best, at = v.Score, span
			}
		}
		if best >= 0 {
			return at
		}
	}
	return p.Span
}

// mean is how surely the shown sentences hold.
func (w *writer) mean() float64 {
	sum := 0.0
	for _, s := range w.scores {
		sum += s
	}
	return sum / float64(max(1, len(w.scores)))
}
