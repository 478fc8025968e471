package llm

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot"
)

const (
	leastLimit  = 256 // tokens: a completion cut off shorter than this is of no use
	countMargin = 16  // tokens that servers add to what they count
)

// excess is what was too large: the prompt, or else the completion's limit, which
// may be at most limit tokens; once means for this prompt alone.
type excess struct {
	prompt, once bool
	limit        int
}

// excessOf reads out of err what was too large of a request whose completion was
// limited to sent tokens. ok is false where err is none of that.
func excessOf(err error, sent int) (x excess, ok bool) {
	var reply *ReplyError
	if !errors.As(err, &reply) {
		return x, false
	}
	switch reply.Status {
	case 401, 402, 403, 404, 429:
		return x, false
	}
	said := reply.Code + " " + reply.Text
	switch {
	case ofContext.MatchString(said), strings.Contains(reply.Code, "exceed_context"), reply.Status == 413:
		limit := number(contextLength, said) - number(promptLength, said) - countMargin
		if number(promptLength, said) > 0 && limit >= leastLimit && limit < sent {
			return excess{limit: limit, once: true}, true
		}
		return excess{prompt: true}, true
	case ofLimit.MatchString(said) && tooHigh.MatchString(said):
		limit := largestBelow(sent, said)
		return excess{limit: limit}, limit > 0
	}
	return x, false
}

// number is the first number that pattern finds, or 0.
func number(pattern *regexp.Regexp, said string) int {
	m := pattern.FindStringSubmatch(said)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// largestBelow is the largest number in said below sent, which is the limit that
// it tells of; a quarter of sent where there is none.
func largestBelow(sent int, said string) int {
	best := 0
	for _, digits := range numbers.FindAllString(said, -1) {
		if n, err := strconv.Atoi(digits); err == nil && n < sent && n >= countMargin {
			best = max(best, n)
		}
	}
	if best == 0 {
		best = sent / 4
	}
	return best
}

// smaller returns the request to try when err says that this one was too large.
// ok is false where err does not, or nothing of it can be made smaller.
func (s shape) smaller(err error, model string, p bot.Prompt) (shape, bot.Prompt, bool) {
	x, ok := excessOf(err, s.tokens(model, p))
	switch {
	case !ok || x.prompt && p.Shorter == nil:
		return s, p, false
	case x.prompt:
		shorter := p.Shorter()
		shorter.Shorter = nil
		return s, shorter, true
	case x.once:
		s.once = x.limit
	default:
		s.most = x.limit
	}
	return s, p, true
}
