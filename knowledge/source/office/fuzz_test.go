package office

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// fuzzed fails by a story that is not clean.
func fuzzed(t *testing.T, s *knowledge.Story, err error) {
	t.Helper()
	if (s == nil) == (err == nil) {
		t.Fatalf("%v, %v", s, err)
	}
	if s != nil {
		clean(t, s)
	}
}

func FuzzDocx(f *testing.F) {
	f.Add([]byte(word(para("Title", "Bridge opens"), para("", bridge, "<w:del><w:r><w:t>x</w:t></w:r></w:del>"), "<w:tbl><w:tr><w:tc>"+para("", "a")+"</w:tc></w:tr></w:tbl>")), []byte(core("<dc:title>Bridge opens</dc:title>")))
	f.Fuzz(func(t *testing.T, body, said []byte) {
		s, err := Docx(partsOf("word/document.xml", string(body), "docProps/core.xml", string(said)))
		fuzzed(t, s, err)
	})
}

func FuzzODT(f *testing.F) {
	f.Add([]byte(odtOf(`<style:style style:name="P1" style:parent-style-name="Title"/>`, `<text:p text:style-name="P1">Bridge</text:p><text:p>`+bridge+`<text:s text:c="3"/></text:p><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>`)), []byte(`<m><title>Bridge opens</title></m>`))
	f.Fuzz(func(t *testing.T, body, said []byte) {
		s, err := ODT(partsOf("content.xml", string(body), "meta.xml", string(said)))
		fuzzed(t, s, err)
	})
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg1251{\fonttbl{\f1\fcharset128 A;}}{\stylesheet{\s1 Title;}}{\info{\title T}{\creatim\yr2024\mo5\dy3}}\s1 Bridge\par \u252?\'fc{\f1\'82\'aa}\bin3 abc{\*\x y}\trowd\intbl a\cell\row}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		s, err := RTF(append([]byte(`{\rtf1 `), doc...))
		fuzzed(t, s, err)
	})
}

func FuzzEPUB(f *testing.F) {
	f.Add([]byte(`<p><title>T</title><date>2024</date><item id="a" href="a.html"/><itemref idref="a"/></p>`), []byte("<p>"+bridge+"</p><p>"+cost+"</p>"))
	f.Fuzz(func(t *testing.T, list, chapter []byte) {
		s, err := EPUB(partsOf("META-INF/container.xml", `<c><rootfile full-path="a.opf"/></c>`, "a.opf", string(list), "a.html", string(chapter)), flat)
		fuzzed(t, s, err)
	})
}

func FuzzMail(f *testing.F) {
	f.Add("From: =?koi8-r?B?7c/T1A==?= <a@b.example>\nSubject: Bridge\nDate: Fri, 3 May 2024 10:30:00 +0200\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=iso-2022-jp\nContent-Transfer-Encoding: base64\n\nPHA+U2FpZC48L3A+\n--x--\n")
	f.Add("Subject: A\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=koi8-r\n\n=ED=CF\n")
	f.Fuzz(func(t *testing.T, mail string) {
		s, err := Mail(strings.NewReader(mail), flat)
		fuzzed(t, s, err)
	})
}
