package choose

// Weights are all that choosing was fitted or set to: what speaks for a
// sentence, what speaks for there being an answer at all, and from where on
// either is enough.
type Weights struct {
	Features [featureCount]Weight // of a sentence, in log-odds of being the answer
	Grounds  [groundCount]Ground  // of there being an answer, and of the best line's being right
	Bias     Ground               // what is believed without any ground
	Idle     float64              // what a line costs that tells nothing of its story
	Deed     float64              // what a line gains that tells who did what is asked, as its story's matter
	Beside   float64              // what a line costs whose story does not tell of the event or thing that is asked about, where another's does
	Open     float64              // what it gains to tell that a cause is not known, where one is asked for

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
		Bias:   Ground{0.09, -0.32},
		Idle:   20,
		Open:   3,
		Beside: 5,
		Deed:   3,

		Least:    0.4,
		Filled:   0.5,
		Refuse:   0.25,
		Unlikely: 0.08,
		Doubt:    0.52,
		Quoted:   Scale{1.00, 0.53},

		Most:      4,
		Near:      2.1,
		Again:     0.5,
		Enough:    0.8,
		NearDoubt: 2.5,
		Given:     5,

		Features: [featureCount]Weight{
			featCover:       {0.60, 0.50},
			featLocal:       {0.53, -0.48},
			featSame:        {0.44, 0.44},
			featFamily:      {0.89, -0.25},
			featSynonym:     {2.30, -2.01},
			featVerb:        {0.05, 0.08},
			featRun:         {0.56, -0.74},
			featPairs:       {-1.02, 1.74},
			featClose:       {0.34, 0.52},
			featNames:       {-0.18, -0.25},
			featNumbers:     {0.37, -0.07},
			featQuoted:      {1.39, 4.29},
			featBefore:      {-2.03, 2.69},
			featAround:      {1.57, -0.43},
			featTitle:       {5.15, 0.00},
			featKind:        {1.33, 0.85},
			featKindPlace:   {1.57, -1.21},
			featKindDate:    {-0.03, 1.37},
			featKindNumber:  {1.72, -2.11},
			featKindText:    {0.60, -1.95},
			featKindNear:    {6.66, -9.89},
			featNearMost:    {-0.39, 0.36},
			featStale:       {-1.29, 1.72},
			featFocus:       {-0.32, 0.92},
			featDefines:     {-0.16, 0.91},
			featLead:        {0.55, -1.02},
			featEarly:       {0.62, -0.14},
			featLength:      {-0.03, -0.04},
			featShort:       {-0.60, -3.69},
			featAsks:        {-1.52, 0.93},
			featLeans:       {-0.15, 0.54},
			featNew:         {0.05, 0.29},
			featMost:        {0.19, -0.04},
			featCloseMost:   {0.09, -0.30},
			featRunMost:     {0.78, -0.93},
			featLongest:     {0.96, 0.96},
			featOrder:       {0.10, -0.11},
			featModified:    {0.36, 0.17},
			featInherit:     {0.63, -0.52},
			featInheritMost: {-0.08, 1.00},
			featByName:      {0.49, -0.96},
			featPrecise:     {0.34, 0.08},
			featCosine:      {1.47, 0.39},
			featWindow:      {0.53, 0.31},
			featDateHere:    {-2.02, 6.04},
			featStub:        {-1.01, 5.48},
			featStory:       {4.18, 0.00},
			featTimely:      {1.46, 0.00},
			featHead:        {1.43, 0.00},
			featLack:        {-0.57, -0.88},
			featLackName:    {0.01, 0.59},
			featLackNames:   {0.25, -0.56},
			featLackVerb:    {-0.20, 0.27},
			featLackMost:    {-0.38, 1.91},
			featVerbNear:    {2.82, -3.32},
			featNameNear:    {0.56, -1.59},
			featDoes:        {-0.69, 3.63},
			featYears:       {0.67, 0.00},
			featSince:       {2.24, 0.00},
			featCounted:     {2.04, -2.22},
			featHeading:     {2.50, 0.00},
			featAgreed:      {0.66, 0.00},
			featHeaded:      {0.44, 0.00},
			featHolder:      {0.87, 0.00},
			featNewNames:    {0.15, 0.00},
		},
		Grounds: [groundCount]Ground{
			sureStory:       {0.84, -0.11},
			sureMostCover:   {0.65, -0.29},
			sureClose:       {0.30, 0.03},
			sureLongest:     {0.54, 0.55},
			sureKind:        {-0.01, -0.98},
			sureKindNear:    {1.14, 0.47},
			sureVerb:        {0.35, -0.50},
			sureTerms:       {0.43, 0.32},
			sureHard:        {-1.74, -0.32},
			sureText:        {-0.01, -0.43},
			sureFirst:       {1.40, 0.53},
			sureLongestMost: {1.07, -0.02},
			sureEarly:       {0.01, -0.18},
			sureLines:       {-1.46, -0.00},
			sureSame:        {0.66, 0.05},
			sureNumber:      {-1.5, -1.5},
			sureLack:        {-0.43, 0.88},
			sureLackName:    {-0.54, -0.19},
			sureLackVerb:    {-0.54, -0.18},
			sureLackMost:    {-0.28, 0.55},
			sureGapStory:    {0.11, 0.25},
			sureGapAll:      {-0.21, -0.35},
			sureNameStory:   {0.11, -0.48},
			sureNameAll:     {-0.78, -0.12},
			sureFocusStory:  {-0.29, -0.11},
			sureVerbStory:   {0.25, 0.05},
			sureKindless:    {-0.28, -0.67},
			sureVerbNear:    {-0.26, 0.51},
			sureNameNear:    {-0.29, -0.37},
			sureDoes:        {0.00, 0.03},
			sureHead:        {0.17, -0.77},
			sureFocus:       {0.06, -0.30},
			sureMargin:      {-0.32, 1.65},
			sureChance:      {0.54, 1.60},
			sureScore:       {1.33, 0.38},
			sureStale:       {-0.49, 0.29},
		},
	}
}
