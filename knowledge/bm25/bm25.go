// Package bm25 scores how well a text fits a term (Robertson and Zaragoza 2009).
package bm25

import "math"

// The constants, with the values that are usual for news (Anserini's): passages are much
// of one length, so length says little.
const (
	K1 = 0.9
	B  = 0.4
)

// IDF is the weight of a term that df of n passages have (Robertson and
// Sparck Jones 1976, in the form of Lucene, which is never negative).
func IDF(n, df int) float64 {
	return math.Log1p((float64(n-df) + .5) / (float64(df) + .5))
}

// Saturated is what a term counts that stands tf times in a text of length
// dl, where texts have avg on average: 1 where it stands once in one of that length.
func Saturated(tf, dl, avg float64) float64 {
	return tf * (K1 + 1) / (tf + K1*(1-B+B*dl/avg))
}
