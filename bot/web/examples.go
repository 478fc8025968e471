package web

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Example is something to ask that the loaded stories are known to answer.
type Example struct {
	Ask string `json:"ask"` // as it is typed into the box
}

// What examples are made of.
const (
	maxExamples = 5
	maxTried    = 24   // stories that are looked at, newest first
	maxOfKind   = 2    // questions of one kind
	sureExample = 0.73 // how sure the answer to one must be
)

// examplesTimeout is how long making examples may take; what there is by then is shown.
const examplesTimeout = 3 * time.Second

// examples are made once for each load.
type examples struct {
	mu   sync.Mutex
	of   time.Time // the load they were made after
	list []Example
}

// known returns the examples if they have been made already, else nil.
func (e *examples) known(loaded time.Time) []Example {
	if !e.mu.TryLock() {
		return nil
	}
	defer e.mu.Unlock()
	if !e.of.Equal(loaded) {
		return nil
	}
	return e.list
}

// serveExamples replies with things to ask.
func (s *Server) serveExamples(w http.ResponseWriter, r *http.Request) {
	list := []Example{}
	if s.Shelf != nil && (s.Ready == nil || s.Ready(r.Context()) == nil) {
		info, err := s.Shelf.Info(r.Context())
		if err != nil {
			s.failWith(&response{w: w}, r, err)
			return
		}
		loaded := info.Loaded
		s.examples.mu.Lock()
		if !s.examples.of.Equal(loaded) || s.examples.list == nil {
			// One that gave up halfway must not leave the rest without.
			ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), examplesTimeout)
			made, err := s.makeExamples(ctx)
			cancel()
			if err != nil {
				s.examples.mu.Unlock()
				s.failWith(&response{w: w}, r, err)
				return
			}
			s.examples.of, s.examples.list = loaded, made
		}
		list = s.examples.list
		s.examples.mu.Unlock()
	}
	reply(w, http.StatusOK, struct {
		Examples []Example `json:"examples"`
	}{list})
}

// makeExamples makes questions out of the newest stories and keeps those that
// these answer, and adds a summary and a timeline.
func (s *Server) makeExamples(ctx context.Context) ([]Example, error) {
	docs, err := s.Shelf.Stories(ctx, "")
	if err != nil {
		return nil, err //nolint:wrapcheck // the shelf says what was tried
	}
	plain := &bot.Bot{Stories: s.Shelf, Log: s.Log} // quotes, and keeps no record
	list := []Example{}
	kinds := make(map[string]int)
	for _, d := range docs[:min(len(docs), maxTried)] {
		if len(list) >= maxExamples-2 || ctx.Err() != nil {
			break
		}
		if d.Story.Label != knowledge.News && d.Story.Label != "" && d.Story.Label != knowledge.Wire {
			continue
		}
		story, err := s.Shelf.Story(ctx, d.Story.ID)
		if err != nil {
			continue
		}
		if kind, question := exampleOf(ctx, plain, &story, kinds); question != "" {
			kinds[kind]++
			list = append(list, Example{question})
		}
	}
	for _, d := range docs[:min(len(docs), 1)] {
		list = append(list, Example{"/summary " + d.Story.Title})
	}
	if topic := exampleTopic(docs); topic != "" {
		list = append(list, Example{"/timeline " + topic})
	}
	return list, nil
}

// exampleOf is a question that story answers, of a kind there are few of yet.
func exampleOf(ctx context.Context, plain *bot.Bot, story *knowledge.Story, kinds map[string]int) (kind, question string) {
	for _, f := range exampleForms(&text.Of(story.Lang).Patterns) {
		if kinds[f.kind] >= maxOfKind {
			continue
		}
		for _, m := range f.form.FindAllStringSubmatch(story.Text, 3) {
			name := strings.Join(m[1:], "") // one of them is empty
			question := strings.ReplaceAll(f.question, "NAME", name)
			a, err := plain.Answer(ctx, bot.Question{Text: question}, nil)
			if err == nil && a.Mode == bot.ModeExtract && a.Confidence >= sureExample && len(a.Citations) > 0 &&
				a.Citations[0].Story == story.ID && strings.Contains(a.Text, name) {
				return f.kind, question
			}
		}
	}
	return "", ""
}

type exampleForm struct {
	kind, question string
	form           *text.Pattern
}

// exampleForms are the kinds of sentences of a language that a question can be made of.
func exampleForms(patterns *text.Patterns) []exampleForm {
	return []exampleForm{
		{"who", "Who is NAME?", patterns.NamedThen},
		{"said", "What did NAME say?", patterns.NamedSaid},
	}
}

// exampleTopic is a name that stands in the titles of several of the stories.
func exampleTopic(docs []*knowledge.StoryInfo) string {
	const most = 2000
	seen := make(map[string]int)
	best := ""
	for _, d := range docs[:min(len(docs), most)] {
		words := text.English().Words(d.Story.Title)
		if capitalised(words) {
			continue // where every word is capitalised, a name does not stand out
		}
		for i := range words {
			w := &words[i]
			if i == 0 || !w.Upper || w.Number || w.Stop() {
				continue
			}
			name := w.Of(d.Story.Title)
			if i+1 < len(words) && words[i+1].Upper && words[i+1].Start == w.End+1 {
				name += " " + words[i+1].Of(d.Story.Title)
			}
			if len(name) < 4 {
				continue
			}
			seen[name]++
			if seen[name] > seen[best] {
				best = name
			}
		}
	}
	if seen[best] < 2 {
		return ""
	}
	return best
}

// capitalised reports whether most words of a title begin with a capital letter.
func capitalised(words []text.Word) bool {
	upper := 0
	for i := range words {
		if words[i].Upper {
			upper++
		}
	}
	return 2*upper > len(words)
}
