package en

import "github.com/storybot/storybot/knowledge/text/lang"

// pronouns is words that point back.
func pronouns() lang.Pronouns {
	return lang.Pronouns{
		Personal:      "he she it they",
		Objects:       "him her them",
		Possessive:    "his her hers its their theirs",
		Reflexive:     "himself herself itself themselves",
		One:           "he she his her hers",
		Thing:         "it its",
		Speaker:       "i we",
		Demonstrative: "this these those",
		Conjunction:   "that",
		Adverbs:       "there then",
		Others:        "one ones",
		Nouns: `man woman boy girl teenager child baby couple pair duo trio suspect victim defendant accused attacker gunman driver
			company firm maker retailer group organisation organization agency band team club side party movement`,
		Linking: "such both another other also latter former however",
	}
}
