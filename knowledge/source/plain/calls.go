package plain

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// isCallToAction reports whether a line asks something of the reader and tells
// nothing: every sentence of it is a bid, a question or a promise to the
// reader, and one of them names what sites ask for.
func isCallToAction(l string) bool {
	if l == "" || len(l) > 400 || strings.ContainsAny(l, "“”\"«»") {
		return false
	}
	clear := false
	spans := text.English().Sentences(l)
	for _, span := range spans {
		call, sure := judgeCall(span.Of(l))
		if !call {
			return false
		}
		clear = clear || sure
	}
	return clear
}

// judgeCall judges one sentence: whether it can be part of a call to the reader,
// and whether it surely is one.
func judgeCall(s string) (call, sure bool) {
	words := len(strings.Fields(s))
	things := asked.MatchString(s)
	switch {
	case reported.MatchString(s):
		return false, false
	case strings.HasSuffix(s, "?"):
		sure = words <= 12 && things && elliptic.MatchString(s)
		return sure, sure
	case bidding.MatchString(s):
		sure = words <= 30 && things && (mine.MatchString(s) || yours.MatchString(s) || handle.MatchString(s) || words <= 8 && !EndsSentence(s))
		sure = sure || words <= 14 && handle.MatchString(s) || words <= 10 && bidsUs.MatchString(s)
		return sure, sure
	}
	return words <= 12 && mine.MatchString(s) && yours.MatchString(s), false
}
