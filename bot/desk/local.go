package desk

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Local is the Desk of the process that owns the stories. Its fields are set
// before its first question; then it may be used by many goroutines.
type Local struct {
	Bot       *bot.Bot // answers and records
	Silent    *bot.Bot // the same without a journal
	Base      *knowledge.Base
	Catalogue Catalogue
	Metrics   *Metrics  // nil: nothing is counted
	Model     string    // the name of the language model; empty: none
	Began     time.Time // when the process began, for Status
	// Sound returns why questions fail though the stories are loaded, or nil; it is nil
	// where nobody can tell.
	Sound func() error
	// Paused names the sources that no load reads, though they are named; nil: none.
	Paused func() []string
	// Week tells what was asked and spent of late, for Status; nil: nobody knows.
	Week func(ctx context.Context) (Week, error)

	loaded chan struct{} // closed when there is something to answer from; nil: nobody waits for that
	once   sync.Once     // closes loaded
}

// Catalogue lists the sources of the stories.
type Catalogue interface {
	// Read returns the sources as they are named now. Where that fails, they are
	// those of before, and the error says what is wrong.
	Read() ([]knowledge.Source, error)
	// Known returns the sources as they were last read.
	Known() []knowledge.Source
}

var _ InProcess = (*Local)(nil)

// botFor returns the bot that answers q.
func (l *Local) botFor(q *bot.Question) *bot.Bot {
	if q.Surface == bot.Measuring {
		return l.Silent
	}
	return l.Bot
}

// snapshot returns b, looking at the stories as they are now: all that it says
// fits together, whatever is loaded meanwhile. release is called afterwards.
func (l *Local) snapshot(ctx context.Context, b *bot.Bot) (one *bot.Bot, release func(), err error) {
	stories, release, err := l.Base.Snapshot(ctx)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // it says what was tried
	}
	copied := *b
	copied.Stories = stories
	if b == l.Bot && l.Metrics != nil {
		copied.Stories = l.Metrics.Searcher(stories)
	}
	return &copied, release, nil
}

// Answer answers q.
func (l *Local) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	if err := l.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, release, err := l.snapshot(ctx, l.botFor(&q))
	if err != nil {
		return bot.Answer{}, err
	}
	defer release()
	a, err := b.Answer(ctx, q, show)
	return a, wrapped("answer", err)
}

// Summary summarises a story or a topic.
func (l *Local) Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error) {
	if err := l.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, release, err := l.snapshot(ctx, l.botFor(&q))
	if err != nil {
		return bot.Answer{}, err
	}
	defer release()
	a, err := b.Summary(ctx, q, style, show)
	return a, wrapped("summarise", err)
}

// Timeline lists the dated events of a topic.
func (l *Local) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	if err := l.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, release, err := l.snapshot(ctx, l.botFor(&q))
	if err != nil {
		return bot.Answer{}, err
	}
	defer release()
	a, err := b.Timeline(ctx, q)
	return a, wrapped("make the timeline", err)
}

// Digest tells what is new.
func (l *Local) Digest(ctx context.Context, q bot.Question) (bot.Answer, error) {
	if err := l.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, release, err := l.snapshot(ctx, l.botFor(&q))
	if err != nil {
		return bot.Answer{}, err
	}
	defer release()
	a, err := b.Digest(ctx, q)
	return a, wrapped("make the digest", err)
}

func wrapped(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// Search finds passages, within the time that the words name, as Answer does.
func (l *Local) Search(ctx context.Context, q bot.Question, limit, perStory int) (Results, error) {
	if err := l.wait(ctx); err != nil {
		return Results{}, err
	}
	b, release, err := l.snapshot(ctx, l.Silent)
	if err != nil {
		return Results{}, err
	}
	defer release()
	asked := q
	asked.Conversation = "" // words are searched as they stand
	query, found, err := b.Find(ctx, asked, limit, perStory)
	if err != nil {
		return Results{}, fmt.Errorf("search: %w", err)
	}
	query.Text = q.Text // as it was asked, not as it was understood
	return NewResults(query, found), nil
}

// Load makes the stories be what the sources hold. The catalogue is read anew.
func (l *Local) Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	sources, wrong := l.Catalogue.Read()
	var report knowledge.Report
	err := Rescue(func() (err error) {
		o.Only = l.unpaused(sources, o.Only)
		report, err = l.Base.Load(ctx, sources, o)
		return err //nolint:wrapcheck // it says what was tried
	})
	if err == nil && wrong != nil {
		report.Failed = append(report.Failed, knowledge.Failure{Item: "STORIES", Error: wrong.Error() + "; the sources are those of before"})
	}
	return report, err
}

// testFor is how long a source is read to see whether it can be.
const testFor = 20 * time.Second

// Test reads the source of that name as a load would, be it paused or one of more, which are
// not named; it changes nothing, and ends after 20 seconds with what it has found by then.
func (l *Local) Test(ctx context.Context, name string, more ...knowledge.Source) (report knowledge.Report, err error) {
	err = Rescue(func() (err error) {
		report, err = l.Base.Load(ctx, slices.Concat(l.Catalogue.Known(), more),
			knowledge.LoadOptions{DryRun: true, All: true, Retry: true, Only: []string{name}, Until: time.Now().Add(testFor)})
		return err //nolint:wrapcheck // it says what was tried
	})
	return report, err
}

// noSource is the name of no source. Among those that a load reads it stands for what is
// named no more, which is seen to.
const noSource = ""

// unpaused are the names of the sources that a load is to read, of only (empty: of all)
// those that are not paused. Empty: all of them.
func (l *Local) unpaused(sources []knowledge.Source, only []string) []string {
	if l.Paused == nil || len(l.Paused()) == 0 {
		return only
	}
	names := slices.Clone(only)
	if len(only) == 0 {
		names = append(names, noSource)
		for _, s := range sources {
			names = append(names, s.Name())
		}
	}
	paused := l.Paused()
	names = slices.DeleteFunc(names, func(name string) bool { return slices.Contains(paused, name) })
	if len(names) == 0 {
		return []string{noSource}
	}
	return names
}

// WaitForLoad has questions wait, where there is no story yet, until Loaded is
// called. It is called before the first question.
func (l *Local) WaitForLoad() { l.loaded = make(chan struct{}) }

// Loaded lets whoever waits for the first load go on. It may be called again.
func (l *Local) Loaded() { l.once.Do(func() { close(l.loaded) }) }

// wait waits for the first load where there is nothing to answer from before it.
func (l *Local) wait(ctx context.Context) error {
	if there, err := l.anything(ctx); there || err != nil {
		return err
	}
	select {
	case <-l.loaded:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the first load: %w", ctx.Err())
	}
}

// anything reports whether there are stories to answer from, or no load is to
// be waited for.
func (l *Local) anything(ctx context.Context) (bool, error) {
	if l.loaded == nil {
		return true, nil
	}
	info, err := l.Base.Info(ctx)
	return info.Stories > 0, wrapped("look for stories", err)
}

// Ready returns why nothing can be answered yet, or not everything, or nil.
func (l *Local) Ready(ctx context.Context) error {
	if l.Sound != nil && l.Sound() != nil {
		return errUnsound
	}
	if there, err := l.anything(ctx); there || err != nil {
		return err
	}
	select {
	case <-l.loaded:
		return nil
	default:
		return errLoading
	}
}
