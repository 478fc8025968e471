package gate

import (
	"slices"
	"testing"
	"time"
)

func TestPaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ set, want Pace }{
		{Pace{}, Pace{PerSecond: 2, Burst: 20}}, {Pace{PerSecond: 1}, Pace{PerSecond: 1, Burst: 0}}, {Pace{Burst: 3}, Pace{PerSecond: 0, Burst: 3}},
	} {
		if got := c.set.Or(Pace{PerSecond: 2, Burst: 20}); got != c.want {
			t.Errorf("%+v is %+v, want %+v", c.set, got, c.want)
		}
	}
}

// TestLimiterRefills asks by a clock of its own.
func TestLimiterRefills(t *testing.T) {
	t.Parallel()
	l, began := NewLimiter(Pace{PerSecond: 2, Burst: 2}), time.Unix(1_000_000, 0)
	for i, c := range []struct {
		address string
		after   time.Duration
		want    bool
		known   int
	}{
		{"a", 0, true, 1},
		{"a", 0, true, 1},
		{"a", 0, false, 1},
		{"a", 499 * time.Millisecond, false, 1},
		{"a", 500 * time.Millisecond, true, 1},
		{"b", 999 * time.Millisecond, true, 2},  // one sweep a second
		{"c", 1000 * time.Millisecond, true, 3}, // a is not rested, nor is b
		{"d", 1999 * time.Millisecond, true, 4},
		{"e", 2000 * time.Millisecond, true, 2}, // a, b and c are
		{"a", 2000 * time.Millisecond, true, 3},
	} {
		if got := l.allow(c.address, began.Add(c.after)); got != c.want || len(l.addresses) != c.known {
			t.Errorf("%d: %s may: %v with %d known, want %v with %d", i, c.address, got, len(l.addresses), c.want, c.known)
		}
	}
}

// TestLateAddressesShare fills the memory of addresses: those who come then are limited as one.
func TestLateAddressesShare(t *testing.T) {
	t.Parallel()
	l, now := NewLimiter(Pace{PerSecond: .001, Burst: 2}), time.Unix(1_000_000, 0)
	for i := range maxAddresses {
		l.allow(time.Duration(i).String(), now)
	}
	got := []bool{l.allow("x", now), l.allow("y", now), l.allow("z", now), l.allow("0s", now)}
	if want := []bool{true, true, false, true}; !slices.Equal(got, want) {
		t.Errorf("x, y, z and one that is known may: %v, want %v", got, want)
	}
}

func TestNetwork(t *testing.T) {
	t.Parallel()
	for remote, want := range map[string]string{
		"192.0.2.7:80": "192.0.2.7", "[2001:db8:0:1:2::3]:80": "2001:db8:0:1::/64", "[fe80::1%eth0]:80": "fe80::/64",
		"[::ffff:192.0.2.7]:80": "192.0.2.7", "@": "@", "name:80": "name",
	} {
		if got := network(remote); got != want {
			t.Errorf("%s is limited as %s, want %s", remote, got, want)
		}
	}
}

// TestTurnstileForgets holds the memory of addresses to a bound.
func TestTurnstileForgets(t *testing.T) {
	t.Parallel()
	turns, now := NewLimiter(Pace{PerSecond: 1, Burst: 1}), time.Unix(1_000_000, 0)
	for i := range 3 * maxAddresses {
		turns.allow(string(rune('0'+i%10))+time.Duration(i).String(), now)
	}
	if len(turns.addresses) > maxAddresses+1 {
		t.Errorf("%d addresses are remembered", len(turns.addresses))
	}
	turns.allow("late", now.Add(time.Minute))
	if len(turns.addresses) > 2 {
		t.Errorf("%d addresses are remembered after a rest", len(turns.addresses))
	}
}
