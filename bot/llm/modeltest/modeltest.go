// Package modeltest is a language model's server for tests. It reads the bot's own
// prompts, picks the answer sheet of the question (sheets.md, over the sample
// stories) and writes it in one of the manners of real models, citing the numbers
// that the prompt gives to the sentences it rests on. It also judges claims, mends
// sentences and repeats follow-ups, and can be slow, cut short, or hostile.
package modeltest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Options say how a Server writes. The zero Options writes well, at once.
type Options struct {
	Manner    Manner        // empty: Good
	First     time.Duration // until the first token
	PerSecond float64       // tokens, here words, a second; zero: at once
	Cut       int           // after so many words the connection breaks; zero: never
	Says      string        // written in place of a sheet, to every question
}

// Server is a model's server on loopback. Its fields may be read at any time.
type Server struct {
	URL string // of its API, with /v1
	Options

	mu    sync.Mutex
	wrote []Line
}

// New starts a server that ends with the test.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	if o.Manner == "" {
		o.Manner = Good
	}
	s := &Server{Options: o}
	h := httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(h.Close)
	s.URL = h.URL + "/v1"
	return s
}

// Wrote is what the last answer was made of: the lines of the sheet whose sentences
// the prompt had.
func (s *Server) Wrote() []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Line(nil), s.wrote...)
}

// request is what a server is sent, as far as it matters here.
type request struct {
	Stream   bool `json:"stream"`
	Messages []struct {
		Role, Content string
	} `json:"messages"`
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	var sent request
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil || len(sent.Messages) == 0 {
		http.Error(w, `{"error": {"message": "no messages"}}`, http.StatusBadRequest)
		return
	}
	user := sent.Messages[len(sent.Messages)-1].Content
	text := s.reply(user)
	if !sent.Stream {
		s.wait(r, s.First)
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"choices": [{"index": 0, "message": {"role": "assistant", "content": %s}, "finish_reason": "stop"}], "usage": {"prompt_tokens": %d, "completion_tokens": %d}}`,
			quoted(text), len(strings.Fields(user)), len(strings.Fields(text)))
		return
	}
	s.stream(w, r, text, len(strings.Fields(user)))
}

// reply is what the model writes to a user's message, by the form of it.
func (s *Server) reply(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case strings.HasPrefix(user, "Document: "):
		return verdict(user)
	case strings.Contains(user, "It does not hold: "):
		return ""
	case strings.Contains(user, "\nQuestion: "):
		if s.Says != "" {
			return s.Says
		}
		return s.write(user)
	}
	return standalone(user)
}

// standalone repeats the question that a message ends with, in the stories' language.
func standalone(user string) string {
	lines := strings.Split(strings.TrimSpace(user), "\n")
	_, question, _ := strings.Cut(lines[len(lines)-1], ": ")
	for _, s := range Sheets() {
		if s.Foreign == question {
			return s.Question
		}
	}
	return question
}

// write writes the sheet of the question that the prompt ends with.
func (s *Server) write(user string) string {
	_, question, _ := strings.Cut(user, "\nQuestion: ")
	question, _, _ = strings.Cut(question, "\n")
	given := read(user)
	s.wrote = nil
	var b strings.Builder
	for i, l := range sheetOf(question, s.Manner) {
		marks, ok := l.marked(given, s.Manner, i)
		if !ok {
			continue // a model writes of what it was given
		}
		s.wrote = append(s.wrote, l)
		b.WriteString(l.Opens)
		b.WriteString(withMarks(l.Text, marks, s.Manner))
	}
	if s.Manner == Verbose && b.Len() > 0 {
		b.WriteString("\n\nSources:\n[1] The Harbour Courier")
	}
	if b.Len() == 0 {
		return "NOT IN THE STORIES"
	}
	return strings.TrimLeft(b.String(), "\n ")
}

// withMarks puts marks before the full stop, or behind it where models do so.
func withMarks(sentence, marks string, manner Manner) string {
	if stem, ends := strings.CutSuffix(sentence, "."); ends && manner != Verbose {
		return stem + marks + "."
	}
	return sentence + marks
}

func sheetOf(question string, manner Manner) []Line {
	for _, s := range Sheets() {
		if question == s.Question || question == s.Foreign {
			return s.Answers[manner]
		}
	}
	return nil
}

// verdict is what a checker that makes no mistake says: a false line of a sheet is
// not borne out, nor is a claim that no sheet has and the document does not quote.
func verdict(user string) string {
	document, claim, _ := strings.Cut(strings.TrimSpace(user), "\nClaim: ")
	for _, s := range Sheets() {
		for _, lines := range s.Answers {
			for i := range lines {
				if bare(lines[i].Text) != bare(claim) {
					continue
				}
				if lines[i].Bare && strings.HasSuffix(document, "The stories do not say.") {
					return "Yes"
				}
				if lines[i].False || !lines[i].restsIn(document) {
					return "No"
				}
				return "Yes"
			}
		}
	}
	if strings.Contains(document, strings.TrimRight(claim, ". ")) {
		return "Yes"
	}
	return "No"
}

func bare(s string) string { return strings.Trim(strings.ToLower(s), " .!?") }

// restsIn reports whether a document has what the line rests on.
func (l *Line) restsIn(document string) bool {
	for _, words := range l.Rests {
		if !slices.ContainsFunc(strings.Split(words, "|"), func(w string) bool { return strings.Contains(document, w) }) {
			return false
		}
	}
	return true
}

// stream writes word by word.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, text string, prompt int) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush, _ := w.(http.Flusher)
	s.wait(r, s.First)
	words := strings.SplitAfter(text, " ")
	for i, word := range words {
		if s.Cut > 0 && i == s.Cut {
			panic(http.ErrAbortHandler)
		}
		_, _ = fmt.Fprintf(w, "data: {\"choices\": [{\"index\": 0, \"delta\": {\"content\": %s}}]}\n\n", quoted(word))
		flush.Flush()
		if s.PerSecond > 0 {
			s.wait(r, time.Duration(float64(time.Second)/s.PerSecond))
		}
	}
	_, _ = fmt.Fprintf(w, "data: {\"choices\": [{\"index\": 0, \"delta\": {}, \"finish_reason\": \"stop\"}]}\n\n"+
		"data: {\"choices\": [], \"usage\": {\"prompt_tokens\": %d, \"completion_tokens\": %d}}\n\ndata: [DONE]\n\n", prompt, len(words))
}

// wait waits, no longer than somebody listens.
func (s *Server) wait(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	select {
	case <-time.After(d):
	case <-r.Context().Done():
	}
}

func quoted(s string) string {
	q, _ := json.Marshal(s) // a string always can be
	return string(q)
}
