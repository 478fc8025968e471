package office

import (
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// word obeys a control word.
func (r *rtf) word(word string, n int, has bool) error {
	if word == "u" {
		return r.unicode(n)
	}
	r.settle()
	if s, ok := shownWord(word); ok {
		if r.pass > 0 {
			r.pass--
			return nil
		}
		return r.put(s)
	}
	star := r.star
	r.star = false
	switch {
	case r.of == ofNone:
	case r.opens(word):
	case r.stamped(word, n):
	case star && word != "shpinst":
		r.of = ofNone
	default:
		r.format(word, n, has)
	}
	return nil
}

// shownWord is what a word stands for in a text.
func shownWord(word string) (string, bool) {
	switch word {
	case "tab", "line", "lbr", "enspace", "emspace", "qmspace":
		return " ", true
	case "emdash":
		return "—", true
	case "endash":
		return "–", true
	case "lquote":
		return "‘", true
	case "rquote":
		return "’", true
	case "ldblquote":
		return "“", true
	case "rdblquote":
		return "”", true
	case "bullet":
		return "•", true
	}
	return "", false
}

// opens reports whether a word says what its group is of.
func (r *rtf) opens(word string) bool {
	switch word {
	case "fonttbl":
		r.of = ofFonts
	case "stylesheet":
		r.of = ofStyles
	case "info":
		r.of = ofInfo
	case "colortbl", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation",
		"object", "fldinst", "sn", "sv", "filetbl", "revtbl", "xe", "tc", "rxe", "do", "listtext", "pntext", "nonshppict", "txe", "bkmkstart", "bkmkend":
		r.of = ofNone
	case "title", "author", "creatim", "revtim":
		if r.of == ofInfo {
			r.of = map[string]int{"title": ofTitle, "author": ofAuthor, "creatim": ofCreated, "revtim": ofRevised}[word]
		}
	case "subject", "keywords", "operator", "company", "doccomm", "comment", "manager", "category", "hlinkbase", "printim", "buptim":
		if r.of != ofInfo {
			return false
		}
		r.of = ofNone
	default:
		return false
	}
	return true
}

// stamped reports whether a word is a part of a time that the document tells of itself.
func (r *rtf) stamped(word string, n int) bool {
	at := &r.created
	switch r.of {
	case ofCreated:
	case ofRevised:
		at = &r.revised
	default:
		return false
	}
	switch word {
	case "yr":
		at.year = n
	case "mo":
		at.month = n
	case "dy":
		at.day = n
	case "hr":
		at.hour = n
	case "min":
		at.minute = n
	}
	return true
}

// format obeys a word that changes how text is shown or read.
func (r *rtf) format(word string, n int, has bool) {
	switch word {
	case "par", "page", "sect", "column", "softpage":
		if r.of == ofText {
			r.paragraph()
		}
	case "cell", "nestcell":
		if r.of == ofText {
			r.now.WriteByte('\t')
		}
	case "row", "nestrow":
		if r.of == ofText {
			r.endRow()
		}
	case "intbl":
		r.inTable = true
	case "pard":
		r.style, r.inTable, r.hidden = 0, false, false
	case "s":
		r.style = n
	case "v", "deleted":
		r.hidden = !has || n != 0
	case "plain":
		r.hidden, r.group.codepage = false, 0
	case "uc":
		r.uc = min(max(n, 0), 16)
	default:
		r.codepages(word, n)
	}
}

// codepages obeys a word that says which bytes are which letters.
func (r *rtf) codepages(word string, n int) {
	switch {
	case word == "ansicpg" && n > 0:
		r.codepage = n
	case word == "mac":
		r.codepage = 10000
	case word == "pc":
		r.codepage = 437
	case word == "pca":
		r.codepage = 850
	case word == "f" && r.of == ofFonts:
		r.font = n
	case word == "fcharset" && r.of == ofFonts && len(r.fonts) < 1<<12:
		r.fonts[r.font] = codepageOf(n)
	case word == "f":
		r.group.codepage = r.fonts[n]
	}
}

// codepageOf is the codepage of a font's set of characters; 0: the document's.
func codepageOf(set int) int {
	return map[int]int{77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257,
		204: 1251, 222: 874, 238: 1250, 254: 437}[set]
}

// encodingOf is the encoding of a codepage; that of Western Europe where it is not known.
func encodingOf(page int) encoding.Encoding {
	name := map[int]string{874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 866: "ibm866", 1250: "windows-1250",
		1251: "windows-1251", 1253: "windows-1253", 1254: "windows-1254", 1255: "windows-1255", 1256: "windows-1256", 1257: "windows-1257",
		1258: "windows-1258", 10000: "macintosh", 10007: "x-mac-cyrillic", 65001: "utf-8"}[page]
	switch page {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	}
	if e, _ := charset.Lookup(name); e != nil {
		return e
	}
	return charmap.Windows1252
}

func fromCodepage(raw []byte, page int) string {
	out, err := encodingOf(page).NewDecoder().Bytes(raw)
	if err != nil {
		return ""
	}
	return string(out)
}

// isLeading reports whether the last of these bytes is the first of two that are one letter.
func isLeading(raw []byte, page int) bool {
	if page != 932 && page != 936 && page != 949 && page != 950 {
		return false
	}
	leads := false
	for _, c := range raw {
		leads = !leads && c >= 0x81 && !(page == 932 && c >= 0xA0 && c < 0xE0)
	}
	return leads
}
