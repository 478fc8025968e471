package operate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/refusal"
)

// office is a desk with two sources, of which one fails.
type office struct {
	desk.InProcess
	fails error
}

func (o office) Sources() []string { return []string{"/srv/news", "/srv/sports"} }
func (o office) Status(_ context.Context, w *words.Words) ([]string, error) {
	return append(o.Warnings(context.Background(), w), w.Chat.Operate.NoModel), o.fails
}
func (o office) Warnings(_ context.Context, w *words.Words) []string {
	return []string{words.Fill(w.Chat.Operate.OfSource, "name", "/srv/news", "what", w.Chat.Operate.NeverRead)}
}
func (o office) Stories(context.Context, string) (desk.Listing, error) { return desk.Listing{}, nil }
func (o office) Load(context.Context, knowledge.LoadOptions) (knowledge.Report, error) {
	return knowledge.Report{Stories: 9, Added: []string{"a"}, Updated: []string{"b"}, Removed: []string{"c"}, Failed: []knowledge.Failure{{Item: "d", Error: "e"}},
		Held: []knowledge.Held{{Source: "/srv/old", Stories: 2}}, PassedOver: []knowledge.PassedOver{{Kind: ".mp3", Count: 2}}}, o.fails
}

// shelfKeeper changes sources, or fails.
type shelfKeeper struct {
	desk.SourceKeeper
	fails error
}

func (k shelfKeeper) Add(string, string, string, string) error { return k.fails }
func (k shelfKeeper) Remove(string) error                      { return k.fails }
func (k shelfKeeper) Pause(string, bool) error                 { return k.fails }
func (k shelfKeeper) Owned() []string                          { return []string{"/srv/news"} }
func (k shelfKeeper) Paused() []string                         { return []string{"/srv/sports"} }

// reader is a Reply that keeps what was shown.
type reader struct{ text strings.Builder }

func (r *reader) Draft(context.Context, string) error { return nil }
func (r *reader) Fail(_ context.Context, err error)   { r.text.WriteString("failed: " + err.Error()) }
func (r *reader) Show(_ context.Context, messages []render.Message) {
	for _, m := range messages {
		r.text.WriteString(m.Content + "\n")
	}
}

// TestRepliesInTheirLanguage runs every command and what it may reply in all languages: what is
// said is that language's own, and no placeholder is left.
func TestRepliesInTheirLanguage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		command, options string // name=value, separated by spaces; of a switch only its name
		change           func(o *Operations)
		want             func(o *words.Operate, s *words.Status) []string
	}{
		"status":               {Status, "", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.NoModel} }},
		"block whom":           {Block, "", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.AreBlocked} }},
		"block":                {Block, "user=<@42>", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.NowBlocked} }},
		"block nobody":         {Block, "user=ada", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.NotBlocked} }},
		"lift":                 {Block, "server=42 lift", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.Lifted} }},
		"block without a book": {Block, "user=42", func(o *Operations) { o.Guilds = nil }, func(o *words.Operate, _ *words.Status) []string { return []string{o.NoBlocking} }},
		"reload": {Reload, "", nil, func(o *words.Operate, s *words.Status) []string {
			return []string{o.Loaded, "**" + s.Added + "**", "**" + s.Updated + "**", "**" + s.Removed + "**", "**" + s.Failed + "**", "**" + o.Held + "**", "**" + o.NotRead + "**", o.Confirming, o.OfKinds.Many}
		}},
		"reload what is unknown": {Reload, "source=x", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.NoSource} }},
		"reload what is paused":  {Reload, "source=sports", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.PausedSource} }},
		"reload twice":           {Reload, "", func(o *Operations) { o.Loading.Lock() }, func(o *words.Operate, _ *words.Status) []string { return []string{o.UnderWay} }},
		"sources": {Sources, "", nil, func(o *words.Operate, s *words.Status) []string {
			return []string{"news (" + s.AddedHere + ")", "sports, " + s.Paused, o.NeverRead}
		}},
		"change no source": {Sources, "do=remove", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.PickSource} }},
		"change nothing":   {Sources, "source=news", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.PickChange} }},
		"fixed sources":    {Sources, "do=pause source=news", func(o *Operations) { o.Sources = nil }, func(o *words.Operate, _ *words.Status) []string { return []string{o.FixedSources} }},
		"pause":            {Sources, "do=pause source=news", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.NowPaused} }},
		"remove":           {Sources, "do=remove source=news", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.NowRemoved} }},
		"add":              {Sources, "do=add address=https://a.example", nil, func(o *words.Operate, _ *words.Status) []string { return []string{o.Loaded} }},
		"a name is taken": {Sources, "do=add address=https://a.example", func(o *Operations) { o.Sources = shelfKeeper{fails: refusal.ErrTaken} },
			func(o *words.Operate, _ *words.Status) []string { return []string{o.NameTaken[1:]} }},
		"no such source": {Sources, "do=pause source=news", func(o *Operations) { o.Sources = shelfKeeper{fails: fmt.Errorf("pause: %w", refusal.ErrUnknown)} },
			func(o *words.Operate, _ *words.Status) []string { return []string{o.NoSuchSource[1:]} }},
		"of the settings": {Sources, "do=remove source=news", func(o *Operations) { o.Sources = shelfKeeper{fails: refusal.ErrNamed} },
			func(o *words.Operate, _ *words.Status) []string { return []string{o.NamedInStories[1:]} }},
		"the disk": {Sources, "do=pause source=news", func(o *Operations) {
			o.Sources = shelfKeeper{fails: fmt.Errorf("%w /srv/x: %w", refusal.ErrNotWritten, errors.New("full"))}
		},
			func(o *words.Operate, _ *words.Status) []string { return []string{o.ListNotWritten[1:]} }},
		"an error is not hidden": {Sources, "do=pause source=news", func(o *Operations) { o.Sources = shelfKeeper{fails: errors.New("no room")} },
			func(*words.Operate, *words.Status) []string { return []string{"No room."} }},
	} {
		for _, w := range words.All() {
			var loading sync.Mutex
			book, err := guild.Open(t.Context(), keeper{})
			if err != nil {
				t.Fatal(err)
			}
			o := &Operations{Desk: office{}, Voice: render.NewVoice(w, nil), Sources: shelfKeeper{}, Guilds: book, Log: slog.New(slog.DiscardHandler), Loading: &loading}
			if c.change != nil {
				c.change(o)
			}
			given := make(map[string]string)
			for _, one := range strings.Fields(c.options) {
				option, value, _ := strings.Cut(one, "=")
				given[option] = value
			}
			r := &reader{}
			o.Run(t.Context(), Command{Name: c.command, Option: func(n string) string { return given[n] }, Yes: func(n string) bool { _, is := given[n]; return is }}, r)
			got := r.text.String()
			for _, want := range c.want(&w.Chat.Operate, &w.Status) {
				for _, part := range strings.FieldsFunc(want, func(r rune) bool { return r == '{' || r == '}' }) {
					if len(part) > 12 && !strings.Contains(got, strings.TrimSpace(part)) { // what stands around the placeholders
						t.Errorf("%s, %s: %q is not in %q", name, w.Script.Lang, part, got)
					}
				}
				if len(want) <= 12 && !strings.Contains(got, want) {
					t.Errorf("%s, %s: %q is not in %q", name, w.Script.Lang, want, got)
				}
			}
			if strings.Contains(got, "/srv") {
				t.Errorf("%s, %s: a folder is told of: %q", name, w.Script.Lang, got)
			}
			if strings.ContainsAny(got, "{}") || strings.TrimSpace(got) == "" {
				t.Errorf("%s, %s: %q", name, w.Script.Lang, got)
			}
		}
	}
}
