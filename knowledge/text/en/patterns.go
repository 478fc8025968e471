package en

import "github.com/storybot/storybot/knowledge/text/lang"

const (
	given  = `(?:sources?|passages?|stor(?:y|ies)|articles?|sentences?|citations?|documents?|excerpts?|texts?|reports?|refs?)`
	number = `[\^#]?[0-9]{1,3}(?:\.[0-9]{1,3})?`
	marks  = number + `(?:\s*(?:,|;|、|，|；|&|and|\-|–|—|－|~|～|†)\s*(?:` + given + `\.?\s*)?` + number + `)*`
)

// patterns are phrases that one step or another looks for.
func patterns() lang.Patterns {
	return lang.Patterns{
		Orders: `(?i)\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules|guidelines|directions|context|above|previous(?:ly)?|data|document|everything)\b` +
			`|\b(?:reply|respond|answer|output|print|repeat|say|write|return|begin|start|end|append|include|insert|prefix)\b.{0,30}\b(?:with|exactly|only|following|phrase|words?|sentence|string|response|verbatim)\b` +
			`|\b(?:just|only|now) (?:print|say|write|output|repeat)\b` +
			`|\b(?:system|developer) (?:prompt|message)|\byour (?:next |final |entire )?(?:response|reply|answer|output|instructions|task)\b` +
			`|\byou (?:must|should|will|are|shall) (?:now|not|only|always|from)\b|\bAI (?:assistant|model)|\blanguage model|<\/?instruction`,
		Retracts:        `(?i)\b(?:retract(?:s|ed|ing|ion)?|withdr(?:ew|awn|aws?|awing|awal)|unpublished|taken down)\b`,
		RetractionTitle: `(?i)^retraction`,
		Published:       `(?i)\b(?:stor(?:y|ies)|articles?|reports?|piece|post|column|item|version|we|editors?|editor['’]s)\b`,
		Now:             `(?i)\b(?:now|currently|at present|nowadays|these days|latest|most recent(?:ly)?|so far|still)\b`,
		Compares:        `(?i)\b(?:than|compared (?:to|with))\b[^.,;?]*$`,
		Superlative:     `(?i)\b(?:first|only|best|worst|most|least|fewest|record|(?:high|low|larg|bigg|small|long|short|strong|weak|old|young|dead|hott|cold|warm|wett|dri|fast|slow|great|clos|busi|cheap|rich|tall|heavi|earli|lat)est)\b[^.,;?]*$`,
		ToCome:          `(?i)\b(will|next|due to|scheduled|expected to|plans? to|is to|are to|would)\b`,
		FollowStarts:    `(?i)^(?:and |but |or |what about|how about|so |then |also |why\?|when\?|where\?|who\?|how\?|since when)`,
		Changed:         `(?i)\b(?:now|no longer|instead|after all|rather than|revis\w+|correct(?:ed|ion|s|ing)|updat\w+|rais(?:ed|es|ing)|ris(?:es?|en|ing)|rose|climb\w*|(?:grew|grown|grows)|fell|fallen|falls|dropp\w+|lower\w*|cut|reduc\w+|increas\w+|widen\w*|extend\w*|postpon\w+|delay\w*|moved|pushed back|put off|brought (?:the|forward)|called off|cancel\w+|(?:less|more|fewer|later|earlier|higher|lower|bigger|smaller) than|not \S+ as|new|again|overturn\w+|withdr[ae]w\w*|so far|already|up from|down (?:from|to)|trim\w*|renam\w+|replac\w+)\b`,
		Revised:         `(?i)\b(?:now|no longer|revis\w+|correct(?:ed|ion|s|ing)|updat\w+|rais(?:ed|es|ing)|ris(?:es?|en|ing)|rose|climb\w*|(?:grew|grown|grows)|fell|fallen|dropp\w+|postpon\w+|pushed back|put off|called off|cancel\w+|overturn\w+|withdr[ae]w\w*|up from|down from|after all)\b`,
		AtFirst:         `(?i)\bat first\b|\b(?:originally|initially|the beginning)\b|\b(?:first|original) (?:version|edition)s?\b|\b(?:was|were|be|is|did|been|\w+) first (?:\w+ed|said|thought|given|going|suppose|told|put|made|take|publish|offer|expect|announce|report|call|count)\b|\bfirst (?:count|supposed|offered|raised|called|given|said|thought|going|announced|reported|published|planned|expected|estimated|put)\b`,
		Mark: `(?i)[ \t\x{00A0}]*(?:[\[［【]\s*(?:` + given + `\.?:?\s*)?` + marks + `\s*[\]］】]` +
			`|[(（]\s*(?:(?:see )?` + given + `\.?\s*[\[［【]?` + marks + `[\]］】]?|[0-9]{1,3}\.[0-9]{1,3}(?:\s*(?:,|;|\-|–)\s*[0-9]{1,3}\.[0-9]{1,3})*)\s*[)）])`,
		LeadIn:  `(?i)^(?:(?:according to|based on|as (?:stated|reported|mentioned|described|noted) (?:in|by)|per|from|in) (?:the |these |this |all )?(?:provided |given |available |news )*` + given + `(?: (?:provided|given|above|available))?(?: ?,| that| ?:) ?|(?:the |this |these )?(?:provided |given |first |second |third )?` + given + ` (?:says?|states?|mentions?|notes?|indicates?|shows?|tells?|confirms?) (?:that |us that )|here(?:'s|’s| is| are) (?:the|a|an|what|some|my)\b[^.:!?]{0,80}: ?|(?:answer|in (?:short|summary|conclusion)|to (?:summari[sz]e|sum up)|overall) ?[:,] ?)`,
		Chatter: `(?i)^(?:let me know|i hope|feel free|if you (?:would|want|need|have|like)|would you like|sure[,!. ]|certainly[,!. ]|of course[,!. ]|great question|here (?:is|are|'s) (?:the|a|an|what|some|my)|i (?:can|cannot|can't|could not|am) |as an ai|note that (?:this|the) answer|please )`,
		SaysNot: `(?i)\b(?:` + given + `|they|it|which|coverage|reporting|nothing|none)\b.{0,60}\b(?:do(?:es)? ?n[o’']t|did ?n[o’']t|has ?n[o’']t|have ?n[o’']t|never|nowhere|no(?:ne|thing)?)\b.{0,40}\b(?:say|says|said|tell|tells|told|mention\w*|stat\w*|specif\w*|giv\w*|name[sd]?|report\w*|provid\w*|contain\w*|explain\w*|describ\w*|identif\w*|address\w*|discuss\w*|cover\w*|includ\w*|indicat\w*|answer\w*|clear|information|details?|list\w*|reveal\w*|disclos\w*)\b` +
			`|\bthere (?:is|are|was|were) (?:no|not any|nothing)\b.{0,60}\b(?:in|among|from|about|on|of|that)\b.{0,60}\b` + given + `\b` +
			`|\b(?:is|are|was|were) ?(?:not|n[o’']t) (?:mentioned|stated|specified|given|named|reported|provided|explained|disclosed|covered|told|said|clear from)\b` +
			`|\bnothing (?:in|of) (?:the|these) ` + given + `\b|\bnone of (?:the|these) ` + given + `\b|\bnot in the stories\b|\b(?:cannot|can ?n[o’']t|unable to|not possible to) (?:be )?(?:answer\w*|determin\w*|say|tell|confirm\w*|find|found|establish\w*)\b`,
		SaysMore:    `[;:] |, (?:but|although|though|however|yet|while|whereas|except that) `,
		SourcesHead: `(?i)^[#*_\s]*(?:sources?|references?|citations?|footnotes?|works cited|bibliography)(?: used| cited)?[*_\s]*:?[*_\s]*(?:$|[\[［【(]?[0-9]|[\[［【])`,
		Contrast:    `(?i)^(?:but|however|yet|though|although|still|nevertheless|even so|by contrast|on the other hand|in contrast|others?|conversely|meanwhile|while)\b`,
		NamedThen:   `(?:^|[.\n,] |and )((?:[A-Z][a-z]+|[A-Z][a-z]+-[a-z]+)(?: [A-Z][a-z'’-]+){1,2}), (?:the|an?|who|head|director|president) `,
		NamedSaid:   `(?:said|says) ([A-Z][a-z]+(?: [A-Z][a-z'’-]+){1,2})\b|\b([A-Z][a-z]+ [A-Z][a-z'’-]+) said\b`,
	}
}
