package choose

import (
	"math"

	"github.com/storybot/storybot/bot/choose/near"
)

// feature is one ground for a sentence to be the answer.
type feature int

// The features. Shares are of the weight of the question's terms; where no
// other line has more of something, that is a feature of its own.
const (
	featCover       feature = iota // share of the terms it has
	featLocal                      // the same, terms weighed by how few of the lines have them
	featSame                       // share it has as the very same word
	featFamily                     // share it has as a word of the same family
	featSynonym                    // share it has as a synonym
	featVerb                       // has the verb of the question
	featRun                        // share of neighbouring words of the question that stand together in it
	featPairs                      // share of neighbouring terms near each other in it, in order
	featClose                      // how close together the terms stand
	featNames                      // share of the question's names
	featNumbers                    // share of its numbers
	featQuoted                     // share of its quoted words
	featBefore                     // share it lacks but the lines before it have, as far as it leans on them
	featAround                     // share it lacks but its neighbours have
	featTitle                      // share it lacks but the story's title has
	featKind                       // something of the wanted kind that is not in the question
	featKindPlace                  // the same where a place is wanted
	featKindDate                   // where a date is wanted
	featKindNumber                 // where a number is wanted
	featKindText                   // where it shows by single words only: a reason, a manner
	featKindNear                   // something of the wanted kind near the question's terms
	featNearMost                   // no other line has it nearer
	featStale                      // of the wanted kind it has only what the question has
	featFocus                      // has the noun that is asked for
	featDefines                    // says what the thing asked about is
	featLead                       // is the first of its story
	featEarly                      // stands near the beginning
	featLength                     // logarithm of its words
	featShort                      // too short to say something
	featAsks                       // is a question itself
	featLeans                      // leans on what is before it
	featNew                        // says something that the question does not
	featMost                       // no other line has more of the terms
	featCloseMost                  // none has them closer together
	featRunMost                    // none has more of its neighbouring words
	featLongest                    // longest run of the question's words
	featOrder                      // longest sequence of its terms in their order
	featModified                   // the noun asked for stands there with a new word before it
	featInherit                    // share of the terms it has or takes over from the lines before it
	featInheritMost                // none has more of that
	featByName                     // who is asked, and it says "by" and a name
	featPrecise                    // share of its own telling words that the question has
	featCosine                     // geometric mean of that and featLocal
	featWindow                     // largest share of the terms within a dozen words
	featDateHere                   // a date is wanted, and it has both a date and the terms
	featStub                       // is a heading, a name or another stub
	featStory                      // how much less than the best story its story was liked, negative
	featTimely                     // how much less than fully its story fits the time asked for, negative
	featHead                       // share of its own story's headline
	featLack                       // share of the terms that neither it nor its title nor its neighbours have
	featLackName                   // the most that any one name lacks there
	featLackNames                  // share of the names that lack there
	featLackVerb                   // the verb lacks there
	featLackMost                   // the weight of the most telling word that lacks there
	featVerbNear                   // something of the wanted kind near the question's verb
	featNameNear                   // and near a name of the question
	featDoes                       // who is asked for does, or suffers, the verb
	featYears                      // two of its years enclose those of the question
	featSince                      // its latest year before those is near
	featCounted                    // a number that counts what is asked for
	featHeading                    // stands under a heading that asks the same
	featAgreed                     // other stories have the same thing of the wanted kind beside the question's terms
	featHeaded                     // its headline has that thing
	featHolder                     // names who is the noun that is asked for
	featNewNames                   // nothing in particular is wanted, and it has names that the question has not
	featFull                       // a person is asked for, and it names one in full
	featUndone                     // what was done is asked for, and it tells that it is to be done, or may be
	featureCount
)

// features tells what speaks for line i.
func (c *context) features(i int) [featureCount]float64 {
	var f [featureCount]float64
	l := &c.lines[i]
	c.coverage(l, &f)
	f[featRun] = near.Neighbours(l.hits, len(c.q.words))
	f[featPairs], f[featClose] = near.Pairs(l.hits, c.weight)
	f[featClose] /= 2 * c.total
	c.neighbours(i, &f)
	c.kinds(l, &f)
	c.form(l, &f)
	f[featLongest], f[featOrder] = float64(near.Run(l.hits))/float64(len(c.q.words)+1), near.Order(l.hits, c.weight)/c.total
	f[featModified] = c.modified(l)
	f[featPrecise] = near.Precision(l.hits, func(i int) bool { return l.words[i].Upper || l.words[i].Number })
	f[featCosine] = math.Sqrt(f[featPrecise] * f[featLocal])
	f[featWindow] = near.Window(l.hits, c.local) / c.totalL
	c.lacking(i, &f)
	c.attached(l, &f)
	c.years(l, &f)
	f[featHeading] = l.heading
	f[featAgreed], f[featHeaded] = l.agreed, l.headed
	f[featHolder], f[featNewNames] = c.holder(l), c.newNames(l)
	f[featFull], f[featUndone] = c.full(l), c.undone(l)
	f[featStory], f[featTimely] = l.story-1, l.timely-1
	return f
}

// compare marks the lines that no other line outdoes.
func compare(r []Ranked) {
	for _, p := range [...][2]feature{
		{featMost, featLocal}, {featCloseMost, featClose}, {featRunMost, featRun}, {featNearMost, featKindNear}, {featInheritMost, featInherit},
	} {
		top := 0.0
		for i := range r {
			top = math.Max(top, r[i].features[p[1]])
		}
		for i := range r {
			if top > 0 && r[i].features[p[1]] >= top-1e-9 {
				r[i].features[p[0]] = 1
			}
		}
	}
	for i := range r {
		f := &r[i].features
		f[featDateHere] = f[featKindDate] * f[featWindow]
	}
}
