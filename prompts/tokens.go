package prompts

// The codec alone: the package above it links the vocabularies of all models, 11
// MB in place of 6.
import "github.com/tiktoken-go/tokenizer/codec"

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
