package knowledge

// fuse replaces scores by reciprocal rank fusion of the order by words, in
// which stories stand, with the order by meaning (Cormack and others 2009).
func fuse(stories []ranked, near []Candidate) {
	const k = 60
	meaning := make(map[string]int)
	for _, c := range near {
		id := c.Story.Story.ID
		if _, known := meaning[id]; !known {
			meaning[id] = len(meaning)
		}
	}
	for i := range stories {
		s := &stories[i]
		s.score = 1 / float64(k+i)
		if at, ok := meaning[s.doc.Story.ID]; ok {
			s.why.Meaning = 1 / float64(k+at)
			s.score += s.why.Meaning
		}
	}
}
