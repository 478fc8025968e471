package guild

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestOfChannels tries what a server sets by what a channel has of its own, on all surfaces:
// in the channel, in its threads, elsewhere, and where it is not known where.
func TestOfChannels(t *testing.T) {
	t.Parallel()
	server := Settings{Place: InThread, Language: "de", Collections: []string{"a", "b"}, Roles: []string{"9"}}
	places := map[string]Where{
		"the channel": {Server: home, Channel: here}, "its thread": {Server: home, Channel: thread, Parent: here},
		"another": {Server: home, Channel: there}, "another's thread": {Server: home, Channel: thread, Parent: there},
		"who knows": {Server: home, Channel: thread, Unsure: true}, "another server": {Server: "7", Channel: "8"}, "direct messages": {Channel: "9"},
	}
	for name, c := range map[string]struct {
		server          Settings
		own             Own
		want            Settings // in the channel and its threads
		unsure          []string // the collections where it is not known where
		operators, gets []string // in the channel
	}{
		"nothing":                    {},
		"all of its own":             {own: Own{AsReply, "fr", []string{"c"}}, want: Settings{Place: AsReply, Language: "fr", Collections: []string{"c"}}, unsure: []string{"c"}, gets: []string{"c"}},
		"as the server":              {server: server, want: server, unsure: []string{"a", "b"}, gets: []string{"a", "b"}},
		"another place":              {server: server, own: Own{Place: AsReply}, want: Settings{Place: AsReply, Language: "de", Collections: []string{"a", "b"}, Roles: []string{"9"}}, unsure: []string{"a", "b"}, gets: []string{"a", "b"}},
		"another language":           {server: server, own: Own{Language: "pt"}, want: Settings{Place: InThread, Language: "pt", Collections: []string{"a", "b"}, Roles: []string{"9"}}, unsure: []string{"a", "b"}, gets: []string{"a", "b"}},
		"the question's language":    {server: server, own: Own{Language: AnyLanguage}, want: Settings{Place: InThread, Collections: []string{"a", "b"}, Roles: []string{"9"}}, unsure: []string{"a", "b"}, gets: []string{"a", "b"}},
		"fewer collections":          {server: server, own: Own{Collections: []string{"b"}}, want: Settings{Place: InThread, Language: "de", Collections: []string{"b"}, Roles: []string{"9"}}, unsure: []string{"b"}, gets: []string{"b"}},
		"other collections":          {server: server, own: Own{Collections: []string{"c"}}, want: Settings{Place: InThread, Language: "de", Collections: []string{"c"}, Roles: []string{"9"}}, unsure: []string{nothing}, gets: []string{"c"}},
		"of what the operators give": {own: Own{Collections: []string{"b", "c"}}, want: Settings{Collections: []string{"b", "c"}}, unsure: []string{"b", "c"}, operators: []string{"c", "d"}, gets: []string{"c"}},
		"none of what they give":     {own: Own{Collections: []string{"b"}}, want: Settings{Collections: []string{"b"}}, unsure: []string{"b"}, operators: []string{"d"}, gets: []string{nothing}},
	} {
		s := &shelf{kept: map[string]string{}}
		first := book(t, s)
		_, err1 := first.Change(t.Context(), home, func(s *Settings) { *s = c.server })
		_, err2 := first.ChangeChannel(t.Context(), home, here, func(o *Own) { *o = c.own })
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		for run, b := range map[string]*Book{"at once": first, "in the next run": book(t, s)} {
			for place, w := range places {
				want := Settings{}
				switch {
				case strings.HasPrefix(place, "the channel"), place == "its thread":
					want = c.want
				case w.Server == home:
					want = c.server
				}
				if w.Unsure {
					want.Collections = c.unsure
				}
				got := b.At(w)
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s, %s, %s: %+v, want %+v", name, run, place, got, want)
				}
				none := slices.Contains(want.Collections, nothing)
				v := b.Judge(Event{Where: w, Roles: []string{"9"}, Audience: c.operators}, "1")
				if none && v.Reason != NoStories {
					t.Errorf("%s, %s, %s: %v, where nothing is answered from", name, run, place, v.Reason)
				}
				if gives := b.Audience(w, c.operators); v.Reason == Allowed && !slices.Equal(v.Audience, gives) || v.Reason == NoStories && !slices.Equal(gives, []string{nothing}) || v.Reason != Allowed && v.Reason != NoStories {
					t.Errorf("%s, %s, %s: judged %v %q, and given %q", name, run, place, v.Reason, v.Audience, gives)
				}
			}
			if got := b.Audience(places["its thread"], c.operators); !slices.Equal(got, c.gets) {
				t.Errorf("%s, %s: answered from %q, want %q", name, run, got, c.gets)
			}
		}
	}
	if got := (*Book)(nil).At(places["the channel"]); !reflect.DeepEqual(got, Settings{}) {
		t.Errorf("without a book: %+v", got)
	}
}

// TestNeedsParent: it is only asked for where that changes something.
func TestNeedsParent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		channels []string // where the server is answered
		own      string   // the channel with something of its own
		at       Where
		want     bool
	}{
		"nothing is set":           {nil, "", Where{Server: home, Channel: here}, false},
		"the channel is set":       {[]string{here}, "", Where{Server: home, Channel: here}, false},
		"another is set":           {[]string{there}, "", Where{Server: home, Channel: thread}, true},
		"the channel has its own":  {nil, here, Where{Server: home, Channel: here}, false},
		"another has its own":      {nil, there, Where{Server: home, Channel: here}, true},
		"set, another has its own": {[]string{here}, there, Where{Server: home, Channel: here}, true},
		"it is known":              {[]string{there}, here, Where{Server: home, Channel: thread, Parent: here}, false},
		"direct messages":          {[]string{there}, here, Where{Channel: "5"}, false},
		"another server":           {[]string{there}, here, Where{Server: "7", Channel: "5"}, false},
	} {
		b := book(t, &shelf{kept: map[string]string{}})
		_, err := b.Change(t.Context(), home, func(s *Settings) { s.Channels = c.channels })
		if c.own != "" {
			_, err2 := b.ChangeChannel(t.Context(), home, c.own, func(o *Own) { o.Place = InThread })
			err = errors.Join(err, err2)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := b.NeedsParent(c.at); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestRowsOfChannels: a channel that is as its server has no row, nor has one that is gone;
// what is no channel, or one too many, is not taken.
func TestRowsOfChannels(t *testing.T) {
	t.Parallel()
	s := &shelf{kept: map[string]string{"channel:" + home + ":" + there: `{"place":"moon"}`, "channel:x": "{", "channel:" + home + ":5": "no JSON"}}
	b := book(t, s)
	ctx := t.Context()
	if got := b.Channels(home); len(got) > 0 {
		t.Errorf("what is nothing is read: %v", got)
	}
	clear(s.kept)
	set := func(channel string, o Own) error {
		_, err := b.ChangeChannel(ctx, home, channel, func(was *Own) { *was = o })
		return err
	}
	rows := func() string { return strings.Join(slices.Sorted(maps.Keys(s.kept)), " ") }
	if err := errors.Join(set(here, Own{Place: InThread}), set(there, Own{Language: "it"}), set(thread, Own{Language: "tlh"})); err != nil {
		t.Fatal(err)
	}
	if want := "channel:100:200 channel:100:201"; rows() != want {
		t.Errorf("rows %s, want %s", rows(), want)
	}
	if err := set(there, Own{}); err != nil || rows() != "channel:100:200" {
		t.Errorf("as the server: %v, rows %s", err, rows())
	}
	if _, err := b.Change(ctx, home, func(s *Settings) { s.Channels = []string{here, there} }); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := b.Gone(ctx, home, here); err != nil || rows() != "server:100" || !slices.Equal(b.Settings(home).Channels, []string{there}) {
			t.Errorf("gone: %v, rows %s, answers in %v", err, rows(), b.Settings(home).Channels)
		}
	}
	if err := b.Gone(ctx, home, there); err != nil || !slices.Equal(b.Settings(home).Channels, []string{there}) {
		t.Errorf("the last one is gone: %v, answers in %v", err, b.Settings(home).Channels)
	}
	if set("1 OR 1", Own{Place: InThread}) == nil || set("", Own{Place: InThread}) == nil {
		t.Error("what is no ID was taken")
	}
	for n := range maxOwn {
		if err := set(fmt.Sprint(1000+n), Own{Place: InThread}); err != nil {
			t.Fatal(err)
		}
	}
	if err := set("999", Own{Place: InThread}); !errors.Is(err, ErrFull) || len(b.Channels(home)) != maxOwn {
		t.Errorf("one too many: %v, %d", err, len(b.Channels(home)))
	}
	if err := set("1000", Own{Place: AsReply}); err != nil {
		t.Errorf("one of those there are: %v", err)
	}
	s.err = errors.New("the disk is full")
	if err := set("1000", Own{Place: InThread}); err == nil || b.Channels(home)["1000"].Place != AsReply {
		t.Errorf("what could not be kept holds: %v", err)
	}
}
