package text

// OpensWithPronoun reports whether one of the first two words is a pronoun, so
// that a sentence of these words leans on the one before it.
func OpensWithPronoun(words []Word) bool {
	for i := 0; i < min(len(words), 2); i++ {
		if n := words[i].Norm; words[i].lang.Pronouns.Opening[n] {
			return true
		}
	}
	return false
}

// NamesSomebody reports whether a sentence of these words has a name: a word
// with a capital that is neither the first nor a stop word.
func NamesSomebody(words []Word) bool {
	for i := range words {
		if words[i].Upper && i > 0 && !words[i].Stop() {
			return true
		}
	}
	return false
}
