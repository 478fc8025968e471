package knowledge

import (
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Query is what is searched.
type Query struct {
	Text     string // the words, standing for themselves: no pronoun of an earlier turn
	Filter          // which stories may be found
	Limit    int    // at most so many hits; zero: 10
	PerStory int    // at most so many hits of one story; zero: one, or up to three where few stories fit
	Dated    bool   // the question names its own time: recent stories are not preferred

	Prefer *Window // the time that the question's words name; nil: none
}

// Hit is a passage with its score and why.
type Hit struct {
	Story     Story     // with Text
	text.Span           // the passage's place in Story.Text
	Lead      text.Span // the place of the story's first passage, which says what it is about
	Score     float64   // comparable within one Found only
	Why       Why
	Copies    []Story // near-identical stories that this one stands for, without Text
}

// Text is the passage.
func (h *Hit) Text() string { return h.Of(h.Story.Text) }

// Why says what a hit's score is made of; each part is a factor or share that
// a person can follow.
type Why struct {
	Terms    []string // the question's terms that the passage or its title has
	Coverage float64  // the share of the question's terms, by weight, that the story has
	Words    float64  // the passage's own BM25
	Story    float64  // the story's BM25, all its passages together
	Near     float64  // how near to each other the terms stand, 0 to 1
	Recency  float64  // the factor for the date, at most 1
	Meaning  float64  // the part by vectors; zero without an embedding model
	Timely   float64  // the factor for the time that the question names, at most 1
}

// Untimely reports whether the question names a time and the story is neither
// of it or its days of grace nor names it.
func (w *Why) Untimely() bool { return w.Timely == windowOutside }

// Degraded is why a search was by words only, for a reader.
type Degraded string

// The reasons: the embedding model cannot be reached or is slow, or the engine fails.
const (
	NoEmbedding   Degraded = "the embedding model could not be reached"
	SlowEmbedding Degraded = "the embedding model took too long"
	NoVectors     Degraded = "the vectors could not be searched"
)

// Found is the outcome of a search.
type Found struct {
	Hits      []Hit        // best first
	Info      Info         // of the stories as they stood
	Respelled []Respelling // words that no story has, and what they were taken for
	Degraded  Degraded     // why the search was by words only although vectors are set; empty: it was not
	Standby   bool         // what usually finds was away: the process itself has found
	Took      time.Duration
}
