package desk

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot"
)

// page is a Reply that notes what is shown on it.
type page struct {
	shown  []string
	ended  int // outcomes whose context had ended already
	broken error
	panics bool // of drafts
}

func (p *page) note(ctx context.Context, what string) error {
	p.shown = append(p.shown, what)
	if ctx.Err() != nil {
		p.ended++
	}
	return p.broken
}

func (p *page) Draft(ctx context.Context, text string) error {
	if p.panics {
		panic("a fault in a draft")
	}
	return p.note(ctx, "draft: "+text)
}
func (p *page) Finish(ctx context.Context, a bot.Answer) error { return p.note(ctx, "answer: "+a.Text) }
func (p *page) Fail(ctx context.Context, f Fault) error {
	return p.note(ctx, "fault: "+f.Kind.String())
}
func (p *page) Discard(ctx context.Context) error { return p.note(ctx, "discarded") }

// answered shows two sentences, one a second, and answers.
func answered(_ context.Context, d *Draft) (bot.Answer, error) {
	d.Show(bot.Shown{Claim: bot.Claim{Text: "First."}, Opens: " "})
	time.Sleep(time.Second)
	d.Show(bot.Shown{Claim: bot.Claim{Text: "Second."}, Opens: " "})
	return bot.Answer{Text: "First. Second."}, nil
}

// endless shows a sentence and waits for its end.
func endless(ctx context.Context, d *Draft) (bot.Answer, error) {
	d.Show(bot.Shown{Claim: bot.Claim{Text: "First."}, Opens: " "})
	<-ctx.Done()
	return bot.Answer{}, ctx.Err()
}

// standsIn reads two stories and answers after half a minute, with something in its
// place until then.
func standsIn(_ context.Context, d *Draft) (bot.Answer, error) {
	q := d.Attach(bot.Question{})
	q.Reading(make([]bot.Reading, 2))
	time.Sleep(20 * time.Second)
	q.Interim(bot.Answer{Text: "Quoted.", Notes: []bot.Note{{Text: "Still writing."}}})
	time.Sleep(10 * time.Second)
	return bot.Answer{Text: "Written."}, nil
}

// quick reads a story and answers at once.
func quick(_ context.Context, d *Draft) (bot.Answer, error) {
	d.Attach(bot.Question{}).Reading(make([]bot.Reading, 1))
	return bot.Answer{Text: "Quoted."}, nil
}

// reads reads a story, and then shows a sentence.
func reads(_ context.Context, d *Draft) (bot.Answer, error) {
	d.Attach(bot.Question{}).Reading(make([]bot.Reading, 1))
	time.Sleep(time.Second)
	d.Show(bot.Shown{Claim: bot.Claim{Text: "First."}, Opens: " "})
	time.Sleep(3 * time.Second)
	return bot.Answer{Text: "First."}, nil
}

// TestRespond: whatever happens, there is exactly one outcome, and it is the last
// thing shown.
func TestRespond(t *testing.T) {
	t.Parallel()
	failing := func(err error) Work {
		return func(context.Context, *Draft) (bot.Answer, error) { return bot.Answer{}, err }
	}
	for name, c := range map[string]struct {
		work  Work
		cause error // ends the question after a minute and a half
		page  page
		want  []string
		log   string // what it says; empty: nothing
	}{
		"answered":     {work: answered, want: []string{"draft: First.", "answer: First. Second."}},
		"stood in for": {work: standsIn, want: []string{"draft: Reading 2 stories", "draft: Still writing.\n\nQuoted.", "answer: Written."}},
		"quick":        {work: quick, want: []string{"answer: Quoted."}},
		"read":         {work: reads, want: []string{"draft: Reading 1 story", "draft: First.", "answer: First."}},
		"too slow":     {work: endless, want: []string{"draft: First.", "fault: slow"}},
		"stopping":     {work: endless, cause: ErrStopping, want: []string{"draft: First.", "fault: stopping"}},
		"withdrawn":    {work: endless, cause: ErrWithdrawn, want: []string{"draft: First.", "discarded"}},
		"withdrawn as it ended": {cause: ErrWithdrawn, want: []string{"discarded"},
			work: func(ctx context.Context, _ *Draft) (bot.Answer, error) { <-ctx.Done(); return bot.Answer{}, nil }},
		"busy":   {work: failing(bot.ErrBusy), want: []string{"fault: busy"}},
		"broken": {work: failing(errors.New("disk on fire")), want: []string{"fault: broken"}, log: "disk on fire"},
		"panic": {work: func(context.Context, *Draft) (bot.Answer, error) { panic("a fault") },
			want: []string{"fault: broken"}, log: "at=answer cause=\"a fault\""},
		"panic in a draft":  {work: answered, page: page{panics: true}, want: []string{"answer: First. Second."}, log: "at=draft cause=\"a fault in a draft\""},
		"shown in vain":     {work: answered, page: page{broken: errors.New("no access")}, want: []string{"draft: First.", "answer: First. Second."}, log: "an answer could not be shown\" err=\"no access"},
		"discarded in vain": {work: endless, cause: ErrWithdrawn, page: page{broken: errors.New("no access")}, want: []string{"draft: First.", "discarded"}, log: "a draft could not be taken back\" err=\"no access"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				defer cancel(nil)
				if c.cause != nil {
					time.AfterFunc(90*time.Second, func() { cancel(c.cause) })
				}
				var log bytes.Buffer
				p := c.page
				Respond(ctx, &p, Pacing{Log: slog.New(slog.NewTextHandler(&log, nil))}, c.work)
				time.Sleep(time.Minute)
				if !reflect.DeepEqual(p.shown, c.want) || p.ended > 0 {
					t.Errorf("shown %q, %d of it too late, want %q", p.shown, p.ended, c.want)
				}
				if !strings.Contains(log.String(), c.log) || c.log == "" && log.Len() > 0 {
					t.Errorf("logged %s, want %s", log.String(), c.log)
				}
			})
		})
	}
}

// TestRespondPace: the paces are those that are asked for.
func TestRespondPace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var p page
		Respond(t.Context(), &p, Pacing{Patience: 5 * time.Second, Pace: 30 * time.Second, Log: slog.New(slog.DiscardHandler)}, endless)
		if took, want := time.Since(began), []string{"fault: slow"}; took != 5*time.Second || !reflect.DeepEqual(p.shown, want) {
			t.Errorf("after %v: shown %q, want %q", took, p.shown, want)
		}
	})
}
