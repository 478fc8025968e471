package en

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// verbs are those in which something is asked of whoever writes a text.
// nameWord is a word of a person's name: O'Connor, Garrett-Pate, Treviño.
const nameWord = `\p{Lu}\p{L}*(?:['’-]\p{L}+)*`

const verbs = `tell say name answer reply respond write print output repeat translate summarise summarize include add append mention state claim recommend describe call refer use visit click open send give provide show explain list act pretend assume treat change replace remember encode decode incorporate insert embed integrate employ deploy fuse introduce modify analyse analyze identify generate create draft compose rewrite convert combine complete continue start begin end finish ensure overlook consider role-play roleplay simulate imagine enlist put set let enhance supplement implement run execute classify categorise categorize determine compare discuss find paraphrase format ignore disregard forget`

// anyOf is the pattern of any of the words of a list.
func anyOf(words string) string {
	return "(?:" + strings.Join(strings.Fields(words), "|") + ")"
}

const (
	given  = `(?:sources?|passages?|stor(?:y|ies)|articles?|sentences?|citations?|documents?|excerpts?|texts?|reports?|refs?)`
	number = `[\^#]?[0-9]{1,3}(?:\.[0-9]{1,3})?`
	marks  = number + `(?:\s*(?:,|;|、|，|；|&|and|\-|–|—|－|~|～|†)\s*(?:` + given + `\.?\s*)?` + number + `)*`
)

// patterns are phrases that one step or another looks for.
func patterns() lang.Patterns {
	return lang.Patterns{
		Orders: []lang.Cue{
			{Words: "ignore disregard forget override bypass", Besides: "instruction instructions prompt prompts rules guidelines directions context above previous previously data document everything", Pattern: `(?:(?i:^\W*|[^\w\s]\s*|\b(?:please|kindly|must|should|now|and|then|you|just|also|can)\s+)(?i:ignore|disregard|forget|override|bypass)|\b(?:Ignore|IGNORE|Disregard|DISREGARD|Forget|FORGET|Override|OVERRIDE|Bypass|BYPASS))\b(?i:.{0,60}\b(?:instructions?|prompts?|rules|guidelines|directions|context|above|previous(?:ly)?|data|document|everything)\b)`},
			{Words: "reply respond answer output print repeat say write return begin start end append include insert prefix", Besides: "with exactly only following phrase word words sentence string response verbatim", Pattern: `(?:(?i:^\W*|[^\w\s]\s*|\b(?:please|kindly|must|should|now|and|then|you|just|also|can|only|always|to)\s+)(?i:reply|respond|answer|output|print|repeat|say|write|return|begin|start|end|append|include|insert|prefix)|\b(?:Reply|Respond|Answer|Output|Print|Repeat|Say|Write|Return|Begin|Start|End|Append|Include|Insert|Prefix|RESPOND|REPLY|ANSWER|PRINT|SAY|REPEAT|OUTPUT))\b(?i).{0,30}\b(?:with|exactly|only|following|phrase|words?|sentence|string|response|verbatim)\b`},
			{Words: "print say write output repeat", Pattern: `(?i)\b(?:just|only|now) (?:print|say|write|output|repeat)\b`},
			{Words: "prompt message prompts messages", Pattern: `(?i)\b(?:system|developer) (?:prompt|message)s?\b`},
			{Words: "your", Pattern: `(?i)\byour (?:next |final |entire )?(?:response|reply|answer|output|instructions|task)\b`},
			{Words: "you", Pattern: `(?i)\byou (?:must|should|will|are|shall) (?:now|not|only|always|from)\b`},
			{Words: "you", Besides: "play playing act acting pretend immerse role roleplay answer answering respond responding reply replying", Pattern: `(?i)\byou(?:['’]re| are| will| must| have to| need to| can)\b.{0,40}\b(?:play(?:ing)? the role|act(?:ing)? (?:as|like)|pretend|immerse yourself|role-?play|answer(?:ing)?|respond(?:ing)?|reply(?:ing)?)\b`},
			{Words: "ai language", Pattern: `(?i)\bAI (?:assistant|model)|\blanguage model`},
			{Words: "instruction instructions", Pattern: `(?i)<\/?instruction`},
			{Words: "imagine suppose pretend assume", Pattern: `(?i)(?:^|[:;–—] )(?:imagine|suppose|pretend|assume) (?:that )?(?:you|we|i)\b`},
			{Words: "tell say answer repeat translate describe explain provide write print output summarise summarize break jumble render encode decode list generate create help", Pattern: `[:–—] (?:Tell|Say|Answer|Repeat|Translate|Describe|Explain|Provide|Write|Print|Output|Summari[sz]e|Break down|Jumble|Render|Encode|Decode|List|Generate|Create|Help me)\b`},
			{Words: "ask asks asked inquire inquires want wants question questions wonder wonders questioned quizzed", Besides: "when whenever if should case wherever time", Pattern: `(?i)\b(?:when(?:ever)?|if|should|in case|wherever|every time|each time)\s+(?:you(?:['’]re| are)? (?:asked|questioned|quizzed)|(?:some(?:one|body)|any(?:one|body)|people|users?|readers?|they|the (?:user|reader|asker)s?|a (?:user|reader)|you)\b[^.!?]{0,20}\b(?:asks?|inquires?|wants? to know|questions?|wonders?))\b[^.!?]{0,90}(?:,|\bthen\b)\s*(?:please |always |only |just |you (?:must|should|are to|will)|` + anyOf(verbs) + `\b)`},
		},
		Requests:  []lang.Cue{{Words: strings.ReplaceAll(verbs, "-", " "), Opens: strings.ReplaceAll(verbs, "-", " ") + " and then please kindly now also instead just simply always never seamlessly do don can could would will i you make be", Pattern: `(?i)^(?:[^.!?"“]{0,80}[:;–—]\s+)?(?:(?:and|then|please|kindly|now|also|instead|just|simply|always|never|seamlessly|do not|don['’]t|can you|could you|would you|will you|i want you to|you (?:can|need to|have to|are to)|make sure (?:to|you)|be sure to)\s+)*` + anyOf(verbs) + `\b`}},
		OfAnswers: []lang.Cue{{Words: "reader readers whoever answer answers answering response responses responding reply replies replying summaries assistant assistants chatbot chatbots bot bots prompt prompts instruct instructed directions translate translation translating message messages format following subsequent above below previous text tweet sentence email link url snippet snippets excerpt verbatim solution elucidation password sentiment morse base alphanumeric emoji emojis rhyme rhymes", Pattern: `(?i)\b(?:readers?|whoever|answers?|answering|responses?|responding|repl(?:y|ies|ying)|summaries|assistants?|chatbots?|bots?|prompts?|instruct(?:ed)|directions|translat(?:e|ion|ing)|messages?|format|the (?:following|subsequent|above|below|previous|text|tweet|sentence|email|link|url)|snippets?|excerpt|verbatim|solution|elucidation|password|sentiment|morse|base[ -]?\d\d|alphanumeric|emojis?|rhymes?)\b`}},
		Roles: []lang.Cue{
			{Words: "system user assistant inst instruction instructions human task end endof endoftext resume note notes message attention memo reminder", Pattern: `(?i)\[/?(?:system|user|assistant|inst|instructions?)\b[^\]]*\]|(?:^|[.!?":]\s*)(?:system|assistant|user|human|instructions?) ?: |^#{1,5}\s*(?:system|instruction|user|assistant|task)\b|\bend ?of ?text\b|-{2,}\s*[A-Z ]*\b(?:instruction|resume|system)\b|\b(?:notes?|message|attention|memo|reminder|instructions?)(?: (?:to|for)|:) (?:(?:any|all|the|every|an?) )?(?:[a-z]+[ -]){0,3}(?:software|systems?|models?|ai|llms?|bots?|assistants?|agents?|algorithms?|parsers?|recruiters?|reviewers?|screeners?) ?[:,]`},
			{Pattern: `<\|[^|>]{1,30}\|>`},
		},
		You:             []lang.Cue{{Words: "you your yours yourself", Pattern: `(?i)\b(?:you|your|yours|yourself)\b`}},
		Retracts:        `(?i)\b(?:retract(?:s|ed|ing|ion)?|withdr(?:ew|awn|aws?|awing|awal)|unpublished|taken down)\b`,
		RetractionTitle: `(?i)^retraction`,
		Published:       `(?i)\b(?:stor(?:y|ies)|articles?|reports?|piece|post|column|item|version|we|editors?|editor['’]s)\b`,
		Now:             `(?i)\b(?:now|currently|at present|nowadays|these days|latest|most recent(?:ly)?|so far|still)\b`,
		Compares:        `(?i)\b(?:than|compared (?:to|with))\b[^.,;?]*$`,
		Superlative:     `(?i)\b(?:first|only|best|worst|most|least|fewest|record|(?:high|low|larg|bigg|small|long|short|strong|weak|old|young|dead|hott|cold|warm|wett|dri|fast|slow|great|clos|busi|cheap|rich|tall|heavi|earli|lat)est)\b[^.,;?]*$`,
		ToCome:          `(?i)\b(will|next|due to|scheduled|expected to|plans? to|is to|are to|would)\b`,
		ToldBy: `(?i)\b(?:according to|(?:as )?(?:reported|told|written|said|claimed) (?:by|in)|per|(?:in|from) the words of) ([^,;:?!]{2,80})` +
			`|\b(?:does|do|did|has|have) ([^,;:?!]{2,60}?) (?:say|said|reports?|reported|writes?|written|wrote|claims?|claimed|tells?|told|thinks?)\b(?: (?:that|us))?` +
			`|\b(?:in|from|by|what (?:is|was)|what['’]s) ([^,;:?!]{2,60}?['’]s?) (?:(?:own|latest|first|live) )?(?:reports?|reporting|stor(?:y|ies)|articles?|pieces?|coverage|accounts?|editorials?|columns?|columnists?|blogs?|opinion|view|words)\b(?: (?:of|on))?`,
		FollowStarts: `(?i)^(?:and |but |or |what about|how about|so |then |also |why\?|when\?|where\?|who\?|how\?|since when)`,
		LivesLost: `(?i)(\blos(?:t|e|es|ing) (?:their|his|her) (?:own )?(?:lives|life))(?:[^\w'’ -]|$| (?:in|on|at|when|after|to|and|as|while|because|during|since|this|last|from|over|near|off|aboard|trying|there|so|until|by|for|or|but|who)\b)|` +
			`(\b(?:claim(?:s|ed|ing)?|cost(?:s|ing)?|tak(?:es|en|ing)|took)(?: (?:about|at least|nearly|almost|some|more than|over|the|as many as|up to))* (?:[0-9][0-9.,]* |(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|hundreds? of|thousands of|dozens of|many|several|further|more) )*lives)\b|` +
			`(\blives (?:were|was|are|have been|had been) (?:lost|claimed|taken)|\bloss of life)\b`,
		Changed:   `(?i)\b(?:now|no longer|instead|after all|rather than|revis\w+|correct(?:ed|ion|s|ing)|updat\w+|rais(?:ed|es|ing)|ris(?:es?|en|ing)|rose|climb\w*|(?:grew|grown|grows)|fell|fallen|falls|dropp\w+|lower\w*|cut|reduc\w+|increas\w+|widen\w*|extend\w*|postpon\w+|delay\w*|moved|pushed back|put off|brought (?:the|forward)|called off|cancel\w+|(?:less|more|fewer|later|earlier|higher|lower|bigger|smaller) than|not \S+ as|new|again|overturn\w+|withdr[ae]w\w*|so far|already|up from|down (?:from|to)|trim\w*|renam\w+|replac\w+)\b`,
		Revised:   `(?i)\b(?:now|no longer|revis\w+|correct(?:ed|ion|s|ing)|updat\w+|rais(?:ed|es|ing)|ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)?|(?:grew|grown|grows)|fell|fallen|dropp\w+|postpon\w+|pushed back|put off|called off|cancel\w+|overturn\w+|withdr[ae]w\w*|(?:up|down) from (?:[$€£]?[0-9]+|about|around|some|nearly|almost|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|after all)\b`,
		Succeeds:  `(?i)\bin (?:his|her|their|its) (?:place|stead)\b|\b(?:successors?|succeed(?:s|ed|ing)?|replac(?:es?|ed|ing|ements?)|tak(?:es?|en|ing) over|took over|step(?:s|ped)? in|fill(?:s|ed)? in)\b`,
		Motion:    `(?i)\b(?:fell|fallen|falls?|ros(?:e|en)|ris(?:es?|en|ing)|climb(?:s|ed|ing)?|dropp\w+|cut|lower\w*|rais(?:ed|es|ing)|gr(?:ew|own|ows))\b`,
		MovedTo:   `(?i)\b(?:postponed?|delay(?:ed)?|moved?|put (?:off|back)|push(?:ed)? back|(?:brought|bring) forward|reschedul\w+|deferr?(?:ed)?|shift(?:ed)?|adjourn(?:ed)?|extend(?:ed)?)\b[^.;:?!]{0,60}?\b(?:to|until|till)\s`,
		ChangedTo: `(?i)\b(?:cut|reduc\w+|lower\w*|shorten\w*|trim\w*|halv\w+|doubl\w+|commut\w+|rais\w+|increas\w+|lengthen\w*|extend\w*|revis\w+|correct\w+|ris(?:es?|en|ing)|rose|climb\w*|gr[eo]wn?|fell|fallen|dropp\w+|shr[aiu]nk\w*|lift\w*|brought (?:up|down))\b[^.;:?!]{0,90}?\b(?:to|at)\s+(?:(?:only|just|about|around|some|nearly|almost|at least) )?$`,
		AtFirst:   `(?i)\bat first\b|\b(?:originally|initially|the beginning)\b|\b(?:first|original) (?:version|edition)s?\b|\b(?:first|initial|earliest|preliminary) (?:(?:official|police|media|press|news|death|casualty) )*(?:report|count|figure|estimate|toll)s?\b|\b(?:was|were|be|is|did|been|\w+) first (?:\w+ed|said|thought|given|going|suppose|told|put|made|take|publish|offer|expect|announce|report|call|count)\b|\bfirst (?:count|supposed|offered|raised|called|given|said|thought|going|announced|reported|published|planned|expected|estimated|put)\b`,
		Mark: `(?i)[ \t\x{00A0}]*(?:[\[［【]\s*(?:` + given + `\.?:?\s*)?` + marks + `\s*[\]］】]` +
			`|[(（]\s*(?:(?:see )?` + given + `\.?\s*[\[［【]?` + marks + `[\]］】]?|[0-9]{1,3}\.[0-9]{1,3}(?:\s*(?:,|;|\-|–)\s*[0-9]{1,3}\.[0-9]{1,3})*)\s*[)）])`,
		LeadIn:  `(?i)^(?:(?:according to|based on|as (?:stated|reported|mentioned|described|noted) (?:in|by)|per|from|in) (?:the |these |this |all )?(?:provided |given |available |news )*` + given + `(?: (?:provided|given|above|available))?(?: ?,| that| ?:) ?|(?:the |this |these )?(?:provided |given |first |second |third )?` + given + ` (?:says?|states?|mentions?|notes?|indicates?|shows?|tells?|confirms?) (?:that |us that )|here(?:'s|’s| is| are) (?:the|a|an|what|some|my)\b[^.:!?]{0,80}: ?|(?:answer|in (?:short|summary|conclusion)|to (?:summari[sz]e|sum up)|overall) ?[:,] ?)`,
		Chatter: `(?i)^(?:let me know|i hope|feel free|if you (?:would|want|need|have|like)|would you like|sure[,!. ]|certainly[,!. ]|of course[,!. ]|great question|here (?:is|are|'s) (?:the|a|an|what|some|my)|i (?:can|cannot|can't|could not|am) |as an ai|note that (?:this|the) answer|please )`,
		SaysNot: `(?i)\b(?:` + given + `|they|it|which|coverage|reporting|nothing|none)\b.{0,60}\b(?:do(?:es)? ?n[o’']t|did ?n[o’']t|has ?n[o’']t|have ?n[o’']t|never|nowhere|no(?:ne|thing)?)\b.{0,40}\b(?:say|says|said|tell|tells|told|mention\w*|stat\w*|specif\w*|giv\w*|name[sd]?|report\w*|provid\w*|contain\w*|explain\w*|describ\w*|identif\w*|address\w*|discuss\w*|cover\w*|includ\w*|indicat\w*|answer\w*|clear|information|details?|list\w*|reveal\w*|disclos\w*)\b` +
			`|\bthere (?:is|are|was|were) (?:no|not any|nothing)\b.{0,60}\b(?:in|among|from|about|on|of|that)\b.{0,60}\b` + given + `\b` +
			`|\b(?:is|are|was|were) ?(?:not|n[o’']t) (?:mentioned|stated|specified|given|named|reported|provided|explained|disclosed|covered|told|said|clear from)\b` +
			`|\bnothing (?:in|of) (?:the|these) ` + given + `\b|\bnone of (?:the|these) (?:\w+ )?` + given + `\b|\bnot in the stories\b|\b(?:can ?not|can[’']t|unable to|not possible to) (?:be )?(?:answer\w*|determin\w*|say|tell|confirm\w*|find|found|establish\w*)\b`,
		SaysMore:    `[;:] |, (?:but|although|though|however|yet|while|whereas|except that) `,
		SourcesHead: `(?i)^[#*_\s]*(?:sources?|references?|citations?|footnotes?|works cited|bibliography)(?: used| cited)?[*_\s]*(?::|:?[*_\s]*(?:$|[\[［【(]?[0-9]|[\[［【]))`,
		Contrast:    `(?i)^(?:but|however|yet|though|although|still|nevertheless|even so|by contrast|on the other hand|in contrast|others?|conversely|meanwhile|while)\b`,
		GoesOn:      `(?i)^(?:(?:but|and|or|so|yet|also|too|then|still|though|although|however|nevertheless|nonetheless|even so|by contrast|in contrast|on the other hand|on the contrary|conversely|meanwhile|moreover|furthermore|additionally|in addition|besides|likewise|similarly|therefore|thus|hence|consequently|as a result|in other words|that is to say|for example|for instance|after that|since then|at the same time|in turn|instead|rather)\b,?) `,
		Defines:     `(?i)^(?: \([^()]{1,80}\))?(?:,? (?:also (?:known as|called)|sometimes called|or) [^,.]{1,60},|, (?:which|who|where) [^,.]{1,80},|,? which|\s?[–—] ?[^–—.]{1,80}[–—])?(?: (?:typically|usually|generally|often|essentially|basically|technically|simply|actually|really|also|now|commonly|officially))* ?(?:((?:means?\b|refers? to\b|describes?\b|denotes?\b|stands? for\b|(?:(?:is|are|was|were|can be|[’']s) )?(?:often |usually |generally )?defined (?:as|by)\b|(?:is|are|was|were|can be|[’']s) (?:(?:typically|usually|generally|often|essentially|basically|technically|simply|actually|really|also|now|commonly|officially) )?(?:used to (?:describe|refer|mean)|(?:a|the) (?:\w+ ){0,2}(?:term|word|name|phrase|acronym|shorthand) (?:for|used|that)|short for|shorthand for)|(?:happens?|occurs?|takes? place) (?:when|whenever|as)\b))|((?:(?:is|are|was|were)|[’']s) (?:(?:typically|usually|generally|often|essentially|basically|technically|simply|actually|really|also|now|commonly|officially) )?(?:an?\b|any\b|one of the\b|the (?:term|name|word|practice|process|act|state|study|condition|idea|tendency|science|technical term|scientific name)\b|when\b|what (?:happens|you|we|people)\b|another (?:name|term|word)\b|short for\b|the (?:rate|amount|measure|time|point|period|day|event|phenomenon|collection|group|system|body|agency|organi[sz]ation|association|company) (?:at|of|when|where|that|which|in|by)\b))|\s?(?:,|–|—|-) ?(?:an? \pL|one of the |the (?:\w+ ){0,3}that |(?:(?:during|in|by) )?which (?:is|are|was|were) |(?:during|in|by) which )|\s?[–—] ?\w+['’]s \w+)`,
		Verdict:     `(?i)\b(?:no (?:evidence|proof|record of|truth|basis)|not true|untrue|(?:claims?|posts?|rumou?rs?|stor(?:y|ies)|images?|photos?|videos?|quotes?|rated) (?:is |are |was |were )?(?:as )?(?:false|fake|fabricated|baseless|unfounded|bogus|altered|doctored|satire|satirical|misleading|debunked|inaccurate)|rated? (?:it |this |that |the \w+ )?(?:as )?(?:partly |mostly )?(?:false|true|missing context|altered|satire)|debunked|(?:did|was|has|have|does|do|is|were|are)(?: not|n['’]t) (?:actually |really |ever )?(?:happen|true|real|authentic)|never (?:happened|said|existed|took place))\b`,
		InFact:      `(?i)^(?:but |however, |yet |though )?(?:in (?:fact|reality|truth)|actually|the (?:true|real|right|correct|actual) (?:number|figure|total|sum|count)|it (?:was|is) (?:really|actually|in fact))\b`,
		CauseOfAny:  `(?i)\b(?:causes?|reasons?|motives?)\s+(?:of|for|behind)\s+an?\b`,
		OpenCause: `(?i)\b(?:causes?|reasons?|motives?)\b[^.;?!]{0,60}\b(?:unknown|unclear|undetermined|under (?:\w+ )?(?:investigation|review)|(?:not|yet to|still|remains? to|being|be)\b[^.;?!]{0,20}\b(?:known|clear|determined?|established?|identified|found|disclosed|released|investigated|probed))\b` +
			`|\b(?:investigat\w+|determin\w+|probing|looking into|trying to (?:learn|find out)|never know|not know|not known|not clear|unclear|a mystery)\b[^.;?!]{0,30}\b(?:the (?:exact )?(?:cause|reason|motive)|a (?:cause|motive)|what (?:\w+ )?(?:caused|led|sparked|started|triggered)|why)\b` +
			`|\b(?:suspect(?:ed|s)?|believed?|think|thought)\b[^.;?!]{0,60}\b(?:sparked|caused|started|triggered|led to|set off)\b` +
			`|\b(?:may|might|could) have (?:been )?(?:sparked|caused|started|triggered|led to|set off)\b`,
		OneMore:   `(?i)^(?:others?|another|the (?:other|others|latter|former|same|second|third|rest|remaining)|both|neither|either|nor|a (?:second|third|further)|yet another|all (?:of them|three|four)|each of (?:them|these)|such|as for (?:that|this|the other)|(?:the|that) (?:one|ones)|a (?:few|couple) more)\b`,
		Rejoinder: `(?i)\b(?:den(?:y|ies|ied|ying)|denials?|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)? (?:the|this|that|it|as|any|such)|disput(?:e|es|ed|ing)|contradict\w*|refut\w+|rebut\w*|disagree[sd]?|pleaded not guilty|plead not guilty|insist(?:s|ed)?|maintain(?:s|ed)? (?:that|his|her|their|its)|correct(?:ed|ion|ions) (?:to|by|it|its|that|the)|issued a correction|retract\w+|withdr[ae]w\w*|called (?:it|them|the \w+) (?:false|untrue|baseless|a lie)|says? otherwise|said otherwise)\b`,
		NamedThen: `(?:^|[.\n,] |and )(` + nameWord + `(?: ` + nameWord + `){1,2}), (?:the|an?|who|head|director|president) `,
		NamedSaid: `(?:said|says) (` + nameWord + `(?: ` + nameWord + `){1,2})|(?:^|\P{L})(` + nameWord + ` ` + nameWord + `(?:,? [JS]r\.?)?) said\b`,
	}
}
