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
	var k asking
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
			return a.with(c.Context(), func(o *office) error { return a.chat(c.Context(), o, &k) })
		},
	}
	k.flags(c)
	return c
}

// longest is the longest line that is read as a question.
const longest = 1 << 20

// chat answers line after line.
func (a *app) chat(ctx context.Context, o *office, k *asking) error {
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
			if err := a.turn(ctx, o, k, conversation, line); err != nil {
				return err
			}
		}
	}
}

// turn answers one line. That it fails is said, and the conversation goes on.
func (a *app) turn(ctx context.Context, o *office, k *asking, conversation, line string) error {
	q, err := k.question([]string{line})
	if err != nil {
		return err
	}
	q.Conversation = conversation
	_, err = a.told(o, k, func(show bot.Show) (bot.Answer, error) { return o.Answer(ctx, q, show) })
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

// lines reads the input line by line until it ends or ctx does; failed then
// tells whether it could not be read.
func (a *app) lines(ctx context.Context) (lines <-chan string, failed <-chan error) {
	read, end := make(chan string), make(chan error, 1)
	go func() {
		defer close(read)
		scanner := bufio.NewScanner(a.in)
		scanner.Buffer(nil, longest)
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
