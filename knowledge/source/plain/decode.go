package plain

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var errBinary = errors.New("is not text but binary data; name it by what it is (.pdf, .zip), convert it to text or remove it")

// Decode turns a file's bytes into clean text. A byte order mark wins, then
// valid UTF-8, then what the file declares, then what its bytes look like.
// contentType is "text/html", perhaps with a charset that was told beside the bytes, where a
// declaration may stand in them.
func Decode(raw []byte, contentType string) (string, error) {
	if e := wideOf(raw); e != nil {
		out, err := e.NewDecoder().Bytes(raw)
		if err != nil {
			return "", errBinary
		}
		return Scrub(string(out)), nil
	}
	if isBinary(raw) {
		return "", errBinary
	}
	if utf8.Valid(raw) && !shifts(raw, labels(raw, contentType)) {
		return Scrub(string(raw)), nil
	}
	if isNearlyUTF8(raw) {
		return Scrub(strings.ToValidUTF8(string(raw), "\uFFFD")), nil
	}
	out, err := encodingOf(raw, contentType).NewDecoder().Bytes(raw)
	if err != nil {
		out = bytes.ToValidUTF8(raw, []byte("\uFFFD"))
	}
	return Scrub(string(out)), nil
}

// isBinary reports whether too many bytes are controls for it to be text.
func isBinary(raw []byte) bool {
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x7fELF", "\xd0\xcf\x11\xe0", "SQLite format 3\x00"} {
		if bytes.HasPrefix(raw, []byte(magic)) {
			return true
		}
	}
	head := raw[:min(len(raw), 64<<10)]
	controls := 0
	for _, b := range head {
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7F {
			controls++
		}
	}
	return controls*50 > len(head)
}

// Scrub makes valid UTF-8 clean: NFC, line breaks as \n, and none of the
// characters that are not seen (controls, marks of direction and order, zero
// width) but for the joiners that some scripts need.
func Scrub(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	if !isCleanASCII(s) && strings.IndexFunc(s, isUnwanted) >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
		s = strings.Map(cleanRune, s)
	}
	if strings.Contains(s, "\u200c") || strings.Contains(s, "\u200d") {
		s = withoutJoiners(s)
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return s
}

// isCleanASCII reports, without much work, whether there is nothing to clean.
func isCleanASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7F {
			return false
		}
	}
	return true
}

// withoutJoiners drops the zero-width joiners that stand beside a Latin letter,
// where they only hide; other scripts and emoji are written with them.
func withoutJoiners(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var before rune
	for i, r := range s {
		if r == 0x200C || r == 0x200D {
			after, _ := utf8.DecodeRuneInString(s[i+3:])
			if before < 0x250 || after < 0x250 {
				continue
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// isUnwanted reports whether clean text does not have a character.
func isUnwanted(r rune) bool { return cleanRune(r) != r || r == '\r' }

// cleanRune maps one character to what it should be, or to -1.
func cleanRune(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r >= 0x20 && r < 0x7F:
		return r
	case r == '\f' || r == '\v' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return '\n'
	case r < 0x20 || r >= 0x7F && r < 0xA0:
		return -1
	case r == 0xA0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000:
		return ' '
	case r == 0x200B || r == 0x200E || r == 0x200F || r == 0x061C || r == 0xFEFF || r == 0xAD || r == 0x2060:
		return -1
	case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r >= 0xFFF9 && r <= 0xFFFC:
		return -1
	case r >= 0xE0000 && r <= 0xE007F:
		return -1
	}
	return r
}

// SniffBytes is how much of a document is looked at to tell what it is.
const SniffBytes = 4096
