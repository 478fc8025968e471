package plain

import (
	"regexp"
	"strings"
)

// What stands around a story, and how people write dates and names, in English.
// No other file of this package knows a language.

// Calls to the reader.
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

// Copyright lines, credits, bylines, dates and links around a story.
var (
	copyMark   = regexp.MustCompile(`(?i)^(?:copyright\b\s*)?(?:©|\(c\)\s|copyright\b)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?`)
	rights     = regexp.MustCompile(`(?i)\ball rights reserved\b`)
	company    = regexp.MustCompile(`(?i),?\s+(?:llc|l\.l\.c|inc|ltd|limited|plc|corp|corporation|co|gmbh|company|pty|s\.?a|b\.?v|a\.?g)\.?$`)
	creditHead = regexp.MustCompile(`^\(?(?i:photo(?:graph)?s?|picture|image|illustration|credit)(?i: credits?| by| courtesy(?: of)?| illustration)*\s*(?::|\b(?i:by|courtesy of)\b|/)`)
	agency     = regexp.MustCompile(`(?i)\b(?:getty|ap|afp|reuters|epa|efe|dpa|ansa|pa|upi|tass|xinhua|kyodo|yonhap|sipa|imago|alamy|shutterstock|istock|adobe|corbis|bloomberg|zuma|zumapress|polaris|magnum|redux|wireimage|rex|splash|afp-jiji|pool|staff|handout|images?|photos?|pictures|wire|press|news agency|nasa|flickr|unsplash|wikimedia)\b`)
	bylineHead = regexp.MustCompile(`^(?:By|BY|Written by|Story by|Words by|Text by)\s+(.+)$`)
	placeDate  = regexp.MustCompile(`^[\pL .'’-]{2,40},[\pL .,'’-]{0,30}?\s((?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})|(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}))\s*(?:\([^()]{1,40}\)|/[^/]{1,40}/)?\s*(?:—|–|--|-)\s`)
	dateHead   = regexp.MustCompile(`(?i)^(?:(first |last )?(published|posted|updated|modified|date)(?: on| at)?\s*[:|-]?\s*)`)
	links      = regexp.MustCompile(`(?i)^(?:read|see|watch|listen|more|related|also|recommended|don['’]t miss)(?:\s+(?:more|also|next|now|on|here|stories|story|coverage|reading|articles?|links?|videos?|content|this|too|the full story))*\s*(?::|»|>|→|\||$)`)
)

// How dates are written.
var (
	zoneName   = regexp.MustCompile(`(?i)\b(EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|GMT|UTC|BST|WET|CET|CEST|EET|EEST|MSK|IST|JST|KST|HKT|SGT|AEST|AEDT|NZST|NZDT)\b\.?`)
	clockFirst = regexp.MustCompile(`(?i)^(?:at )?(\d{1,2}(?:(?:[:.]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?))(?:,|\s|on|of)+(.*\d{4})$`)
	halfDay    = regexp.MustCompile(`(?i)(\d)\s*([ap])\.?m\b\.?`)
	pointClock = regexp.MustCompile(`(\d{4},? (?:at )?\d{1,2})\.(\d{2})\b`)
	weekday    = regexp.MustCompile(`(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+`)
	ordinal    = regexp.MustCompile(`(?i)(\d)(?:st|nd|rd|th)\b`)
	// inAddress is a day in the path of an address.
	inAddress = regexp.MustCompile(`(?i)/((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[-/]?(0[1-9]|[12]\d|3[01])(?:[/_-]|$)`)
)

// zoneHours gives the hours east of Greenwich of a zone's usual abbreviation.
func zoneHours(name string) float64 {
	switch name {
	case "EST", "ET", "CDT":
		return -5
	case "EDT":
		return -4
	case "CST", "CT", "MDT":
		return -6
	case "MST", "MT", "PDT":
		return -7
	case "PST", "PT":
		return -8
	case "BST", "CET":
		return 1
	case "CEST", "EET":
		return 2
	case "EEST", "MSK":
		return 3
	case "IST":
		return 5.5
	case "HKT", "SGT":
		return 8
	case "JST", "KST":
		return 9
	case "AEST":
		return 10
	case "AEDT":
		return 11
	case "NZST":
		return 12
	case "NZDT":
		return 13
	}
	return 0
}

// dateWords drops from a date the words and forms that the parser does not know.
func dateWords() *strings.Replacer {
	return strings.NewReplacer(" at ", " ", " | ", " ", " - ", " ", " – ", " ", " · ", " ", "Sept ", "Sep ", "Sept. ", "Sep ")
}

// isSmallWord reports whether a word is written small within a name or a title.
func isSmallWord(w string) bool {
	switch w {
	case "and", "by", "for", "of", "the", "via", "de", "la", "le", "del", "van", "von", "der", "den", "da", "di", "dos", "bin", "al", "el", "en", "y", "at", "in", "on":
		return true
	}
	return false
}

// withoutBy drops the word that a byline begins with.
func withoutBy(s string) string {
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		return s[3:]
	}
	return s
}

// betweenNames writes a semicolon between two names for the word that joins them.
func betweenNames(s string) string { return strings.NewReplacer(" and ", ";", " & ", ";").Replace(s) }

// tellsUpdate reports whether what stands before a date says that it is of a change.
func tellsUpdate(head string) bool {
	head = strings.ToLower(head)
	return strings.Contains(head, "updated") || strings.Contains(head, "modified")
}

// withoutOwnersBy drops the word before the owner in "Copyright 2024 by The Lamp".
func withoutOwnersBy(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "by "), "By ")
}

// junior is what may end a name and is not the end of a sentence.
const junior = "Jr."
