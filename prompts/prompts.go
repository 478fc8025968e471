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

// NotInStories is what a model is told to write, alone, when the passages do
// not answer. See Silent.
const NotInStories = "NOT IN THE STORIES"

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"day":  day,
	"none": func() string { return NotInStories },
}).ParseFS(files, "*.tmpl"))

// Turn is a question of the conversation and what was answered.
type Turn struct{ Question, Answer string }

// Passage is a part of a story as the model sees it.
type Passage struct {
	N         int    // its number in citations
	Outlet    string // empty: unknown
	Title     string
	Label     string // "news" and empty are not mentioned
	Published string // 2006-01-02; empty: unknown
	Text      string
}

// Answer asks for an answer to a question from passages.
type Answer struct {
	Question     string
	Now          time.Time // the moment of asking; zero: not told
	Conversation []Turn    // earlier turns, oldest first
	Passages     []Passage
	Fence        string // what NewFence gave for this request
}

// System returns the instructions. They are the same for every request.
func (Answer) System() string { return render("answer.system.tmpl", Answer{}) }

// String returns the material and the question.
func (a Answer) String() string {
	clean := cleaner(a.Fence)
	a.Question, a.Conversation = join(clean(a.Question)), turns(a.Conversation, clean)
	a.Passages = fenced(a.Passages, clean)
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
	Style    Style
	Title    string // of the one story; empty: it is about a topic
	Topic    string
	Now      time.Time
	Passages []Passage
	Fence    string
}

// System returns the instructions for the style.
func (s Summary) System() string { return render("summary.system.tmpl", Summary{Style: s.Style}) }

// String returns the material and the task.
func (s Summary) String() string {
	clean := cleaner(s.Fence)
	s.Title, s.Topic = join(clean(s.Title)), join(clean(s.Topic))
	s.Passages = fenced(s.Passages, clean)
	return render("summary.tmpl", s)
}

// Rewrite asks for a question that can be understood without the conversation
// that it follows. The reply is one line.
type Rewrite struct {
	Conversation []Turn // oldest first
	Question     string
}

// System returns the instructions.
func (Rewrite) System() string { return render("rewrite.system.tmpl", Rewrite{}) }

// String returns the conversation and the question.
func (r Rewrite) String() string {
	r.Question, r.Conversation = join(tame(r.Question)), turns(r.Conversation, tame)
	return render("rewrite.tmpl", r)
}

// NewFence returns a marker that nobody can know beforehand: 32 hexadecimal
// digits.
func NewFence() string {
	var b [16]byte
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
