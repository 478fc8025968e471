package desk

import (
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words"
)

// Draft has what there is of something unfinished written, no more often than
// its pace: the claims shown, or what stands in for them. Its methods may be
// called by many goroutines.
type Draft struct {
	mu    sync.Mutex
	text  strings.Builder
	other string // written while there is no claim, or in place of all
	words *words.Words
	news  chan struct{}
	ended chan struct{}
	done  chan struct{}
}

// NewDraft returns a Draft. write is called from one goroutine, a third of the
// pace after the first news and then a whole one apart. What it says itself it says in the
// language of w; nil: in English. Stop must be called.
func NewDraft(pace time.Duration, w *words.Words, write func(text string)) *Draft {
	d := &Draft{words: w, news: make(chan struct{}, 1), ended: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(d.done)
		for wait := pace / 3; ; wait = pace { // at first a little, in case that is all
			if !d.waitForNews() || !d.pause(wait) {
				return
			}
			select {
			case <-d.news: // what came meanwhile is written along
			default:
			}
			write(d.written())
		}
	}()
	return d
}

// waitForNews reports whether there is news; if not, the draft was stopped.
func (d *Draft) waitForNews() bool {
	select {
	case <-d.ended:
		return false
	case <-d.news:
		return true
	}
}

// pause reports whether the time passed; if not, the draft was stopped.
func (d *Draft) pause(wait time.Duration) bool {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-d.ended:
		return false
	case <-t.C:
		return true
	}
}

func (d *Draft) written() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.text.Len() == 0 {
		return d.other
	}
	return d.text.String()
}

// Attach returns q so that the draft shows which stories are read for it, and what
// stands in for a slow model's answer.
func (d *Draft) Attach(q bot.Question) bot.Question {
	q.Reading = func(stories []bot.Reading) { d.put(ReadingWords(d.words, len(stories))) }
	q.Interim = func(a bot.Answer) { d.put(InterimWords(d.words, &a)) }
	return q
}

func (d *Draft) put(other string) {
	d.mu.Lock()
	d.other = other
	d.mu.Unlock()
	d.Wake()
}

// ReadingWords say in a language (nil: English) that so many stories are being read.
func ReadingWords(w *words.Words, stories int) string {
	if w == nil {
		w = words.English()
	}
	return w.Say(w.Script.Reading, stories)
}

// InterimWords are what stands in for an answer, why it does before it, in a language (nil: English).
func InterimWords(w *words.Words, a *bot.Answer) string {
	if w != nil {
		told := a.In(w.Script.Lang)
		a = &told
	}
	if len(a.Notes) == 0 {
		return a.Text
	}
	return a.Notes[0].Text + "\n\n" + a.Text
}

// Show adds the next checked claim; it is a bot.Show.
func (d *Draft) Show(c bot.Shown) {
	d.mu.Lock()
	if d.text.Len() > 0 {
		d.text.WriteString(c.Opens)
	} else {
		d.text.WriteString(strings.TrimLeft(c.Opens, "\n "))
	}
	d.text.WriteString(c.Text)
	d.mu.Unlock()
	d.Wake()
}

// Wake says that there is something new to write.
func (d *Draft) Wake() {
	select {
	case d.news <- struct{}{}:
	default:
	}
}

// Stop waits for a write under way, and lets no other begin. It is called once.
func (d *Draft) Stop() {
	close(d.ended)
	<-d.done
}
