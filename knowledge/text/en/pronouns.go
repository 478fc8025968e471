package en

import "github.com/storybot/storybot/knowledge/text/lang"

// pronouns is words that point back.
func pronouns() lang.Pronouns {
	return lang.Pronouns{
		Subjects:     "he she it they who which his her its their we i",
		Opening:      "he she it they his her their its him them this these those",
		Following:    "he she it they him her them his hers its their theirs this that these those there then one ones himself herself",
		Leaning:      "he she it they this these that those",
		LeaningWords: "his her its their him them such both another other also there latter former then however",
	}
}
