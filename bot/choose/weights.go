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

	OfKind   float64 // what a line gains that names one of what is asked for by a noun: "the city of Ulm"
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

// Fitted returns the weights in use. TestFitChoice found those of the features: listwise logistic regression with an L2 penalty on
// questions about encyclopedia paragraphs, newswire and news stories. TestFitSure found those of the grounds: logistic regression on
// questions with and without an answer, and TestFitClaim the scale to what is quoted. Its shift, that of sureNumber and the others were set by hand.
func Fitted() *Weights {
	return &Weights{
		Bias:   Ground{0.07, -0.40},
		Idle:   20,
		Open:   3,
		Beside: 5,
		OfKind: 1.5,
		Deed:   3,

		Least:    0.4,
		Filled:   0.5,
		Refuse:   0.25,
		Unlikely: 0.08,
		Doubt:    0.52,
		Quoted:   Scale{0.92, 0.60},

		Most:      4,
		Near:      2.2,
		Again:     0.5,
		Enough:    0.8,
		NearDoubt: 2.8,
		Given:     5.5,

		Features: [featureCount]Weight{
			featCover:       {0.78, 0.37},
			featLocal:       {0.41, -0.60},
			featSame:        {0.69, 0.29},
			featFamily:      {1.18, -0.12},
			featSynonym:     {2.21, -1.88},
			featVerb:        {0.01, 0.31},
			featRun:         {0.49, -0.75},
			featPairs:       {-1.27, 2.47},
			featClose:       {0.25, 0.60},
			featNames:       {-0.02, -0.45},
			featNumbers:     {0.18, -0.14},
			featQuoted:      {1.39, 4.29},
			featBefore:      {-2.91, 4.39},
			featAround:      {1.69, -0.64},
			featTitle:       {6.05, 0.00},
			featKind:        {1.08, 0.16},
			featKindPlace:   {2.23, -1.03},
			featKindDate:    {0.65, 1.71},
			featKindNumber:  {2.54, -2.46},
			featKindText:    {0.93, -0.69},
			featKindNear:    {6.98, -10.75},
			featNearMost:    {-0.49, 0.57},
			featStale:       {-0.96, 1.16},
			featFocus:       {-0.42, 0.99},
			featDefines:     {-0.42, 1.47},
			featLead:        {0.56, -1.00},
			featEarly:       {0.73, -0.54},
			featLength:      {-0.06, -0.08},
			featShort:       {-0.33, -5.93},
			featAsks:        {-1.32, 0.14},
			featLeans:       {-0.06, 0.50},
			featNew:         {0.08, 0.41},
			featMost:        {0.19, -0.06},
			featCloseMost:   {0.11, -0.36},
			featRunMost:     {0.94, -1.16},
			featLongest:     {0.82, 0.67},
			featOrder:       {0.22, -0.09},
			featModified:    {0.43, 0.10},
			featInherit:     {0.54, -0.78},
			featInheritMost: {-0.19, 1.21},
			featByName:      {0.75, -1.09},
			featPrecise:     {0.45, -0.58},
			featCosine:      {1.71, 0.43},
			featWindow:      {0.52, 0.61},
			featDateHere:    {-2.20, 6.47},
			featStub:        {-1.40, 7.72},
			featStory:       {4.40, 0.00},
			featTimely:      {1.50, 0.00},
			featHead:        {1.56, 0.00},
			featLack:        {-0.93, -1.16},
			featLackName:    {0.08, 0.54},
			featLackNames:   {0.42, -1.24},
			featLackVerb:    {-0.22, 0.69},
			featLackMost:    {-0.65, 3.62},
			featVerbNear:    {2.10, -1.66},
			featNameNear:    {0.78, -2.21},
			featDoes:        {-0.63, 3.04},
			featYears:       {0.69, 0.00},
			featSince:       {2.75, 0.00},
			featCounted:     {2.09, -2.16},
			featHeading:     {2.50, 0.00},
			featAgreed:      {0.49, 0.00},
			featHeaded:      {0.45, 0.00},
			featHolder:      {0.74, 0.00},
			featNewNames:    {0.23, 0.00},
			featFull:        {1.61, -1.20},
			featUndone:      {-0.98, 1.01},
		},
		Grounds: [groundCount]Ground{
			sureStory:       {0.82, -0.08},
			sureMostCover:   {0.65, -0.25},
			sureClose:       {0.34, -0.26},
			sureLongest:     {0.53, 0.58},
			sureKind:        {-0.13, -0.90},
			sureKindNear:    {1.14, 0.04},
			sureVerb:        {0.55, -0.27},
			sureTerms:       {0.44, 0.27},
			sureHard:        {-1.80, -0.21},
			sureText:        {-0.02, -0.49},
			sureFirst:       {1.41, 0.69},
			sureLongestMost: {1.06, 0.18},
			sureEarly:       {0.01, -0.06},
			sureLines:       {-1.45, 0.01},
			sureSame:        {0.63, -0.02},
			sureNumber:      {-1.5, -1.5},
			sureLack:        {-0.38, 0.77},
			sureLackName:    {-0.47, -0.12},
			sureLackVerb:    {-0.67, -0.24},
			sureLackMost:    {-0.08, 0.78},
			sureGapStory:    {-0.07, 0.22},
			sureGapAll:      {-0.22, -0.49},
			sureNameStory:   {0.06, -0.50},
			sureNameAll:     {-0.79, -0.17},
			sureFocusStory:  {-0.25, -0.18},
			sureVerbStory:   {0.32, 0.24},
			sureKindless:    {-0.26, -0.81},
			sureVerbNear:    {-0.18, -0.17},
			sureNameNear:    {-0.25, -0.52},
			sureDoes:        {-0.10, -0.09},
			sureHead:        {0.02, -0.88},
			sureFocus:       {0.12, -0.20},
			sureMargin:      {-0.44, 1.42},
			sureChance:      {0.54, 1.54},
			sureScore:       {1.35, 0.67},
			sureStale:       {-0.54, 0.22},
		},
	}
}
