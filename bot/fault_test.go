package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge/text"
)

// TestWhyNothing: the note says what happened, and that the model could not be
// reached only where it could not.
func TestWhyNothing(t *testing.T) {
	fault := func(f ModelFault) error {
		return fmt.Errorf("write: %w", &ModelError{Fault: f, Err: errors.New("key sk-1 of http://host")})
	}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{fault(FaultUnreachable), "The model could not be reached"},
		{fault(FaultRefused), "The model's server does not let this bot in"},
		{fault(FaultUnpaid), "The quota for the model is used up"},
		{fault(FaultMissing), "The model's server does not know the model"},
		{fault(FaultBusy), "The model is too busy just now"},
		{fault(FaultBroken), "The model's server reports a fault of its own"},
		{fault(FaultInvalid), "The model's server did not take the question"},
		{fault(FaultSilent), "The model had written nothing for too long"},
		{fault(FaultSlow), "The model took too long"},
		{fault(FaultCut), "The model's answer broke off"},
		{fault(FaultMalformed), "What the model's server sent could not be read"},
		{fault(FaultTooLong), "The model's answer reached its limit before its end"},
		{fault(FaultPromptTooLong), "The stories found are more than the model can read at once"},
		{fault(FaultFiltered), "The model's server withheld the answer"},
		{fault(FaultEmpty), "The model wrote nothing"},
		{context.DeadlineExceeded, "The model took too long"},
		{context.Canceled, "The model took too long"},
		{errors.New("something"), "The model failed"},
		{nil, "The model wrote nothing"},
	} {
		w := write.New(write.Options{Given: &write.Material{Lang: text.English()}})
		if got, want := whyNothing(w, tt.err).In(english), tt.want+", so the stories' own sentences are quoted."; got != want {
			t.Errorf("%v: %q, want %q", tt.err, got, want)
		}
	}
}

// TestModelFaultsAreNamed: every kind has a name and words of its own.
func TestModelFaultsAreNamed(t *testing.T) {
	names, words := map[string]bool{}, map[string]bool{}
	for f := FaultUnknown; f <= FaultEmpty; f++ {
		said := say.Tell(f.told(), nil).In(english)
		if names[f.String()] || words[said] || strings.HasSuffix(said, ".") {
			t.Errorf("%d: %q, %q", f, f, said)
		}
		names[f.String()], words[said] = true, true
	}
}
