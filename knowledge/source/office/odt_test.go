package office

import (
	"strings"
	"testing"
)

func odtOf(styles, body string) string {
	return `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b" xmlns:draw="d"><office:automatic-styles>` + styles +
		`</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

func TestODT(t *testing.T) {
	const usual = "Bridge opens |  |  |  | " + bridge + " / " + cost
	line := func(s string) string { return `<text:p text:style-name="Standard">` + s + "</text:p>" }
	text := line(bridge) + line(cost)
	for name, c := range map[string]struct{ styles, body, meta, want string }{
		"a first line":         {"", line("Bridge opens") + text, "", usual},
		"a heading":            {"", `<text:h text:outline-level="1">Bridge opens</text:h>` + text, "", usual},
		"a title":              {"", line("Transport") + `<text:p text:style-name="Title">Bridge opens</text:p>` + text, "", "Bridge opens |  |  |  | Transport / " + bridge + " / " + cost},
		"an automatic style":   {`<style:style style:name="P1" style:parent-style-name="Heading_20_1"/>`, line("Transport") + `<text:p text:style-name="P1">Bridge opens</text:p>` + text, "", "Bridge opens |  |  |  | Transport / " + bridge + " / " + cost},
		"spans and spaces":     {"", line("Bridge<text:s text:c=\"3\"/>opens") + line("The <text:span>bridge</text:span> over<text:line-break/>the<text:tab/>Alder opens on <text:a xlink:href=\"http://127.0.0.1/\" xmlns:xlink=\"x\">Monday</text:a>, the city said.") + line(cost), "", usual},
		"changes":              {"", `<text:tracked-changes><text:changed-region><text:deletion><text:p>Never.</text:p></text:deletion></text:changed-region></text:tracked-changes>` + line("Bridge opens") + text, "", usual},
		"notes":                {"", line("Bridge opens") + line(bridge+`<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See there.</text:p></text:note-body></text:note><office:annotation><text:p>Check this!</text:p></office:annotation>`) + line(cost), "", usual},
		"contents":             {"", `<text:table-of-content><text:index-body><text:p>Bridge opens ... 1</text:p></text:index-body></text:table-of-content>` + line("Bridge opens") + text, "", usual},
		"hidden":               {"", line("Bridge opens") + `<text:section text:display="none">` + line("Never.") + `</text:section>` + text, "", usual},
		"a box":                {"", line("Bridge opens") + line(`<draw:frame><draw:text-box><text:p>The river is the Alder.</text:p></draw:text-box></draw:frame>`+bridge) + line(cost), "", "Bridge opens |  |  |  | The river is the Alder. / " + bridge + " / " + cost},
		"a table":              {"", line("Bridge opens") + text + `<table:table><table:table-row><table:table-cell>` + line("Length") + `</table:table-cell><table:table-cell>` + line("300 m") + `</table:table-cell></table:table-row></table:table>`, "", "Bridge opens |  |  |  | " + bridge + " / " + cost + " / Length | 300 m"},
		"what it says":         {"", line("Bridge opens") + text, `<m><title>Bridge opens</title><initial-creator>Ann Lee</initial-creator><creation-date>2024-05-03T08:30:00</creation-date><date>2024-06-01T00:00:00</date></m>`, "Bridge opens |  | Ann Lee | 2024-05-03 | " + bridge + " / " + cost},
		"its own title":        {"", text, `<m><title>Bridge opens</title></m>`, usual},
		"a font in the styles": {`<style:style style:name="P1"><style:text-properties/></style:style>`, line("Bridge opens") + text, "", usual},
		"nothing":              {"", "", "", "error: has no text; a story needs a title and a text"},
	} {
		if got := told(ODT(partsOf("content.xml", odtOf(c.styles, c.body), "meta.xml", c.meta))); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
	}
	if _, err := ODT(partsOf("content.xml", "\x13\x37", "META-INF/manifest.xml", `<m><file-entry><encryption-data/></file-entry></m>`)); err == nil || !strings.Contains(err.Error(), "password") {
		t.Errorf("a locked one: %v", err)
	}
	if _, err := ODT(partsOf("mimetype", "x")); err == nil || !strings.Contains(err.Error(), "no text of OpenDocument") {
		t.Errorf("another zip: %v", err)
	}
}
