package choose

import (
	"strings"
	"sync"

	"github.com/storybot/storybot/knowledge/text"
)

// synonymTable says which words may stand for one another. Two stems are
// related when they share a group.
type synonymTable struct {
	groupsOf map[string][]int // of a stem
	stems    [][]string       // of a group
}

var synonyms = sync.OnceValue(func() synonymTable {
	t := synonymTable{groupsOf: make(map[string][]int)}
	for i, line := range strings.Split(synonymGroups, ";") {
		var stems []string
		for _, w := range strings.Fields(line) {
			stem := stemOf(w)
			stems = append(stems, stem)
			t.groupsOf[stem] = append(t.groupsOf[stem], i)
		}
		t.stems = append(t.stems, stems)
	}
	return t
})

// irregular forms meet their base form: "went" is "go", "men" is "man".
var irregularTable = sync.OnceValue(func() map[string]string {
	m := make(map[string]string)
	for _, line := range strings.Split(irregularForms, ";") {
		forms := strings.Fields(line)
		if len(forms) == 0 {
			continue
		}
		base := text.Stem(forms[0])
		for _, f := range forms[1:] {
			m[f] = base
		}
	}
	return m
})

// stemOf is the stem of a normal word with irregular forms brought home,
// numbers written as digits and demonyms left as they are.
func stemOf(norm string) string {
	if base, ok := irregularTable()[norm]; ok {
		return base
	}
	if d, ok := smallNumbers[norm]; ok {
		return d
	}
	if norm != "" && askDigit(norm[0]) {
		return decade(norm)
	}
	return text.Stem(norm)
}

// decade writes "70s" and "1970's" as "1970s", other numbers as they are.
func decade(number string) string {
	n := strings.ReplaceAll(number, "'", "")
	if len(n) == 3 && n[2] == 's' && askDigit(n[1]) {
		return "19" + n
	}
	return n
}

// smallNumbers writes small numbers as digits. It is read only.
var smallNumbers = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
	"seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
	"second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th", "eighth": "8th",
	"ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th", "fifteenth": "15th", "sixteenth": "16th",
	"seventeenth": "17th", "eighteenth": "18th", "nineteenth": "19th", "twentieth": "20th",
	"fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}

const irregularForms = `go went gone; man men; woman women; child children; person people persons; foot feet; tooth teeth; mouse mice;
take took taken; give gave given; get got gotten; come came; become became; see saw seen; know knew known; think thought; find found; tell told;
leave left; keep kept; begin began begun; run ran; speak spoke spoken; write wrote written; win won; lose lost; buy bought; sell sold;
send sent; build built; hold held; lead led; meet met; pay paid; bring brought; sit sat; stand stood; fall fell fallen; rise rose risen;
grow grew grown; draw drew drawn; fly flew flown; throw threw thrown; drive drove driven; ride rode ridden; break broke broken; choose chose chosen;
steal stole stolen; speak spoke spoken; wear wore worn; tear tore torn; bear born borne bore; swim swam swum; sing sang sung; drink drank drunk; eat ate eaten;
feel felt; fight fought; catch caught; teach taught; seek sought; spend spent; lend lent; lay laid; lie lay lain; shoot shot; strike struck; stick stuck;
hide hid hidden; bite bitten; hit hits; make made; say said; mean meant; sleep slept; feed fed; flee fled; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen;
hang hung hanged; hear heard; sink sank sunk; slide slid; spread spreads; swear swore sworn; sweep swept; understand understood; wake woke woken; withdraw withdrew withdrawn;
decide decision decisions; destroy destruction destroyed; die death deaths dead dying died dies; invade invasion invaded; defend defense defence; conclude conclusion; divide division; expand expansion; explode explosion;
receive reception; produce production; reduce reduction; describe description; prescribe prescription; believe belief; choose choice; sell sale sales; lose loss losses; marry marriage;
grow growth; die deadly; strong strength; long length; wide width; deep depth; high height; fly flight; arrive arrival; refuse refusal; propose proposal; approve approval; speak speech;
advise advice; analyze analysis; resolve resolution; solve solution; persuade persuasion; suspect suspicion; permit permission; admit admission; live life lives lived; prove proof; sit seat;
perceive perception; deceive deception; conceive conception; absorb absorption; rebel rebellion; retain retention; maintain maintenance; obtain obtained; explain explanation; pronounce pronunciation; reveal revelation;
apply application applications; occupy occupation; classify classification; identify identification; unify unification; modify modification; signify significance; multiply multiplication; publish publication;
repeat repetition; compete competition; oppose opposition; compose composition; submit submission; extend extension; convert conversion; include inclusion; intervene intervention; appear appearance;
fail failure; press pressure; depart departure; close closure; expose exposure; sign signature; young youth; poor poverty; true truth; warm warmth; bad worse worst; good better best; sing song; enter entrance entry; try attempt`

// synonymGroups are groups of words that may answer for one another.
const synonymGroups = `die kill perish murder slay execute assassinate fatal drown victim suicide lethal;
found establish create start form set begin launch founder build institute inaugurate originate co-founder cofound incorporate;
buy purchase acquire acquisition takeover obtain; sell auction fetch;
begin start commence launch open initiate onset kick; end finish conclude stop terminate close cease expire complete;
lead head run chief command direct leader govern helm chair; president leader chief head chairman;
company firm business corporation maker manufacturer giant group enterprise;
marry wed wife husband spouse bride groom wedding marriage; born birth birthplace native;
live reside home residence inhabit resident dwell; located situated based headquarters site lie location place stand;
headquarters based office seat; win victory defeat beat triumph champion title gold award prize clinch prevail;
lose defeat fail; award prize medal honor trophy win honour; name call title dub nickname know term refer designate;
rename change; write author pen novel book publish wrote writer;
invent develop create inventor design discover pioneer devise; discover find detect uncover identify discovery;
make create produce manufacture build; produce yield generate output make;
cause lead result trigger provoke due reason because spark; reason because cause why purpose aim;
film movie picture feature; movie star actor play role feature appear cast; actor star actress perform play portray;
sing singer vocalist song perform vocal; song single track hit tune;
show program series programme sitcom broadcast air; air broadcast premiere televise debut;
release publish issue launch debut unveil drop premiere;
announce say declare reveal unveil state announcement disclose;
say tell state claim announce declare argue assert note comment; think believe consider view regard opinion;
ask request seek urge call; reject refuse deny decline turn; accept agree approve adopt;
ban prohibit forbid outlaw block bar; permit allow let enable authorize legalize; law act legislation bill statute;
court judge tribunal justice judicial; arrest detain custody capture seize jail apprehend;
jail prison imprison incarcerate penal detention; sentence convict guilty condemn; guilty convict plead liable;
accuse charge allege indict; crime offense criminal; attack assault strike raid bomb shoot invade;
bomb explode blast explosion explosive; shoot gun gunman fire shot; war conflict battle fight;
fight combat battle clash; army troops military soldier forces; invade invasion conquer occupy conquest;
conquer conquest capture take; country nation state; citizen people national resident;
city town municipal metropolitan; area region district territory zone; capital city seat;
money fund cash dollar financial finance; cost price pay expensive charge worth; pay salary wage earn income paid;
rich wealthy fortune wealth billionaire; increase rise grow climb jump surge raise gain expand up;
decrease fall drop decline reduce cut lower shrink slump plunge plummet; big large huge giant massive great enormous;
large big major great; biggest largest; small little tiny minor; fast quick rapid speed; old ancient elderly age;
young youth teenager; new recent latest; first earliest initial original oldest; last final latest;
main chief primary principal major key; famous known renowned celebrated popular; popular favorite favourite common;
important key significant crucial vital; difficult hard; help aid assist support; support back endorse favor backing;
oppose against opposition protest object; protest demonstrate rally demonstrator march;
school university college academy education; teach educate train teacher instruct tutor; student pupil;
study research investigate examine learn; job work position post employ occupation career;
work job employ labor labour; fire dismiss sack lay; resign quit step leave depart; hire employ recruit;
doctor physician; disease illness sickness disorder virus infection; medicine drug treatment medication;
hurt injure wound harm injury; child kid son daughter baby; parent father mother; father dad son daughter;
mother mom; brother sister sibling; relative family relation; friend ally companion; enemy rival foe opponent;
car vehicle automobile auto; plane aircraft airplane jet flight airliner; ship boat vessel;
train railway rail railroad; crash accident collision wreck; travel trip journey visit tour;
visit trip tour travel meet; leave depart exit flee quit; arrive come reach arrival land;
move relocate transfer shift migrate; return back; go travel; send ship dispatch;
give grant provide donate award offer; provide supply offer give; receive get obtain gain; have own possess;
own possess owner belong; use employ utilize apply; need require necessary; want seek desire wish;
try attempt seek effort; plan intend scheme propose; decide choose determine rule;
choose select pick elect appoint name; elect vote election ballot win; appoint name nominate;
vote ballot poll election; member belong part; part component piece section portion;
include contain comprise consist; contain hold include; consist compose comprise; group organization team band;
band group rock; team club squad; player athlete; play compete game match; score point goal; coach manager;
record best; building structure tower house; house home; church cathedral parish; religion religious faith belief;
god deity goddess; king queen monarch ruler emperor royal throne; rule reign govern;
govern administer rule government; power authority control; control dominate command; political politics politician;
rights freedom; world global international earth; earth planet; space orbit; moon lunar; sun solar; star celebrity;
sea ocean marine; river stream; mountain peak summit; water wet; rain weather storm; storm hurricane cyclone typhoon;
fire blaze burn; heat hot warm temperature; cold cool freeze; food meal dish eat; drink beverage alcohol;
eat consume diet feed; animal creature; plant crop; color colour hue; language tongue speak; word term phrase;
mean define meaning signify refer; book novel text; newspaper paper journal; picture photo photograph image;
artist painter; paint painting painter; music musical song; number amount figure total; amount sum quantity total;
percent percentage share; half 50; average mean typical; year annual; year season; day daily; week weekly;
month monthly; time period era; century 100; decade 10; time hour minute; measure unit; size area;
distance far mile kilometer; height tall high; length long; weight heavy weigh pound; speed fast mph;
happen occur place event; event incident; problem issue trouble difficulty;
effect impact influence affect consequence; result outcome effect; change alter modify transform;
different vary differ difference; similar like alike same resemble; same identical; compare versus;
protect defend guard safeguard; defend defence defense; save rescue; destroy ruin demolish damage wreck;
damage destroy harm; break crack; build construct erect construction; design architect architecture; fix repair;
add join; join enter merge; merge combine unite; combine join mix; divide split separate; connect link join;
lie false; truth fact; agree deal treaty accord agreement pact; deal agreement contract; meet encounter;
talk speak discuss negotiate; discuss debate talk; speech address speak; letter write; message send;
show display demonstrate exhibit; see view watch; look appear seem; appear seem emerge; hear listen;
know aware familiar; remember recall memory; forget neglect; hope expect; expect anticipate predict forecast;
fear afraid scare worry concern; love like; hate dislike; happy pleased; angry anger upset; sad grief;
strong powerful; weak fragile; rare uncommon; common frequent widespread; entire whole total complete;
enough sufficient; near close nearby; far distant; inside within; outside external; north northern; south southern;
east eastern; west western; top highest peak; bottom lowest; high highest; front forward;
replace succeed successor substitute; succeed successor follow; precede predecessor before; follow after succeed;
remain stay continue; continue go last; last endure duration; wait delay postpone; cancel scrap drop call;
force compel oblige; forced pressure; encourage urge promote; promote advertise; warn caution alert;
threaten threat risk danger; danger risk hazard threat dangerous; safe secure security; secret hidden classified;
police officer cop authorities; thief steal rob theft robbery; steal rob theft loot; escape flee; hide conceal;
search seek look; ally alliance partner; couple pair; pair two 2; double twice two; single one;
multiple many several; many numerous; most majority; nearly almost; about approximately roughly around;
scientist researcher; researcher scientist expert; expert specialist analyst;
official authorities officer government; minister secretary; ambassador diplomat envoy embassy; defect defector flee;
mayor city; senator senate; congress congressional lawmaker; parliament parliamentary mp; republican gop;
democrat democratic; usa american america united states; uk britain british; pope catholic vatican; jew jewish;
muslim islam islamic; christian christianity; nickname known alias called; origin originate derive come;
derived from; influence inspire; base found; focus center concentrate; specialize expert; responsible charge blame;
blame fault; credit attribute; attribute ascribe; lack absence shortage without; available accessible; access enter;
limit restrict restriction; spread transmit; treat cure therapy; test trial; vaccine vaccinate shot; hospital clinic;
attend go; graduate degree; employee worker staff; worker employee laborer; layoff fire cut; customer client;
store shop retailer; restaurant chain; product item good; goods product; market trade; trade commerce export import;
tax duty; debt owe; bank financial; invest investor; stock share; economy economic; energy power fuel; oil petroleum;
gas fuel; electric electricity power; phone call mobile; computer software; internet web online;
website site web online; recall withdraw; feature include; star lead; role part character play; portray play depict;
depict portray show; voice speak; host hold present; hold host stage; stage hold perform;
perform performance act concert; ceremony event; celebrate mark celebration commemorate; commemorate honor mark;
burial bury grave tomb; split divorce separate; dead late; alive survive live; retire retirement;
contaminate pollute; pollution pollute; drug narcotic; marijuana cannabis; abortion terminate; illegal unlawful ban;
legal lawful; rule law; regulate rule; opposite contrary; teenager teen; twin two; trillion billion;
purpose aim goal objective; goal aim objective target; task duty job; function role purpose; require need must;
demand require; lend loan; collapse fall; overthrow oust; oust remove; remove expel; exile flee; refugee asylum;
immigrant migrant immigration; slave slavery; colony colonial settle settlement; native indigenous; tribe clan;
empire imperial; dynasty ruler; noble nobility aristocrat; peasant farmer; farm agriculture agricultural;
farmer farm; hunt hunter; fish fishing; mine mining; factory plant manufacture; industry industrial; bridge span;
tunnel underground; road highway street; airport flight; station stop; passenger traveler; tourist visitor;
hotel resort; beach coast; coast shore; island isle; forest wood; desert dry; drought dry; flood inundate;
earthquake quake; volcano eruption; explore explorer; voyage sail; occupation profession job career;
coin name term call dub invent; enemy foe adversary hostile; wage salary wages pay; peak summit top height maximum;
lowest minimum least; highest maximum most; majority most more half; minority few less;
comprise consist include contain make; constitute make form compose; permit allow let grant; grant give award allow;
demolish destroy raze tear; restore repair rebuild renovate; renovate restore refurbish; abandon leave desert;
finance fund pay money; sponsor fund support; earn income make gain; portion part share section; entire whole all;
beginning start origin early; early beginning first; conclude end finish decide;
approximately around about nearly roughly; exceed over more above; under below less; rural countryside village;
urban city town; inhabitant resident population people live; border neighbor adjacent boundary;
boundary border limit edge; adjacent next near beside; surround around encircle; contribute add give help;
participate take part join; compete rival contest; contest competition race; schedule plan time;
tool instrument device equipment; device machine instrument equipment; vehicle car truck; weapon gun arms;
disperse scatter spread; gather collect assemble; assemble gather meet build; observe see watch notice;
examine study inspect; inspect check examine; evaluate assess judge measure; believe think hold;
theory idea hypothesis; idea concept notion; belief faith view; view opinion belief; doubt question;
dispute argue conflict; conflict dispute fight; prefer favor like; favorite prefer; dominate control rule;
dominant main; influence affect shape; shape form; form shape make; convert change transform;
replace substitute swap; alternate replace; adapt adjust change; obtain acquire get; acquire get obtain gain;
retain keep; keep hold retain maintain; preserve keep protect; conserve preserve; store keep; absorb take;
release emit free; emit release give; produce emit; carry transport bear; transport carry move; deliver bring carry;
rule law govern; authority power official; power strength; strong power; capable able can;
ability power skill capability; talent ability; educate teach school study; study research learn attend;
attend study go; graduate study; scholar academic; academic university scholar; lecture teach speech; degree diploma;
equal same; unlike different; distinct different; various different several; few little; rare seldom;
often frequently usually; usually often commonly generally typically; typical usual; house live home; shelter house;
castle fortress fort; palace royal; temple shrine church; priest clergy minister; bishop church; monk monastery;
pray prayer worship; sail ship; port harbor; lake water; river water; flow run; climate weather; precipitation rain;
rain rainfall; snow ice; ice freeze; patient sick; sick ill; symptom sign; sign indicate; indicate show suggest;
suggest propose indicate; recommend suggest advise; prove show demonstrate; reveal show; illustrate show;
represent show symbol; kill slaughter; soldier troop; troop soldier army; commander general leader; surrender yield;
siege attack; revolt rebellion uprising; riot unrest; rebel revolt; profit earn gain; tax levy; poor poverty;
unemployed job; growth increase; inflation price; budget money; expense cost; cheap price; customer buy`
