package choose

import "strings"

// The word tables by which questions are read. All are read only.
var (
	QuestionWords = set("who whom whose who's when when's where where's why why's how how's which what what's")

	// prepositions may stand before a question word ("in which year").
	prepositions = set(`in on at by for from to with of about after before during under over through into against
		among between within since until along near around than upon without`)

	// auxiliaries carry tense and begin yes-or-no questions.
	auxiliaries = set(`is are was were be been being am do does did has have had can could will would shall should may
		might must isn't aren't wasn't weren't don't doesn't didn't`)

	// fillers stand before a noun that is asked for and tell nothing of it.
	fillers = set(`following exact main most new first last specific particular current other two three four
		five many another one total approximate estimated average`)

	// emptyNouns leave what is asked for to the noun after "of".
	emptyNouns = set(`name names type types kind kinds sort sorts form forms piece pieces example examples class
		one some part parts set term word`)

	// weakWords carry a question and seldom its answer.
	weakWords = set(`meaning mean means year used use uses come comes came take takes place name named located
		role help helps go goes get gets getting process made make makes one main way purpose happen happens happened
		become became becomes find give given associated considered known number type types kind happening called
		exist exists occur occurs occurred word term look looks like thing things stand stands official exactly
		actually usually generally typically specific describe described identify list show tell explain`)

	// timeWords only say when a question was asked.
	timeWords = set(`today yesterday tomorrow week recently currently latest month nowadays tonight reportedly
		approximately roughly`)

	// participles that do not end in -ed, after "what is".
	participles = set("made meant built found held known taken given seen done written said sold left lost won put set being")

	sayVerbs   = set("say said says tell told claim claimed announce announced call called think thought believe believed describe described argue argued state stated")
	moneyVerbs = set("cost costs pay paid sell sold buy bought spend spent earn earned worth raise raised price money charge charged fine fined owe owed donate donated invest invested")
)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
