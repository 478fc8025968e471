package plain

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// host is an address of the web, or a name that is one: "lamp.example", "www.lamp.co.uk/news".
var host = regexp.MustCompile(`(?i)(?:^|[\s/@(.])([\pL\d-]{3,})\.(?:com|net|org|info|news|tv|co|[a-z]{2})(?:\.[a-z]{2})?(?:[\s/,;:)'’]|\.?$)`)

// What weighs how much for a name; one is sure with sureName, of at least two kinds.
const (
	sureName   = 2.5
	namedOwner = 1.5 // a copyright line has it,
	firmOwner  = 1.0 // or has it as that of a company,
	ownerOfTwo = 0.5 // or is one of several with other names,
	ownerPart  = 1.0 // or has it as a part of such a name: "Lamp Media Group"
	likePress  = 1.0 // the name of the copyright line is like those of newspapers
	eachAsking = 1.0 // a line in which a site names itself: "About The Lamp", "Follow The Lamp"
	eachOffer  = 0.5 // one of what it offers: "The Lamp newsletters"
	itsHost    = 1.5 // an address of the web
	itsStaff   = 1.0 // who is told about writes for it,
	itsAuthor  = 1.5 // and that is who wrote the story
	itsByline  = 1.0 // it stands beside who wrote the story
	atEdge     = 1.0 // a line at the top or at the bottom is nothing else
	atBoth     = 2.0 // and so is the first one
	someLines  = 0.5 // two lines have it, or one beside the copyright line of a company,
	manyLines  = 1.0 // or four, or one beside the copyright line of others
)

const (
	edgeLines    = 5 // at the top and at the bottom of a page
	nearlyAsSure = 0.75
	mostName     = 5 // words
)

// A clue is a kind of what tells the name of an outlet.
type clue int

const (
	ownerClue clue = iota
	pressClue
	askingClue
	offerClue
	hostClue
	staffClue
	bylineClue
	topClue
	bottomClue
	linesClue
	clues
)

// says reports whether a clue says of a name that it is an outlet's; the others only agree.
func (c clue) says() bool { return c <= bylineClue && c != pressClue && c != offerClue }

// nameFound is a name that may be the outlet's, and what speaks for it.
type nameFound struct {
	name   string
	weight [clues]float64
}

// sure is how much speaks for a name, by kinds that agree; 0 where that is not enough.
func (n *nameFound) sure() (sum float64) {
	kinds, said := 0, n.weight[topClue] > 0 && n.weight[bottomClue] > 0
	for c, w := range n.weight {
		sum += w
		if w > 0 {
			kinds++
			said = said || clue(c).says()
		}
	}
	if !said || kinds < 2 || sum < sureName {
		return 0
	}
	return sum
}

// better reports whether a name is rather the outlet's than another: it is surer, or nearly as sure
// and has more words, or is no company's.
func (n *nameFound) better(o *nameFound) bool {
	sure, other := n.sure(), o.sure()
	if sure == 0 || other == 0 {
		return sure > 0
	}
	if host, otherHost := isHost(n.name), isHost(o.name); host != otherHost && agrees(withoutHost(n.name), withoutHost(o.name)) {
		return otherHost
	}
	if firm, otherFirm := n.weight[ownerClue] >= namedOwner, o.weight[ownerClue] >= namedOwner; firm != otherFirm && sure == other {
		return otherFirm
	}
	if begins(n.name, o.name) {
		return sure >= nearlyAsSure*other
	}
	return sure > other && !(begins(o.name, n.name) && other >= nearlyAsSure*sure)
}

// isHost reports whether a line is an address of a site and nothing else.
func isHost(l string) bool { return !strings.ContainsAny(l, " /") && host.MatchString(l) }

// withoutHost is the name in an address of the web: "lamp" of "www.lamp.example".
func withoutHost(name string) string {
	if m := host.FindStringSubmatch(name); m != nil && !strings.Contains(name, " ") {
		return m[1]
	}
	return name
}

// withoutArticle is a name without its first word, where that is as short as articles are.
func withoutArticle(name string) string {
	if first, rest, ok := strings.Cut(name, " "); ok && len([]rune(first)) <= 3 {
		return rest
	}
	return name
}

// agrees reports whether two names are one, be it that one of them has an article.
func agrees(a, b string) bool {
	a, b = Letters(a), Letters(b)
	if len(a) < len(b) {
		a, b = b, a
	}
	return len(b) > 2 && strings.HasSuffix(a, b) && len(a)-len(b) <= 3
}

// begins reports whether the first words of a line are a name.
func begins(l, name string) bool {
	return len(l) >= len(name) && strings.EqualFold(l[:len(name)], name) && (len(l) == len(name) || !unicode.IsLetter(rune(l[len(name)])) && l[len(name)] < 0x80)
}

// holds reports whether a line has a name as whole words.
func holds(l, name string) bool {
	for from := 0; ; {
		at := strings.Index(l[from:], name)
		if at < 0 {
			return false
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(l[:at])
		after, _ := utf8.DecodeRuneInString(l[at+len(name):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		from = at + len(name)
	}
}
