package text

import (
	"strings"
)

// The tables below are read only.
var (
	// Titles stand before names and are no part of what tells one person from another.
	Titles = Set(`mr mrs ms miss dr sir dame lord lady president prime minister senator sen rep governor gov
		mayor judge justice professor prof reverend rev king queen prince princess pope chief executive captain
		coach manager detective inspector sergeant officer general gen colonel col former`)
	// LightWords are words a writer adds in retelling, whatever the story.
	LightWords = Set(`accord across former new old last past next latest top major big biggest lead former find found call
		describ man woman men women person peopl two one first second anoth now later earlier recent current still also
		even just becom includ involv relat regard concern connect follow amid despit due sinc say said claim tell told
		reveal confirm announc report warn admit insist believ think accus alleg suspect expect appear seem set plan
		decid agre want hope aim tri seek ask face get got make made take took go went come came give gave put keep kept
		hold held use show shown see saw seen look turn need help part number group member year month week day time
		night morn even today yesterday tomorrow way thing place area local nation countri citi town region area
		offici author spokesman spokeswoman expert critic famous well known best worst worth key main high low long
		short mani much sever various around near almost nearli more less per among along away back forward ahead
		allow urg defend dismiss attack condemn critic prais welcom issu launch unveil offer sign end begin start
		hit lose lost return leav left move continu remain stay join meet met run work live`)
	// pronouns stand for who was named before.
	pronouns = Set(`he she it they who which his her its their we i`)
	// sameWord maps spellings and forms that stemming keeps apart to one key.
	sameWord = pairs(`said:say told:tell children:child men:man women:woman people:person died:die dead:die death:die
		dying:die won:win winning:win lost:lose losing:lose bought:buy sold:sell left:leave went:go gone:go came:come
		made:make took:take taken:take gave:give given:give got:get found:find held:hold kept:keep knew:know known:know
		led:lead met:meet paid:pay ran:run saw:see seen:see sent:send spent:spend stood:stand thought:think wrote:write
		written:write began:begin begun:begin broke:break broken:break brought:bring built:build caught:catch chose:choose
		chosen:choose drew:draw drawn:draw drove:drive driven:drive fell:fall fallen:fall felt:feel fought:fight
		flew:fly flown:fly forgot:forget grew:grow grown:grow heard:hear hid:hide hidden:hide shot:shoot shots:shoot
		spoke:speak spoken:speak stole:steal stolen:steal struck:strike swam:swim taught:teach threw:throw thrown:throw
		understood:understand woke:wake wore:wear worn:wear sank:sink sunk:sink rose:rise risen:rise beaten:beat
		wives:wife lives:life families:family colour:color favourite:favorite theatre:theater centre:center
		defence:defense programme:program labour:labor honour:honor neighbour:neighbor tonne:ton metre:meter
		britain:uk british:uk briton:uk britons:uk america:usa american:usa americans:usa france:french
		germany:german germans:german spain:spanish holland:dutch netherlands:dutch turkey:turkish turks:turkish
		wales:welsh ireland:irish scotland:scottish scots:scottish england:english poland:polish denmark:danish
		sweden:swedish norway:norwegian finland:finnish greece:greek greeks:greek switzerland:swiss
		china:chinese japan:japanese portugal:portuguese iraq:iraqi israel:israeli kid:child kids:child
		tv:television tvs:television mum:mother mom:mother dad:father photo:photograph photos:photograph
		utd:united`)
	// LikeGroups maps a key to the group of keys that may stand for it.
	LikeGroups = groups(`say tell add claim state announc warn explain insist declar reveal report confirm comment admit
		suggest argu
		| die kill murder slay fatal
		| win beat defeat victori triumph
		| buy purchas acquir
		| arrest detain custodi
		| shoot gun gunman
		| begin start launch open kick
		| end finish conclud close
		| show reveal display
		| boss manag coach head chief leader
		| footbal soccer
		| side team club
		| offici author
		| polic offic cop constabl
		| attack assault
		| hurt injur wound
		| child babi toddler youngster
		| wife husband spous marri wed
		| boyfriend girlfriend partner
		| doctor medic physician
		| car vehicl
		| jail prison sentenc imprison
		| court judg tribun hear trial
		| vote elect poll
		| money cash fund
		| firm compani busi corpor
		| law legisl bill act
		| leav quit depart resign exit
		| rise increas grow climb soar jump
		| fall drop declin decreas cut reduc
		| help aid assist support
		| pictur photograph imag
		| film movi
		| game match fixtur
		| goal score net strike
		| injuri injur
		| lawyer attorney barrist solicitor
		| pupil student
		| huge massiv larg big giant enorm
		| small tini littl
		| plan propos
		| ask request urg call
		| want wish hope
		| need requir
		| home hous
		| job work role employ
		| studi research scientist
		| parti celebr
		| suspect accus alleg charg
		| worker staff employe
		| sign agre
		| ban prohibit bar
		| fire blaze
		| ship boat vessel
		| plane aircraft jet flight`)
)

func pairs(s string) map[string]string {
	m := make(map[string]string)
	for _, pair := range strings.Fields(s) {
		from, to, _ := strings.Cut(pair, ":")
		m[from] = Stem(to)
	}
	return m
}

func groups(text string) map[string]int {
	m := make(map[string]int)
	for g, group := range strings.Split(text, "|") {
		for _, w := range strings.Fields(group) {
			if _, taken := m[w]; !taken {
				m[w] = g
			}
		}
	}
	return m
}
