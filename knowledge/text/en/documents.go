package en

import "github.com/storybot/storybot/knowledge/text/lang"

// documents is what programs and printers write into documents; some that
// are set up in German stand here, for their documents may be in English.
func documents() lang.Documents {
	return lang.Documents{
		Titles:     `(?i)^(?:microsoft (?:word|powerpoint|excel)\b|untitled\b|unbenannt|ohne titel|document ?\d*$|slide ?\d*$|about:|https?:|file:|print\b.{0,20}$|full page fax|layout \d+$|title$|\(?null\)?$)`,
		Authors:    `(?i)\b(?:user|admin|administrator|unknown|owner|office|microsoft|adobe|writer|desktop|laptop|staff|pc)\b`,
		PageNumber: `(?i)^(?:(?:page|seite|p\.)\s*#(?:\s*(?:of|/|von)\s*#)?|#\s*(?:of|/)\s*#|[-–—]\s*#\s*[-–—])$`,
		Hyphened:   "self well ex",
	}
}
