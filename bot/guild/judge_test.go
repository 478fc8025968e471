package guild

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

const home, here, there, thread = "100", "200", "201", "300"

var ten = time.Date(2026, 7, 6, 22, 30, 0, 0, time.UTC)

func TestJudge(t *testing.T) {
	t.Parallel()
	night := Hours{From: 22 * 60, Until: 7 * 60, Zone: "UTC"}
	asked := Event{Where: Where{Server: home, Channel: here}, Roles: []string{"1", "2"}, At: ten}
	with := func(change func(e *Event)) Event { e := asked; change(&e); return e }
	for name, c := range map[string]struct {
		settings Settings
		blocked  bool
		event    Event
		want     Reason
		audience []string // of what is allowed
	}{
		"nothing is set":               {event: asked},
		"an audience":                  {event: with(func(e *Event) { e.Audience = []string{"a"} }), audience: []string{"a"}},
		"blocked":                      {blocked: true, event: asked, want: Blocked},
		"blocked in direct messages":   {blocked: true, event: Event{Where: Where{Channel: here}}, want: Blocked},
		"blocked before all else":      {settings: Settings{Channels: []string{there}}, blocked: true, event: asked, want: Blocked},
		"this channel":                 {settings: Settings{Channels: []string{there, here}}, event: asked},
		"another channel":              {settings: Settings{Channels: []string{there}}, event: asked, want: Elsewhere},
		"a thread of this channel":     {settings: Settings{Channels: []string{here}}, event: with(func(e *Event) { e.Channel, e.Parent = thread, here })},
		"a thread of another channel":  {settings: Settings{Channels: []string{there}}, event: with(func(e *Event) { e.Channel, e.Parent = thread, here }), want: Elsewhere},
		"a thread of nobody knows":     {settings: Settings{Channels: []string{there}}, event: with(func(e *Event) { e.Channel = thread }), want: Elsewhere},
		"many channels":                {settings: Settings{Channels: []string{"1", "2", "3", "4", "5", "6"}}, event: asked, want: Elsewhere},
		"a role that may":              {settings: Settings{Roles: []string{"9", "2"}}, event: asked},
		"no role that may":             {settings: Settings{Roles: []string{"9"}}, event: asked, want: NoRole},
		"without any role":             {settings: Settings{Roles: []string{"9"}}, event: with(func(e *Event) { e.Roles = nil }), want: NoRole},
		"the role of everybody":        {settings: Settings{Roles: []string{home}}, event: with(func(e *Event) { e.Roles = nil })},
		"at night":                     {settings: Settings{Quiet: night}, event: asked, want: AtRest},
		"by day":                       {settings: Settings{Quiet: night}, event: with(func(e *Event) { e.At = ten.Add(12 * time.Hour) })},
		"collections of the server":    {settings: Settings{Collections: []string{"a", "b"}}, event: asked, audience: []string{"a", "b"}},
		"collections of both":          {settings: Settings{Collections: []string{"a", "b"}}, event: with(func(e *Event) { e.Audience = []string{"c", "b"} }), audience: []string{"b"}},
		"collections of neither":       {settings: Settings{Collections: []string{"a"}}, event: with(func(e *Event) { e.Audience = []string{"b"} }), want: NoStories},
		"the stories of no collection": {settings: Settings{Collections: []string{""}}, event: with(func(e *Event) { e.Audience = []string{"", "b"} }), audience: []string{""}},
		"direct messages": {settings: Settings{Channels: []string{there}, Roles: []string{"9"}, Collections: []string{"a"}, Quiet: night},
			event: Event{Where: Where{Channel: here}, At: ten, Audience: []string{"b"}}, audience: []string{"b"}},
	} {
		v := Judge(c.settings, c.blocked, c.event)
		if v.Reason != c.want || !slices.Equal(v.Audience, c.audience) || !reflect.DeepEqual(v.By, c.settings) {
			t.Errorf("%s: %v %q by %+v, want %v %q", name, v.Reason, v.Audience, v.By, c.want, c.audience)
		}
	}
}

// TestNeverWider tries all settings and audiences of few collections: whatever a server
// sets, it is answered from no collection that the operators do not allow there.
func TestNeverWider(t *testing.T) {
	t.Parallel()
	all := []string{"", "a", "b"}
	subset := func(n int) (list []string) {
		for i, c := range all {
			if n>>i&1 == 1 {
				list = append(list, c)
			}
		}
		return list
	}
	allows := func(list []string, c string) bool { return len(list) == 0 || slices.Contains(list, c) }
	for o := range 8 {
		for s := range 8 {
			v := Judge(Settings{Collections: subset(s)}, false, Event{Where: Where{Server: home, Channel: here}, Audience: subset(o)})
			for _, c := range all {
				want := allows(subset(o), c) && allows(subset(s), c)
				if got := v.Reason == Allowed && allows(v.Audience, c); got != want {
					t.Errorf("operators %q, server %q: %q is answered from: %v, want %v", subset(o), subset(s), c, got, want)
				}
			}
		}
	}
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{"": true}
	for _, code := range Languages() {
		if name := (Settings{Language: code}).English(); seen[name] {
			t.Errorf("%s is called %q", code, name)
		} else {
			seen[name] = true
		}
	}
	if name := (Settings{}).English(); name != "" {
		t.Errorf("none is called %q", name)
	}
}

func TestReasons(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for r := Allowed; r <= NoStories; r++ {
		if s := r.String(); s == "unknown" || seen[s] {
			t.Errorf("%d is called %q", r, s)
		}
		seen[r.String()] = true
	}
	if (NoStories + 1).String() != "unknown" {
		t.Error("one more has a name")
	}
}

func TestHours(t *testing.T) {
	t.Parallel()
	for text, c := range map[string]struct {
		want Hours
		err  error
		says string // where it is not what was written
	}{
		"":                           {},
		"22:00-07:00 Europe/Rome":    {want: Hours{22 * 60, 7 * 60, "Europe/Rome"}},
		" 22:00 – 7:30 ":             {want: Hours{22 * 60, 7*60 + 30, "UTC"}, says: "22:00-07:30 UTC"},
		"23-6":                       {want: Hours{23 * 60, 6 * 60, "UTC"}, says: "23:00-06:00 UTC"},
		"12.15-24:00 America/Denver": {want: Hours{12*60 + 15, 0, "America/Denver"}, says: "12:15-00:00 America/Denver"},
		"9-9":                        {err: ErrHours},
		"22:00":                      {err: ErrHours},
		"25-3":                       {err: ErrHours},
		"22:60-3":                    {err: ErrHours},
		"-":                          {err: ErrHours},
		"at night":                   {err: ErrHours},
		"22-7 Atlantis/Centre":       {err: ErrZone},
		"22-7 ../../etc/passwd":      {err: ErrHours},
		"22-7 etc/../../passwd":      {err: ErrZone},
		"22-7 Local":                 {err: ErrZone},
	} {
		h, err := ParseHours(text, "UTC")
		if h != c.want || err != c.err { //nolint:errorlint // they are these very ones
			t.Errorf("%q: %+v, %v, want %+v, %v", text, h, err, c.want, c.err)
		}
		says := c.says
		if says == "" && err == nil {
			says = text
		}
		if h.String() != says {
			t.Errorf("%q is written %q", text, h)
		}
		if again, err := ParseHours(h.String(), ""); err != nil || again != h {
			t.Errorf("%q is read again as %+v, %v", h, again, err)
		}
	}
	rome := Hours{22 * 60, 7 * 60, "Europe/Rome"} // 20:00 to 05:00 UTC in summer, 21:00 to 06:00 in winter
	noon := Hours{12 * 60, 13 * 60, "UTC"}
	for _, c := range []struct {
		hours Hours
		at    string
		want  bool
	}{
		{rome, "2026-07-06T19:59:00Z", false}, {rome, "2026-07-06T20:00:00Z", true}, {rome, "2026-07-07T04:59:00Z", true}, {rome, "2026-07-07T05:00:00Z", false},
		{rome, "2026-01-06T20:30:00Z", false}, {rome, "2026-01-06T21:00:00Z", true}, {rome, "2026-01-07T05:59:00Z", true},
		{noon, "2026-07-06T11:59:00Z", false}, {noon, "2026-07-06T12:00:00Z", true}, {noon, "2026-07-06T13:00:00Z", false},
		{Hours{}, "2026-07-06T00:00:00Z", false}, {Hours{0, 60, "Atlantis"}, "2026-07-06T00:00:00Z", false},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.hours.Within(at); got != c.want {
			t.Errorf("%v at %s: %v", c.hours, c.at, got)
		}
	}
}

// TestClean: of what a forged event or an old database may hold, only what can be is left.
func TestClean(t *testing.T) {
	t.Parallel()
	many := make([]string, 40)
	for i := range many {
		many[i] = strings.Repeat("1", i%20+1)
	}
	for name, c := range map[string]struct{ is, want Settings }{
		"nothing":        {},
		"as it should":   {Settings{[]string{"1"}, InThread, "pt", []string{"", "a"}, []string{"2"}, Hours{1, 2, "UTC"}}, Settings{[]string{"1"}, InThread, "pt", []string{"", "a"}, []string{"2"}, Hours{1, 2, "UTC"}}},
		"no IDs":         {Settings{Channels: []string{"", "<#1>", "1", "1", "-1", "123456789012345678901"}, Roles: []string{"@everyone"}}, Settings{Channels: []string{"1"}}},
		"too many":       {Settings{Channels: many}, Settings{Channels: many[:20]}},
		"unknown words":  {Settings{Place: "everywhere", Language: "tlh"}, Settings{}},
		"untrue hours":   {Settings{Quiet: Hours{-1, 99999, "UTC"}}, Settings{}},
		"an unknown day": {Settings{Quiet: Hours{1, 2, "Nowhere"}}, Settings{}},
		"a long name":    {Settings{Collections: []string{strings.Repeat("a", 201), "b"}}, Settings{Collections: []string{"b"}}},
	} {
		if got := c.is.clean(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
