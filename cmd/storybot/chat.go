package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot"
)

func (a *app) chatCommand() *cobra.Command {
	var k questionFlags
	c := &cobra.Command{
		Use: "chat [flags]", Short: "Hold a conversation in the terminal",
		Long: "Answers one question a line, each with the ones before it in mind. An empty line is\n" +
			"passed over; \"quit\" or the end of the input ends the conversation.",
		Example: `  storybot chat
  storybot chat --since 2019 --quotes`,
		Args: wants(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if _, err := k.question(nil); err != nil {
				return err
			}
			return a.with(c.Context(), func(s *session) error { return a.chat(c.Context(), s, &k) })
		},
	}
	k.define(c)
	return c
}

// maxLine is the length of the longest line that is read as a question.
const maxLine = 1 << 20

// chat answers line after line.
func (a *app) chat(ctx context.Context, s *session, k *questionFlags) error {
	conversation := "cli:" + rand.Text()
	lines, failed := a.lines(ctx)
	for {
		a.prompt()
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				return <-failed
			}
			switch strings.ToLower(line) {
			case "":
				continue
			case "quit", "exit":
				return nil
			}
			if err := a.turn(ctx, s, k, conversation, line); err != nil {
				return err
			}
		}
	}
}

// turn answers one line. If that fails it says so, and the conversation goes on.
func (a *app) turn(ctx context.Context, s *session, k *questionFlags, conversation, line string) error {
	q, err := k.question([]string{line})
	if err != nil {
		return err
	}
	q.Conversation = conversation
	_, err = a.printAnswer(s, k, q, func(q bot.Question, show bot.Show) (bot.Answer, error) { return s.Answer(ctx, q, show) })
	switch {
	case ctx.Err() != nil:
		return nil //nolint:nilerr // interrupted: that is how a conversation may end
	case err != nil:
		a.say("%v", err)
	case !k.json:
		return a.paper().print("\n")
	}
	return nil
}

// prompt invites a question, if a person is there to see it.
func (a *app) prompt() {
	if isTerminal(a.in) && isTerminal(a.errs) {
		_, _ = fmt.Fprint(a.errs, "> ")
	}
}

// lines reads the input line by line until it or ctx ends; failed then returns
// why it could not be read, or nil.
func (a *app) lines(ctx context.Context) (lines <-chan string, failed <-chan error) {
	read, end := make(chan string), make(chan error, 1)
	go func() {
		defer close(read)
		scanner := bufio.NewScanner(a.in)
		scanner.Buffer(nil, maxLine)
		for scanner.Scan() {
			select {
			case read <- strings.TrimSpace(scanner.Text()):
			case <-ctx.Done():
				end <- nil
				return
			}
		}
		end <- wrapped("read the questions", scanner.Err())
	}()
	return read, end
}
