// Package intent reads what a question wants: an answer, as nearly all do, or
// something that is computed of the stories, such as what is new, a summary, a
// timeline or a list, or nothing at all. [Read] knows no stories; it looks at
// the words alone, and holds what it is not sure of for a question.
package intent

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Kind is what is wanted.
type Kind int

// The kinds of what is wanted.
const (
	Answer   Kind = iota // an answer from the stories
	Greeting             // nothing: it greets
	Thanks               // nothing: it thanks or praises
	Chat                 // nothing: it is talk
	Help                 // to know who answers, and what may be asked
	Digest               // what is new
	Summary              // what the stories say of something, in short
	Timeline             // the dated events of something
	Stories              // the stories of something, counted and listed
	Outlets              // the outlets that have such
	Quoted               // who is quoted in them
)

// String returns the kind in a word.
func (k Kind) String() string {
	switch k {
	case Answer:
		return "answer"
	case Greeting:
		return "greeting"
	case Thanks:
		return "thanks"
	case Chat:
		return "chat"
	case Help:
		return "help"
	case Digest:
		return "digest"
	case Summary:
		return "summary"
	case Timeline:
		return "timeline"
	case Stories:
		return "stories"
	case Outlets:
		return "outlets"
	case Quoted:
		return "quoted"
	}
	return "unknown"
}

// Talk reports whether nothing is asked of the stories.
func (k Kind) Talk() bool { return k >= Greeting && k <= Help }

// Length is how long a summary is to be.
type Length int

// The lengths of a summary.
const (
	Brief  Length = iota // a few sentences
	Points               // a list of points
	Long                 // a dozen sentences
)

// Intent is what a question wants.
type Intent struct {
	Kind   Kind
	Topic  string // what it is to be about, in the question's words; empty: everything, or an Answer
	Leans  bool   // it is to be about what was talked about before
	Length Length // of a Summary
}

// maxWanted is how long a question may be that wants something else than an
// answer; what is longer tells of something.
const maxWanted = 300

// Read reads what a question wants. timed are its words of time, as they stand
// in it; empty: it names none.
func Read(l *text.Language, question, timed string) Intent {
	if len(question) > maxWanted {
		return Intent{}
	}
	asked := text.OneLine(strings.TrimRight(question, " ?!.,…"))
	if talk := talk(l, asked); talk != Answer {
		return Intent{Kind: talk}
	}
	whole := asked
	asked = Untimed(l, asked, timed)
	p := &l.Intents
	if p.News.MatchString(asked) || timed != "" && p.NewsThen.MatchString(asked) {
		return Intent{Kind: Digest}
	}
	for _, form := range []struct {
		kind    Kind
		pattern *text.Pattern
	}{
		{Timeline, p.Timeline}, {Summary, p.Summary}, {Outlets, p.Outlets}, {Quoted, p.Quoted}, {Stories, p.Stories},
		{Digest, p.NewsOf}, {Summary, p.Explain},
	} {
		groups := form.pattern.FindStringSubmatch(asked)
		if groups == nil {
			continue
		}
		in := Intent{Kind: form.kind, Topic: clean(l, firstOf(groups[1:]))}
		switch {
		case form.kind == Summary:
			in.Length = length(l, whole, in.Topic)
		case form.kind == Stories && tells(l, in.Topic):
			return Intent{}
		}
		if l.Intents.Leaning.MatchString(in.Topic) {
			in.Topic, in.Leans = "", true
		}
		return in
	}
	return Intent{}
}

// talk is the kind of talk that asked is, or Answer.
func talk(l *text.Language, asked string) Kind {
	p := &l.Intents
	switch polite := clean(l, asked); {
	case p.Greets.MatchString(asked):
		return Greeting
	case p.Thanks.MatchString(asked):
		return Thanks
	case p.Chats.MatchString(asked):
		return Chat
	case p.WhoAreYou.MatchString(asked), p.WhoAreYou.MatchString(polite):
		return Help
	}
	return Answer
}

// tells reports whether a topic has a verb of its own: reports of theft did the
// police receive.
func tells(l *text.Language, topic string) bool {
	words := l.Words(topic)
	return slices.ContainsFunc(words, func(w text.Word) bool { return l.Questions.Auxiliaries[w.Norm] && !w.Upper })
}

// Untimed is what is asked without its words of time, as they stand in it, and
// without what is only polite.
func Untimed(l *text.Language, asked, timed string) string {
	if timed != "" {
		asked = clean(l, strings.Replace(text.OneLine(asked), text.OneLine(timed), " ", 1))
		asked = l.Intents.Dangling.ReplaceAllString(asked, "")
	}
	return clean(l, asked)
}

// clean is asked without what is only polite.
func clean(l *text.Language, asked string) string {
	asked = text.OneLine(asked)
	for range 3 {
		asked = strings.Trim(l.Intents.Polite.ReplaceAllString(asked, ""), " ?!.,:;")
	}
	return asked
}

// firstOf is the first group that has anything.
func firstOf(groups []string) string {
	for _, g := range groups {
		if g != "" {
			return g
		}
	}
	return ""
}

// length reads how long a summary is to be, off the words beside its topic.
func length(l *text.Language, asked, topic string) Length {
	frame := strings.Replace(asked, topic, " ", 1)
	switch {
	case l.Intents.Points.MatchString(frame):
		return Points
	case l.Intents.Long.MatchString(frame):
		return Long
	}
	return Brief
}
