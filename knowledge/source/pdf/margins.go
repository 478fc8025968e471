package pdf

import (
	"math"
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// cleanPages cleans the text of pages and drops what lies beside them.
func cleanPages(pages []textPage) []textPage {
	clean := make([]textPage, 0, len(pages))
	for _, p := range pages {
		s := textPage{Width: p.Width, Height: p.Height}
		for _, r := range p.Lines {
			text, cut := strings.CutSuffix(r.Text, string(hyphen))
			r.Text = plain.OneLine(plain.WithoutLigatures(plain.Scrub(strings.ReplaceAll(text, "\ufffe", ""))))
			if r.Text == "" || p.Width > 0 && p.Height > 0 && p.isOutside(r) {
				continue
			}
			if cut {
				r.Text += string(hyphen)
			}
			s.Lines = append(s.Lines, r)
		}
		clean = append(clean, s)
	}
	return clean
}

// isOutside reports whether a line lies wholly outside of its page, which may be
// turned.
func (p *textPage) isOutside(r textLine) bool {
	side := max(p.Width, p.Height)
	return r.Right < 0 || r.Left > side || r.Base < 0 || r.Base > side
}

var (
	digits = regexp.MustCompile(`\d+`)
)

const marginLines = 2 // so many lines at the top and at the bottom of a page may be no part of the text

// marginLine is a line at the top or the bottom of a page.
type marginLine struct {
	page, line int
	key        string // its text, and whether it is at the top
	outermost  bool
}

// withoutMargins drops the lines that are above or below the text of the pages:
// what number finds, with # for digits, and what stands at the same place of many. It gives these, too.
func withoutMargins(number *text.Pattern, pages []textPage) (kept []textPage, margins []string) {
	var edges []marginLine
	places := make(map[string]map[int]float64)
	for i := range pages {
		for _, e := range pages[i].edges(i) {
			edges = append(edges, e)
			if places[e.key] == nil {
				places[e.key] = make(map[int]float64)
			}
			places[e.key][i] = pages[i].Lines[e.line].Base //nolint:gosec // edges counts them
		}
	}
	drop := make(map[[2]int]bool)
	for _, e := range edges {
		line := e.key[1:]
		again := 0
		for _, base := range places[e.key] {
			if math.Abs(base-pages[e.page].Lines[e.line].Base) < 6 {
				again++
			}
		}
		if number.MatchString(line) && e.outermost || again > 1 && 3*again >= len(pages) {
			drop[[2]int{e.page, e.line}] = true
		}
	}
	for i, p := range pages {
		s := textPage{Width: p.Width, Height: p.Height}
		for j, r := range p.Lines {
			if !drop[[2]int{i, j}] {
				s.Lines = append(s.Lines, r)
			} else if len(margins) < 2*marginLines {
				margins = append(margins, r.Text)
			}
		}
		kept = append(kept, s)
	}
	return kept, margins
}

// edges are the lines at the top and at the bottom of a page.
func (p *textPage) edges(page int) []marginLine {
	var list []marginLine
	for _, top := range []bool{true, false} {
		limit, sign, zone := math.Inf(-1), 1.0, "v"
		if top {
			sign, zone = -1, "^"
		}
		for n := range marginLines {
			at := math.Inf(1)
			for _, r := range p.Lines {
				if d := sign * r.Base; d > limit+1 {
					at = min(at, d)
				}
			}
			for i, r := range p.Lines {
				if math.Abs(sign*r.Base-at) <= 1 {
					list = append(list, marginLine{page: page, line: i, key: zone + digits.ReplaceAllString(r.Text, "#"), outermost: n == 0})
				}
			}
			limit = at + 1
		}
	}
	return list
}
