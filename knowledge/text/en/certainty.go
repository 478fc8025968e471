package en

import "github.com/storybot/storybot/knowledge/text/lang"

// certainty is how sure a telling is of what it tells.
func certainty() lang.Certainty {
	return lang.Certainty{
		Doubts: `might could if whether unless possible possibly potential potentially likely unlikely perhaps maybe
			probably alleged allegedly alleging alleges accused accuse accusing suspected charged reportedly apparently
			purportedly supposedly consider considers considering weigh weighs weighing teased tease teases teasing hint
			hinted hoped hoping seems seemed suggested claimed claiming feared unclear undecided`,
		Plans: `would plan plans planned planning intend intends intended expected proposed proposes proposing proposal asked asking
			requested requesting urged urging seek seeks seeking sought aims aimed aiming threatened forecast predicted
			projected scheduled slated poised`,
		Future: "will shall",
		Held: `may can should must want wants wanted try tries tried trying attempt attempts attempted expect expects expecting
			hope hopes anticipate anticipates anticipated anticipating believe believes believed think thinks estimate
			estimates estimated claim claims allege accuses suspect suspects propose predict predicts project projects
			threaten threatens fear fears appear appears appeared seem suggest suggests ask asks urge urges set due aim plan
			outlook guidance uncertain uncertainties chance chances prospect prospects call calls called yet about ready`,
		Meant: `hope hopes hoped hoping ask asks asked asking expect expects expected expecting ought should demand demands demanded
			demanding want wants wanted wish wishes wished plan plans planned forecast forecasts forecasted predict predicts
			predicted project projects projected aim aims aimed seek seeks sought seeking propose proposes proposed intend intends
			intended budgeted target targeted need needs needed forecaster forecasters`,
		Firm: `confirm confirmed confirms convicted convict ruled rules definitively officially finalized completed finished
			approved created proved proven sentenced announced decided won agreed signed launched opened built passed`,
		Standing: "still remains remain currently",
		Modal:    "ought should must may might could would can cannot he'll she'll it'll they'll we'll can't couldn't shouldn't wouldn't mustn't need needn't",
		Wishes: `ought want wants wanted wanting wish wishes wished demand demands demanded demanding call calls called calling urge
			urges urged urging ask asks asked asking refuse refuses refused refusing decline declines declined declining threaten
			threatens threatened threatening plan plans planned hope hopes hoped hoping fail fails failed failing try tries tried
			trying seek seeks sought press pressed pressing pressure pressured beg begged consider considers considered unlikely likely
			expect expects expected unwilling reluctant ready willing need needs needed tell told propose proposes proposed`,
		Duties: `ought should must shouldn't mustn't need needs needn't needed demand demands demanded demanding call calls called
			calling urge urges urged urging press pressed pressing`,
		Ifs: "if unless whether should were",
		Past: `arose ate awoke bade beat became began bent beset bet bit bled blew bore bought bound bred broke broken brought
			built burnt burst came cast caught chose chosen clung crept cut dealt did drank drew drawn drove driven dug
			eaten fed fell fallen felt fled flew flown flung forbade forgave forgot forgotten fought found froze frozen
			gave given gone got grew grown ground held heard hid hidden hit hung hurt kept knelt knew laid leapt led left lent
			lit lost made met mistook overcame overran overthrew overthrown overtook paid pled put quit ran rang 			rode rose risen said sang sank sat saw seen sent shed shone shook shaken shot shrank shut
			slain slid slept slit sold sought sown sped spent split spoke spoken spread sprang stole stolen stood strove
			struck stuck stung sunk sung swam swept swore sworn swung taken taught threw thrown thought told took tore torn
			trod understood undertook underwent upheld upset woke woken won wore worn wound withdrew withdrawn
			withheld withstood wept went wrote written`,
		PastEnd:    "ed",
		PastExempt: "hundred red bed need indeed speed seed feed breed shed led fled sacred naked wicked rugged aged united limited",
	}
}
