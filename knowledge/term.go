package knowledge

// Term is a term as ranking compares it: its 32-bit FNV-1a hash. Two different
// terms meet in one passage by chance less than once in ten million passages.
type Term uint32

// Hash returns the Term of a term.
func Hash(term string) Term {
	h := uint32(2166136261)
	for i := range len(term) {
		h = (h ^ uint32(term[i])) * 16777619
	}
	return Term(h)
}

// Hashes returns the Term of each term.
func Hashes(terms []string) []Term {
	hs := make([]Term, len(terms))
	for i, t := range terms {
		hs[i] = Hash(t)
	}
	return hs
}
