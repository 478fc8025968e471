package page

import (
	"regexp"
	"sync"

	"github.com/storybot/storybot/knowledge"
)

// How a page tells in English that its story was corrected or retracted, when it
// was published, and what is a caption. No other file of this package knows a
// language.

// The heads of announcements.
var (
	correctionsTitle = lazy(`(?i)^corrections(?: (?:&|and) clarifications?)?\b`)
	lead             = lazy(`(?i)^(?:(notes?|updates?|updated|for the record|clarifications?(?: (?:&|and) corrections?)?|clarified)|(a note (?:to|from)[\w ]{1,30}|editor(?:['’]?s|s['’]|['’])? note|author['’]s note|note to (?:our )?readers)|((?:attention |note to |advisory to )?(?:editors|eds|subscribers|clients)|advisory)|(corrections (?:&|and|/) clarifications?|corrections?/clarifications?|corrections)|((?:editors?['’]?s?['’]? |updates? (?:&|and) )?corrections?(?: (?:&|and) (?:clarifications?|apology)| to (?:this|an earlier) (?:story|article|post|version))?|corrected|erratum|corrigendum)|(retraction(?: notice)?|retracted))` +
		`((?:,? ?[(\[]?(?:on |at |added |appended |issued |posted |of )?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? )[^\n]{0,45}?)?[)\]]?)(?: ?(?::|—|–|--)| -|, please)(?: |$)`)
	// dated is what may stand between such a head and what it says.
	dated = lazy(`(?i)^\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?[^:]{0,25}: `)
)

// attributed finds who said a sentence.
var attributed = lazy(`[,”"] (?:(?:the|a|an|its|his|her|their) )?[\pL’'.-]+(?: [\pL’'.-]+){0,4} (?:said|says|read|reads|wrote|told|tweeted|added|announced)\b|\b(?:according to|said in|reads? in) (?:the|a|an|its)\b`)

// noticeStems are stems of which every announcement has one.
func noticeStems() []string {
	return []string{"correct", "retract", "withdr", "version", "amend", "removed", "kill", "unpublished", "taken down", "deleted", "misst",
		"misspel", "misident", "erratum", "corrigendum", "regret", "disregard", "wrong", "mistak", "for the record"}
}

// The parts of which announcements are made.
const (
	kindsOfStory = `(?:article|story|report|post|piece|column|op-ed|headline|item|review|obituary|interview|analysis|newsletter|transcript|profile|feature|essay|editorial|commentary|dispatch|page|explainer|fact[- ]check|live ?blog|timeline|gallery|graphic|video|map|chart|caption|podcast|guide|list)`
	texts        = `(?:article|story|post|piece|column|op-ed|headline|item|review|obituary|interview|analysis|newsletter|transcript|profile|essay|editorial|commentary|explainer|fact[- ]check|live ?blog|caption|gallery)s?`
	thisStory    = `(?:this|our|the following)(?: [\w-]+){0,2}? ` + texts
	thisOther    = `(?:this|our|the following)(?: [\w-]+){0,2}? (?:report|page|timeline|graphic|video|map|chart|podcast|guide|list|dispatch|feature)s?`
	someVersion  = `(?:earlier|previous|prior|original|initial|first|older|past) versions?`
	// aside is what may stand between a story and what has become of it.
	meanwhile = `(?:,.{0,90}?,|,? (?:headlined|titled|published|first published|originally published|posted|dated|(?:from|of|on) (?-i:[A-Z\d])|and (?:its )?(?:headline|story|graphic|caption)|['’]s headline|headline)\b.{0,80}?)?`
	become    = ` (?:has|have|had|was|were|is)(?: (?:now|since|also|been|being|later|subsequently|fully|formally|hereby)){0,3} `
)

var (
	faulty     = lazy(`(?i)\b(?:mis(?:stat|spel|identif|character|attribut|quot|nam|report|label|represent|descri|calculat|translat|dat|count|interpret|t[ao]k)\w*|incorrect\w*|inaccura\w+|erroneous\w*|wrong\w*|in error|errors?|overstat\w+|understat\w+|transposed|conflated|corrected|amended|falsely|outdated|inadvertently|out of date)\b`)
	contrast   = lazy(`(?i)\b(?:in fact|rather than|instead|should have|when (?:it|he|she|they|the|in)|actually|the correct|not (?:the |a |an )?[\pL\d$£€]|(?:he|she|it|they) (?:is|are|was|were))\b|;`)
	ofVersion  = lazy(`(?i)^(?:(?:because of|due to|owing to|in)\b.{0,120}?,? ?)?(?:an?|the|some|one|two|both|all)?(?:(?: \w+){1,3} (?:in|on|of|with|accompanying) an?)? ?` + someVersion + ` of (?:(?:this|our|these|the following)(?: [\w-]+){0,3}? ` + kindsOfStory + `s?|a \w+ below)\b`)
	theVersion = lazy(`(?i)^(?:an?|the) ` + someVersion + ` of the (?:article|story|column|headline|op-ed)\b`)
	badVersion = lazy(`(?i)^(?:an?|the) ` + someVersion + ` (?:also )?(?:mis[a-z]+ed|misspelt|incorrectly|wrongly|mistakenly|erroneously|inaccurately|(?:said|stated)\b)`)
	versionHad = lazy(`(?i)^.{0,180}?` + someVersion + ` of .{0,60}?\b(?:said|stated|gave|named|identified|attributed|referred to|quoted|described|listed|reported|put|used|called|indicated|suggested|implied|claimed)\b`)
	inVersion  = lazy(`(?i) in (?:an?|the|some|our) ` + someVersion + ` of (?:this|our) `)
	corrected  = lazy(`(?i)^` + thisStory + meanwhile + become + `corrected\b`)
	correctTo  = lazy(`(?i)^` + thisOther + meanwhile + become + `corrected (?:.{0,40}? )?to (?:show|say|correct|fix|reflect|state|read|remove|give|make|indicate|note|spell|attribute)\b`)
	amended    = lazy(`(?i)^` + thisStory + meanwhile + become + `amended\b`)
	onlyMore   = lazy(`(?i)\bamended\b.{0,50}?\bto (?:add|include|clarify|note|reflect (?:new|the latest|recent|later))\b`)
	updatedTo  = lazy(`(?i)^(?:(?:` + thisStory + `|` + thisOther + `)` + meanwhile + `.{0,100}?\b|it )(?:has|have|was|were)(?: (?:since|been|later|also)){0,3} (?:updated|revised|edited|changed|modified|refiled|republished|reposted|altered)\b.{0,80}? (?:to|with|and|for|by) (?:correct(?:ed|ing|ly|s)?|fix|accurately|the correct|remove an? (?:incorrect|inaccurate|erroneous)|reflect the (?:correct|accurate|right|proper)|address an? (?:error|inaccuracy))\b`)
	firstOut   = lazy(`(?i)^` + thisStory + ` (?:was|were) (?:first|originally) (?:published|posted)\b`)
	itself     = lazy(`(?i)^` + thisStory + ` (?:also )?(?:(?:has )?(?:originally|previously|initially|at first|earlier)|incorrectly|mistakenly|wrongly|erroneously|inaccurately|misstated|misspelled|misidentified)\b`)
	corrects   = lazy(`^(?:[Cc]orrects|CORRECTS) [a-z\d"“]|(?i)^(?:this|the)(?: [\w.]+){0,4}? (?:version|story|item|article)(?: of .{0,60}?)? corrects\b`)
	addsAnd    = lazy(`(?i)^\((?:adds|updates|recasts|refiles|rewrites|removes|drops|writes)\b[^)]{0,250}\bcorrect(?:s|ing)?\b`)
	appended   = lazy(`(?i)^(?:an? )?(?:corrections?|clarifications? and corrections?)(?: (?:has|have|is|was|were))?(?: been)? (?:appended|attached|made on|below)\b|^an? correction (?:has been|was|is) (?:added|appended|attached|published|made) (?:to|in|at the (?:end|bottom|foot) of|below) (?:this|the (?:article|story))\b`)
	weCorrect  = lazy(`(?i)^we(?: have|['’]ve)?(?: since| now)? (?:(?:corrected|amended) (?:this|the|our)(?: \w+)? (?:article|story|post|piece|column|headline)|updated (?:this|our)(?: \w+)? (?:article|story|post|piece|column|headline).{0,60}? to (?:correct|fix))\b`)
	weErred    = lazy(`(?i)\bwe (?:wrongly|incorrectly|mistakenly|erroneously) (?:said|stated|reported|named|identified|wrote|attributed|described|gave|called|published|quoted)\b`)
	inOurs     = lazy(`(?i)\b(?:this|our|an|the)(?: [\w’'-]+){0,4}? (?:article|story|report|piece|column|headline|caption|obituary)\b`)
	weRegret   = lazy(`(?i)^(?:we|the editors) (?:apologi[sz]e for|regret) (?:the|this|these|our|that) (?:errors?|mistakes?)\b`)
	ourStory   = lazy(`(?i)\b(?:this|our)(?: [\w-]+){0,2} ` + kindsOfStory + `|` + someVersion)
	contact    = lazy(`(?i)@|\b(?:e-?mail|contact|write to|report (?:an|any|a)|(?:spot|see|find|found|notice)(?:ted)? (?:an|a|any)|submit|policy|request|to suggest|let us know)\b`)
	markets    = lazy(`(?i)\b(?:markets?|stocks?|shares?|index|indexes|indices|nasdaq|dow|s&p|bitcoin|investors?|prices?|sell-?off|territory|prisons?|parole|inmates?|jails?)\b`)
	inflation  = lazy(`(?i)\bcorrected for\b`)
)

// bareHead reports whether a line, in lower case, is the head of a correction
// that stands below it.
func bareHead(l string) bool {
	switch l {
	case "correction", "corrections", "corrections & clarifications", "correction appended", "for the record":
		return true
	}
	return false
}

// What becomes of a story that is retracted.
const (
	writings = `(?:article|story|column|piece|op-ed|essay|editorial|feature|dispatch|obituary|interview)`
	// taken is what may become of a story. A law's article may be removed as well.
	taken = `(?:retracted\b|unpublished\b|withdrawn\b(?:$|[^ ]| (?:because|after|as|pending|due|at|by|on|following|for|while|in|and|from (?:our|this)|from the (?:web)?site)\b)|(?:removed|deleted|pulled|taken down|killed)\b(?: by (?:the|our) (?:editors?|publisher))?(?:\.?$| (?:from (?:our|this|the) (?:web|site|archive|app|page)|because it|because of (?:a|an|its|our|concerns|errors|serious)|pending|as it (?:did|does)|at the request|after (?:we|it was found|it emerged|questions|an? (?:internal|editorial))|for (?:violating|failing)|due to (?:a|an|its|errors|concerns))))`
)

var (
	retracted   = lazy(`(?i)^(?:this|the following|these)(?: [\w-]+){0,2}? ` + writings + `s?` + meanwhile + become + taken)
	retractedIn = lazy(`(?i)^(?:this|the following) (?:news )?(?:report|post|item)` + meanwhile + become + `retracted\b`)
	noted       = lazy(`(?i)^(?:this|the|our|an earlier)(?: [\w-]+){0,2}? (?:` + writings + `|report|post|item)s?` + meanwhile + become + taken)
	headRetract = lazy(`(?i)\b(?:has|have)(?: \w+ly)? (?:retracted|withdrawn|unpublished|removed) this (?:` + writings + `|report|post)\b`)
	weRetract   = lazy(`(?i)^(?:[^,“"]{0,60}, )?(?:we|the editors)(?: have| are|['’]ve|['’]re)?(?: now| since| fully| formally| hereby| today| therefore){0,2} (?:retract(?:ed|ing)?|withdr(?:awn|ew|awing|aw)|removed|unpublished|taken down) (?:this|the|our)(?: [\w-]+){0,2}? (?:` + writings + `|report|post)\b`)
	theyRetract = lazy(`^(?:The )?([\pL][\pL\d.&’' -]{1,50}?) (?:has |have |hereby )?(?:now |since |fully )?(?:retract(?:ed|s)?|withdr(?:awn|ew|aws)|removed|unpublished|deleted) (?:this|its|the|an?|our)(?: [\w-]+){0,2}? (?:` + writings + `|report)\b`)
	ownWork     = lazy(`(?i)\b(?:this|our) (?:[\w-]+ ){0,3}(?:` + writings + `|report|post|headline)|\bwe\b`)
	capitals    = lazy(`^(?:STORY|ARTICLE|REPORT|COLUMN|ITEM)S?(?: HAS BEEN| IS)? (?:REMOVED|WITHDRAWN|RETRACTED|KILLED|DELETED)\b`)
	toEditors   = lazy(`(?i)\b(?:story|article|item|report|dispatch|alert|copy|file|text)s?\b.{0,160}?\b(?:has|have|is|was|were|are|been|being) (?:\w+ )?(?:withdrawn|retracted|killed|deleted|removed)\b|\b(?:please )?(?:kill|disregard|withdraw|do not use|stop using|delete)\b.{0,80}\b(?:story|article|item|report|dispatch|alert|copy|file|text)\b`)
	killed      = lazy(`^(?:(?:BC|AP|US|EU)-.{0,80}\bKILL\b|(?:MANDATORY |ADVISORY )?KILL(?: NOTICE| ADVISORY)? ?[:—–-])`)
	kills       = lazy(`(?i)\b(?:withdrawn|withdraws|withdrew|do not use|retract\w*|kill(?:ed)? (?:the|this)|mandatory kill|disregard)\b`)
)

// Titles that announce.
var (
	retractTitle  = lazy(`^(?i:retracted|retraction|notice of retraction|statement of retraction)(?i: (?:article|story|notice|report|statement))?:|^(?i:story|article) (?i:retracted|withdrawn|removed)\.?$|^(?:RETRACTED|RETRACTION)(?: (?:ARTICLE|STORY|NOTICE|REPORT))? ?[—–-]|^(?:WITHDRAWN|WITHDRAWAL)(?: (?:ARTICLE|STORY))? ?[:—–-]|^(?:STORY|ARTICLE) (?:REMOVED|WITHDRAWN|RETRACTED|KILLED)\b`)
	retractMark   = lazy(`^(?:\[(?i:retracted|withdrawn)\]|\((?:(?i:retracted)|WITHDRAWN)\))|(?:\[(?i:retracted|withdrawn)\]|\((?:(?i:retracted)|WITHDRAWN)\))$|[—–-] ?(?:STORY )?(?:RETRACTED|WITHDRAWN)$`)
	advisoryTitle = lazy(`(?i)^(?:advisory|editor['’]?s['’]? note|notice|note to editors)\s?[:—–-].{0,120}?\b(?:(?:story|article|report|item)\b.{0,40}\b(?:withdrawn|retracted|removed|killed)|(?:withdrawn|retracted) (?:story|article))\b`)
	correctTitle  = lazy(`^(?i:correction|corrected|erratum|corrigendum|author correction|publisher correction)(?i: to| and apology| \(official\))?:|^(?:[A-Z]+(?: \d+)?-)*CORRECT(?:ED|ION)(?: \([^)]{1,20}\))? ?[:—–-]|^(?i:corrected) ?[—–-]`)
	correctMark   = lazy(`(?i)^(?:\[correct(?:ed|ion)\]|\(correct(?:ed|ion)\))|(?:\[correct(?:ed|ion)\]|\(correct(?:ed|ion)\))$|, corrected$`)
	notThat       = lazy(`(?i), not |\binstead of\b|\brather than\b`)
)

// labelOf is what a word before a title, in lower case, announces; empty for
// nothing.
func labelOf(word string) knowledge.Label {
	switch word {
	case "withdrawn", "removed", "retracted", "story withdrawn":
		return knowledge.Retracted
	case "corrected", "correction":
		return knowledge.Correction
	}
	return ""
}

// Dates that a page shows.
const (
	clockShown = `(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)(?:\s*(?-i:[A-Z]{2,4}\b|[+-]\d{2}:?\d{2}\b))?`
	monthShown = `(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?`
	dayShown   = `(?:\b` + monthShown + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?` + monthShown + `,?\s+\d{4}\b|` +
		`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\b|T)|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b)`
)

// Dates that a page shows, and what stands beside them.
var (
	// shownDates finds dates, with the clock beside them, in what people read.
	shownDates = regexp.MustCompile(`(?i)(?:` + clockShown + `(?:,|\s|on)*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?)?(` + dayShown + `)(?:(?:,|\s)*(?:at|@|-|–|•|\|)?\s*` + clockShown + `)?`)
	changed    = regexp.MustCompile(`(?i)\b(?:updated?|modified|changed|edited|revised)\b[\s:|–-]*(?:on|at)?[\s:]*$`)
	publishing = regexp.MustCompile(`(?i)publi|posted|entry-date|dateline|pubdate`)
)

// Parts of a page that are not its story.
var (
	// aside is what the classes and ids of parts that are not the story are called.
	aside = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:caption|credits?|breadcrumbs?|newsletters?|related|recommended|share|sharing|social|promos?|promotion|subscribe|subscription|signup|sponsor(?:ed)?|outbrain|taboola|toolbar|tags|taglist|comments?|bio|tooltip)(?:$|[-_ ])`)
	// pictured ends a caption: "(Image: Agency)".
	pictured = regexp.MustCompile(`(?i)\((?:image|photo|picture|credit|photograph|ap photo|file photo|photo by|illustration|image credit|photo credit)s?\b[^()]*\)\s*$`)
)

// The names of meta elements with dates.
var (
	// datedKey is what sites call the meta elements that say when a page was published, and
	// changedKey what they call those of another date.
	datedKey   = regexp.MustCompile(`(?:^|[-_.:])(?:pub|publish|published|post|posted|article|issue|issued|release|first.?published)[-_.:]?(?:date|time|on)?$|^p?date(?:[-_.:]?(?:published|posted|issued|created))?$|(?:pub|publication|published?|post|article)[-_.:]?date`)
	changedKey = regexp.MustCompile(`modif|updat|chang|expir|revis|last`)
)

// Single words, in lower case.
const (
	appendedBelow = "appended" // in the head of a correction that stands elsewhere
	backReference = "it "      // begins a sentence that goes on about what the one before it names
	article       = "the "     // before the name of an outlet
)

// lazy is a pattern that is made when it is first needed: making all of those
// that tell announcements would hold up every start.
func lazy(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
