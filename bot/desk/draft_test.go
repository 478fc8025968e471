package desk

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot"
)

// write is one state of a draft, and when it was written.
type write struct {
	At   time.Duration
	Text string
}

// TestDraftPace: what comes is written after a third of the pace, and from then
// on once in a pace, however much comes.
func TestDraftPace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		news []string      // a sentence every 100 ms
		rest time.Duration // from the last of them until the draft is stopped
		want []write
	}{
		"nothing":                      {nil, time.Second, nil},
		"one":                          {[]string{"A."}, time.Second, []write{{100 * time.Millisecond, "A."}}},
		"stopped before it is written": {[]string{"A."}, 50 * time.Millisecond, nil},
		"many": {[]string{"A.", "B.", "- c", "D.", "E.", "F."}, time.Second, []write{
			{100 * time.Millisecond, "A."}, {400 * time.Millisecond, "A. B.\n- c D."}, {700 * time.Millisecond, "A. B.\n- c D. E. F."}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				var got []write
				d := NewDraft(300*time.Millisecond, nil, func(text string) { got = append(got, write{time.Since(began), text}) })
				for i, text := range c.news {
					if i > 0 {
						time.Sleep(100 * time.Millisecond)
					}
					if i == 1 {
						synctest.Wait() // the first was written at this very moment
					}
					if i > 1 {
						time.Sleep(time.Nanosecond)
					}
					opens := " "
					if item, is := strings.CutPrefix(text, "- "); is {
						opens, text = "\n- ", item
					}
					d.Show(bot.Shown{Claim: bot.Claim{Text: text}, Opens: opens})
				}
				time.Sleep(c.rest)
				d.Stop()
				for i := range got {
					got[i].At = got[i].At.Round(time.Millisecond)
				}
				if !reflect.DeepEqual(got, c.want) {
					t.Errorf("got  %v\nwant %v", got, c.want)
				}
			})
		})
	}
}

// TestDraftStops: a write under way is waited for, and none follows.
func TestDraftStops(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		writing, written := make(chan struct{}), 0
		d := NewDraft(time.Millisecond, nil, func(string) {
			close(writing) // a second time would panic
			time.Sleep(time.Second)
			written++
		})
		d.Wake()
		<-writing
		d.Wake()
		d.Stop()
		if written != 1 {
			t.Errorf("%d writes were over when the draft was stopped", written)
		}
	})
}
