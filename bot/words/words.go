// Package words holds what the bot itself says, on its pages and in Discord, in every language that it speaks:
// one table, a [Words] for each language, of which [For] and [Of] pick one. A test holds every
// language to saying all of it, with the same placeholders. What stories and answers say is not
// here: that stands in the language of the stories.
//
// A text may hold placeholders such as {n}, which [Fill] and [Words.Say] replace.
package words

import (
	"strconv"
	"strings"
	"time"
)

// Words is everything that is said in one language.
type Words struct {
	Script   Script
	Shelf    Shelf
	Channel  Channel
	Search   Search
	Story    Story
	Shared   Shared
	Problems Problems
	Status   Status
	Faults   Faults
	Chat     Chat
}

// Script is what the script of the page says; the page brings it along as JSON.
type Script struct {
	Lang      string     // the tag of the language, as HTML has it
	ZeroIsOne bool       // of no things it is spoken as of one
	Months    [12]string // short
	Day       string     // {d} {m} {y}: the day, the month of Months, the year

	You, Ask, Stop, StopAnswer, Stopped, Retry string
	Unreachable, CutOff                        string
	Reading                                    Count
	NoCommand                                  string // {name}
	NeedsWords                                 string // {name}, {what}
	Stories                                    Count
	NoTitles                                   string
	Newest                                     string // {n}, {total}
	HelpAsk, HelpKeys                          string
	Summary, Timeline, Digest, Search          Command
	List, Help                                 Command

	Older, Disputed, Latest, Unchecked string // how a claim stands
	Source                             string // {n}, {name}
	Sources, Notes                     string
	LeftOut                            Count
	Written, Quoted, Listed, NotSaid   string // how an answer came about
	Unsure                             string
	Seconds                            string // {n}
	Nearest                            string

	Opinion, Sponsored, Wire, Live, Correction, Retracted string // the labels of stories

	Copy, Copied, Link, LinkCopied, Helpful, NotHelpful, Thanks, NotKept string

	Answered  string // {day}
	NoAnswer  string
	AboutOnly string // {title}
}

// Command is what a command of the channel takes and does.
type Command struct{ Takes, Does string }

// Shelf tells what there is to answer from.
type Shelf struct {
	Loading, Empty, NoModel string
	Loaded                  string // {when}
	WrittenBy               string // {model}
}

// Channel is the page at which is asked.
type Channel struct {
	Back, Skip, New, NewLong                        string
	Begin, Title, Intro, Examples, Newest, Commands string
	NeedsScript, Messages                           string
	Suggestions, Question, Box                      string
	Source, Whole, Close, CloseLong, InStory        string
	Earlier, ForgetEarlier, AllStories              string
}

// Search is the page of what a search finds.
type Search struct {
	Title, Words, Do, Filter, Outlet, Label, Collection, Since, Until, All, News string
	Found                                                                        Count
	Nothing, NothingLeft                                                         string
}

// Story is the page at which a story is read.
type Story struct {
	By                       string
	Updated                  string // {day}
	Original, Gone           string
	Earlier                  string // {when}
	Present, Copies          string
	Ask, Box                 string
	Versions, HowCompared    string
	Older, Newer             string // {when}
	Changes                  Count
	Same, Read, Added, Taken string
}

// Shared is the page of an answer at its own address.
type Shared struct{ As, Document, NeedsScript string }

// Problems are the pages that stand in for others.
type Problems struct {
	NotThere, NoStory, NoStoryLong, NoAnswer, AnswerGone   string
	Locked, Forbidden, Method, TooMuch, Elsewhere, Request string
	Broken, Unready                                        string
}

// Faults are why a question is not answered: without capital letter and full stop, and what
// to do about it, as sentences.
type Faults struct {
	NoStory, NoAnswer, Busy, Budget, Long, Slow, Stopping, Cancelled, Broken string
	FewerWords, AskLess, AskInAMinute, AskLater                              string
}

// Status is the page of the operator.
type Status struct {
	Title        string
	ReloadFailed string // {why}

	Sources, Source, Stories, NewestStory, LastRead, LastNew, State, Never, Well string
	ItemsFailed                                                                  Count
	NewLoads                                                                     Count
	Reload, ReloadAll, NeedsAdmin                                                string
	Paused, AddedHere, Do, Test, Pause, Resume, Remove                           string
	AddSource, Name, Address, Add, HowToAdd                                      string
	NotDone                                                                      string // {why}
	SourceGone                                                                   string
	Tested                                                                       string // {name}, {added}, {updated}, {removed}, {failed}

	Failures, Item, Why, LastSeen, InLastLoad    string
	Loads, When, Added, Updated, Removed, Failed string
	Speed, Stage, Times, Half, Most              string
	Search, Model, Check, First, Whole           string
	Program, Version, Running, Disk, Free        string
	ModelName, ModelWell, ModelUnused            string
	ModelFailed                                  string // {when}, {why}
	ModelDelay                                   string // {half}, {most}
	Month                                        string
	Questions, Tokens                            Count
	Plot                                         string // {total}, {most}
	Bar                                          string // {day}, {all}, {part}
	Unanswered, Feedback                         string
	Helped                                       string // {yes}, {no}
	Question, Last, None, NoJournal              string
}

// language is one that is spoken: its tag, and what is said in it, which is made when it is asked for.
type language struct {
	tag   string
	words func() *Words
}

// languages are all that are spoken, English first.
func languages() []language {
	return []language{{"en", English}, {"de", german}, {"es", spanish}, {"fr", french}, {"it", italian}, {"pt", portuguese}}
}

// All are the languages, English first.
func All() []*Words {
	var all []*Words
	for _, l := range languages() {
		all = append(all, l.words())
	}
	return all
}

// find is the language of a tag; one without words where it is not spoken.
func find(tag string) language {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
	for _, l := range languages() {
		if l.tag == base {
			return l
		}
	}
	return language{}
}

// Of is what is said in the language of a tag such as de, pt-BR or es-419; without one that is
// spoken here, false.
func Of(tag string) (*Words, bool) {
	if l := find(tag); l.words != nil {
		return l.words(), true
	}
	return nil, false
}

// For is what is said to whoever accepts these languages, an Accept-Language header; English
// where none of them is spoken.
func For(accepted string) *Words {
	if best := preferred(accepted); best.words != nil {
		return best.words()
	}
	return English()
}

// Accepts reports whether one of the languages of an Accept-Language header is spoken.
func Accepts(accepted string) bool { return preferred(accepted).words != nil }

// preferred is the language most liked of an Accept-Language header; one without words where
// none of them is spoken.
func preferred(accepted string) (best language) {
	most := 0.0
	for part := range strings.SplitSeq(accepted, ",") {
		tag, rest, _ := strings.Cut(part, ";")
		quality := 1.0
		if q, ok := strings.CutPrefix(strings.ReplaceAll(rest, " ", ""), "q="); ok {
			quality, _ = strconv.ParseFloat(q, 64) // 0, which is none, where it is no number
		}
		if quality <= most || quality > 1 {
			continue
		}
		if l := find(tag); l.words != nil {
			best, most = l, quality
		}
	}
	return best
}

// Say is c of n things.
func (w *Words) Say(c Count, n int) string {
	text := c.Many
	if n == 1 || n == 0 && w.Script.ZeroIsOne {
		text = c.One
	}
	return Fill(text, "n", strconv.Itoa(n))
}

// Day writes a day as people do: 3 Jan 2019; the zero time as nothing.
func (w *Words) Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Fill(w.Script.Day, "d", strconv.Itoa(t.Day()), "m", w.Script.Months[t.Month()-1], "y", strconv.Itoa(t.Year()))
}

// Moment writes a moment: 3 Jan 2019, 14:05 UTC; the zero time as nothing.
func (w *Words) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.Day(t.UTC()) + t.UTC().Format(", 15:04 UTC")
}

// Label is a label of stories as readers see it; what is not known here stays as it is, and
// news, the usual one, is nothing.
func (w *Words) Label(label string) string {
	s := &w.Script
	switch label {
	case "news":
		return ""
	case "opinion":
		return s.Opinion
	case "sponsored":
		return s.Sponsored
	case "wire":
		return s.Wire
	case "live":
		return s.Live
	case "correction":
		return s.Correction
	case "retracted":
		return s.Retracted
	}
	return label
}

// Fill puts values into the placeholders of a text, each name followed by its value. What
// is put in is not looked at again.
func Fill(text string, namesAndValues ...string) string {
	pairs := make([]string, 0, len(namesAndValues))
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		pairs = append(pairs, "{"+namesAndValues[i]+"}", namesAndValues[i+1])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
