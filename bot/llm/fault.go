package llm

import (
	"errors"
	"net/http"
	"strings"

	"github.com/storybot/storybot/bot"
)

// faultOf says of which kind err is; of a server that is left alone, why it is.
func (c *caller) faultOf(err error) bot.ModelFault {
	if errors.Is(err, ErrDown) {
		return bot.ModelFault(c.last.Load())
	}
	return faultOf(err)
}

func faultOf(err error) bot.ModelFault {
	var reply *ReplyError
	if errors.As(err, &reply) {
		return reply.fault()
	}
	for _, k := range []struct {
		err   error
		fault bot.ModelFault
	}{
		{ErrSilent, bot.FaultSilent}, {ErrCut, bot.FaultCut}, {ErrStopped, bot.FaultCut}, {ErrTooLong, bot.FaultTooLong},
		{ErrFiltered, bot.FaultFiltered}, {ErrEmpty, bot.FaultEmpty}, {ErrMalformed, bot.FaultMalformed},
	} {
		if errors.Is(err, k.err) {
			return k.fault
		}
	}
	var gone *lost
	switch {
	case ended(err):
		return bot.FaultSlow
	case errors.As(err, &gone):
		return bot.FaultUnreachable
	}
	return bot.FaultUnknown
}

// fault is the kind of what the server told.
func (e *ReplyError) fault() bot.ModelFault {
	said := e.Code + " " + e.Text
	if x, ok := excessOf(e, countMargin<<16); ok {
		if x.prompt || x.once {
			return bot.FaultPromptTooLong
		}
		return bot.FaultInvalid
	}
	switch {
	case e.Code == "insufficient_quota", e.Status == http.StatusPaymentRequired:
		return bot.FaultUnpaid
	case e.Status == http.StatusUnauthorized, e.Status == http.StatusForbidden, strings.Contains(said, "invalid_api_key"):
		return bot.FaultRefused
	case e.Status == http.StatusNotFound, e.Status >= 300 && e.Status < 400, strings.Contains(e.Code, "model_not_found"):
		return bot.FaultMissing
	case e.Status == http.StatusTooManyRequests, e.Status == 529, overloaded.MatchString(said):
		return bot.FaultBusy
	case e.Status >= 200 && e.Status < 300 && e.hint != "":
		return bot.FaultMalformed
	case e.Status >= 400 && e.Status < 500:
		return bot.FaultInvalid
	}
	return bot.FaultBroken
}
