package pdf

import "regexp"

// What programs and printers write in English (and German) into a PDF. No other
// file of this package knows a language.

// Titles and authors that are none, and page numbers.
var (
	placeholderTitles  = regexp.MustCompile(`(?i)^(?:microsoft (?:word|powerpoint|excel)\b|untitled\b|unbenannt|ohne titel|document ?\d*$|slide ?\d*$|about:|https?:|file:|print\b.{0,20}$|full page fax|layout \d+$|title$|\(?null\)?$)`)
	placeholderAuthors = regexp.MustCompile(`(?i)\b(?:user|admin|administrator|unknown|owner|office|microsoft|adobe|writer|desktop|laptop|staff|pc)\b`)
	pageNumber         = regexp.MustCompile(`(?i)^(?:(?:page|seite|p\.)\s*#(?:\s*(?:of|/|von)\s*#)?|#\s*(?:of|/)\s*#|[-–—]\s*#\s*[-–—])$`)
)

// keepsHyphen reports whether words that begin so are written with a hyphen.
func keepsHyphen(before string) bool { return before == "self" || before == "well" || before == "ex" }
