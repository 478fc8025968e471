package office

import (
	"bytes"
	"errors"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// RTF reads a document in the Rich Text Format. Pictures, page heads, notes and what is
// hidden are not of the story.
func RTF(raw []byte) (*knowledge.Story, error) {
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \t\r\n\x00")
	if !bytes.HasPrefix(raw, []byte(`{\rtf`)) {
		return nil, errors.New("is no document of RTF; name it by what it is")
	}
	r := &rtf{document: &document{}, codepage: 1252, fonts: map[int]int{}, styles: map[int]bool{}, group: group{uc: 1}}
	if err := r.read(raw); err != nil {
		return nil, err
	}
	for _, stamp := range []*stamp{&r.created, &r.revised} {
		if t := stamp.time(); !t.IsZero() {
			r.dates = append(r.dates, t)
		}
	}
	return r.story()
}

// What a group's text is for.
const (
	ofText  = iota
	ofNone  // nothing that is read
	ofInfo  // what the document says of itself: its groups are of the next ones
	ofTitle //
	ofAuthor
	ofCreated
	ofRevised
	ofFonts
	ofStyles
)

// group is the state that ends with a group.
type group struct {
	of       int
	uc       int // so many characters stand for a reader without Unicode after one of it
	codepage int // 0: the document's
	hidden   bool
	style    int
	inTable  bool
	star     bool // the next word may be passed over
}

// rtf is a document that is being read.
type rtf struct {
	*document
	group
	stack            []group
	codepage         int // of the document
	fonts            map[int]int
	font             int // the one that the table of fonts tells of
	styles           map[int]bool
	label            strings.Builder // the name of a style, a title or an author
	created, revised stamp
	pending          []byte // bytes in the codepage
	high             rune   // the first half of a pair
	pass             int    // so many characters are passed over
}

func (r *rtf) read(raw []byte) error {
	for at := 0; at < len(raw); {
		switch c := raw[at]; c {
		case '{':
			if len(r.stack) > mostNested {
				return errNested
			}
			r.settle()
			r.pass = 0
			r.stack = append(r.stack, r.group)
			at++
		case '}':
			r.settle()
			if len(r.stack) == 0 {
				return r.finish()
			}
			r.close()
			at++
			if len(r.stack) == 0 {
				return r.finish()
			}
		case '\\':
			n, err := r.control(raw[at+1:])
			if err != nil {
				return err
			}
			at += 1 + n
		case '\r', '\n', 0:
			at++
		default:
			if err := r.char(c); err != nil {
				return err
			}
			at++
		}
	}
	return errors.New("is cut off; save it again")
}

// finish ends the last paragraph.
func (r *rtf) finish() error {
	r.settle()
	r.inTable = false
	r.paragraph()
	if r.bytes > mostText {
		return errLong
	}
	return nil
}

// close ends a group.
func (r *rtf) close() {
	label := strings.TrimRight(strings.TrimSpace(r.label.String()), ";")
	outer := r.stack[len(r.stack)-1]
	switch {
	case r.of == ofStyles && label != "":
		r.styles[r.style] = r.styles[r.style] || r.style > 0 && isHeadlineStyle(label)
		r.label.Reset()
	case r.of == ofTitle && outer.of != ofTitle:
		r.title = label
		r.label.Reset()
	case r.of == ofAuthor && outer.of != ofAuthor:
		r.authors = append(r.authors, label)
		r.label.Reset()
	}
	r.group, r.stack, r.pass = outer, r.stack[:len(r.stack)-1], 0
}

// control reads what follows a backslash, and tells how long it is.
func (r *rtf) control(s []byte) (int, error) {
	if len(s) == 0 {
		return 0, nil
	}
	n := 0
	for n < len(s) && n < 32 && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	if n == 0 {
		return r.symbol(s)
	}
	word := string(s[:n])
	value, has, minus := 0, false, false
	if n < len(s) && s[n] == '-' {
		minus = true
		n++
	}
	for ; n < len(s) && s[n] >= '0' && s[n] <= '9'; n++ {
		value, has = min(value*10+int(s[n]-'0'), 1<<30), true
	}
	if minus {
		value = -value
	}
	if n < len(s) && s[n] == ' ' {
		n++
	}
	if word == "bin" {
		return min(n+max(value, 0), len(s)), nil
	}
	return n, r.word(word, value, has)
}

// symbol reads a control that is no word.
func (r *rtf) symbol(s []byte) (int, error) {
	switch c := s[0]; c {
	case '\'':
		if len(s) < 3 {
			return len(s), nil
		}
		return 3, r.byte(hex(s[1])<<4 | hex(s[2]))
	case '*':
		r.star = true
	case '~':
		return 1, r.text(" ")
	case '_':
		return 1, r.text("-")
	case '\r', '\n':
		r.settle()
		r.paragraph()
	case '\\', '{', '}':
		return 1, r.char(c)
	}
	return 1, nil
}

func hex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 0
}

// char takes one byte that stands for itself.
func (r *rtf) char(c byte) error {
	if c >= 0x80 {
		return r.byte(c)
	}
	if r.pass > 0 {
		r.pass--
		return nil
	}
	if len(r.pending) > 0 && isLeading(r.pending, r.page()) { // the second byte of two may look like a letter
		r.pending = append(r.pending, c)
		return nil
	}
	return r.text(string(rune(c)))
}

// byte takes one byte of a codepage.
func (r *rtf) byte(c byte) error {
	if r.pass > 0 {
		r.pass--
		return nil
	}
	if r.pending = append(r.pending, c); len(r.pending) > 1<<14 {
		return r.text("")
	}
	return nil
}

// page is the codepage that bytes are in.
func (r *rtf) page() int {
	if r.group.codepage != 0 {
		return r.group.codepage
	}
	return r.codepage
}

// settle decodes the bytes that wait for those that belong to them.
func (r *rtf) settle() {
	if len(r.pending) == 0 {
		return
	}
	s := fromCodepage(r.pending, r.page())
	r.pending = r.pending[:0]
	_ = r.put(s) // what is too long is found at the end, too
}

// text takes characters that are told as such.
func (r *rtf) text(s string) error {
	r.settle()
	if r.bytes > mostText {
		return errLong
	}
	return r.put(s)
}

// put adds text to what the group is of.
func (r *rtf) put(s string) error {
	switch r.of {
	case ofText:
		if !r.hidden {
			return r.write(s)
		}
	case ofTitle, ofAuthor, ofStyles:
		if r.label.Len() < 4*plain.LongTitle {
			r.label.WriteString(s)
		}
	}
	return nil
}

// unicode takes a character told by its number, for which uc others follow.
func (r *rtf) unicode(n int) error {
	r.settle()
	c := rune(uint16(n)) //nolint:gosec // numbers above 32,767 are written as negative ones
	r.pass = r.uc
	switch {
	case utf16.IsSurrogate(c) && r.high == 0:
		r.high = c
		return nil
	case r.high != 0:
		c, r.high = utf16.DecodeRune(r.high, c), 0
	}
	return r.put(string(c))
}

// paragraph ends a paragraph; in a table it goes on with its row.
func (r *rtf) paragraph() {
	r.pass = 0
	if r.inTable {
		r.now.WriteByte(' ')
		return
	}
	if r.paragraphs.end() && r.headline == 0 && r.style > 0 && r.styles[r.style] && len(r.list) <= topLines {
		r.headline = len(r.list)
	}
}

// stamp is a time, part by part.
type stamp struct{ year, month, day, hour, minute int }

func (s *stamp) time() time.Time {
	if s.year < 1990 || s.month < 1 || s.month > 12 || s.day < 1 || s.day > 31 {
		return time.Time{}
	}
	return time.Date(s.year, time.Month(s.month), s.day, s.hour, s.minute, 0, 0, time.UTC)
}
