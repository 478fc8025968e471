package eval

import "github.com/storybot/storybot/bot"

// verdict is the verifier's judgement of a sentence by its source.
func verdict(sentence, source string) bot.Verdict { return bot.Verify(sentence, source) }

// chosen scores the sentences as answers of the question, and tells from 0 to
// 1 how sure it is that one of them answers.
func chosen(question string, sentences []string) (scores []float64, sure float64) {
	return bot.Choose(question, sentences)
}
