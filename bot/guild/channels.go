package guild

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Where is a place in a server.
type Where struct {
	Server  string // empty: direct messages, which no server's settings are about
	Channel string
	Parent  string // the channel that a thread is in; empty: it is no thread
	Unsure  bool   // whether it is a thread, and of what channel, is not known
}

// Own is what a channel has otherwise than its server, in its threads too. The zero Own
// is nothing: all is as in the server.
type Own struct {
	Place       Place    `json:"place,omitempty"`       // empty: as in the server
	Language    string   `json:"language,omitempty"`    // one of Languages, or AnyLanguage; empty: as in the server
	Collections []string `json:"collections,omitempty"` // empty: as in the server
}

// AnyLanguage is, of a channel, that replies are in the language of the question.
const AnyLanguage = "any"

// None reports whether all is as in the server.
func (o Own) None() bool { return o.Place == "" && o.Language == "" && len(o.Collections) == 0 }

func (o Own) clean() Own {
	s := Settings{Place: o.Place, Language: o.Language, Collections: o.Collections}.clean()
	if o.Language == AnyLanguage {
		s.Language = AnyLanguage
	}
	return Own{Place: s.Place, Language: s.Language, Collections: s.Collections}
}

// with are the settings as they hold in a channel.
func (s Settings) with(o Own) Settings {
	s.Place = cmp.Or(o.Place, s.Place)
	if s.Language = cmp.Or(o.Language, s.Language); s.Language == AnyLanguage {
		s.Language = ""
	}
	if len(o.Collections) > 0 {
		s.Collections = o.Collections
	}
	return s
}

// at are the settings that hold at a place. Where it is not known of which channel it is a
// thread, it is answered from what all channels would be answered from.
func (s server) at(w Where) Settings {
	for _, channel := range []string{w.Channel, w.Parent} {
		if own, has := s.channels[channel]; has {
			return s.Settings.with(own)
		}
	}
	set := s.Settings
	if !w.Unsure {
		return set
	}
	for _, channel := range slices.Sorted(maps.Keys(s.channels)) {
		both, some := narrow(set.Collections, s.channels[channel].Collections)
		if set.Collections = both; !some {
			set.Collections = []string{nothing}
			break
		}
	}
	return set
}

// At returns the settings that hold at a place: those of its server, and in their stead what
// the channel has of its own. A nil book has none.
func (b *Book) At(w Where) Settings {
	if b == nil {
		return Settings{}
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.servers[w.Server].at(w)
}

// NeedsParent reports whether what holds at a place may hang on which channel it is a
// thread of.
func (b *Book) NeedsParent(w Where) bool {
	if b == nil || w.Server == "" || w.Parent != "" {
		return false
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	s := b.servers[w.Server]
	if _, own := s.channels[w.Channel]; own || slices.Contains(s.Settings.Channels, w.Channel) && len(s.channels) == 0 {
		return false // no thread has settings
	}
	return len(s.channels) > 0 || len(s.Settings.Channels) > 0
}

// Channels returns what channels of a server have of their own, by their IDs.
func (b *Book) Channels(id string) map[string]Own {
	if b == nil {
		return nil
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	return maps.Clone(b.servers[id].channels)
}

// maxOwn is how many channels of a server may have something of their own.
const maxOwn = 100

// ErrFull tells that no more channels of a server can have something of their own.
var ErrFull = errors.New("too many channels have settings of their own")

// ChangeChannel changes what a channel of a server has of its own, and returns that as it is
// now; of one that is as its server nothing is kept. Where it cannot be kept, it stays as it
// was. The error is ErrFull where too many others have something of their own.
func (b *Book) ChangeChannel(ctx context.Context, id, channel string, change func(o *Own)) (Own, error) {
	if !isID(id) || !isID(channel) {
		return Own{}, fmt.Errorf("change what is set for a channel: %q of %q is no ID", channel, id)
	}
	b.write.Lock()
	defer b.write.Unlock()
	all := b.Channels(id)
	if all == nil {
		all = make(map[string]Own)
	}
	was, had := all[channel]
	now := was
	change(&now)
	now = now.clean()
	text := ""
	if delete(all, channel); !now.None() {
		if all[channel] = now; !had && len(all) > maxOwn {
			return was, ErrFull
		}
		row, err := json.Marshal(now)
		if err != nil {
			return was, fmt.Errorf("change what is set for a channel: %w", err)
		}
		text = string(row)
	}
	if err := b.store.Keep(ctx, channelKey+id+":"+channel, text); err != nil {
		return was, fmt.Errorf("change what is set for a channel: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.servers[id]
	s.channels = all
	b.servers[id] = s
	return now, nil
}

// Gone forgets a channel that was deleted. That the bot answers in that channel alone stays:
// else it would answer everywhere.
func (b *Book) Gone(ctx context.Context, id, channel string) error {
	if b == nil {
		return nil
	}
	var err error
	if _, own := b.Channels(id)[channel]; own {
		_, err = b.ChangeChannel(ctx, id, channel, func(o *Own) { *o = Own{} })
	}
	if set := b.Settings(id).Channels; len(set) > 1 && slices.Contains(set, channel) {
		_, also := b.Change(ctx, id, func(s *Settings) {
			s.Channels = slices.DeleteFunc(slices.Clone(s.Channels), func(c string) bool { return c == channel })
		})
		err = errors.Join(err, also)
	}
	return err
}

// ofChannel reads what a store keeps of a channel, under a key without its beginning.
func (b *Book) ofChannel(key, text string) {
	id, channel, two := strings.Cut(key, ":")
	var own Own
	if !two || json.Unmarshal([]byte(text), &own) != nil || own.clean().None() {
		return
	}
	s := b.servers[id]
	if s.channels == nil {
		s.channels = make(map[string]Own)
	}
	s.channels[channel] = own.clean()
	b.servers[id] = s
}
