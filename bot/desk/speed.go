package desk

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/prompts"
)

// The stages of an answer that are timed.
const (
	StageSearch = "search"
	StageModel  = "model" // a text of the language model
	StageCheck  = "check" // its judgement of one claim
	StageFirst  = "first" // until a sentence is shown
	StageAnswer = "answer"
)

// Speed is how long a stage took since the program began.
type Speed struct {
	Stage     string
	Times     int
	Half, P95 time.Duration // within which half, and 95 of 100, were done; they are estimates
}

// Speeds are those of the stages that there were, in the order of an answer.
func (m *Metrics) Speeds() []Speed {
	var list []Speed
	for _, stage := range []string{StageSearch, StageModel, StageCheck, StageFirst, StageAnswer} {
		if times := m.stages.Times(stage); times > 0 {
			within := func(q float64) time.Duration {
				return time.Duration(m.stages.Quantile(stage, q) * float64(time.Second))
			}
			list = append(list, Speed{stage, times, within(.5), within(.95)})
		}
	}
	return list
}

// ModelState is how the language model does.
type ModelState struct {
	Asked  time.Time // when it last wrote a whole text; zero: never
	Failed time.Time // when it last failed; zero: never
	Why    string    // it failed
}

// Well reports whether its last text came.
func (s ModelState) Well() bool { return !s.Asked.IsZero() && !s.Failed.After(s.Asked) }

// modelHealth is the present ModelState.
type modelHealth struct {
	mu    sync.Mutex
	state ModelState
}

// heard remembers how a call of the model ended. What whoever asked has ended tells nothing.
func (h *modelHealth) heard(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if err == nil {
		h.state.Asked = time.Now()
		return
	}
	h.state.Failed, h.state.Why = time.Now(), Masked(err.Error())
}

// ModelState is how the language model does.
func (m *Metrics) ModelState() ModelState {
	m.model.mu.Lock()
	defer m.model.mu.Unlock()
	return m.model.state
}

// Checker times the judgements of c; nil stays nil.
func (m *Metrics) Checker(c bot.Checker) bot.Checker {
	if c == nil {
		return nil
	}
	return func(ctx context.Context, check prompts.Check) (yes bool, used bot.Usage, err error) {
		began := time.Now()
		yes, used, err = c(ctx, check)
		m.stages.Observe(StageCheck, time.Since(began).Seconds())
		return yes, used, err
	}
}
