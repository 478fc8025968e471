package tally

import (
	"slices"
	"strconv"
	"strings"
)

// ContentType is that of Text.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

// Text writes families in the text format of Prometheus, in the order of their names. Those
// without samples are left out.
func Text(families ...Family) string {
	families = slices.SortedFunc(slices.Values(families), func(a, b Family) int { return strings.Compare(a.Name, b.Name) })
	// What is in a help text and in a label's value must be written otherwise.
	help := strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	label := strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
	var b strings.Builder
	for _, f := range families {
		if len(f.Samples) == 0 {
			continue
		}
		b.WriteString("# HELP " + f.Name + " " + help.Replace(f.Help) + "\n# TYPE " + f.Name + " " + string(f.Kind) + "\n")
		for _, s := range f.Samples {
			b.WriteString(f.Name + s.Suffix)
			for i, l := range s.Labels {
				b.WriteString([]string{"{", ","}[min(i, 1)] + l.Name + `="` + label.Replace(strings.ToValidUTF8(l.Value, "\ufffd")) + `"`)
			}
			if len(s.Labels) > 0 {
				b.WriteString("}")
			}
			b.WriteString(" " + number(s.Value) + "\n")
		}
	}
	return b.String()
}

func number(n float64) string { return strconv.FormatFloat(n, 'g', -1, 64) }
