package verify

import (
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// clashingDate returns the time that the claim gives where the sentence that it
// follows gives quite another.
func (a *alignment) clashingDate() (string, bool) {
	if a.likeness < 0.5 || len(a.close) == 0 {
		return "", false
	}
	f := &a.close[0]
	r := a.source.Sentences[f.t]
	day := a.source.dayOf(r)
	if day.IsZero() {
		return "", false
	}
	own := a.sentence.Lang.Whens(a.sentence.Text, day)
	if len(own) != 1 {
		return "", false
	}
	body := a.source.Text[a.source.Words[r.From].At.Start:a.source.Words[r.To-1].At.End]
	there := a.source.Lang.Whens(body, day)
	if len(there) == 0 {
		return "", false
	}
	for _, w := range own {
		if w.First.IsZero() || w.Last.IsZero() || a.nearDay(w, there) {
			continue
		}
		return w.Of(a.sentence.Text), true
	}
	return "", false
}

// nearDay reports whether one of the times overlaps w, give or take a week for a weekday to come.
func (a *alignment) nearDay(w text.When, there []text.When) bool {
	for _, v := range there {
		first, last := v.First, v.Last
		if first.IsZero() || last.IsZero() {
			return true
		}
		for _, shift := range []int{0, 7} {
			if first.AddDate(0, 0, shift).Before(w.Last) && w.First.Before(last.AddDate(0, 0, shift)) {
				return true
			}
		}
		if first.AddDate(1, 0, 0).Before(w.Last) && w.First.Before(last.AddDate(1, 0, 0)) {
			return true
		}
	}
	return false
}

// dayOf is the day of the text that a sentence stands in.
func (s *source) dayOf(r text.Run) time.Time {
	at := s.Words[r.From].At.Start
	for _, p := range s.parts {
		if at >= p.at.Start && at < p.at.End {
			return time.Date(p.day.Year(), p.day.Month(), p.day.Day(), 0, 0, 0, 0, time.UTC)
		}
	}
	return time.Time{}
}
