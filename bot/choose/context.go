package choose

import (
	"cmp"
	"math"
	"slices"

	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// Line is one sentence that may answer a question. Lines of one story follow
// one another in its order, so that a sentence may lean on those before it.
type Line struct {
	Text   string
	Words  []text.Word // of Text; nil: they are read where they are needed
	Group  int         // the story it is of: lines of one story share it
	Title  string      // its story's title; may be empty
	Given  string      // what its story has named before it, as the title and the first sentence do; may be empty
	Weight float64     // how well search liked its story, the best is 1; 0 counts as 1
	Timely float64     // how well its story fits the time asked for, at most 1; 0 counts as 1
	Year   int         // that its story was published in; 0: not known
}

// Read returns the Words of the line, which it reads where they are not known yet.
func (l *Line) Read(lang *text.Language) []text.Word {
	if l.Words == nil {
		l.Words = lang.Words(l.Text)
	}
	return l.Words
}

// Ranked is how well a line answers.
type Ranked struct {
	Score    float64 // higher is better; comparable within one call only
	features [featureCount]float64
	found    []float64 // for each term of the question, the worth of its best match
	deed     float64   // as raiseDeeds
	unreal   bool      // who does something is asked for, and it tells only that somebody ought to, may or does not
	settles  bool      // it tells what the line it goes on from leaves untold
	open     bool      // a cause is asked for, and it tells of what is asked that it is not known, or suspected
}

// Open reports whether the line tells that the cause that is asked for is not known, or suspected: all there is to say.
func (r *Ranked) Open() bool { return r.open }

// HasKind reports whether the line has something of the kind that is asked for.
func (r *Ranked) HasKind() bool { return r.features[featKind] > 0 }

// Fills reports whether the line has, as surely as an answer must, something of the kind that is asked for.
func (w *Weights) Fills(r *Ranked) bool { return r.features[featKind] >= w.Filled }

// BestFirst is the numbers of the lines, the best first, equal ones in their order.
func BestFirst(r []Ranked) []int {
	order := make([]int, len(r))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(r[b].Score, r[a].Score) })
	return order
}

// context is a question read against its lines.
type context struct {
	q      Question
	lines  []line
	weight []float64 // of each term: how telling it is
	local  []float64 // of each term: how telling it is among these lines
	total  float64   // of weight
	totalL float64   // of local

	converses text.Set // what tells that somebody lost, where it is asked who beat him; nil: it is not
}

// line is one sentence read for one question.
type line struct {
	text    string
	words   []text.Word
	hits    []hit     // one for each word
	best    []float64 // for each term, the worth of its best match here
	title   []float64 // for each term, that in the story's title
	things  []found
	at      int // its place in its story
	group   int
	leans   float64 // 0 to 1: how much it leans on the sentences before it
	head    float64 // share of its story's headline
	story   float64 // as Line.Weight and Line.Timely
	timely  float64
	year    int             // as Line.Year
	heading float64         // how far it stands under a heading that asks the same
	says    float64         // share of who is asked what they said that says something here
	heads   map[string]bool // the telling words of its headline, as alike.HeadKeys
	agreed  float64         // how far other stories have the same thing, as featAgreed
	headed  float64         // how far its headline has it
	unreal  bool            // as Ranked.unreal
	past    bool            // it tells what is asked of a year that is over and not asked for
	turned  int             // as deed.Sentence.Turned
	vote    bool            // tells how a vote went, where it is asked whether all agreed
}

// found is something of the wanted kind in a line.
type found struct {
	thing.Thing
	fresh bool // the question does not have it itself
}

// MaxLine is how much of a sentence is read: more is no sentence.
const MaxLine = 4000

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
