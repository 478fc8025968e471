package llm

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// strict refuses the parameters named, as OpenAI words it, and answers any
// other request.
func strict(refused ...string) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, c call) {
		for _, name := range refused {
			if _, there := c.sent[name]; there {
				w.WriteHeader(http.StatusBadRequest)
				_, _ = fmt.Fprintf(w, `{"error":{"message":"Unsupported parameter: '%s'","code":"unsupported_parameter"}}`, name)
				return
			}
		}
		stream200(w, whole("Yes."))
	}
}

func TestParameters(t *testing.T) {
	tests := []struct {
		model   string
		refused []string
		want    string // the parameters of the request that was taken
		tries   int
	}{
		{"llama3.2", nil, "max_tokens:50 stream_options temperature", 1},
		{"gpt-4o-mini", nil, "max_tokens:50 stream_options temperature", 1},
		{"gpt-5-mini", nil, "max_completion_tokens:4146 reasoning_effort stream_options", 1},
		{"o3", nil, "max_completion_tokens:4146 reasoning_effort stream_options", 1},
		{"openai/o4-mini", nil, "max_completion_tokens:4146 reasoning_effort stream_options", 1},
		{"old", []string{usageOption}, "max_tokens:50 temperature", 2},
		{"new", []string{oldLimit}, "max_completion_tokens:50 stream_options temperature", 2},
		{"alias-of-o3", []string{oldLimit, temperature}, "max_completion_tokens:50 stream_options", 3},
		{"gpt-5-local", []string{newLimit, effort}, "stream_options", 3},
	}
	for _, tt := range tests {
		t.Run(tt.model, func(t *testing.T) {
			f := serve(t, strict(tt.refused...))
			c := f.client(t, func(o *Options) { o.Model = tt.model })
			for n := range 2 {
				if text, _, err := write(t, c); text != "Yes." || err != nil {
					t.Fatalf("write %d: %q, %v", n, text, err)
				}
			}
			sent := f.requests()
			if len(sent) != tt.tries+1 {
				t.Errorf("%d requests for two completions, want %d: what was refused is remembered", len(sent), tt.tries+1)
			}
			if got := listed(sent[len(sent)-1]); got != tt.want {
				t.Errorf("sent %q, want %q", got, tt.want)
			}
		})
	}
}

func listed(sent map[string]any) string {
	var list []string
	for _, name := range parameters() {
		switch v := sent[name]; {
		case v == nil:
		case strings.HasSuffix(name, "_tokens"):
			list = append(list, fmt.Sprintf("%s:%v", name, v))
		default:
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestTemperatureIsSentAndUsable(t *testing.T) {
	f := serve(t, always(whole("Yes.")))
	if _, _, err := write(t, f.client(t)); err != nil {
		t.Fatal(err)
	}
	sent, ok := f.requests()[0][temperature].(float64)
	if !ok || sent <= 0 || sent > 1e-5 {
		t.Errorf("temperature is %v, want one that is as good as 0", sent)
	}
	if logit := float32(100) / float32(sent); logit > 3e38 {
		t.Errorf("a logit divided by %v leaves the range of a float32", sent)
	}
}

func TestRefusalOfAValueIsTold(t *testing.T) {
	f := serve(t, func(w http.ResponseWriter, _ call) {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": "max_tokens is too large; so is max_completion_tokens"}})
	})
	_, _, err := write(t, f.client(t))
	if err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("error is %v", err)
	}
	if n := len(f.requests()); n > 3 {
		t.Errorf("%d requests, want few", n)
	}
}

// TestOtherWays: a server that takes no system message is sent one message, and one
// that does not stream is asked for the completion in one piece.
func TestOtherWays(t *testing.T) {
	system := func(c call) bool { return strings.Contains(fmt.Sprint(c.sent["messages"]), "role:system") }
	stream := func(c call) bool { return c.sent["stream"] != nil || c.sent[usageOption] != nil }
	for _, tt := range []struct {
		name, says string
		status     int
		refused    func(call) bool
		want       string // of the messages
	}{
		{"Gemma's template", "System role not supported", 400, system, "[map[content:Be brief.\n\nWho? role:user]]"},
		{"llama.cpp", "Jinja exception: System role not supported", 500, system, "[map[content:Be brief.\n\nWho? role:user]]"},
		{"o1", "Unsupported value: 'messages[0].role' does not support 'system' with this model.", 400, system, "[map[content:Be brief.\n\nWho? role:user]]"},
		{"an account", "Your organization must be verified to stream this model.", 400, stream, "[map[content:Be brief. role:system] map[content:Who? role:user]]"},
		{"no streams", "Streaming is not supported", 400, stream, "[map[content:Be brief. role:system] map[content:Who? role:user]]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := serve(t, func(w http.ResponseWriter, c call) {
				if tt.refused(c) {
					w.WriteHeader(tt.status)
					_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": tt.says}})
					return
				}
				_, _ = fmt.Fprint(w, `{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}]}`)
			})
			c := f.client(t)
			for range 2 {
				if text, _, err := write(t, c); text != "Yes." || err != nil {
					t.Fatalf("got %q, %v", text, err)
				}
			}
			sent := f.requests()
			if got := fmt.Sprint(sent[len(sent)-1]["messages"]); len(sent) != 3 || got != tt.want {
				t.Errorf("%d requests, the last with %q; want 3, %q", len(sent), got, tt.want)
			}
		})
	}
}
