package bot

import "math"

// answerable tells from 0 to 1 how sure it is that the lines answer q at all.
func answerable(q asked, lines []Line, r []ranked) float64 {
	best := -1
	for i := range r {
		if best < 0 || r[i].Score > r[best].Score {
			best = i
		}
	}
	if best < 0 || len(q.terms) == 0 {
		return 0
	}
	return math.Max(0, math.Min(1, r[best].features[featCover]))
}
