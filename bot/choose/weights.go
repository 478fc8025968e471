package choose

// Weights are all that choosing was fitted or set to: what speaks for a
// sentence, what speaks for there being an answer at all, and from where on
// either is enough.
type Weights struct {
	Features [featureCount]Weight // of a sentence, in log-odds of being the answer
	Grounds  [groundCount]Ground  // of there being an answer, and of the best line's being right
	Bias     Ground               // what is believed without any ground
	Idle     float64              // what a line costs that tells nothing of its story

	Least    float64 // with less of the question than this in the best line's story, there is no answer
	Filled   float64 // where a number is asked for, how surely the best line must have one of its kind
	Refuse   float64 // less sure than this that there is an answer, nothing is quoted
	Unlikely float64 // nor less sure than this that the first sentence is right
	Doubt    float64 // less sure of that than this, it is said that the sentences are only the nearest
	Quoted   Scale   // from how sure it is of the best line to how likely the first claim is right

	Most      int     // so many sentences are quoted at most
	Near      float64 // a further sentence scores at most so much less than the best,
	NearDoubt float64 // and so much less again where the confidence is 0: the surer, the fewer
	Again     float64 // as so much of these counts what a story says that is quoted already
	Given     float64 // a sentence that a model is given scores at most so much less than the best
	Enough    float64 // as sure as this of the first sentence, its story has no more to add
}

// Refuses reports whether nothing is quoted.
func (w *Weights) Refuses(s Sure) bool { return s.Answered < w.Refuse || s.First < w.Unlikely }

// Timeless is a line's score without what its story's time counts in it.
func (w *Weights) Timeless(r *Ranked) float64 {
	return r.Score - w.Features[featTimely].Always*r.features[featTimely]
}

// Scale is a line through log-odds.
type Scale struct{ Slope, Shift float64 }

// Weight is what a feature is worth: always, and more by brevity.
type Weight struct{ Always, Brief float64 }

// Ground is what a ground is worth for there being an answer, and, if there is
// one, for the best line's being right, in log-odds.
type Ground struct{ Answered, Right float64 }

// Fitted returns the weights in use. TestFitChoice found those of the features:
// listwise logistic regression with an L2 penalty on questions about
// encyclopedia paragraphs, newswire and news stories. TestFitSure found those of
// the grounds: logistic regression on questions with and without an answer, and
// TestFitClaim the scale from there to what is quoted. The others, and that of sureNumber, were set by hand.
func Fitted() *Weights {
	return &Weights{
		Bias: Ground{0.20, -0.01},
		Idle: 20,

		Least:    0.4,
		Filled:   0.5,
		Refuse:   0.25,
		Unlikely: 0.08,
		Doubt:    0.5,
		Quoted:   Scale{0.83, 0.67},

		Most:      4,
		Near:      2.1,
		Again:     0.5,
		Enough:    0.8,
		NearDoubt: 2.5,
		Given:     5,

		Features: [featureCount]Weight{
			featCover:       {0.57, 0.47},
			featLocal:       {0.44, -0.49},
			featSame:        {0.43, 0.32},
			featFamily:      {0.79, -0.21},
			featSynonym:     {0.64, 0.41},
			featVerb:        {-0.00, 0.38},
			featRun:         {0.40, -0.59},
			featPairs:       {-1.65, 3.05},
			featClose:       {0.13, 1.23},
			featNames:       {-0.10, -0.43},
			featNumbers:     {0.11, 0.28},
			featQuoted:      {1.43, 4.10},
			featBefore:      {-0.46, 0.82},
			featAround:      {1.32, 0.21},
			featTitle:       {6.91, 0.00},
			featKind:        {1.23, 1.24},
			featKindPlace:   {1.60, -1.75},
			featKindDate:    {-0.38, 2.18},
			featKindNumber:  {1.67, -2.13},
			featKindText:    {0.18, -2.04},
			featKindNear:    {8.22, -11.78},
			featNearMost:    {-0.13, -0.15},
			featStale:       {-1.06, 0.95},
			featFocus:       {-0.08, 0.71},
			featDefines:     {0.14, -0.18},
			featLead:        {0.46, -1.01},
			featEarly:       {0.74, -0.00},
			featLength:      {-0.02, -0.02},
			featShort:       {-0.80, -3.36},
			featAsks:        {-1.49, 1.15},
			featLeans:       {-0.15, 0.65},
			featNew:         {0.17, 0.32},
			featMost:        {0.20, 0.08},
			featCloseMost:   {0.14, -0.61},
			featRunMost:     {0.84, -1.00},
			featLongest:     {0.97, 0.89},
			featOrder:       {-0.06, -0.51},
			featModified:    {0.69, -0.26},
			featTerseEarly:  {-1.06, 2.19},
			featInherit:     {0.57, -0.21},
			featInheritMost: {-0.07, 0.89},
			featByName:      {-0.20, -0.50},
			featPrecise:     {0.41, 0.20},
			featCosine:      {1.55, 0.40},
			featWindow:      {0.55, 0.43},
			featDateHere:    {-0.71, 3.82},
			featStub:        {-0.79, 5.59},
			featStory:       {3.95, 0.00},
			featTimely:      {1.09, 0.00},
			featHead:        {2.22, 0.00},
			featLack:        {-0.45, -0.85},
			featLackName:    {0.02, -0.30},
			featLackNames:   {0.35, -1.97},
			featLackVerb:    {-0.08, -0.06},
			featLackMost:    {-0.28, 1.56},
			featVerbNear:    {2.36, -1.87},
			featNameNear:    {-0.19, -0.34},
			featDoes:        {-0.58, 4.17},
			featYears:       {0.64, 0.00},
			featSince:       {2.20, 0.00},
			featCounted:     {1.20, -2.50},
			featHeading:     {2.50, 0.00},
		},
		Grounds: [groundCount]Ground{
			sureStory:       {0.74, -0.31},
			sureMostCover:   {0.83, -0.33},
			sureClose:       {0.45, 0.23},
			sureLongest:     {0.74, 0.35},
			sureKind:        {-0.04, 0.23},
			sureKindNear:    {0.98, 0.41},
			sureVerb:        {0.09, -0.28},
			sureTerms:       {0.64, 0.20},
			sureHard:        {-1.75, -0.27},
			sureText:        {-0.10, 0.04},
			sureFirst:       {1.46, 1.08},
			sureLongestMost: {0.80, -0.30},
			sureEarly:       {-0.37, -0.39},
			sureLines:       {-1.45, -0.23},
			sureSame:        {0.54, -0.22},
			sureNumber:      {-1.5, -1.5},
			sureLack:        {-0.62, 0.85},
			sureLackName:    {-0.22, 0.40},
			sureLackVerb:    {-0.79, 0.18},
			sureLackMost:    {-0.26, 0.29},
			sureGapStory:    {0.44, 0.19},
			sureGapAll:      {-0.10, -0.00},
			sureNameStory:   {-0.03, -0.76},
			sureNameAll:     {-0.94, -0.34},
			sureFocusStory:  {-0.19, -0.25},
			sureVerbStory:   {0.24, -0.42},
			sureKindless:    {-0.35, 0.11},
			sureVerbNear:    {-0.12, 0.65},
			sureNameNear:    {-0.44, 0.31},
			sureDoes:        {-0.08, -0.62},
			sureHead:        {0.10, -0.82},
			sureFocus:       {0.07, -0.12},
			sureMargin:      {-0.46, 1.84},
			sureChance:      {0.47, 1.24},
			sureScore:       {0.99, -0.44},
			sureStale:       {-0.27, 0.21},
		},
	}
}
