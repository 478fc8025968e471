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
	lang    *text.Language // of the stories
	foreign bool           // the answer is to be in another language

	line      string // not yet a whole line
	flows     bool   // the line goes on the paragraph, which has what came of it
	paragraph string // what is left of the paragraph that is being read: its last claims were not passed on
	ends      bool   // it may have the end of a sentence
	looked    int    // how long it was when it was last looked at
	opens     string // what stands before the next claim
	last      []Ref  // the marks of the claim before, within the paragraph
	header    bool   // the first row of a table has come
	lead      string // what the items of a list are, as told before it: "Towns that sent aid include:"
	said      bool   // a claim was passed on
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
		claims = append(claims, r.endLine(line)...)
	}
	if r.line != "" && (r.flows || r.plain(r.line)) {
		claims = append(claims, r.flow(r.line)...)
		r.line = ""
	}
	return claims
}

// flow adds a part of a line to the paragraph.
func (r *reader) flow(part string) []Said {
	if !r.flows && r.paragraph != "" {
		r.paragraph += " "
	}
	if r.paragraph == "" {
		part, r.lead = strings.TrimLeft(part, " \t"), ""
	}
	r.flows, r.header = true, false
	r.paragraph += part
	r.ends = r.ends || strings.ContainsAny(part, sentenceEnds)
	tail := len(r.paragraph)
	if tail < longestTail && (!r.ends || tail > longTail && tail-r.looked < tail/8) {
		return nil
	}
	claims := r.sentences(tail >= longestTail)
	r.looked = len(r.paragraph)
	return claims
}

const (
	sentenceEnds = ".!?…。！？।:"
	longTail     = 400  // bytes without the end of a sentence, to be looked at only now and then
	longestTail  = 4000 // bytes without the end of a sentence: that is none
)

// endLine reads what is left of a line.
func (r *reader) endLine(line string) []Said {
	if !r.flows {
		return r.readLine(line)
	}
	claims := r.flow(line)
	r.flows = false
	r.paragraph = strings.TrimRight(r.paragraph, " \t")
	return claims
}

// End reads what is left.
func (r *reader) End() []Said {
	claims := r.endLine(r.line)
	r.line = ""
	return append(claims, r.endParagraph()...)
}

// plain reports whether a line that is not yet whole is certain to go on the paragraph.
func (r *reader) plain(line string) bool {
	return len(line) > 24 && !r.over && !mayBeSilent(line) && !listItem.MatchString(line) && !heading.MatchString(line) && !strings.HasPrefix(strings.TrimSpace(line), "|") &&
		!strings.HasPrefix(strings.TrimSpace(line), "**") && !strings.HasPrefix(strings.TrimSpace(line), "__") && !quoteLine.MatchString(line) && !r.lang.Patterns.SourcesHead.MatchString(line)
}

// mayBeSilent reports whether the letters of a line are the beginning of
// prompts.NotInStories, or go on from it.
func mayBeSilent(line string) bool {
	letters := strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) {
			return -1
		}
		return unicode.ToUpper(c)
	}, text.Cut(line, 200))
	silence := strings.ReplaceAll(prompts.NotInStories, " ", "")
	return strings.HasPrefix(letters, silence) || strings.HasPrefix(silence, letters)
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
	case r.headsSources(trimmed):
		claims := r.endParagraph()
		r.over = true
		return claims
	case tableRow.MatchString(trimmed):
		return append(r.endParagraph(), r.readRow(trimmed)...)
	case listItem.MatchString(line):
		claims := r.endParagraph()
		r.opens, r.paragraph = "\n- ", r.told(listItem.ReplaceAllString(line, ""))
		lead := r.lead
		claims = append(claims, r.endParagraph()...)
		r.lead = lead
		return claims
	case heading.MatchString(line):
		return r.endParagraph()
	}
	claims := r.flow(trimmed)
	r.flows = false
	return claims
}

// headsSources reports whether a line heads a list of sources, or is one: a line that begins so
// and says something is one below an answer only.
func (r *reader) headsSources(line string) bool {
	if !r.lang.Patterns.SourcesHead.MatchString(line) {
		return false
	}
	plain, _ := CutMarks(r.lang, line)
	return r.said || r.paragraph != "" || len(r.lang.Words(plain)) < 2
}

// told is an item of a list, behind the lead-in of the list where it says nothing without:
// it begins small, or is a name or a number with a word or so.
func (r *reader) told(item string) string {
	plain, _ := CutMarks(r.lang, item)
	words := r.lang.Words(strings.ReplaceAll(plain, "**", ""))
	small := 0
	for i := range words {
		if !words[i].Upper && !words[i].Number && !words[i].Stop() {
			small++
		}
	}
	if r.lead == "" || len(words) == 0 || strings.HasSuffix(plain, ".") {
		return item
	}
	if beginsSmall := !words[0].Upper && !words[0].Number; beginsSmall || len(words) <= fewWords && (small <= 1 || words[0].Number) {
		return r.lead + " " + item
	}
	return item
}

// fewWords is how many words an item has at most that is no sentence.
const fewWords = 5

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
	claims := r.sentences(true)
	r.paragraph, r.ends, r.looked, r.last, r.opens = "", false, 0, nil, "\n\n"
	return claims
}

// sentences are the further claims of the paragraph: those with marks of their
// own, or with marks that come later in it. In the end, what has none has
// those of the claim before.
func (r *reader) sentences(whole bool) []Said {
	paragraph := r.paragraph
	spans := MarkedSentences(r.lang, paragraph)
	if r.foreign {
		spans = ordinalsJoined(paragraph, spans)
	}
	ended := len(spans)
	if n := ended - 1; !whole && n >= 0 {
		if n > 0 && begins(spans[n].Of(paragraph), spans[n-1].Of(paragraph)) {
			n--
		}
		ended = n // the last may go on
	}
	var claims, held []Said
	for i, span := range spans[:ended] {
		c, ok := r.read(span.Of(paragraph))
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
		r.paragraph = ""
		if i+1 < len(spans) {
			r.paragraph = paragraph[spans[i+1].Start:]
		}
	}
	if whole {
		for _, h := range held {
			h.Refs = r.last
			claims = r.pass(claims, h)
		}
		r.paragraph = ""
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
	r.opens, r.said = " ", true
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
	if strings.HasSuffix(plain, ":") && len(r.lang.Words(plain)) > 2 && !p.Chatter.MatchString(plain) && len(p.LeadIn.FindString(plain)) < len(plain) {
		r.lead = plain
	}
	c = Said{Text: plain, Refs: refs, raw: text.OneLine(raw)}
	c.Not = len(refs) == 0 && p.SaysNot.MatchString(plain) && stated(r.lang, plain) == plain
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
