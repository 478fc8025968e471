package plain

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

func in(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const french = "Le café de l'hôtel à Orléans est fermé depuis l'été dernier, où la clientèle préférait déjeuner."
	const russian = "Мост через реку открыт для движения после двух лет ремонта, сообщили власти города в понедельник."
	const japan = "橋は月曜日に開通すると市が発表した。工事には二年かかったという。"
	tests := map[string]struct{ raw, kind, want string }{
		"utf-8":               {french, "", french},
		"utf-8 with a mark":   {"\ufeff" + french, "", french},
		"utf-8, declared not": {`<meta charset="iso-8859-1">` + french, "text/html", `<meta charset="iso-8859-1">` + french},
		"latin 1":             {in(t, charmap.ISO8859_1, french), "", french},
		"windows quotes":      {in(t, charmap.Windows1252, "She said “no” – and left."), "", "She said “no” – and left."},
		"russian detected":    {in(t, charmap.Windows1251, russian), "", russian},
		"koi8-r declared":     {`<meta charset="koi8-r">` + in(t, charmap.KOI8R, russian), "text/html", `<meta charset="koi8-r">` + russian},
		"shift-jis declared":  {`<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">` + in(t, japanese.ShiftJIS, japan), "text/html", `<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">` + japan},
		"shift-jis detected":  {in(t, japanese.ShiftJIS, japan+japan+japan), "", japan + japan + japan},
		"gb18030 in xml":      {`<?xml version="1.0" encoding="gb18030"?>` + in(t, simplifiedchinese.GB18030, "大桥周一通车"), "text/html", `<?xml version="1.0" encoding="gb18030"?>大桥周一通车`},
		"utf-16 le, mark":     {in(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), french), "", french},
		"utf-16 be, mark":     {in(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), french), "", french},
		"utf-16 le, no mark":  {in(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), french), "", french},
		"utf-16 be, no mark":  {in(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), french), "", french},
		"a few zeros":         {french + "\x00" + french, "", french + french},
		"one bad byte":        {russian + "\xff", "", ""},
	}
	for name, test := range tests {
		got, err := Decode([]byte(test.raw), test.kind)
		if err != nil || !utf8.ValidString(got) || test.want != "" && got != test.want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, test.want)
		}
	}
}

func TestScrub(t *testing.T) {
	tests := map[string]string{
		"plain text\n\tstays":   "plain text\n\tstays",
		"a\r\nb\rc":             "a\nb\nc",
		"\ufeffa\x00b\x07c\x7f": "abc",
		"left\u202Etfel\u202C\u2066x\u2069\u200e\u200f": "lefttfelx",
		"zero\u200bwidth\u2060\u00ad":                   "zerowidth",
		"no\u00a0break\u2003em":                         "no break em",
		"line\u2028para\u2029\u0085\f":                  "line\npara\n\n\n",
		"cafe\u0301":                                    "café",
		"pass\u200dword\u200c":                          "password",
		"می\u200cخواهم":                                 "می\u200cخواهم",
		"👩\u200d🚀":                                      "👩\u200d🚀",
		"\x9bbad\xff":                                   "\ufffdbad\ufffd",
		"tag\U000E0041\U000E007F":                       "tag",
	}
	for in, want := range tests {
		if got := Scrub(in); got != want {
			t.Errorf("scrub(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("caf\xe9 au lait"), true)
	f.Add([]byte("\xff\xfea\x00"), false)
	f.Fuzz(func(t *testing.T, raw []byte, page bool) {
		kind := ""
		if page {
			kind = "text/html"
		}
		text, err := Decode(raw, kind)
		if err == nil && (!utf8.ValidString(text) || !norm.NFC.IsNormalString(text) || Scrub(text) != text) {
			t.Errorf("decode(%q) = %q, which is not clean", raw, text)
		}
	})
}
