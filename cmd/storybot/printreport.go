package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// printReport writes the outcome of a load or a check.
func (p paper) printReport(r *knowledge.Report, check bool) error {
	var b strings.Builder
	if check {
		b.WriteString(tableOf(r.Sources, time.Now()))
	}
	for _, part := range []struct {
		sign string
		ids  []string
	}{{"+", r.Added}, {"~", r.Updated}, {"-", r.Removed}} {
		for _, id := range part.ids {
			fmt.Fprintf(&b, "%s %s\n", part.sign, id)
		}
	}
	for _, f := range r.Failed {
		fmt.Fprintf(&b, "! %s: %s\n", f.Item, f.Error)
	}
	verbs := [4]string{"added", "updated", "removed", "failed"}
	if check {
		verbs = [4]string{"would be added", "would be updated", "would be removed", "would fail"}
	}
	fmt.Fprintf(&b, "%d stories; %d %s, %d %s, %d %s, %d %s (%s)\n", r.Stories,
		len(r.Added), verbs[0], len(r.Updated), verbs[1], len(r.Removed), verbs[2], len(r.Failed), verbs[3],
		(time.Duration(r.TookMS) * time.Millisecond).String())
	return p.print(b.String())
}

// tableOf is a line for each source: what it has, and what is wrong with it.
func tableOf(sources []knowledge.SourceState, now time.Time) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "SOURCE\tSTORIES\tNEWEST\tPROBLEMS")
	for i := range sources {
		s := &sources[i]
		newest := knowledge.Day(s.Newest)
		if newest == "" {
			newest = "-"
		}
		_, _ = fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", desk.Masked(s.Source), s.Stories, newest, problems(s, now))
	}
	_ = w.Flush() // to a strings.Builder
	return b.String() + "\n"
}

// problems says in a few words what is wrong with a source.
func problems(s *knowledge.SourceState, now time.Time) string {
	var list []string
	if s.Problem != "" {
		list = append(list, "cannot be read")
	}
	if s.Held > 0 {
		list = append(list, fmt.Sprintf("%d stories gone at once", s.Held))
	}
	if s.Failed > 0 && s.Problem == "" && s.Held == 0 {
		list = append(list, fmt.Sprintf("%d failed", s.Failed))
	}
	if s.Silent() {
		list = append(list, "nothing new since "+knowledge.Day(s.Latest))
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, "; ")
}
