package packed

import (
	"fmt"
	"time"
)

// Time writes a time; the zero time is empty.
func Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

// ReadTime reads what Time wrote.
func ReadTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return t, fmt.Errorf("read a time: %w", err)
	}
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset)), nil // time.Parse may name the zone of this machine
	}
	return t.UTC(), nil
}
