package choose

// Weights are all that choosing was fitted or set to: what speaks for a
// sentence, what speaks for there being an answer at all, and from where on
// either is enough.
type Weights struct {
	Features [featureCount]Weight // of a sentence, in log-odds of being the answer
	Grounds  [groundCount]float64 // of there being an answer, in log-odds
	Bias     float64              // what is believed without any ground, in log-odds
	Story    float64              // how much a story's rank counts beside what its sentence says

	Timely float64 // and how much its fit to the time that the question names

	Refuse float64 // below this confidence nothing is quoted
	Doubt  float64 // below this it is said that the sentences are only the nearest

	Most      int     // so many sentences are quoted at most
	Near      float64 // a further sentence scores at most so much less than the best,
	NearDoubt float64 // and so much less again where the confidence is 0: the surer, the fewer
	Given     float64 // a sentence that a model is given scores at most so much less than the best
}

// Weight is what a feature is worth: always, and more by brevity.
type Weight struct{ Always, Brief float64 }

// Fitted returns the weights in use. TestFitChoice found those of the features:
// listwise logistic regression with an L2 penalty on questions about
// encyclopedia paragraphs, newswire and news stories. TestFitSure found those of
// the grounds: logistic regression on questions with and without an answer. The
// others were set by hand.
func Fitted() *Weights {
	return &Weights{
		Bias:   -2.59,
		Story:  2.0,
		Timely: 4.0,

		Refuse: 0.4,
		Doubt:  0.6,

		Most:      4,
		Near:      1.3,
		NearDoubt: 2.5,
		Given:     7,

		Features: [featureCount]Weight{
			featCover:       {0.51, 0.00},
			featLocal:       {-0.14, -0.56},
			featSame:        {0.52, 0.00},
			featFamily:      {0.36, 0.00},
			featSynonym:     {0.22, 0.00},
			featVerb:        {-0.12, 1.22},
			featRun:         {-0.51, 0.00},
			featPairs:       {0.07, 0.00},
			featClose:       {0.86, 0.25},
			featNames:       {1.15, -2.12},
			featNumbers:     {1.14, 0.00},
			featQuoted:      {0.15, 0.00},
			featBefore:      {-0.24, 0.00},
			featAround:      {0.62, 0.96},
			featTitle:       {0.25, 0.00},
			featKind:        {1.70, 0.00},
			featKindPlace:   {1.08, 0.00},
			featKindDate:    {0.83, 0.00},
			featKindNumber:  {0.10, 0.00},
			featKindText:    {1.58, -4.48},
			featKindNear:    {4.42, -5.43},
			featNearMost:    {-0.09, 0.00},
			featStale:       {-0.40, 0.00},
			featFocus:       {0.57, 0.00},
			featDefines:     {0.19, 0.00},
			featLead:        {-0.16, 0.00},
			featEarly:       {1.13, -1.15},
			featLength:      {-0.01, 0.00},
			featShort:       {-1.26, 0.00},
			featAsks:        {-0.81, 0.00},
			featLeans:       {0.09, 0.00},
			featNew:         {0.20, 0.00},
			featMost:        {0.24, 0.00},
			featCloseMost:   {-0.04, 0.00},
			featRunMost:     {0.32, 0.00},
			featLongest:     {1.95, 0.00},
			featOrder:       {0.08, 0.00},
			featModified:    {0.86, 0.00},
			featTerseEarly:  {0.62, 0.00},
			featInherit:     {0.18, 0.00},
			featInheritMost: {-0.08, 1.30},
			featByName:      {0.49, 0.00},
			featPrecise:     {0.24, 0.00},
			featCosine:      {0.84, 0.00},
			featWindow:      {1.26, 0.00},
			featDateHere:    {1.04, 0.00},
			featStub:        {0.11, 0.00},
		},
		Grounds: [groundCount]float64{
			sureStory:       1.92,
			sureMostCover:   0.75,
			sureClose:       1.48,
			sureLongest:     0.77,
			sureKind:        0.06,
			sureKindNear:    0.97,
			sureVerb:        0.86,
			sureTerms:       0.25,
			sureHard:        -1.67,
			sureText:        0.39,
			sureFirst:       0.79,
			sureLongestMost: 0.53,
			sureEarly:       -0.52,
			sureLines:       -0.61,
			sureSame:        1.77,
			sureNumber:      -1.5,
		},
	}
}
