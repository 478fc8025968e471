package text

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// Patterns are phrases that one step or another looks for.
type Patterns struct {
	Orders          Cues     // what tells a reader with a machine's eyes what to write, and what to do when somebody asks
	Requests        Cues     // the beginning of a clause that asks its reader to do something
	OfAnswers       Cues     // words of asking and answering, and of what is to be done to a text
	You             Cues     // words of the second person
	Roles           Cues     // what marks who speaks in a conversation with a machine
	Retracts        *Pattern // words of taking something back
	RetractionTitle *Pattern // the title of a retraction
	Published       *Pattern // words for what was published
	Now             *Pattern // words of a question about the present
	Compares        *Pattern // what compares with the time after it
	Superlative     *Pattern // what a time since when nothing was like it stands behind
	ToCome          *Pattern // what tells of something that is yet to happen
	LivesLost       *Pattern // what tells deaths by lives: "lost their lives"
	ToldBy          *Pattern // words of a question for the word of somebody; its groups are who
	FollowStarts    *Pattern // the beginning of a question that goes on from the one before
	Changed         *Pattern // words that tell that something is no longer as it was, or as it was told
	Revised         *Pattern // of words of change, those that tell of a number or plan put in the place of another one
	Succeeds        *Pattern // words that put somebody in the place of another
	Motion          *Pattern // words that tell of a fall or a rise of something itself, and of no number that does
	MovedTo         *Pattern // words that put a plan to another day, up to where that follows
	ChangedTo       *Pattern // words that change a number, up to where the new one follows
	AtFirst         *Pattern // words of a question for what was known at first
	Mark            *Pattern // the mark by which a claim names the sentences it rests on
	LeadIn          *Pattern // words at the beginning of a claim that only tell that it is from what was given
	Chatter         *Pattern // what a model says beside its answer
	SaysMore        *Pattern // where such a sentence goes on to what they say
	SaysNot         *Pattern // a sentence that tells what the stories do not say
	SourcesHead     *Pattern // the head of a list of sources below an answer
	Contrast        *Pattern // the beginning of a sentence that sets itself against the one before
	GoesOn          *Pattern // the beginning of a sentence that says no more than that it goes on from the one before
	OneMore         *Pattern // the beginning of a sentence that counts on from the one before
	Verdict         *Pattern // words by which somebody who has checked a claim judges it
	Defines         *Pattern // what stands behind a name where it is said what that is; group 1: it means, 2: it is one of a kind, else such a kind
	InFact          *Pattern // the beginning of a sentence that tells what is so, against what was said
	CauseOfAny      *Pattern // what names a cause of one thing of a sort, which may be another than that of which a story tells
	OpenCause       *Pattern // what tells that a cause is not known yet, or only suspected
	Rejoinder       *Pattern // words with which someone denies, disputes or takes back what was said
	NamedThen       *Pattern // a full name and what begins to tell who bears it; its group is the name
	NamedSaid       *Pattern // a full name beside a verb of saying; one of its groups is the name
}

func compilePatterns(d *lang.Patterns) Patterns {
	return Patterns{
		Orders: cuesOf(d.Orders), Requests: cuesOf(d.Requests), OfAnswers: cuesOf(d.OfAnswers), Roles: cuesOf(d.Roles), You: cuesOf(d.You),
		Retracts: patternOf(d.Retracts), RetractionTitle: patternOf(d.RetractionTitle), Published: patternOf(d.Published), Now: patternOf(d.Now),
		Compares: patternOf(d.Compares), Superlative: patternOf(d.Superlative), ToCome: patternOf(d.ToCome), LivesLost: patternOf(d.LivesLost), ToldBy: patternOf(d.ToldBy),
		FollowStarts: patternOf(d.FollowStarts), Revised: patternOf(d.Revised), Succeeds: patternOf(d.Succeeds), Motion: patternOf(d.Motion), Changed: patternOf(d.Changed), AtFirst: patternOf(d.AtFirst), MovedTo: patternOf(d.MovedTo), ChangedTo: patternOf(d.ChangedTo),
		Mark: patternOf(d.Mark), LeadIn: patternOf(d.LeadIn), Chatter: patternOf(d.Chatter), SaysNot: patternOf(d.SaysNot), SaysMore: patternOf(d.SaysMore), SourcesHead: patternOf(d.SourcesHead), Contrast: patternOf(d.Contrast),
		GoesOn: patternOf(d.GoesOn), OneMore: patternOf(d.OneMore), CauseOfAny: patternOf(d.CauseOfAny), OpenCause: patternOf(d.OpenCause), InFact: patternOf(d.InFact), Verdict: patternOf(d.Verdict), Defines: patternOf(d.Defines), Rejoinder: patternOf(d.Rejoinder), NamedThen: patternOf(d.NamedThen), NamedSaid: patternOf(d.NamedSaid),
	}
}

// Instructs reports whether a sentence does not tell something but speaks to whoever
// writes or reads an answer made of it: it orders what to write, asks for something to
// be done to a text or an answer, says what to do when somebody asks, marks who speaks in
// a conversation with a machine, or is a program. It is judged by its form.
func (l *Language) Instructs(sentence string) bool {
	p := &l.Patterns
	return p.Orders.MatchString(sentence) || l.marksRole(sentence) || program(sentence) ||
		p.OfAnswers.MatchString(sentence) && p.Requests.MatchString(sentence)
}

// marksRole reports whether a sentence marks who speaks in a conversation with a machine.
func (l *Language) marksRole(sentence string) bool {
	return (strings.ContainsAny(sentence, "[<#:") || strings.Contains(sentence, "--")) && l.Patterns.Roles.MatchString(sentence)
}

// Cues are phrases, each looked for only where the words are that it cannot do without: to
// look for all of them costs a hundred times as much.
type Cues struct {
	of       map[string]needed // of a word, which phrases it may be of; of none, which need none
	patterns []*Pattern
}

// needed tells of phrases, a bit for each, that one of their words is there, of their other words, and one to begin with.
type needed struct{ words, besides, opens uint64 }

func (n *needed) add(o needed) {
	n.words, n.besides, n.opens = n.words|o.words, n.besides|o.besides, n.opens|o.opens
}

func cuesOf(all []lang.Cue) Cues {
	c := Cues{of: make(map[string]needed)}
	need := func(list string, n needed) {
		words := strings.Fields(list)
		if list == "" {
			words = []string{""}
		}
		for _, word := range words {
			had := c.of[word]
			had.add(n)
			c.of[word] = had
		}
	}
	for i, cue := range all {
		need(cue.Words, needed{words: 1 << i})
		need(cue.Besides, needed{besides: 1 << i})
		need(cue.Opens, needed{opens: 1 << i})
		c.patterns = append(c.patterns, patternOf(cue.Pattern))
	}
	return c
}

// MatchString reports whether s has one of the phrases.
func (c *Cues) MatchString(s string) bool {
	may := c.in(s)
	for i, p := range c.patterns {
		if may&(1<<i) != 0 && p.MatchString(s) {
			return true
		}
	}
	return false
}

// in tells which of the phrases s may have by its words: its runs of letters, small ones made by | ' ', so that an apostrophe ends one.
func (c *Cues) in(s string) (may uint64) {
	word, has := make([]byte, 0, longestCue+1), c.of[""]
	if ^has.opens<<(64-len(c.patterns)) != 0 && strings.ContainsAny(s, ":;–—") {
		has.opens = ^uint64(0)
	}
	for i := 0; i <= len(s); i++ {
		switch {
		case i < len(s) && ('a' <= s[i]|' ' && s[i]|' ' <= 'z'):
			if len(word) <= longestCue {
				word = append(word, s[i]|' ')
			}
		case i < len(s) && s[i] >= utf8.RuneSelf && (strings.HasPrefix(s[i:], "ſ") || strings.HasPrefix(s[i:], "\u212a")):
			return ^uint64(0) // a pattern takes them for an s and a k
		case len(word) > 0:
			found := c.of[string(word)]
			if len(word) < i { // it does not begin s
				found.opens = 0
			}
			has.add(found)
			word = word[:0]
		}
	}
	return has.words & has.besides & has.opens
}

const longestCue = 16 // how many letters a word of a cue has at most

// Addresses reports whether a sentence speaks to its reader outside of quotation marks:
// it has a pronoun of the second person, or begins by asking for something.
func (l *Language) Addresses(sentence string) bool {
	if l.Patterns.Requests.MatchString(sentence) {
		return true
	}
	if l.Patterns.You.in(sentence) == 0 {
		return false
	}
	for i, part := range strings.FieldsFunc(sentence, func(r rune) bool { return r == '"' || r == '“' || r == '”' }) {
		if i%2 == 0 && l.Patterns.You.MatchString(part) {
			return true
		}
	}
	return false
}

// program reports whether a sentence is code: marked as such, or of its bytes one in
// twelve is a sign that only programs have so many of.
func program(sentence string) bool {
	signs := 0
	for _, b := range []byte(sentence) {
		if strings.IndexByte("{}=<>;|\\`", b) >= 0 {
			signs++
		}
	}
	return strings.Contains(sentence, "```") || signs >= fewestSigns && signs*12 > len(sentence)
}

const fewestSigns = 8

// Intents is how people ask for something else than an answer. The patterns are of a
// whole question without its words of time and its final marks; the first
// group that has anything is what it is to be about.
type Intents struct {
	Polite    *Pattern // what stands before or behind what is asked, and is no part of it
	Dangling  *Pattern // what is left at the end where the words of time are cut out
	Greets    *Pattern // a greeting
	Thanks    *Pattern // thanks and praise
	Chats     *Pattern // other words that ask for nothing
	WhoAreYou *Pattern // a question about the bot itself, or for help
	News      *Pattern // what is new
	NewsThen  *Pattern // what happened, where a time is named
	NewsOf    *Pattern // what is new of something
	Summary   *Pattern // a summary of something
	Points    *Pattern // words for a list of points
	Long      *Pattern // words for a long summary
	Timeline  *Pattern // the events of something in order
	Explain   *Pattern // what something is about
	Stories   *Pattern // the stories of something, counted or listed
	Outlets   *Pattern // the outlets that have stories of something
	Quoted    *Pattern // who is quoted on something
	Leaning   *Pattern // words for what was talked about before
	Events    Set      // nouns for what kind of event something is, which its stories need not use
}

func compileIntents(d *lang.Intents) Intents {
	return Intents{
		Polite: patternOf(d.Polite), Dangling: patternOf(d.Dangling),
		Greets: patternOf(d.Greets), Thanks: patternOf(d.Thanks), Chats: patternOf(d.Chats), WhoAreYou: patternOf(d.WhoAreYou),
		News: patternOf(d.News), NewsThen: patternOf(d.NewsThen), NewsOf: patternOf(d.NewsOf),
		Summary: patternOf(d.Summary), Points: patternOf(d.Points), Long: patternOf(d.Long), Timeline: patternOf(d.Timeline),
		Explain: patternOf(d.Explain), Stories: patternOf(d.Stories), Outlets: patternOf(d.Outlets), Quoted: patternOf(d.Quoted),
		Leaning: patternOf(d.Leaning), Events: setOf(d.Events),
	}
}

// Pattern is a regular expression that is made when it is first needed: making
// all those of a language would hold up every start. Its methods do what those
// of [regexp.Regexp] do by the same name.
type Pattern struct {
	source string
	once   sync.Once
	made   *regexp.Regexp
}

// matchesNothing is the source of a pattern that a language does not tell.
const matchesNothing = `[^\x{0}-\x{10FFFF}]`

// patternOf is the pattern of that source. An empty one, which by itself would
// match anything, matches nothing.
func patternOf(source string) *Pattern {
	if source == "" {
		source = matchesNothing
	}
	return &Pattern{source: source}
}

// Regexp returns the regular expression. It panics where the language's pattern
// is none.
func (p *Pattern) Regexp() *regexp.Regexp {
	p.once.Do(func() { p.made = regexp.MustCompile(p.source) })
	return p.made
}

// MatchString reports whether s has a match.
func (p *Pattern) MatchString(s string) bool { return p.Regexp().MatchString(s) }

// FindString returns the first match, or "".
func (p *Pattern) FindString(s string) string { return p.Regexp().FindString(s) }

// FindStringIndex returns where the first match is, or nil.
func (p *Pattern) FindStringIndex(s string) []int { return p.Regexp().FindStringIndex(s) }

// FindStringSubmatch returns the first match and its groups, or nil.
func (p *Pattern) FindStringSubmatch(s string) []string { return p.Regexp().FindStringSubmatch(s) }

// FindStringSubmatchIndex returns where the first match and its groups are, or nil.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.Regexp().FindStringSubmatchIndex(s)
}

// FindAllStringSubmatch returns up to n matches and their groups.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.Regexp().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex returns where up to n matches and their groups are.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.Regexp().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString replaces each match, in which $1 stands for the first group.
func (p *Pattern) ReplaceAllString(s, by string) string { return p.Regexp().ReplaceAllString(s, by) }

// ReplaceAllStringFunc replaces each match by what by makes of it.
func (p *Pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	return p.Regexp().ReplaceAllStringFunc(s, by)
}
