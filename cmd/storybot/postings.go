package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/journal"
)

// postings is the journal as surfaces see it: where answers were posted.
type postings struct{ *journal.Journal }

var _ desk.Journal = postings{}

// Find returns the number of the answer posted at place.
func (p postings) Find(ctx context.Context, place string) (int64, error) {
	id, err := p.Journal.Find(ctx, place)
	return id, forgotten(err)
}

// Answer returns what is held of an answer.
func (p postings) Answer(ctx context.Context, id int64) (desk.Entry, error) {
	e, err := p.Journal.Answer(ctx, id)
	if err != nil {
		return desk.Entry{}, forgotten(err)
	}
	return desk.Entry{Asker: e.Asker, Conversation: e.Conversation, Standalone: e.Standalone, Answer: e.Answer, Posted: e.Posted}, nil
}

// Posted remembers the place of an answer.
func (p postings) Posted(ctx context.Context, id int64, place string) error {
	return forgotten(p.Journal.Posted(ctx, id, place))
}

// Feedback remembers whether an answer helped.
func (p postings) Feedback(ctx context.Context, id int64, asker string, helpful bool) error {
	return forgotten(p.Journal.Feedback(ctx, id, asker, helpful))
}

// forgotten turns the journal's error of a missing answer into desk.ErrForgotten.
func forgotten(err error) error {
	if errors.Is(err, journal.ErrNotFound) {
		return fmt.Errorf("%w: %w", desk.ErrForgotten, err)
	}
	return err
}
