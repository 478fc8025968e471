package turns

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestQueue: what is put is taken in its order, however long it takes to make it; after an
// error nothing is, and what is stopped is not.
func TestQueue(t *testing.T) {
	errOff := errors.New("off")
	for name, c := range map[string]struct {
		refuse, panics int // the number of what Take refuses, or of what cannot be made; -1: none
		stop           bool
		want           string
	}{
		"in order":        {-1, -1, false, "0 1 2 3 4 5"},
		"one is refused":  {3, -1, false, "0 1 2"},
		"one is not made": {-1, 2, false, "0 1"},
		"stopped":         {-1, -1, true, "0 1 2 3 4"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var got []string
			q := Queue[int]{Take: func(n int) error {
				if n == c.refuse {
					return errOff
				}
				got = append(got, fmt.Sprint(n))
				return nil
			}}
			began := time.Now()
			for n := range 6 {
				q.Put(func() int {
					if n == c.panics {
						panic("off")
					}
					time.Sleep(time.Duration(6-n) * time.Second)
					return n
				}, errOff)
			}
			if c.stop {
				q.Stop()
			}
			err := q.Finish()
			if all := strings.Join(got, " "); !strings.HasPrefix(c.want, all) || !c.stop && all != c.want || (err != nil) != (c.refuse+c.panics > -2) {
				t.Errorf("%s: took %q, want %q; %v", name, all, c.want, err)
			}
			if took := time.Since(began); took > 12*time.Second {
				t.Errorf("%s: it took %s, one after the other", name, took)
			}
			if q.Put(func() int { return 9 }, errOff); err != nil && q.Finish() == nil {
				t.Errorf("%s: it goes on after %v", name, err)
			}
		})
	}
}
