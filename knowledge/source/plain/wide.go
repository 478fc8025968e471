package plain

import (
	"bytes"
	letter "unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// wideOf tells UTF-16 and UTF-32, by their mark or by where their zeros are; nil: it is
// neither.
func wideOf(raw []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(raw, []byte{0, 0, 0xFE, 0xFF}):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := raw[:min(len(raw), SniffBytes)&^3]
	if len(head) < 8 {
		return nil
	}
	var zeros [4]int
	for i, b := range head {
		if b == 0 {
			zeros[i&3]++
		}
	}
	most := len(head) / 4 * 3 / 4 // so many of the places of one byte in four
	switch {
	case zeros[3] > most && zeros[2] > most && zeros[0] == 0:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case zeros[0] > most && zeros[1] > most && zeros[3] == 0:
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	}
	little, big := zeros[1]+zeros[3], zeros[0]+zeros[2]
	switch {
	case little > 2*most && big == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case big > 2*most && little == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case little >= fewZeros && big == 0 && isText(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), head):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case big >= fewZeros && little == 0 && isText(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), head):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// fewZeros is how many zeros a text of letters other than Latin ones has for its spaces and marks.
const fewZeros = 8

// isText reports whether bytes of an encoding are a text: letters, and no controls.
func isText(e encoding.Encoding, head []byte) bool {
	out, err := e.NewDecoder().Bytes(head)
	if err != nil {
		return false
	}
	letters, all := 0, 0
	for _, r := range string(out) {
		all++
		switch {
		case r == utf8.RuneError && all*2 < len(head)-4, r < 0x20 && r != '\n' && r != '\r' && r != '\t', r >= 0xE000 && r < 0xF900:
			return false
		case letter.IsLetter(r), letter.IsMark(r):
			letters++
		}
	}
	return letters*2 > all
}
