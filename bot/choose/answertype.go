package choose

import "strings"

// wanted is a kind of thing a question may want and a sentence may hold.
type AnswerType int

// The kinds. Anything is anything.
const (
	Anything AnswerType = iota
	Person
	Organisation
	Place
	Country
	State
	City
	Date
	Number
	Money
	Percent
	Duration
	Age
	Reason
	MannerOf
	Saying      // a quotation or what somebody said
	Title       // the name of a work: film, song, book
	Name        // some other proper name
	Member      // one of a known class: a colour, a sport, a language; the class is the focus
	Meaning     // what a word means
	answerTypes // how many kinds there are
)

// String names the kind as a person would.
func (k AnswerType) String() string {
	names := [answerTypes]string{
		"anything", "person", "organisation", "place", "country", "state", "city", "date", "number", "money",
		"percentage", "duration", "age", "reason", "manner", "quote", "title", "name", "member", "meaning",
	}
	if k < 0 || k >= answerTypes {
		return "unknown"
	}
	return names[k]
}

// nounKind is the kind of thing a noun asks for after "which" or "what".
func nounKind(noun string) AnswerType {
	if k, ok := nounKinds[noun]; ok {
		return k
	}
	if _, ok := classMembers[singular(noun)]; ok {
		return Member
	}
	if strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") {
		return nounKinds[singular(noun)]
	}
	return Anything
}

// singular drops a plural ending, well enough for looking a noun up.
func singular(noun string) string {
	switch {
	case strings.HasSuffix(noun, "ies") && len(noun) > 4:
		return noun[:len(noun)-3] + "y"
	case strings.HasSuffix(noun, "sses"), strings.HasSuffix(noun, "ches"), strings.HasSuffix(noun, "shes"), strings.HasSuffix(noun, "xes"):
		return noun[:len(noun)-2]
	case strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") && len(noun) > 3:
		return noun[:len(noun)-1]
	}
	return noun
}

// nounKinds tells the kind of thing by the noun that asks for it. It is read only.
var nounKinds = kindsOf(map[AnswerType]string{
	Person: `person people man woman president minister premier leader king queen prince princess pope actor actress
		singer artist author writer poet composer musician rapper director producer player coach golfer quarterback
		star celebrity comedian official judge politician mp senator congressman congresswoman governor mayor ambassador
		diplomat general commander officer scientist researcher expert anthropologist biologist archaeologist psychologist sociologist naturalist physicist chemist mathematician engineer inventor astronomer
		philosopher economist historian explorer astronaut pilot athlete boxer swimmer runner driver billionaire
		entrepreneur founder owner chairman ceo executive boss chief head winner champion host presenter anchor
		journalist reporter editor critic designer architect painter sculptor chef model character role victim suspect
		killer criminal wife husband father mother son daughter brother sister member candidate nominee successor
		predecessor emperor monarch ruler bishop saint priest theologian figure individual student teacher professor
		lawyer attorney doctor surgeon nurse spokesman spokeswoman justice speaker secretary rival opponent partner
		friend legend icon veteran sheriff captain guitarist drummer vocalist goalkeeper striker pitcher`,
	Organisation: `company companies firm corporation business bank airline retailer chain restaurant brand manufacturer maker
		organization organisation agency department ministry group party team club band university college school
		institution union association committee council court church network channel station newspaper magazine
		publication outlet publisher studio label league franchise website platform app charity foundation museum
		hospital army force regiment dynasty tribe giant startup carrier automaker carmaker watchdog regulator
		government commission administration body employer service conference`,
	Place: `place location area region town village island continent river lake sea ocean mountain desert park
		street neighborhood neighbourhood district county province territory airport stadium venue site
		destination planet moon galaxy birthplace hometown headquarters site building bridge castle palace
		side coast border peninsula valley beach resort prison suburb borough port where`,
	Country: `country nation nations countries nationality homeland kingdom republic`,
	State:   `state states`,
	City:    `city capital cities`,
	Date:    `date day year years month decade century time weekday season era period birthday anniversary deadline`,
	Number: `number amount figure total count population size rate termShare score temperature speed distance height length width
		depth weight area magnitude rank ranking capacity quantity density wavelength frequency`,
	Money:    `price cost salary wage fee fine sum budget revenue income profit debt worth value payment bonus bail reward`,
	Percent:  `percentage percent share proportion fraction margin`,
	Duration: `duration lifespan sentence span`,
	Age:      `age`,
	Reason:   `reason cause purpose motive motivation explanation factor rationale effect impact result consequence`,
	MannerOf: `way method means process technique strategy approach procedure`,
	Title: `film movie show series song album book novel play poem magazine game musical opera sitcom podcast
		documentary single track painting episode hit program programme drama comedy text soundtrack`,
	Meaning: `meaning definition significance etymology`,
	Name: `synonym name nickname alias title award prize tournament event festival holiday ship vessel spacecraft rocket
		aircraft plane mission storm hurricane war battle treaty law act bill amendment project operation software car vehicle
		model breed species term expression concept object device substance horse dog word phrase slogan motto language religion`,
})

func kindsOf(nouns map[AnswerType]string) map[string]AnswerType {
	m := make(map[string]AnswerType)
	for k := Person; k < answerTypes; k++ {
		for _, n := range strings.Fields(nouns[k]) {
			if _, taken := m[n]; !taken {
				m[n] = k
			}
		}
	}
	return m
}

// classMembers lists the members of small classes, normal, so that "which
// colour" finds a sentence with a colour. It is read only.
var classMembers = map[string]map[string]bool{
	"color":    set(colours),
	"colour":   set(colours),
	"sport":    set(sports),
	"language": set(languages),
	"religion": set(religions),
	"faith":    set(religions),
	"virus":    set(illnesses), "disease": set(illnesses), "illness": set(illnesses), "condition": set(illnesses),
	"animal": set(animals), "bird": set(animals), "pet": set(animals), "creature": set(animals),
	"food": set(foods), "dish": set(foods), "drink": set(foods), "fruit": set(foods), "vegetable": set(foods),
	"ingredient": set(foods), "item": set(foods), "product": set(foods), "grocery": set(foods),
	"currency": set(currencies),
	"metal":    set(elements), "element": set(elements), "chemical": set(elements), "gas": set(elements),
	"material": set(elements), "mineral": set(elements), "substance": set(elements),
	"month":     set(monthNames),
	"season":    set("spring summer autumn fall winter"),
	"direction": set("north south east west northern southern eastern western northeast northwest southeast southwest"),
	"region":    set("north south east west northeast northwest southeast southwest midwest central"),
	"weather":   set("heat wave drought flood storm hurricane rain snow blizzard tornado wind cold fire wildfire cyclone typhoon"),
	"disaster":  set("earthquake flood storm hurricane blizzard tornado wildfire cyclone typhoon tsunami landslide eruption volcano avalanche"),
	"instrument": set(`piano guitar violin cello drums drum trumpet flute saxophone clarinet bass harp organ keyboard
		banjo trombone harmonica viola`),
	"subject": set("mathematics math physics chemistry biology history geography law medicine economics philosophy music art literature engineering"),
}

const (
	colours = `red blue green yellow black white gray grey brown orange purple pink gold silver violet crimson scarlet
		turquoise beige maroon navy teal`
	sports = `football soccer baseball basketball hockey tennis golf cricket rugby boxing swimming cycling athletics pickleball
		volleyball badminton wrestling skiing snowboarding surfing skating gymnastics rowing sailing racing judo karate
		fencing archery curling lacrosse softball polo squash darts snooker handball skateboarding`
	languages = `english french german spanish italian portuguese russian chinese mandarin cantonese japanese korean arabic hindi
		urdu bengali latin greek hebrew turkish persian farsi dutch swedish norwegian danish finnish polish czech
		ukrainian hungarian romanian swahili welsh irish gaelic sanskrit aramaic yiddish tamil vietnamese thai indonesian malay`
	religions = `christianity christian catholic catholicism protestant protestantism orthodox islam muslim sunni shia judaism jewish
		hinduism hindu buddhism buddhist sikh sikhism taoism mormon anglican lutheran calvinist huguenot methodist baptist quaker jain`
	illnesses = `covid coronavirus influenza flu rsv monkeypox mpox smallpox measles polio ebola zika malaria cholera plague
		tuberculosis hiv aids cancer leukemia diabetes hepatitis pneumonia dementia alzheimer parkinson stroke norovirus typhus
		typhoid rabies mumps dengue asthma arthritis epilepsy autism depression obesity anthrax lupus sepsis listeria salmonella`
	animals = `dog cat horse cow bull pig sheep goat chicken duck goose turkey bird eagle falcon hawk owl parrot penguin fish shark
		whale dolphin seal salmon tuna bear wolf fox lion tiger leopard cheetah elephant rhino rhinoceros hippo giraffe zebra
		monkey ape gorilla chimpanzee orangutan panda koala kangaroo snake python lizard crocodile alligator turtle
		tortoise frog toad rat mouse mice rabbit hare deer moose elk buffalo bison camel llama bee ant spider mosquito
		butterfly beetle wasp octopus squid crab lobster jellyfish otter beaver raccoon bat squirrel hamster`
	foods = `bread butter cheese milk cream yogurt egg eggs meat beef pork chicken turkey bacon ham sausage fish salmon tuna shrimp
		rice pasta pizza burger sandwich fries potato potatoes tomato tomatoes onion onions lettuce spinach cabbage carrot corn
		beans peanut nuts almond apple apples orange oranges banana strawberries strawberry grapes lemon mango avocado melon cantaloupe sugar
		salt flour chocolate candy cake cookies cookie pie doughnut donut ice soup salad sauce ketchup mustard mayonnaise oil coffee tea
		juice soda beer wine whiskey vodka water formula cereal oatmeal honey nuggets deli wipes`
	currencies = `dollar euro pound sterling yen yuan renminbi rupee ruble rouble peso real franc lira won rand krona krone zloty bitcoin ether dinar riyal shekel baht`
	elements   = `gold silver copper iron steel aluminum aluminium lead tin zinc nickel lithium uranium plutonium platinum mercury titanium
		hydrogen helium carbon nitrogen oxygen fluorine neon sodium magnesium silicon phosphorus sulfur sulphur chlorine argon
		potassium calcium methane ammonia ethanol propane benzene arsenic radium iodine wood stone glass plastic paper cotton
		concrete brick clay chloride asbestos ozone dioxide monoxide`
	monthNames = "january february march april may june july august september october november december"
)
