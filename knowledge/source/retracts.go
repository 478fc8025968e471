package source

import (
	"strings"

	"github.com/storybot/storybot/knowledge"
)

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

// retracts says whether a notice tells that its story was retracted.
func (n *notice) retracts() bool {
	if capitals().MatchString(n.text) {
		return true
	}
	for i, s := range n.sentences {
		switch {
		case saidOf(s) || !unquoted(n.text, max(strings.Index(n.text, s), 0)):
		case i == 0 && (retracted().MatchString(s) || retractedIn().MatchString(s)), weRetract().MatchString(s) && (i == 0 || n.head != noHead):
			return true
		case (n.head == editorHead || n.head == retractHead) && (noted().MatchString(s) || headRetract().MatchString(s)):
			return true
		case n.head == wireHead && toEditors().MatchString(s):
			return true
		case i == 0 && n.edge && n.ownRetraction(s):
			return true
		}
	}
	return n.head == retractHead && ownWork().MatchString(n.text)
}

// ownRetraction says whether a sentence tells that the story's own outlet has
// retracted a story.
func (n *notice) ownRetraction(s string) bool {
	m := theyRetract().FindStringSubmatch(s)
	if m == nil || n.outlet == "" {
		return false
	}
	the := func(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }
	return alike(the(m[1]), the(n.outlet))
}

var (
	retractTitle  = lazy(`^(?i:retracted|retraction|notice of retraction|statement of retraction)(?i: (?:article|story|notice|report|statement))?:|^(?i:story|article) (?i:retracted|withdrawn|removed)\.?$|^(?:RETRACTED|RETRACTION)(?: (?:ARTICLE|STORY|NOTICE|REPORT))? ?[—–-]|^(?:WITHDRAWN|WITHDRAWAL)(?: (?:ARTICLE|STORY))? ?[:—–-]|^(?:STORY|ARTICLE) (?:REMOVED|WITHDRAWN|RETRACTED|KILLED)\b`)
	retractMark   = lazy(`^(?:\[(?i:retracted|withdrawn)\]|\((?:(?i:retracted)|WITHDRAWN)\))|(?:\[(?i:retracted|withdrawn)\]|\((?:(?i:retracted)|WITHDRAWN)\))$|[—–-] ?(?:STORY )?(?:RETRACTED|WITHDRAWN)$`)
	advisoryTitle = lazy(`(?i)^(?:advisory|editor['’]?s['’]? note|notice|note to editors)\s?[:—–-].{0,120}?\b(?:(?:story|article|report|item)\b.{0,40}\b(?:withdrawn|retracted|removed|killed)|(?:withdrawn|retracted) (?:story|article))\b`)
	correctTitle  = lazy(`^(?i:correction|corrected|erratum|corrigendum|author correction|publisher correction)(?i: to| and apology| \(official\))?:|^(?:[A-Z]+(?: \d+)?-)*CORRECT(?:ED|ION)(?: \([^)]{1,20}\))? ?[:—–-]|^(?i:corrected) ?[—–-]`)
	correctMark   = lazy(`(?i)^(?:\[correct(?:ed|ion)\]|\(correct(?:ed|ion)\))|(?:\[correct(?:ed|ion)\]|\(correct(?:ed|ion)\))$|, corrected$`)
	notThat       = lazy(`(?i), not |\binstead of\b|\brather than\b`)
)

// announcedTitle says what a title announces. list are the story's paragraphs.
func announcedTitle(title string, list []string) knowledge.Label {
	title = strings.TrimSpace(title)
	switch {
	case retractTitle().MatchString(title), retractMark().MatchString(title), advisoryTitle().MatchString(title):
		return knowledge.Retracted
	case killed().MatchString(title) && killsWithin(list):
		return knowledge.Retracted
	case correctMark().MatchString(title):
		return knowledge.Correction
	}
	if at := correctTitle().FindStringIndex(title); at != nil {
		if rest := title[at[1]:]; title[0] != 'C' || isCapitals(title[:at[1]]) || !markets().MatchString(rest) || notThat().MatchString(rest) {
			return knowledge.Correction
		}
	}
	return announcement(title, "", "", true)
}

// killsWithin says whether a text begins or ends as that of an advisory.
func killsWithin(list []string) bool {
	for i, l := range list {
		if (i < 3 || i >= len(list)-3) && kills().MatchString(l) {
			return true
		}
	}
	return false
}

func isCapitals(s string) bool { return strings.ToUpper(s) == s }

// listedTitle says what a list announces by the title that it gives a page.
// Where that is the page's own title with a word before it, the word alone tells.
func listedTitle(listed, own string) knowledge.Label {
	if found := announcedTitle(listed, nil); found != "" {
		return found
	}
	word, rest, ok := strings.Cut(listed, ":")
	if !ok || !alike(rest, own) {
		return ""
	}
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "withdrawn", "removed", "retracted", "story withdrawn":
		return knowledge.Retracted
	case "corrected", "correction":
		return knowledge.Correction
	}
	return ""
}
