package discord_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// quoter is a small true desk: it quotes the sentence of its stories that shares
// most words with the question.
type quoter struct {
	mu      sync.Mutex
	stories []knowledge.Story
	asked   []bot.Question
	journal *memoryJournal
	// answer, where it is set, answers instead.
	answer func(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error)
	load   func(ctx context.Context, source string, o knowledge.LoadOptions) (knowledge.Report, error)
}

func newQuoter(journal *memoryJournal) *quoter {
	d := &quoter{journal: journal}
	for n, text := range []string{
		"Mette Olsen painted the lighthouse of Faro. It took her a week. The harbour paid for it.",
		"Two bakers of Orm went on strike on Monday. They want a later morning.",
	} {
		s := knowledge.Story{
			ID: fmt.Sprintf("story-%d", n+1), Title: []string{"The lighthouse of Faro", "Bakers on strike"}[n], Outlet: "Faro Post",
			Published: time.Date(2019, 1, 3+n, 0, 0, 0, 0, time.UTC), Updated: time.Date(2019, 2, 1, 0, 0, 0, 0, time.UTC),
			URL: fmt.Sprintf("https://news.example/%d", n+1), Text: text, Label: []knowledge.Label{knowledge.News, knowledge.Opinion}[n],
		}
		s.Hash = s.Fingerprint()
		d.stories = append(d.stories, s)
	}
	return d
}

func (d *quoter) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	d.mu.Lock()
	d.asked = append(d.asked, q)
	answer := d.answer
	d.mu.Unlock()
	if answer != nil {
		return answer(ctx, q, show)
	}
	if err := context.Cause(ctx); err != nil {
		return bot.Answer{}, err
	}
	a := d.quote(q)
	for _, c := range a.Citations {
		show(bot.Shown{Claim: bot.Claim{Text: a.Text, Citations: []int{}}, Opens: " ", Added: []bot.Citation{c}})
	}
	a.ID = d.journal.record(q, a)
	return a, nil
}

func (d *quoter) Story(context.Context, string) (desk.Opened, error) {
	return desk.Opened{}, knowledge.ErrNotFound
}

// quote answers with the best sentence.
func (d *quoter) quote(q bot.Question) bot.Answer {
	a := bot.Answer{Question: q.Text, Mode: bot.ModeNone, Text: "The stories do not say.", AsOf: time.Unix(1_700_000_000, 0), Citations: []bot.Citation{}}
	best := 0
	for _, s := range d.stories {
		if q.Story != "" && q.Story != s.ID {
			continue
		}
		for _, span := range text.English().Sentences(s.Text) {
			n := 0
			for _, t := range text.English().Terms(q.Text) {
				if slices.Contains(text.English().Terms(span.Of(s.Text)), t) {
					n++
				}
			}
			if n > best {
				best, a.Mode = n, bot.ModeExtract
				a.Text = span.Of(s.Text) + " [1]"
				a.Citations = []bot.Citation{{N: 1, Story: s.ID, Version: s.Hash, Title: s.Title, Outlet: s.Outlet, Label: s.Label,
					Published: knowledge.Day(s.Published), URL: s.URL, Quote: span.Of(s.Text), Start: span.Start, End: span.End}}
			}
		}
	}
	return a
}

func (d *quoter) Summary(ctx context.Context, q bot.Question, _ bot.Style, show bot.Show) (bot.Answer, error) {
	return d.Answer(ctx, q, show)
}

func (d *quoter) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return d.Answer(ctx, q, func(bot.Shown) {})
}

func (d *quoter) Digest(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return d.Answer(ctx, q, func(bot.Shown) {})
}

func (d *quoter) Search(_ context.Context, q bot.Question, limit, _ int) (desk.Results, error) {
	if q.Text == "panic" {
		panic("broken")
	}
	var hits []knowledge.Hit
	for _, s := range d.stories {
		if strings.Contains(strings.ToLower(s.Text), strings.ToLower(q.Text)) && len(hits) < limit {
			hits = append(hits, knowledge.Hit{Story: s, Span: text.Span{Start: 0, End: len(s.Text)}})
		}
	}
	return desk.NewResults(knowledge.Query{}, knowledge.Found{Hits: hits}), nil
}

func (d *quoter) Stories(_ context.Context, filter string) (desk.Listing, error) {
	if filter == "panic" {
		panic("broken")
	}
	var docs []*knowledge.StoryInfo
	for _, s := range d.stories {
		if strings.Contains(strings.ToLower(s.Title), strings.ToLower(filter)) {
			docs = append(docs, &knowledge.StoryInfo{Story: s})
		}
	}
	return desk.NewListing(docs), nil
}

func (d *quoter) Version(_ context.Context, id, version string) (knowledge.Story, bool, error) {
	for _, s := range d.stories {
		if s.ID == id && (version == "" || version == s.Hash) {
			return s, true, nil
		}
	}
	return knowledge.Story{}, false, knowledge.ErrNotFound
}

func (d *quoter) Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	if d.load != nil {
		return d.load(ctx, strings.Join(o.Only, " "), o)
	}
	return knowledge.Report{Stories: len(d.stories)}, nil
}

func (d *quoter) Sources() []string { return []string{"news", "more news"} }

func (d *quoter) Warnings(context.Context, *words.Words) []string { return nil }

func (d *quoter) Status(context.Context, *words.Words) ([]string, error) {
	return []string{fmt.Sprintf("%d stories", len(d.stories))}, nil
}

func (d *quoter) questions() []bot.Question {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.asked)
}

// memoryJournal is a journal in memory that outlives a bot.
type memoryJournal struct {
	mu       sync.Mutex
	entries  map[int64]desk.Entry
	posted   map[string]int64
	feedback map[string]bool
	last     int64
}

func newMemoryJournal() *memoryJournal {
	return &memoryJournal{entries: map[int64]desk.Entry{}, posted: map[string]int64{}, feedback: map[string]bool{}}
}

func (s *memoryJournal) record(q bot.Question, a bot.Answer) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	a.ID = s.last
	s.entries[s.last] = desk.Entry{Asker: q.Asker, Conversation: q.Conversation, Standalone: q.Text, Answer: a}
	return s.last
}

func (s *memoryJournal) Posted(_ context.Context, id int64, place string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.posted[place] = id
	return nil
}

func (s *memoryJournal) Find(_ context.Context, place string) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id, ok := s.posted[place]; ok {
		return id, nil
	}
	return 0, desk.ErrForgotten
}

func (s *memoryJournal) Answer(_ context.Context, id int64) (desk.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[id]
	if !ok {
		return desk.Entry{}, desk.ErrForgotten
	}
	for place, at := range s.posted {
		if at == id {
			e.Posted = append(e.Posted, place)
		}
	}
	return e, nil
}

func (s *memoryJournal) Feedback(_ context.Context, id int64, asker string, helpful bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.feedback[fmt.Sprint(id, " ", asker)] = helpful
	return nil
}

func (s *memoryJournal) Forget(_ context.Context, _, asker string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for id, e := range s.entries {
		if e.Asker == asker {
			delete(s.entries, id)
			n++
			for place, at := range s.posted {
				if at == id {
					delete(s.posted, place)
				}
			}
		}
	}
	return n, nil
}

// testLog is a log that a test can read.
type testLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (n *testLog) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *testLog) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// scene is a Discord with our bot in it.
type scene struct {
	*discordtest.Server
	desk    *quoter
	journal *memoryJournal
	log     *testLog
	bot     *discord.Bot
	stop    func() error // ends the bot as SIGTERM does, and returns what Run returned
	ended   chan error
}

// bubble runs a test with a clock of its own: waiting takes no time, and how long
// something takes does not depend on the machine.
func bubble(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC))) // from 2000, before all IDs of Discord
		test(t)
	})
}

// stage opens a Discord and lets our bot join it, in a bubble. change may alter the bot before.
func stage(t *testing.T, o discordtest.Options, change func(s *scene)) *scene {
	t.Helper()
	o.Memory = true
	if o.Patience == 0 {
		o.Patience = time.Minute
	}
	return stageOn(t, o, change)
}

func stageOn(t *testing.T, o discordtest.Options, change func(s *scene)) *scene {
	t.Helper()
	s := &scene{Server: discordtest.New(t, o), journal: newMemoryJournal(), log: &testLog{}}
	s.desk = newQuoter(s.journal)
	s.join(t, change)
	return s
}

// join starts the bot (again).
func (s *scene) join(t *testing.T, change func(s *scene)) {
	t.Helper()
	s.bot = &discord.Bot{
		Desk: s.desk, Journal: s.journal, Token: s.Token, API: s.URL, Home: s.Guild.ID, Transport: s.Transport(), Dial: s.Dial,
		Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})), Pace: 60 * time.Millisecond, Grace: 5 * time.Second,
	}
	if change != nil {
		change(s)
	}
	before := s.Gateway().Identified
	ctx, cancel := context.WithCancel(context.Background())
	s.ended = make(chan error, 1)
	go func() { s.ended <- s.bot.Run(ctx) }()
	var once sync.Once
	var result error
	s.stop = func() error {
		once.Do(func() {
			cancel()
			select {
			case result = <-s.ended:
			case <-time.After(25 * time.Second):
				result = fmt.Errorf("the bot did not end")
			}
		})
		return result
	}
	t.Cleanup(func() {
		_ = s.stop()
		if strings.Contains(s.log.String(), "level=ERROR msg=panic") && !strings.Contains(t.Name(), "Panic") {
			t.Errorf("the bot panicked:\n%s", s.log)
		}
		if t.Failed() {
			t.Logf("the log:\n%s", s.log)
		}
	})
	if s.bot.Token == s.Token {
		s.WaitFor("the bot to join", func() bool { g := s.Gateway(); return g.Identified > before && g.Ready > 0 })
	}
}

// has is a condition on a message: it holds all of these.
func has(parts ...string) func(discordtest.Message) bool {
	return func(m discordtest.Message) bool {
		for _, p := range parts {
			if !strings.Contains(m.Content, p) {
				return false
			}
		}
		return true
	}
}

// final is a message that is a whole answer: it has its buttons.
func final(m discordtest.Message) bool { return len(m.Buttons()) > 0 }

// registered waits until the commands are there.
func (s *scene) registered() {
	s.WaitFor("the commands", func() bool { return s.Overwrites("") > 0 && (s.bot.Home == "" || s.Overwrites(s.bot.Home) > 0) })
	time.Sleep(50 * time.Millisecond) // until it has read their IDs
}

func labels(m discordtest.Message) []string {
	var all []string
	for _, b := range m.Buttons() {
		all = append(all, b.Label)
	}
	return all
}

// eventually waits for what no event of Discord tells of.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// kept waits until the journal knows what was posted at a place.
func (s *scene) kept(t *testing.T, place string) {
	t.Helper()
	eventually(t, "the place of an answer", func() bool { _, err := s.journal.Find(t.Context(), place); return err == nil })
}
