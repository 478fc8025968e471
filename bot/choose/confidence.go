package choose

import "math"

// ground is one ground to believe that the lines answer a question at all.
type ground int

// The grounds. "Best" is the line with the highest score, "its story" the
// lines of its group.
const (
	sureStory       ground = iota // share of the question's terms that its story has
	sureMostCover                 // highest share that any line has
	sureClose                     // how close together they stand in the best line
	sureLongest                   // longest run of the question's words in the best line
	sureKind                      // something of the wanted kind stands in the best line
	sureKindNear                  // and stands near the question's terms
	sureVerb                      // the verb of the question stands in the best line
	sureTerms                     // logarithm of the number of terms
	sureHard                      // a number or date is wanted, and the story has none that is new
	sureText                      // a reason, manner or meaning is wanted, which most texts on the matter tell
	sureFirst                     // share of the terms that the story's first line has
	sureLongestMost               // longest run in any line
	sureEarly                     // the best line stands near the beginning of its story
	sureLines                     // logarithm of the lines of its story, up to ten
	sureSame                      // share of the terms that its story has as the same word or one of its family
	sureNumber                    // a number of the question stands nowhere in its story
	groundCount
)

// grounds are the measures of all grounds.
type grounds [groundCount]float64

// Confidence is how sure it is, from 0 to 1, that the lines answer q at all. r
// must be what Rank gave for them.
func (w *Weights) Confidence(q Question, lines []Line, r []Ranked) float64 {
	g, ok := sureGrounds(q, lines, r)
	if !ok {
		return 0
	}
	sum := w.Bias
	for i, v := range g {
		sum += v * w.Grounds[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// sureGrounds measures the grounds; ok is false where there is nothing to go by.
func sureGrounds(q Question, lines []Line, r []Ranked) (g grounds, ok bool) {
	best := -1
	for i := range r {
		if best < 0 || r[i].Score > r[best].Score {
			best = i
		}
	}
	if best < 0 || len(q.Terms) == 0 {
		return g, false
	}
	f := &r[best].features
	g[sureClose], g[sureLongest], g[sureEarly] = f[featClose], f[featLongest], f[featEarly]
	g[sureKind], g[sureKindNear], g[sureVerb] = f[featKind], f[featKindNear], f[featVerb]
	g[sureTerms] = math.Log(float64(len(q.Terms)))
	g.coverage(q, storyFound(lines, r, lines[best].Group))
	g.wanted(q.Want)
	g.around(lines, r, lines[best].Group)
	return g, g[sureStory] > 0
}

// coverage measures what of the question its story has: for each term, the worth
// of its best match there.
func (g *grounds) coverage(q Question, story []float64) {
	var all, same termShare
	for t := range q.Terms {
		w := q.Terms[t].weight
		all.add(w, story[t])
		if story[t] >= matchFamily {
			same.part += w
		}
		same.whole += w
	}
	g[sureSame] = same.share()
	g[sureNumber] = numberless(q, story)
	g[sureStory] = all.share()
}

// wanted measures what kind of answer is wanted.
func (g *grounds) wanted(want AnswerType) {
	switch want {
	case Date, Number, Money, Percent, Duration, Age:
		g[sureHard] = 1
	case Person, Organisation, Place, Country, State, City:
	case Reason, MannerOf, Meaning, Anything:
		g[sureText] = 1
	}
}

// around measures the lines of the best line's story, and those of all stories.
func (g *grounds) around(lines []Line, r []Ranked, story int) {
	n := 0.0
	for i := range r {
		if lines[i].Group == story {
			g[sureHard] = math.Min(g[sureHard], 1-r[i].features[featKind])
			if n == 0 {
				g[sureFirst] = r[i].features[featCover]
			}
			n++
		}
	}
	g[sureLines] = math.Log(math.Min(n, 10))
	for i := range r {
		g[sureLongestMost] = math.Max(g[sureLongestMost], r[i].features[featLongest])
		g[sureMostCover] = math.Max(g[sureMostCover], r[i].features[featCover])
	}
}

// numberless is 1 where a number of the question stands nowhere in the story:
// what is said of bridge number 2 does not answer for number 3. A year may as
// well be left to the date of the story.
func numberless(q Question, story []float64) float64 {
	for t := range q.Terms {
		term := &q.Terms[t]
		year := len(term.Norm) == 4 && (term.Norm[0] == '1' || term.Norm[0] == '2')
		if term.Number && !term.Time && !year && story[t] == 0 {
			return 1
		}
	}
	return 0
}

// storyFound is, for each term, the worth of its best match in that story's lines and title.
func storyFound(lines []Line, r []Ranked, group int) []float64 {
	var story []float64
	for i := range r {
		if lines[i].Group != group {
			continue
		}
		if story == nil {
			story = make([]float64, len(r[i].found))
		}
		for t, worth := range r[i].found {
			story[t] = math.Max(story[t], worth)
		}
	}
	return story
}
