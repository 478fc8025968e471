package bot

import (
	"context"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
)

// modelTimeout is how long a model may take for an answer, all that it is asked
// for it together. Then what there is of it is shown, or the extract.
const modelTimeout = 90 * time.Second

// Reading names a story that is being read for an answer.
type Reading struct {
	Story     string          `json:"story"`
	Title     string          `json:"title"`
	Outlet    string          `json:"outlet"`
	Label     knowledge.Label `json:"label"`
	Published string          `json:"published"` // 2006-01-02, empty where unknown
	URL       string          `json:"url"`
}

// tellReading tells which stories are being read.
func (q *Question) tellReading(stories []knowledge.Story) {
	if q.Reading == nil || len(stories) == 0 {
		return
	}
	list := make([]Reading, 0, len(stories))
	for i := range stories {
		s := &stories[i]
		label := s.Label
		if label == "" {
			label = knowledge.News
		}
		list = append(list, Reading{
			Story: s.ID, Title: s.Title, Outlet: s.Outlet, Label: label, Published: knowledge.Day(s.Published), URL: s.URL,
		})
	}
	q.Reading(list)
}

// standIn holds an answer ready for the reader of a model that is slow.
type standIn struct {
	mu      sync.Mutex
	settled bool // a sentence was shown, or the answer is ready
	shown   bool // the answer was: sentences are held back from now on
	timer   *time.Timer
}

// patient gives the model its time: ctx ends when that is over. If the reader has
// seen no sentence of it after Patience, what extract made is shown in its place,
// once, and no sentence afterwards: the answer replaces it. What is to be shown
// goes to the Show that is returned. done must be called before the answer is
// returned.
func (b *Bot) patient(ctx context.Context, q Question, show Show, extract func() Answer) (writing context.Context, _ Show, done func()) {
	writing, stop := context.WithTimeout(ctx, modelTimeout)
	if q.Interim == nil || b.Patience <= 0 {
		return writing, show, stop
	}
	var s standIn
	a := extract() // now: the model's writer works on the same evidence
	a.standsIn()
	s.timer = time.AfterFunc(b.Patience-time.Since(q.came), func() { s.show(q, a) })
	done = func() {
		stop()
		s.settle()
	}
	if show == nil {
		return writing, nil, done
	}
	return writing, func(claim Shown) {
		if s.settle(); !s.shown {
			show(claim)
		}
	}, done
}

// settle has nothing stand in from now on; it waits while something is shown.
func (s *standIn) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settled = true
	s.timer.Stop()
}

// show shows what stands in, unless something was shown already.
func (s *standIn) show(q Question, a Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.settled {
		return
	}
	s.shown = true
	a.TookMS = time.Since(q.came).Milliseconds()
	q.Interim(a)
}

// standsIn makes of an extract what can stand in for the answer that is being
// written. That the stories do not say is not said before the model was heard.
func (a *Answer) standsIn() {
	why := say.StillWriting
	if a.Mode == ModeNone {
		why = say.Writing
		a.say(say.Tell(say.ByItself, nil))
	}
	a.Notes = append([]Note{noteOf("fallback", say.Tell(why, nil))}, a.Notes...)
}

// hurried is ctx for a call of the model that must be over long before Patience.
func (b *Bot) hurried(ctx context.Context) (context.Context, context.CancelFunc) {
	if b.Patience <= 0 {
		return context.WithTimeout(ctx, modelTimeout)
	}
	return context.WithTimeout(ctx, b.Patience/2)
}
