package en

import "github.com/storybot/storybot/knowledge/text/lang"

// forms is forms of one word.
func forms() lang.Forms {
	return lang.Forms{
		Possessive: "'s",
		Written:    "US:usa U.S:usa", // else it is lost among the pronouns
		Same: `britain:uk british:uk briton:uk britons:uk america:usa american:usa americans:usa france:french
			germany:german germans:german spain:spanish holland:dutch netherlands:dutch turkey:turkish turks:turkish
			wales:welsh ireland:irish scotland:scottish scots:scottish england:english poland:polish denmark:danish
			sweden:swedish norway:norwegian finland:finnish greece:greek greeks:greek switzerland:swiss china:chinese
			japan:japanese portugal:portuguese iraq:iraqi israel:israeli kid:child kids:child tv:television
			tvs:television mum:mother mom:mother dad:father photo:photograph photos:photograph utd:united`,
		Participles: "made meant built found held known taken given seen done written said sold left lost won put set being",
		Derived:     `s es er ers or ors ed ing ings ly ness less ment ments ship ful ist ists ism able ation ations`,
		Endings: `e i y al an ar er or ic ist ism ian ity ment ant ent anc enc iv ion ation ition at ate iz ise ize ifi ous ful
			less ship hood dom ness age ag ing ed ern ial ical ian ienc ienci ier ual is us um ut ur uti ti tion sion s t d
			r ct ori ari ari ori ologist olog ologi ographi graph graphi ator atur itur ur eur eer ess ess ic ics ish eti
			etic tic`,
		Irregular: `go went gone; man men; woman women; child children; person people persons; foot feet; tooth teeth;
			mouse mice; take took taken; overtake overtook overtaken; overcome overcame; give gave given; get got gotten; come came; become became; see saw seen;
			know knew known; think thought; find found; tell told; leave left; keep kept; begin began begun; run ran;
			speak spoke spoken speech; write wrote written; win won winning; lose lost loss losses losing; buy bought;
			sell sold sale sales; send sent; build built; hold held; lead led; meet met; pay paid; bring brought;
			sit sat seat; stand stood; fall fell fallen; rise rose risen; grow grew grown growth; draw drew drawn;
			fly flew flown flight; throw threw thrown; drive drove driven; ride rode ridden; break broke broken;
			choose chose chosen choice; steal stole stolen; wear wore worn; tear tore torn; bear born borne bore;
			swim swam swum; sing sang sung song; drink drank drunk; eat ate eaten; feel felt; fight fought;
			catch caught; teach taught; seek sought; spend spent; lend lent; lay laid; lie lay lain; shoot shot shots;
			strike struck; stick stuck; hide hid hidden; bite bitten; hit hits; make made; say said; mean meant;
			sleep slept; feed fed; flee fled; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen;
			hang hung hanged; hear heard; sink sank sunk; slide slid; spread spreads; swear swore sworn; sweep swept;
			understand understood; wake woke woken; withdraw withdrew withdrawn; decide decision decisions;
			destroy destruction destroyed; die death deaths dead dying died dies deadly; invade invasion invaded;
			defend defense defence; conclude conclusion; divide division; expand expansion; explode explosion;
			receive reception; produce production; reduce reduction; describe description; prescribe prescription;
			believe belief; marry marriage; strong strength; long length; wide width; deep depth; high height;
			arrive arrival; refuse refusal; propose proposal; approve approval; advise advice; analyze analysis;
			resolve resolution; solve solution; persuade persuasion; suspect suspicion; permit permission;
			admit admission; live life lives lived; prove proof; perceive perception; deceive deception;
			conceive conception; absorb absorption; rebel rebellion; retain retention; maintain maintenance;
			obtain obtained; explain explanation; pronounce pronunciation; reveal revelation;
			apply application applications; occupy occupation; classify classification; identify identification;
			unify unification; modify modification; signify significance; multiply multiplication; publish publication;
			repeat repetition; compete competition; oppose opposition; compose composition; submit submission;
			extend extension; convert conversion; include inclusion; intervene intervention; appear appearance;
			fail failure; press pressure; depart departure; close closure; expose exposure; sign signature; young youth;
			poor poverty; true truth; warm warmth; bad worse worst; good better best; enter entrance entry; try attempt;
			beat beaten; wife wives; family families; color colour; favorite favourite; theater theatre; center centre;
			program programme; labor labour; honor honour; neighbor neighbour; ton tonne; meter metre`,
		Inflected: lang.Inflected{
			Going: "ing", Third: "s", Adverb: "ly", Infinitive: "to", Act: "ion", Actor: "or", Ordinal: "th",
			Plural: "sses:ss ches:ch shes:sh xes:x ies:y s:", Unplural: "ss",
		},
	}
}
