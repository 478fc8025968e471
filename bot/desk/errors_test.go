package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// TestExplain holds every kind of error to its words. What the error itself
// says is the operator's.
func TestExplain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		kind FaultKind
		want string // in a chat
	}{
		{knowledge.ErrNotFound, NoStory, "There is no such story."},
		{ErrForgotten, NoAnswer, "I no longer keep this answer, so there is nothing more to tell about it."},
		{bot.ErrBusy, Busy, "Too many questions at once; please ask again in a moment."},
		{bot.ErrBudget, Budget, "Today's budget for answers is used up; please ask again tomorrow."},
		{bot.ErrLong, Long, "A question may have at most 4000 characters. Please ask it in fewer words."},
		{ErrSlow, Slow, "The answer took too long and was given up. Please ask again, perhaps for less."},
		{context.DeadlineExceeded, Slow, "The answer took too long and was given up. Please ask again, perhaps for less."},
		{ErrStopping, Stopping, "I am being restarted. Please ask again in a minute."},
		{context.Canceled, Cancelled, "The request was ended before it was answered."},
		{errors.New("open /var/secret: broken"), Broken, "Something went wrong here; the operator's log says what. Please ask again later."},
		{nil, Broken, "Something went wrong here; the operator's log says what. Please ask again later."},
	} {
		for _, err := range []error{c.err, fmt.Errorf("answer /var/secret: %w", c.err), errors.Join(errors.New("secret"), c.err)} {
			f := Explain(err)
			if f.Kind != c.kind || f.Sentence() != c.want {
				t.Errorf("%v: %v, %q, want %v, %q", err, f.Kind, f.Sentence(), c.kind, c.want)
			}
			if strings.Contains(f.Words+f.Advice, "secret") || strings.HasSuffix(f.Words, ".") {
				t.Errorf("%v: the words are %q, %q", err, f.Words, f.Advice)
			}
		}
	}
}

func TestFaultKinds(t *testing.T) {
	t.Parallel()
	seen := map[string]FaultKind{}
	for k := Broken; k <= Cancelled; k++ {
		name := k.String()
		if other, twice := seen[name]; twice || name == "unknown" {
			t.Errorf("kind %d is named %q, as kind %d", k, name, other)
		}
		seen[name] = k
	}
	if got := (Cancelled + 1).String(); got != "unknown" {
		t.Errorf("no kind is named %q", got)
	}
}

func TestRescue(t *testing.T) {
	t.Parallel()
	own := errors.New("its own")
	for _, c := range []struct {
		work func() error
		want string
	}{
		{func() error { return own }, "its own"},
		{func() error { panic("secret") }, "something broke inside; please report what is logged above"},
	} {
		if err := Rescue(c.work); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	if err := Rescue(func() error { return nil }); err != nil {
		t.Error(err)
	}
}
