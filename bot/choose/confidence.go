package choose

import (
	"math"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
)

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
	sureLack                      // share of the terms that neither the best line nor its title nor its neighbours have
	sureLackName                  // the most that any one name lacks there
	sureLackVerb                  // the verb lacks there
	sureLackMost                  // the weight of the most telling word that lacks there
	sureGapStory                  // the same for the whole of its story
	sureGapAll                    // and for all lines
	sureNameStory                 // the most that any one name lacks in its story
	sureNameAll                   // and in all lines
	sureFocusStory                // the noun asked for lacks in its story
	sureVerbStory                 // and the verb
	sureKindless                  // something is wanted, and the best line has nothing of the kind
	sureVerbNear                  // something of the wanted kind near the verb
	sureNameNear                  // and near a name
	sureDoes                      // who is asked for does, or suffers, what is asked
	sureHead                      // share of its story's headline
	sureFocus                     // the noun asked for stands in the best line
	sureMargin                    // how far the best line is before the next
	sureChance                    // the chance that it is drawn first, by the scores
	sureScore                     // its score
	sureStale                     // of the wanted kind it has only what the question has
	groundCount
)

// String names the ground.
func (g ground) String() string {
	names := [groundCount]string{
		"story", "most-cover", "close", "longest", "kind", "kind-near", "verb", "terms", "hard", "text", "first", "longest-most", "early", "lines", "same", "number", "lack", "lack-name", "lack-verb", "lack-most", "gap-story", "gap-all", "name-story", "name-all", "focus-story", "verb-story", "kindless", "verb-near", "name-near", "does", "head", "focus", "margin", "chance", "score", "stale",
	}
	if g < 0 || g >= groundCount {
		return "unknown"
	}
	return names[g]
}

// grounds are the measures of all grounds.
type grounds [groundCount]float64

// Sure is how sure it is, from 0 to 1 each, that lines answer a question at all,
// and that the best of them does.
type Sure struct{ Answered, First float64 }

// Times is s, less sure by the factor f.
func (s Sure) Times(f float64) Sure { return Sure{s.Answered * f, s.First * f} }

// AtLeast is s, but sure enough not to be refused.
func (s Sure) AtLeast(w *Weights) Sure {
	return Sure{max(s.Answered, w.Refuse), max(s.First, w.Unlikely)}
}

// Or is the surer of both, of the first sentence.
func (s Sure) Or(o Sure) Sure {
	if o.First > s.First {
		return o
	}
	return s
}

// Claim is how likely the first claim is right where the best line is with the chance
// first: it has what that line leans on, and what of its story touches it (Platt 1999).
func (w *Weights) Claim(first float64) float64 {
	const least = 0.005
	first = min(max(first, least), 1-least)
	return 1 / (1 + math.Exp(-(w.Quoted.Slope*math.Log(first/(1-first)) + w.Quoted.Shift)))
}

// Confidence is how sure it is that the lines answer q. r must be what Rank gave for them.
func (w *Weights) Confidence(q Question, lines []Line, r []Ranked) Sure {
	g, ok := sureGrounds(q, lines, r)
	if !ok {
		return Sure{}
	}
	answered, right := w.Bias.Answered, w.Bias.Right
	for i, v := range g {
		answered += v * w.Grounds[i].Answered
		right += v * w.Grounds[i].Right
	}
	s := Sure{Answered: 1 / (1 + math.Exp(-answered))}
	if g[sureStory] < w.Least {
		s = s.Times(g[sureStory])
	}
	if q.Want.Measured() && g[sureKind] < w.Filled || q.Want == Date && g[sureKind] > 0 && g[sureKind] <= thing.HeldOtherwise {
		s = s.Times(w.Filled)
		if q.Want.United() && 1-g[sureHard] < w.Filled { // nor has any other of its story
			s = s.Times(w.Filled)
		}
	}
	s.First = s.Answered / (1 + math.Exp(-right))
	if r[BestFirst(r)[0]].unreal {
		s = s.Times(unrealShare)
	}
	if verb := q.verbTerm(); verb >= 0 && r[BestFirst(r)[0]].found[verb] == 0 && (q.manner == ask.What && q.lang.Questions.Reasons[q.Terms[verb].Norm] ||
		q.Want == Reason && shape.CauseOfOther(q.lang, q.Text, lines[BestFirst(r)[0]].Text)) {
		s = s.Times(uncausedShare)
	}
	if verb := q.verbTerm(); q.Polar() && verb >= 0 && storyFound(lines, r, lines[BestFirst(r)[0]].Group)[verb] == 0 {
		s = s.Times(untoldShare)
	}
	s = q.doubt(w, lines, r, BestFirst(r)[0], s)
	if best := &r[BestFirst(r)[0]]; best.open || best.settles { // that it is not known is all there is to say
		s.First = max(s.First, w.Doubt)
	}
	return s
}

// What is left of the confidence where the best line tells only
const (
	unrealShare   = 0.2 // that what is asked ought to be, may be or is not,
	untoldShare   = 0.5 // asked whether something is so, what is of a story that tells nothing of it,
	uncausedShare = 0.5 // asked for a cause, none, or that of something else
)

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
	g.slot(&q, f)
	g.gaps(q, lines, r, lines[best].Group)
	g.lead(r, best)
	return g, g[sureStory] > 0
}

// slot measures whether the best line fills the place that the question leaves open.
func (g *grounds) slot(q *Question, f *[featureCount]float64) {
	g[sureLack], g[sureLackName], g[sureLackVerb], g[sureLackMost] = f[featLack], f[featLackName], f[featLackVerb], f[featLackMost]
	g[sureVerbNear], g[sureNameNear], g[sureDoes] = f[featVerbNear], f[featNameNear], f[featDoes]
	g[sureHead], g[sureFocus], g[sureStale] = f[featHead], f[featFocus], f[featStale]
	if q.Want != Anything {
		g[sureKindless] = 1 - f[featKind]
	}
}

// gaps measures the most telling word that the best line's story, and all lines, lack.
func (g *grounds) gaps(q Question, lines []Line, r []Ranked, group int) {
	story := storyFound(lines, r, group)
	for t := range q.Terms {
		if q.Terms[t].Time {
			continue
		}
		all := story[t]
		for i := range r {
			all = math.Max(all, r[i].found[t])
		}
		w := q.Terms[t].weight / mostWeight
		if q.Terms[t].Name {
			g[sureNameStory] = math.Max(g[sureNameStory], 1-story[t])
			g[sureNameAll] = math.Max(g[sureNameAll], 1-all)
		}
		if q.Terms[t].Focus {
			g[sureFocusStory] = math.Max(g[sureFocusStory], 1-story[t])
		}
		if q.Terms[t].verb {
			g[sureVerbStory] = math.Max(g[sureVerbStory], 1-story[t])
		}
		g[sureGapStory] = math.Max(g[sureGapStory], w*(1-story[t]))
		g[sureGapAll] = math.Max(g[sureGapAll], w*(1-all))
	}
}

// lead measures how far the best line is before the others.
func (g *grounds) lead(r []Ranked, best int) {
	next, sum := math.Inf(-1), 0.0
	for i := range r {
		if i != best {
			next = math.Max(next, r[i].Score)
		}
		sum += math.Exp(r[i].Score - r[best].Score)
	}
	g[sureMargin] = math.Min(r[best].Score-next, mostMargin) / mostMargin
	g[sureChance] = 1 / sum
	g[sureScore] = r[best].Score / usualScore
}

const (
	mostMargin = 3.0  // a line so far before the others need not be farther
	usualScore = 10.0 // about what a line scores that answers
)

// coverage measures what of the question its story has: for each term, the worth
// of its best match there.
func (g *grounds) coverage(q Question, story []float64) {
	var all, same termShare
	for t := range q.Terms {
		w := q.Terms[t].weight
		all.Add(w, story[t])
		if story[t] >= matchFamily {
			same.Part += w
		}
		same.Whole += w
	}
	g[sureSame] = same.Share()
	g[sureNumber] = numberless(q, story)
	g[sureStory] = all.Share()
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
