package plain

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/storybot/storybot/knowledge/text"
)

// glued is where two names stand together without a space.
var glued = regexp.MustCompile(`\p{Ll}[.,;]\p{Lu}\p{Ll}`)

var (
	year      = regexp.MustCompile(`\b(?:19|20)\d{2}\b`)
	dateParts = regexp.MustCompile(`\s*[|•·]\s*|\s+[-–—]\s+`)
)

// isProse reports whether a line reads as part of a story: a sentence, or long.
func isProse(l string) bool {
	words := strings.Count(l, " ") + 1
	return words >= 9 || words >= 4 && EndsSentence(l)
}

// closing are the marks that close a quotation or a bracket.
const closing = `"'”’)]»`

// EndsSentence reports whether a line ends as sentences do.
func EndsSentence(l string) bool {
	l = strings.TrimRight(l, closing)
	return strings.HasSuffix(l, ".") || strings.HasSuffix(l, "!") || strings.HasSuffix(l, "?") || strings.HasSuffix(l, "…") || strings.HasSuffix(l, "。")
}

// Letters keeps only the letters and digits of a text, in lower case.
func Letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Alike reports whether two lines have the same words, be they set differently.
func Alike(a, b string) bool {
	if a == "" || b == "" || len(a) > 4*len(b) || len(b) > 4*len(a) {
		return false
	}
	letters := Letters(a)
	return letters != "" && letters == Letters(b)
}

// Capitalised reports whether every word but small ones begins with a capital.
func Capitalised(lang *text.Language, l string) bool {
	for _, w := range strings.FieldsFunc(l, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '-' && r != '.'
	}) {
		r := []rune(w)[0]
		if unicode.IsLower(r) {
			if !lang.Lines.SmallWords[w] {
				return false
			}
		}
	}
	return true
}

// copyrightLine reports whether a line is a copyright notice, and whose, where that
// is clearly a name.
func copyrightLine(lang *text.Language, l string) (ok bool, owner string) {
	if len(l) > 300 {
		return false, ""
	}
	mark := lang.Lines.Copyright.FindString(l)
	reserved := lang.Lines.Rights.MatchString(l)
	signed := strings.Contains(mark, "©") || year.MatchString(mark)
	switch {
	case mark != "" && (reserved || signed && len(strings.Fields(l)) <= 14):
		return true, ownerOf(lang, l[len(mark):])
	case reserved && mark == "":
		return year.MatchString(l) || len(l) < 40, ""
	}
	return false, ""
}

// ownerOf finds the name in what follows "© 2024".
func ownerOf(lang *text.Language, rest string) string {
	rest = strings.TrimLeft(strings.TrimSpace(rest), ",;:.-–— ")
	rest = withoutFirst(lang.Lines.By, rest)
	if at := lang.Lines.Rights.FindStringIndex(rest); at != nil {
		rest = rest[:at[0]]
	}
	if spans := lang.Sentences(rest); len(spans) > 0 {
		rest = spans[0].Of(rest)
	}
	rest = year.ReplaceAllString(rest, "")
	name := strings.TrimRight(strings.TrimSpace(rest), " .,;:-–—|")
	for lang.Lines.Company.MatchString(name) {
		name = strings.TrimRight(lang.Lines.Company.ReplaceAllString(name, ""), " .,&")
	}
	if words := strings.Fields(name); len(words) == 0 || len(words) > 6 || !Capitalised(lang, name) || strings.ContainsAny(name, "@:/?!©") || glued.MatchString(name) {
		return ""
	}
	return name
}

// isCredit reports whether a line names who made a picture.
func isCredit(lang *text.Language, l string) bool {
	if ok, _ := slashed(lang, l); ok {
		return true
	}
	return isPictureLine(lang, l)
}

// isPictureLine reports whether a line begins as credits do: "Photo by Jane Doe".
func isPictureLine(lang *text.Language, l string) bool {
	if len(l) > 200 {
		return false
	}
	at := lang.Lines.Credit.FindString(l)
	return at != "" && len(strings.Fields(l)) <= 16 && len(lang.Sentences(l)) == 1 && (Capitalised(lang, l[len(at):]) || strings.HasPrefix(l, "("))
}

// slashed reports whether a line is a credit as agencies set it: names parted by
// slashes, every word with a capital, no end mark. Lists and labels are set so
// too ("Position: C/LB"); sure tells that one of the names is an agency's.
func slashed(lang *text.Language, l string) (ok, sure bool) {
	l = strings.Trim(l, "()[] ")
	if len(l) > 120 || !strings.Contains(l, "/") || strings.Contains(l, "//") || EndsSentence(l) || strings.ContainsAny(l, "0123456789?!;:") {
		return false, false
	}
	words := 0
	parts := strings.Split(l, "/")
	for _, p := range parts {
		n := len(strings.Fields(p))
		if n == 0 || n > 6 || !Capitalised(lang, p) || !unicode.IsUpper([]rune(strings.TrimSpace(p))[0]) {
			return false, false
		}
		words += n
	}
	sure = lang.Lines.Agency.MatchString(l)
	person := strings.Contains(strings.TrimSpace(parts[0]), " ") && !strings.Contains(l, ",")
	return words >= 2 && words <= 12 && (sure || person), sure
}

// byline gives the names in "By Jane Doe and John Roe".
func byline(lang *text.Language, l string) []string {
	l = withoutAddresses(l)
	m := lang.Lines.Byline.FindStringSubmatch(l)
	if len(m) > 2 && m[1] == "" { // of another language
		m[1] = m[2]
	}
	if m == nil || len(strings.Fields(l)) > 12 || EndsSentence(l) && !slices.ContainsFunc(lang.Lines.NameEnds, func(end string) bool { return strings.HasSuffix(l, end) }) || !Capitalised(lang, m[1]) {
		return nil
	}
	if strings.ContainsAny(m[1], "0123456789:?!\"“") || len(strings.Fields(m[1])) < 2 {
		return nil
	}
	return Names(lang, []string{m[1]})
}

// withoutAddresses drops addresses of mail from a line: "By Jane Doe jane@lamp.example".
func withoutAddresses(l string) string {
	if !strings.Contains(l, "@") {
		return l
	}
	words := slices.DeleteFunc(strings.Fields(l), func(w string) bool { return strings.Contains(w, "@") })
	return strings.TrimRight(strings.Join(words, " "), " |,·•-–—")
}

// LineDates reads a line that holds nothing but when the story was published or
// updated, and at most by whom; ok reports whether it is one. A date that it does
// not tell is the zero time.
func LineDates(lang *text.Language, l string) (published, updated time.Time, ok bool) {
	if len(l) > 120 || !strings.ContainsAny(l, "0123456789") {
		return
	}
	for _, part := range append([]string{l}, dateParts.Split(l, -1)...) {
		head := lang.Dates.Head.FindString(part)
		t, err := ParseDate(part[len(head):])
		if err != nil || head == "" && !year.MatchString(part) || head == "" && len(strings.TrimSpace(part)) < 8 {
			continue
		}
		ok = true
		if tellsUpdate(&lang.Dates, head) {
			updated = t
		} else if published.IsZero() {
			published = t
		}
		if part == l {
			return
		}
	}
	return
}

// tellsUpdate reports whether what stands before a date says that it is of a change.
func tellsUpdate(dates *text.Dates, head string) bool {
	head = strings.ToLower(head)
	return slices.ContainsFunc(dates.Updated, func(w string) bool { return strings.Contains(head, w) })
}

// DatelineDay reads the date that a story begins with: "NORTON, May 3, 2024 (AP) —".
// The zero time is none.
func DatelineDay(lang *text.Language, story string) time.Time {
	m := lang.Dates.Dateline.FindStringSubmatch(story[:min(len(story), 160)])
	if m == nil {
		return time.Time{}
	}
	t, _ := ParseDate(m[1])
	return t
}

// isPointer reports whether a line only leads to another story: "Read more: ...".
func isPointer(lang *text.Language, l string) bool {
	return len(l) <= 200 && !EndsSentence(l) && lang.Lines.Pointer.MatchString(l)
}

// StandsAlone reports whether a line is one that stands above a story and is no
// part of a paragraph: dates, a copyright notice, a byline.
func StandsAlone(lang *text.Language, l string) bool {
	if _, _, ok := LineDates(lang, l); ok {
		return true
	}
	ok, _ := copyrightLine(lang, l)
	return ok || byline(lang, l) != nil
}
