package speaker

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestQuotations: who says each quotation of a text, or "-" where it is not told.
func TestQuotations(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		`"The dam holds," said Ines Okafor, the engineer.`:                                       "Ines Okafor",
		`“The dam holds,” she said on Friday.`:                                                   "she",
		`“Does the dam hold?” Tom Adeyemi asked.`:                                                "Tom Adeyemi",
		`Tom Adeyemi, who leads the council, said: "The dam holds."`:                             "Tom Adeyemi",
		`On the matter of the dam, Okafor added, "It holds."`:                                    "Okafor",
		`"The dam holds", the chief engineer of the province told reporters. "So do the locks."`: "the chief engineer of the province | the chief engineer of the province",
		`Okafor called the plan “a bad joke” and left.`:                                          "Okafor",
		`Ines Okafor, 41, the head of the works, said in a letter that the dam was “in order”.`:  "Ines Okafor",
		"Adeyemi was short with the press:\n“The dam holds.”":                                    "Adeyemi",
		"“The dam holds,” Okafor said.\n“I have seen it myself.”":                                "Okafor | Okafor",
		"“The dam holds,” Okafor said.\nAdeyemi was not so sure. “It leaks.”":                    "Okafor | Adeyemi",
		`The dam is old, but Okafor said it was "in order".`:                                     "Okafor",
		"The dam was “in order”, according to the mayor, who had not seen it.":                   "the mayor",
		`Okafor left after the flood, saying "never again".`:                                     "Okafor",
		`“The dam`:                   "-",
		`"The dam holds."`:           "-",
		`Nobody said anything.`:      "",
		`The dam “holds`:             "The dam",
		"He wrote:\n“It holds.\n“It": "He | He",
	} {
		var got []string
		for _, q := range Quotations(text.English(), s) {
			who := q.Speaker.Of(s)
			if who == "" {
				who = "-"
			}
			got = append(got, who)
		}
		if strings.Join(got, " | ") != want {
			t.Errorf("%s\n: %q, want %q", s, strings.Join(got, " | "), want)
		}
	}
}

// TestSayers: who says something in a sentence, by whatever verb.
func TestSayers(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		`Ines Okafor said that the dam holds, and warned of rain.`: "Ines Okafor | Ines Okafor",
		`"The dam holds," said the mayor of Northport.`:            "the mayor of Northport",
		`The dam holds, according to Tom Adeyemi.`:                 "Tom Adeyemi",
		`Her lawyer, Bo Lind, said that it leaks.`:                 "Her lawyer",
		`The dam holds.`: "",
	} {
		var got []string
		for _, span := range Sayers(text.English(), s, text.English().Words(s)) {
			got = append(got, span.Of(s))
		}
		if strings.Join(got, " | ") != want {
			t.Errorf("%s: %q, want %q", s, strings.Join(got, " | "), want)
		}
	}
}
