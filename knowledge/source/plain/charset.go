package plain

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

const (
	labelBytes  = 256 << 10 // so far into a page is a charset looked for that it names
	detectBytes = 64 << 10  // so much of a text is looked at to tell its charset
)

var (
	// xmlEncoding is where a page of XML declares its encoding.
	xmlEncoding = regexp.MustCompile(`^\s*(?:<!--.*?-->\s*)*<\?xml[^>]*\bencoding\s*=\s*["']\s*([A-Za-z0-9._:-]+)`)
	// metaCharset is where a page names its charset, however late.
	metaCharset = regexp.MustCompile(`(?i)<meta\s[^>]{0,500}?\bcharset\s*=\s*["']?\s*([a-z0-9._:-]+)`)
	xmlHead     = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)
)

// DecodeAs turns bytes into clean text where something beside them, such as the header of an
// answer or of a mail, tells their charset. A byte order mark wins, then valid UTF-8, then the
// charset told, then what the bytes look like. set may be empty or not known.
func DecodeAs(raw []byte, set string) (string, error) {
	if set = strings.TrimSpace(set); set == "" || wideOf(raw) != nil || isNearlyUTF8(raw) || utf8.Valid(raw) && !shifts(raw, []string{set}) {
		return Decode(raw, "")
	}
	if e := trusted(raw, []string{set}); e != nil {
		if out, err := e.NewDecoder().Bytes(raw); err == nil {
			return Scrub(string(out)), nil
		}
	}
	return Decode(raw, "")
}

// DecodeXML turns a document of XML, as a feed is, into UTF-8 without touching more of it than
// the declaration of its encoding, and characters that XML does not have. contentType is what was
// told beside it; empty: nothing. A mark wins, then valid UTF-8, then what it declares, then what was
// told, then what the bytes look like.
func DecodeXML(raw []byte, contentType string) []byte {
	switch e := wideOf(raw); {
	case e != nil:
		if out, err := e.NewDecoder().Bytes(raw); err == nil {
			raw = out
		}
	case utf8.Valid(raw) && !shifts(raw, labels(raw, contentType)), isNearlyUTF8(raw):
	default:
		if out, err := encodingOf(raw, contentType).NewDecoder().Bytes(raw); err == nil {
			raw = out
		}
	}
	raw = bytes.TrimPrefix(bytes.ToValidUTF8(raw, []byte("\uFFFD")), []byte("\ufeff"))
	if head := xmlHead.Find(raw[:min(len(raw), SniffBytes)]); head != nil {
		raw = append([]byte(`<?xml version="1.0"?>`), raw[len(head):]...)
	}
	if bytes.IndexFunc(raw, isNoXML) >= 0 {
		raw = bytes.Map(func(r rune) rune {
			if isNoXML(r) {
				return -1
			}
			return r
		}, raw)
	}
	return raw
}

// isNoXML reports whether XML does not have a character.
func isNoXML(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\r' && r != '\t' || r == 0xFFFE || r == 0xFFFF
}

// labels are the charsets that are told of bytes, in the order of trust.
func labels(raw []byte, contentType string) (list []string) {
	if m := xmlEncoding.FindSubmatch(raw[:min(len(raw), 1024)]); m != nil {
		list = append(list, string(m[1]))
	}
	if contentType == "" {
		return list
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		list = append(list, params["charset"])
	}
	if m := metaCharset.FindSubmatch(raw[:min(len(raw), labelBytes)]); m != nil {
		list = append(list, string(m[1]))
	}
	return list
}

// encodingOf finds the encoding of bytes that are not UTF-8.
func encodingOf(raw []byte, contentType string) encoding.Encoding {
	if e := trusted(raw, labels(raw, contentType)); e != nil {
		return e
	}
	if e, _ := detected(raw); e != nil {
		return e
	}
	return charmap.Windows1252
}

// trusted is the encoding by the first of these labels that can be true; where two of them
// can, the one that the bytes look like. nil: there is none.
func trusted(raw []byte, names []string) (first encoding.Encoding) {
	firstName := ""
	for _, label := range names {
		e, name := charset.Lookup(strings.TrimSpace(label))
		if e == nil || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16") || !fits(e, raw) {
			continue
		}
		if first == nil {
			first, firstName = e, name
			continue
		}
		if _, looks := detected(raw); name != firstName && looks == name {
			return e
		}
	}
	return first
}

// detected is the encoding that bytes look like, and its name; nil where they look like none.
func detected(raw []byte) (encoding.Encoding, string) {
	best, err := chardet.NewTextDetector().DetectBest(foreignWords(raw))
	if err != nil || best.Confidence < 30 {
		return nil, ""
	}
	if e, name := charset.Lookup(best.Charset); e != nil && name != "utf-8" && name != "replacement" {
		return e, name
	}
	return nil, ""
}

// foreignWords are the words of bytes that have others than ASCII, of which alone it tells what
// they are of: the markup of a page is ASCII, and most of it.
func foreignWords(raw []byte) []byte {
	words := make([]byte, 0, min(len(raw), detectBytes))
	for len(raw) > 0 && len(words) < detectBytes {
		end := bytes.IndexAny(raw, " \t\r\n")
		if end < 0 {
			end = len(raw)
		}
		word := raw[:end]
		raw = raw[min(end+1, len(raw)):]
		if bytes.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) {
			words = append(append(words, word...), ' ')
		}
	}
	return words[:min(len(words), detectBytes)]
}

// fits reports whether bytes can be of an encoding: hardly any of them are of none of its letters.
func fits(e encoding.Encoding, raw []byte) bool {
	const mostWrong = 100 // one in so many
	out, err := e.NewDecoder().Bytes(raw[:min(len(raw), detectBytes)])
	if err != nil {
		return false
	}
	foreign := 0
	for _, b := range raw[:min(len(raw), detectBytes)] {
		if b >= 0x80 || b == 0x1B {
			foreign++
		}
	}
	return bytes.Count(out, []byte("\uFFFD"))*mostWrong <= max(foreign, mostWrong)
}

// shifts reports whether bytes that look like ASCII are of an encoding that shifts to other
// letters, as one of its labels says.
func shifts(raw []byte, names []string) bool {
	if bytes.IndexByte(raw, 0x1B) < 0 {
		return false
	}
	for _, label := range names {
		if _, name := charset.Lookup(label); name == "iso-2022-jp" {
			return true
		}
	}
	return false
}

// isNearlyUTF8 reports whether bytes are UTF-8 but for a few, as where a text was cut within a
// letter. Hardly any other text has letters that look like those of UTF-8.
func isNearlyUTF8(raw []byte) bool {
	whole, wrong := 0, 0
	for at := 0; at < len(raw) && at < 4*detectBytes; {
		if raw[at] < utf8.RuneSelf {
			at++
			continue
		}
		r, n := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && n == 1 {
			wrong++
		} else {
			whole++
		}
		at += n
	}
	return wrong > 0 && whole >= 5 && wrong*6 <= whole
}
