package plain

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const (
	german  = "Die Brücke über die Elbe ist seit Montag für Fußgänger geöffnet, teilte die Stadt München mit. Früher war dort eine Fähre."
	russian = "Мост через реку открыт для движения после двух лет ремонта, сообщили власти города в понедельник."
	japan   = "橋は月曜日に開通すると市が発表した。工事には二年かかったという。"
	chinese = "大桥周一通车，市政府表示，工程历时两年，耗资一千二百万。"
)

// TestCharsets: a document of XML and a page are read in whatever they are written, be it told in
// them, beside them, late, wrongly or not at all.
func TestCharsets(t *testing.T) {
	declared := func(set string) string { return `<?xml version="1.0" encoding="` + set + `"?>` }
	late := "<html><head><script>" + strings.Repeat("var a = 1; ", 400) + `</script><meta http-equiv="Content-Type" content="text/html; charset=`
	wide := map[string]encoding.Encoding{
		"utf-16 le, mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16 be, mark": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"utf-16 le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16 be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"utf-32 le, mark": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32 be, mark": utf32.UTF32(utf32.BigEndian, utf32.UseBOM),
		"utf-32 le": utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32 be": utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
	}
	rows := map[string]struct{ raw, kind, want string }{
		"declared":               {declared("windows-1251") + in(t, charmap.Windows1251, russian), "text/xml", russian},
		"declared, single marks": {"<?xml version='1.0' encoding='koi8-r' ?>" + in(t, charmap.KOI8R, russian), "text/xml", russian},
		"in the header alone":    {"<rss>" + in(t, charmap.KOI8R, russian), "text/xml; charset=koi8-r", russian},
		"header, quoted":         {"<rss>" + in(t, charmap.Windows1250, "Most je otevřen, řekl úřad města v pondělí dopoledne."), `application/xml; charset="windows-1250"`, "Most je otevřen, řekl úřad města v pondělí dopoledne."},
		"header, short text":     {"<p>" + in(t, charmap.ISO8859_2, "Łódź"), "text/html; charset=iso-8859-2", "Łódź"},
		"nowhere":                {"<rss>" + in(t, charmap.Windows1251, russian), "", russian},
		"nowhere, german":        {"<rss>" + in(t, charmap.ISO8859_1, german), "text/xml", german},
		"a lie: latin 1":         {declared("iso-8859-1") + german, "text/xml", german},
		"a lie: header":          {"<rss>" + russian, "text/xml; charset=windows-1251", russian},
		"a lie: both":            {declared("windows-1252") + russian, "text/xml; charset=iso-8859-1", russian},
		"a lie: utf-8":           {declared("utf-8") + in(t, charmap.Windows1251, russian), "text/xml", russian},
		"a lie: utf-8, header":   {declared("utf-8") + in(t, charmap.Windows1251, russian), "text/xml; charset=windows-1251", russian},
		"a lie: utf-16":          {declared("utf-16") + german, "text/xml; charset=utf-16", german},
		"a lie: utf-16, legacy":  {declared("utf-16") + in(t, charmap.Windows1251, russian), "text/xml", russian},
		"a lie: shift_jis":       {declared("shift_jis") + in(t, charmap.Windows1251, russian), "text/xml", russian},
		"a usual header":         {declared("windows-1251") + in(t, charmap.Windows1251, russian), "text/xml; charset=iso-8859-1", russian},
		"a usual header, page":   {`<meta charset="windows-1251">` + in(t, charmap.Windows1251, russian), "text/html; charset=iso-8859-1", russian},
		"nonsense":               {declared("none-such") + in(t, charmap.Windows1251, russian), "text/xml; charset=x-unknown", russian},
		"late":                   {late + `windows-1251">` + in(t, charmap.Windows1251, russian), "text/html", russian},
		"late, short text":       {late + `windows-1251"></head><title>` + in(t, charmap.Windows1251, "Мост") + "</title>", "text/html", "Мост"},
		"late, its own element":  {late[:len(late)-60] + `"><meta charset=koi8-r>` + in(t, charmap.KOI8R, "Мост открыт"), "text/html", "Мост открыт"},
		"late, a lie":            {late + `windows-1251">` + russian, "text/html", russian},
		"gb18030":                {declared("gb2312") + in(t, simplifiedchinese.GB18030, chinese), "text/xml", chinese},
		"euc-kr":                 {declared("euc-kr") + in(t, korean.EUCKR, "다리가 월요일에 개통된다고 시가 밝혔다."), "text/xml", "다리가 월요일에 개통된다고 시가 밝혔다."},
		"euc-jp, header":         {"<rss>" + in(t, japanese.EUCJP, japan), "text/xml; charset=EUC-JP", japan},
		"iso-2022-jp":            {declared("iso-2022-jp") + in(t, japanese.ISO2022JP, japan), "text/xml", japan},
		"a cut letter":           {declared("utf-8") + russian + "\xd0", "text/xml", russian + "\uFFFD"},
		"a wrong byte":           {declared("iso-8859-1") + german + "\xff" + german, "text/xml", german + "\uFFFD" + german},
		"a mark":                 {"\ufeff" + declared("iso-8859-1") + german, "text/xml", german},
		"controls":               {"<rss>" + german + "\x00\x08", "text/xml", german},
	}
	for _, text := range []string{russian, japan} {
		page := "<p>" + strings.Repeat(text+"\n", 20)
		for name, e := range wide {
			if strings.Contains(name, "16") {
				rows[name+", few Latin letters, "+text[:6]] = struct{ raw, kind, want string }{strings.TrimPrefix(strings.TrimPrefix(in(t, e, page), "\xff\xfe"), "\xfe\xff"), "text/html", text}
			}
		}
	}
	markup := strings.Repeat("<div class='teaser'><a href='/news/sport'>Home</a></div>\n", 400)
	rows["much markup"] = struct{ raw, kind, want string }{markup + in(t, charmap.Windows1251, strings.Repeat(russian+" ", 3)) + markup, "text/html", russian}
	rows["much markup, a lie"] = struct{ raw, kind, want string }{"<meta charset=utf-8>" + markup + in(t, charmap.Windows1251, strings.Repeat(russian+" ", 3)) + markup, "text/html", russian}
	for name, e := range wide {
		rows[name] = struct{ raw, kind, want string }{in(t, e, declared("UTF-16")+german), "text/xml", german}
		rows[name+", undeclared"] = struct{ raw, kind, want string }{in(t, e, "<rss><channel>"+german), "text/xml; charset=utf-8", german}
	}
	for name, c := range rows {
		got := string(DecodeXML([]byte(c.raw), c.kind))
		if !strings.Contains(got, c.want) || strings.Contains(got, "encoding=") {
			t.Errorf("%s, XML: %q, want %q", name, got, c.want)
		}
		if c.kind == "" || name == "a lie: utf-16" {
			continue
		}
		if text, err := Decode([]byte(c.raw), c.kind); err != nil || !strings.Contains(text, c.want) {
			t.Errorf("%s, a page: %q, %v, want %q", name, text, err, c.want)
		}
	}
}

func TestDecodeAs(t *testing.T) {
	for name, c := range map[string]struct{ raw, set, want string }{
		"nothing told":  {russian, "", russian},
		"utf-8":         {russian, "UTF-8", russian},
		"a lie":         {russian, "windows-1251", russian},
		"koi8-r":        {in(t, charmap.KOI8R, "Мост"), "koi8-r", "Мост"},
		"latin 1":       {in(t, charmap.ISO8859_1, "Käse"), "iso-8859-1", "Käse"},
		"iso-2022-jp":   {in(t, japanese.ISO2022JP, japan), "iso-2022-jp", japan},
		"ascii as jp":   {"The bridge", "iso-2022-jp", "The bridge"},
		"unknown":       {in(t, charmap.Windows1251, russian), "x-none", russian},
		"utf-16":        {in(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), german), "iso-8859-1", german},
		"a cut letter":  {german + "\xc3", "iso-8859-1", german + "\uFFFD"},
		"no such bytes": {in(t, charmap.Windows1251, russian), "shift_jis", russian},
	} {
		if got, err := DecodeAs([]byte(c.raw), c.set); err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}
