package plain

import (
	"strings"
	"unicode/utf8"
)

// unwrap cuts text into lines that are whole paragraphs: where lines were cut
// at a column, they are put together again. An empty line stands between
// paragraphs; several in a row are one.
func unwrap(text string) []string {
	raw := strings.Split(strings.TrimRight(text, " \t\n"), "\n")
	width := column(raw)
	lines := make([]string, 0, len(raw))
	open := false // the last line goes on in the next
	long := 0
	for i, l := range raw {
		line := SingleSpaces(l)
		if line == "" {
			open = false
			if len(lines) > 0 && lines[len(lines)-1] != "" {
				lines = append(lines, "")
			}
			continue
		}
		if open && !isIndented(raw, i) && !IsListItem(line) {
			glue := " "
			if last := lines[len(lines)-1]; IsHyphenated(last) {
				glue = ""
			}
			lines[len(lines)-1] += glue + line
		} else {
			lines = append(lines, line)
		}
		if len(line) > 80 {
			long++
		}
		open = width > 0 && i+1 < len(raw) && isFull(raw[i], raw[i+1], width)
	}
	if width == 0 && long*2 > len(lines) && indexOf(lines, "") < 0 {
		lines = spaced(lines)
	}
	return lines
}

// SingleSpaces makes white space single and drops it at both ends.
func SingleSpaces(l string) string {
	l = strings.TrimSpace(l)
	if strings.IndexByte(l, '\t') < 0 && !strings.Contains(l, "  ") {
		return l
	}
	return strings.Join(strings.Fields(l), " ")
}

// spaced puts an empty line between lines that are a paragraph each.
func spaced(lines []string) []string {
	out := make([]string, 0, 2*len(lines))
	for i, l := range lines {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, l)
	}
	return out
}

func indexOf(lines []string, want string) int {
	for i, l := range lines {
		if l == want {
			return i
		}
	}
	return -1
}

// column finds the column at which the lines of a text were cut, or 0 where
// they were not: then each line is a paragraph. Lines that were cut are as
// long as they can be: the next line's first word would not have fitted.
func column(raw []string) int {
	const least, most = 40, 120
	width := 0
	for _, l := range raw {
		n := utf8.RuneCountInString(strings.TrimRight(l, " \t\r"))
		if n > most {
			return 0
		}
		width = max(width, n)
	}
	if width < least {
		return 0
	}
	inner, filled := 0, 0
	for i := 0; i+1 < len(raw); i++ {
		if strings.TrimSpace(raw[i]) == "" || strings.TrimSpace(raw[i+1]) == "" {
			continue
		}
		inner++
		if isFull(raw[i], raw[i+1], width) {
			filled++
		}
	}
	if filled < 3 || filled*10 < inner*7 {
		return 0
	}
	return width
}

// isFull reports whether a line is so long that the next one's first word would
// not have fitted into the width, give or take the two or so columns by which
// programs differ.
func isFull(line, next string, width int) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(next, " \t"), " ")
	if word == "" {
		return false
	}
	return utf8.RuneCountInString(strings.TrimRight(line, " \t\r"))+1+utf8.RuneCountInString(word) > width-2
}

// isIndented reports whether line i begins a paragraph by standing further right.
func isIndented(raw []string, i int) bool {
	return i > 0 && margin(raw[i]) >= margin(raw[i-1])+2
}

func margin(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// IsListItem reports whether a line begins with the mark of a list.
func IsListItem(line string) bool {
	mark, rest, ok := strings.Cut(line, " ")
	return ok && rest != "" && (mark == "-" || mark == "*" || mark == "•" || mark == "–" && rest != "")
}

// IsHyphenated reports whether a line ends in a hyphen behind a letter.
func IsHyphenated(line string) bool {
	if len(line) < 2 || line[len(line)-1] != '-' {
		return false
	}
	b := line[len(line)-2]
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
