package prompts

// The codec alone: the package above it links the vocabularies of all models, 11
// MB in place of 6.
import "github.com/tiktoken-go/tokenizer/codec"

// overhead is what a passage costs besides its text and the words of its header.
const overhead = 12

// Count returns how many tokens text is, as OpenAI's present models count. For
// other models it is near enough to keep a budget. It may be called by many
// goroutines.
func Count(text string) int {
	// The vocabulary is loaded by the first call of all, in some 33 ms; what else
	// a codec is made of costs 11 µs, too little to keep one.
	n, err := codec.NewO200kBase().Count(text)
	if err != nil {
		return len(text)/3 + 1
	}
	return n
}

// Fit returns the passages that a budget of tokens has room for, in their order,
// which is that of relevance: one that has no room is left out whole, and a
// later, shorter one may take its place. It returns none if none has room.
func Fit(passages []Passage, budget int) []Passage {
	var fit []Passage
	for i, p := range fenced(passages, tame) {
		if cost := Count(p.Outlet+p.Title+p.Label+p.Published) + Count(p.Text) + overhead; cost <= budget {
			budget -= cost
			fit = append(fit, passages[i])
		}
	}
	return fit
}
