package choose

import (
	"strings"
	"sync"
)

// placeTable knows the names of places, normal; a name of several words is
// known by all of them joined with spaces.
type placeTable struct {
	kinds    map[string]AnswerType // name to Country, State or City
	starts   map[string]bool       // first words of names of several words
	demonyms map[string]string     // "italian" to "italy"
}

var placeNames = sync.OnceValue(func() placeTable {
	t := placeTable{kinds: map[string]AnswerType{}, starts: map[string]bool{}, demonyms: map[string]string{}}
	for _, line := range strings.Split(countryNames, ";") {
		name, people, _ := strings.Cut(strings.TrimSpace(line), ":")
		t.add(name, Country)
		for _, d := range strings.Fields(people) {
			t.demonyms[d] = name
		}
	}
	for _, name := range strings.Split(stateNames, ";") {
		t.add(strings.TrimSpace(name), State)
	}
	for _, name := range strings.Split(cityNames, ";") {
		t.add(strings.TrimSpace(name), City)
	}
	return t
})

func (t *placeTable) add(name string, k AnswerType) {
	name = strings.Join(strings.Fields(name), " ")
	if _, taken := t.kinds[name]; !taken {
		t.kinds[name] = k
	}
	if first, _, several := strings.Cut(name, " "); several {
		t.starts[first] = true
	}
}

// countryNames are countries and, after a colon, their people and adjectives.
const countryNames = `afghanistan: afghan afghans; albania: albanian; algeria: algerian; angola: angolan; argentina: argentine argentinian;
armenia: armenian; australia: australian aussie; austria: austrian; azerbaijan: azerbaijani; bahrain: bahraini; bangladesh: bangladeshi;
barbados: barbadian; belarus: belarusian; belgium: belgian; bolivia: bolivian; bosnia: bosnian; botswana: botswanan; brazil: brazilian;
bulgaria: bulgarian; burkina faso: burkinabe; burundi: burundian; cambodia: cambodian; cameroon: cameroonian; canada: canadian; chad: chadian;
chile: chilean; china: chinese; colombia: colombian; congo: congolese; costa rica: rican; croatia: croatian croat; cuba: cuban;
cyprus: cypriot; czech republic: czech; denmark: danish dane danes; dominican republic: dominican; ecuador: ecuadorian; egypt: egyptian;
el salvador: salvadoran; eritrea: eritrean; estonia: estonian; ethiopia: ethiopian; fiji: fijian; finland: finnish finn finns; france: french frenchman;
gambia: gambian; georgia: georgian; germany: german; ghana: ghanaian; greece: greek; grenada: grenadian; guatemala: guatemalan; guinea: guinean;
guyana: guyanese; haiti: haitian; honduras: honduran; hungary: hungarian; iceland: icelandic; india: indian; indonesia: indonesian; iran: iranian persian;
iraq: iraqi; ireland: irish; israel: israeli; italy: italian; ivory coast: ivorian; jamaica: jamaican; japan: japanese; jordan: jordanian;
kazakhstan: kazakh; kenya: kenyan; kuwait: kuwaiti; kosovo: kosovar; kyrgyzstan: kyrgyz; laos: laotian lao; latvia: latvian; lebanon: lebanese; liberia: liberian; libya: libyan;
lithuania: lithuanian; luxembourg: luxembourger; madagascar: malagasy; malawi: malawian; malaysia: malaysian; maldives: maldivian; mali: malian; malta: maltese;
mexico: mexican; moldova: moldovan; mongolia: mongolian mongol mongols; montenegro: montenegrin; morocco: moroccan; mozambique: mozambican; myanmar: burmese; burma: burmese;
namibia: namibian; nepal: nepali nepalese; netherlands: dutch; holland: dutch; new zealand: zealander; nicaragua: nicaraguan; niger: nigerien; nigeria: nigerian; north korea: korean; korea: korean;
norway: norwegian; oman: omani; pakistan: pakistani; palestine: palestinian; panama: panamanian; papua new guinea: ; paraguay: paraguayan; peru: peruvian;
philippines: filipino philippine; poland: polish pole poles; portugal: portuguese; puerto rico: rican; qatar: qatari; romania: romanian; russia: russian; rwanda: rwandan; saudi arabia: saudi;
scotland: scottish scots scot; senegal: senegalese; serbia: serbian serb; sierra leone: ; singapore: singaporean; slovakia: slovak; slovenia: slovenian; somalia: somali; south africa: ; south korea: korean;
south sudan: sudanese; soviet union: soviet; spain: spanish spaniard spaniards; sri lanka: lankan; sudan: sudanese; sweden: swedish swede; switzerland: swiss; syria: syrian; taiwan: taiwanese; tajikistan: tajik;
tanzania: tanzanian; thailand: thai; tibet: tibetan; trinidad: ; tunisia: tunisian; turkey: turkish turk turks turkiye; uganda: ugandan; ukraine: ukrainian; united arab emirates: emirati; uae: emirati;
united kingdom: ; uk: ; britain: british briton britons; england: english englishman; wales: welsh; united states: ; usa: american americans; america: american americans; uruguay: uruguayan; uzbekistan: uzbek;
vatican: ; venezuela: venezuelan; vietnam: vietnamese; yemen: yemeni; zambia: zambian; zimbabwe: zimbabwean; greenland: ; hong kong: ; gaza: ; europe: european; asia: asian; africa: african; normandy: norman normans; rome: roman romans; bavaria: bavarian; prussia: prussian; catalonia: catalan; quebec: quebecois; crimea: crimean; sicily: sicilian`

const stateNames = `alabama; alaska; arizona; arkansas; california; colorado; connecticut; delaware; florida; georgia; hawaii; idaho;
illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland; massachusetts; michigan; minnesota; mississippi;
missouri; montana; nebraska; nevada; new hampshire; new jersey; new mexico; north carolina; north dakota; ohio;
oklahoma; oregon; pennsylvania; rhode island; south carolina; south dakota; tennessee; texas; utah; vermont; virginia;
west virginia; wisconsin; wyoming; victoria; queensland; new south wales; tasmania; ontario; quebec; alberta; manitoba; nova scotia;
british columbia; saskatchewan; punjab; kerala; bavaria; saxony; calif; fla; ga; pa; mass; tex; ill; mich`

const cityNames = `new york; new york city; los angeles; chicago; houston; phoenix; philadelphia; san antonio; san diego; dallas; san jose; austin;
san francisco; seattle; denver; washington; boston; detroit; nashville; portland; las vegas; baltimore; milwaukee; atlanta;
miami; oakland; minneapolis; tampa; new orleans; cleveland; honolulu; pittsburgh; cincinnati; orlando; st louis; buffalo; memphis; sacramento;
london; manchester; liverpool; birmingham; glasgow; edinburgh; cardiff; belfast; dublin; leeds; bristol; oxford; cambridge; newcastle; paris;
marseille; lyon; berlin; hamburg; munich; frankfurt; cologne; madrid; barcelona; lisbon; rome; milan; naples; venice;
florence; turin; vienna; zurich; geneva; brussels; amsterdam; rotterdam; hague; copenhagen; stockholm; oslo; helsinki; warsaw; krakow; prague;
budapest; bucharest; sofia; athens; istanbul; ankara; kyiv; kiev; kharkiv; odesa; moscow; leningrad; minsk; vilnius; riga; tallinn; belgrade; zagreb;
sarajevo; tehran; baghdad; damascus; beirut; jerusalem; tel aviv; amman; riyadh; dubai; doha; kuwait city; cairo; alexandria; tripoli; tunis; algiers; casablanca;
lagos; abuja; accra; nairobi; addis ababa; kampala; kinshasa; johannesburg; cape town; pretoria; khartoum; mogadishu; dakar; harare; kabul; islamabad; karachi; lahore; delhi;
new delhi; mumbai; bombay; kolkata; bangalore; chennai; dhaka; colombo; kathmandu; beijing; shanghai; hong kong; guangzhou; shenzhen; wuhan; taipei; tokyo; osaka; kyoto; hiroshima; seoul;
pyongyang; bangkok; hanoi; saigon; manila; jakarta; kuala lumpur; singapore; sydney; melbourne; brisbane; perth; canberra; auckland; wellington; toronto; montreal; vancouver;
ottawa; calgary; havana; mexico city; bogota; caracas; lima; quito; santiago; buenos aires; rio de janeiro; sao paulo; brasilia; kingston; uvalde; san juan; fresno; warwick; newcastle`
