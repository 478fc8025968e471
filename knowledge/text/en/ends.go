package en

import "github.com/storybot/storybot/knowledge/text/lang"

// ends is what a point may stand behind without ending a sentence.
func ends() lang.Ends {
	return lang.Ends{
		Single:   "I",
		Small:    "al ca av",
		Never:    "vs v mt ft e.g i.e cf viz approx dept est ave blvd rd wm chas thos",
		Loose:    "inc ltd co corp llc plc bros etc a.m p.m am pm ph.d",
		Numbered: "no nos p pp fig vol sec art ch",
		Starters: `the a an this that these those he she it they we i you his her its their our in on at by for from with as after
			before when while if but and or so yet however although though since because until there here what who where why
			how one some many most all both each every no not now then meanwhile also according another police officials
			it's he's she's they're we're that's there's i'm`,
		Asking: `ask asks asked asking wonder wonders wondered demand demands demanded inquire inquires inquired enquire enquired
			cry cries cried shout shouts shouted yell yells yelled told scream screamed exclaim exclaims exclaimed`,
		Goes: "to in at on during after before as when while from outside inside with by last this earlier later afterwards through",
	}
}
