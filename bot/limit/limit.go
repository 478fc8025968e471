// Package limit keeps questions within bounds: so many of one person, channel,
// server and day, one at a time in a conversation, and so many tokens of a model
// in a day.
package limit

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Errors that keep a question from being answered.
var (
	ErrBusy   = errors.New("too many questions at once")
	ErrBudget = errors.New("today's budget is used up")
)

// By says by whom and where a question is asked. Names are unique within the surface;
// an empty one is not known, and not limited.
type By struct{ Surface, Asker, Channel, Server, Conversation string }

// Rate is so many questions in so much time. The zero Rate is no limit.
type Rate struct {
	Count int
	Per   time.Duration
}

// Limits keep questions within bounds. Its exported fields are set once, before
// the first question, and a zero one is no bound; it may then be used by many
// goroutines. Who asks from the bot's own computer has no bounds of their own: the
// surface "cli", and an asker that is a loopback address; but AtOnce is for all.
type Limits struct {
	PerUser, PerChannel, PerServer Rate
	PerDay                         int // questions of one user in a day (UTC); beyond: ErrBudget
	Queue                          int // questions of one conversation that may wait for the one being answered; beyond: ErrBusy
	AtOnce, Waiting                int // questions of everybody that are answered at one time, and that may wait for it; beyond: ErrBusy
	Tokens                         int // of the model in a day (UTC); beyond, answers are extracts
	// Spent tells how many tokens were spent on a day before this process began; nil: none.
	Spent func(ctx context.Context, day time.Time) (tokens int, err error)
	Now   func() time.Time // nil: time.Now
	// Ledger counts for all processes that share a database; nil, or while that is away, this
	// process counts alone. Queue, AtOnce and Waiting are always its own.
	Ledger *Ledger

	mu     sync.Mutex
	rates  map[string]*rate.Limiter
	swept  time.Time
	day    string
	asked  map[string]int // of the day, by user
	spent  int            // of the day, in tokens
	held   int            // tokens, for answers under way
	most   int            // tokens that an answer has cost
	talks  map[string]*talk
	slots  chan struct{} // of AtOnce; holds one token for each question being answered
	queued int           // questions that wait for a slot
	looked bool          // Spent was asked for the day
}

// talk is a conversation of which a question is being answered.
type talk struct {
	turn    chan struct{} // holds one token while a question is answered
	waiting int
}

// Take admits a question, or says why not (ErrBusy, ErrBudget). It waits until the
// question before it in its conversation is answered. leave must be called at
// the end. A nil Limits admits everything.
func (l *Limits) Take(ctx context.Context, q By) (leave func(), err error) {
	if l == nil {
		return func() {}, nil
	}
	over := func() {}
	if q.Surface != "cli" && !net.ParseIP(q.Asker).IsLoopback() {
		if over, err = l.own(ctx, q); err != nil {
			return nil, err
		}
	}
	free, err := l.slot(ctx)
	if err != nil {
		over()
		return nil, err
	}
	return func() {
		free()
		over()
	}, nil
}

// own keeps a question within the bounds of who asks it.
func (l *Limits) own(ctx context.Context, q By) (over func(), err error) {
	if l.full(q) {
		return nil, ErrBusy
	}
	counted, err := l.Ledger.take(ctx, l.allowances(l.now(), q))
	if err != nil {
		return nil, err
	}
	t, err := l.admit(q, counted)
	if err != nil {
		return nil, err
	}
	if t == nil {
		return func() {}, nil
	}
	select {
	case t.turn <- struct{}{}:
	case <-ctx.Done():
		l.done(q.Conversation, t)
		return nil, fmt.Errorf("wait for the question before: %w", context.Cause(ctx))
	}
	return func() {
		<-t.turn
		l.done(q.Conversation, t)
	}, nil
}

// slot waits until fewer than AtOnce questions are being answered.
func (l *Limits) slot(ctx context.Context) (free func(), err error) {
	if l.AtOnce <= 0 {
		return func() {}, nil
	}
	free = func() { <-l.slots }
	l.mu.Lock()
	if l.slots == nil {
		l.slots = make(chan struct{}, l.AtOnce)
	}
	select {
	case l.slots <- struct{}{}:
		l.mu.Unlock()
		return free, nil
	default:
	}
	if l.queued >= l.Waiting {
		l.mu.Unlock()
		return nil, ErrBusy
	}
	l.queued++
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		l.queued--
		l.mu.Unlock()
	}()
	select {
	case l.slots <- struct{}{}:
		return free, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait until fewer questions are being answered: %w", context.Cause(ctx))
	}
}

// maxAsked is how many users' questions of a day are counted.
const maxAsked = 100_000

// full reports whether nobody may wait in q's conversation, where the ledger is asked then: what it
// counts is not given back.
func (l *Limits) full(q By) bool {
	if l.Ledger == nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.talks[q.Conversation]
	return t != nil && l.Queue > 0 && t.waiting > l.Queue
}

// admit counts q, unless one of the limits says no: then nothing is counted. counted is whether
// the ledger has done so.
func (l *Limits) admit(q By, counted bool) (*talk, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.turnDay(now)
	user := ""
	if q.Asker != "" {
		user = q.Surface + "\x00" + q.Asker
	}
	if user != "" && !counted && l.PerDay > 0 && l.asked[user] >= l.PerDay {
		return nil, ErrBudget
	}
	t := l.talks[q.Conversation]
	if t != nil && l.Queue > 0 && t.waiting > l.Queue {
		return nil, ErrBusy
	}
	if !counted && !l.allow(now, q) {
		return nil, ErrBusy
	}
	if user != "" && !counted {
		if len(l.asked) >= maxAsked {
			clear(l.asked) // forgiven rather than kept for ever
		}
		l.asked[user]++
	}
	if q.Conversation == "" || l.Queue <= 0 {
		return nil, nil
	}
	if t == nil {
		t = &talk{turn: make(chan struct{}, 1)}
		if l.talks == nil {
			l.talks = make(map[string]*talk)
		}
		l.talks[q.Conversation] = t
	}
	t.waiting++
	return t, nil
}

// done ends a question's part in its conversation.
func (l *Limits) done(conversation string, t *talk) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t.waiting--; t.waiting == 0 && l.talks[conversation] == t {
		delete(l.talks, conversation)
	}
}

// rated is a rate and whose it is.
type rated struct {
	key  string
	rate Rate
}

// rated are the rates that bound q.
func (l *Limits) rated(q By) []rated {
	var list []rated
	for _, k := range []struct {
		kind, id string
		rate     Rate
	}{{"user", q.Asker, l.PerUser}, {"channel", q.Channel, l.PerChannel}, {"server", q.Server, l.PerServer}} {
		if k.id != "" && k.rate.Count > 0 && k.rate.Per > 0 {
			list = append(list, rated{k.kind + "\x00" + q.Surface + "\x00" + k.id, k.rate})
		}
	}
	return list
}

// allow asks each of the rates; what one took is given back where another says no.
func (l *Limits) allow(now time.Time, q By) bool {
	var taken []*rate.Reservation
	for _, k := range l.rated(q) {
		r := l.limiter(now, k.key, k.rate).ReserveN(now, 1)
		if !r.OK() || r.DelayFrom(now) > 0 {
			r.CancelAt(now)
			for _, t := range taken {
				t.CancelAt(now)
			}
			return false
		}
		taken = append(taken, r)
	}
	return true
}

// limiter is the one of that key. Those that are full again are dropped now
// and then: a new one would be the same.
func (l *Limits) limiter(now time.Time, key string, r Rate) *rate.Limiter {
	if l.rates == nil {
		l.rates = make(map[string]*rate.Limiter)
	}
	if len(l.rates) > 1000 && now.Sub(l.swept) > time.Minute {
		l.swept = now
		for k, lim := range l.rates {
			if lim.TokensAt(now) >= float64(lim.Burst()) {
				delete(l.rates, k)
			}
		}
	}
	lim := l.rates[key]
	if lim == nil {
		lim = rate.NewLimiter(rate.Limit(float64(r.Count)/r.Per.Seconds()), r.Count)
		l.rates[key] = lim
	}
	return lim
}

// turnDay begins the counts of a new day; the lock is held.
func (l *Limits) turnDay(now time.Time) {
	if day := now.UTC().Format(time.DateOnly); day != l.day {
		l.day, l.spent, l.looked = day, 0, false
		l.asked = make(map[string]int)
	}
}

func (l *Limits) now() time.Time {
	if l.Now != nil {
		return l.Now()
	}
	return time.Now()
}

// dearest is how many tokens are held for an answer, until one has cost more: the
// longest question, prompt, answer and mending, and a check of each claim.
const dearest = 16_000

// Afford holds tokens for one answer, as many as the dearest has cost, so that those
// answered at one time do not each spend what is left. ok is false where the day's
// tokens, those before this process began included, are spent or held: then the
// model is not to be asked. settle must be called at the end, once, with what the
// answer cost. A nil Limits affords everything.
func (l *Limits) Afford(ctx context.Context) (settle func(tokens int), ok bool) {
	if l == nil {
		return func(int) {}, true
	}
	own, share, ok := l.afford(ctx)
	if !ok {
		return own, false
	}
	end, ok := l.Ledger.hold(ctx, l.now().UTC().Format(time.DateOnly), share, l.Tokens)
	if !ok {
		own(0)
		return func(int) {}, false
	}
	return func(tokens int) {
		end(max(0, tokens))
		own(tokens)
	}, true
}

// afford is Afford for this process alone; share is what it holds.
func (l *Limits) afford(ctx context.Context) (settle func(tokens int), share int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.Tokens > 0 && l.today(ctx)+l.held >= l.Tokens {
		return func(int) {}, 0, false
	}
	share = max(dearest, l.most)
	l.held += share
	return func(tokens int) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.turnDay(l.now())
		l.held -= share
		l.spent += max(0, tokens)
		l.most = max(l.most, tokens)
	}, share, true
}

// today is how many tokens are spent of the day; the lock is held. A journal that
// fails costs what was spent before this process began, not the answers.
func (l *Limits) today(ctx context.Context) int {
	now := l.now()
	l.turnDay(now)
	if !l.looked && l.Spent != nil {
		if tokens, err := l.Spent(ctx, now); err == nil {
			l.looked = true
			l.spent = max(l.spent, tokens)
		}
	}
	return l.spent
}
