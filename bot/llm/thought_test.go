package llm

import (
	"strings"
	"testing"
)

func TestThought(t *testing.T) {
	tests := map[string]string{
		"Yes.":                                "Yes.",
		"":                                    "",
		" Yes <think> no </think>":            " Yes <think> no </think>",
		"<think>hm</think>\n\nYes.":           "Yes.",
		"\n<think>\nhm\n</think>Yes. No.":     "Yes. No.",
		"<think>never ends. Yes.":             "",
		"<think></think>Yes.":                 "Yes.",
		"<thinking aloud":                     "<thinking aloud",
		"<th":                                 "<th",
		"<think>a</thin</think>Yes.":          "Yes.",
		"<thinking>hm</think></thinking>Yes.": "Yes.",
		"<reasoning>hm</reasoning> Yes.":      "Yes.",
		"[THINK]hm[/THINK]Yes.":               "Yes.",
		"[1] says yes.":                       "[1] says yes.",
	}
	for text, want := range tests {
		for size := 1; size <= len(text)+1; size++ {
			var w thought
			var got strings.Builder
			for rest := text; rest != ""; {
				n := min(size, len(rest))
				got.WriteString(w.take(rest[:n]))
				rest = rest[n:]
			}
			got.WriteString(w.rest())
			if got.String() != want {
				t.Errorf("%q in pieces of %d: %q, want %q", text, size, got.String(), want)
			}
		}
	}
}

func TestThoughtIsNotTold(t *testing.T) {
	c := serve(t, always(piece("<thi")+piece("nk>The answer is")+piece(" no.</think>\n\n")+piece("Yes.")+finish("stop"))).client(t)
	if text, _, err := write(t, c); text != "Yes." || err != nil {
		t.Errorf("told %q, %v", text, err)
	}
	c = serve(t, always(piece("<th")+finish("stop"))).client(t)
	if text, _, err := write(t, c); text != "<th" || err != nil {
		t.Errorf("told %q, %v; what is held at the end is text", text, err)
	}
}
