package en

import "github.com/storybot/storybot/knowledge/text/lang"

// common is words by how often they stand in any text.
func common() lang.Common {
	return lang.Common{
		Stop: `a about above after again against all also am an and any are aren't as at be because been before being below
			between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few
			for from further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him
			himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just let's me more most my
			myself no nor not now of off on once only or other ought our ours ourselves out over own said same say says
			shan't she she'd she'll she's should shouldn't so some such than that that's the their theirs them themselves
			then there there's these they they'd they'll they're they've this those through to too under until up upon us
			very was wasn't we we'd we'll we're we've were weren't what what's when when's where where's which while who
			who's whom whose why why's will with won't would wouldn't you you'd you'll you're you've your yours yourself
			yourselves s t d ll m re ve`,
		Light: `accord across former new old last past next latest top major big biggest lead former find found call describ man
			woman men women person peopl two one first second anoth now later earlier recent current still also even just
			becom includ involv relat regard concern connect follow amid despit due sinc say said claim tell told reveal
			confirm announc report warn admit insist believ think accus alleg suspect expect appear seem set plan decid agre
			want hope aim tri seek ask face get got make made take took go went come came give gave put keep kept hold held
			use show shown see saw seen look turn need help part number group member year month week day time night morn
			even today yesterday tomorrow way thing place area local nation countri citi town region area offici author
			spokesman spokeswoman expert critic famous well known best worst worth key main high low long short mani much
			sever various around near almost nearli more less per among along away back forward ahead allow urg defend
			dismiss attack condemn critic prais welcom issu launch unveil offer sign end begin start hit lose lost return
			leav left move continu remain stay join meet met run work live`,
		Commonest: `year years time times people person way day man men woman women thing things life world make made take took
			taken get got give gave given go went gone come came see saw seen know knew known think thought want use used
			find found tell told ask work call called try need feel become became leave left put mean keep let begin show
			part place case week company system program question government number night point home water room area money
			fact month lot right study book eye job word business issue side kind head house service friend power hour game
			line end member law car city community name team minute idea body back parent face level office door health art
			war history party result change morning reason research moment air teacher force new first last long great
			little old big high different small large next early young important public able many much well even still also
			back good best better two three four five one another several without like according since while around however
			never always often later today around among within although every example group country state national american
			president million percent per may might must shall us it's including include included known use used using set
			today during main second major type form common live lived play played run move turn start started help local
			early general high low top far near own same real full open include`,
		Usual: `against age ago agree air allow almost alone along already always amount animal announce answer appear apply
			area arm army arrive article attack attempt attention available average away baby bad bank base battle bear beat
			beautiful bed behind believe benefit beyond bill black blood blue board book born bring brother build building
			buy campaign capital care carry cause center central century certain chance chief child children choice choose
			church citizen class clear close coach collect college color common compare complete computer concern condition
			consider contain continue control cost could couple course court cover create crime culture cup current customer
			cut data date daughter deal death debate decade decide decision deep defense degree democrat department describe
			design despite detail determine develop development die difference difficult dinner direct director discover
			discuss discussion disease doctor dog dollar draw dream drive drop drug east easy eat economic economy edge
			education effect effort eight election else employee energy enjoy enough enter entire environment especially
			establish event ever everybody evidence exactly executive exist expect experience expert explain factor fail
			fall family famous fast father fear federal few field fight figure fill film final finally financial fine finger
			finish fire firm fish floor fly focus follow food foot foreign forget former forward free front fund future
			garden gas generation girl glass goal ground grow growth guess gun guy hair half hand hang happen happy hard
			hear heart heat heavy herself hit hold hope hospital hot hotel huge human hundred husband identify image imagine
			impact improve increase indeed indicate individual industry information inside instead institution interest
			international interview investment involve item itself join key kid kill kitchen knowledge land language late
			laugh lay lead leader learn least leg legal less letter lie light likely list listen lose loss love machine
			magazine maintain majority manage management manager market marriage material matter measure media medical meet
			meeting memory mention message method middle military mind miss mission model modern money month mother mouth
			movement movie music nation natural nature necessary network news newspaper nice none nor north note nothing
			notice occur offer officer official oil onto operation opportunity option order organization others outside page
			pain paper particular particularly pass past patient pattern pay peace perform performance perhaps period phone
			physical pick picture piece plan plant player pm police policy political politics poor popular population
			position positive possible practice prepare present pressure pretty prevent price private probably problem
			process produce product production professional professor project property protect prove provide purpose push
			quality quickly quite race radio raise range rate rather reach read ready reality realize really receive recent
			recently recognize record red reduce reflect region relate relationship religious remain remember remove report
			represent republican require resource respond response responsibility rest return reveal rich rise risk road
			rock role rule safe sale save scene school science scientist score sea season seat section security seek seem
			sell send senior sense series serious serve seven sexual shake share shoot short shot should shoulder sign
			significant similar simple simply sing single sister sit site situation six size skill skin smile social society
			soldier somebody someone something sometimes son song soon sort sound source south southern space speak special
			specific speech spend sport spring staff stage stand standard star statement station stay step stock stop store
			story strategy street strong structure student stuff style subject success successful such suddenly suffer
			suggest summer support sure surface table talk task tax teach technology television ten tend term test thank
			theory third threat throughout throw thus together tonight total tough toward town trade traditional training
			travel treat treatment tree trial trip trouble true truth understand unit united university usually value
			various victim view violence visit voice vote wait walk wall watch wear weapon weather weight west western white
			whole whose wide wife win wind window wish wonder worker worry write writer wrong yard yeah yes yet originally
			associated located founded currently considered usually held refer referred title term mean meaning role city
			named largest nine twelve`,
	}
}
