package postgres

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// odd begins what is written in hexadecimal digits.
const odd = `\x`

// toText writes any string as a text that PostgreSQL takes: as it is where it can be, else its
// bytes in hexadecimal digits after \x. Names of files may be of any bytes.
func toText(s string) string {
	if utf8.ValidString(s) && !strings.Contains(s, "\x00") && !strings.HasPrefix(s, odd) {
		return s
	}
	return odd + hex.EncodeToString([]byte(s))
}

// ofText reads what toText wrote.
func ofText(s string) string {
	if digits, ok := strings.CutPrefix(s, odd); ok {
		if b, err := hex.DecodeString(digits); err == nil {
			return string(b)
		}
	}
	return s
}
