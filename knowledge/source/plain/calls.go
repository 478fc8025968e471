package plain

import (
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// handle is an address, or the name of an account.
var handle = regexp.MustCompile(`(?:^|[\s(])@\w{2,}|\bhttps?://|\bwww\.|\w@\w+\.\w`)

// mostWhen is how many words stand before what is asked of the reader.
const mostWhen = 10

// mostEnrolled is how many words a sentence has at most in which a site tells its reader of their data.
const mostEnrolled = 60

// isCallToAction reports whether a line asks something of the reader and tells
// nothing: every sentence of it is a bid, a question or a promise to the
// reader, and one of them names what sites ask for.
func isCallToAction(lang *text.Language, l string) bool {
	if l == "" || len(l) > 400 || strings.ContainsAny(l, "“”\"«»") {
		return false
	}
	clear := false
	spans := lang.Sentences(l)
	for _, span := range spans {
		call, sure := judgeCall(&lang.Lines, span.Of(l))
		if !call {
			return false
		}
		clear = clear || sure
	}
	return clear
}

// ShareOfCalls is how much of a text, by words, lies in sentences that surely ask
// something of the reader; 0 where a sentence tells what somebody said.
func ShareOfCalls(lang *text.Language, box string) float64 {
	calls, all := 0, 0
	for _, span := range lang.Sentences(box) {
		s := span.Of(box)
		words := len(strings.Fields(s))
		all += words
		if lang.Lines.Reported.MatchString(s) || strings.ContainsAny(s, "“”\"«»") {
			return 0
		}
		if _, sure := judgeCall(&lang.Lines, s); sure {
			calls += words
		}
	}
	return float64(calls) / float64(max(all, 1))
}

// judgeCall reports of one sentence whether it can be part of a call to the reader,
// and whether it surely is one.
func judgeCall(lines *text.Lines, s string) (call, sure bool) {
	words := len(strings.Fields(s))
	things := lines.Asked.MatchString(s)
	if when, bid, ok := strings.Cut(s, ", "); ok && lines.Yours.MatchString(when) && len(strings.Fields(when)) <= mostWhen && lines.Bidding.MatchString(bid) && things && !lines.Reported.MatchString(s) {
		return true, true // "If you like what we do, become a member."
	}
	switch {
	case lines.Reported.MatchString(s):
		return false, false
	case words <= mostEnrolled && lines.Enrolled.MatchString(s):
		return true, true // "You can unsubscribe at any time."
	case strings.HasSuffix(s, "?"):
		sure = words <= 12 && things && lines.Elliptic.MatchString(s)
		return sure, sure
	case lines.Bidding.MatchString(s):
		sure = words <= 30 && things && (lines.Mine.MatchString(s) || lines.Yours.MatchString(s) || handle.MatchString(s) || words <= 8 && !EndsSentence(s))
		sure = sure || words <= 14 && handle.MatchString(s) || words <= 10 && lines.BidsUs.MatchString(s)
		return sure, sure
	case words <= 40 && lines.Appeal.MatchString(s) && (lines.Mine.MatchString(s) || lines.Yours.MatchString(s)):
		return true, true
	}
	return words <= 12 && lines.Mine.MatchString(s) && lines.Yours.MatchString(s), false
}
