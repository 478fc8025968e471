package llm

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// event is an event with that JSON.
func event(json string) string { return "data: " + json + "\n\n" }

// TestForms: a completion is read in every form in which servers send it, to its
// end, and what is none is told as what it is.
func TestForms(t *testing.T) {
	const whole = `{"id":7,"object":"chat.completion","created":"now","choices":[{"index":0,"message":{"role":"assistant","content":"It cost 12 euros [1]."},"finish_reason":"STOP"}],"usage":{"prompt_tokens":5,"completion_tokens":5}}`
	const said = "It cost 12 euros [1]."
	for _, tt := range []struct {
		name, body string
		text       string
		err        error
	}{
		{"upper-case finish", piece(said) + finish("STOP") + done, said, nil},
		{"upper-case limit", piece("It") + finish("MAX_TOKENS") + done, "It", ErrTooLong},
		{"upper-case filter", piece("It") + finish("SAFETY") + done, "It", ErrFiltered},
		{"finish in words", piece(said) + finish("end_turn"), said, nil},
		{"empty finish on every piece", event(`{"choices":[{"delta":{"content":"It cost 12 euros [1]."},"finish_reason":""}]}`) + finish("stop"), said, nil},
		{"no finish after a whole sentence", piece(said) + done, said, nil},
		{"no finish after a mark", piece("It cost 12 euros. [1][2]\n") + done, "It cost 12 euros. [1][2]\n", nil},
		{"no finish after a quotation", piece("“It is dear.”") + done, "“It is dear.”", nil},
		{"no finish after bold", piece("**It is dear.**") + done, "**It is dear.**", nil},
		{"no finish in Japanese", piece("はい。") + done, "はい。", nil},
		{"no finish within a sentence", piece("It cost 12") + done, "It cost 12", ErrCut},
		{"no finish, no marker", piece(said), said, ErrCut},
		{"nothing before the marker", done, "", ErrEmpty},
		{"a finish after the marker counts not", piece("It cost 12") + done + finish("stop"), "It cost 12", ErrCut},
		{"the marker in quotation marks", piece(said) + "data: \"[DONE]\"\n\n", said, nil},

		{"content as parts", event(`{"choices":[{"delta":{"content":[{"type":"text","text":"It cost "},{"type":"text","text":"12 euros [1]."}]}}]}`) + finish("stop"), said, nil},
		{"thoughts as parts", event(`{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}}]}`) +
			event(`{"choices":[{"delta":{"content":[{"type":"reasoning","text":"hm"},{"type":"text","text":"It cost 12 euros [1]."}]}}]}`) + finish("stop"), said, nil},
		{"one part", event(`{"choices":[{"delta":{"content":{"type":"text","text":"It cost 12 euros [1]."}}}]}`) + finish("stop"), said, nil},
		{"parts that are strings", event(`{"choices":[{"delta":{"content":["It cost ","12 euros [1]."]}}]}`) + finish("stop"), said, nil},
		{"parts with values", event(`{"choices":[{"delta":{"content":[{"type":"text","text":{"value":"It cost 12 euros [1]."}}]}}]}`) + finish("stop"), said, nil},
		{"content null", event(`{"choices":[{"delta":{"role":"assistant","content":null}}]}`) + piece(said) + finish("stop"), said, nil},
		{"text of the older interface", event(`{"choices":[{"text":"It cost 12 euros [1]."}]}`) + finish("stop"), said, nil},

		{"numeric id, created in words", event(`{"id":7,"created":"now","choices":[{"index":"0","delta":{"content":"It cost 12 euros [1]."}}]}`) + finish("stop"), said, nil},
		{"usage in fractions", piece(said) + finish("stop") + event(`{"choices":[],"usage":{"prompt_tokens":5.0,"completion_tokens":5.0}}`), said, nil},
		{"usage in words", piece(said) + finish("stop") + event(`{"choices":[],"usage":{"prompt_tokens":"5","completion_tokens":null}}`), said, nil},
		{"usage of another shape", piece(said) + finish("stop") + event(`{"choices":[],"usage":["5"]}`), said, nil},
		{"an error that is none", event(`{"error":"","choices":[{"delta":{"content":"It cost 12 euros [1]."}}]}`) + event(`{"error":{},"choices":[{"delta":{},"finish_reason":"stop"}]}`), said, nil},
		{"a comment as data", event(": PROCESSING") + piece(said) + finish("stop"), said, nil},
		{"words as data", event("ping") + event("[]") + event("1") + piece(said) + finish("stop"), said, nil},
		{"fields in capitals", strings.ReplaceAll(piece(said)+finish("stop"), "data:", "Data:"), said, nil},
		{"a byte order mark", "\ufeff" + piece(said) + finish("stop"), said, nil},
		{"JSON over two lines", "data: {\"choices\":\ndata: [{\"delta\":{\"content\":\"It cost 12 euros [1].\"}}]}\n\n" + finish("stop"), said, nil},
		{"broken JSON", piece("It") + event(`{"choices":[{`) + finish("stop"), "It", ErrMalformed},
		{"broken JSON at the end", piece("It") + `data: {"choices":[{`, "It", ErrMalformed},
		{"choices of another shape", event(`{"choices":"none"}`), "", ErrMalformed},

		{"a document", whole, said, nil},
		{"a document over several lines", strings.ReplaceAll(strings.ReplaceAll(whole, "{", "{\n  "), ",", ",\n"), said, nil},
		{"a document without a finish", strings.ReplaceAll(whole, `"STOP"`, "null"), said, nil},
		{"a document that reached its limit", strings.ReplaceAll(whole, `STOP`, "length"), said, ErrTooLong},
		{"a document as an event", event(whole) + done, said, nil},
		{"a document after its own parts", piece(said) + event(whole), said, nil},
		{"documents, one a line", `{"choices":[{"delta":{"content":"It cost "}}]}` + "\n" + `{"choices":[{"delta":{"content":"12 euros [1]."}}]}` + "\n" + `{"choices":[{"delta":{},"finish_reason":"stop"}]}` + "\n", said, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, _, err := write(t, serve(t, always(tt.body)).client(t, func(o *Options) { o.pause = 1 }))
			if text != tt.text || !errors.Is(err, tt.err) {
				t.Errorf("got %q, %v; want %q, %v", text, err, tt.text, tt.err)
			}
		})
	}
}

// TestDocumentUsage: the usage of a document is counted.
func TestDocumentUsage(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, _ call) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}],"usage":{"prompt_tokens":50,"completion_tokens":4}}`)
	}).client(t)
	if _, u, err := write(t, c); err != nil || u.PromptTokens != 50 || u.CompletionTokens != 4 {
		t.Errorf("got %+v, %v", u, err)
	}
}

func TestEndsWhole(t *testing.T) {
	for text, want := range map[string]bool{
		"":                           false,
		"It cost 12 euros.":          true,
		"It cost 12 euros [1].":      true,
		"It cost 12 euros. [1][2.3]": true,
		"It cost 12 euros [1]":       true,
		"- 12 euros 【1】\n":           true,
		"It cost 12.)":               true,
		"It cost":                    false,
		"It cost 12 euros,":          false,
		"It cost 12 euros [1] and":   false,
		"It cost 12 euros (net)":     false,
		"Wirklich?":                  true,
	} {
		if got := endsWhole(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
