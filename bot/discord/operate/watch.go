package operate

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/guild"
)

// lookEvery is how often it is looked for troubles.
const lookEvery = time.Minute

// onceIn is how long operators are not told again of what happens again at one place, and
// mostIn of how many such things they are told in that time.
const (
	onceIn = time.Hour
	mostIn = 10
)

// toldKey is where the store keeps which troubles operators were told of.
const toldKey = "told"

// Watch tells operators of troubles, of each once for as long as it lasts, also over a
// restart, and of what happens once. Tell is called for one thing after the other.
type Watch struct {
	Troubles func(ctx context.Context) ([]desk.Trouble, error) // nil: there are none
	Store    guild.Store                                       // nil: after a restart they are told again
	Tell     func(ctx context.Context, tell desk.Tell)
	Log      *slog.Logger

	mu    sync.Mutex
	known bool // what was told before this run
	told  []string
	once  map[string]time.Time
}

// Run looks for troubles every minute until ctx ends.
func (w *Watch) Run(ctx context.Context) {
	if w.Troubles == nil {
		return
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.look(ctx)
		}
	}
}

// look tells of the troubles that are new, and forgets those that are over.
func (w *Watch) look(ctx context.Context) {
	now, err := w.Troubles(ctx)
	if err != nil {
		w.Log.Debug("it could not be looked for troubles", "err", err)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.recall(ctx)
	var still []string
	for _, t := range now {
		if !slices.Contains(w.told, t.Key) {
			w.Tell(ctx, t.Tell)
		}
		still = append(still, t.Key)
	}
	if slices.Equal(still, w.told) {
		return
	}
	w.told = still
	w.keep(ctx)
}

func (w *Watch) recall(ctx context.Context) {
	if w.known || w.Store == nil {
		return
	}
	all, err := w.Store.Kept(ctx)
	if err == nil && all[toldKey] != "" {
		err = json.Unmarshal([]byte(all[toldKey]), &w.told)
	}
	if err != nil {
		w.Log.Debug("it is not known what operators were told of", "err", err)
	}
	w.known = true
}

func (w *Watch) keep(ctx context.Context) {
	if w.Store == nil {
		return
	}
	text, err := json.Marshal(w.told)
	if err == nil {
		err = w.Store.Keep(ctx, toldKey, string(text))
	}
	if err != nil {
		w.Log.Debug("it could not be kept what operators were told of", "err", err)
	}
}

// Happened tells of what has happened at a place, unless they were told of such a thing
// there within the hour, or of many elsewhere.
func (w *Watch) Happened(ctx context.Context, place string, tell desk.Tell) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	for at, when := range w.once {
		if now.Sub(when) >= onceIn {
			delete(w.once, at)
		}
	}
	if _, told := w.once[place]; told || len(w.once) >= mostIn {
		return
	}
	if w.once == nil {
		w.once = make(map[string]time.Time)
	}
	w.once[place] = now
	w.Tell(ctx, tell)
}
