package office

import (
	"regexp"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	leastHead = 2 // so many lines of a head stand above a mail that is passed on
	mostHeads = 8 // and no more than so many

	mostSigned = 3 // so many lines that may stand above a signature are looked at
)

var (
	// rule is a line that mail programs put above a mail that is passed on or answered.
	rule = regexp.MustCompile(`^(?:[-_=*]{3,}[^-_=*]{3,60}[-_=*]{3,}|_{10,}|-{10,}|[\pL ]{4,40}:)$`)
	// headLine is a line of such a mail's head: its name and its value.
	headLine = regexp.MustCompile(`^\*?([\pL][\pL ]{0,20}?)\*?\s?[:：]\*?\s*(\S.*)$`)
	// marks stand before the subject of what is answered or passed on; shortMark is what other
	// programs write for them.
	marks     = regexp.MustCompile(`(?i)^(?:(?:re|fwd?)(?:\[\d+\])?\s?[:：]\s*)+`)
	shortMark = regexp.MustCompile(`^(?:\pL{1,4}(?:\[\d+\])?\s?[:：]\s*)+`)
)

// letterBody is what a mail's text is made of.
type letterBody struct {
	text          string
	forwarded     bool // it is another's, passed on
	from, subject string
	date          time.Time
}

// readBody parts a mail's text: its signature, what it answers, and the head of what it
// passes on are no part of it.
func readBody(body string, deep int) letterBody {
	lines := strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
	b := letterBody{}
	for i := range lines {
		if deep > mostPartsDeep || !rule.MatchString(strings.TrimSpace(lines[i])) {
			continue
		}
		head, end := headBelow(lines, i+1)
		if len(head) < leastHead {
			continue
		}
		own, other := strings.Join(lines[:i], "\n"), strings.Join(lines[end:], "\n")
		if text.CountWords(withoutSignature(own))*2 >= text.CountWords(other) { // an answer
			lines = lines[:i]
			break
		}
		b.read(head)
		inner := readBody(other, deep+1)
		b.text, b.subject, b.from = inner.text, plain.First(inner.subject, b.subject), plain.First(inner.from, b.from)
		if !inner.date.IsZero() {
			b.date = inner.date
		}
		return b
	}
	b.text = withoutSignature(withoutQuoted(lines))
	return b
}

// headBelow is the values of the head that stands in these lines from a place on, and where it ends.
func headBelow(lines []string, from int) (head []string, end int) {
	for end = from; end < len(lines) && len(head) < mostHeads; end++ {
		line := strings.TrimSpace(lines[end])
		if line == "" {
			if len(head) > 0 && (end+1 >= len(lines) || headLine.FindStringSubmatch(strings.TrimSpace(lines[end+1])) == nil) {
				break
			}
			continue
		}
		m := headLine.FindStringSubmatch(line)
		if m == nil {
			break
		}
		head = append(head, m[2])
	}
	addressed := false
	for _, value := range head {
		addressed = addressed || strings.Contains(value, "@")
	}
	if !addressed {
		return nil, from
	}
	return head, end
}

// read takes from the head of what is passed on who sent it, when, and what about: in
// whatever language it is, one has an address, one is a date, and the subject is neither.
func (b *letterBody) read(head []string) {
	b.forwarded = true
	for _, value := range head {
		t, err := plain.ParseDate(value)
		switch {
		case err == nil && b.date.IsZero():
			b.date = t
		case err == nil:
		case strings.Contains(value, "@"):
			b.from = plain.First(b.from, value)
		default:
			b.subject = plain.First(b.subject, withoutMarks(plain.OneLine(value), true))
		}
	}
}

// withoutMarks drops from a subject what tells that it is an answer or passed on. again: it surely is.
func withoutMarks(subject string, again bool) string {
	bare := marks.ReplaceAllString(subject, "")
	if again {
		bare = shortMark.ReplaceAllString(bare, "")
	}
	return plain.First(bare, subject)
}

// withoutQuoted drops what a mail answers: lines behind ">", and the one above that tells whose they
// are. Where nothing else is there, they are what it tells.
func withoutQuoted(lines []string) string {
	var own, quoted []string
	for i, l := range lines {
		switch bare := strings.TrimLeft(l, " >"); {
		case strings.HasPrefix(l, ">"):
			quoted = append(quoted, bare)
		case quotedBelow(lines, i):
		default:
			own = append(own, l)
		}
	}
	if text.CountWords(strings.Join(own, "\n"))*4 < text.CountWords(strings.Join(quoted, "\n")) {
		own = quoted
	}
	return strings.Join(own, "\n")
}

// quotedBelow reports whether a line tells who wrote the quoted lines below it.
func quotedBelow(lines []string, i int) bool {
	if !strings.HasSuffix(strings.TrimSpace(lines[i]), ":") {
		return false
	}
	for i++; i < len(lines) && strings.TrimSpace(lines[i]) == ""; i++ {
	}
	return i < len(lines) && strings.HasPrefix(lines[i], ">")
}

// withoutSignature drops what stands below the line by which mail programs set a signature
// apart, where that is the lesser part.
func withoutSignature(body string) string {
	lines := strings.Split(body, "\n")
	for i, left := len(lines)-1, mostSigned; i > 0 && left > 0; i-- {
		if l := strings.TrimRight(lines[i], " \r"); l == "--" || l == "—" {
			left--
			own := strings.Join(lines[:i], "\n")
			if text.CountWords(own)*2 > text.CountWords(body) {
				return own
			}
		}
	}
	return body
}

// unflowed joins the lines that a program parted to keep them short (RFC 3676).
func unflowed(body string, dropSpace bool) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.ReplaceAll(body, "\r\n", "\n"), "\n") {
		line = strings.TrimPrefix(line, " ") // set there so that nothing reads the line as another thing
		soft := strings.HasSuffix(line, " ") && line != "-- "
		if soft && dropSpace {
			line = strings.TrimSuffix(line, " ")
		}
		b.WriteString(line)
		if !soft {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
