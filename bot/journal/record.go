package journal

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words/say"
)

// kept is an answer as it is stored: its JSON and what that leaves out.
type kept struct {
	bot.Answer
	Versions   []string            `json:"versions"`              // of the citations, in their order
	SaidNotes  map[int]say.Message `json:"said_notes,omitempty"`  // what the bot says itself, by its number among the notes
	SaidClaims map[int]say.Message `json:"said_claims,omitempty"` // and claims
}

// Record keeps the answer to q and returns its number. standalone is the
// question as it was searched. The answer's usage is added to today's spending. Where the
// database is away the answer waits and its number is 0: see [Share]. Of a question that several
// processes answered, by its Once, the first answer is kept, and its number is that of all.
func (j *Journal) Record(ctx context.Context, q bot.Question, standalone string, a bot.Answer) (int64, error) {
	l := late{q: q, standalone: standalone, a: a, now: j.now(), once: rand.Text()}
	if q.Once != "" {
		l.once = q.Surface + ":" + q.Once
	}
	if l.q.At.IsZero() {
		l.q.At = l.now
	}
	id, err := j.record(ctx, l)
	if away := awayer(nil); j.kind.shared && ctx.Err() == nil && errors.As(err, &away) && away.Away() {
		j.waiting.add(l)
		return 0, nil
	}
	return id, err
}

// awayer is an error that may mean that the database is away.
type awayer interface {
	error
	Away() bool
}

// record writes an answer, unless it is there, and returns its number.
func (j *Journal) record(ctx context.Context, l late) (int64, error) {
	q, a, now := l.q, l.a, l.now
	k := kept{Answer: a}
	for _, c := range a.Citations {
		k.Versions = append(k.Versions, c.Version)
	}
	k.keepSaid()
	text, err := json.Marshal(k)
	if err != nil {
		return 0, fmt.Errorf("record the answer: %w", err)
	}
	var id int64
	err = j.change(ctx, func(tx *sql.Tx) error {
		row := []any{q.Surface, q.Asker, q.Conversation, q.Text, l.standalone, q.At.UnixMilli(), now.UnixMilli(), string(text)}
		if j.kind.shared {
			row = append(row, l.once)
		}
		err := tx.QueryRowContext(ctx, j.kind.answer, row...).Scan(&id)
		if j.kind.shared && errors.Is(err, sql.ErrNoRows) {
			var same bool
			if id, same, err = l.there(ctx, tx); same {
				return nil
			}
		}
		if err != nil || a.Usage == (bot.Usage{}) {
			return err //nolint:wrapcheck // wrapped below
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO spending VALUES (?1,?2,?3) ON CONFLICT (day) DO UPDATE SET
			prompt_tokens = spending.prompt_tokens + excluded.prompt_tokens,
			completion_tokens = spending.completion_tokens + excluded.completion_tokens`,
			day(now), a.Usage.PromptTokens, a.Usage.CompletionTokens)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return 0, fmt.Errorf("record the answer: %w", err)
	}
	return id, nil
}

// there finds the answer that is kept in place of this one, and reports whether it is this very one, whose commit nobody
// heard of: what that cost is counted. Of one that was forgotten meanwhile the number is 0.
func (l *late) there(ctx context.Context, tx *sql.Tx) (id int64, same bool, err error) {
	var recorded int64
	err = tx.QueryRowContext(ctx, "SELECT id, recorded FROM answers WHERE once = ?1", l.once).Scan(&id, &recorded)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return id, recorded == l.now.UnixMilli(), err //nolint:wrapcheck // by record
}

// Recall returns the last n turns of a conversation, oldest first; none for the
// empty conversation.
func (j *Journal) Recall(ctx context.Context, conversation string, n int) ([]bot.Turn, error) {
	if conversation == "" || n <= 0 {
		return nil, nil
	}
	rows, err := j.db.QueryContext(ctx, `SELECT question, standalone, asked, answer FROM answers
		WHERE conversation = ?1 ORDER BY id DESC LIMIT ?2`, conversation, n)
	if err != nil {
		return nil, fmt.Errorf("recall the conversation: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var turns []bot.Turn
	for rows.Next() {
		var t bot.Turn
		var asked int64
		var text string
		if err := rows.Scan(&t.Question, &t.Standalone, &asked, &text); err != nil {
			return nil, fmt.Errorf("recall the conversation: %w", err)
		}
		a, err := unkeep(text)
		if err != nil {
			return nil, fmt.Errorf("recall the conversation: %w", err)
		}
		t.Answer, t.Mode, t.Confidence, t.At = a.Text, a.Mode, a.Confidence, time.UnixMilli(asked).UTC()
		t.Stories = bot.FirstOfEach(a.Citations)
		turns = append(turns, t)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("recall the conversation: %w", err)
	}
	slices.Reverse(turns)
	return turns, nil
}

func unkeep(text string) (bot.Answer, error) {
	var k kept
	if err := json.Unmarshal([]byte(text), &k); err != nil {
		return bot.Answer{}, fmt.Errorf("read a recorded answer: %w", err)
	}
	for i := range min(len(k.Versions), len(k.Citations)) {
		k.Citations[i].Version = k.Versions[i]
	}
	k.giveSaid()
	return k.Answer, nil
}

// keepSaid takes from the answer, as data, what the bot says in it, so that it can be told in any language later.
func (k *kept) keepSaid() {
	k.SaidNotes, k.SaidClaims = make(map[int]say.Message), make(map[int]say.Message)
	for i, n := range k.Notes {
		if n.Said != nil {
			k.SaidNotes[i] = *n.Said
		}
	}
	for i, c := range k.Claims {
		if c.Said != nil {
			k.SaidClaims[i] = *c.Said
		}
	}
}

// giveSaid gives it back. Answers of an earlier version have none: they stay in English.
func (k *kept) giveSaid() {
	for i := range k.Notes {
		if m, is := k.SaidNotes[i]; is {
			k.Notes[i].Said = &m
		}
	}
	for i := range k.Claims {
		if m, is := k.SaidClaims[i]; is {
			k.Claims[i].Said = &m
		}
	}
}

// Entry is what the journal holds about one answer.
type Entry struct {
	ID                   int64
	Surface, Asker       string
	Conversation         string
	Standalone           string // the question as it was searched
	Asked, Recorded      time.Time
	Answer               bot.Answer // its citations have their Version
	Posted               []string   // what Posted was told
	Helpful, Unsatisfied int        // how many said so
}

// Answer returns the entry with that number, or ErrNotFound.
func (j *Journal) Answer(ctx context.Context, id int64) (Entry, error) {
	e := Entry{ID: id}
	var asked, recorded int64
	var text string
	err := j.db.QueryRowContext(ctx, `SELECT surface, asker, conversation, standalone, asked, recorded, answer,
		(SELECT count(*) FROM feedback WHERE answer = answers.id AND helpful),
		(SELECT count(*) FROM feedback WHERE answer = answers.id AND NOT helpful)
		FROM answers WHERE id = ?1`, id).Scan(&e.Surface, &e.Asker, &e.Conversation, &e.Standalone,
		&asked, &recorded, &text, &e.Helpful, &e.Unsatisfied)
	if errors.Is(err, sql.ErrNoRows) {
		return Entry{}, fmt.Errorf("answer %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Entry{}, fmt.Errorf("answer %d: %w", id, err)
	}
	e.Asked, e.Recorded = time.UnixMilli(asked).UTC(), time.UnixMilli(recorded).UTC()
	if e.Answer, err = unkeep(text); err != nil {
		return Entry{}, fmt.Errorf("answer %d: %w", id, err)
	}
	e.Posted, err = j.places(ctx, id)
	return e, err
}

// Cited returns the versions of stories that the answers cite, by ID and hash.
func (j *Journal) Cited(ctx context.Context) (map[[2]string]bool, error) {
	rows, err := j.db.QueryContext(ctx, "SELECT answer FROM answers")
	if err != nil {
		return nil, fmt.Errorf("find what is cited: %w", err)
	}
	defer func() { _ = rows.Close() }()
	cited := make(map[[2]string]bool)
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, fmt.Errorf("find what is cited: %w", err)
		}
		a, err := unkeep(text)
		if err != nil {
			return nil, fmt.Errorf("find what is cited: %w", err)
		}
		for _, c := range a.Citations {
			cited[[2]string{c.Story, c.Version}] = true
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("find what is cited: %w", err)
	}
	return cited, nil
}

func (j *Journal) places(ctx context.Context, id int64) ([]string, error) {
	rows, err := j.db.QueryContext(ctx, "SELECT place FROM posted WHERE answer = ?1 ORDER BY place", id)
	if err != nil {
		return nil, fmt.Errorf("where answer %d was posted: %w", id, err)
	}
	defer func() { _ = rows.Close() }()
	var places []string
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			return nil, fmt.Errorf("where answer %d was posted: %w", id, err)
		}
		places = append(places, p)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("where answer %d was posted: %w", id, err)
	}
	return places, nil
}

// Posted remembers where an answer was posted: the surface's name of a message,
// unique among all surfaces. One place holds one answer, the last one told. An
// answer that is not there is ErrNotFound.
func (j *Journal) Posted(ctx context.Context, id int64, place string) error {
	return j.about(ctx, id, `INSERT INTO posted (place, answer) SELECT CAST(?2 AS text), id FROM answers WHERE id = ?1
		ON CONFLICT (place) DO UPDATE SET answer = excluded.answer`, place)
}

// Find returns the number of the answer that was posted there, or ErrNotFound.
func (j *Journal) Find(ctx context.Context, place string) (int64, error) {
	var id int64
	err := j.db.QueryRowContext(ctx, "SELECT answer FROM posted WHERE place = ?1", place).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("find a posted answer: %w", err)
	}
	return id, nil
}

// Feedback remembers whether an answer helped asker, who may change their mind.
// An answer that is not there is ErrNotFound.
func (j *Journal) Feedback(ctx context.Context, id int64, asker string, helpful bool) error {
	return j.about(ctx, id, `INSERT INTO feedback (answer, asker, helpful) SELECT id, CAST(?2 AS text), CAST(?3 AS boolean) FROM answers WHERE id = ?1
		ON CONFLICT (answer, asker) DO UPDATE SET helpful = excluded.helpful`, asker, helpful)
}

// about runs a query that adds something to an answer, its first argument, if that is there.
func (j *Journal) about(ctx context.Context, id int64, query string, more ...any) error {
	r, err := j.db.ExecContext(ctx, query, append([]any{id}, more...)...)
	var n int64
	if err == nil {
		n, err = r.RowsAffected()
	}
	switch {
	case err != nil:
		return fmt.Errorf("answer %d: %w", id, err)
	case n == 0:
		return fmt.Errorf("answer %d: %w", id, ErrNotFound)
	}
	return nil
}

// Spend returns the usage of all answers recorded on the day of t, in UTC, be
// they forgotten since or not.
func (j *Journal) Spend(ctx context.Context, t time.Time) (bot.Usage, error) {
	var u bot.Usage
	err := j.db.QueryRowContext(ctx, "SELECT prompt_tokens, completion_tokens FROM spending WHERE day = ?1", day(t)).
		Scan(&u.PromptTokens, &u.CompletionTokens)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return bot.Usage{}, fmt.Errorf("read the spending: %w", err)
	}
	return u, nil
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
