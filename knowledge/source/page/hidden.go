package page

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropHidden takes out of a page what its readers do not see, so that nobody
// can be told what only a machine was meant to read.
func dropHidden(doc *html.Node) {
	sheet := make(style)
	sheet.gather(doc)
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == html.ElementNode && sheet.hides(c) {
				n.RemoveChild(c)
			} else {
				walk(c)
			}
			c = next
		}
	}
	walk(doc)
}

// style says of the classes (".name") and ids ("#name") of a page whether its
// own style elements hide what bears them.
type style map[string]bool

func (s style) gather(n *html.Node) {
	if n.DataAtom == atom.Style && n.FirstChild != nil {
		s.read(n.FirstChild.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.gather(c)
	}
}

// read takes in the rules of a style sheet that are for all media and whose
// selector is one class or id. The last rule for a name holds.
func (s style) read(sheet string) {
	sheet = withoutRemarks(sheet)
	for sheet != "" {
		selectors, rest, ok := strings.Cut(sheet, "{")
		if !ok {
			return
		}
		if at := strings.LastIndexByte(selectors, ';'); at >= 0 { // "@import ...;"
			selectors = selectors[at+1:]
		}
		if strings.HasPrefix(strings.TrimSpace(selectors), "@") {
			sheet = afterBlock(rest)
			continue
		}
		declared, after, _ := strings.Cut(rest, "}")
		sheet = after
		hides := declarationsHide(declared)
		for name := range strings.SplitSeq(selectors, ",") {
			if name = strings.TrimSpace(name); len(name) > 1 && (name[0] == '.' || name[0] == '#') && !strings.ContainsAny(name[1:], ".#: >+~[*\n\t") && (hides || s[name]) {
				s[name] = hides
			}
		}
	}
}

func withoutRemarks(sheet string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(sheet, "/*")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, sheet, _ = strings.Cut(rest, "*/")
	}
}

// afterBlock gives what stands after the block that has just been opened.
func afterBlock(rest string) string {
	depth := 1
	for i := range len(rest) {
		switch rest[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return rest[i+1:]
			}
		}
	}
	return ""
}

// hides reports whether an element, and all in it, is hidden from readers. A page
// as a whole is not, for scripts may show it once it is complete.
func (s style) hides(n *html.Node) bool {
	if n.DataAtom == atom.Html || n.DataAtom == atom.Head || n.DataAtom == atom.Body {
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if declarationsHide(a.Val) {
				return true
			}
		case "id":
			if s["#"+a.Val] {
				return true
			}
		case "class":
			if slices.ContainsFunc(strings.Fields(a.Val), func(class string) bool { return s["."+class] || isSpokenOnly(class) }) {
				return true
			}
		}
	}
	return n.DataAtom == atom.Dialog && !hasAttr(n, "open")
}

// isSpokenOnly reports whether a class is one of the usual names for what is read
// out and not shown.
func isSpokenOnly(class string) bool {
	switch class {
	case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "screenreader-only", "element-invisible", "a11y-hidden":
		return true
	}
	return false
}

// mayHide reports whether declarations, in lower case, have a word of which one may
// hide. Nearly all have none, and there are many.
func mayHide(declared string) bool {
	for _, word := range [...]string{"none", "hidden", "collapse", "transparent", "opacity", "font-size", "zoom", "indent", "background", "clip", "transform", "position", "margin"} {
		if strings.Contains(declared, word) {
			return true
		}
	}
	return false
}

// declarationsHide reports whether declarations of a style, as "display: none; color: red",
// hide what they are of.
func declarationsHide(declared string) bool {
	declared = strings.ToLower(declared)
	if !mayHide(declared) {
		return false
	}
	set := make(map[string]string)
	for one := range strings.SplitSeq(declared, ";") {
		if name, value, ok := strings.Cut(one, ":"); ok {
			value = strings.TrimSpace(strings.ReplaceAll(value, "!important", ""))
			set[strings.TrimSpace(name)] = value
		}
	}
	switch {
	case set["display"] == "none", set["visibility"] == "hidden", set["visibility"] == "collapse", set["content-visibility"] == "hidden",
		set["color"] == "transparent", set["-webkit-text-fill-color"] == "transparent":
		return true
	case isBelow(set["opacity"], 0.02), isBelow(set["font-size"], 2), isBelow(set["zoom"], 0.02), isBelow(set["text-indent"], -99):
		return true
	case set["color"] != "" && (plainColor(set["color"]) == plainColor(set["background-color"]) || plainColor(set["color"]) == plainColor(set["background"])):
		return true
	case strings.HasPrefix(set["clip"], "rect(") && !strings.Contains(set["clip"], "auto"), strings.HasPrefix(set["clip-path"], "inset(50%"),
		strings.HasPrefix(set["clip-path"], "inset(100%"), strings.HasPrefix(set["clip-path"], "circle(0"):
		return true
	case strings.Contains(set["transform"], "scale(0)"), strings.Contains(set["transform"], "scale(0,"), strings.Contains(set["transform"], "translate") && strings.Contains(set["transform"], "-9999"):
		return true
	}
	placed := set["position"] == "absolute" || set["position"] == "fixed"
	for _, side := range []string{"left", "top", "right", "bottom"} {
		if placed && isBelow(set[side], -499) || isBelow(set["margin-"+side], -499) {
			return true
		}
	}
	cut := strings.HasPrefix(set["overflow"], "hidden") || strings.HasPrefix(set["overflow"], "clip")
	return cut && (isBelow(set["width"], 2) || isBelow(set["height"], 2) || isBelow(set["max-height"], 2) || isBelow(set["max-width"], 2))
}

// plainColor writes the colours that hidden text is most often in one way.
func plainColor(value string) string {
	switch strings.ReplaceAll(value, " ", "") {
	case "white", "#ffffff", "rgb(255,255,255)":
		return "#fff"
	case "black", "#000000", "rgb(0,0,0)":
		return "#000"
	}
	return value
}

// isBelow reports whether a length or number is less than a limit in pixels. What is
// neither is not.
func isBelow(value string, limit float64) bool {
	at := strings.IndexFunc(value, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != '-' && r != '+' })
	unit := ""
	if at >= 0 {
		value, unit = value[:at], strings.TrimSpace(value[at:])
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return false
	}
	switch unit {
	case "em", "rem", "ch", "vw", "vh", "%":
		n *= 10
	}
	return n < limit
}
