package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
)

// TestLongQuestionIsWrongUsage: what is too long is refused before anything is opened.
func TestLongQuestionIsWrongUsage(t *testing.T) {
	var k questionFlags
	words := strings.Fields(strings.Repeat("who ", bot.MaxQuestion/4))
	if _, err := k.question(words); err != nil {
		t.Errorf("%d words: %v", len(words), err)
	}
	if _, err := k.question(append(words, "is", "it")); exitCode(err) != exitUsage || !errors.Is(err, bot.ErrLong) {
		t.Errorf("a longer one: %v", err)
	}
}
