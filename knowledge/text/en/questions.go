package en

import "github.com/storybot/storybot/knowledge/text/lang"

// questions is how questions are asked.
func questions() lang.Questions {
	return lang.Questions{
		Words: "who whom whose who's whos when when's whens where where's wheres why why's how how's hows which what what's whats",
		Prepositions: `in on at by for from to with of about after before during under over through into against among between within
			since until along near around than upon without`,
		Auxiliaries: `is are was were be been being am do does did has have had can could will would shall should may might must isn't
			aren't wasn't weren't don't doesn't didn't`,
		Past: "did was were had didn't wasn't weren't",
		Fillers: `following exact main most new first last specific particular current other two three four five many another one
			total approximate estimated average`,
		EmptyNouns: `name names type types kind kinds sort sorts form forms piece pieces example examples class one some part parts
			set term word crowd crowds audience audiences`,
		Weak: `meaning mean means year used use uses come comes came take takes place name named located role help helps go
			goes get gets getting process made make makes one main way purpose happen happens happened become became becomes
			find give given associated considered known number type types kind happening called exist exists occur occurs
			occurred word term look looks like thing things stand stands official exactly actually usually generally
			typically specific describe described identify list show tell explain`,
		Times: "today yesterday tomorrow week recently currently latest month nowadays tonight reportedly approximately roughly",
		Money: `cost costs pay paid sell sold buy bought spend spent earn earned worth raise raised price money charge charged
			fine fined owe owed donate donated invest invested paying earning spending charging`,
		Defining: "means refers describes denotes became called known",
		Naming:   "called named dubbed termed nicknamed titled entitled christened codenamed",
		Meaning:  "means mean meaning meant indicates denotes signifies refers defined definition implies translates translated",
		Nouns: `person: person people man woman president minister premier leader king queen prince princess pope actor actress
			singer artist author writer poet composer musician rapper director producer player coach golfer quarterback star
			celebrity comedian official judge politician mp senator congressman congresswoman governor mayor ambassador
			diplomat general commander officer scientist researcher expert anthropologist biologist archaeologist
			psychologist sociologist naturalist physicist chemist mathematician engineer inventor astronomer philosopher
			economist historian explorer astronaut pilot athlete boxer swimmer runner driver billionaire entrepreneur
			founder owner chairman ceo executive boss chief head winner champion host presenter anchor journalist reporter
			editor critic designer architect painter sculptor chef model character role victim suspect killer criminal wife
			husband father mother son daughter brother sister member candidate nominee successor predecessor emperor monarch
			ruler bishop saint priest theologian individual student teacher professor lawyer attorney doctor surgeon
			nurse spokesman spokeswoman justice speaker secretary rival opponent partner friend legend icon veteran sheriff
			captain guitarist drummer vocalist goalkeeper striker pitcher hunter farmer fisherman activist campaigner
			lawmaker legislator councillor prosecutor detective firefighter paramedic survivor witness neighbour neighbor
			colleague roommate girlfriend boyfriend uncle aunt cousin nephew niece grandson granddaughter grandfather
			grandmother widow heir teenager tourist climber skier surfer cyclist jockey wrestler skater gymnast referee
			umpire broadcaster commentator dj djs filmmaker screenwriter playwright dancer soldier sailor sergeant colonel
			lieutenant admiral chancellor envoy consul deputy monk nun rabbi pastor archbishop cardinal boy girl;
			organisation: company companies firm corporation business bank airline retailer chain restaurant brand
			manufacturer maker organization organisation agency department ministry group party team club band university
			college school institution union association committee council court church network channel station newspaper
			magazine publication outlet publisher studio label league franchise website platform app charity foundation
			museum hospital army force regiment dynasty tribe giant startup carrier automaker carmaker watchdog regulator
			government commission administration body employer service conference;
			place: place location area region town village island continent river lake sea ocean mountain desert park street
			neighborhood neighbourhood district county province territory airport stadium venue site destination planet moon
			galaxy birthplace hometown headquarters site building bridge castle palace side coast border peninsula valley
			beach resort prison suburb borough port where monument hotel casino pub bar pizzeria cafe arena theatre theater zoo cathedral
			mosque temple cemetery;
			country: country nation nations countries nationality homeland kingdom republic;
			state: state states;
			city: city capital cities;
			date: date day year years month decade century time weekday season era period birthday anniversary deadline;
			score: score scoreline;
			number: number amount figure toll total count population size rate temperature speed distance height length
			width depth weight area magnitude rank ranking capacity quantity density wavelength frequency;
			money: price cost salary wage fee fine sum budget revenue income profit debt worth value payment bonus bail
			reward;
			percentage: percentage percent share proportion fraction margin;
			duration: duration lifespan sentence span;
			age: age;
			reason: reason cause purpose motive motivation explanation factor rationale effect impact consequence;
			manner: way method means process technique strategy approach procedure;
			title: film movie show series song album book novel play poem magazine game musical opera sitcom podcast
			documentary single track painting episode hit program programme drama comedy text soundtrack;
			name: synonym name nickname alias title award prize tournament event festival holiday ship vessel spacecraft
			rocket aircraft plane mission storm hurricane war battle treaty law act bill amendment project operation
			software car vehicle model breed species term expression concept object device substance horse dog word phrase
			slogan motto language religion;
			meaning: meaning definition significance etymology`,
		Classes: `color colour: red blue green yellow black white gray grey brown orange purple pink gold silver violet crimson
			scarlet turquoise beige maroon navy teal;
			sport: football soccer baseball basketball hockey tennis golf cricket rugby boxing swimming cycling athletics
			pickleball volleyball badminton wrestling skiing snowboarding surfing skating gymnastics rowing sailing racing
			judo karate fencing archery curling lacrosse softball polo squash darts snooker handball skateboarding;
			language: english french german spanish italian portuguese russian chinese mandarin cantonese japanese korean
			arabic hindi urdu bengali latin greek hebrew turkish persian farsi dutch swedish norwegian danish finnish polish
			czech ukrainian hungarian romanian swahili welsh irish gaelic sanskrit aramaic yiddish tamil vietnamese thai
			indonesian malay;
			religion faith: christianity christian catholic catholicism protestant protestantism orthodox islam muslim sunni
			shia judaism jewish hinduism hindu buddhism buddhist sikh sikhism taoism mormon anglican lutheran calvinist
			huguenot methodist baptist quaker jain;
			virus disease illness condition: covid coronavirus influenza flu rsv monkeypox mpox smallpox measles polio ebola
			zika malaria cholera plague tuberculosis hiv aids cancer leukemia diabetes hepatitis pneumonia dementia
			alzheimer parkinson stroke norovirus typhus typhoid rabies mumps dengue asthma arthritis epilepsy autism
			depression obesity anthrax lupus sepsis listeria salmonella;
			animal bird pet creature: dog cat horse cow bull pig sheep goat chicken duck goose turkey bird eagle falcon hawk
			owl parrot penguin fish shark whale dolphin seal salmon tuna bear wolf fox lion tiger leopard cheetah elephant
			rhino rhinoceros hippo giraffe zebra monkey ape gorilla chimpanzee orangutan panda koala kangaroo snake python
			lizard crocodile alligator turtle tortoise frog toad rat mouse mice rabbit hare deer moose elk buffalo bison
			camel llama bee ant spider mosquito butterfly beetle wasp octopus squid crab lobster jellyfish otter beaver
			raccoon bat squirrel hamster;
			food dish drink fruit vegetable ingredient item product grocery: bread butter cheese milk cream yogurt egg eggs
			meat beef pork chicken turkey bacon ham sausage fish salmon tuna shrimp rice pasta pizza burger sandwich fries
			potato potatoes tomato tomatoes onion onions lettuce spinach cabbage carrot corn beans peanut nuts almond apple
			apples orange oranges banana strawberries strawberry grapes lemon mango avocado melon cantaloupe sugar salt
			flour chocolate candy cake cookies cookie pie doughnut donut ice soup salad sauce ketchup mustard mayonnaise oil
			coffee tea juice soda beer wine whiskey vodka water formula cereal oatmeal honey nuggets deli wipes;
			currency: dollar euro pound sterling yen yuan renminbi rupee ruble rouble peso real franc lira won rand krona
			krone zloty bitcoin ether dinar riyal shekel baht;
			metal element chemical gas material mineral substance: gold silver copper iron steel aluminum aluminium lead tin
			zinc nickel lithium uranium plutonium platinum mercury titanium hydrogen helium carbon nitrogen oxygen fluorine
			neon sodium magnesium silicon phosphorus sulfur sulphur chlorine argon potassium calcium methane ammonia ethanol
			propane benzene arsenic radium iodine wood stone glass plastic paper cotton concrete brick clay chloride
			asbestos ozone dioxide monoxide;
			month: january february march april may june july august september october november december;
			season: spring summer autumn fall winter;
			direction: north south east west northern southern eastern western northeast northwest southeast southwest;
			region: north south east west northeast northwest southeast southwest midwest central;
			weather: heat wave drought flood storm hurricane rain snow blizzard tornado wind cold fire wildfire cyclone
			typhoon;
			disaster: earthquake flood storm hurricane blizzard tornado wildfire cyclone typhoon tsunami landslide eruption
			volcano avalanche;
			instrument: piano guitar violin cello drums drum trumpet flute saxophone clarinet bass harp organ keyboard banjo
			trombone harmonica viola;
			subject: mathematics math physics chemistry biology history geography law medicine economics philosophy music
			art literature engineering`,
		Heads: `killer murderer assassin shooter gunman: kill shoot murder stab slay assassinate;
			winner champion victor: win beat defeat triumph;
			loser: lose beat defeat;
			scorer: score;
			thief robber burglar: steal rob;
			arsonist: set light start;
			buyer: buy acquire;
			seller: sell;
			survivor survivors: survive rescue save alive;
			suspect suspects: arrest charge accuse detain suspected;
			victim victims: die kill dead shoot murder injure wound hurt stab;
			casualty casualties: die kill dead death fatality injure injury wound hurt;
			deaths fatalities toll: die kill dead death perish drown fatality;
			injuries injured wounded: injure injury wound hurt;
			arrests: arrest detain custody;
			cost costs price: cost pay worth price sell;
			score result: beat win draw score;
			turnout: vote cast;
			population inhabitants residents: population inhabitant resident live home populous`,
		Converses: "beat defeat knock eliminate oust upset stun outlast trounce: lose loses losing lost loss losses",
		Sufferers: "suspect suspects victim victims survivor survivors",
		Onsets:    "then start beginning outset opening dawn early late mid last",
		Reasons: `because due since caused cause causes reason therefore thus owing amid blame blamed blaming result resulted purpose
			prompted why sparked_by suspicion_of accused_of charges_of charged_with fearing driven_by effort_to bid_to died_of died_from dies_of dies_from
			die_of die_from death_from complications_of complications_from on_charges on_suspicion
			_over _after _amid _following _for_`,
		Who:          "who whom whose who's whos",
		When:         "when when's whens",
		Where:        "where where's wheres",
		Onward:       "going headed heading bound travelling traveling sailing",
		Towards:      "to for toward towards into reach reached reaching",
		Begun:        "built founded established opened constructed launched born created completed",
		Anyone:       "anyone anybody someone somebody",
		Nobody:       "nobody none",
		Why:          "why why's",
		How:          "how how's hows",
		Certain:      "what which how whose what's whats",
		Contracted:   "whats",
		Indefinite:   "a an",
		Be:           "is are was were be been",
		Does:         "do does did",
		Doing:        "do does did doing done",
		Ones:         "his her",
		Determiners:  "the a an his their its her",
		Commands:     "name identify give list",
		Many:         "many few",
		Much:         "much",
		Long:         "long",
		Old:          "old",
		Soon:         "soon",
		Superlatives: "est",
		Often:        "often frequently regularly",
		Degrees:      "far tall high deep big large fast wide heavy hot cold close late",
		Strengths:    "strong powerful severe fierce",
		Gauged:       "wind winds gust gusts earthquake quake tremor",
		Gauges:       "height length width depth weight speed altitude distance",
		Measures: `foot feet ft inch inches yard yards mile miles metre metres meter meters centimetre centimetres centimeter
			centimeters kilometre kilometres kilometer kilometers km cm acre acres hectare hectares square cubic pound pounds
			ounce ounces kilogram kilograms kilo kilos gram grams ton tons tonne tonnes gallon gallons litre litres liter
			liters millimetre millimetres millimeter millimeters mm degree degrees celsius fahrenheit mph kph knots storey storeys story stories times`,
		Plurals:     "people children women men",
		AsksMeaning: "define mean means meant signify indicate represent suggest",
		AsksName:    "called known named termed nicknamed",
		Means:       "using via through means",
		With:        "by with",
		Rates:       "hourly daily nightly weekly fortnightly biweekly monthly quarterly yearly annually biennially weekdays weekends rarely seldom always",
		Repeats:     "every each per",
		Counts:      "once twice thrice times",
		Pers:        "a an per every each in",
		Closings: `start begin end finish open close expire happen occur air premiere launch debut arrive return resume reopen die retire
			depart leave stop drop change explode collapse crash erupt reign last`,
	}
}
