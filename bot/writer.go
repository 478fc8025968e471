package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// writer takes in what a model streams, cuts it into sentences, and lets only
// those pass that their passages bear out.
type writer struct {
	passages []passageOf
	checked  *citedPassages
	show     Show
	bullets  bool

	pending string // not yet a whole sentence
	refused bool   // the model says that the stories do not say
	text    quoted
	seen    map[string]bool
	scores  []float64
	dropped []Dropped
}

func newWriter(passages []passageOf, show Show) *writer {
	return &writer{passages: passages, show: show, seen: make(map[string]bool)}
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
		texts[i] = w.passages[i].heading() + "\n\n" + withoutOrders(w.passages[i].text())
	}
	w.checked = newPassages(texts...)
	return all
}

// orders finds sentences that tell whoever reads them with a machine's eyes
// what to write. A story may hold such, but nothing rests on them: a model
// that obeys one has its words dropped.
var orders = regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules|guidelines|directions|context|above|previous(?:ly)?)\b` +
	`|\b(?:reply|respond|answer|output|print|repeat|say|write|return|begin|start|end|append|include|insert|prefix)\b.{0,30}\b(?:with|exactly|only|following|phrase|words?|sentence|string|response|verbatim)\b` +
	`|\b(?:system|developer) (?:prompt|message)|\byour (?:next |final |entire )?(?:response|reply|answer|output|instructions|task)\b` +
	`|\byou (?:must|should|will|are|shall) (?:now|not|only|always|from)\b|\bAI (?:assistant|model)|\blanguage model`)

// withoutOrders leaves them out.
func withoutOrders(text string) string {
	var kept strings.Builder
	for _, s := range knowledge.Sentences(text) {
		if !orders.MatchString(s.Of(text)) {
			kept.WriteString(s.Of(text))
			kept.WriteByte('\n')
		}
	}
	return kept.String()
}

// take is told the next piece.
func (w *writer) take(piece string) error {
	w.pending += piece
	sentences := markedSentences(w.pending)
	if len(sentences) < 2 {
		return nil
	}
	last := sentences[len(sentences)-1]
	for _, s := range sentences[:len(sentences)-1] {
		w.sentence(s.Of(w.pending))
	}
	w.pending = w.pending[last.Start:]
	return nil
}

// end takes what is left.
func (w *writer) end() {
	for _, s := range markedSentences(w.pending) {
		w.sentence(s.Of(w.pending))
	}
	w.pending = ""
}

var leadingMarks = regexp.MustCompile(`^(?:[ \t]*[\[［【][^\]］】]{1,24}[\]］】][.,;]?)+`)

// markedSentences cuts text into sentences, marks that follow one being part of it.
func markedSentences(text string) []knowledge.Span {
	var joined []knowledge.Span
	for _, s := range knowledge.Sentences(text) {
		marks := leadingMarks.FindString(s.Of(text))
		if marks != "" && len(joined) > 0 && !strings.Contains(text[joined[len(joined)-1].End:s.Start], "\n") {
			joined[len(joined)-1].End = s.Start + len(marks)
			rest := s.Of(text)[len(marks):]
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
	v, recite := w.checked.check(raw)
	if !v.Holds && recite > 0 {
		if cited, v = []int{recite}, w.checked.facts[recite-1].verify(plain); !v.Holds {
			recite = 0
		}
	}
	if !v.Holds && recite == 0 {
		w.dropped = append(w.dropped, Dropped{Sentence: raw, Why: v.Why})
		return
	}
	w.scores = append(w.scores, v.Score)
	w.pass(plain, cited)
}

// pass cites and shows a sentence that holds.
func (w *writer) pass(plain string, cited []int) {
	sentence := Sentence{Citations: []Citation{}}
	var marks []int
	for _, n := range cited {
		p := &w.passages[n-1]
		mark, fresh := w.text.cite(p.story, w.support(p, plain))
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
func (w *writer) support(p *passageOf, plain string) knowledge.Span {
	sentences := knowledge.Sentences(p.text())
	for n := 1; n <= min(3, len(sentences)); n++ {
		best, at := -1.0, knowledge.Span{}
		for i := 0; i+n <= len(sentences); i++ {
			span := knowledge.Span{Start: p.Start + sentences[i].Start, End: p.Start + sentences[i+n-1].End}
			if v := Verify(plain, p.heading()+"\n\n"+span.Of(p.story.Text)); v.Holds && v.Score > best {
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
