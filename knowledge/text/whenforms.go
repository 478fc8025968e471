package text

import (
	"maps"
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
)

func compileTimes(t *lang.Times, n *lang.Numbers) timeWords {
	parts := partsOf(t.Parts)
	w := timeWords{
		before: regexp.MustCompile(t.Before), between: regexp.MustCompile(t.Between + "$"), and: regexp.MustCompile(t.And), to: regexp.MustCompile(t.To),
		ordinal: regexp.MustCompile(t.Ordinal), timely: regexp.MustCompile(t.Timely), timelyNext: regexp.MustCompile(t.TimelyNext),
		named: regexp.MustCompile(t.Named), namedNext: regexp.MustCompile(t.NamedNext), unread: regexp.MustCompile(t.Unread), article: regexp.MustCompile(t.Article),
		ambiguous: setOf(t.Ambiguous), counts: valuesOf(n.Cardinals), means: pairsOf(t.Means), holidays: pairsOf(t.Holidays),
	}
	maps.Copy(w.counts, valuesOf(n.Ordinals))
	maps.Copy(w.counts, valuesOf(t.Counts))
	readers, changers := whenReaders(), whenChangers()
	for _, line := range linesOf(t.Forms) {
		bare := line[0] == "month" || line[0] == "weekday" || line[0] == "holiday" && !strings.Contains(line[1], "{year}")
		w.forms = append(w.forms, whenForm{re: expand(line[1], parts), needs: needsOf(line[1]), bare: bare, read: readers[line[0]]})
	}
	for _, line := range linesOf(t.Refine) {
		w.refinements = append(w.refinements, whenForm{re: expand(line[1], parts), change: changers[line[0]]})
	}
	w.parts = make(map[string]*regexp.Regexp)
	for name, pattern := range parts {
		if !strings.ContainsAny(pattern, "[\\") { // digits may stand behind letters: Dec31
			pattern = `\b(?:` + pattern + `)`
		}
		w.parts[name] = regexp.MustCompile(pattern)
	}
	words := []string{`\d`}
	for _, name := range strings.Fields("year month weekday unit hour season decade tenwords century holiday quarter") {
		words = append(words, parts[name])
	}
	w.hint = regexp.MustCompile(strings.Join(append(words, linesWords(w.means)...), "|"))
	return w
}

// linesWords are the words that have a meaning by themselves: days, mostly.
func linesWords(means map[string]string) []string {
	var words []string
	for word, meaning := range means {
		switch meaning {
		case "today", "yesterday", "weekend", "month", "year":
			words = append(words, regexp.QuoteMeta(strings.ReplaceAll(word, "_", " ")))
		}
	}
	return words
}

// linesOf cuts a table into its lines of name and pattern.
func linesOf(table string) [][2]string {
	var lines [][2]string
	for _, line := range strings.Split(table, "\n") {
		if name, pattern, ok := strings.Cut(line, " = "); ok {
			lines = append(lines, [2]string{strings.TrimSpace(name), pattern})
		}
	}
	return lines
}

func partsOf(table string) map[string]string {
	parts := make(map[string]string)
	for _, line := range linesOf(table) {
		parts[line[0]] = strings.TrimSpace(line[1])
	}
	return parts
}

// partName is the name of a part in a pattern, in braces, with 2 after it for the second.
var partName = regexp.MustCompile(`\{([a-z_]+)(2?)\}`)

// expand compiles a pattern with the patterns of its parts as groups of their names.
func expand(pattern string, parts map[string]string) *regexp.Regexp {
	return regexp.MustCompile(partName.ReplaceAllStringFunc(pattern, func(s string) string {
		m := partName.FindStringSubmatch(s)
		return "(?P<" + m[1] + m[2] + ">" + parts[m[1]] + ")"
	}))
}

// needsOf are the parts that a pattern cannot do without: those in no group but
// that of the time itself.
func needsOf(pattern string) []string {
	var needs []string
	pattern = strings.Replace(pattern, "(?P<time>", "", 1)
	depth := 0
	for i, c := range pattern {
		switch c {
		case '(':
			depth++
		case ')':
			depth = max(depth-1, 0)
		case '{':
			if m := partName.FindStringSubmatch(pattern[i:]); depth == 0 && m != nil && strings.HasPrefix(pattern[i:], m[0]) {
				needs = append(needs, m[1])
			}
		}
	}
	return needs
}

func groupsOfMatch(re *regexp.Regexp, low string, m []int) groups { return groups{re, low, m} }

// span is where the part with that name stands; false where there is none.
func (g groups) span(name string) (Span, bool) {
	i := g.re.SubexpIndex(name)
	if i < 0 || g.at[2*i] < 0 {
		return Span{}, false
	}
	return Span{g.at[2*i], g.at[2*i+1]}, true
}

// of is the part with that name, empty where there is none.
func (g groups) of(name string) string {
	s, _ := g.span(name)
	return g.low[s.Start:s.End]
}
