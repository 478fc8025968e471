package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// printJSON writes one JSON document, the only thing on standard output.
func (a *app) printJSON(body any) error {
	encoder := json.NewEncoder(a.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return wrapped("print", encoder.Encode(body))
}

// printText writes the text of an answer for people.
func (p paper) printText(a *bot.Answer) error { return p.print(wrap(a.Text, p.width, "") + "\n") }

// printSources writes what stands below the text of an answer: its sources,
// and last what the reader should know.
func (p paper) printSources(a *bot.Answer, quotes bool) error {
	var b strings.Builder
	if len(a.Citations) > 0 {
		b.WriteString("\n")
	}
	first := make(map[string]int) // the first citation of each story
	for i := range a.Citations {
		c := &a.Citations[i]
		if first[c.Story] == 0 {
			first[c.Story] = c.N
		}
		b.WriteString(p.sourceLine(c, first[c.Story]) + "\n")
		if quotes || a.Mode == bot.ModeModel {
			b.WriteString(p.in(dim, wrap("    “"+strings.Join(strings.Fields(c.Quote), " ")+"”", p.width, "    ")) + "\n")
		}
	}
	for i, n := range a.Notes {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString(p.in(dim, wrap("("+n.Text+")", p.width, " ")) + "\n")
	}
	return p.print(b.String())
}

// sourceLine is the line of one citation; first is the citation where its
// story was told in full.
func (p paper) sourceLine(c *bot.Citation, first int) string {
	n := fmt.Sprintf("[%d]", c.N)
	line := fmt.Sprintf("%s \"%s\"", n, c.Title)
	switch {
	case first != c.N:
		line += fmt.Sprintf(", as [%d]", first)
	case c.URL != "":
		line += about(c.Outlet, c.Published, c.Label) + " " + c.URL
	default:
		line += about(c.Outlet, c.Published, c.Label) + " " + c.Story
	}
	indent := strings.Repeat(" ", len(n)+1)
	return strings.Replace(wrap(line, p.width, indent), n, p.in(bold, n), 1)
}

// about is what follows a title: outlet, day and label, where they are known.
func about(outlet, published string, label knowledge.Label) string {
	var b strings.Builder
	for _, part := range []string{outlet, spelled(published)} {
		if part != "" {
			b.WriteString(", " + part)
		}
	}
	if label != "" && label != knowledge.News {
		b.WriteString(" (" + string(label) + ")")
	}
	return b.String()
}

// spelled writes the day 2019-01-03 as 3 Jan 2019.
func spelled(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2 Jan 2006")
}

// printResults writes the passages that a search found.
func (p paper) printResults(r *desk.Results) error {
	if len(r.Hits) == 0 {
		return p.print("No passage has these words.\n")
	}
	var b strings.Builder
	for i := range r.Hits {
		h := &r.Hits[i]
		where := h.URL
		if where == "" {
			where = h.Story
		}
		n := fmt.Sprintf("%d.", i+1)
		b.WriteString(wrap(fmt.Sprintf("%s %s%s", p.in(bold, n), p.in(bold, h.Title), about(h.Outlet, h.Published, h.Label)), p.width, "   ") + "\n")
		b.WriteString(wrap("   "+strings.Join(strings.Fields(h.Text), " "), p.width, "   ") + "\n")
		b.WriteString("   " + p.in(dim, where) + "\n\n")
	}
	return p.print(strings.TrimSuffix(b.String(), "\n"))
}

// printListing writes one line for each story.
func (p paper) printListing(l *desk.Listing) error {
	var b strings.Builder
	for i := range l.Stories {
		s := &l.Stories[i]
		day := s.Published
		if day == "" {
			day = "no date"
		}
		fmt.Fprintf(&b, "%-10s  %s  %s\n", day, s.Title+about(s.Outlet, "", s.Label), p.in(dim, s.ID))
	}
	b.WriteString(knowledge.StoryCount(l.Total) + "\n")
	return p.print(b.String())
}

// printStory writes one story.
func (p paper) printStory(o *desk.Opened) error {
	var b strings.Builder
	b.WriteString(wrap(p.in(bold, o.Title), p.width, "") + "\n")
	by := ""
	if len(o.Authors) > 0 {
		by = "by " + strings.Join(o.Authors, ", ")
	}
	if line := strings.TrimPrefix(by+about(o.Outlet, o.Published, o.Label), ", "); line != "" {
		b.WriteString(wrap(line, p.width, "") + "\n")
	}
	if o.URL != "" {
		b.WriteString(o.URL + "\n")
	}
	b.WriteString(p.in(dim, o.ID) + "\n\n" + wrap(o.Text, p.width, "") + "\n")
	if n := len(o.Versions); n > 1 {
		fmt.Fprintf(&b, "\n(It has had %d versions; this is the one of %s.)\n", n, o.Versions[n-1].Seen.Format("2 Jan 2006"))
	}
	return p.print(b.String())
}

func (p paper) print(text string) error {
	_, err := p.Write([]byte(text))
	return wrapped("print", err)
}

// failures is a line for each item that failed. Those that are there twice are one
// line, unless all are wanted: a list of them would hide the rest.
func failures(failed []knowledge.Failure, all bool) []string {
	var lines, doubles []string
	for _, f := range failed {
		line := desk.Masked(f.Item + ": " + f.Error)
		if f.Twice && !all {
			doubles = append(doubles, line)
			continue
		}
		lines = append(lines, line)
	}
	switch len(doubles) {
	case 0:
	case 1:
		lines = append(lines, doubles[0])
	default:
		lines = append(lines, fmt.Sprintf("%s (and %d more such; `storybot check -v` names all)", doubles[0], len(doubles)-1))
	}
	return lines
}

// gaveWay is a line for each source whose items give way to another's, or for each item if all are wanted.
func gaveWay(list []knowledge.GaveWay, all bool) []string {
	var lines []string
	for _, g := range list {
		if !all {
			lines = append(lines, desk.Masked(g.Line()))
			continue
		}
		for _, item := range g.Items {
			one := knowledge.GaveWay{To: g.To, Count: 1, Example: item}
			lines = append(lines, desk.Masked(one.Line()))
		}
	}
	return lines
}

// heldLines says of each source that is held what is, and what can be done.
func heldLines(held []knowledge.Held) []string {
	lines := make([]string, 0, len(held))
	for _, h := range held {
		lines = append(lines, desk.Masked(h.Source)+": "+h.Warning())
	}
	return lines
}

// printReport writes the outcome of a load or a check; all: with each item that is there twice.
func (p paper) printReport(r *knowledge.Report, check, all bool) error {
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
	for _, line := range heldLines(r.Held) {
		fmt.Fprintf(&b, "! %s\n", line)
	}
	for _, line := range failures(r.Failed, all) {
		fmt.Fprintf(&b, "! %s\n", line)
	}
	for _, line := range gaveWay(r.GaveWay, all) {
		fmt.Fprintf(&b, "= %s\n", line)
	}
	if line := knowledge.PassedOverLine(r.PassedOver); line != "" {
		fmt.Fprintf(&b, "%s, such as %s\n", line, r.PassedOver[0].Example)
	}
	verbs := [4]string{"added", "updated", "removed", "failed"}
	if check {
		verbs = [4]string{"would be added", "would be updated", "would be removed", "would fail"}
	}
	fmt.Fprintf(&b, "%s; %d %s, %d %s, %d %s, %d %s (%s)\n", knowledge.StoryCount(r.Stories),
		len(r.Added), verbs[0], len(r.Updated), verbs[1], len(r.Removed), verbs[2], len(r.Failed), verbs[3],
		(time.Duration(r.TookMS) * time.Millisecond).String())
	return p.print(b.String())
}

// tableOf is a line for each source: what it has, and what is wrong with it.
func tableOf(sources []knowledge.SourceStatus, now time.Time) string {
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
func problems(s *knowledge.SourceStatus, now time.Time) string {
	var list []string
	if s.Problem != "" {
		list = append(list, "cannot be read")
	}
	if s.Held > 0 {
		list = append(list, knowledge.StoryCount(s.Held)+" gone at once")
	}
	if s.Failed > 0 && s.Problem == "" && s.Held == 0 {
		list = append(list, fmt.Sprintf("%d failed", s.Failed))
	}
	if s.Silent() {
		list = append(list, "nothing new since "+knowledge.Day(s.Latest))
	}
	if knowledge.Ahead(s.Newest, now) {
		list = append(list, "the newest is dated ahead of the clock")
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, "; ")
}
