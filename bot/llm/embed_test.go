package llm

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// embedder answers like a server that numbers its vectors and returns them last
// first: vector [len(text), 1]. It takes at most so many texts at once.
func embedder(most int) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, c call) {
		texts, _ := c.sent["input"].([]any)
		if len(texts) > most {
			http.Error(w, `{"error":"batch size too large"}`, http.StatusRequestEntityTooLarge)
			return
		}
		var data []map[string]any
		for i, t := range texts {
			s, _ := t.(string)
			entry := map[string]any{"index": i, "embedding": []float64{float64(len(s)), 1}}
			data = append([]map[string]any{entry}, data...)
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"data": data})
	}
}

func TestEmbed(t *testing.T) {
	tests := []struct {
		name        string
		texts, most int
		requests    int
	}{
		{"none", 0, 10, 0},
		{"one", 1, 10, 1},
		{"two batches", 150, 128, 2},
		{"a server with smaller batches", 100, 32, 6}, // 100 and 50 are refused, then 25 at a time
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := serve(t, embedder(tt.most))
			var texts []string
			for i := range tt.texts {
				texts = append(texts, strings.Repeat("x", i+1))
			}
			vectors, err := f.client(t).Embed(t.Context(), texts)
			if err != nil || len(vectors) != tt.texts {
				t.Fatalf("%d vectors, %v", len(vectors), err)
			}
			for i, v := range vectors {
				if len(v) != 2 || v[0] != float32(i+1) {
					t.Fatalf("text %d has the vector %v", i, v)
				}
			}
			if n := len(f.requests()); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

func TestEmbedLimitsBytes(t *testing.T) {
	f := serve(t, embedder(1000))
	texts := make([]string, 30)
	for i := range texts {
		texts[i] = "x" + strings.Repeat("é", 20_000)
	}
	if _, err := f.client(t).Embed(t.Context(), texts); err != nil {
		t.Fatal(err)
	}
	if n := len(f.requests()); n != 3 {
		t.Errorf("%d requests, want 3 of at most %d bytes", n, maxBatch)
	}
	for _, r := range f.requests() {
		for _, input := range r["input"].([]any) {
			if s, _ := input.(string); len(s) > maxText || !utf8.ValidString(s) || strings.ContainsRune(s, utf8.RuneError) {
				t.Fatalf("a text of %d bytes was sent", len(s))
			}
		}
	}
}

func TestEmbedRefusesWrongVectors(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"too few", `{"index":0,"embedding":[1,2]}`, "1 vectors came for 2 texts"},
		{"twice the same", `{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}`, "misnumbered"},
		{"beyond", `{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}`, "misnumbered"},
		{"dimensions", `{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}`, "dimensions"},
		{"empty", `{"index":0,"embedding":[1,2]},{"index":1,"embedding":[]}`, "empty"},
		{"null", `{"index":0,"embedding":[1,2]},{"index":1,"embedding":[null,null]}`, "empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := serve(t, func(w http.ResponseWriter, _ call) { _, _ = fmt.Fprintf(w, `{"data":[%s]}`, tt.data) })
			vectors, err := f.client(t).Embed(t.Context(), []string{"a", "b"})
			if err == nil || vectors != nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, %v; want %q", vectors, err, tt.want)
			}
		})
	}
}

func TestEmbedRefuses(t *testing.T) {
	f := serve(t, embedder(10))
	if _, err := f.client(t).Embed(t.Context(), []string{"a", ""}); err == nil {
		t.Error("an empty text was sent")
	}
	if _, err := f.client(t, func(o *Options) { o.EmbeddingModel = "" }).Embed(t.Context(), []string{"a"}); err == nil {
		t.Error("there is no model to embed with")
	}
	if n := len(f.requests()); n != 0 {
		t.Errorf("%d requests, want none", n)
	}
}

func TestEmbedRetries(t *testing.T) {
	f := serve(t, func(w http.ResponseWriter, c call) {
		if c.n == 0 {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		embedder(10)(w, c)
	})
	if v, err := f.client(t).Embed(t.Context(), []string{"a"}); err != nil || len(v) != 1 {
		t.Errorf("got %v, %v", v, err)
	}
	f = serve(t, refuse(400, "input too long"))
	if _, err := f.client(t).Embed(t.Context(), make24()); err == nil || len(f.requests()) > 6 {
		t.Errorf("%v after %d requests; a refusal for good is found out in few", err, len(f.requests()))
	}
}

// TestSearchesDoNotCloseBatches: searches whose vector was not waited for do not keep
// a load from making its own.
func TestSearchesDoNotCloseBatches(t *testing.T) {
	f := serve(t, func(w http.ResponseWriter, c call) {
		if texts, _ := c.sent["input"].([]any); len(texts) == 1 {
			<-c.gone
			return
		}
		embedder(10)(w, c)
	})
	c := f.client(t)
	for range giveUpAt + 1 {
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
		_, _ = c.Embed(ctx, []string{"a"})
		stop()
	}
	if v, err := c.Embed(t.Context(), []string{"a", "b"}); err != nil || len(v) != 2 {
		t.Errorf("got %v, %v", v, err)
	}
}

func make24() []string { return strings.Split(strings.Repeat("x ", 23)+"x", " ") }
