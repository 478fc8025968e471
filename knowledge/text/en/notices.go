package en

import "github.com/storybot/storybot/knowledge/text/lang"

// The parts of which notices are made.
const (
	kindsOfStory = `(?:article|story|report|post|piece|column|op-ed|headline|item|review|obituary|interview|analysis|newsletter|transcript|profile|feature|essay|editorial|commentary|dispatch|page|explainer|fact[- ]check|live ?blog|timeline|gallery|graphic|video|map|chart|caption|podcast|guide|list)`
	texts        = `(?:article|story|post|piece|column|op-ed|headline|item|review|obituary|interview|analysis|newsletter|transcript|profile|essay|editorial|commentary|explainer|fact[- ]check|live ?blog|caption|gallery)s?`
	thisStory    = `(?:this|our|the following)(?: [\w-]+){0,2}? ` + texts
	thisOther    = `(?:this|our|the following)(?: [\w-]+){0,2}? (?:report|page|timeline|graphic|video|map|chart|podcast|guide|list|dispatch|feature)s?`
	someVersion  = `(?:earlier|previous|prior|original|initial|first|older|past) versions?`
	// meanwhile is what may stand between a story and what has become of it.
	meanwhile = `(?:,.{0,90}?,|,? (?:headlined|titled|published|first published|originally published|posted|dated|(?:from|of|on) (?-i:[A-Z\d])|and (?:its )?(?:headline|story|graphic|caption)|['’]s headline|headline)\b.{0,80}?)?`
	become    = ` (?:has|have|had|was|were|is)(?: (?:now|since|also|been|being|later|subsequently|fully|formally|hereby)){0,3} `
)

// What becomes of a story that is retracted.
const (
	writings = `(?:article|story|column|piece|op-ed|essay|editorial|feature|dispatch|obituary|interview)`
	// taken is what may become of a story. A law's article may be removed as well.
	taken = `(?:retracted\b|unpublished\b|withdrawn\b(?:$|[^ ]| (?:because|after|as|pending|due|at|by|on|following|for|while|in|and|from (?:our|this)|from the (?:web)?site)\b)|(?:removed|deleted|pulled|taken down|killed)\b(?: by (?:the|our) (?:editors?|publisher))?(?:\.?$| (?:from (?:our|this|the) (?:web|site|archive|app|page)|because it|because of (?:a|an|its|our|concerns|errors|serious)|pending|as it (?:did|does)|at the request|after (?:we|it was found|it emerged|questions|an? (?:internal|editorial))|for (?:violating|failing)|due to (?:a|an|its|errors|concerns))))`
)

// notices is how a story tells that it was itself corrected or retracted.
func notices() lang.Notices {
	return lang.Notices{
		Stems: "correct; retract; withdr; version; amend; removed; kill; unpublished; taken down; deleted; misst; misspel; misident; erratum; corrigendum; regret; disregard; wrong; mistak; for the record",
		Head: `(?i)^(?:(notes?|updates?|updated|for the record|clarifications?(?: (?:&|and) corrections?)?|clarified)|(a note (?:to|from)[\w ]{1,30}|editor(?:['’]?s|s['’]|['’])? note|author['’]s note|note to (?:our )?readers)|((?:attention |note to |advisory to )?(?:editors|eds|subscribers|clients)|advisory)|(corrections (?:&|and|/) clarifications?|corrections?/clarifications?|corrections)|((?:editors?['’]?s?['’]? |updates? (?:&|and) )?corrections?(?: (?:&|and) (?:clarifications?|apology)| to (?:this|an earlier) (?:story|article|post|version))?|corrected|erratum|corrigendum)|(retraction(?: notice)?|retracted))` +
			`((?:,? ?[(\[]?(?:on |at |added |appended |issued |posted |of )?(?:\d|(?:` + beginnings(calendar().Months) + `|` + beginnings(calendar().Weekdays) + `)[a-z]*\.? )[^\n]{0,45}?)?[)\]]?)(?: ?(?::|—|–|--)| -|, please)(?: |$)`,
		HeadTime:          `(?i)^\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?[^:]{0,25}: `,
		BareHeads:         "correction; corrections; corrections & clarifications; correction appended; for the record",
		AppendedWord:      "appended",
		Attributed:        `[,”"] (?:(?:the|a|an|its|his|her|their) )?[\pL’'.-]+(?: [\pL’'.-]+){0,4} (?:said|says|read|reads|wrote|told|tweeted|added|announced)\b|\b(?:according to|said in|reads? in) (?:the|a|an|its)\b`,
		It:                "it",
		The:               "the",
		Faulty:            `(?i)\b(?:mis(?:stat|spel|identif|character|attribut|quot|nam|report|label|represent|descri|calculat|translat|dat|count|interpret|t[ao]k)\w*|incorrect\w*|inaccura\w+|erroneous\w*|wrong\w*|in error|errors?|overstat\w+|understat\w+|transposed|conflated|corrected|amended|falsely|outdated|inadvertently|out of date)\b`,
		Contrast:          `(?i)\b(?:in fact|rather than|instead|should have|when (?:it|he|she|they|the|in)|actually|the correct|not (?:the |a |an )?[\pL\d$£€]|(?:he|she|it|they) (?:is|are|was|were))\b|;`,
		OfVersion:         `(?i)^(?:(?:because of|due to|owing to|in)\b.{0,120}?,? ?)?(?:an?|the|some|one|two|both|all)?(?:(?: \w+){1,3} (?:in|on|of|with|accompanying) an?)? ?` + someVersion + ` of (?:(?:this|our|these|the following)(?: [\w-]+){0,3}? ` + kindsOfStory + `s?|a \w+ below)\b`,
		TheVersion:        `(?i)^(?:an?|the) ` + someVersion + ` of the (?:article|story|column|headline|op-ed)\b`,
		WrongVersion:      `(?i)^(?:an?|the) ` + someVersion + ` (?:also )?(?:mis[a-z]+ed|misspelt|incorrectly|wrongly|mistakenly|erroneously|inaccurately|(?:said|stated)\b)`,
		VersionSaid:       `(?i)^.{0,180}?` + someVersion + ` of .{0,60}?\b(?:said|stated|gave|named|identified|attributed|referred to|quoted|described|listed|reported|put|used|called|indicated|suggested|implied|claimed)\b`,
		InVersion:         `(?i) in (?:an?|the|some|our) ` + someVersion + ` of (?:this|our) `,
		Corrected:         `(?i)^` + thisStory + meanwhile + become + `corrected\b`,
		CorrectedTo:       `(?i)^` + thisOther + meanwhile + become + `corrected (?:.{0,40}? )?to (?:show|say|correct|fix|reflect|state|read|remove|give|make|indicate|note|spell|attribute)\b`,
		Amended:           `(?i)^` + thisStory + meanwhile + become + `amended\b`,
		AmendedToAdd:      `(?i)\bamended\b.{0,50}?\bto (?:add|include|clarify|note|reflect (?:new|the latest|recent|later))\b`,
		UpdatedTo:         `(?i)^(?:(?:` + thisStory + `|` + thisOther + `)` + meanwhile + `.{0,100}?\b|it )(?:has|have|was|were)(?: (?:since|been|later|also)){0,3} (?:updated|revised|edited|changed|modified|refiled|republished|reposted|altered)\b.{0,80}? (?:to|with|and|for|by) (?:correct(?:ed|ing|ly|s)?|fix|accurately|the correct|remove an? (?:incorrect|inaccurate|erroneous)|reflect the (?:correct|accurate|right|proper)|address an? (?:error|inaccuracy))\b`,
		FirstPublished:    `(?i)^` + thisStory + ` (?:was|were) (?:first|originally) (?:published|posted)\b`,
		StoryErred:        `(?i)^` + thisStory + ` (?:also )?(?:(?:has )?(?:originally|previously|initially|at first|earlier)|incorrectly|mistakenly|wrongly|erroneously|inaccurately|misstated|misspelled|misidentified)\b`,
		Corrects:          `^(?:[Cc]orrects|CORRECTS) [a-z\d"“]|(?i)^(?:this|the)(?: [\w.]+){0,4}? (?:version|story|item|article)(?: of .{0,60}?)? corrects\b`,
		AddsAndCorrects:   `(?i)^\((?:adds|updates|recasts|refiles|rewrites|removes|drops|writes)\b[^)]{0,250}\bcorrect(?:s|ing)?\b`,
		Appended:          `(?i)^(?:an? )?(?:corrections?|clarifications? and corrections?)(?: (?:has|have|is|was|were))?(?: been)? (?:appended|attached|made on|below)\b|^an? correction (?:has been|was|is) (?:added|appended|attached|published|made) (?:to|in|at the (?:end|bottom|foot) of|below) (?:this|the (?:article|story))\b`,
		WeCorrect:         `(?i)^we(?: have|['’]ve)?(?: since| now)? (?:(?:corrected|amended) (?:this|the|our)(?: \w+)? (?:article|story|post|piece|column|headline)|updated (?:this|our)(?: \w+)? (?:article|story|post|piece|column|headline).{0,60}? to (?:correct|fix))\b`,
		WeErred:           `(?i)\bwe (?:wrongly|incorrectly|mistakenly|erroneously) (?:said|stated|reported|named|identified|wrote|attributed|described|gave|called|published|quoted)\b`,
		InStory:           `(?i)\b(?:this|our|an|the)(?: [\w’'-]+){0,4}? (?:article|story|report|piece|column|headline|caption|obituary)\b`,
		WeRegret:          `(?i)^(?:we|the editors) (?:apologi[sz]e for|regret) (?:the|this|these|our|that) (?:errors?|mistakes?)\b`,
		OurStory:          `(?i)\b(?:this|our)(?: [\w-]+){0,2} ` + kindsOfStory + `|` + someVersion,
		Contact:           `(?i)@|\b(?:e-?mail|contact|write to|report (?:an|any|a)|(?:spot|see|find|found|notice)(?:ted)? (?:an|a|any)|submit|policy|request|to suggest|let us know)\b`,
		Markets:           `(?i)\b(?:markets?|stocks?|shares?|index|indexes|indices|nasdaq|dow|s&p|bitcoin|investors?|prices?|sell-?off|territory|prisons?|parole|inmates?|jails?)\b`,
		CorrectedFor:      `(?i)\bcorrected for\b`,
		Retracted:         `(?i)^(?:this|the following|these)(?: [\w-]+){0,2}? ` + writings + `s?` + meanwhile + become + taken,
		ReportRetracted:   `(?i)^(?:this|the following) (?:news )?(?:report|post|item)` + meanwhile + become + `retracted\b`,
		StoryRetracted:    `(?i)^(?:this|the|our|an earlier)(?: [\w-]+){0,2}? (?:` + writings + `|report|post|item)s?` + meanwhile + become + taken,
		HasRetracted:      `(?i)\b(?:has|have)(?: \w+ly)? (?:retracted|withdrawn|unpublished|removed) this (?:` + writings + `|report|post)\b`,
		WeRetract:         `(?i)^(?:[^,“"]{0,60}, )?(?:we|the editors)(?: have| are|['’]ve|['’]re)?(?: now| since| fully| formally| hereby| today| therefore){0,2} (?:retract(?:ed|ing)?|withdr(?:awn|ew|awing|aw)|removed|unpublished|taken down) (?:this|the|our)(?: [\w-]+){0,2}? (?:` + writings + `|report|post)\b`,
		OutletRetracts:    `^(?:The )?([\pL][\pL\d.&’' -]{1,50}?) (?:has |have |hereby )?(?:now |since |fully )?(?:retract(?:ed|s)?|withdr(?:awn|ew|aws)|removed|unpublished|deleted) (?:this|its|the|an?|our)(?: [\w-]+){0,2}? (?:` + writings + `|report)\b`,
		OwnWork:           `(?i)\b(?:this|our) (?:[\w-]+ ){0,3}(?:` + writings + `|report|post|headline)|\bwe\b`,
		CapitalsRetracted: `^(?:STORY|ARTICLE|REPORT|COLUMN|ITEM)S?(?: HAS BEEN| IS)? (?:REMOVED|WITHDRAWN|RETRACTED|KILLED|DELETED)\b`,
		ToEditors:         `(?i)\b(?:story|article|item|report|dispatch|alert|copy|file|text)s?\b.{0,160}?\b(?:has|have|is|was|were|are|been|being) (?:\w+ )?(?:withdrawn|retracted|killed|deleted|removed)\b|\b(?:please )?(?:kill|disregard|withdraw|do not use|stop using|delete)\b.{0,80}\b(?:story|article|item|report|dispatch|alert|copy|file|text)\b`,
		KillTitle:         `^(?:(?:BC|AP|US|EU)-.{0,80}\bKILL\b|(?:MANDATORY |ADVISORY )?KILL(?: NOTICE| ADVISORY)? ?[:—–-])`,
		KillText:          `(?i)\b(?:withdrawn|withdraws|withdrew|do not use|retract\w*|kill(?:ed)? (?:the|this)|mandatory kill|disregard)\b`,
		RetractionTitle:   `^(?i:retracted|retraction|notice of retraction|statement of retraction)(?i: (?:article|story|notice|report|statement))?:|^(?i:story|article) (?i:retracted|withdrawn|removed)\.?$|^(?:RETRACTED|RETRACTION)(?: (?:ARTICLE|STORY|NOTICE|REPORT))? ?[—–-]|^(?:WITHDRAWN|WITHDRAWAL)(?: (?:ARTICLE|STORY))? ?[:—–-]|^(?:STORY|ARTICLE) (?:REMOVED|WITHDRAWN|RETRACTED|KILLED)\b`,
		RetractionMark:    `^(?:\[(?i:retracted|withdrawn)\]|\((?:(?i:retracted)|WITHDRAWN)\))|(?:\[(?i:retracted|withdrawn)\]|\((?:(?i:retracted)|WITHDRAWN)\))$|[—–-] ?(?:STORY )?(?:RETRACTED|WITHDRAWN)$`,
		AdvisoryTitle:     `(?i)^(?:advisory|editor['’]?s['’]? note|notice|note to editors)\s?[:—–-].{0,120}?\b(?:(?:story|article|report|item)\b.{0,40}\b(?:withdrawn|retracted|removed|killed)|(?:withdrawn|retracted) (?:story|article))\b`,
		CorrectionsTitle:  `(?i)^corrections(?: (?:&|and) clarifications?)?\b`,
		CorrectionTitle:   `^(?i:correction|corrected|erratum|corrigendum|author correction|publisher correction)(?i: to| and apology| \(official\))?:|^(?:[A-Z]+(?: \d+)?-)*CORRECT(?:ED|ION)(?: \([^)]{1,20}\))? ?[:—–-]|^(?i:corrected) ?[—–-]`,
		CorrectionMark:    `(?i)^(?:\[correct(?:ed|ion)\]|\(correct(?:ed|ion)\))|(?:\[correct(?:ed|ion)\]|\(correct(?:ed|ion)\))$|, corrected$`,
		NotThat:           `(?i), not |\binstead of\b|\brather than\b`,
		RetractedWords:    "withdrawn; removed; retracted; story withdrawn",
		CorrectedWords:    "corrected; correction",
	}
}
