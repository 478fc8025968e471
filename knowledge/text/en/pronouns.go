package en

import "github.com/storybot/storybot/knowledge/text/lang"

// pronouns is words that point back.
func pronouns() lang.Pronouns {
	return lang.Pronouns{
		Personal:      "he she it they",
		Objects:       "him her them",
		Possessive:    "his her hers its their theirs",
		Reflexive:     "himself herself itself themselves",
		Speaker:       "i we",
		Demonstrative: "this these those",
		Conjunction:   "that",
		Adverbs:       "there then",
		Others:        "one ones",
		Linking:       "such both another other also latter former however",
	}
}
