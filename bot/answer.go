package bot

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// Errors that keep a question from being answered; each is told to the asker in words.
var (
	ErrBusy   = limit.ErrBusy
	ErrBudget = limit.ErrBudget
	ErrLong   = fmt.Errorf("a question may have at most %d characters", MaxQuestion)
)

// MaxQuestion is how many characters a question may have.
const MaxQuestion = 4000

// Long reports whether the question is longer than is answered ([ErrLong]).
func (q *Question) Long() bool {
	return len(q.Text) > MaxQuestion && utf8.RuneCountInString(q.Text) > MaxQuestion
}

// Question is what a person asked, where and as whom.
type Question struct {
	Text         string
	Asker        string    // who asks, unique within the surface; empty: unknown
	Conversation string    // the thread it belongs to; empty: none, nothing is recalled
	Channel      string    // where it was asked, and on which server, unique within the surface;
	Server       string    // empty: the surface has none
	Turns        []Turn    `json:"-"` // the turns before it, the last MostTurns; nil: the journal knows them by Conversation
	Surface      string    // "cli", "web", "discord", "mcp", "api"
	At           time.Time // the moment of asking; zero: now. Stories published after it are not used.
	Since, Until time.Time // a window asked for by option: [Since, Until); zero: open
	Story        string    // only from this story
	Into         string    // the language in which a model is to answer, by its English name; empty: that of Text
	Collections  []string  // what the asker may be answered from; empty: everything
	Once         string    // what the surface calls it by, where it may reach several processes: the journal keeps one answer to it; empty: it does not

	// Reading is told at once which stories are being read, once, if any are.
	// Interim is told, once at most and from another goroutine, an answer of the
	// stories' own sentences that may stand in while the model is still writing (see
	// Bot.Patience); afterwards no sentence is shown, and the answer replaces it.
	// Neither is called once the answer is returned, or beside Show. nil: nobody is told.
	Reading func([]Reading) `json:"-"`
	Interim func(Answer)    `json:"-"`

	came time.Time // when it came to the bot
	now  bool      // At is the clock's, not the asker's: a story dated ahead of it is used
}

// Measuring is the Surface of questions that only measure: no journal keeps them.
const Measuring = "eval"

// Mode says how an answer came about.
type Mode string

// The modes of an answer.
const (
	ModeModel   Mode = "model"   // a model wrote it, every sentence was verified
	ModeExtract Mode = "extract" // the stories' own sentences
	ModeList    Mode = "list"    // computed from the index
	ModeNone    Mode = "none"    // the stories do not say
)

// Answer is what is shown. Its JSON is the contract: every key is always
// present and lists are never null.
type Answer struct {
	ID         int64             `json:"-"` // its number in the journal; 0: not recorded
	Question   string            `json:"question"`
	Standalone string            `json:"-"` // the question as it was searched, with nothing left to the turn before
	Mode       Mode              `json:"mode"`
	Text       string            `json:"text"`
	Claims     []Claim           `json:"claims"`     // in their order they make up Text, but for what stands between them
	Confidence float64           `json:"confidence"` // 0 to 1: how sure it is that the stories answer the question; of an extract, that its first claim does
	Citations  []Citation        `json:"citations"`
	Dropped    []Dropped         `json:"dropped"`
	Notes      []Note            `json:"notes"`
	AsOf       time.Time         `json:"as_of"` // when the stories were last loaded
	Usage      Usage             `json:"usage"`
	TookMS     int64             `json:"took_ms"`
	Nearest    []knowledge.Story `json:"-"` // where the stories do not say: those that come nearest, at most three
	Talk       Talk              `json:"-"` // what it replies to, where nothing was asked of the stories
}

// Talk is what needs no answer from the stories; the empty one is a question.
type Talk string

// The kinds of talk.
const (
	Greeting Talk = "greeting"
	Thanks   Talk = "thanks" // or praise
	Chat     Talk = "chat"
	Help     Talk = "help" // who answers, and what may be asked
)

// seal fills in what every answer has.
func (a *Answer) seal(q Question, info knowledge.Info, began time.Time) {
	a.Question, a.Standalone = q.Text, q.Text
	a.AsOf = info.Loaded.UTC()
	a.TookMS = time.Since(began).Milliseconds()
	if a.Claims == nil {
		a.say(say.Text(a.Text))
	}
	if a.Citations == nil {
		a.Citations = []Citation{}
	}
	if a.Dropped == nil {
		a.Dropped = []Dropped{}
	}
	if a.Notes == nil {
		a.Notes = []Note{}
	}
}

// Claim is one sentence or list item of an answer, and what it rests on.
type Claim struct {
	Text      string        `json:"text"`      // as it stands in the answer, its [n] with it
	Citations []int         `json:"citations"` // the numbers of its citations
	Checked   write.Checked `json:"checked"`   // what found that they bear it out
	State     State         `json:"state"`
	Said      *say.Message  `json:"-"` // the same as data, where the bot says it or some of it; see Answer.In
}

// State says how a claim stands to what else the stories say.
type State string

// The states of a claim. None of them, the empty one, is the usual.
const (
	StateLatest     State = "latest"     // it corrects or replaces what an older story says
	StateSuperseded State = "superseded" // a newer story corrects or replaces it
	StateDisputed   State = "disputed"   // another story says otherwise
)

// Citation is a [n] of the answer: the exact text of a story version.
type Citation struct {
	N         int             `json:"n"`
	Story     string          `json:"story"`
	Version   string          `json:"-"` // the story version's hash, for the journal
	Source    string          `json:"-"` // which the story came from
	Title     string          `json:"title"`
	Outlet    string          `json:"outlet"`
	Label     knowledge.Label `json:"label"`
	Published string          `json:"published"` // 2006-01-02, empty where unknown
	URL       string          `json:"url"`
	Quote     string          `json:"quote"` // the version's Text at [Start, End), byte for byte
	Start     int             `json:"start"`
	End       int             `json:"end"`
}

// Dropped is a sentence a model wrote that the stories do not bear out.
type Dropped struct {
	Sentence string      `json:"sentence"`
	Kind     verify.Kind `json:"kind"` // what is wrong with it
	Why      string      `json:"why"`  // the same for a person, with the words at fault
}

// Note is something the reader should know about an answer.
type Note struct {
	Kind string       `json:"kind"` // window, disagreement, superseded, premise, copies, spelling, freshness, label, unchecked, fallback
	Text string       `json:"text"`
	Said *say.Message `json:"-"` // the same as data; nil: it is not known. See Answer.In
}

// by is by whom and where q is asked.
func (q *Question) by() limit.By {
	return limit.By{Surface: q.Surface, Asker: q.Asker, Channel: q.Channel, Server: q.Server, Conversation: q.Conversation}
}

// Usage counts a model's tokens.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// plus is both together.
func (u Usage) plus(o Usage) Usage {
	return Usage{u.PromptTokens + o.PromptTokens, u.CompletionTokens + o.CompletionTokens}
}

func (u Usage) sum() int { return u.PromptTokens + u.CompletionTokens }

// Prompt is what a model is given.
type Prompt struct {
	System, User string
	MaxTokens    int // of the completion; zero: the model's own limit
	// Shorter makes a shorter prompt to the same end; it is called once, if this
	// one is more than the model can take. nil: there is none.
	Shorter func() Prompt
}

// Model writes text. It is an interface because it hides a network.
type Model interface {
	// Write streams the completion of p to tell, piece by piece as it
	// arrives, and returns when it has ended. An error of tell ends it and is
	// returned. A completion that was cut short is an error, whatever was told.
	Write(ctx context.Context, p Prompt, tell func(piece string) error) (Usage, error)
}

// Checker asks a model whether a document bears out a claim. It is a func type
// because it has one method and no state. It may be called by many goroutines.
type Checker func(ctx context.Context, check prompts.Check) (yes bool, used Usage, err error)

// Searcher finds passages and opens stories. It is an interface so that the
// answering can be tested on few, chosen passages.
type Searcher interface {
	Search(ctx context.Context, q knowledge.Query) (knowledge.Found, error)
	// Story returns a story's present version with its Text, or knowledge.ErrNotFound.
	Story(ctx context.Context, id string) (knowledge.Story, error)
	// Stories returns the stories, without Text, that have every word of filter, newest first.
	Stories(ctx context.Context, filter string) ([]*knowledge.StoryInfo, error)
	// SourceStatus returns the status of each source, by the source's name.
	SourceStatus(ctx context.Context) (map[string]knowledge.SourceStatus, error)
}

// Turn is one question of a conversation with its answer.
type Turn struct {
	Question   string
	Standalone string // the question as it was searched, with nothing left to the turn before
	Answer     string
	Mode       Mode       // of the answer
	Confidence float64    // of the answer
	Stories    []Citation // of each cited story, its first citation
	At         time.Time
}

// Journal is the durable record of answers given. It is an interface because
// a bot without one (a nil Journal) still answers, and tests need no file.
type Journal interface {
	Recall(ctx context.Context, conversation string, n int) ([]Turn, error)
	// Record keeps the answer and returns its number. standalone is the question as searched.
	Record(ctx context.Context, q Question, standalone string, a Answer) (int64, error)
}
