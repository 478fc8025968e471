package text

import (
	"regexp"
	"time"
)

// When is a time that words name: the days [Since, Until). A zero end is open.
type When struct {
	Span         // the words in the text
	Since, Until time.Time
	First, Last  time.Time // the time named, [First, Last), without the "since" or "before" before it
	To           time.Time // of a range: when its second time begins; the range up to it leaves that out
	Absolute     bool      // the words name a year; otherwise they count from the moment of asking
	Grace        int       // by how many days on either side the words may be meant loosely: "a week ago"
	Yearly       bool      // it comes every year, and the year is not said
	open         bool      // "since", "before" and the like stand before it
	now          bool      // it is a part of what has begun and not ended: this year, but not last year
	edge         time.Time // what it is as the end of a range, where that is another: "the end of May"
}

// timeWords is how words name times, ready for use.
type timeWords struct {
	forms, refinements       []whenForm
	parts                    map[string]*regexp.Regexp
	hint                     *regexp.Regexp // without which a text has no time
	before, between, and, to *regexp.Regexp
	ordinal                  *regexp.Regexp
	timely, timelyNext       *regexp.Regexp
	named, namedNext         *regexp.Regexp
	article                  *regexp.Regexp
	unread                   *regexp.Regexp
	ambiguous                Set
	counts                   map[string]float64
	means, holidays          map[string]string
}

// whenForm is one form in which words name times, or change one.
type whenForm struct {
	re     *regexp.Regexp
	needs  []string // parts without which it does not fit: most texts have few
	bare   bool     // a month, weekday or holiday alone, which may be a name
	read   func(l *Language, g groups, at time.Time) (When, bool)
	change func(l *Language, w *When, g groups, at time.Time) bool
}

// groups are the named parts of a match.
type groups struct {
	re  *regexp.Regexp
	low string
	at  []int
}
