package llm

import (
	"net/http"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/prompts"
)

// told is a chunk that tells so much usage, as it stands.
func told(usage string) string { return `data: {"choices":[],"usage":` + usage + "}\n\n" }

// TestCharged: what a completion costs is what the server tells where that can be;
// else it is counted here, of every try that the server took, thoughts included.
func TestCharged(t *testing.T) {
	thought := func(s string) string {
		return `data: {"choices":[{"index":0,"delta":{"reasoning_content":"` + s + `"}}]}` + "\n\n"
	}
	hm := strings.Repeat("hm ", 50)
	const sent = 5 // tokens of the prompt
	yes := prompts.Count("Yes.")
	thoughts := prompts.Count(hm)
	end := piece("Yes.") + finish("stop")
	for name, c := range map[string]struct {
		tries []string // replies, one for each try; a number is a status
		want  bot.Usage
	}{
		"as told":                    {[]string{end + told(`{"prompt_tokens":40,"completion_tokens":9}`)}, bot.Usage{PromptTokens: 40, CompletionTokens: 9}},
		"told in text":               {[]string{end + told(`{"prompt_tokens":"40","completion_tokens":9.0}`)}, bot.Usage{PromptTokens: 40, CompletionTokens: 9}},
		"not told":                   {[]string{end}, bot.Usage{PromptTokens: sent, CompletionTokens: yes}},
		"nothing told":               {[]string{end + told(`{}`)}, bot.Usage{PromptTokens: sent, CompletionTokens: yes}},
		"negative":                   {[]string{end + told(`{"prompt_tokens":-1,"completion_tokens":-9223372036854775808}`)}, bot.Usage{PromptTokens: sent, CompletionTokens: yes}},
		"one negative":               {[]string{end + told(`{"prompt_tokens":-40,"completion_tokens":9}`)}, bot.Usage{PromptTokens: sent, CompletionTokens: 9}},
		"beyond any model":           {[]string{end + told(`{"prompt_tokens":9223372036854775807,"completion_tokens":9223372036854775807}`)}, bot.Usage{PromptTokens: sent, CompletionTokens: yes}},
		"beyond any number":          {[]string{end + told(`{"prompt_tokens":1e999,"completion_tokens":1e308}`)}, bot.Usage{PromptTokens: sent, CompletionTokens: yes}},
		"words":                      {[]string{end + told(`{"prompt_tokens":"many","completion_tokens":null}`)}, bot.Usage{PromptTokens: sent, CompletionTokens: yes}},
		"only the prompt told":       {[]string{end + told(`{"prompt_tokens":40}`)}, bot.Usage{PromptTokens: 40, CompletionTokens: yes}},
		"thoughts apart":             {[]string{thought(hm) + end}, bot.Usage{PromptTokens: sent, CompletionTokens: prompts.Count(hm + "Yes.")}},
		"thoughts in tags":           {[]string{piece("<think>"+hm+"</think>") + end}, bot.Usage{PromptTokens: sent, CompletionTokens: prompts.Count("<think>" + hm + "</think>Yes.")}},
		"thoughts alone":             {[]string{thought(hm) + finish("stop")}, bot.Usage{PromptTokens: sent, CompletionTokens: thoughts}},
		"cut within thoughts, twice": {[]string{thought(hm), thought(hm), end}, bot.Usage{PromptTokens: 3 * sent, CompletionTokens: 2*thoughts + yes}},
		"cut after usage":            {[]string{told(`{"prompt_tokens":40,"completion_tokens":2}`), end}, bot.Usage{PromptTokens: 40 + sent, CompletionTokens: 2 + yes}},
		"refused at first":           {[]string{"503", end}, bot.Usage{PromptTokens: sent, CompletionTokens: yes}},
		"refused":                    {[]string{"400"}, bot.Usage{}},
		"an empty one":               {[]string{finish("stop")}, bot.Usage{PromptTokens: sent}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := serve(t, func(w http.ResponseWriter, n call) {
				switch reply := c.tries[min(n.n, len(c.tries)-1)]; reply {
				case "503", "400":
					w.WriteHeader(int(reply[0]-'0') * 100)
				default:
					stream200(w, reply)
				}
			})
			if _, u, _ := write(t, f.client(t)); u != c.want {
				t.Errorf("charged %+v, want %+v", u, c.want)
			}
		})
	}
}
