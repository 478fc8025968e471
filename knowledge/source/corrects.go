package source

import (
	"strings"
)

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

// corrects says whether a notice tells that its story was corrected. l is the
// whole paragraph, next the one below it.
func (n *notice) corrects(l, next string) bool {
	switch strings.ToLower(strings.Trim(l, " *_:.[]()")) {
	case "correction", "corrections", "corrections & clarifications", "correction appended", "for the record":
		return strings.Contains(strings.ToLower(l), "appended") || len(next) <= longestNotice && ourStory().MatchString(next) && faulty().MatchString(next)
	}
	if n.head == noHead && (appended().MatchString(n.text) || addsAnd().MatchString(l)) {
		return true
	}
	if (n.head == correctHead || n.head == pluralHead) && n.underHead() {
		return true
	}
	ours := n.head != noHead
	for i, s := range n.sentences {
		if unquoted(n.text, max(strings.Index(n.text, s), 0)) && (!saidOf(s) || weErred().MatchString(s)) && n.sentence(s, i) {
			return true
		}
		ours = ours || ourStory().MatchString(s) && faulty().MatchString(s)
		if ours && weRegret().MatchString(s) && n.edge {
			return true
		}
	}
	return false
}

// underHead judges what stands under the head of a correction. Such a head may
// also be that of a word on how errors are to be reported, or of a lesson.
func (n *notice) underHead() bool {
	evidence := faulty().MatchString(n.text) && !contact().MatchString(n.text) || ourStory().MatchString(n.text) && !contact().MatchString(n.text)
	if n.head == pluralHead {
		return evidence
	}
	if contact().MatchString(n.text) || markets().MatchString(n.text) {
		return ourStory().MatchString(n.text) && faulty().MatchString(n.text)
	}
	return n.text != ""
}

// sentence judges one sentence of a notice; i is its number.
func (n *notice) sentence(s string, i int) bool {
	switch {
	case inflation().MatchString(s):
		return false
	case ofVersion().MatchString(s):
		return faulty().MatchString(s) || versionHad().MatchString(s) && (contrast().MatchString(s) || n.contrastAfter(i))
	case theVersion().MatchString(s), badVersion().MatchString(s):
		return (n.edge || n.head != noHead) && (faulty().MatchString(s) || contrast().MatchString(s))
	case corrected().MatchString(s), correctTo().MatchString(s), updatedTo().MatchString(s), weCorrect().MatchString(s):
		return i == 0 || n.head != noHead || !strings.HasPrefix(strings.ToLower(s), "it ") || firstOut().MatchString(n.sentences[i-1])
	case amended().MatchString(s):
		return !onlyMore().MatchString(s)
	case itself().MatchString(s):
		return faulty().MatchString(s) && (n.edge || n.head != noHead)
	case corrects().MatchString(s):
		return i == 0 && n.edge
	case weErred().MatchString(s):
		return n.edge && inOurs().MatchString(s)
	}
	at := inVersion().FindStringIndex(s)
	return at != nil && unquoted(s, at[0]) && faulty().MatchString(s)
}

// contrastAfter says whether the sentence after one sets right what it tells.
func (n *notice) contrastAfter(i int) bool {
	return i+1 < len(n.sentences) && (faulty().MatchString(n.sentences[i+1]) || contrast().MatchString(n.sentences[i+1]))
}
