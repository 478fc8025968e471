package plain

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestGunzip(t *testing.T) {
	packed := func(s string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(s))
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	one := packed("The bridge opens.")
	for name, c := range map[string]struct{ raw, want, fault string }{
		"one":               {one, "The bridge opens.", ""},
		"two":               {one + packed(" It is new."), "The bridge opens. It is new.", ""},
		"an empty one":      {one + packed("") + packed(" It is new."), "The bridge opens. It is new.", ""},
		"many empty ones":   {one + strings.Repeat(packed(""), 500) + packed(" It is new."), "The bridge opens. It is new.", ""},
		"zeros after it":    {one + strings.Repeat("\x00", 512), "The bridge opens.", ""},
		"words after it":    {one + "-- signed by the server", "The bridge opens.", ""},
		"a byte after it":   {one + "\x1f", "The bridge opens.", ""},
		"no second":         {one + "\x1f\x8bnone", "The bridge opens.", ""},
		"cut off":           {one[:len(one)-12], "", "EOF"},
		"cut in the sum":    {one[:len(one)-3], "", "EOF"},
		"a wrong sum":       {one[:len(one)-8] + "xxxx" + one[len(one)-4:], "", "checksum"},
		"not packed":        {"The bridge opens.", "", "pack it again"},
		"the second is cut": {one + one[:len(one)-9], "", "EOF"},
	} {
		for _, in := range []io.Reader{strings.NewReader(c.raw), iotest.OneByteReader(strings.NewReader(c.raw))} {
			r, err := Gunzip(in)
			var got []byte
			if err == nil {
				got, err = io.ReadAll(bufio.NewReader(r)) // it gives up on one that gives nothing for long
			}
			switch {
			case c.fault == "" && (err != nil || string(got) != c.want):
				t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
			case c.fault != "" && (err == nil || errors.Is(err, io.EOF) && c.fault != "EOF" || !strings.Contains(err.Error(), c.fault)):
				t.Errorf("%s: %q, %v; want an error of %q", name, got, err, c.fault)
			}
		}
	}
}
