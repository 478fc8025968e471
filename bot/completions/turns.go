package completions

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/markup"
)

// question is the last message of the user, after the turns before it.
func (s *Server) question(ctx context.Context, messages []openai.ChatCompletionMessage, asker string) (bot.Question, error) {
	last := len(messages) - 1
	for last >= 0 && messages[last].Role != openai.ChatMessageRoleUser {
		last--
	}
	if last < 0 {
		return bot.Question{}, errors.New("there is no message of the user")
	}
	text := words(&messages[last])
	if strings.TrimSpace(text) == "" {
		return bot.Question{}, errors.New("the last message of the user has no text")
	}
	return bot.Question{Text: text, Surface: "api", Asker: asker, Turns: s.turns(ctx, messages[:last], asker)}, nil
}

// turns are the questions of earlier messages with their answers.
func (s *Server) turns(ctx context.Context, messages []openai.ChatCompletionMessage, asker string) []bot.Turn {
	turns := []bot.Turn{}
	for i := range messages {
		m := &messages[i]
		switch m.Role {
		case openai.ChatMessageRoleUser:
			turns = append(turns, bot.Turn{Question: words(m), Standalone: words(m), Mode: bot.ModeNone})
		case openai.ChatMessageRoleAssistant:
			if len(turns) > 0 {
				s.answered(ctx, &turns[len(turns)-1], words(m), asker)
			}
		}
	}
	return turns[max(0, len(turns)-bot.MostTurns):]
}

// answered completes a turn by its answer: by what the journal holds of it, where
// asker was given those very words, else by the words alone.
func (s *Server) answered(ctx context.Context, t *bot.Turn, said, asker string) {
	if id, known := s.given.Get(key(asker, said)); known && s.Journal != nil {
		if e, err := s.Journal.Answer(ctx, id); err == nil {
			t.Standalone, t.Answer, t.Mode, t.Confidence = e.Standalone, e.Answer.Text, e.Answer.Mode, e.Answer.Confidence
			t.Stories = bot.FirstOfEach(e.Answer.Citations)
			return
		}
	}
	said, _, _ = strings.Cut(said, markup.SourcesHeading)
	t.Answer, t.Mode = strings.TrimSpace(said), bot.ModeExtract
}

// remember keeps which answer asker was given in these words.
func (s *Server) remember(asker, said string, id int64) {
	if id != 0 {
		s.given.Put(key(asker, said), id)
	}
}

// key is that of an answer's words among those given to asker.
func key(asker, said string) string {
	sum := sha256.Sum256([]byte(asker + "\n" + strings.TrimSpace(said)))
	return hex.EncodeToString(sum[:16])
}

// words are the text of a message, of all its parts.
func words(m *openai.ChatCompletionMessage) string {
	parts := []string{}
	if m.Content != "" {
		parts = append(parts, m.Content)
	}
	for i := range m.MultiContent {
		if m.MultiContent[i].Type == openai.ChatMessagePartTypeText {
			parts = append(parts, m.MultiContent[i].Text)
		}
	}
	return strings.Join(parts, "\n")
}
