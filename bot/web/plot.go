package web

import "time"

// plot is a month of bars, one a day, for an SVG of plotWidth by plotHeight.
type plot struct {
	Bars   []bar
	Most   int // of one day
	Total  int
	Width  int
	Height int
}

// bar is one day: all of it, and the part that is drawn solid.
type bar struct {
	X, Y, H, PartY, PartH int
	Day                   string
	All, Part             int
}

// The size of a plot, in its own units.
const (
	plotDays   = 30
	plotStep   = 10
	plotHeight = 80
)

// monthly draws the values that of returns for the thirty days that end with now.
func monthly(days []Day, now time.Time, of func(*Day) (all, part int)) plot {
	by := make(map[string]*Day, len(days))
	for i := range days {
		by[days[i].Day] = &days[i]
	}
	p := plot{Width: plotDays * plotStep, Height: plotHeight}
	for i := range plotDays {
		b := bar{X: i * plotStep, Day: now.UTC().AddDate(0, 0, i+1-plotDays).Format(time.DateOnly)}
		if d := by[b.Day]; d != nil {
			b.All, b.Part = of(d)
		}
		p.Most, p.Total = max(p.Most, b.All), p.Total+b.All
		p.Bars = append(p.Bars, b)
	}
	for i := range p.Bars {
		b := &p.Bars[i]
		b.H, b.PartH = scaled(b.All, p.Most), scaled(b.Part, p.Most)
		b.Y, b.PartY = plotHeight-b.H, plotHeight-b.PartH
	}
	return p
}

// scaled is the height of a bar; what is not nothing can be seen.
func scaled(n, most int) int {
	if n == 0 || most == 0 {
		return 0
	}
	return max(2, n*plotHeight/most)
}
