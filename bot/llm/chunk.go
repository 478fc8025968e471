package llm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/sashabaranov/go-openai"
)

// doneMarker is the finish reason of a completion whose server ends the stream
// and names none.
const doneMarker = "done"

// chunk is one part of a stream, or a whole completion in place of one, as
// servers are known to send it. Whatever else stands in it, such as a numeric id
// that the library does not take, is left out.
type chunk struct {
	Choices []struct {
		Index   json.RawMessage `json:"index"`
		Delta   *said           `json:"delta"`
		Message *said           `json:"message"` // a whole completion's
		Text    text            `json:"text"`    // of the older interface
		Finish  json.RawMessage `json:"finish_reason"`
	} `json:"choices"`
	Usage json.RawMessage `json:"usage"`
}

// used is the usage in a chunk, or nil.
func (c *chunk) used() *openai.Usage {
	var u struct {
		Prompt     count `json:"prompt_tokens"`
		Completion count `json:"completion_tokens"`
	}
	if json.Unmarshal(c.Usage, &u) != nil || u.Prompt == 0 && u.Completion == 0 {
		return nil
	}
	return &openai.Usage{PromptTokens: int(u.Prompt), CompletionTokens: int(u.Completion)}
}

// count is a number, be it written with a fraction or in quotation marks.
type count int

// maxCount is the most tokens that a server is believed to have read or written for
// one request: no model takes as many.
const maxCount = 1e8

// UnmarshalJSON reads any of the forms; what is none, or cannot be, counts nothing.
func (c *count) UnmarshalJSON(data []byte) error {
	if n, err := strconv.ParseFloat(strings.Trim(string(data), `"`), 64); err == nil && n > 0 && n < maxCount {
		*c = count(n)
	}
	return nil
}

// said is what a model said in one chunk.
type said struct {
	Content   text `json:"content"`
	Refusal   text `json:"refusal"`
	Reasoning text `json:"reasoning"`
	Thoughts  text `json:"reasoning_content"`
}

// text is a string, or a list of parts whose texts make it up; thoughts among
// the parts are left out, and so is what is neither.
type text string

// UnmarshalJSON reads any of the forms.
func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, (*string)(t)) //nolint:wrapcheck // json itself calls this
	}
	var parts []json.RawMessage
	switch data[0] {
	case '[':
		if err := json.Unmarshal(data, &parts); err != nil {
			return err //nolint:wrapcheck // as above
		}
	case '{':
		parts = []json.RawMessage{data}
	}
	for _, p := range parts {
		*t += text(partText(p))
	}
	return nil
}

// partText is the text of one part.
func partText(data json.RawMessage) string {
	var plain string
	if json.Unmarshal(data, &plain) == nil {
		return plain
	}
	var part struct {
		Type string          `json:"type"`
		Text json.RawMessage `json:"text"`
	}
	if json.Unmarshal(data, &part) != nil {
		return ""
	}
	switch part.Type {
	case "", "text", "output_text":
		var value struct {
			Value string `json:"value"`
		}
		if json.Unmarshal(part.Text, &plain) == nil {
			return plain
		}
		_ = json.Unmarshal(part.Text, &value)
		return value.Value
	}
	return ""
}

// normal writes one chunk as the library reads it. told reports whether text came
// before: a whole message that follows its own parts is not said twice.
func normal(data []byte, told bool) (line []byte, finished, says bool, err error) {
	var c chunk
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, false, false, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	var out openai.ChatCompletionStreamResponse
	for i := range c.Choices {
		from := &c.Choices[i]
		if index := strings.Trim(string(from.Index), `" `); index != "" && index != "0" && index != "null" {
			continue // a second completion that nobody asked for
		}
		one := openai.ChatCompletionStreamChoice{FinishReason: reason(from.Finish)}
		d, whole := from.Delta, false
		if d == nil && from.Message != nil {
			d, whole = from.Message, true
		}
		if d == nil {
			d = &said{Content: from.Text}
		}
		one.Delta.Refusal, one.Delta.ReasoningContent = string(d.Refusal), string(d.Reasoning+d.Thoughts)
		if !whole || !told {
			one.Delta.Content = string(d.Content)
		}
		if whole && one.FinishReason == "" && d.Content != "" {
			one.FinishReason = "stop" // a whole document is an end
		}
		finished, says = finished || one.FinishReason != "", says || one.Delta.Content != ""
		out.Choices = append(out.Choices, one)
	}
	out.Usage = c.used()
	line, err = json.Marshal(out)
	return line, finished, says, err //nolint:wrapcheck // our own types can always be written
}

// reason is the finish reason in the one way of writing it: servers differ in case
// and send null, "" or nothing for none.
func reason(raw json.RawMessage) openai.FinishReason {
	var word string
	if json.Unmarshal(raw, &word) != nil {
		return ""
	}
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "null" || word == "none" {
		return ""
	}
	return openai.FinishReason(word)
}

// isDone reports whether a value is the marker that ends a stream.
func isDone(value []byte) bool {
	return bytes.EqualFold(bytes.Trim(value, `" `), []byte("[DONE]"))
}
