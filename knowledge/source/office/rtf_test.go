package office

import (
	"strings"
	"testing"
)

func TestRTF(t *testing.T) {
	const usual = "Bridge opens |  |  |  | " + bridge + " / " + cost
	const head = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Gothic;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s15 Title;}{\s7 heading 2;}{\*\cs10 Title;}}`
	text := bridge + `\par ` + cost + `\par `
	for name, c := range map[string]struct{ doc, want string }{
		"a first line":   {head + `Bridge opens\par ` + text + `}`, usual},
		"a heading":      {head + `\pard Transport\par \pard\s1 Bridge opens\par \pard ` + text + `}`, "Bridge opens |  |  |  | Transport / " + bridge + " / " + cost},
		"a title":        {head + `\pard Transport\par\pard\s15 Bridge opens\par\pard ` + text + `}`, "Bridge opens |  |  |  | Transport / " + bridge + " / " + cost},
		"lines":          {head + "Bridge\r\n opens\\\n" + text + `}`, usual},
		"groups":         {head + `{\b Bridge {\i opens}}\par{` + text + `}}`, usual},
		"info":           {`{\rtf1{\info{\title Bridge opens}{\author Ann Lee}{\operator Someone Else}{\company The Lamp}{\creatim\yr2024\mo5\dy3\hr8\min30}{\revtim\yr2024\mo6\dy1}}` + text + `}`, "Bridge opens |  | Ann Lee | 2024-05-03 | " + bridge + " / " + cost},
		"letters":        {head + `Br\'fccke \u8222?offen\u8220\'93\par Caf\'e9 \endash  \ldblquote ja\rdblquote\par ` + cost + `}`, "Brücke „offen“ |  |  |  | Café – “ja” / " + cost},
		"two for one":    {head + `{\uc2 Br\u252??cke} offen\par ` + text + `}`, "Brücke offen |  |  |  | " + bridge + " / " + cost},
		"a word for one": {head + `Br\u252\'fccke offen\par ` + text + `}`, "Brücke offen |  |  |  | " + bridge + " / " + cost},
		"negative":       {head + `\u-10187?\u-8704?\par ` + text + `}`, "\U0001d600 |  |  |  | " + bridge + " / " + cost},
		"russian":        {head + `{\f1 \'cc\'ee\'f1\'f2 \'ee\'f2\'ea\'f0\'fb\'f2}\par ` + text + `}`, "Мост открыт |  |  |  | " + bridge + " / " + cost},
		"russian set":    {`{\rtf1\ansi\ansicpg1251 \'cc\'ee\'f1\'f2 \'ee\'f2\'ea\'f0\'fb\'f2\par ` + text + `}`, "Мост открыт |  |  |  | " + bridge + " / " + cost},
		"japanese":       {head + `{\f2 \'8b\'b4\'82\'aa\'8aJ\'82\'ad}\par ` + text + `}`, "橋が開く |  |  |  | " + bridge + " / " + cost},
		"raw bytes":      {head + "Br\xfccke offen\\par " + text + `}`, "Brücke offen |  |  |  | " + bridge + " / " + cost},
		"a link":         {head + `Bridge opens\par The {\field{\*\fldinst HYPERLINK "http://127.0.0.1/"}{\fldrslt bridge}} over the Alder opens on Monday, the city said.\par ` + cost + `}`, usual},
		"hidden":         {head + `Bridge opens\par ` + bridge + `{\v  Never.}{\deleted  Not this.}\par ` + cost + `}`, usual},
		"pictures":       {head + `Bridge opens\par {\pict\pngblip 89504e47}{\*\shppict{\pict 00}}{\header The Lamp\par}{\footer 1}{\footnote Never.}` + text + `}`, usual},
		"binary":         {head + `Bridge opens\par {\pict\bin5 }}}}}}` + text + `}`, usual},
		"unknown star":   {head + `Bridge opens\par {\*\newthing Never{ ever}}` + text + `}`, usual},
		"a list":         {head + `Bridge opens\par ` + text + `{\listtext\'b7\tab}It is long.\par {\pntext\'b7\tab}It is new.}`, usual + " / It is long. / It is new."},
		"a table":        {head + `Bridge opens\par ` + text + `\trowd\cellx100\pard\intbl Length\cell 300 m\cell\row\pard }`, usual + " / Length | 300 m"},
		"no last par":    {head + `Bridge opens\par ` + bridge + `\par ` + cost + "}\x00\n", usual},
		"escapes":        {head + `A \{bridge\} \\ opens\par ` + text + `}`, `A {bridge} \ opens |  |  |  | ` + bridge + " / " + cost},
		"nothing":        {head + `}`, "error: has no text; a story needs a title and a text"},
		"cut off":        {head + `Bridge opens\par The bri`, "error: is cut off; save it again"},
		"no RTF":         {"Bridge opens", "error: is no document of RTF; name it by what it is"},
		"deep":           {`{\rtf1` + strings.Repeat("{", 5000), "error: is nested deeper than a document is; save it anew"},
		"a long text":    {`{\rtf1 ` + strings.Repeat("word ", 1<<20) + "}", "error: " + errLong.Error()},
		"huge numbers":   {head + `Bridge\fs99999999999999999999  opens\uc99999999999\par ` + text + `\bin-5 }`, usual},
	} {
		s, err := RTF([]byte(c.doc))
		if got := told(s, err); got != c.want {
			t.Errorf("%s: got\n%.300s\nwant\n%.300s", name, got, c.want)
		}
		if err == nil {
			clean(t, s)
		}
	}
}
