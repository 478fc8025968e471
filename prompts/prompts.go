package prompts

import (
	"crypto/rand"
	"embed"
	"encoding/hex"
	"strings"
	"text/template"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// NotInStories is what a model is told to write, alone, when the stories do
// not answer. See Silent.
const NotInStories = "NOT IN THE STORIES"

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"day":  day,
	"none": func() string { return NotInStories },
}).ParseFS(files, "*.tmpl"))

// Turn is a question of the conversation and what was answered.
type Turn struct {
	Question string
	Answer   string   // empty: nothing that is certain
	Stories  []string // what the answer rests on, as people name it
}

// Story is a story as the model sees it: its heading, and sentences of it.
type Story struct {
	N         int    // its number in citations
	Outlet    string // empty: unknown
	Day       string // when it was published, see [Day]; empty: unknown
	Updated   string // when its text last changed, if that was a later day
	Label     string // "news" and empty are not mentioned
	Relation  string // "correction of [1]", "replaced by [3]"; empty: none is known
	Title     string // sentence 0
	Sentences []Sentence
}

// Sentence is a numbered sentence of a story.
type Sentence struct {
	N    int
	Text string
	Gap  bool   // sentences are left out before it
	Also string // other outlets that have the same sentence
}

// Answer asks for an answer to a question from stories.
type Answer struct {
	Question     string    // standing for itself
	Into         string    // the language to answer in, by its English name; empty: that of the question
	Now          time.Time // the moment of asking; zero: not told
	Conversation []Turn    // earlier turns, oldest first
	Stories      []Story
	Fence        string // what NewFence gave for this request
}

// System returns the instructions. They are the same for every request.
func (Answer) System() string { return render("answer.system.tmpl", Answer{}) }

// String returns the material and the question.
func (a Answer) String() string {
	clean := cleaner(a.Fence)
	a.Question, a.Conversation = join(clean(a.Question)), turns(a.Conversation, clean)
	a.Stories = fenced(a.Stories, clean)
	return render("answer.tmpl", a)
}

// Style says how long a summary is.
type Style string

// The styles of a summary. Any other is Brief.
const (
	Brief   Style = "brief"
	Bullets Style = "bullets"
	Long    Style = "long"
)

// Summary asks for a summary of a story or a topic.
type Summary struct {
	Style   Style
	Title   string // of the one story; empty: it is about a topic
	Topic   string // as the reader words it
	Foreign bool   // that is in another language than the stories
	Into    string // the language to write in, by its English name; empty: that of what is asked for
	Now     time.Time
	Stories []Story
	Fence   string
}

// System returns the instructions for the style.
func (s Summary) System() string { return render("summary.system.tmpl", Summary{Style: s.Style}) }

// String returns the material and the task.
func (s Summary) String() string {
	clean := cleaner(s.Fence)
	s.Title, s.Topic = join(clean(s.Title)), join(clean(s.Topic))
	s.Stories = fenced(s.Stories, clean)
	return render("summary.tmpl", s)
}

// Rewrite asks for a question that can be understood without the conversation
// that it follows, and in the language of the stories. The reply is one line; with
// Into it is what ReadRewrite reads.
type Rewrite struct {
	Conversation []Turn // oldest first; none: the question stands alone
	Question     string
	Into         string // the language of the stories; empty: that of the question
}

// System returns the instructions.
func (r Rewrite) System() string {
	return render("rewrite.system.tmpl", Rewrite{Conversation: r.Conversation, Into: r.Into})
}

// String returns the conversation and the question.
func (r Rewrite) String() string {
	r.Question, r.Conversation = join(tame(r.Question)), turns(r.Conversation, tame)
	return render("rewrite.tmpl", r)
}

// ReadRewrite reads the reply to a Rewrite with Into: the question standing for itself,
// the same in the language of the stories, and that the stories do not say, in the
// question's. What the reply has not is empty.
func ReadRewrite(reply string) (standing, translated, nothing string) {
	for l := range strings.Lines(reply) {
		label, rest, _ := strings.Cut(strings.Replace(l, "：", ":", 1), ":")
		rest = strings.Trim(join(tame(rest)), "*_` ")
		switch strings.ToUpper(strings.Trim(label, "*_`-# \t")) {
		case "QUESTION":
			standing = rest
		case "SEARCH":
			translated = rest
		case "NOTHING":
			nothing = strings.Trim(rest, `"“”„«»「」`)
		}
	}
	return standing, translated, nothing
}

// Check asks whether a document bears out a claim. The form of the user's
// message is that of fact-checking models, which want no instructions.
type Check struct {
	Heading string // outlet, day and headline
	Text    string // the sentences that the claim rests on
	Claim   string
}

// System returns the instructions.
func (Check) System() string { return render("check.system.tmpl", Check{}) }

// String returns the document and, on the last line, the claim.
func (c Check) String() string {
	return render("check.tmpl", Check{Heading: join(tame(c.Heading)), Text: join(tame(c.Text)), Claim: join(tame(c.Claim))})
}

// Fault is a sentence of an answer that does not hold.
type Fault struct{ Letter, Sentence, Why string }

// Mend asks for sentences that do not hold to be written anew.
type Mend struct {
	Question string
	Stories  []Story // what the sentences rest on
	Faults   []Fault
	Fence    string
}

// System returns the instructions.
func (Mend) System() string { return render("mend.system.tmpl", Mend{}) }

// String returns the material and the sentences.
func (m Mend) String() string {
	clean := cleaner(m.Fence)
	m.Question, m.Stories = join(clean(m.Question)), fenced(m.Stories, clean)
	faults := make([]Fault, len(m.Faults))
	for i, f := range m.Faults {
		faults[i] = Fault{f.Letter, join(clean(f.Sentence)), join(clean(f.Why))}
	}
	m.Faults = faults
	return render("mend.tmpl", m)
}

// NewFence returns a marker that nobody can know beforehand: 16 hexadecimal
// digits.
func NewFence() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // crypto/rand never fails: it ends the program instead
	return hex.EncodeToString(b[:])
}

// Silent reports whether a model's text means that the stories do not say: a line
// of it is NotInStories, be it with other case, punctuation or a citation.
func Silent(text string) bool {
	for l := range strings.Lines(text) {
		words := strings.FieldsFunc(strings.ToUpper(citation.ReplaceAllString(l, "")), func(r rune) bool {
			return r < 'A' || r > 'Z'
		})
		if strings.Join(words, " ") == NotInStories {
			return true
		}
	}
	return false
}

// Day writes a day as the heading of a story has it: Wednesday 14 October 2026;
// nothing for the zero time.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("Monday 2 January 2006")
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return knowledge.Day(t) + ", a " + t.Weekday().String()
}

// render runs a template over one of the structs above. It fails only where a
// template does not fit its struct, which the tests find.
func render(name string, data any) string {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic("prompts: " + err.Error())
	}
	return strings.TrimSpace(b.String()) + "\n"
}
