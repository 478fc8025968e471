package en

import "github.com/storybot/storybot/knowledge/text/lang"

// forms is forms of one word.
func forms() lang.Forms {
	return lang.Forms{
		Possessive: "'s",
		Written:    "US:usa U.S:usa", // else it is lost among the pronouns
		Same: `said:say told:tell children:child men:man women:woman people:person died:die dead:die death:die dying:die
			won:win winning:win lost:lose losing:lose bought:buy sold:sell left:leave went:go gone:go came:come made:make
			took:take taken:take gave:give given:give got:get found:find held:hold kept:keep knew:know known:know led:lead
			met:meet paid:pay ran:run saw:see seen:see sent:send spent:spend stood:stand thought:think wrote:write
			written:write began:begin begun:begin broke:break broken:break brought:bring built:build caught:catch
			chose:choose chosen:choose drew:draw drawn:draw drove:drive driven:drive fell:fall fallen:fall felt:feel
			fought:fight flew:fly flown:fly forgot:forget grew:grow grown:grow heard:hear hid:hide hidden:hide shot:shoot
			shots:shoot spoke:speak spoken:speak stole:steal stolen:steal struck:strike swam:swim taught:teach threw:throw
			thrown:throw understood:understand woke:wake wore:wear worn:wear sank:sink sunk:sink rose:rise risen:rise
			beaten:beat wives:wife lives:life families:family colour:color favourite:favorite theatre:theater centre:center
			defence:defense programme:program labour:labor honour:honor neighbour:neighbor tonne:ton metre:meter britain:uk
			british:uk briton:uk britons:uk america:usa american:usa americans:usa france:french germany:german
			germans:german spain:spanish holland:dutch netherlands:dutch turkey:turkish turks:turkish wales:welsh
			ireland:irish scotland:scottish scots:scottish england:english poland:polish denmark:danish sweden:swedish
			norway:norwegian finland:finnish greece:greek greeks:greek switzerland:swiss china:chinese japan:japanese
			portugal:portuguese iraq:iraqi israel:israeli kid:child kids:child tv:television tvs:television mum:mother
			mom:mother dad:father photo:photograph photos:photograph utd:united`,
		Participles: "made meant built found held known taken given seen done written said sold left lost won put set being",
		Endings: `e i y al an ar er or ic ist ism ian ity ment ant ent anc enc iv ion ation ition at ate iz ise ize ifi ous ful
			less ship hood dom ness age ag ing ed ern ial ical ian ienc ienci ier ual is us um ut ur uti ti tion sion s t d
			r ct ori ari ari ori ologist olog ologi ographi graph graphi ator atur itur ur eur eer ess ess ic ics ish eti
			etic tic`,
		Irregular: `go went gone;
			man men;
			woman women;
			child children;
			person people persons;
			foot feet;
			tooth teeth;
			mouse mice;
			take took taken;
			give gave given;
			get got gotten;
			come came;
			become became;
			see saw seen;
			know knew known;
			think thought;
			find found;
			tell told;
			leave left;
			keep kept;
			begin began begun;
			run ran;
			speak spoke spoken;
			write wrote written;
			win won;
			lose lost;
			buy bought;
			sell sold;
			send sent;
			build built;
			hold held;
			lead led;
			meet met;
			pay paid;
			bring brought;
			sit sat;
			stand stood;
			fall fell fallen;
			rise rose risen;
			grow grew grown;
			draw drew drawn;
			fly flew flown;
			throw threw thrown;
			drive drove driven;
			ride rode ridden;
			break broke broken;
			choose chose chosen;
			steal stole stolen;
			speak spoke spoken;
			wear wore worn;
			tear tore torn;
			bear born borne bore;
			swim swam swum;
			sing sang sung;
			drink drank drunk;
			eat ate eaten;
			feel felt;
			fight fought;
			catch caught;
			teach taught;
			seek sought;
			spend spent;
			lend lent;
			lay laid;
			lie lay lain;
			shoot shot;
			strike struck;
			stick stuck;
			hide hid hidden;
			bite bitten;
			hit hits;
			make made;
			say said;
			mean meant;
			sleep slept;
			feed fed;
			flee fled;
			forbid forbade forbidden;
			forget forgot forgotten;
			freeze froze frozen;
			hang hung hanged;
			hear heard;
			sink sank sunk;
			slide slid;
			spread spreads;
			swear swore sworn;
			sweep swept;
			understand understood;
			wake woke woken;
			withdraw withdrew withdrawn;
			decide decision decisions;
			destroy destruction destroyed;
			die death deaths dead dying died dies;
			invade invasion invaded;
			defend defense defence;
			conclude conclusion;
			divide division;
			expand expansion;
			explode explosion;
			receive reception;
			produce production;
			reduce reduction;
			describe description;
			prescribe prescription;
			believe belief;
			choose choice;
			sell sale sales;
			lose loss losses;
			marry marriage;
			grow growth;
			die deadly;
			strong strength;
			long length;
			wide width;
			deep depth;
			high height;
			fly flight;
			arrive arrival;
			refuse refusal;
			propose proposal;
			approve approval;
			speak speech;
			advise advice;
			analyze analysis;
			resolve resolution;
			solve solution;
			persuade persuasion;
			suspect suspicion;
			permit permission;
			admit admission;
			live life lives lived;
			prove proof;
			sit seat;
			perceive perception;
			deceive deception;
			conceive conception;
			absorb absorption;
			rebel rebellion;
			retain retention;
			maintain maintenance;
			obtain obtained;
			explain explanation;
			pronounce pronunciation;
			reveal revelation;
			apply application applications;
			occupy occupation;
			classify classification;
			identify identification;
			unify unification;
			modify modification;
			signify significance;
			multiply multiplication;
			publish publication;
			repeat repetition;
			compete competition;
			oppose opposition;
			compose composition;
			submit submission;
			extend extension;
			convert conversion;
			include inclusion;
			intervene intervention;
			appear appearance;
			fail failure;
			press pressure;
			depart departure;
			close closure;
			expose exposure;
			sign signature;
			young youth;
			poor poverty;
			true truth;
			warm warmth;
			bad worse worst;
			good better best;
			sing song;
			enter entrance entry;
			try attempt`,
	}
}
