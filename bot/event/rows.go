package event

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Row is an event that a sentence tells of.
type Row struct {
	Story        int // the number of the story
	text.Span        // the sentence's place in its Text
	Since, Until time.Time
	Also         []int // the numbers of other stories that tell the same
	terms        map[string]bool
	score        float64
	dated        bool // the sentence names the time itself
	weak         bool // it names no time, or tells of the topic only as far as its story does
}

// How alike two sentences are that tell the same, of one day and of days near to each
// other, and how many rows a day may have.
const (
	sameDay  = 0.45
	sameFact = 0.65
	perDay   = 2
	nearDays = 7 * 24 * time.Hour
)

// Rows finds at most n events that stories on a topic, which have their Text,
// tell of, oldest first: sentences that tell what has happened, stand by
// themselves, and name the day, month or year; and the leads, whose day is else
// that of their story. topic is its stems; with none, the stories are taken to
// be of nothing else. Each is there once, by the fullest sentence.
func Rows(l *text.Language, stories []knowledge.Story, topic []string, n int) []Row {
	var rows []Row
	for i := range stories {
		s := &stories[i]
		if s.Label == knowledge.Opinion || s.Label == knowledge.Sponsored || s.Label == knowledge.Retracted {
			continue
		}
		rows = append(rows, rowsOf(l, s, i, topic)...)
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(b.score, a.score) })
	var kept []Row
	days := make(map[time.Time]int)
	for _, r := range rows {
		if at := slices.IndexFunc(kept, func(k Row) bool { return k.same(&r) }); at >= 0 {
			kept[at].merge(&r)
			continue
		}
		if days[r.Since] == perDay || len(kept) == n || r.weak && 2*len(kept) >= n {
			continue
		}
		days[r.Since]++
		kept = append(kept, r)
	}
	slices.SortStableFunc(kept, func(a, b Row) int {
		return cmp.Or(a.Since.Compare(b.Since), a.Until.Compare(b.Until), cmp.Compare(b.score, a.score))
	})
	return kept
}

// same reports whether two rows tell the same.
func (r *Row) same(o *Row) bool {
	likeness := share(r.terms, o.terms)
	if len(o.terms) < len(r.terms) {
		likeness = share(o.terms, r.terms)
	}
	if r.Since.Equal(o.Since) {
		return likeness >= sameDay
	}
	return likeness >= sameFact && r.Since.Sub(o.Since).Abs() <= nearDays
}

// merge takes in that another story tells the same.
func (r *Row) merge(o *Row) {
	if o.Story != r.Story && !slices.Contains(r.Also, o.Story) {
		r.Also = append(r.Also, o.Story)
	}
	if o.dated && !r.dated { // the day that is named counts
		r.Since, r.Until, r.dated = o.Since, o.Until, true
	}
}

// rowsWithin is how many sentences of a story are looked at.
const rowsWithin = 120

// rowsOf finds the events that one story tells of. What is quickly seen is looked at first.
func rowsOf(l *text.Language, s *knowledge.Story, number int, topic []string) []Row {
	lead, led := Lead(l, s, nil)
	title, about := l.TermSet(s.Title), l.TermSet(s.Title+". "+lead.Of(s.Text))
	mentions := nearness(about, topic) <= .5 // and is of something else
	var rows []Row
	sentences := l.Sentences(s.Text)
	for i, span := range sentences[:min(len(sentences), rowsWithin)] {
		leads := led && span == lead
		r := Row{Story: number, Span: undatelined(s.Text, span)}
		sentence := r.Of(s.Text)
		r.terms = l.TermSet(sentence)
		near, beside := nearness(r.terms, topic), about
		if leads {
			beside = title
		}
		if mentions && near < 1 || !shares(r.terms, topic, beside) || !happened(l, sentence, leads) {
			continue
		}
		if !r.date(l, s, sentence, near, leads) || mentions && !r.dated || !Tells(l, sentence) {
			continue
		}
		r.weak = mentions || !leads && near < .5
		if !StandsAlone(l, sentence) {
			if i == 0 || !leansOn(l, s.Text, sentences[i-1], r.Span) {
				continue
			}
			r.Start, r.weak = sentences[i-1].Start, true
		}
		r.rate(near, leads)
		rows = append(rows, r)
	}
	return rows
}

// date dates a row, and reports whether it can be: by itself, or as a lead. What names no
// more than a month or year needs all of the topic.
func (r *Row) date(l *text.Language, s *knowledge.Story, sentence string, near float64, leads bool) bool {
	r.Since, r.Until, r.dated = Dated(l, sentence, s.Published)
	if r.vague() && near < 1 {
		if !leads || s.Published.IsZero() {
			return false
		}
		r.Since, r.Until, r.dated = knowledge.Midnight(s.Published), knowledge.Midnight(s.Published).AddDate(0, 0, 1), false // it tells of something known
	}
	return !r.Since.IsZero() && (r.dated || leads)
}

// vague reports whether the time of a row is more than some days.
func (r *Row) vague() bool { return r.Until.Sub(r.Since) > nearDays }

// rate scores a row: how near it is to the topic, how much it tells, how surely it is
// an event of its day.
func (r *Row) rate(near float64, leads bool) {
	r.score = 2*near + min(float64(len(r.terms)), 20)/20
	if leads {
		r.score++
	}
	if r.dated && !r.vague() {
		r.score += .5
	}
	switch {
	case r.weak:
		r.score -= 3
	case !r.dated: // it may be no news of that day
		r.score--
		r.weak = true
	}
}

// nearness is the share of the topic's stems among terms; 1 where there is no topic.
func nearness(terms map[string]bool, topic []string) float64 {
	if len(topic) == 0 {
		return 1
	}
	n := 0
	for _, t := range topic {
		if terms[t] {
			n++
		}
	}
	return float64(n) / float64(len(topic))
}

// shares reports whether a sentence tells of the topic: it has one of its words, or two
// of those that its story begins with.
func shares(terms map[string]bool, topic []string, about map[string]bool) bool {
	n := 0
	for t := range about {
		if terms[t] {
			n++
		}
	}
	return n >= 2 || nearness(terms, topic) > 0
}

// leansOn reports whether a sentence that opens with a pronoun is understood with the
// one before it, and the two are no more than one telling.
func leansOn(l *text.Language, s string, before, span text.Span) bool {
	first, sentence := before.Of(s), span.Of(s)
	if span.Start-before.End > 3 || !text.OpensWithPronoun(l.Words(sentence)) || !Tells(l, first) {
		return false
	}
	words := l.Words(first)
	return StandsAlone(l, first) && text.NamesSomebody(words) && len(words)+len(l.Words(sentence)) <= longest
}

// AlsoTold names the other outlets that tell of it: " (also The Tiller)"; nothing where
// there are none.
func (r *Row) AlsoTold(stories []knowledge.Story) say.Message {
	var names []string
	for _, i := range r.Also {
		o := text.OneLine(stories[i].Outlet)
		if o != "" && o != text.OneLine(stories[r.Story].Outlet) && !slices.Contains(names, o) {
			names = append(names, o)
		}
	}
	if len(names) == 0 {
		return say.Message{}
	}
	return say.Tell(say.Also, say.With{"outlets": say.Text(strings.Join(names, ", "))})
}

// share is how much of a is in b; of nothing, all.
func share[K comparable](a, b map[K]bool) float64 {
	if len(a) == 0 {
		return 1
	}
	both := 0
	for k := range a {
		if b[k] {
			both++
		}
	}
	return float64(both) / float64(len(a))
}
