package office

import (
	"strings"
	"testing"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// para is a paragraph of Word in a style; "" is the usual one.
func para(style string, runs ...string) string {
	p := "<w:p>"
	if style != "" {
		p += `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	for _, r := range runs {
		if !strings.HasPrefix(r, "<") {
			r = "<w:r><w:t xml:space=\"preserve\">" + r + "</w:t></w:r>"
		}
		p += r
	}
	return p + "</w:p>"
}

func word(body ...string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + wordSpace + `><w:body>` + strings.Join(body, "") + `<w:sectPr/></w:body></w:document>`
}

func core(fields string) string {
	return `<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">` + fields + `</cp:coreProperties>`
}

func TestDocx(t *testing.T) {
	const usual = "Bridge opens |  |  |  | " + bridge + " / " + cost
	text := para("", bridge) + para("", cost)
	for name, c := range map[string]struct {
		body, core, want string
	}{
		"a first line":              {para("", "Bridge opens") + text, "", usual},
		"a title style":             {para("Title", "Bridge opens") + text, "", usual},
		"a heading":                 {para("Heading1", "Bridge opens") + text, "", usual},
		"a heading elsewhere named": {para("berschrift1", "Bridge opens") + text, "", usual},
		"below a kicker":            {para("", "Transport") + para("Title", "Bridge opens") + text, "", "Bridge opens |  |  |  | Transport / " + bridge + " / " + cost},
		"in pieces":                 {para("", "Bri", "dge ", "opens") + para("", "The bridge", " over the Alder opens on Mon", "day, the city said.") + para("", cost), "", usual},
		"breaks and tabs":           {para("", "Bridge<w:br/>opens") + text, "", "Bridge opens |  |  |  | " + bridge + " / " + cost},
		"changes tracked":           {para("", "Bridge opens") + para("", "The bridge ", "<w:del><w:r><w:delText>in Norton </w:delText></w:r></w:del>", "<w:ins><w:r><w:t>over the Alder </w:t></w:r></w:ins>", "<w:moveFrom><w:r><w:t>never </w:t></w:r></w:moveFrom>", "opens on Monday, the city said.") + para("", cost), "", usual},
		"hidden":                    {para("", "Bridge opens") + para("", bridge, "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Not for print.</w:t></w:r>") + para("", cost), "", usual},
		"not hidden":                {para("", "Bridge opens") + para("", bridge, `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> For print.</w:t></w:r>`), "", "Bridge opens |  |  |  | " + bridge + " For print."},
		"fields and links":          {para("", "Bridge opens") + para("", "<w:r><w:instrText>HYPERLINK \"http://127.0.0.1/\"</w:instrText></w:r>", `<w:hyperlink r:id="rId4" xmlns:r="r"><w:r><w:t>The bridge</w:t></w:r></w:hyperlink>`, " over the Alder opens on Monday, the city said.") + para("", cost), "", usual},
		"contents":                  {para("", "Bridge opens") + para("TOC1", "Bridge ..... 1") + text, "", usual},
		"a box":                     {para("", "Bridge opens") + para("", "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"+para("", "The river is the Alder.")+"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"+para("", "The river is the Alder.")+"</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>", bridge) + para("", cost), "", "Bridge opens |  |  |  | The river is the Alder. / " + bridge + " / " + cost},
		"a table":                   {para("", "Bridge opens") + text + "<w:tbl><w:tr><w:tc>" + para("", "Length") + "</w:tc><w:tc>" + para("", "300 m") + para("", "(planned)") + "</w:tc></w:tr><w:tr><w:tc>" + para("") + "</w:tc><w:tc>" + para("", "Alder") + "</w:tc></w:tr></w:tbl>", "", "Bridge opens |  |  |  | " + bridge + " / " + cost + " / Length | 300 m (planned) / Alder"},
		"what it says":              {para("Title", "Bridge opens") + text, core("<dc:title>Another bridge</dc:title><dc:creator>Ann Lee</dc:creator><dcterms:created>2024-05-03T08:30:00Z</dcterms:created><dcterms:modified>2024-06-01T00:00:00Z</dcterms:modified>"), "Bridge opens |  | Ann Lee | 2024-05-03 | " + bridge + " / " + cost},
		"an account":                {para("Title", "Bridge opens") + text, core("<dc:creator>admin42</dc:creator><dcterms:modified>2024-06-01T00:00:00Z</dcterms:modified>"), "Bridge opens |  |  | 2024-06-01 | " + bridge + " / " + cost},
		"its own title":             {text, core("<dc:title>Bridge opens</dc:title>"), usual},
		"a title of a program":      {para("", "Bridge opens") + text, core("<dc:title>Microsoft Word - x.doc</dc:title>"), usual},
		"the title is shown":        {para("", "The Lamp") + para("", "BRIDGE OPENS") + text, core("<dc:title>Bridge opens</dc:title>"), "BRIDGE OPENS |  |  |  | The Lamp / " + bridge + " / " + cost},
		"letters":                   {para("", "Brücke &amp; Fähre &lt;offen&gt;") + para("", "Die Br\u00fccke ist offen.") + para("", cost), "", "Brücke & Fähre <offen> |  |  |  | Die Brücke ist offen. / " + cost},
		"nothing":                   {para("", " "), "", "error: has no text; a story needs a title and a text"},
		"an entity":                 {`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + para("", "&a;"), "", "error: read its part word/document.xml"},
	} {
		parts := partsOf("word/document.xml", word(c.body), "word/styles.xml", `<w:styles `+wordSpace+`><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>`, "docProps/core.xml", plainCore(c.core))
		if got := told(Docx(parts)); got != c.want && !(strings.HasPrefix(c.want, "error: ") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func plainCore(c string) string {
	if c == "" {
		return core("")
	}
	return c
}

// TestDocxElsewhere: the text stands where the document says, and nowhere outside of it.
func TestDocxElsewhere(t *testing.T) {
	rels := func(target, more string) string {
		return `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="` + target + `" ` + more + `/></Relationships>`
	}
	body := word(para("Title", "Bridge opens"), para("", bridge))
	for _, c := range []struct{ rels, name, want string }{
		{rels("/word/document2.xml", ""), "word/document2.xml", "Bridge opens"},
		{rels("word/document2.xml", ""), "word/document2.xml", "Bridge opens"},
		{rels("../../word/document2.xml", ""), "word/document2.xml", "Bridge opens"},
		{rels("http://127.0.0.1/a.xml", `TargetMode="External"`), "word/document.xml", "Bridge opens"},
		{rels("http://127.0.0.1/a.xml", ""), "word/document.xml", "error: is no document of Word"},
		{rels("/xl/workbook.xml", ""), "word/document.xml", "error: is no document of Word"},
	} {
		if got := told(Docx(partsOf("_rels/.rels", c.rels, c.name, body))); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.rels, got, c.want)
		}
	}
}

// TestBounds: what is too much is refused, and quickly.
func TestBounds(t *testing.T) {
	laughs := `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`
	for name, c := range map[string]struct{ body, want string }{
		"a long text":     {para("", strings.Repeat("word ", 1<<20)), errLong.Error()},
		"many paragraphs": {strings.Repeat(para("", strings.Repeat("word ", 100)), 9000), errLong.Error()},
		"deep":            {strings.Repeat("<w:sdt>", 1<<16), errNested.Error()},
		"laughs":          {para("", "&b;"), "invalid character entity"},
		"cut off":         {"<w:p><w:r><w:t>The bri", "save it anew"},
	} {
		body := word(c.body)
		if name == "laughs" {
			body = laughs + body
		}
		if name == "cut off" {
			body = strings.SplitAfter(body, "The bri")[0]
		}
		if _, err := Docx(partsOf("word/document.xml", body)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("docx, %s: %v, want %q", name, err, c.want)
		}
		odt := strings.NewReplacer("<w:p>", "<text:p>", "</w:p>", "</text:p>", "w:t", "text:span", "w:body", "office:body").Replace(body)
		if _, err := ODT(partsOf("content.xml", odt)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("odt, %s: %v, want %q", name, err, c.want)
		}
	}
}
