package say

import (
	"strings"
	"unicode"
)

// asking are, of each language, words by which questions are told apart: those that ask, and verbs and pronouns
// that hardly a question is without; but none that is a word of English, too.
func asking() map[string]string {
	return map[string]string{
		"en": "who what when where why how which whose whom is was were are did does do has have had can will would should tell give show there any",
		"de": "wer wen wem wessen wann wo woher wohin warum wieso weshalb wie welche welcher welches welchem welchen ist sind waren haben hatte hatten wurde wurden wird werden kann gibt gab sagt sagte nicht ich wir sie",
		"es": "quién quiénes qué cuándo dónde adónde cómo cuál cuáles cuánto cuánta cuántos cuántas quien cuando donde es son fue fueron era está están ha han hay había dijo dice ganó pasó murió murieron qué",
		"fr": "qui que quoi quand où pourquoi comment combien quel quelle quels quelles est sont était étaient ont fut été qu'est c'est t-il t-elle est-ce dit sait",
		"it": "chi che cosa cos'è quando dove perché quale quali quanto quanta quanti quante qual è sono era erano ha hanno fu stato stata detto c'è dov'è",
		"pt": "quem que quê quando onde porquê como qual quais quanto quanta quantos quantas é são foi foram era está estão há tem têm houve disse morreu morreram ganhou aconteceu",
	}
}

// filling are, of each language, the words that stand in any of its sentences beside those.
func filling() map[string]string {
	return map[string]string{
		"en": "the a an of in on at to for from by with about and or that this it its he she they not be been",
		"de": "was war hat der die das den dem des ein eine einen einem einer eines und oder in im am an auf aus bei mit nach von vom zu zum zur über für es er man sich",
		"es": "el la los las un una unos unas de del al en y o con por para sobre según se su lo que no más",
		"fr": "a le la les l' un une des de du d' au aux en et ou dans par pour sur avec il elle on ils se sa son ce cette pas ne",
		"it": "come il lo la i gli le l' un una uno di del della dello dei degli delle al alla allo ai in nel nella e o con per su da dal dalla si non",
		"pt": "o a os as um uma uns umas de do da dos das ao à em no na nos nas e ou com por para pelo pela sobre se não mais",
	}
}

// LanguageOf is the language of a question, as its tag, where its own small words tell it from all
// others that are spoken here and from English; empty: they do not, or it is English.
func LanguageOf(question string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(question, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\'' && r != '-'
	})
	best, most, next := "", 0, 0
	for lang := range tables {
		asks, all := tally(words, asking()[lang]), tally(words, filling()[lang])
		if all += asks; asks == 0 {
			all = 0
		}
		switch {
		case all > most:
			best, most, next = lang, all, most
		case all > next:
			next = all
		}
	}
	if most < 2 || most == next || best == "en" || 3*most < len(words) {
		return ""
	}
	return best
}

// tally is how many of the words are among those listed, an elision before one counting as a word.
func tally(words []string, listed string) int {
	known := make(map[string]bool)
	for _, w := range strings.Fields(listed) {
		known[w] = true
	}
	n := 0
	for _, w := range words {
		if known[w] {
			n++
			continue
		}
		if before, after, elided := strings.Cut(w, "'"); elided {
			if known[before+"'"] {
				n++
			}
			if known[after] {
				n++
			}
		}
	}
	return n
}
