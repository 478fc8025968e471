package source

import (
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

var (
	// elliptic is a question to the reader that leaves "do you" or "are you" out.
	elliptic = regexp.MustCompile(`(?i)^(?:want|already|have|got|looking|interested|enjoy(?:ing|ed)?|like|liked|love|loved|need|not|ready|spotted?|see|seen|know|care)\b`)
	// asked is what a site asks its readers for.
	asked = regexp.MustCompile(`(?i)\b(?:tips?|comments?|conversation|discussion|debate|subscri\w+|members?(?:hip)?|account|newsletters?|stor(?:y|ies)|article|updates?|alerts?|app|questions?|feedback|corrections?|podcasts?|e-?mails?|inbox|ads?|advert\w*|registered|journalism|reporting|support|thoughts?|opinions?|facebook|twitter|instagram|youtube|whatsapp|telegram|login|log in|sign in|breaking news)\b`)
	// bidding is how a call to the reader begins.
	bidding = regexp.MustCompile(`(?i)^(?:please |just |simply |and |then |so )?(?:subscribe|sign up|sign in|join|follow|like|share|click|tap|read|see|watch|listen|download|donate|support|help|leave|comment|contact|e-?mail|write|send|tell|tweet|register|log in|login|learn|get|stay|keep|check|visit|become|try|start|give|make|let|don['’]t miss|never miss|add|turn on|have your say|create|upgrade|buy|consider|submit|scroll|swipe|find out)\b`)
	// bidsUs is a bid that needs nothing more to be one.
	bidsUs = regexp.MustCompile(`(?i)^(?:please )?(?:follow|join|contact|e-?mail|like|message|visit|find) us\b`)
	// reported is what a sentence has that tells what someone said, or in which the bid is a noun.
	reported = regexp.MustCompile(`(?i)\b(?:said|says|told|wrote|asked|replied|added)\b|^(?:support|help|share|comment|contact|keep|start|watch)s? (?:for|of|from|in|came|is|was|were|has|have|had|with|among|will|prices?)\b`)
	mine     = regexp.MustCompile(`(?i)\b(?:us|our|ours|we|we['’]re|we['’]ll|we['’]d)\b`)
	yours    = regexp.MustCompile(`(?i)\b(?:you|your|you['’]re|you['’]ll|you['’]d|yourself)\b`)
	handle   = regexp.MustCompile(`(?:^|[\s(])@\w{2,}|\bhttps?://|\bwww\.|\w@\w+\.\w`)
)

// callsReader says whether a line asks something of the reader and tells
// nothing: every sentence of it is a bid, a question or a promise to the
// reader, and one of them names what sites ask for.
func callsReader(l string) bool {
	if l == "" || len(l) > 400 || strings.ContainsAny(l, "“”\"«»") {
		return false
	}
	clear := false
	spans := text.English().Sentences(l)
	for _, span := range spans {
		call, sure := calls(span.Of(l))
		if !call {
			return false
		}
		clear = clear || sure
	}
	return clear
}

// calls judges one sentence: whether it can be part of a call to the reader,
// and whether it surely is one.
func calls(s string) (call, sure bool) {
	words := len(strings.Fields(s))
	things := asked.MatchString(s)
	switch {
	case reported.MatchString(s):
		return false, false
	case strings.HasSuffix(s, "?"):
		sure = words <= 12 && things && elliptic.MatchString(s)
		return sure, sure
	case bidding.MatchString(s):
		sure = words <= 30 && things && (mine.MatchString(s) || yours.MatchString(s) || handle.MatchString(s) || words <= 8 && !ended(s))
		sure = sure || words <= 14 && handle.MatchString(s) || words <= 10 && bidsUs.MatchString(s)
		return sure, sure
	}
	return words <= 12 && mine.MatchString(s) && yours.MatchString(s), false
}
