package write

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// reader reads what a model writes, as it arrives, into claims: paragraphs,
// lists, headings, tables, with marks behind each sentence or at the end of a
// paragraph or item.
type reader struct {
	lang *text.Language

	line      string // not yet a whole line
	paragraph string // lines of the paragraph that is being read
	passed    int    // so many of its sentences were passed on
	opens     string // what stands before the next claim
	last      []Ref  // the marks of the claim before, within the paragraph
	header    bool   // the first row of a table has come
	refused   bool   // the model said that the stories do not say, alone in a line
	over      bool   // below is the model's own list of sources
}

// Said is one claim as the model wrote it.
type Said struct {
	Text  string // plain: no marks, no markup, no lead-in
	Refs  []Ref  // what it is said to rest on
	Opens string // what stands before it: "", " ", "\n", "\n\n" and perhaps "- "
	raw   string // as the model wrote it, marks and all
	Not   bool   // it tells what the stories do not say
}

var (
	listItem  = regexp.MustCompile(`^\s*(?:[-*•‣–]|\d{1,2}[.)])\s+`)
	heading   = regexp.MustCompile(`^\s*(?:#{1,6}\s|(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*$)`)
	tableRow  = regexp.MustCompile(`^\s*\|.*\|\s*$`)
	tableLine = regexp.MustCompile(`^[\s|:\-]+$`)
	quoteLine = regexp.MustCompile(`^\s*>\s?`)
	italic    = regexp.MustCompile(`(^|[\s(])[*_](\S(?:[^*_]*\S)?)[*_]`)
)

// Take reads the next piece and returns the claims that are whole with it.
func (r *reader) Take(piece string) []Said {
	var claims []Said
	r.line += strings.ReplaceAll(piece, "\r", "")
	for {
		line, rest, whole := strings.Cut(r.line, "\n")
		if !whole {
			break
		}
		r.line = rest
		claims = append(claims, r.readLine(line)...)
	}
	if r.plain(r.line) {
		claims = append(claims, r.sentences(r.joined(r.line), false)...)
	}
	return claims
}

// End reads what is left.
func (r *reader) End() []Said {
	claims := r.readLine(r.line)
	r.line = ""
	return append(claims, r.endParagraph()...)
}

// plain reports whether a line that is not yet whole is certain to go on the paragraph.
func (r *reader) plain(line string) bool {
	return len(line) > 24 && !r.over && !listItem.MatchString(line) && !heading.MatchString(line) && !strings.HasPrefix(strings.TrimSpace(line), "|") &&
		!strings.HasPrefix(strings.TrimSpace(line), "**") && !quoteLine.MatchString(line) && !r.lang.Patterns.SourcesHead.MatchString(line)
}

// joined is the paragraph with one more line.
func (r *reader) joined(line string) string {
	if r.paragraph == "" {
		return strings.TrimSpace(line)
	}
	return r.paragraph + " " + strings.TrimSpace(line)
}

// readLine reads one whole line.
func (r *reader) readLine(line string) []Said {
	trimmed := strings.TrimSpace(quoteLine.ReplaceAllString(line, ""))
	switch {
	case r.over:
		return nil
	case prompts.Silent(trimmed):
		r.refused = true
		return r.endParagraph()
	case trimmed == "":
		return r.endParagraph()
	case r.lang.Patterns.SourcesHead.MatchString(trimmed):
		claims := r.endParagraph()
		r.over = true
		return claims
	case tableRow.MatchString(trimmed):
		return append(r.endParagraph(), r.readRow(trimmed)...)
	case listItem.MatchString(line):
		claims := r.endParagraph()
		r.opens, r.paragraph = "\n- ", listItem.ReplaceAllString(line, "")
		return append(claims, r.endParagraph()...)
	case heading.MatchString(line):
		return r.endParagraph()
	}
	r.header = false
	r.paragraph = r.joined(trimmed)
	return r.sentences(r.paragraph, false)
}

// readRow reads a row of a table: its cells are one claim.
func (r *reader) readRow(line string) []Said {
	if tableLine.MatchString(line) {
		return nil
	}
	if !r.header { // the first names the columns
		r.header = true
		return nil
	}
	var cells []string
	for _, c := range strings.Split(strings.Trim(line, "| "), "|") {
		if c = strings.TrimSpace(c); c != "" {
			cells = append(cells, c)
		}
	}
	r.opens, r.paragraph = "\n- ", strings.Join(cells, ", ")
	return r.endParagraph()
}

// endParagraph reads what is left of the paragraph.
func (r *reader) endParagraph() []Said {
	claims := r.sentences(r.paragraph, true)
	r.paragraph, r.passed, r.last, r.opens = "", 0, nil, "\n\n"
	return claims
}

// sentences are the further claims of a paragraph: those with marks of their
// own, or with marks that come later in it. In the end, what has none has
// those of the claim before.
func (r *reader) sentences(paragraph string, whole bool) []Said {
	spans := MarkedSentences(r.lang, paragraph)
	if n := len(spans) - 1; !whole && n >= 0 {
		if n > 0 && begins(spans[n].Of(paragraph), spans[n-1].Of(paragraph)) {
			n--
		}
		spans = spans[:n] // the last may go on
	}
	var claims, held []Said
	for i := r.passed; i < len(spans); i++ {
		c, ok := r.read(spans[i].Of(paragraph))
		switch {
		case !ok:
			c = Said{}
		case len(c.Refs) == 0 && !c.Not && (len(r.last) == 0 || !whole):
			held = append(held, c)
			continue
		case len(c.Refs) == 0 && !c.Not:
			c.Refs = r.last
		}
		for _, h := range held {
			h.Refs = c.Refs
			claims = r.pass(claims, h)
		}
		held = nil
		if ok {
			claims = r.pass(claims, c)
		}
		if len(c.Refs) > 0 {
			r.last = c.Refs
		}
		r.passed = i + 1
	}
	if whole {
		for _, h := range held {
			h.Refs = r.last
			claims = r.pass(claims, h)
		}
	}
	return claims
}

// openMark is a mark of which the end is still to come.
var openMark = regexp.MustCompile(`^[\[［【(（][^\]］】)）]{0,24}$`)

// endsMarked finds the end of a mark at the end of a sentence.
var endsMarked = regexp.MustCompile(`[\]］】)）][.,;:!?]?$`)

// begins reports whether so little is there of a sentence that it may be marks
// of the one before, or go on with it: "[1.", and the "A" of "the U.S. A".
func begins(sentence, before string) bool {
	return openMark.MatchString(sentence) || !strings.ContainsAny(sentence, " \t") && !endsMarked.MatchString(before)
}

func (r *reader) pass(claims []Said, c Said) []Said {
	c.Opens = r.opens
	r.opens = " "
	return append(claims, c)
}

// read reads one sentence; ok is false where it claims nothing.
func (r *reader) read(raw string) (c Said, ok bool) {
	plain, refs := CutMarks(r.lang, raw)
	plain = strings.TrimRight(text.OneLine(italic.ReplaceAllString(strings.NewReplacer("**", "", "__", "", "`", "").Replace(plain), "$1$2")), " ,;")
	p := &r.lang.Patterns
	if lead := p.LeadIn.FindString(plain); lead != "" && len(lead) < len(plain) {
		plain = upperFirst(plain[len(lead):])
	}
	c = Said{Text: plain, Refs: refs, raw: text.OneLine(raw)}
	c.Not = len(refs) == 0 && p.SaysNot.MatchString(plain)
	switch {
	case strings.IndexFunc(plain, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0:
		return c, false
	case prompts.Silent(plain):
		r.refused = true
		return c, false
	case len(refs) == 0 && !c.Not && (p.Chatter.MatchString(plain) || strings.HasSuffix(plain, "?") || strings.HasSuffix(plain, ":")):
		return c, false
	}
	return c, true
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// MarkedSentences cuts text into sentences, marks that follow one being part of it.
func MarkedSentences(l *text.Language, body string) []text.Span {
	var joined []text.Span
	for _, s := range l.Sentences(body) {
		if marks := leadingMarks(l, s.Of(body)); marks > 0 && len(joined) > 0 && !strings.Contains(body[joined[len(joined)-1].End:s.Start], "\n") {
			joined[len(joined)-1].End = s.Start + marks
			rest := s.Of(body)[marks:]
			s.Start += marks + len(rest) - len(strings.TrimLeft(rest, " \t"))
			if s.Start >= s.End {
				continue
			}
		}
		joined = append(joined, s)
	}
	return joined
}

// leadingMarks is how many bytes of marks a sentence begins with.
func leadingMarks(l *text.Language, sentence string) int {
	n := 0
	for {
		at := l.Patterns.Mark.FindStringIndex(sentence[n:])
		if at == nil || at[0] != 0 {
			return n
		}
		n += at[1]
		for n < len(sentence) && strings.ContainsRune(".,;", rune(sentence[n])) {
			n++
		}
	}
}
